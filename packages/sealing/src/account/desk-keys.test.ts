import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import { identityFromSeed, recipientOf } from '../age.ts'
import { toBase64url } from '../encoding.ts'
import { deskKeys } from './desk-keys.ts'

test("all of a desk's keys come from its seed, each under a label of its own; node:crypto derives the same", async () => {
  const seed = new Uint8Array(32).fill(5)
  const keys = await deskKeys(seed)
  const derive = (label: string, bytes: number) => Buffer.from(hkdfSync('sha256', seed, '', label, bytes))
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b656e04220420', 'hex'),
    derive('apila/desk/v2/bell', 32),
  ])
  const bell = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })).export({ format: 'jwk' })
  assert.equal(keys.list, derive('apila/desk/v2/list', 16).toString('base64url'))
  assert.equal(keys.bellPublic, bell.x)
  assert.equal(keys.identity, identityFromSeed(seed))
  assert.equal(keys.recipient, await recipientOf(keys.identity))
  assert.equal(keys.bellPrivate.extractable, false)
  assert.deepEqual(keys.bellPrivate.usages, ['deriveBits'])
})

test('another seed gives other keys, one of another length none', async () => {
  const [a, b] = await Promise.all([1, 2].map((fill) => deskKeys(new Uint8Array(32).fill(fill))))
  assert.ok(a && b)
  for (const member of ['identity', 'recipient', 'list', 'bellPublic'] as const) assert.notEqual(a[member], b[member])
  assert.notEqual(toBase64url(new Uint8Array(16).fill(1)), a.list)
  for (const length of [0, 31, 33]) await assert.rejects(deskKeys(new Uint8Array(length)), RangeError)
})
