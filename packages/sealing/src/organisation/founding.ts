// The founding of a network as pure steps: each device brings its record, one collects, every device looks at the whole and signs. Keys of
// the first desks come in the same batch. Governed by docs/protocol.md "Founding".
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import type { Digest } from '@apila/core/bytes.ts'
import {
  type Device,
  type DeviceId,
  type EntryOf,
  NETWORK_DESK,
  type Organisation,
  RosterEntry,
  type SignedEntry,
} from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { OwnDevice } from '../account/device.ts'
import { type RandomBytes, digestOf } from '../encoding.ts'
import { NO_KEYS, type RosterContent, judgeBatch, joinBatches, placeEntries, signTexts } from './batch.ts'
import { makePeriod } from './key-periods.ts'
import { type ReadingProblem } from './roster.ts'
import type { BatchKeys } from '@apila/core/account/session.ts'

export type FoundingPlan = {
  network: EntryOf<'genesis'>['network']
  track: EntryOf<'genesis'>['track']
  purchaser: EntryOf<'genesis'>['purchaser']
  demo: boolean
  organisations: readonly Organisation[]
  /** Records as they will stand in genesis, without desks: those come behind it. */
  devices: readonly Device[]
  /** The first desks, and which of the devices work there. */
  desks: ReadonlyArray<{
    /** Its first key, where a device of the organisation has made it; the collecting device never has that seed. */
    first?: Pick<EntryOf<'epoch'>, 'recipient' | 'bell'>
    desk: Omit<EntryOf<'desk'>, 'v' | 'n' | 'previous' | 'on' | 'kind'>
    devices: readonly DeviceId[]
  }>
  /** Which devices are on the desk that all members share. */
  together: readonly DeviceId[]
}

export type CollectedFounding = { texts: string[]; keys: BatchKeys }

/** One device puts everything together: the texts that all are going to sign, and the first desk keys sealed to their devices. */
export async function collectFounding(plan: FoundingPlan, today: Day, random: RandomBytes): Promise<CollectedFounding> {
  const { network, track, purchaser, demo, organisations, devices, desks, together } = plan
  const genesis: RosterContent = {
    kind: 'genesis',
    ...{ network, demo, track, purchaser },
    organisations: [...organisations],
    devices: [...devices],
  }
  const placed = devices.map((device) => {
    const own = desks.filter(
      (each) => each.desk.organisation === device.organisation && each.devices.includes(device.id),
    )
    const ids = [...own.map(({ desk }) => desk.id), ...(together.includes(device.id) ? [NETWORK_DESK] : [])]
    return { ...device, desks: ids }
  })
  const after = {
    devices: new Map(placed.map((device) => [device.id, device])),
    organisations: new Map(organisations.map((each) => [each.id, each])),
  }
  // A roster without any period yet, as far as makePeriod asks.
  const empty = { ...after, epochs: new Map(), desks: new Map() } as unknown as Roster
  const opened = await Promise.all(
    desks.map(async ({ desk, first }) => {
      const which = { organisation: desk.organisation, desk: desk.id }
      const entry = { kind: 'desk' as const, ...desk }
      if (first) return { contents: [entry, { kind: 'epoch' as const, ...which, epoch: 0, ...first }], keys: NO_KEYS }
      const period = await makePeriod(empty, which, after, random, null)
      return { contents: [entry, ...period.contents], keys: period.keys }
    }),
  )
  const shared =
    together.length > 0
      ? [await makePeriod(empty, { organisation: null, desk: NETWORK_DESK }, after, random, null)]
      : []
  const changes = placed
    .filter((device) => device.desks.length > 0)
    .map(({ id, roles, desks: own, supervisor }) => ({
      kind: 'device-change' as const,
      id,
      roles,
      desks: own,
      supervisor,
    }))
  const { contents, keys } = joinBatches(...opened, ...shared)
  return { texts: await placeEntries(null, today, [genesis, ...contents, ...changes]), keys }
}

export type FoundingProblem = ReadingProblem | 'not-my-record' | 'not-my-papers' | 'not-these-texts'

/** What every device asks before it signs: the rules hold, its own record stands there unchanged, and so do its organisation's papers.
 *  `null` = it may sign. That the others' records are theirs, people have read to each other. */
export async function checkFounding(
  texts: readonly string[],
  own: { record: Device; recovery: Organisation['recovery'] },
  today: Day,
): Promise<{ problem: FoundingProblem; n: number } | null> {
  const entries = texts.map(readText)
  const [genesis] = entries
  if (genesis?.kind !== 'genesis' || entries.includes(null)) return { problem: 'not-these-texts', n: 0 }
  const devices = genesis.devices.map(({ id }) => id)
  const contents = entries.map((entry) => contentIn(entry as RosterEntry))
  if ((await placeEntries(null, genesis.on, contents)).some((text, at) => text !== texts[at]))
    return { problem: 'not-these-texts', n: 0 }
  const broken = await judgeBatch(null, genesis.on, contents, devices)
  if (broken) return broken
  if (genesis.on !== today) return { problem: 'wrong-day', n: 0 }
  const mine = genesis.devices.find(({ id }) => id === own.record.id)
  if (!mine || canonical(mine) !== canonical(own.record)) return { problem: 'not-my-record', n: 0 }
  const papers = genesis.organisations.find(({ id }) => id === own.record.organisation)?.recovery
  if (canonical(papers ?? null) !== canonical(own.recovery ?? null)) return { problem: 'not-my-papers', n: 0 }
  return null
}

function readText(text: string): RosterEntry | null {
  try {
    return RosterEntry.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const PLACED = ['v', 'n', 'previous', 'on']

const contentIn = (entry: RosterEntry): RosterContent =>
  Object.fromEntries(Object.entries(entry).filter(([member]) => !PLACED.includes(member))) as RosterContent

/** A device's signatures of all texts, in order. */
export const signFounding = (device: OwnDevice, texts: readonly string[]) => signTexts(device, texts)

/** The texts with everybody's signatures. */
export const mergeFounding = (
  texts: readonly string[],
  signed: ReadonlyArray<Awaited<ReturnType<typeof signFounding>>>,
): SignedEntry[] => texts.map((entry, at) => ({ entry, signatures: signed.flatMap((each) => each.slice(at, at + 1)) }))

/** What goes on paper. */
export const foundingDigest = (texts: readonly string[]): Promise<Digest> => digestOf(texts[0] ?? '')
