// Before there is a network: the founding code, and the board on which the devices of a founding find each other. Of the code a hash is kept,
// so that a founding which a restart cuts off goes on; the board lies in memory, and each device says again what it has to say.
// Governed by docs/protocol.md "Founding".
import { timingSafeEqual } from 'node:crypto'
import { type CodeText, codeText } from '@apila/core/account/code-text.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import {
  FOUNDING_BYTES,
  type FoundingHeard,
  FoundingRecord,
  type FounderId,
  type FoundingTopic,
  FoundingSigned,
  MOST_FOUNDERS,
} from '@apila/core/account/founding.ts'
import { parseCanonical } from '@apila/core/canonical.ts'
import { RosterEntry, type SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Database } from '../platform/db.ts'
import { type RandomBytes, digestOf } from '../platform/keys.ts'
import { findFoundingCode, setFoundingCode } from './founding-store.ts'

type Said = { from: FounderId; topic: FoundingTopic; text: string }

export type Founding = {
  /** What the operator reads at the start that made it; null where an earlier start said it. */
  fresh: CodeText | null
  isCode: (code: CodeText) => boolean
  /** False where more devices have come than a founding has, or where another one has said this very record. */
  say: (said: Said) => boolean
  hear: () => FoundingHeard['said']
  /** Whether each device of this batch has signed exactly it, as the board stands now: who signed another one since, or took its signature
   *  back, founds nothing here. An empty board, after a restart, says nothing against it. */
  isSigned: (entries: readonly SignedEntry[]) => boolean
  /** There is a network now: code and board are gone. */
  end: () => void
}

/** How long a founding code is good. Unit: days. */
export const FOUNDING_DAYS = 14
const CODE_BYTES = 16
/** What the whole board may hold; nobody who founds comes near it. Unit: signs. */
const BOARD_SIGNS = 16 * FOUNDING_BYTES

type Options = { db: Database; today: () => Day; randomBytes: RandomBytes; isAskedAnew: boolean }

const isLate = (day: string, today: Day): boolean => today > addDays(day as Day, FOUNDING_DAYS)

/** Opens the founding of a folder without a network. `isAskedAnew`: the code that was said before is lost. */
export async function openFounding({ db, today, randomBytes, isAskedAnew }: Options): Promise<Founding> {
  let kept = await findFoundingCode(db.read())
  let fresh: CodeText | null = null
  if (!kept || isAskedAnew || isLate(kept.day, today())) {
    fresh = codeText(randomBytes(CODE_BYTES))
    kept = { code: digestOf(fresh), day: today() }
    const row = kept
    await db.write((tx) => setFoundingCode(tx, row))
  }
  const { code, day } = kept
  let isOpen = true
  const board = new Map<string, Said>()
  const size = () => [...board.values()].reduce((sum, { text }) => sum + text.length, 0)
  const saidOf = ({ from, topic }: Pick<Said, 'from' | 'topic'>) => board.get(`${from} ${topic}`)?.text
  const recordOf = (text: string) => parseCanonical(text, FoundingRecord)?.record
  const ownerOf = (proof: string): Said['from'] | undefined =>
    [...board.values()].find(({ topic, text }) => topic === 'record' && recordOf(text)?.proof === proof)?.from
  const isTaken = ({ from, topic, text }: Said): boolean => {
    const record = topic === 'record' ? recordOf(text) : undefined
    return record !== undefined && (ownerOf(record.proof) ?? from) !== from
  }
  return {
    fresh,
    isCode: (typed) =>
      isOpen && !isLate(day, today()) && timingSafeEqual(Buffer.from(digestOf(typed)), Buffer.from(code)),
    say: (said) => {
      const key = `${said.from} ${said.topic}`
      const froms = new Set([...board.values()].map(({ from }) => from))
      if (!froms.has(said.from) && froms.size >= MOST_FOUNDERS) return false
      if (isTaken(said)) return false
      if (size() - (board.get(key)?.text.length ?? 0) + said.text.length > BOARD_SIGNS) return false
      board.set(key, said)
      return true
    },
    hear: () => [...board.values()].map(({ from, topic, text }) => ({ from: digestOf(from), topic, text })),
    isSigned: (entries) => {
      if (board.size === 0) return true
      const genesis = parseCanonical(entries[0]?.entry ?? '', RosterEntry)
      if (genesis?.kind !== 'genesis') return false
      const batch = digestOf(entries.at(-1)?.entry ?? '')
      return genesis.devices.every(({ proof }) => {
        const from = ownerOf(proof)
        const signed = from && parseCanonical(saidOf({ from, topic: 'signed' }) ?? '', FoundingSigned)
        return signed ? signed.batch === batch : false
      })
    },
    end: () => {
      isOpen = false
      board.clear()
    },
  }
}
