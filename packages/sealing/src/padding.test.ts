// The edges of padding: nothing at all, exactly full, and one byte more.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { BrokenSeal } from './age.ts'
import { padTo, unpad } from './padding.ts'

test('content that fills its size to the last byte comes back, and nothing comes back as nothing', () => {
  for (const [length, size] of [
    [12, 16],
    [11, 16],
    [0, 16],
    [0, 4],
  ] as const) {
    const content = new Uint8Array(length).fill(255)
    const padded = padTo(content, size)
    assert.equal(padded.length, size)
    assert.deepEqual(unpad(padded, size), content, `${String(length)} in ${String(size)}`)
  }
})

test('what does not fit is refused at every length, and so is a stated length that is one too large', () => {
  for (const length of [13, 16, 17, 20, 21, 4096]) assert.throws(() => padTo(new Uint8Array(length), 16), RangeError)
  for (const size of [0, 3]) assert.throws(() => padTo(new Uint8Array(0), size), RangeError)
  assert.throws(() => unpad(Uint8Array.from([0, 0, 0, 2, 1]), 5), BrokenSeal)
  assert.throws(() => unpad(Uint8Array.from([0, 0, 0, 0, 1]), 5), BrokenSeal)
  assert.throws(() => unpad(Uint8Array.from([255, 255, 255, 255, 1]), 5), BrokenSeal)
  for (const size of [0, 3]) assert.throws(() => unpad(new Uint8Array(size), size), BrokenSeal)
})
