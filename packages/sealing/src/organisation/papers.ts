// Recovery papers: a seed R in three papers, of which any two give it. Each holds two of three random pieces whose sum is R, so that the piece
// which two papers have in common shows whether they belong together. Governed by docs/protocol.md "Recovery papers".
import type { Recovery } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { identityFromSeed, recipientOf } from '../age.ts'
import { ed25519Pair } from '../ed25519.ts'
import { type Bytes, type RandomBytes, concat, derive, sha256, utf8 } from '../encoding.ts'
import type { Signer } from '../labels.ts'

const PIECE_BYTES = 32
const LABEL = 'apila/paper/v2'

export type PaperNumber = 1 | 2 | 3
/** `first` and `second`: piece i and the one after it, the first again after the third. */
export type Paper = { number: PaperNumber; first: Bytes; second: Bytes }

/** What the papers of an organisation give: they open the wraps that lie for them, and sign the entry that brings the organisation back. */
export type PapersKey = Recovery & Signer & { identity: string; papersOf: OrganisationId }

/** Three papers of a new seed. */
export function makePapers(random: RandomBytes): { seed: Bytes; papers: readonly [Paper, Paper, Paper] } {
  const [seed, one, two] = [random(PIECE_BYTES), random(PIECE_BYTES), random(PIECE_BYTES)].map(
    (bytes) => new Uint8Array(bytes),
  ) as [Bytes, Bytes, Bytes]
  const three = xor(seed, xor(one, two))
  const paper = (number: PaperNumber, first: Bytes, second: Bytes): Paper => ({ number, first, second })
  return { seed, papers: [paper(1, one, two), paper(2, two, three), paper(3, three, one)] }
}

const xor = (a: Uint8Array, b: Uint8Array): Bytes => Uint8Array.from(a, (byte, at) => byte ^ (b[at] ?? 0))

/** The keys of a seed. The public halves stand in the roster. */
export async function papersKey(papersOf: OrganisationId, seed: Uint8Array): Promise<PapersKey> {
  const [signing, opening] = await Promise.all([
    derive(seed, 'apila/recovery/v2/sign'),
    derive(seed, 'apila/recovery/v2/open'),
  ])
  const identity = identityFromSeed(opening)
  return { ...(await ed25519Pair(signing)), identity, recipient: await recipientOf(identity), papersOf }
}

// 512 bits and the number in 103 signs, and five signs of check: 27 groups of four.
/** What a paper is written in. */
export const PAPER_SIGNS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const [BODY_SIGNS, CHECK_SIGNS] = [103, 5]

/** What stands on a paper, and in its square: 27 groups of four signs. */
export async function paperText({ number, first, second }: Paper): Promise<string> {
  const bits = (BigInt(number) << 512n) | toInteger(concat(first, second))
  const body = spell(bits, BODY_SIGNS)
  return `${body}${await checkSigns(body)}`.match(/.{4}/g)?.join(' ') ?? ''
}

/** What was typed, without what does not matter: the case, spaces, and signs that are taken for one another. */
export const plainPaper = (typed: string): string =>
  typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[1i]/g, 'l')

/** Whether the last five signs are the check of those before them. */
export const hasItsCheck = async (text: string): Promise<boolean> =>
  (await checkSigns(text.slice(0, BODY_SIGNS))) === text.slice(BODY_SIGNS)

/** Reads what was typed or scanned. `wrong-length`: signs are missing or too many. `slip`: one or more are wrong. */
export async function readPaper(
  typed: string,
): Promise<{ ok: true; paper: Paper } | { ok: false; problem: 'wrong-length' | 'slip' }> {
  const text = plainPaper(typed)
  if (text.length !== BODY_SIGNS + CHECK_SIGNS) return { ok: false, problem: 'wrong-length' }
  const body = text.slice(0, BODY_SIGNS)
  const bits = unspell(body)
  if (bits === null || !(await hasItsCheck(text))) return { ok: false, problem: 'slip' }
  const number = Number(bits >> 512n)
  if (number !== 1 && number !== 2 && number !== 3) return { ok: false, problem: 'slip' }
  const bytes = toBytes(bits & ((1n << 512n) - 1n), 2 * PIECE_BYTES)
  return { ok: true, paper: { number, first: bytes.slice(0, PIECE_BYTES), second: bytes.slice(PIECE_BYTES) } }
}

async function checkSigns(body: string): Promise<string> {
  const digest = await sha256(utf8(`${LABEL}\0${body}`))
  return spell(toInteger(digest.subarray(0, 4)) >> 7n, CHECK_SIGNS)
}

const toInteger = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

const toBytes = (value: bigint, length: number): Bytes =>
  Uint8Array.from({ length }, (_, at) => Number((value >> BigInt(8 * (length - 1 - at))) & 0xffn))

const spell = (value: bigint, length: number): string =>
  Array.from({ length }, (_, at) => PAPER_SIGNS[Number((value >> BigInt(5 * (length - 1 - at))) & 31n)]).join('')

function unspell(text: string): bigint | null {
  const values = [...text].map((sign) => PAPER_SIGNS.indexOf(sign))
  return values.includes(-1) ? null : values.reduce((sum, value) => (sum << 5n) | BigInt(value), 0n)
}

export type PapersProblem =
  /** The same paper twice. */
  | 'same-paper'
  /** Papers of two sets: of two organisations, or one of an older year. */
  | 'mixed'
  /** They belong together, and the organisation has had other papers since. */
  | 'older'
  /** They belong together and are not this organisation's. */
  | 'other-organisation'

/** The seed that two papers give, without asking whose it is. */
export function joinPapers(a: Paper, b: Paper): { ok: true; seed: Bytes } | { ok: false; problem: PapersProblem } {
  if (a.number === b.number) return { ok: false, problem: 'same-paper' }
  const pieces = new Map<number, Bytes>()
  for (const { number, first, second } of [a, b]) {
    for (const [piece, bytes] of [
      [number, first],
      [(number % 3) + 1, second],
    ] as const) {
      const known = pieces.get(piece)
      if (known?.some((byte, at) => byte !== bytes[at])) return { ok: false, problem: 'mixed' }
      pieces.set(piece, bytes)
    }
  }
  return { ok: true, seed: [...pieces.values()].reduce((sum, piece) => xor(sum, piece)) }
}

/** Two papers and the roster: the organisation's keys, or why these papers are not the right ones. For coming back, and for the yearly drill. */
export async function openPapers(
  roster: Pick<Roster, 'organisations' | 'otherKeys'>,
  organisation: OrganisationId,
  a: Paper,
  b: Paper,
): Promise<{ ok: true; key: PapersKey; seed: Bytes } | { ok: false; problem: PapersProblem }> {
  const joined = joinPapers(a, b)
  if (!joined.ok) return joined
  const { seed } = joined
  const key = await papersKey(organisation, seed)
  const is = (recovery: Recovery | undefined) =>
    recovery?.recipient === key.recipient && recovery.verifyKey === key.verifyKey
  if (is(roster.organisations.get(organisation)?.recovery)) return { ok: true, key, seed }
  const isOthers = [...roster.organisations.values()].some(({ recovery }) => is(recovery))
  const wasKnown = roster.otherKeys.includes(key.recipient)
  return { ok: false, problem: wasKnown && !isOthers ? 'older' : 'other-organisation' }
}

/** Two papers of before a return, or of now: what lies on the server for them opens earlier keys, and nothing is signed with them. */
export async function openEarlierPapers(
  roster: Pick<Roster, 'organisations' | 'otherKeys'>,
  organisation: OrganisationId,
  a: Paper,
  b: Paper,
): Promise<Awaited<ReturnType<typeof openPapers>>> {
  const opened = await openPapers(roster, organisation, a, b)
  if (opened.ok || opened.problem !== 'older') return opened
  const joined = joinPapers(a, b)
  return joined.ok ? { ok: true, key: await papersKey(organisation, joined.seed), seed: joined.seed } : opened
}
