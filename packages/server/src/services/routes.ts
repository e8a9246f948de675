// A member's word on its own entries, from any device of it; and what keepers must see of everyone's. Governed by D-056.
import type { Day } from '@apila/core/day.ts'
import type { Device } from '@apila/core/organisation/roster.ts'
import { type Confirmation, type ShownService, entryStanding, listOwnServices } from '@apila/core/services/confirm.ts'
import {
  ConfirmRight,
  OwnEntries,
  type OwnEntry,
  ReportChanged,
  WaitingEntries,
  type WaitingEntry,
} from '@apila/core/services/wire.ts'
import type { Ctx } from '../ctx.ts'
import { Problem } from '../platform/problem.ts'
import { type Route, deviceRoute } from '../platform/route.ts'
import { listConfirmations, putConfirmation } from './store.ts'

export const serviceRoutes: readonly Route[] = [
  deviceRoute(
    'device',
    {
      method: 'get',
      path: '/api/v2/services/own',
      summary: "The organisation's own entries as readers see them, and which are due",
      answer: OwnEntries,
    },
    ({ ctx, device }) =>
      Promise.resolve({ entries: listOwn(ctx, device).map((service) => ownEntry(ctx, service, ctx.today())) }),
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/services/right',
      summary: 'Everything in these own entries is right today',
      body: ConfirmRight,
    },
    async ({ ctx, body, device }) => {
      await speak(
        ctx,
        device,
        body.entries.map(({ id, reportedOn }) => ({
          word: { service: id, state: 'right', message: null },
          seen: reportedOn,
        })),
      )
      return undefined
    },
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/services/changed',
      summary: 'Something in an own entry has changed; readers are warned',
      body: ReportChanged,
    },
    async ({ ctx, body: { id, message }, device }) => {
      await speak(ctx, device, [
        { word: { service: id, state: 'changed', message: message === '' ? null : message }, seen: undefined },
      ])
      return undefined
    },
  ),
  deviceRoute(
    'keeper',
    {
      method: 'get',
      path: '/api/v2/services/waiting',
      summary: "All members' entries that are old, not confirmed or reported as changed, with whose they are",
      answer: WaitingEntries,
    },
    ({ ctx }) => Promise.resolve({ entries: listWaiting(ctx, ctx.today()) }),
  ),
]

interface Said {
  word: Pick<Confirmation, 'service' | 'state' | 'message'>
  /** The report that a confirmation takes back; null where the worker saw none, undefined where it does not matter. */
  seen: Day | null | undefined
}

/** Stores all the words or none. Said twice, they change nothing more. */
async function speak(ctx: Ctx, device: Device, said: readonly Said[]): Promise<void> {
  const own = new Set(listOwn(ctx, device).map(({ id }) => id))
  if (!said.every(({ word }) => own.has(word.service))) throw new Problem('not-found')
  await ctx.db.exclusively(async () => {
    const { organisation } = device
    const day = ctx.today()
    // What a member wrote before is written over.
    const words = await ctx.db.forget(async (tx) => {
      const before = new Map((await listConfirmations(tx)).map((word) => [word.service, word]))
      for (const { word, seen } of said) {
        const report = before.get(word.service)
        if (seen !== undefined && report?.state === 'changed' && report.day !== seen)
          throw new Problem('changed-meanwhile')
        await putConfirmation(tx, { ...word, day, organisation })
      }
      return listConfirmations(tx)
    })
    ctx.network.library.set(words)
  })
}

const listOwn = (ctx: Ctx, { organisation }: Device): ShownService[] =>
  listOwnServices(ctx.network.library.current().directory, organisation)

/** What has been reported as changed, also where readers see no contact at all. */
function reportOn(ctx: Ctx, service: ShownService): WaitingEntry['report'] {
  const word = ctx.network.library.words().find((one) => one.service === service.id)
  return word?.state === 'changed' ? { day: word.day, message: word.message } : null
}

function ownEntry(ctx: Ctx, service: ShownService, today: Day): OwnEntry {
  const { id, name, forWhom, gives, areaNote, phones, web, checkedBy, advice, interpreter } = service
  const { webIn, withoutName, cost, track, funding, warning, note, frontGate } = service
  const { choices } = ctx.network.library.current()
  const namesOf = (codes: readonly string[]) =>
    codes.flatMap((code) => choices.languages.find((language) => language.id === code)?.name ?? [])
  return {
    ...{ id, name, forWhom, gives, areaNote, phones, web, checkedBy, advice, interpreter },
    ...{ webIn, withoutName, cost, track, funding, warning, note, frontGate },
    ...entryStanding(service, today),
    checkedOn: service.checkedOn as Day,
    report: reportOn(ctx, service),
    emails: service.emails.map(({ address }) => address),
    languages: namesOf(service.languages),
    interpreted: namesOf(service.interpreted ?? []),
  }
}

/** Of all members, in the roster or not: what is old, not confirmed or reported. Reported ones first, then the longest unchecked. */
function listWaiting(ctx: Ctx, today: Day): WaitingEntry[] {
  const { organisations, services } = ctx.network.library.current().directory
  const members = new Map(organisations.filter(({ role }) => role === 'member').map((one) => [one.id, one]))
  return services
    .flatMap((service) => {
      const member = members.get(service.organisation)
      if (member === undefined) return []
      const { id, name, checkedBy, advice } = service
      const checkedOn = service.checkedOn as Day
      const standing = entryStanding(service, today)
      const whose = { organisation: member.name, rosterId: member.rosterId ?? null }
      return [{ id, name, checkedBy, advice, checkedOn, ...whose, ...standing, report: reportOn(ctx, service) }]
    })
    .filter(({ age, advice, report }) => age !== 'recent' || advice !== 'ready' || report !== null)
    .toSorted(
      (one, other) =>
        Number(other.report !== null) - Number(one.report !== null) || one.checkedOn.localeCompare(other.checkedOn),
    )
}
