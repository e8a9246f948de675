// The one form that a seal may have: one hybrid recipient, opened by a hybrid identity. What has another form is broken, never "not for us".
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { BrokenSeal, newIdentity, open, openText, recipientOf, seal } from './age.ts'
import { toBase64url, utf8 } from './encoding.ts'

const identity = await newIdentity()
const recipient = await recipientOf(identity)
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

test('a true identity of another kind opens nothing: it is broken and no "not for us"', async () => {
  const classic = await generateX25519Identity()
  await assert.rejects(open(classic, await seal(recipient, utf8('words'))), BrokenSeal)
})

test('a file for one recipient of another kind is broken, also for whoever has its key', async () => {
  const classic = await generateX25519Identity()
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(classic))
  const sealed = await encrypter.encrypt('words')
  await assert.rejects(open(identity, sealed), BrokenSeal)
  await assert.rejects(open(classic, sealed), BrokenSeal)
  const locked = new Encrypter()
  locked.setScryptWorkFactor(1)
  locked.setPassphrase('a word')
  await assert.rejects(open(identity, await locked.encrypt('words')), BrokenSeal)
})

test('a header of another version, without an end, or behind something else is broken', async () => {
  const sealed = latin1(await seal(recipient, utf8('words')))
  const end = sealed.indexOf('\n--- ')
  const wrong = [
    sealed.replace('/v1\n', '/v2\n'),
    sealed.replace('age-', 'Age-'),
    ` ${sealed}`,
    `\n${sealed}`,
    sealed.slice(0, end),
    sealed.slice(0, end + 1),
    sealed.replace('\n--- ', '\n---'),
    sealed.replace('\n--- ', '\n'),
    sealed.slice(sealed.indexOf('->')),
    sealed.slice(end),
    'age-encryption.org/v1\n',
    'age-encryption.org/v1\n--- AAAA\n',
  ]
  for (const [at, text] of wrong.entries())
    await assert.rejects(openText(identity, toBase64url(Buffer.from(text, 'latin1'))), BrokenSeal, String(at))
})

test('what stands behind the header is content, even where it looks like a recipient', async (context) => {
  // The nonce is the first thing behind the header, and any 16 bytes may be drawn for it.
  const draw = crypto.getRandomValues.bind(crypto)
  const looksLikeOne = utf8('\n-> mlkem768x25\n')
  context.mock.method(crypto, 'getRandomValues', (array: Uint8Array<ArrayBuffer>) => {
    if (array.length !== looksLikeOne.length) return draw(array)
    array.set(looksLikeOne)
    return array
  })
  const sealed = await seal(recipient, utf8('words'))
  context.mock.restoreAll()
  assert.ok(latin1(sealed).indexOf('\n-> mlkem768x25\n') > latin1(sealed).indexOf('\n--- '))
  assert.deepEqual(await open(identity, sealed), utf8('words'))
})
