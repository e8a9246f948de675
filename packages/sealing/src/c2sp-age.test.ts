// The C2SP test vectors for age (github.com/C2SP/CCTV), run against the hybrid part that we use: what must open opens, what must fail fails.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { inflateSync } from 'node:zlib'
import * as vectors from 'cctv-age'
import { open } from './age.ts'

type Vector = { name: string; expect: string; identities: string[]; payload: string | undefined; file: Uint8Array }

function read(name: string, bytes: Uint8Array): Vector {
  const at = Buffer.from(bytes).indexOf('\n\n')
  const fields = Buffer.from(bytes.subarray(0, at))
    .toString()
    .split('\n')
    .map((line) => line.split(': ') as [string, string])
  const all = (key: string) => fields.filter(([k]) => k === key).map(([, value]) => value)
  const raw = bytes.subarray(at + 2)
  const file = all('compressed')[0] === 'zlib' ? inflateSync(raw) : raw
  return {
    name,
    expect: all('expect')[0] ?? '',
    identities: all('identity'),
    payload: all('payload')[0],
    file: new Uint8Array(file),
  }
}

const hybrid = Object.entries(vectors as unknown as Record<string, Uint8Array>)
  .filter(([name]) => name.startsWith('hybrid'))
  .map(([name, bytes]) => read(name, bytes))

test('there are vectors for the hybrid recipient', () => {
  assert.ok(hybrid.length >= 5, `${String(hybrid.length)} vectors: ${hybrid.map((v) => v.name).join(' ')}`)
})

for (const vector of hybrid) {
  test(`${vector.name}: ${vector.expect}`, async () => {
    const opened = await open(vector.identities[0] ?? '', vector.file).catch(() => null)
    if (vector.expect !== 'success') assert.equal(opened, null)
    // We refuse more than the format does: a file with any second stanza, even one that only pads (docs/protocol.md "Suite").
    else if (opened === null) assert.ok(countStanzas(vector.file) > 1, 'only files with a second stanza may be refused')
    else assert.equal(Buffer.from(await crypto.subtle.digest('SHA-256', opened)).toString('hex'), vector.payload)
  })
}

const countStanzas = (file: Uint8Array) =>
  Buffer.from(file).toString('latin1').split('\n--- ')[0]?.match(/\n-> /g)?.length ?? 0
