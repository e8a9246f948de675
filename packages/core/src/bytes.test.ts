import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import {
  Bell,
  Digest,
  Mark,
  ItemId,
  ListId,
  Name,
  Proof,
  Recipient,
  Secret,
  Signature,
  bytesUpTo,
  decodeBytes,
  encodedLength,
  exactBytes,
} from './bytes.ts'

const spell = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const isTaken = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

test('bytes of the stated length are taken in their one spelling, and read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
      const text = spell(bytes)
      assert.equal(text.length, encodedLength(bytes.length))
      assert.ok(isTaken(exactBytes(bytes.length), text))
      assert.ok(isTaken(bytesUpTo(bytes.length), text))
      assert.deepEqual(decodeBytes(text), new Uint8Array(bytes))
    }),
  )
})

test('spare bits that are not zero are refused, with one byte and with two left over', () => {
  for (const [bytes, spare] of [
    [1, 15],
    [2, 3],
    [16, 15],
    [32, 3],
    [64, 15],
  ] as const) {
    const text = spell(new Uint8Array(bytes))
    assert.ok(isTaken(exactBytes(bytes), text))
    const signs = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
    for (const [value, sign] of signs.entries()) {
      const changed = text.slice(0, -1) + sign
      const isOneSpelling = (value & spare) === 0
      assert.equal(isTaken(exactBytes(bytes), changed), isOneSpelling, `${String(bytes)} ${sign}`)
      assert.equal(isTaken(bytesUpTo(bytes), changed), isOneSpelling, `${String(bytes)} ${sign}`)
    }
  }
})

test('another length, sign or kind of value is refused', () => {
  for (const value of [
    '',
    'A'.repeat(42),
    'A'.repeat(44),
    `${'A'.repeat(42)}=`,
    `${'A'.repeat(42)}+`,
    `${'A'.repeat(42)}/`,
    ' '.repeat(43),
    null,
    1,
  ])
    assert.equal(isTaken(Digest, value), false, String(value))
  assert.equal(isTaken(Digest, `${'A'.repeat(43)}\n`), false)
  assert.equal(isTaken(Digest, `A\n${'A'.repeat(41)}`), false)
  for (const [schema, bytes] of [
    [Name, 16],
    [Mark, 16],
    [ListId, 16],
    [ItemId, 16],
    [Secret, 32],
    [Proof, 32],
    [Digest, 32],
    [Signature, 64],
    [Bell, 104],
  ] as const) {
    const lengths = [bytes - 1, bytes, bytes + 1].map((length) => isTaken(schema, spell(new Uint8Array(length))))
    assert.deepEqual(lengths, [false, true, false])
  }
})

test('at most so many bytes: from one up, of a length that bytes can have', () => {
  const upTo5 = bytesUpTo(5)
  const lengths = ['', 'A', 'AA', 'AAA', 'AAAA', 'AAAAA', 'AAAAAA', 'AAAAAAA', 'AAAAAAAA']
  assert.deepEqual(
    lengths.map((text) => isTaken(upTo5, text)),
    [false, false, true, true, true, false, true, true, false],
  )
  for (const text of ['A=', '++', '\nAA', 'AA\n']) assert.equal(isTaken(upTo5, text), false)
  const long = 'A'.repeat(encodedLength(5_000_000))
  assert.ok(isTaken(exactBytes(5_000_000), long))
  assert.ok(isTaken(bytesUpTo(5_000_000), long))
})

test('a recipient is what age writes, in lower case and whole, and no prefix with something behind it', async () => {
  const vectors = new URL('../../sealing/vectors/roster.json', import.meta.url)
  const { entries } = JSON.parse(await readFile(vectors, 'utf8')) as { entries: Array<{ entry: string }> }
  const good = /age1pq1[a-z0-9]+/.exec(entries[0]?.entry ?? '')?.[0] ?? ''
  assert.equal(good.length, 1959)
  assert.equal(isTaken(Recipient, good), true)
  const refused = [
    '',
    'age1pq1',
    'age1pq1qqqqqqqqqq',
    `age1pq1${'q'.repeat(1952)}`,
    good.toUpperCase(),
    good.slice(0, -1),
    `${good}q`,
    null,
  ]
  for (const text of refused) assert.equal(isTaken(Recipient, text), false, String(text).slice(0, 20))
})
