// Gathers what the organisation takes along: from the server what is its own, and from the desk's notes nothing but the notices that are
// owed. Notes about permissions are of another shape and do not open as notices. Governed by docs/protocol.md "Export".
import { type Day, yearOf } from '@apila/core/day.ts'
import {
  type MemberExport,
  type OwedNotice,
  type OwnSums,
  OwnContent,
  owedOf,
} from '@apila/core/export/member-export.ts'
import { NetworkId, RosterEntry } from '@apila/core/organisation/roster.ts'
import { RosterRest } from '@apila/core/organisation/wire.ts'
import type { NoticeNote } from '@apila/core/referral/notice.ts'
import { Receivers } from '@apila/core/referral/receiver-lines.ts'
import { Notes } from '@apila/core/referral/wire.ts'
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import { CounterSlots } from '@apila/core/statistics/wire.ts'
import { addUp } from '@apila/disclosure/adding-up.ts'
import { openNotice } from '@apila/sealing/referral/notice.ts'
import { openCounters } from '@apila/sealing/statistics/sums.ts'
import { Refused } from '../account/api.ts'
import type { Session } from '../account/session.ts'
import { countingOf } from '../statistics/counting.ts'
import { sendCounters } from '../statistics/device-counters.ts'
import { sumsOf } from './sum-tables.ts'

export async function gatherExport(session: Session, today: Day): Promise<MemberExport> {
  const { api, own, roster } = session
  const [content, { receivers }, { entries }] = await Promise.all([
    api.ask('POST', 'export/own', OwnContent),
    api.ask('POST', 'receivers', Receivers),
    api.ask('POST', 'roster', RosterRest, { from: 0 }),
  ])
  const said = receivers.find(({ organisation }) => organisation === own.organisation)
  const began = RosterEntry.parse(JSON.parse(entries[0]?.entry ?? 'null')).on
  return {
    ...{
      v: 2,
      kind: 'member-export',
      network: NetworkId.parse(roster.network),
      organisation: own.organisation,
      on: today,
    },
    content,
    lines: said ? { lines: said.lines, on: said.on } : null,
    sums: await readSums(session, yearOf(began), yearOf(today)),
    owed: await readOwed(session),
    roster: entries,
  }
}

/** Of every year whose counters still lie sealed: what has been published stands on the public pages. */
async function readSums(session: Session, first: number, last: number): Promise<OwnSums[]> {
  const desk = session.statisticsDesk
  if (!desk) return []
  const all: OwnSums[] = []
  for (let cohort = first; cohort <= last; cohort += 1) {
    await sendOwn(session, cohort)
    const { slots } = await session.api.ask('POST', 'counters/list', CounterSlots, { list: desk.list, cohort })
    if (slots.length === 0) continue
    const opened = await Promise.all(slots.map(({ blob }) => openCounters(desk, blob).catch(() => null)))
    all.push(sumsOf(DOMAIN, cohort, addUp(DOMAIN, opened)))
  }
  return all
}

// What this device has counted and not sent yet. A year that is closed takes nothing more, and its sums stand.
async function sendOwn(session: Session, cohort: number): Promise<void> {
  await sendCounters(countingOf(session, cohort)).catch((error: unknown) => {
    if (!(error instanceof Refused && error.code === 'already-closed')) throw error
  })
}

/** Of several versions of a notice the newest that opens counts. */
async function readOwed(session: Session): Promise<OwedNotice[]> {
  const newest = new Map<string, { version: number; notice: NoticeNote }>()
  for (const { list } of session.referralDesks) {
    const { notes } = await session.api.ask('POST', 'notes', Notes, { list })
    for (const { id, version, blob } of notes) {
      const notice = await openAny(session, blob)
      if (notice && (newest.get(id)?.version ?? -1) < version) newest.set(id, { version, notice })
    }
  }
  return [...newest.values()].flatMap(({ notice }) => owedOf(notice) ?? [])
}

async function openAny(session: Session, blob: string): Promise<NoticeNote | null> {
  for (const desk of session.referralDesks) {
    const notice = await openNotice(desk, blob).catch(() => null)
    if (notice) return notice
  }
  return null
}
