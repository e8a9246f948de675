// Signing and verifying under a label, so that what was signed for one use fits no other. The labels stand in core/labels.ts.
// Governed by docs/protocol.md "Labels".
import { type VerifyKey } from '@apila/core/organisation/roster.ts'
import { Signature } from '@apila/core/bytes.ts'
import { isEd25519Point } from '@apila/core/curve-points.ts'
import type { SignatureLabel } from '@apila/core/labels.ts'
import { type Bytes, concat, fromBase64url, toBase64url, utf8 } from './encoding.ts'

/** What a device signs with. The key itself stays inside. */
export type Signer = { sign: (message: Bytes) => Promise<Bytes> }

/** `label ‖ 0 ‖ message`; text as UTF-8. */
const labelled = (label: SignatureLabel, message: string | Uint8Array): Bytes =>
  concat(utf8(`${label}\0`), typeof message === 'string' ? utf8(message) : message)

/** A device's signature, in wire form. */
export const signLabelled = async (
  signer: Signer,
  label: SignatureLabel,
  message: string | Uint8Array,
): Promise<Signature> => Signature.parse(toBase64url(await signer.sign(labelled(label, message))))

const importing = new Map<VerifyKey, Promise<CryptoKey | null>>()

// Each key is imported once: a roster is signed by few keepers, thousands of times.
function importKey(verifyKey: VerifyKey): Promise<CryptoKey | null> {
  const known = importing.get(verifyKey)
  if (known) return known
  const key = isEd25519Point(fromBase64url(verifyKey))
    ? crypto.subtle.importKey('raw', fromBase64url(verifyKey), 'Ed25519', false, ['verify'])
    : Promise.resolve(null)
  importing.set(verifyKey, key)
  return key
}

/** Whether a signature over a message is by the holder of an Ed25519 key. Malformed input is simply not a signature.
 *  Every WebCrypto refuses a too large second half. Chromium 153 takes first halves of low order, so they are refused here. */
export async function isSignedBy(
  verifyKey: VerifyKey,
  signature: string,
  label: SignatureLabel,
  message: string | Uint8Array,
): Promise<boolean> {
  try {
    const bytes = fromBase64url(signature)
    const key = await importKey(verifyKey)
    if (!key || !isEd25519Point(bytes.subarray(0, 32))) return false
    return await crypto.subtle.verify('Ed25519', key, bytes, labelled(label, message))
  } catch {
    return false
  }
}
