// An addition opens where its story opens, and nowhere else; one length, whatever it says.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { LARGEST_ADDITION_BYTES } from '@apila/core/referral/items.ts'
import { ADDITION_BYTES, STORED_BYTES } from '@apila/core/sizes.ts'
import { BrokenSeal, newIdentity, recipientOf, sealText } from '../age.ts'
import { fromBase64url, toBase64url, utf8 } from '../encoding.ts'
import { padTo } from '../padding.ts'
import { openAddition, sealAddition } from './addition.ts'

const story = await newIdentity()
const to = await recipientOf(story)
const LONGEST = 'ä'.repeat(LARGEST_ADDITION_BYTES / 2)

test('what was added opens with the key of its story, in one length', async () => {
  for (const text of ['a', 'it was on Monday,\nnot on Tuesday', LONGEST]) {
    const sealed = await sealAddition(to, text)
    assert.equal(fromBase64url(sealed).length, STORED_BYTES.addition)
    assert.equal(await openAddition(story, sealed), text)
  }
})

test('it is nothing for the key of another story, and damage is told as damage', async () => {
  const sealed = await sealAddition(to, 'it was on Monday')
  assert.equal(await openAddition(await newIdentity(), sealed), null)
  const bytes = fromBase64url(sealed)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  await assert.rejects(openAddition(story, toBase64url(bytes)), BrokenSeal)
})

test('nothing empty, too long or with control characters is sealed, nor believed where another program did', async () => {
  const wrong = ['', ' \n ', `${LONGEST}a`, 'a\u0000b', 'a\tb']
  for (const text of wrong) {
    await assert.rejects(sealAddition(to, text), RangeError, JSON.stringify(text))
    if (utf8(text).length > ADDITION_BYTES - 4) continue
    const forged = await sealText(to, padTo(utf8(text), ADDITION_BYTES))
    await assert.rejects(openAddition(story, forged), BrokenSeal, JSON.stringify(text))
  }
})
