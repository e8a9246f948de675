// The build leaves parts of the cipher packages out (house/build-slim.ts). So what is shipped is asked the same as the sources: it opens all
// vectors of a permission, refuses what must fail, and passes the C2SP vectors of age.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inflateSync } from 'node:zlib'
import { test } from 'node:test'
import * as ageVectors from 'cctv-age'
import { build } from 'esbuild'
import type { SignedEntry } from '@apila/core/organisation/roster.ts'
import { checkVectors } from '../packages/sealing/src/referral/test/check-vectors.ts'
import type * as OpenVectors from '../packages/sealing/src/referral/test/open-vectors.ts'
import type { PermissionVectors } from '../packages/sealing/src/referral/test/open-vectors.ts'
import { leaveOutUnreachable } from './build-slim.ts'
import { BROWSERS, bundleWorkspace } from './build-workspace.ts'
import { inRoot } from './paths.ts'

type Bundled = typeof OpenVectors

const load = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(inRoot(`packages/sealing/vectors/${name}`), 'utf8'))

/** The sealing package in the settings of the worker's app (house/build-app.ts). */
async function bundled(): Promise<Bundled> {
  const result = await build({
    entryPoints: [inRoot('packages/sealing/src/referral/test/open-vectors.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: BROWSERS,
    legalComments: 'none',
    plugins: [bundleWorkspace, leaveOutUnreachable],
  })
  const folder = await mkdtemp(join(tmpdir(), 'apila-bundled-'))
  const file = join(folder, 'sealing.mjs')
  await writeFile(file, result.outputFiles[0]?.contents ?? '')
  try {
    return (await import(pathToFileURL(file).href)) as Bundled
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const shipped = await bundled()

test('the bundle opens every vector of a permission and refuses what must fail', async () => {
  const vectors = (await load('permission.json')) as PermissionVectors
  const { entries } = (await load('roster.json')) as { entries: SignedEntry[] }
  checkVectors(vectors, await shipped.openVectors(vectors, entries))
})

test('the bundle passes the vectors of the format', async () => {
  let opened = 0
  for (const [name, bytes] of Object.entries(ageVectors as unknown as Record<string, Uint8Array>)) {
    if (!name.startsWith('hybrid')) continue
    const whole = Buffer.from(bytes)
    const at = whole.indexOf('\n\n')
    const fields = whole.subarray(0, at).toString().split('\n')
    const field = (key: string): string =>
      fields.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2) ?? ''
    const raw = whole.subarray(at + 2)
    const file = new Uint8Array(field('compressed') === 'zlib' ? inflateSync(raw) : raw)
    const content = await shipped.age.open(field('identity'), file).catch(() => null)
    if (field('expect') !== 'success') assert.equal(content, null, name)
    else if (content === null) {
      // Refused although the format takes it: only with a second stanza, even one that only pads (docs/protocol.md "Suite").
      const header = Buffer.from(file).toString('latin1').split('\n--- ')[0] ?? ''
      assert.ok(header.split('\n-> ').length > 2, `${name} should have opened`)
    } else {
      assert.equal(createHash('sha256').update(content).digest('hex'), field('payload'), name)
      opened += 1
    }
  }
  assert.ok(opened >= 1)
})
