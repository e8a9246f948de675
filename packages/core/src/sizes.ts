// How long each sealed thing is: one length a kind, so that length tells nothing and the server can refuse any other.
// Governed by docs/protocol.md "Sizes". Unit everywhere: bytes.
import type * as z from 'zod'
import { exactBytes } from './bytes.ts'

// age v1: header with one hybrid stanza and the nonce. Measured, and the same for all content.
const SEAL_BYTES = 1643
const CHUNK_BYTES = 65_536
const CHUNK_TAG_BYTES = 16

/** Length of an age file around `plain` bytes. */
export const sealedLength = (plain: number): number =>
  plain + SEAL_BYTES + CHUNK_TAG_BYTES * Math.max(1, Math.ceil(plain / CHUNK_BYTES))

/** Padded content. A lock and a receipt are sealed twice, everything else once. */
export const KNOCK_BYTES = 8192
export const ITEM_BYTES = 8192
export const NOTE_BYTES = 8192
export const LOCK_BYTES = 4096
export const RECEIPT_BYTES = 4096
export const LINE_BYTES = 1024
export const WRAP_BYTES = 1024
/** Sealed once more, inside an item. */
export const ADDITION_BYTES = 2048

/** Padded content of a story: the smallest that fits. */
export const STORY_CLASSES = [16_384, 65_536, 262_144, 1_048_576, 4_194_304] as const
/** Largest content of a story before padding. */
export const LARGEST_CONTENT_BYTES = 4_194_304 - 65_536

/** A leash: an age hybrid identity as text. */
export const LEASH_BYTES = 77
/** Where another organisation keeps the leashes: what a leash, a request for one and the answer are sealed in. */
export const BOUND_LEASH_BYTES = 1024
export const LEASH_REQUEST_BYTES = 4096
export const LEASH_ANSWER_BYTES = 1024
/** What such a keeper stores of a leash that it has opened: the leash, the 16 bytes of the part's name, and one sign for which part. */
export const KEPT_LEASH_BYTES = LEASH_BYTES + 16 + 1

const twice = (plain: number) => sealedLength(sealedLength(plain))

/** What is stored of each. */
export const STORED_BYTES = {
  knock: sealedLength(KNOCK_BYTES),
  item: sealedLength(ITEM_BYTES),
  note: sealedLength(NOTE_BYTES),
  lock: twice(LOCK_BYTES),
  receipt: twice(RECEIPT_BYTES),
  line: sealedLength(LINE_BYTES),
  wrap: sealedLength(WRAP_BYTES),
  addition: sealedLength(ADDITION_BYTES),
  leash: LEASH_BYTES,
  boundLeash: sealedLength(BOUND_LEASH_BYTES),
  leashRequest: sealedLength(LEASH_REQUEST_BYTES),
  leashAnswer: sealedLength(LEASH_ANSWER_BYTES),
} as const

/** Base64url of exactly a kind's stored length. */
export const sealedAs = (kind: keyof typeof STORED_BYTES): z.ZodType<string> => exactBytes(STORED_BYTES[kind])
