// What is being written at this desk, sealed to this device and kept at every change: nothing is lost by leaving in whatever way.
// A row tells its last day; what it is, of whom and the words are inside the seal (docs/data.md). Screens use `use-draft.ts`.
import * as z from 'zod'
import { Day, addDays } from '@apila/core/day.ts'
import { BrokenSeal } from '@apila/sealing/age.ts'
import { openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import { forget, keep, listKept, readKept } from '../account/device-store.ts'
import type { Session } from '../account/session.ts'
import { judgeKept } from '../account/kept-row.ts'
import { serverDay, timeInFinland, todayInFinland } from '../clock.ts'
import type { DraftKey } from '../places.ts'

/** How long a draft is kept. Unit: days. Source: docs/protocol.md ("let me think" keeps a draft 14 days). */
export const DRAFT_DAYS = 14

/**
 * Every kind of draft, and how long it lasts at most. days: `DRAFT_DAYS` after the last change. sitting: until the lock, signing out or
 * the day's end, because what is counted must not lie about (docs/statistics.md). A new form adds its kind here.
 */
const LIVES = {
  send: 'days',
  answer: 'days',
  sheet: 'days',
  wish: 'days',
  renew: 'days',
  message: 'days',
  addition: 'days',
  mapping: 'days',
  urgent: 'days',
  advice: 'days',
  contact: 'days',
  close: 'days',
  leave: 'days',
  observe: 'sitting',
} as const satisfies Readonly<Record<string, 'days' | 'sitting'>>

export type DraftKind = keyof typeof LIVES

const isDraftKind = (kind: string): kind is DraftKind => Object.hasOwn(LIVES, kind)

/** What lies inside the seal. `of`: which one of its kind, where there may be several (a conversation, a first contact). `turn`: how often
 *  it was kept, so that one page never writes over what another has written since. */
const Sealed = z.object({
  kind: z.string().refine(isDraftKind),
  of: z.string().nullable(),
  turn: z.int(),
  /** The hour and minute on this device when it was last kept, and the day. */
  at: z.string(),
  on: Day,
  value: z.unknown(),
})

export interface Draft extends z.infer<typeof Sealed> {
  key: DraftKey
  /** The last day on which it is kept. */
  until: Day
}

const changes = new EventTarget()

/** Told when a draft begins, changes or goes. Gives how to stop hearing. */
export function hearDrafts(hear: () => void): () => void {
  changes.addEventListener('change', hear)
  return () => {
    changes.removeEventListener('change', hear)
  }
}

// One after another: who reads just after a screen was left sees what that screen kept.
let line: Promise<unknown> = Promise.resolve()
function inLine<T>(act: () => Promise<T>): Promise<T> {
  const done = line.then(act)
  line = done.catch(() => undefined)
  return done
}

const hour = (now: Date) => timeInFinland(now).replace(/^0/, '').replace(':', '.')

/** Past by the server's day only: this device's clock may be wrong. */
async function judge(session: Session, { key, value }: { key: string; value: unknown }) {
  const open = (blob: string) => openOnDevice(session.device, blob)
  return { key: key as DraftKey, kept: await judgeKept(value, { schema: Sealed, day: serverDay(), open }) }
}

type Row = Awaited<ReturnType<typeof judge>>

const judgeAll = async (session: Session): Promise<Row[]> =>
  Promise.all((await listKept('draft/')).map((row) => judge(session, row)))

const draftsOf = (rows: readonly Row[]): Draft[] =>
  rows.flatMap(({ key, kept }) => (kept.is === 'readable' ? [{ ...kept.value, key, until: kept.until }] : []))

/** Throws `BrokenSeal` where it is there and cannot be read. */
async function readDraft(session: Session, key: DraftKey): Promise<Draft | undefined> {
  const value = await readKept(key)
  if (value === undefined) return undefined
  const row = await judge(session, { key, value })
  if (row.kept.is === 'unreadable') throw new BrokenSeal()
  return draftsOf([row])[0]
}

export interface KeptDrafts {
  drafts: readonly Draft[]
  /** How many have just gone, because their days are past. */
  gone: number
  /** Keys of what is kept and cannot be read. Told, and never dropped unasked. */
  unreadable: readonly string[]
}

/** This device's own drafts, the one that changed last first; those past their day by the server's clock go. */
export const listDrafts = (session: Session): Promise<KeptDrafts> =>
  inLine(async () => {
    const rows = await judgeAll(session)
    const drafts = draftsOf(rows)
    const past = rows.filter(({ kept }) => kept.is === 'past')
    for (const { key } of past) await forget(key)
    return {
      drafts: drafts.toSorted((a, b) => (`${a.on} ${a.at.padStart(5)}` < `${b.on} ${b.at.padStart(5)}` ? 1 : -1)),
      // What the day's end takes is announced on its form; the others are told of.
      gone: past.filter(({ kept }) => kept.is === 'past' && (kept.value === null || LIVES[kept.value.kind] === 'days'))
        .length,
      unreadable: rows.flatMap(({ kept, key }) => (kept.is === 'unreadable' ? [key] : [])),
    }
  })

/** Which draft a screen means: by its key, or the one of this kind (and of this thing). */
export interface WhichDraft {
  kind: DraftKind
  of?: string | null
  key?: DraftKey
}

/** Null: not there. Throws `BrokenSeal`: it is there, and cannot be read. */
export const findDraft = (session: Session, { kind, of = null, key }: WhichDraft): Promise<Draft | null> =>
  inLine(async () => {
    const found =
      key === undefined
        ? draftsOf(await judgeAll(session)).find((draft) => draft.kind === kind && draft.of === of)
        : await readDraft(session, key)
    return found?.kind === kind ? found : null
  })

/** Somebody else, in another tab, has kept this draft since it was read here. */
export class KeptElsewhere extends Error {
  override name = 'KeptElsewhere'
  readonly draft: Draft
  constructor(draft: Draft) {
    super('kept in another tab since')
    this.draft = draft
  }
}

/** Keeps a draft. `turn`: the turn that was read here last, 0 for none. Throws `KeptElsewhere`. */
export const keepDraft = (
  session: Session,
  { kind, of = null, key, turn, value }: WhichDraft & { key: DraftKey; turn: number; value: unknown },
): Promise<Draft> =>
  inLine(async () => {
    const there = await readDraft(session, key)
    if (there && there.turn > turn) throw new KeptElsewhere(there)
    const now = new Date()
    const on = todayInFinland(now)
    const sealed = { kind, of, turn: turn + 1, at: hour(now), on, value }
    // A clock that is behind must not keep a draft for days that are past already.
    const day = serverDay() ?? on
    const from = day > on ? day : on
    const until = LIVES[kind] === 'days' ? addDays(from, DRAFT_DAYS) : from
    await keep(key, { until, blob: await sealToDevice(session.device, sealed) })
    changes.dispatchEvent(new Event('change'))
    return { ...sealed, key, until }
  })

/** Forgets a draft; gives how to bring it back, as long as the page lives. */
export const dropDraft = (key: DraftKey): Promise<() => Promise<void>> =>
  inLine(async () => {
    const row = await readKept(key)
    await forget(key)
    changes.dispatchEvent(new Event('change'))
    return () =>
      inLine(async () => {
        if (row !== undefined) await keep(key, row)
        changes.dispatchEvent(new Event('change'))
      })
  })

/** At the lock and at signing out: what lasts for one sitting goes. */
export const dropSitting = (session: Session): Promise<void> =>
  inLine(async () => {
    for (const { key, kind } of draftsOf(await judgeAll(session))) if (LIVES[kind] === 'sitting') await forget(key)
    changes.dispatchEvent(new Event('change'))
  })
