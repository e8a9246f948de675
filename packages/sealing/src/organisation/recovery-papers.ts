// Recovery papers: three, of which any two bring an organisation back. A seed R = x1 ⊕ x2 ⊕ x3; paper i holds x_i and x_(i+1), so that any two
// papers hold all three and agree on one. Governed by docs/protocol.md "Recovery papers".
import { decodeBech32, encodeBech32 } from '@apila/core/bech32.ts'
import type { Recovery } from '@apila/core/organisation/roster.ts'
import { identityFromSeed, recipientOf } from '../age.ts'
import type { OwnDevice } from '../account/device.ts'
import { ed25519Pair } from '../ed25519.ts'
import { type Bytes, type RandomBytes, concat, derive } from '../encoding.ts'

export const PAPERS = 3
const SEED_BYTES = 32
const PREFIX = 'paper'

/** What the papers of an organisation give. */
export type PaperKeys = Omit<OwnDevice, 'id'>

export async function paperKeys(seed: Uint8Array): Promise<PaperKeys> {
  const [signing, opening] = await Promise.all([
    derive(seed, 'apila/recovery/v2/sign'),
    derive(seed, 'apila/recovery/v2/open'),
  ])
  const identity = identityFromSeed(opening)
  return { ...(await ed25519Pair(signing)), identity, recipient: await recipientOf(identity) }
}

/** New papers as they are printed, and the public halves for the roster. The seed itself is not kept. */
export async function newPapers(random: RandomBytes): Promise<{ papers: string[]; recovery: Recovery }> {
  const pieces = Array.from({ length: PAPERS }, () => random(SEED_BYTES))
  const { recipient, verifyKey } = await paperKeys(together(pieces))
  return { papers: pieces.map((_, at) => spell(at, pieces)), recovery: { recipient, verifyKey } }
}

const together = (pieces: readonly Uint8Array[]): Bytes =>
  pieces.reduce<Bytes>((sum, piece) => sum.map((byte, at) => byte ^ (piece[at] ?? 0)), new Uint8Array(SEED_BYTES))

const spell = (at: number, pieces: readonly Uint8Array[]): string => {
  const [own, next] = [pieces[at], pieces[(at + 1) % PAPERS]]
  if (!own || !next) throw new RangeError('there are three papers')
  return encodeBech32(PREFIX, concat(Uint8Array.of(at), own, next)).slice(PREFIX.length + 1)
}

/** For reading and typing. */
export const paperGroups = (paper: string): string[] => paper.match(/.{1,4}/g) ?? []

type Paper = { at: number; own: Uint8Array; next: Uint8Array }

/** A paper as it was typed or scanned: any case, spaces and hyphens. `null` = a slip. */
function readPaper(typed: string): Paper | null {
  const decoded = decodeBech32(`${PREFIX}1${typed.toLowerCase().replaceAll(/[\s-]/g, '')}`)
  const at = decoded?.bytes[0]
  if (decoded?.prefix !== PREFIX || decoded.bytes.length !== 1 + 2 * SEED_BYTES || at === undefined || at >= PAPERS)
    return null
  return { at, own: decoded.bytes.slice(1, 1 + SEED_BYTES), next: decoded.bytes.slice(1 + SEED_BYTES) }
}

export type PapersProblem = 'slip' | 'same-paper' | 'not-together' | 'other-papers'

/** Two papers put together, and compared with the organisation's keys in the roster. */
export async function readPapers(
  typed: readonly [string, string],
  recovery: Recovery,
): Promise<{ ok: true; keys: PaperKeys } | { ok: false; problem: PapersProblem; paper?: 0 | 1 }> {
  const [first, second] = [readPaper(typed[0]), readPaper(typed[1])]
  if (!first) return { ok: false, problem: 'slip', paper: 0 }
  if (!second) return { ok: false, problem: 'slip', paper: 1 }
  if (first.at === second.at) return { ok: false, problem: 'same-paper' }
  const [one, two] = (first.at + 1) % PAPERS === second.at ? [first, second] : [second, first]
  // What both hold is the same, or they are of different days or organisations.
  if (one.next.some((byte, at) => byte !== two.own[at])) return { ok: false, problem: 'not-together' }
  const keys = await paperKeys(together([one.own, two.own, two.next]))
  const isOurs = keys.recipient === recovery.recipient && keys.verifyKey === recovery.verifyKey
  return isOurs ? { ok: true, keys } : { ok: false, problem: 'other-papers' }
}
