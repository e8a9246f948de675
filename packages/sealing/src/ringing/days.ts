// Reads heads of days as a witness does: the server is not believed. Governed by docs/protocol.md "Days".
import { parseCanonical } from '@apila/core/canonical.ts'
import type { Digest } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { DayHead, type Days } from '@apila/core/organisation/days.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { type DayProblem, type SeenDay, countWitnesses, judgeDay } from '@apila/core/ringing/witness.ts'
import { digestOf } from '../encoding.ts'
import { isSignedBy } from '../labels.ts'

export type ReadDay = {
  seen: SeenDay
  /** The text that a witness signs. */
  head: string
  /** Members whose ringers signed it, members of whom it is awaited, and how many are needed. */
  witnesses: { needed: number; signed: OrganisationId[]; away: OrganisationId[] }
}

/** Days in order until one is wrong. `problem`: why the day after `read` is not believed. */
export async function readDays(
  { key, days }: Days,
  against: { before: SeenDay | null; roster: Roster; programs: readonly Digest[] | null; today: Day },
): Promise<{ read: ReadDay[]; problem: DayProblem | null }> {
  const read: ReadDay[] = []
  let { before } = against
  for (const { head, signature, cosignatures } of days) {
    const looked = {
      head: parseCanonical(head, DayHead),
      digest: await digestOf(head),
      key,
      isSigned: await isSignedBy(key, signature, 'apila/day/v2', head),
    }
    const judged = judgeDay(looked, { ...against, before })
    if (!judged.ok) return { read, problem: judged.problem }
    before = judged.seen
    const signers = await Promise.all(
      cosignatures.map(async ({ device, signature: own }) => {
        const verifyKey = against.roster.devices.get(device)?.verifyKey
        return verifyKey && (await isSignedBy(verifyKey, own, 'apila/day/v2', head)) ? [device] : []
      }),
    )
    read.push({ seen: judged.seen, head, witnesses: countWitnesses(against.roster, signers.flat()) })
  }
  return { read, problem: null }
}
