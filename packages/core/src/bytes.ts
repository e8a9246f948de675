// Shapes of bytes as they travel: unpadded base64url of a stated length, one spelling for each value.
// Governed by docs/protocol.md "Encoding".
import * as z from 'zod'
import { decodeBech32 } from './bech32.ts'
import { isX25519Key } from './curve-points.ts'

/** Length of `bytes` bytes in unpadded base64url characters. */
export const encodedLength = (bytes: number): number => Math.ceil((bytes * 4) / 3)

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

// The last sign carries spare bits where the length is no multiple of three; only zeros are one spelling of the same bytes.
// By the number of bytes left over: what the last sign may be.
const LAST_SIGN = ['', '[AQgw]', '[AEIMQUYcgkosw048]'] as const

/** Exactly `bytes` bytes, at least one. */
export const exactBytes = (bytes: number) =>
  z
    .string()
    .length(encodedLength(bytes))
    .regex(new RegExp(`^[A-Za-z0-9_-]*${LAST_SIGN[bytes % 3] ?? ''}$`))

/** At least one byte, at most `maxBytes`. */
export const bytesUpTo = (maxBytes: number) =>
  z
    .string()
    .min(2)
    .max(encodedLength(maxBytes))
    .regex(/^[A-Za-z0-9_-]*$/)
    .refine(hasNoSpareBits)

function hasNoSpareBits(text: string): boolean {
  const over = text.length % 4
  if (over === 0) return true
  const spare = over === 2 ? 0b1111 : 0b11
  return over !== 1 && (ALPHABET.indexOf(text.slice(-1)) & spare) === 0
}

/** The bytes of text that one of the shapes here has taken. */
export function decodeBytes(text: string): Uint8Array {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4))
  let [bits, held, at] = [0, 0, 0]
  for (const sign of text) {
    bits = ((bits << 6) | ALPHABET.indexOf(sign)) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    out[at] = bits >> held
    at += 1
  }
  return out
}

/** 16 bytes that name a part of a permission to the server: knock, story, conversation. Story: from the ticket; the others random. */
export const Name = exactBytes(16).brand<'Name'>()
export type Name = z.infer<typeof Name>

/** 32 bytes that act: end, renew, write, append a lock. The server learns one only in the act itself. */
export const Secret = exactBytes(32).brand<'Secret'>()
export type Secret = z.infer<typeof Secret>

/** What the server keeps of a secret, so that it knows it again and cannot use it before. */
export const Proof = exactBytes(32).brand<'Proof'>()
export type Proof = z.infer<typeof Proof>

/** 16 bytes from the proof of what ends a permission; the ended list shows it when the permission has ended. */
export const Mark = exactBytes(16).brand<'Mark'>()
export type Mark = z.infer<typeof Mark>

/** Unit: bytes. Public key 32, tag 8, box 64 (docs/protocol.md "Bells"). */
export const BELL_BYTES = 104

/** Tells one desk that something waits, and to everybody else nothing. */
export const Bell = exactBytes(BELL_BYTES).brand<'Bell'>()
export type Bell = z.infer<typeof Bell>

/** 16 bytes from a desk's key that name its list of notes or counters; known only to devices of that desk. */
export const ListId = exactBytes(16).brand<'ListId'>()
export type ListId = z.infer<typeof ListId>

/** 16 random bytes that name one note or one counter slot within a list. */
export const ItemId = exactBytes(16).brand<'ItemId'>()
export type ItemId = z.infer<typeof ItemId>

export const Signature = exactBytes(64).brand<'Signature'>()
export type Signature = z.infer<typeof Signature>

/** SHA-256. */
export const Digest = exactBytes(32).brand<'Digest'>()
export type Digest = z.infer<typeof Digest>

/** Unit: bytes. An ML-KEM-768 encapsulation key of 1,184 bytes and behind it an X25519 public key of 32. */
const RECIPIENT_BYTES = 1216
const X25519_AT = 1184

/** An age hybrid recipient, the public half of a key that can open. Its text is bech32: one spelling, with a check. */
export const Recipient = z.string().refine(isRecipient).brand<'Recipient'>()
export type Recipient = z.infer<typeof Recipient>

function isRecipient(text: string): boolean {
  const decoded = decodeBech32(text)
  if (decoded?.prefix !== 'age1pq' || decoded.bytes.length !== RECIPIENT_BYTES) return false
  return isX25519Key(decoded.bytes.subarray(X25519_AT))
}
