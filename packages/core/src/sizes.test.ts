import { test } from 'node:test'
import assert from 'node:assert/strict'
import { LARGEST_CONTENT_BYTES, STORED_BYTES, STORY_CLASSES, sealedAs, sealedLength } from './sizes.ts'

test('stored lengths are those of docs/protocol.md "Sizes"', () => {
  assert.deepEqual(STORED_BYTES, {
    knock: 9851,
    item: 9851,
    note: 9851,
    lock: 7414,
    receipt: 7414,
    line: 2683,
    wrap: 2683,
    addition: 3707,
    leash: 77,
    boundLeash: 2683,
    leashRequest: 5755,
    leashAnswer: 2683,
  })
  assert.deepEqual(STORY_CLASSES.map(sealedLength), [18_043, 67_195, 263_851, 1_050_475, 4_196_971])
  assert.equal(LARGEST_CONTENT_BYTES, 4 * 1024 * 1024 - 64 * 1024)
  assert.deepEqual([0, 1, 64, 65_536, 65_537].map(sealedLength), [1659, 1660, 1723, 67_195, 67_212])
})

test('each kind is taken in its own length and in no other by one', () => {
  for (const [kind, bytes] of Object.entries(STORED_BYTES)) {
    const shape = sealedAs(kind as keyof typeof STORED_BYTES)
    const isTaken = (length: number) => shape.safeParse(Buffer.alloc(length).toString('base64url')).success
    assert.deepEqual([isTaken(bytes - 1), isTaken(bytes), isTaken(bytes + 1)], [false, true, false], kind)
  }
})
