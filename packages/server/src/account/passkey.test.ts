// An assertion counts if every word of it is right, and each wrong word refuses it. Governed by docs/protocol.md "Signing in".
import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { Assertion } from '@apila/core/account/passkey.ts'
import { type KeyKind, assertBy, newPasskey } from '../test/authenticator.ts'
import { readPasskey, verifyAssertion } from './passkey.ts'

const origin = 'https://apila.example'
const challenge = 'A'.repeat(43)

const judge = (wrong: Parameters<typeof assertBy>[2] = {}, signCount = 0, kind: KeyKind = 'es256') => {
  const passkey = newPasskey(origin, { kind })
  const assertion = assertBy(passkey, challenge, wrong)
  const publicKey = Buffer.from(passkey.publicKey, 'base64url')
  const verdict = verifyAssertion(assertion, { challenge, origin, publicKey, signCount })
  return verdict.ok ? verdict.signCount : verdict.problem
}

for (const kind of ['es256', 'eddsa', 'rs256'] as const)
  test(`a right assertion counts: ${kind}`, () => {
    assert.equal(judge({}, 0, kind), 0)
    assert.equal(judge({ count: 8 }, 7, kind), 8)
  })

const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const WRONG: readonly [string, NonNullable<Parameters<typeof assertBy>[2]>][] = [
  ['wrong-challenge', { client: { challenge: 'B'.repeat(43) } }],
  ['wrong-origin', { client: { origin: 'https://apila.example.evil.example' } }],
  ['wrong-origin', { client: { origin: 'http://apila.example' } }],
  ['wrong-origin', { client: { origin: 'https://apila.example:8443' } }],
  ['wrong-host', { host: 'example' }],
  ['wrong-host', { host: 'other.example' }],
  ['not-signed', { signer: other }],
  ['nobody-there', { flags: 0x04 }],
  ['not-verified', { flags: 0x01 }],
  ['not-an-assertion', { client: { type: 'webauthn.create' } }],
  ['not-an-assertion', { client: { type: 'payment.get' } }],
  ['not-an-assertion', { client: { crossOrigin: true } }],
  ['not-an-assertion', { client: { topOrigin: 'https://other.example' } }],
  ['not-an-assertion', { flags: 0x45 }],
  ['not-an-assertion', { extra: Buffer.from([1]) }],
]
for (const [n, [problem, wrong]] of WRONG.entries())
  test(`refused as ${problem}, case ${String(n)}`, () => {
    assert.equal(judge(wrong), problem)
  })

test('what an extension says may follow where the flag says so, and is signed with the rest', () => {
  assert.equal(judge({ flags: 0x85, extra: Buffer.from([0xa0]) }), 0)
})

test('a count that goes back or stands still is a copy of the authenticator', () => {
  assert.equal(judge({ count: 7 }, 7), 'copied')
  assert.equal(judge({ count: 6 }, 7), 'copied')
  assert.equal(judge({ count: 0 }, 7), 'copied')
  assert.equal(judge({ count: 8 }, 7), 8)
  assert.equal(judge({ count: 0xffffffff }, 0xfffffffe), 0xffffffff)
})

test('a count tells nothing about an assertion that is not signed', () => {
  assert.equal(judge({ count: 6, signer: other }, 7), 'not-signed')
})

test('keys of other kinds are no passkeys', () => {
  const spki = (key: ReturnType<typeof createPublicKey>) => key.export({ type: 'spki', format: 'der' })
  for (const key of [
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey,
    generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey,
    generateKeyPairSync('x25519').publicKey,
    generateKeyPairSync('ed448').publicKey,
    generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey,
    generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey,
  ])
    assert.equal(readPasskey(spki(key)), null)
  assert.equal(readPasskey(Buffer.from('no key')), null)
  const assertion = assertBy(newPasskey(origin), challenge)
  const kept = { challenge, origin, publicKey: Buffer.from('no key'), signCount: 0 }
  assert.deepEqual(verifyAssertion(assertion, kept), { ok: false, problem: 'wrong-key' })
})

// W3C, Web Authentication Level 3, 16 "Test Vectors", "ES256 Credential with No Attestation". Its authenticator verified nobody.
const VECTOR = {
  authenticatorData: 'bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000',
  credential: 'f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4',
  challenge: '39c0e7521417ba54d43e8dc95174f423dee9bf3cd804ff6d65c857c9abf4d408',
  x: 'afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61',
  y: '930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220',
  clientData:
    '7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e55685158756c5455506f334a5558543049393770767a7a59425039745a63685879617630314167222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73657d',
  signature:
    '3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87',
}

test('the example of the standard is signed rightly and refused only since nobody was verified', () => {
  const text = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: text(VECTOR.x), y: text(VECTOR.y) }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' })
  const judged = (signature: string) =>
    verifyAssertion(
      Assertion.parse({
        credential: text(VECTOR.credential),
        clientDataJSON: text(VECTOR.clientData),
        authenticatorData: text(VECTOR.authenticatorData),
        signature: text(signature),
      }),
      { challenge: text(VECTOR.challenge), origin: 'https://example.org', publicKey, signCount: 0 },
    )
  assert.deepEqual(judged(VECTOR.signature), { ok: false, problem: 'not-verified' })
  assert.deepEqual(judged(VECTOR.signature.replace(/87$/, '88')), { ok: false, problem: 'not-signed' })
})
