// Whether the head of a day may be cosigned: one rule for ringers and desks. Who calls has verified signatures and made the digests.
// Governed by docs/protocol.md "Days".
import * as z from 'zod'
import { Digest } from '../bytes.ts'
import { type Day, addDays } from '../day.ts'
import { type DayHead, LEAVES_STEP } from '../organisation/days.ts'
import { type DeviceId, type OrganisationId, VerifyKey } from '../organisation/roster.ts'
import { type Roster, headAt, witnessesOf } from '../organisation/roster-value.ts'

/** What a witness has seen last, so that nobody can show it another past. */
export const SeenDay = z.strictObject({ key: VerifyKey, n: z.int().min(0), digest: Digest, on: z.string() })
export type SeenDay = z.infer<typeof SeenDay>

/** another-key: not the server's key of the first day. broken-chain: a day is missing, or another than was seen. roster-forked: this server shows
 *  others another roster. roster-ahead: a longer one than was read. another-program: one that the release keys did not sign. */
export type DayProblem =
  'not-a-day' | 'bad-signature' | 'another-key' | 'broken-chain' | 'roster-forked' | 'roster-ahead' | 'another-program'

export type DayLooked = {
  /** Null: its text is no head. */
  head: DayHead | null
  digest: Digest
  /** The key by which the server says that it signs, and whether it signed this head. */
  key: VerifyKey
  isSigned: boolean
}

/** `before`: null for a witness that has seen none. `programs`: digests of the pages of programs that the release keys signed; null: not known
 *  here, and not compared. */
export function judgeDay(
  { head, digest, key, isSigned }: DayLooked,
  {
    before,
    roster,
    programs,
    today,
  }: { before: SeenDay | null; roster: Roster; programs: readonly Digest[] | null; today: Day },
): { ok: true; seen: SeenDay } | { ok: false; problem: DayProblem } {
  if (!head || head.leaves.length === 0 || head.leaves.length % LEAVES_STEP !== 0 || head.on > addDays(today, 1))
    return { ok: false, problem: 'not-a-day' }
  if (before && before.key !== key) return { ok: false, problem: 'another-key' }
  if (!isSigned) return { ok: false, problem: 'bad-signature' }
  const follows = before
    ? head.n === before.n + 1 && head.previous === before.digest && head.on > before.on
    : (head.n === 0) === (head.previous === null)
  if (!follows) return { ok: false, problem: 'broken-chain' }
  if (head.roster.length > roster.length) return { ok: false, problem: 'roster-ahead' }
  if (headAt(roster, head.roster.length) !== head.roster.head) return { ok: false, problem: 'roster-forked' }
  if (programs && head.program !== null && !programs.includes(head.program))
    return { ok: false, problem: 'another-program' }
  return { ok: true, seen: { key, n: head.n, digest, on: head.on } }
}

/** The members whose ringer has signed, and those of whom the policy asks it that have not. `signers`: devices whose signature over the head is true. */
export function countWitnesses(
  roster: Roster,
  signers: readonly DeviceId[],
): { needed: number; signed: OrganisationId[]; away: OrganisationId[] } {
  const { organisations, needed } = witnessesOf(roster)
  const of = new Set(
    signers.flatMap((id) => {
      const device = roster.devices.get(id)
      return device?.roles.includes('ringer') ? [device.organisation] : []
    }),
  )
  return {
    needed,
    signed: organisations.filter((id) => of.has(id)),
    away: organisations.filter((id) => !of.has(id)),
  }
}
