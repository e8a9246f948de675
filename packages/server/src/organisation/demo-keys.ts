// Whether a device's keys are those that everyone can derive from its id, or an organisation's papers give such keys: a real network holds none. Computed with node:crypto alone, since
// the server holds no code that could open a seal. Governed by docs/protocol.md "Roster" rule 10.
import { createHash, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import { DEMO_SEED, demoLabel } from '@apila/core/account/demo-keys.ts'
import { decodeBech32 } from '@apila/core/bech32.ts'
import type { KeyOwner, NewKeys } from '@apila/core/organisation/roster-rules.ts'

// RFC 8410: PKCS #8 wrapping of a 32-byte private key, by the last byte of the curve's name.
const wrapped = (curve: 110 | 112, key: Uint8Array) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, curve, 4, 34, 4, 32]), key]),
    format: 'der',
    type: 'pkcs8',
  })

const publicHalf = (curve: 110 | 112, key: Uint8Array) =>
  createPublicKey(wrapped(curve, key)).export({ format: 'jwk' }).x

const demoBytes = (owner: KeyOwner, use: 'sign' | 'open') =>
  new Uint8Array(hkdfSync('sha256', createHash('sha256').update(DEMO_SEED).digest(), '', demoLabel(owner, use), 32))

/** True when either key is public. Of the recipient the X25519 half is compared, the last 32 bytes: it comes from the last 32 of the 96
 *  bytes into which SHAKE256 stretches the seed. */
export function hasDemoKey(keys: NewKeys): boolean {
  const { verifyKey, recipient } = keys
  const half = Buffer.from(decodeBech32(recipient)?.bytes.subarray(-32) ?? []).toString('base64url')
  const seed = createHash('shake256', { outputLength: 96 }).update(demoBytes(keys, 'open')).digest()
  return verifyKey === publicHalf(112, demoBytes(keys, 'sign')) || half === publicHalf(110, seed.subarray(64))
}
