// How answers are packed: pages and what is public by brotli or gzip, sealed text letter by letter and filled up to a length that only
// the length of the text decides. Governed by docs/decisions/0018-sealed-text-letter-by-letter.md.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { sha256, toBase64url } from './keys.ts'

export type Coding = 'br' | 'gzip' | 'identity'

/** Below this an answer fits one packet anyway. Unit: bytes. */
const SMALLEST = 1_000
/** Above this the best packing takes too long. Unit: bytes. */
export const LARGEST_BEST = 300_000
/** Of brotli: 5 is as quick as gzip, 11 the smallest. */
export const QUICK = 5
export const BEST = 11

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

export async function pack(plain: Uint8Array, coding: Coding, quality: number): Promise<Uint8Array> {
  if (coding === 'br') return brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
  return coding === 'gzip' ? gzipped(plain) : plain
}

export function codingOf(accepted: string | undefined, length: number): Coding {
  if (accepted === undefined || length < SMALLEST) return 'identity'
  if (accepts(accepted, 'br')) return 'br'
  return accepts(accepted, 'gzip') ? 'gzip' : 'identity'
}

// RFC 9110 section 12.5.3: a quality of nothing is a refusal.
function accepts(accepted: string, coding: string): boolean {
  if (!accepted.includes(coding)) return false
  if (!accepted.includes('q=')) return true
  const part = accepted.split(',').find((text) => text.trim().split(';')[0] === coding)
  return part !== undefined && !/;\s*q=0(?:\.0*)?\s*$/.test(part)
}

export type Packed = { bytes: Uint8Array; coding: Coding }

/** What was packed as well as can be, since the same is asked for again: a roster from its beginning. */
const kept = new Map<string, Promise<Uint8Array>>()
const MOST_KEPT = 64

/** Packs what holds no secret. */
export async function packPublic(text: string, accepted: string | undefined): Promise<Packed> {
  const plain = Buffer.from(text)
  const coding = codingOf(accepted, plain.length)
  if (coding === 'identity') return { bytes: plain, coding }
  if (plain.length > LARGEST_BEST) return { bytes: await pack(plain, coding, QUICK), coding }
  const name = `${coding} ${toBase64url(sha256(plain))}`
  const packing = kept.get(name) ?? pack(plain, coding, BEST)
  if (kept.size >= MOST_KEPT && !kept.has(name)) kept.clear()
  kept.set(name, packing)
  return { bytes: await packing, coding }
}

/** What a letter of base64 weighs at most, packed, with the signs of JSON between; and what a short text needs beside it. Measured 0.754
 *  and, for what is short, 44 bytes more; a text that is not random packs smaller and is filled up. */
const SHARE = 0.757
const BESIDE = 64
/** Packed lengths are multiples of this, so that a digit more or less in the text seldom shows. Unit: bytes. */
const STEP = 64
/** Sealed answers shorter than this go as they are. Unit: bytes. */
const SMALLEST_SEALED = 2_000

/** The length of a packed sealed answer: of nothing but its text's length. Unit: bytes. */
export const sealedAnswerLength = (plain: number): number => Math.ceil((plain * SHARE + BESIDE) / STEP) * STEP

/** Packs sealed text without ever comparing a part of it with another: each letter for itself, by how often it comes (RFC 1951, Huffman
 *  codes alone), then filled up. A text that would not fit goes as it is. */
export async function packSealed(text: string, accepted: string | undefined): Promise<Packed> {
  const plain = Buffer.from(text)
  const asIs: Packed = { bytes: plain, coding: 'identity' }
  if (accepted === undefined || plain.length < SMALLEST_SEALED || !accepts(accepted, 'gzip')) return asIs
  const packed = await gzipped(plain, { strategy: constants.Z_HUFFMAN_ONLY })
  const filled = fillUp(packed, sealedAnswerLength(plain.length))
  return filled === null ? asIs : { bytes: filled, coding: 'gzip' }
}

// RFC 1952: a comment stands behind the ten bytes of the head, ends with a zero, and every reader skips it.
const HEAD_BYTES = 10
const [FLAGS_AT, HAS_COMMENT] = [3, 0x10]

function fillUp(packed: Buffer, length: number): Uint8Array | null {
  const missing = length - packed.length
  if (missing < 1) return null
  const head = Buffer.from(packed.subarray(0, HEAD_BYTES))
  head[FLAGS_AT] = HAS_COMMENT
  const comment = Buffer.alloc(missing, ' ')
  comment[missing - 1] = 0
  return Buffer.concat([head, comment, packed.subarray(HEAD_BYTES)])
}
