// One seal for one key: age v1 with exactly one hybrid (ML-KEM-768 + X25519) recipient. Governed by docs/protocol.md "Suite".
// Two locks are two nested files, never two recipients: two recipients on one file mean that either opens it.
import type * as z from 'zod'
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { bech32 } from '@scure/base'
import { Recipient } from '@apila/core/bytes.ts'
import { parseCanonical } from '@apila/core/canonical.ts'
import { type Bytes, fromBase64url, fromUtf8, toBase64url } from './encoding.ts'

/** Thrown when something is for us but damaged, or not of the one permitted form. Says no more, so that it helps no attacker. */
export class BrokenSeal extends Error {
  override name = 'BrokenSeal'
  constructor(options?: ErrorOptions) {
    super('this seal is damaged', options)
  }
}

/** A fresh hybrid identity: the secret half. Text, as age writes it. */
export const newIdentity = (): Promise<string> => generateHybridIdentity()

/** The hybrid identity whose 32-byte seed this is. */
export function identityFromSeed(seed: Uint8Array): string {
  if (seed.length !== 32) throw new RangeError('an identity seed has 32 bytes')
  return bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase()
}

export const recipientOf = async (identity: string): Promise<Recipient> =>
  Recipient.parse(await identityToRecipient(identity))

/** Seals bytes to one recipient. Throws on a recipient of another kind. */
export async function seal(recipient: Recipient, content: Uint8Array): Promise<Bytes> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(Recipient.parse(recipient))
  return new Uint8Array(await encrypter.encrypt(content))
}

/** Opens what was sealed to this identity. `null` = not for this key. Throws `BrokenSeal` = damaged, or with more or other recipients than the one permitted. */
export async function open(identity: string, sealed: Uint8Array): Promise<Bytes | null> {
  requireOneHybridRecipient(sealed)
  // An identity may come out of another seal and be anything.
  if (!identity.startsWith('AGE-SECRET-KEY-PQ-1')) throw new BrokenSeal()
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return new Uint8Array(await decrypter.decrypt(sealed))
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('no identity matched')) return null
    throw new BrokenSeal({ cause })
  }
}

/** `seal` in wire form. */
export const sealText = async (recipient: Recipient, content: Uint8Array): Promise<string> =>
  toBase64url(await seal(recipient, content))

/** `open` from wire form. Malformed text is a `BrokenSeal`. */
export const openText = async (identity: string, sealed: string): Promise<Bytes | null> =>
  open(identity, bytesOf(sealed))

/** Parses what came out of a seal. Anything but canonical text of the expected shape is a `BrokenSeal`. */
export function readSealed<T>(bytes: Uint8Array, schema: z.ZodType<T>): T {
  const value = parseCanonical(textOf(bytes), schema)
  if (value === null) throw new BrokenSeal()
  return value
}

/** UTF-8 that came out of a seal: a key inside a lock, for example. Anything else is a `BrokenSeal`. */
export function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch (cause) {
    throw new BrokenSeal({ cause })
  }
}

function bytesOf(text: string): Bytes {
  try {
    return fromBase64url(text)
  } catch (cause) {
    throw new BrokenSeal({ cause })
  }
}

// docs/protocol.md "Suite": a second recipient, of whatever kind, would be a second key to the same content.
function requireOneHybridRecipient(sealed: Uint8Array): void {
  const header = new TextDecoder('latin1').decode(sealed.subarray(0, 8192))
  const end = header.indexOf('\n--- ')
  if (end < 0 || !header.startsWith('age-encryption.org/v1\n')) throw new BrokenSeal()
  const stanzas = header
    .slice(0, end)
    .split('\n')
    .filter((line) => line.startsWith('-> '))
  if (stanzas.length !== 1 || !stanzas[0]?.startsWith('-> mlkem768x25519 ')) throw new BrokenSeal()
}
