// What a packed answer's length may tell: of sealed text only how long it is; and every reader of gzip reads it.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { packPublic, packSealed, sealedAnswerLength } from './pack.ts'

const BROWSER = 'gzip, deflate, br, zstd'
const seal = (bytes: number): string => randomBytes(bytes).toString('base64url')
const notes = (blobs: readonly string[]): string =>
  JSON.stringify({
    notes: blobs.map((blob) => ({ id: seal(16), version: 1, blob, until: '2026-12-24', dropped: false })),
  })

async function lengthOf(text: string): Promise<number> {
  const { bytes, coding } = await packSealed(text, BROWSER)
  assert.equal(coding, 'gzip')
  assert.equal(gunzipSync(bytes).toString(), text)
  return bytes.length
}

test('sealed answers of one length are one length packed, whatever they say', async () => {
  const texts = [
    ...Array.from({ length: 20 }, () => notes([seal(9851), seal(9851)])),
    // Not random at all: one letter, the same blob twice, every letter in turn.
    notes(['A'.repeat(13_135), 'A'.repeat(13_135)]),
    notes(Array<string>(2).fill(seal(9851))),
    notes(
      ['', ''].map(() =>
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.repeat(206).slice(0, 13_135),
      ),
    ),
  ]
  const plain = new Set(texts.map(({ length }) => length))
  assert.equal(plain.size, 1)
  const [length = 0] = plain
  assert.deepEqual(new Set(await Promise.all(texts.map(lengthOf))), new Set([sealedAnswerLength(length)]))
  assert.ok(sealedAnswerLength(length) < 0.78 * length, 'or it would not be worth it')
})

test('a guess that stands beside what it guesses packs no smaller than a wrong one', async () => {
  const secret = seal(1000)
  const [right, wrong] = await Promise.all(
    [secret, seal(1000)].map((guess) => packSealed(`${secret}${guess}`, BROWSER)),
  )
  assert.equal(right?.bytes.length, wrong?.bytes.length)
  // Nor before it is filled up: what is said in the frame's comment, which ends with a zero, is the filling.
  const filling = (packed: typeof right): number => packed?.bytes.indexOf(0, 10) ?? 0
  assert.ok(Math.abs(filling(right) - filling(wrong)) < 64, `${String(filling(right))} and ${String(filling(wrong))}`)
})

test('sealed text of every length fits its packed length', async () => {
  for (let bytes = 1_500; bytes < 200_000; bytes = Math.ceil(bytes * 1.13)) {
    const text = JSON.stringify({ blob: seal(bytes) })
    assert.equal(await lengthOf(text), sealedAnswerLength(text.length), String(bytes))
  }
})

test('what cannot fit, is short, or is for somebody who reads no gzip goes as it is', async () => {
  const sealed = notes([seal(9851)])
  for (const [text, accepted] of [
    [sealed, undefined],
    [sealed, ''],
    [sealed, 'br'],
    [sealed, 'gzip;q=0, br'],
    [notes([]), BROWSER],
    // Every sign that there is: more of them than a seal has.
    [randomBytes(9000).toString('latin1'), BROWSER],
  ] as const) {
    const { bytes, coding } = await packSealed(text, accepted)
    assert.equal(coding, 'identity')
    assert.equal(Buffer.from(bytes).toString(), text)
  }
})

test('what is public is packed as well as can be, in what the reader accepts', async () => {
  const text = JSON.stringify({ entries: Array.from({ length: 200 }, (_, n) => ({ entry: `entry ${String(n)}` })) })
  const [br, gzip, plain, short] = await Promise.all([
    packPublic(text, BROWSER),
    packPublic(text, 'gzip'),
    packPublic(text, undefined),
    packPublic('{"entries":[]}', BROWSER),
  ])
  assert.deepEqual([br.coding, gzip.coding, plain.coding, short.coding], ['br', 'gzip', 'identity', 'identity'])
  assert.equal(brotliDecompressSync(br.bytes).toString(), text)
  assert.equal(gunzipSync(gzip.bytes).toString(), text)
  assert.equal(Buffer.from(plain.bytes).toString(), text)
  assert.deepEqual((await packPublic(text, BROWSER)).bytes, br.bytes)
})
