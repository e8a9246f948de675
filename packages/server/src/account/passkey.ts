// Whether an assertion was made now, here, by a person whom the authenticator knows, with the key that was registered. The steps are those of
// WebAuthn Level 3, 7.2 "Verifying an Authentication Assertion"; the ciphers are Node's. Governed by docs/protocol.md "Signing in".
import { type KeyObject, createHash, createPublicKey, verify } from 'node:crypto'
import * as z from 'zod'
import type { Assertion } from '@apila/core/account/passkey.ts'
import { fromBase64url } from '../platform/keys.ts'

/** What was kept when the passkey was registered, and what it must say now. */
export type ExpectedAssertion = {
  challenge: string
  /** Of the page on which it was registered; its host is the passkey's own (rpId). */
  origin: string
  /** SubjectPublicKeyInfo. */
  publicKey: Uint8Array
  /** How often the authenticator said that it had signed; 0 where it does not count. */
  signCount: number
}

export type AssertionProblem =
  | 'not-an-assertion'
  | 'wrong-challenge'
  | 'wrong-origin'
  | 'wrong-host'
  | 'wrong-key'
  | 'not-signed'
  | 'nobody-there'
  | 'not-verified'
  /** Its count went back, or stood still: another authenticator holds the same key. */
  | 'copied'

export type AssertionVerdict = { ok: true; signCount: number } | { ok: false; problem: AssertionProblem }

// WebAuthn Level 3, 6.1 "Authenticator Data". Unit: bytes.
const HOST_BYTES = 32
const FLAGS_AT = 32
const COUNT_AT = 33
const LEAST_BYTES = 37
const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_CREDENTIAL = 0x40
const HAS_EXTENSIONS = 0x80

/** A page within another one is not the page that the person believes to see, so `crossOrigin` and `topOrigin` refuse. */
const ClientData = z.looseObject({
  type: z.literal('webauthn.get'),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.literal(false).optional(),
  topOrigin: z.undefined().optional(),
})

export function verifyAssertion(assertion: Assertion, expected: ExpectedAssertion): AssertionVerdict {
  const clientBytes = fromBase64url(assertion.clientDataJSON)
  const client = readClientData(clientBytes)
  const data = fromBase64url(assertion.authenticatorData)
  const flags = data[FLAGS_AT] ?? 0
  if (!client || !isWholeData(data, flags)) return no('not-an-assertion')
  if (client.challenge !== expected.challenge) return no('wrong-challenge')
  if (client.origin !== expected.origin) return no('wrong-origin')
  if (Buffer.compare(data.subarray(0, HOST_BYTES), sha256(new URL(expected.origin).hostname)) !== 0)
    return no('wrong-host')
  const key = readPasskey(expected.publicKey)
  if (!key) return no('wrong-key')
  const signed = Buffer.concat([data, sha256(clientBytes)])
  if (!isSigned(key, signed, fromBase64url(assertion.signature))) return no('not-signed')
  if ((flags & USER_PRESENT) === 0) return no('nobody-there')
  if ((flags & USER_VERIFIED) === 0) return no('not-verified')
  const signCount = Buffer.from(data).readUInt32BE(COUNT_AT)
  // Authenticators that share a key between devices do not count and say 0 each time.
  const counts = signCount !== 0 || expected.signCount !== 0
  if (counts && signCount <= expected.signCount) return no('copied')
  return { ok: true, signCount }
}

const no = (problem: AssertionProblem): AssertionVerdict => ({ ok: false, problem })

// An assertion carries no credential; after the count come extensions where the flag says so, and otherwise nothing.
function isWholeData(data: Uint8Array, flags: number): boolean {
  if (data.length < LEAST_BYTES || (flags & HAS_CREDENTIAL) !== 0) return false
  return (flags & HAS_EXTENSIONS) !== 0 || data.length === LEAST_BYTES
}

function readClientData(bytes: Uint8Array): z.output<typeof ClientData> | null {
  try {
    return ClientData.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).data ?? null
  } catch {
    return null
  }
}

const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

/** Fewest bits of an RSA key. Source: WebAuthn authenticators make 2,048 (Windows Hello); shorter ones are refused. */
const RSA_BITS = 2048

/** COSE algorithms by the kind of key (RFC 9053, RFC 8812). */
const ALGORITHM: Readonly<Record<string, number>> = { ec: -7, ed25519: -8, rsa: -257 }

/** Whether a key can be a passkey of this algorithm. */
export const isPasskey = (spki: Uint8Array, algorithm: number): boolean =>
  ALGORITHM[readPasskey(spki)?.asymmetricKeyType ?? ''] === algorithm

/** The key, where it is of a kind that passkeys have: ES256, EdDSA with Ed25519, or RS256. Null otherwise. */
export function readPasskey(spki: Uint8Array): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
    const isKnown =
      (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') ||
      key.asymmetricKeyType === 'ed25519' ||
      (key.asymmetricKeyType === 'rsa' && modulusLength >= RSA_BITS)
    return isKnown ? key : null
  } catch {
    return null
  }
}

function isSigned(key: KeyObject, signed: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', signed, key, signature)
  } catch {
    return false
  }
}
