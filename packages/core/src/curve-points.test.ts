// The numbers are checked against what knows the curve: node:crypto agrees on nothing with an X25519 key of low order, and doubling an
// Ed25519 point of low order three times gives the neutral point.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, diffieHellman, type KeyObject } from 'node:crypto'
import { isEd25519Point, isX25519Key } from './curve-points.ts'

const P = (1n << 255n) - 19n
const bytesOf = (value: bigint) => Uint8Array.from({ length: 32 }, (_, at) => Number((value >> BigInt(8 * at)) & 255n))
const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const x25519 = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(bytes).toString('base64url') }, format: 'jwk' })

const LOW_X25519 = [
  bytesOf(0n),
  bytesOf(1n),
  bytesOf(P - 1n),
  hex('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'),
  hex('5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157'),
]
const LOW_ED25519 = [
  bytesOf(0n),
  bytesOf(1n),
  bytesOf(P - 1n),
  hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
  hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
]
const withSign = (bytes: Uint8Array) => {
  const signed = new Uint8Array(bytes)
  signed[31] = (signed[31] ?? 0) | 0x80
  return signed
}

test('X25519 keys of low order are those on which nothing can be agreed', () => {
  const { privateKey } = generateKeyPairSync('x25519')
  for (const bytes of LOW_X25519) {
    assert.equal(isX25519Key(bytes), false)
    assert.throws(() => diffieHellman({ privateKey, publicKey: x25519(bytes) }))
  }
  for (let n = 0; n < 50; n += 1) {
    const bytes = Buffer.from(String(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x), 'base64url')
    assert.equal(isX25519Key(bytes), true)
  }
})

test('keys in a second spelling are refused: not below the prime, the highest bit set, another length', () => {
  for (const value of [P, P + 1n, P + 2n, P + 9n, (1n << 255n) - 1n]) {
    assert.equal(isX25519Key(bytesOf(value)), false)
    assert.equal(isEd25519Point(bytesOf(value)), false)
    assert.equal(isEd25519Point(withSign(bytesOf(value))), false)
  }
  const nine = bytesOf(9n)
  assert.equal(isX25519Key(nine), true)
  assert.equal(isX25519Key(withSign(nine)), false)
  assert.equal(isX25519Key(bytesOf(P - 2n)), true)
  assert.equal(isEd25519Point(bytesOf(P - 2n)), true)
  for (const length of [0, 31, 33]) {
    const bytes = new Uint8Array(length).fill(9)
    assert.equal(isX25519Key(bytes), false)
    assert.equal(isEd25519Point(bytes), false)
  }
  assert.equal(isEd25519Point(new Uint8Array([...nine, 0])), false)
  assert.equal(isX25519Key(new Uint8Array([...nine, 0])), false)
})

test('Ed25519 points of low order are refused with either sign, all five of them', () => {
  for (const bytes of LOW_ED25519) {
    assert.equal(orderDivides8(littleEndian(bytes)), true)
    assert.equal(isEd25519Point(bytes), false)
    assert.equal(isEd25519Point(withSign(bytes)), false)
  }
  assert.equal(orderDivides8(4n * inverse(5n)), false, 'the base point')
  assert.equal(isEd25519Point(bytesOf((4n * inverse(5n)) % P)), true)
  for (let n = 0; n < 50; n += 1) {
    const bytes = Buffer.from(String(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x), 'base64url')
    assert.equal(isEd25519Point(bytes), true)
  }
})

const littleEndian = (bytes: Uint8Array) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
const modulo = (value: bigint) => ((value % P) + P) % P

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let bit = 255n; bit >= 0n; bit -= 1n) {
    result = modulo(result * result)
    if ((exponent >> bit) & 1n) result = modulo(result * base)
  }
  return result
}
const inverse = (value: bigint) => power(modulo(value), P - 2n)

// RFC 8032 section 5.1: -x² + y² = 1 + d x² y². Doubling needs only the squares to give the next y, and x² from y.
function orderDivides8(y: bigint): boolean {
  const d = modulo(-121665n * inverse(121666n))
  let next = modulo(y)
  for (let times = 0; times < 3; times += 1) {
    const yy = modulo(next * next)
    const xx = modulo((yy - 1n) * inverse(d * yy + 1n))
    next = modulo((yy + xx) * inverse(1n - d * xx * yy))
  }
  return next === 1n
}
