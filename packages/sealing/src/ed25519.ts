// Ed25519 by WebCrypto from 32 bytes that are derived: a demo device's, or those of recovery papers. A real device's own key is made inside
// the browser and never leaves it (account/new-device.ts). Governed by docs/protocol.md "Suite".
import { VerifyKey } from '@apila/core/organisation/roster.ts'
import { type Bytes, concat } from './encoding.ts'
import type { Signer } from './labels.ts'

// RFC 8410: PKCS #8 wrapping of a 32-byte Ed25519 seed.
const PKCS8_ED25519 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32])

/** A signer from 32 bytes; the private half cannot be exported. */
export async function ed25519Pair(privateBytes: Uint8Array): Promise<Signer & { verifyKey: VerifyKey }> {
  // Node takes longer ones and leaves out the rest.
  if (privateBytes.length !== 32) throw new RangeError('a private key has 32 bytes')
  const pkcs8: Bytes = concat(PKCS8_ED25519, privateBytes)
  const readable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', readable)
  const signingKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
  return {
    verifyKey: VerifyKey.parse(x),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', signingKey, message)),
  }
}
