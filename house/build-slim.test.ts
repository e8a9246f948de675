// Browser bundles leave out what no schema of ours calls (house/build-slim.ts). So each schema that any bundle holds is made against what is
// left, and takes and refuses as before.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { leaveOutUnreachable } from './build-slim.ts'
import { BROWSERS, bundleWorkspace } from './build-workspace.ts'
import { inRoot, listFiles } from './paths.ts'

const SETTINGS = {
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: BROWSERS,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
} as const

/** What a bundle of this text gives. */
async function loaded(contents: string, left = [leaveOutUnreachable]): Promise<Record<string, unknown>> {
  const { outputFiles } = await build({
    ...SETTINGS,
    stdin: { contents, resolveDir: inRoot('.'), loader: 'ts' },
    plugins: [bundleWorkspace, ...left],
  })
  const folder = await mkdtemp(join(tmpdir(), 'apila-slim-'))
  const file = join(folder, 'schemas.mjs')
  await writeFile(file, outputFiles[0]?.contents ?? '')
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Sources that browsers get and that make schemas. */
async function schemaSources(): Promise<string[]> {
  const { metafile } = await build({
    ...SETTINGS,
    entryPoints: [inRoot('packages/app/src/main.tsx'), inRoot('packages/app/src/account/argon2id.worker.ts')],
    outdir: inRoot('packages/app/dist/assets'),
    absWorkingDir: inRoot('.'),
    splitting: true,
    metafile: true,
    plugins: [bundleWorkspace, leaveOutUnreachable],
  })
  const own = Object.keys(metafile.inputs).filter((path) => path.startsWith('packages/'))
  const texts = await Promise.all(own.map((path) => readFile(inRoot(path), 'utf8')))
  return own.filter((_, index) => /from 'zod'/.test(texts[index] ?? ''))
}

test('every schema of the app can be made of what a bundle keeps of zod', async () => {
  const sources = await schemaSources()
  assert.ok(sources.length > 20, String(sources.length))
  assert.ok(
    sources.includes('packages/core/src/referral/wire.ts') && sources.includes('packages/core/src/services/wire.ts'),
  )
  // Those that no part of the app imports today are as good as the others tomorrow.
  const all = new Set([...sources, ...(await listFiles(['packages/{core,sealing,disclosure}/src/**/wire.ts']))])
  const names = await loaded(
    [...all].map((path, n) => `import * as m${String(n)} from './${path}'\nexport { m${String(n)} }`).join('\n'),
  )
  assert.equal(Object.keys(names).length, all.size)
})

const SCHEMA = `
  import * as z from 'zod'
  const Inner = z.strictObject({ n: z.int().min(1).max(9), day: z.iso.date(), on: z.boolean().nullable() })
  const A = z.strictObject({ kind: z.literal('a'), inner: z.array(Inner).max(2), map: z.map(z.string(), z.number()).readonly().optional() })
  const Word = z.string().normalize().trim().min(1).regex(/^[a-z]+$/).refine((one) => one !== 'no')
  const Either = z.union([z.url(), z.tuple([z.enum(['x', 'y']), z.record(z.string(), z.unknown())])])
  const schema = z.discriminatedUnion('kind', [
    A,
    A.extend({ kind: z.literal('e'), id: z.uuid().default('00000000-0000-0000-0000-000000000000') }),
    z.object({ kind: z.literal('b'), word: Word }),
    z.object({ kind: z.literal('c'), either: Either }),
  ])
  export const read = (value) => {
    const { success, data, error } = schema.safeParse(value)
    return { success, data, issues: error?.issues.map(({ path, code }) => [path.join('.'), code]) }
  }`

test('a schema in a bundle takes and refuses what it did', async () => {
  type Read = (value: unknown) => { success: boolean }
  const slim = (await loaded(SCHEMA)).read as Read
  const whole = (await loaded(SCHEMA, [])).read as Read
  const inner = { n: 3, day: '2026-11-30', on: null }
  const taken = [
    { kind: 'a', inner: [inner], map: new Map([['x', 1]]) },
    { kind: 'e', inner: [inner] },
    { kind: 'b', word: ' yes ', more: 1 },
    { kind: 'c', either: ['x', { y: 1 }] },
    { kind: 'c', either: 'https://example.org/' },
  ]
  const refused = [
    { kind: 'a', inner: [{ ...inner, n: 10 }] },
    { kind: 'a', inner: [{ ...inner, n: 1.5, day: '2026-02-30' }] },
    { kind: 'a', inner: [inner, inner, inner] },
    { kind: 'a', inner: [], other: 1 },
    { kind: 'a', inner: [{ n: 1, day: '2026-11-30' }] },
    { kind: 'a', inner: [], map: new Map([['x', 'y']]) },
    { kind: 'e', inner: [], id: 'nobody' },
    { kind: 'b', word: 'no' },
    { kind: 'b', word: 'No' },
    { kind: 'b', word: '  ' },
    { kind: 'c', either: 'nowhere' },
    { kind: 'c', either: ['z', {}] },
    { kind: 'd' },
    {},
    null,
    [],
  ]
  for (const value of [...taken, ...refused]) assert.deepEqual(slim(value), whole(value), JSON.stringify(value))
  assert.deepEqual(
    [...taken, ...refused].map((value) => slim(value).success),
    [...taken.map(() => true), ...refused.map(() => false)],
  )
})

const WAITING = `
  import * as z from 'zod'
  const Word = z.string().refine(() => Promise.resolve(false))
  export const read = () => z.object({ word: Word }).safeParse({ word: 'no' })`

test('a refinement that waits takes nothing: it throws, in a bundle as in zod', async () => {
  for (const left of [[leaveOutUnreachable], []]) {
    const read = (await loaded(WAITING, left)).read as () => unknown
    assert.throws(read)
  }
})

const PARTS = `
  import * as z from 'zod'
  const Kind = z.enum(['a', 'b', 'c'])
  const schema = z.object({ kind: Kind.exclude(['c']), inner: z.string().nullable().unwrap(), old: Kind.optional() })
  export const read = (value) => schema.safeParse(value).success`

test('a part of an enum by what it leaves out, and what stands under “or null”, are made as before', async () => {
  for (const left of [[leaveOutUnreachable], []]) {
    const read = (await loaded(PARTS, left)).read as (value: unknown) => boolean
    assert.deepEqual(
      [
        { kind: 'a', inner: 'x' },
        { kind: 'c', inner: 'x' },
        { kind: 'a', inner: null },
        { kind: 'a', inner: '', old: 1 },
      ].map(read),
      [true, false, false, false],
    )
  }
})

const IDENTITIES = `
  import { generateHybridIdentity, identityToRecipient } from 'age-encryption'
  export const hybrid = async () => identityToRecipient(await generateHybridIdentity())
  export const recipient = identityToRecipient`

test('a bundle makes a recipient of a hybrid identity, and of no other', async () => {
  const age = await loaded(IDENTITIES)
  assert.match(await (age.hybrid as () => Promise<string>)(), /^age1pq1/)
  // The classical identity of age's own test kit.
  const classical = 'AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6'
  await assert.rejects((age.recipient as (identity: string) => Promise<string>)(classical))
})
