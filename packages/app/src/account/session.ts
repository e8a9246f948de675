// What a signed-in device holds, however it has signed in: roster and desk keys are believed only after they were compared
// (docs/protocol.md "Keys from the server"). Keys and token live in the page's memory and end with it.
import * as z from 'zod'
import { Wrap } from '@apila/core/account/session.ts'
import type { AnyDesk, DeskId, Device, WhichDesk } from '@apila/core/organisation/roster.ts'
import { Pin, Roster, currentEpoch, deskKey, findDesk } from '@apila/core/organisation/roster-value.ts'
import { Network, RosterRest } from '@apila/core/organisation/wire.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { type HeldDesk, openWraps } from '@apila/sealing/account/desk-keys.ts'
import { type ReadingProblem, readRoster } from '@apila/sealing/organisation/roster.ts'
import { todayInFinland } from '../clock.ts'
import { type Api, Refused, makeApi } from './api.ts'
import { keep, readKept } from './device-store.ts'

// The content policy forbids code from text; without this zod would try, and the browser would report it.
z.config({ jitless: true })

const Wraps = z.object({ wraps: z.array(Wrap) })

/** What the server gave is not of the network that this device knows: its roster, or a key that the roster does not name. */
export class RosterRefused extends Error {
  override name = 'RosterRefused'
  readonly problem: ReadingProblem | 'foreign-key'
  constructor(problem: ReadingProblem | 'foreign-key') {
    super(problem)
    this.problem = problem
  }
}

/** Everything that a signed-in worker's page holds. */
export interface Session {
  device: OwnDevice
  workerName: string
  /** Set by the screen that asks for a touch. */
  touching: { say: ((path: string) => Promise<boolean>) | null }
  /** The device as the roster knows it. */
  readonly own: Device
  /** As far as this page has read it; `catchUp` reads on. */
  readonly roster: Roster
  /** Reads what the roster has got since, and compares it with what was there; with it the desk keys that a new period brought.
   *  Throws `RosterRefused`. */
  catchUp: () => Promise<void>
  /** The teams for permissions that this device works in. The page works in one of them at a time: their keys and lists never mix. */
  readonly teams: readonly WhichDesk[]
  /** The same session in another of its teams. */
  inTeam: (team: DeskId) => Session
  /** The keys that this worker's team seals with now; null without such a team. */
  readonly referralDesk: HeldDesk | null
  /** The same team's keys of all periods that this device holds, the newest first. */
  readonly referralDesks: readonly HeldDesk[]
  readonly statisticsDesk: HeldDesk | null
  /** Keys of all desks and periods that this device holds, those that all members share among them. */
  readonly held: readonly HeldDesk<AnyDesk>[]
  /** Address of the neutral host, for the client's paper. */
  readonly neutralUrl: string
  api: Api
  /** The same for what goes on by itself: it asks nobody for a touch, and is refused with `touch-again` instead. */
  untouched: Api
}

/** Asks what needs no session. */
export const openApi = makeApi(
  () => null,
  () => Promise.reject(new Refused('not-signed-in')),
)

/** Which network this is; its `network` is null until one is founded. */
export const findNetwork = (): Promise<Network> => openApi.ask('POST', 'network', Network)

/** `say`: says first why, and gives whether the person wants to; null while nothing can say it. */
export type Touch = (path: string, api: Api, say: Session['touching']['say']) => Promise<void>

/** Who signs in, and how. */
export interface Entrant {
  device: OwnDevice
  /** Of the worker, as this device says it; empty where it says none. */
  workerName: string
  /** Gives the token of a new session: at the start, and again when the server has forgotten the last one. */
  begin: (open: Api) => Promise<string>
  /** Has a person touch the passkey for what is asked at a path; absent in a demo network, which asks for no touch. */
  touch?: Touch
}

/** Signs in under a network of which `findNetwork` has just told. Throws `Refused` or `RosterRefused`. */
export async function openSession(entrant: Entrant, known: Network): Promise<Session> {
  const { device, workerName, begin, touch } = entrant
  let token = await begin(openApi)
  const touching: Session['touching'] = { say: null }
  const renew = async () => {
    token = await begin(openApi)
  }
  const api: Api = makeApi(() => token, renew, touch && ((path) => touch(path, api, touching.say)))
  const read = async (): Promise<Read> => {
    const [roster, { wraps }] = await Promise.all([fetchRoster(api), api.ask('POST', 'wraps', Wraps)])
    return readDesks(device, roster, wraps)
  }
  let now = await read()
  const teamsNow = () =>
    now.own.desks
      .map((desk) => ({ organisation: now.own.organisation, desk }))
      .filter((team) => now.referral.some(({ which }) => deskKey(which) === deskKey(team)))
  const inTeam = (team: DeskId | null): Session => {
    const held = (): readonly HeldDesk[] => {
      const teams = teamsNow()
      const mine = teams.find(({ desk }) => desk === team) ?? teams[0]
      return mine ? now.referral.filter(({ which }) => deskKey(which) === deskKey(mine)) : []
    }
    return {
      ...whole,
      get own() {
        return now.own
      },
      get roster() {
        return now.roster
      },
      get teams() {
        return teamsNow()
      },
      get referralDesk() {
        return held()[0] ?? null
      },
      get referralDesks() {
        return held()
      },
      get statisticsDesk() {
        return now.statistics[0] ?? null
      },
      get held() {
        return now.held
      },
    }
  }
  const whole = {
    device,
    workerName,
    touching,
    inTeam,
    catchUp: async () => {
      now = await read()
    },
    neutralUrl: known.neutral,
    api,
    untouched: makeApi(() => token, renew),
  }
  return inTeam(null)
}

interface Read {
  roster: Roster
  own: Device
  /** Keys of all teams and periods, the newest first. */
  referral: readonly HeldDesk[]
  statistics: readonly HeldDesk[]
  held: readonly HeldDesk<AnyDesk>[]
}

async function readDesks(device: OwnDevice, roster: Roster, wraps: readonly Wrap[]): Promise<Read> {
  const own = roster.devices.get(device.id)
  if (own?.verifyKey !== device.verifyKey || own.recipient !== device.recipient)
    throw new RosterRefused('bad-signature')
  const { desks, shared, refused } = await openWraps(device, roster, wraps)
  // A desk that lacks its key of today beside foreign ones is no empty desk: somebody has put another key in its place.
  const lacksKey = own.desks.some((desk) => {
    const which = { organisation: own.organisation, desk }
    const now = currentEpoch(roster, which)
    return now && !desks.some((held) => deskKey(held.which) === deskKey(which) && held.epoch === now.epoch)
  })
  if (refused > 0 && lacksKey) throw new RosterRefused('foreign-key')
  const of = (kind: 'referral' | 'statistics') =>
    desks.filter(({ which }) => findDesk(roster, which)?.kind === kind).sort((a, b) => b.epoch - a.epoch)
  return { roster, own, referral: of('referral'), statistics: of('statistics'), held: [...desks, ...shared] }
}

/** The roster, verified entry by entry. A device that has read it before asks only for what came since. */
export async function fetchRoster(api: Api): Promise<Roster> {
  const known = await readKnown()
  const from = known && 'heads' in known ? known.length : 0
  const { entries } = await api.ask('POST', 'roster', RosterRest, { from })
  const reading = await readRoster(entries, known, todayInFinland())
  if (!reading.ok) throw new RosterRefused(reading.problem)
  const { roster } = reading
  if (entries.length > 0 || from === 0) {
    await keep('pin', { genesis: roster.genesis, length: roster.length, head: roster.head })
    await keep('roster', roster)
  }
  return roster
}

// The pin stands alone too, so that a roster kept in an older shape is read again and still compared.
async function readKnown(): Promise<Roster | Pin | null> {
  const pin = Pin.safeParse(await readKept('pin'))
  if (!pin.success) return null
  const roster = Roster.safeParse(await readKept('roster'))
  return roster.success && roster.data.head === pin.data.head && roster.data.genesis === pin.data.genesis
    ? roster.data
    : pin.data
}
