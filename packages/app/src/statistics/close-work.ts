// What a keeper's close of a year asks of server and seals; the adding up itself is disclosure's. Governed by docs/statistics.md "The close".
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import { CounterSlots } from '@apila/core/statistics/wire.ts'
import { type AddedUp, addUp } from '@apila/disclosure/adding-up.ts'
import { type Counters, encodeCounters } from '@apila/disclosure/counters.ts'
import { openCounters, sealSums } from '@apila/sealing/statistics/sums.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { countingOf } from './counting.ts'
import { sendCounters } from './device-counters.ts'
import { getPolicy } from './policy.ts'

/** Sends this device's own counters, opens those of the desk's devices and adds them up. */
export async function addUpYear(session: Session, cohort: number): Promise<AddedUp> {
  const desk = session.statisticsDesk
  if (!desk) throw new Refused('not-found')
  await sendCounters(countingOf(session, cohort))
  const { slots } = await session.api.ask('POST', 'counters/list', CounterSlots, { list: desk.list, cohort })
  const opened = await Promise.all(slots.map(({ blob }) => openCounters(desk, blob).catch(() => null)))
  return addUp(DOMAIN, opened)
}

/** Seals the sums to both officers and closes the year. */
export async function sendSums(session: Session, cohort: number, sums: Counters): Promise<void> {
  const { devices } = session.roster
  const policy = getPolicy(session, cohort)
  const first = devices.get(policy.firstOfficer)
  const second = devices.get(policy.secondOfficer)
  if (!first || !second) throw new Refused('not-found')
  const blob = await sealSums(first.recipient, second.recipient, encodeCounters(DOMAIN, sums))
  await session.api.tell('POST', 'closings', { cohort, blob })
}
