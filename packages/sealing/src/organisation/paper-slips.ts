// Where somebody has typed a recovery paper wrong: by group, so that one group is read again and not all 27. Nothing is corrected for anybody.
// Governed by docs/protocol.md "Recovery papers".
import { type Paper, PAPER_SIGNS, hasItsCheck, paperText, plainPaper, readPaper } from './papers.ts'

export const PAPER_GROUPS = 27
const GROUP = 4
const SIGNS = PAPER_GROUPS * GROUP

/** What was typed. `groups`: those to look at again, from 1; empty where it cannot be said which. */
export type TypedPaper =
  { ok: true; paper: Paper } | { ok: false; problem: 'too-short' | 'too-long' | 'slip'; groups: number[] }

const groupOf = (at: number): number => Math.floor(at / GROUP) + 1
const sorted = (groups: Iterable<number>): number[] => [...new Set(groups)].sort((a, b) => a - b)

/** Reads what was typed or scanned, and finds the groups that are wrong. `other`: the other paper, where it has been read: of the piece that
 *  both have every wrong group shows, however wrong it is. */
export async function readTypedPaper(typed: string, other: Paper | null = null): Promise<TypedPaper> {
  const read = await readPaper(typed)
  if (read.ok) return read
  const plain = plainPaper(typed)
  if (read.problem === 'wrong-length')
    return { ok: false, problem: plain.length < SIGNS ? 'too-short' : 'too-long', groups: oddGroups(typed) }
  const foreign = [...plain].flatMap((sign, at) => (PAPER_SIGNS.includes(sign) ? [] : [groupOf(at)]))
  if (foreign.length > 0) return { ok: false, problem: 'slip', groups: sorted(foreign) }
  const near = await nearSlip(plain)
  return { ok: false, problem: 'slip', groups: near ?? (other ? await groupsBeside(plain, other) : []) }
}

// Where somebody has typed groups, the ones that are not of four signs.
function oddGroups(typed: string): number[] {
  const groups = typed.split(/[\s-]+/).filter((group) => group !== '')
  const odd = groups.flatMap((group, at) => (group.length === GROUP ? [] : [at + 1]))
  return groups.length > 1 && odd.length <= 3 ? odd : []
}

// One sign for another, two neighbours that changed places, or two groups that did: of some 3,800 tries about one in 9,000 would fit by chance,
// since the check has 25 bits. More than one kind of slip is not guessed.
async function nearSlip(plain: string): Promise<number[] | null> {
  const tries: { text: string; groups: number[] }[] = []
  const put = (text: string, ...places: number[]) => {
    if (text !== plain) tries.push({ text, groups: sorted(places.map(groupOf)) })
  }
  for (let at = 0; at < SIGNS; at += 1) {
    for (const sign of PAPER_SIGNS) put(plain.slice(0, at) + sign + plain.slice(at + 1), at)
    const [a, b] = [plain[at] ?? '', plain[at + 1] ?? '']
    put(plain.slice(0, at) + b + a + plain.slice(at + 2), at, Math.min(at + 1, SIGNS - 1))
  }
  const groups = plain.match(/.{4}/g) ?? []
  for (let a = 0; a < PAPER_GROUPS; a += 1)
    for (let b = a + 1; b < PAPER_GROUPS; b += 1)
      put(groups.map((group, n) => groups[n === a ? b : n === b ? a : n] ?? group).join(''), a * GROUP, b * GROUP)
  const fitting = await Promise.all(tries.map(async (each) => ((await hasItsCheck(each.text)) ? each.groups : [])))
  const found = sorted(fitting.flat())
  return found.length > 0 ? found : null
}

/** Bits of a paper before its first piece: those of its number. */
const NUMBER_BITS = 3
const PIECE_BITS = 256
const SIGN_BITS = 5
/** More wrong groups than this in one piece are no slips: it is another paper, or it lies in the other piece. */
const MOST_WRONG = 5

// The signs that lie wholly in the common piece, compared with what the other paper says of it.
async function groupsBeside(plain: string, other: Paper): Promise<number[]> {
  const tries = await Promise.all(
    ([1, 2, 3] as const)
      .filter((number) => number !== other.number)
      .map(async (number) => {
        const isAfter = number === (other.number % 3) + 1
        // The paper after the other one begins with the piece with which that one ends.
        const known = isAfter ? other.second : other.first
        const text = plainPaper(await paperText({ number, first: known, second: known }))
        const start = NUMBER_BITS + (isAfter ? 0 : PIECE_BITS)
        const from = Math.ceil(start / SIGN_BITS)
        const to = Math.floor((start + PIECE_BITS) / SIGN_BITS)
        const places = Array.from({ length: to - from }, (_, n) => from + n)
        return sorted(places.filter((at) => plain[at] !== text[at]).map(groupOf))
      }),
  )
  const [best = []] = tries.filter(({ length }) => length > 0 && length <= MOST_WRONG)
  return best
}
