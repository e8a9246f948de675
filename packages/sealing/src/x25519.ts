// X25519 by WebCrypto: keys from 32 bytes that are derived, and the agreed value. Governed by docs/protocol.md "Bells".
// No second implementation: Ed25519, which signing in needs, came to browsers at the same time or later (Chromium 133 and 137, Firefox 130
// and 129, Safari 17), so that a browser without X25519 cannot sign in either.
import { isX25519Key } from '@apila/core/curve-points.ts'
import { type Bytes, concat, fromBase64url } from './encoding.ts'

// RFC 8410: PKCS #8 wrapping of a 32-byte X25519 private key.
const PKCS8_X25519 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32])

export type X25519Pair = { privateKey: CryptoKey; publicBytes: Bytes }

/** The pair of a 32-byte private key; the private half cannot be exported. */
export async function x25519Pair(privateBytes: Uint8Array): Promise<X25519Pair> {
  // Node takes longer ones and leaves out the rest.
  if (privateBytes.length !== 32) throw new RangeError('a private key has 32 bytes')
  const pkcs8 = concat(PKCS8_X25519, privateBytes)
  const readable = await crypto.subtle.importKey('pkcs8', pkcs8, 'X25519', true, ['deriveBits'])
  const { x } = await crypto.subtle.exportKey('jwk', readable)
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'X25519', false, ['deriveBits'])
  return { privateKey, publicBytes: fromBase64url(x ?? '') }
}

/** What two keys agree on. `null`: the other key is no key, or of low order, where both would agree on zeros. */
export async function agree(privateKey: CryptoKey, publicBytes: Uint8Array): Promise<Bytes | null> {
  if (!isX25519Key(publicBytes)) return null
  const other = await crypto.subtle.importKey('raw', new Uint8Array(publicBytes), 'X25519', false, [])
  const agreed = await crypto.subtle.deriveBits({ name: 'X25519', public: other }, privateKey, 256)
  return new Uint8Array(agreed)
}
