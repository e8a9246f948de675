import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { VerifyKey } from '@apila/core/organisation/roster.ts'
import { sessionMessage } from '@apila/core/account/session.ts'
import { labelledText } from '@apila/core/labels.ts'
import { deriveDemoDevice } from './account/demo-device.ts'
import { fromBase64url, toBase64url, utf8 } from './encoding.ts'
import { isSignedBy, signLabelled } from './labels.ts'

const device = await deriveDemoDevice('alder-worker-1')
const other = await deriveDemoDevice('alder-worker-2')

test('a signature is over label, zero byte and message; node:crypto verifies it', async () => {
  const signature = await signLabelled(device, 'apila/part/v2', 'ä')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: device.verifyKey }, format: 'jwk' })
  assert.ok(verify(null, Buffer.from('apila/part/v2\0ä'), key, fromBase64url(signature)))
  assert.equal(signature, await signLabelled(device, 'apila/part/v2', utf8('ä')))
  assert.equal(await isSignedBy(device.verifyKey, signature, 'apila/part/v2', 'ä'), true)
  assert.equal(await isSignedBy(device.verifyKey, signature, 'apila/part/v2', utf8('ä')), true)
  assert.equal(labelledText('apila/part/v2', 'ä'), 'apila/part/v2\0ä')
})

test('a signature fits no other label, message or key', async () => {
  const signature = await signLabelled(device, 'apila/part/v2', 'text')
  assert.equal(await isSignedBy(device.verifyKey, signature, 'apila/roster/v2', 'text'), false)
  assert.equal(await isSignedBy(device.verifyKey, signature, 'apila/part/v2', 'text '), false)
  assert.equal(await isSignedBy(device.verifyKey, signature, 'apila/part/v2', ''), false)
  assert.equal(await isSignedBy(other.verifyKey, signature, 'apila/part/v2', 'text'), false)
})

test('a malformed signature or key is simply no signature, whatever it is', async () => {
  const signature = await signLabelled(device, 'apila/part/v2', 'text')
  const bytes = fromBase64url(signature)
  const orderL = (1n << 252n) + 27742317777372353535851937790883648493n
  const s = bytes.subarray(32).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) + orderL
  const tooLarge = [
    ...bytes.subarray(0, 32),
    ...Array.from({ length: 32 }, (_, at) => Number((s >> BigInt(8 * at)) & 255n)),
  ]
  const lastSign = signature.slice(-1)
  const second = String.fromCharCode(lastSign.charCodeAt(0) + 1)
  const refused = [
    '',
    'A',
    'no signature',
    `${signature}AA`,
    signature.slice(0, -2),
    `${signature}=`,
    signature.slice(0, -1) + second,
    toBase64url(new Uint8Array(64)),
    toBase64url(Uint8Array.from([1, ...new Uint8Array(63)])),
    toBase64url(Uint8Array.from(tooLarge)),
  ]
  for (const text of refused)
    assert.equal(await isSignedBy(device.verifyKey, text, 'apila/part/v2', 'text'), false, text)
  for (const key of ['', 'A', 'A'.repeat(43), `AQ${'A'.repeat(41)}`, device.verifyKey.slice(1)])
    assert.equal(await isSignedBy(key as VerifyKey, signature, 'apila/part/v2', 'text'), false, key)
  assert.equal(VerifyKey.safeParse('A'.repeat(43)).success, false)
})

test('keys and first halves of low order are refused by us, also where a WebCrypto takes everything', async (context) => {
  // By the private key of 32 sevens over this very text: first half the neutral point, second half hash times key.
  const key = VerifyKey.parse('6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw')
  const signature = 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAkh9g3yOGsa9X_2W55mpUt-M4f_iumxNn8itwiHir4Aw'
  const right = await signLabelled(device, 'apila/part/v2', 'text')
  // Node refuses them by itself; Chromium does not (in-browser.browser.test.ts).
  context.mock.method(crypto.subtle, 'verify', () => Promise.resolve(true))
  assert.equal(await isSignedBy(device.verifyKey, right, 'apila/part/v2', 'text'), true)
  assert.equal(await isSignedBy(key, signature, 'apila/part/v2', 'text'), false)
  for (const low of ['A'.repeat(43), `AQ${'A'.repeat(41)}`])
    assert.equal(await isSignedBy(low as VerifyKey, right, 'apila/part/v2', 'text'), false)
})

test('what signs in names the origin, the network and the challenge, so that none can be passed on', async () => {
  const message = sessionMessage('https://apila.example', 'apila-demo', 'challenge')
  assert.equal(message, 'https://apila.example\0apila-demo\0challenge')
  const signature = await signLabelled(device, 'apila/session/v2', message)
  const accepts = (origin: string, network = 'apila-demo', challenge = 'challenge') =>
    isSignedBy(device.verifyKey, signature, 'apila/session/v2', sessionMessage(origin, network, challenge))
  assert.equal(await accepts('https://apila.example'), true)
  assert.equal(await accepts('https://apila.example.evil'), false)
  assert.equal(await accepts('http://apila.example'), false)
  assert.equal(await accepts('https://apila.example', 'other'), false)
  assert.equal(await accepts('https://apila.example', 'apila-demo', 'other'), false)
})
