// A ringer at work: looks for bells on the desk's schedule, and witnesses the days. It holds bell keys alone: it hears that something waits and can
// open nothing. Governed by docs/protocol.md "Something waits" and "Days".
import * as z from 'zod'
import { Challenge, SessionToken, Wrap, sessionMessage } from '@apila/core/account/session.ts'
import type { Digest } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import { Days } from '@apila/core/organisation/days.ts'
import type { SignedEntry } from '@apila/core/organisation/roster.ts'
import { type Roster, findEverOrganisation, witnessesOf } from '@apila/core/organisation/roster-value.ts'
import { RosterRest } from '@apila/core/organisation/wire.ts'
import { Looked } from '@apila/core/referral/wire.ts'
import type { DayProblem } from '@apila/core/ringing/witness.ts'
import { BrokenSeal } from '@apila/sealing/age.ts'
import { ForeignKey, type HeldBell, openBellWrap } from '@apila/sealing/account/desk-keys.ts'
import { hearBell } from '@apila/sealing/bell.ts'
import { signLabelled } from '@apila/sealing/labels.ts'
import { type ReadingProblem, readRoster } from '@apila/sealing/organisation/roster.ts'
import { readDays } from '@apila/sealing/ringing/days.ts'
import { Failure } from '../failure.ts'
import type { RingerFolder, RingerState } from './ringer-folder.ts'
import { Refused, type ServerApi } from './server-api.ts'

export type Ringer = {
  /** How many new bells are for its desks. */
  look: () => Promise<number>
  /** Checks the days that have come and signs those that are right. Gives what people must know, a sentence each. `programs`: digests of the pages of
   *  programs that were checked here; null: none was. */
  witness: (programs: readonly Digest[] | null) => Promise<string[]>
  roster: () => Promise<Roster>
}

/** Another roster, or another past, than this machine has read: people must speak with each other before anybody goes on. */
export class Forked extends Failure {
  override name = 'Forked'
}

const Wraps = z.object({ wraps: z.array(Wrap) })

/** How old a day is that every witness should have signed. Unit: days. */
const WITNESS_DAYS = 2

export function openRinger(folder: RingerFolder, api: ServerApi, today: () => Day): Ringer {
  const { keys, device } = folder
  let state: RingerState = folder.state
  let entries: readonly SignedEntry[] = folder.roster.entries
  let token: string | null = null
  let known: { roster: Roster; bells: readonly HeldBell[] } | null = null
  let ended = 0

  const signIn = async (): Promise<string> => {
    const { challenge } = await api('challenge', Challenge)
    const message = sessionMessage(new URL(keys.server).origin, keys.network, challenge)
    const signature = await signLabelled(device, 'apila/session/v2', message)
    try {
      return (await api('session', SessionToken, { device: device.id, challenge, signature })).token
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error
      throw new Failure(
        `${keys.server} does not let ${device.id} in: it was removed, or both administrators have not signed yet.`,
      )
    }
  }
  // A session that was not used ends, and a server that was started again has forgotten all.
  const asDevice: ServerApi = async (path, shape, body) => {
    token ??= await signIn()
    try {
      return await api(path, shape, body, token)
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error
      token = await signIn()
      return api(path, shape, body, token)
    }
  }
  const keep = async (next: RingerState, nextEntries: readonly SignedEntry[] | null = null): Promise<void> => {
    await folder.keep(next, nextEntries)
    state = next
    if (nextEntries) entries = nextEntries
  }
  const catchUp = async (): Promise<{ roster: Roster; bells: readonly HeldBell[] }> => {
    const before =
      known?.roster ?? (entries.length > 0 ? believed(await readRoster(entries, state.pin, today())) : null)
    // The last one that is known comes again: a server that has put another in its place is noticed though nothing is new.
    const from = before ? before.length - 1 : 0
    const rest = (await asDevice('roster', RosterRest, { from })).entries
    if (before && rest[0]?.entry !== entries.at(-1)?.entry) throw forked('forked')
    const fresh = before ? rest.slice(1) : rest
    const roster = believed(await readRoster(fresh, before ?? state.pin, today()))
    const { genesis, length, head } = roster
    if (fresh.length > 0)
      await keep({ ...state, pin: { genesis, length, head } }, before ? [...entries, ...fresh] : fresh)
    const { wraps } = await asDevice('wraps', Wraps)
    const bells: HeldBell[] = []
    for (const { device: whose, blob } of wraps) {
      if (whose !== device.id) continue
      const bell = await openBellWrap(device, roster, blob).catch((error: unknown) => {
        if (error instanceof ForeignKey || error instanceof BrokenSeal) return null
        throw error
      })
      if (bell) bells.push(bell)
    }
    return (known = { roster, bells })
  }
  const listen = async (): Promise<number> => {
    let heard = 0
    for (;;) {
      const { roster } = known ?? (await catchUp())
      const page = await asDevice('look', Looked, { bells: state.bells, ended })
      if (page.rosterLength > roster.length) await catchUp()
      for (const bell of page.bells)
        for (const { bellPrivate } of known?.bells ?? [])
          if (await hearBell(bellPrivate, keys.network, bell)) {
            heard += 1
            break
          }
      ended = page.next.ended
      if (page.next.bells !== state.bells) await keep({ ...state, bells: page.next.bells })
      if (!page.more) return heard
    }
  }
  const witness = async (programs: readonly Digest[] | null): Promise<string[]> => {
    const said: string[] = []
    for (let isAgain = false; ;) {
      // Before the days: what a head says of the roster is compared with what this server shows now.
      const { roster } = known && !isAgain ? known : await catchUp()
      const answer = await api('days', Days, { from: (state.day?.n ?? -1) + 1 })
      const { read, problem } = await readDays(answer, { before: state.day, roster, programs, today: today() })
      const isAsked = witnessesOf(roster).organisations.includes(roster.devices.get(device.id)?.organisation as never)
      for (const { seen, head } of read) {
        const signature = await signLabelled(device, 'apila/day/v2', head)
        if (isAsked) await asDevice('days/cosign', null, { n: seen.n, signature })
        await keep({ ...state, day: seen })
      }
      if (problem === 'roster-ahead' && !isAgain) isAgain = true
      else if (problem !== null) return [...said, DAY_SENTENCES[problem]]
      else if (read.length === 0) break
    }
    return [...said, ...(await tellAway())]
  }
  const tellAway = async (): Promise<string[]> => {
    const n = (state.day?.n ?? -1) - WITNESS_DAYS
    const { roster } = known ?? (await catchUp())
    if (n < 0) return []
    const answer = await api('days', Days, { from: n })
    const { read } = await readDays(
      { ...answer, days: answer.days.slice(0, 1) },
      { before: null, roster, programs: null, today: today() },
    )
    const [day] = read
    if (!day || day.witnesses.away.length === 0) return []
    const { needed, signed, away } = day.witnesses
    const names = away.map((id) => findEverOrganisation(roster, id)?.names.en ?? id).join(', ')
    return [
      `The witness of ${names} has not signed ${day.seen.on}. ${
        signed.length >= needed ? 'Enough others have.' : `${String(signed.length)} have, ${String(needed)} are needed.`
      } Ask whether its program runs.`,
    ]
  }
  return { look: listen, witness, roster: async () => (known ?? (await catchUp())).roster }
}

function believed(reading: Awaited<ReturnType<typeof readRoster>>): Roster {
  if (reading.ok) return reading.roster
  if (reading.problem === 'wrong-day')
    throw new Failure(
      'An entry of the roster has a day that does not fit the clock of this machine. Set the clock: nothing is heard or signed until then.',
    )
  throw forked(reading.problem)
}

const forked = (problem: ReadingProblem): Forked =>
  new Forked(
    `This server shows another roster than this machine has read before (${problem}). Nothing is heard or signed until that is clear: compare the last entry with the other members aloud.`,
  )

const DAY_SENTENCES: Readonly<Record<DayProblem, string>> = {
  'not-a-day': 'What the server gives for a day is no head of a day. It is not signed.',
  'bad-signature': 'A day is not signed by the server. It is not signed here either.',
  'another-key':
    'The server signs its days by another key than before. Ask its operator; nothing is signed until then.',
  'broken-chain':
    'A day is missing, or is another than was seen here. Nothing is signed from there on: compare with the other members.',
  'roster-forked':
    'The server says of a day that the roster was another than it has shown here. Nothing is signed: compare with the other members aloud.',
  'roster-ahead':
    'The server says of a day that the roster was longer than what it shows here. Nothing is signed: compare with the other members aloud.',
  'another-program':
    'On a day the server served another program than the release keys signed. It is not signed: tell the other members.',
}
