import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Recipient } from '@apila/core/bytes.ts'
import { LARGEST_CONTENT_BYTES, STORY_CLASSES } from '@apila/core/sizes.ts'
import { BrokenSeal, identityFromSeed, newIdentity, open, openText, recipientOf, seal } from './age.ts'
import { padTo, padToClass, unpad } from './padding.ts'

test('what is sealed to a key opens with it and with no other', async () => {
  const [a, b] = [await newIdentity(), await newIdentity()]
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (content) => {
      const sealed = await seal(await recipientOf(a), content)
      assert.deepEqual(await open(a, sealed), new Uint8Array(content))
      assert.equal(await open(b, sealed), null)
    }),
    { numRuns: 10 },
  )
})

test('mixed recipients are refused, hybrid with hybrid and hybrid with X25519', async () => {
  const [a, b] = [await newIdentity(), await newIdentity()]
  const classic = await identityToRecipient(await generateX25519Identity())
  for (const other of [await recipientOf(b), classic]) {
    const encrypter = new Encrypter()
    encrypter.addRecipient(await recipientOf(a))
    encrypter.addRecipient(other)
    const sealed = await encrypter.encrypt(new Uint8Array([1]))
    await assert.rejects(open(a, sealed), BrokenSeal)
  }
})

test('nothing is sealed to a recipient that is not hybrid', async () => {
  const classic = await identityToRecipient(await generateX25519Identity())
  await assert.rejects(seal(classic as Recipient, new Uint8Array([1])))
})

test('every flipped byte, and every cut, is a broken seal or a key that is not ours; never other content', async () => {
  const identity = identityFromSeed(new Uint8Array(32).fill(3))
  const sealed = await seal(await recipientOf(identity), new Uint8Array([1, 2, 3]))
  const refused = async (bytes: Uint8Array) => {
    try {
      assert.equal(await open(identity, bytes), null)
    } catch (error) {
      assert.ok(error instanceof BrokenSeal)
    }
  }
  for (let at = 0; at < sealed.length; at += 37) {
    const flipped = new Uint8Array(sealed)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    await refused(flipped)
    await refused(sealed.slice(0, at))
  }
  await assert.rejects(openText(identity, '!!not base64url'), BrokenSeal)
})

test('padding: round trip, five sizes, and nothing but zeros behind the content', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), (content) => {
      const padded = padToClass(content)
      assert.ok([16_384, 65_536].includes(padded.length))
      assert.deepEqual(unpad(padded), new Uint8Array(content))
    }),
  )
  // From one byte more than the class before holds, up to its own last byte.
  const most = STORY_CLASSES.map((size) => Math.min(size - 4, LARGEST_CONTENT_BYTES))
  assert.equal(most.length, 5)
  for (const [place, size] of STORY_CLASSES.entries())
    for (const length of [(most[place - 1] ?? -1) + 1, most[place] ?? 0])
      assert.equal(padToClass(new Uint8Array(length)).length, size, String(length))
  const padded = padTo(new Uint8Array([1]), 16)
  padded[15] = 1
  assert.throws(() => unpad(padded), BrokenSeal)
  assert.throws(() => unpad(new Uint8Array([0, 0, 0, 9, 1])), BrokenSeal)
  assert.throws(() => unpad(new Uint8Array(2)), BrokenSeal)
  assert.throws(() => padTo(new Uint8Array(13), 16), RangeError)
  assert.throws(() => padToClass(new Uint8Array(4_194_304 - 65_535)), RangeError)
})
