// The leash keeper as the server reaches it, over a local socket or a port with TLS. Whatever is wrong with it is `busy`: nothing opens, nothing is
// taken, and no ending is acknowledged that it has not done. Governed by docs/protocol.md "Leash keeper".
import type { Socket } from 'node:net'
import * as z from 'zod'
import type { Day } from '@apila/core/day.ts'
import type { SignedEntry } from '@apila/core/organisation/roster.ts'
import { Problem } from '../platform/problem.ts'
import { type Asker, NOBODY } from './belongs.ts'
import type { LeashKeeper } from './keeper.ts'
import { REFUSED_OTHER, REFUSED_US } from './tls-words.ts'
import { type Way, reachKeeper } from './way.ts'
import {
  AnswerLine,
  type AskedLine,
  type KeeperRequest,
  Learned,
  Mark,
  RefusedLine,
  ReleasedLeash,
  Swept,
  lineReader,
} from './wire.ts'

/** `keys`: it cannot open what is sealed to the key that the roster names. `other-network`: what it holds belongs to another network.
 *  `refused`: server and keeper do not take each other's certificates, and why, in a sentence. */
export type KeeperState =
  { state: 'there' | 'away' | 'clock' | 'keys' | 'other-network' } | { state: 'refused'; sentence: string }

export type RemoteOptions = {
  way: Way
  network: () => string
  /** Which server asks; not given: one without a name or a network. */
  from?: () => Asker
  /** Judges the keeper at each new connection; throws where nothing of it may be used. */
  admit: (mark: z.output<typeof Mark>) => void
  /** Told when how it stands with the keeper changes. */
  told?: (now: KeeperState) => void
  /** The key of the keeper that the network's roster names; `null`: it names none. */
  rosterKey?: () => string | null
  /** Entries of the roster from a number on, for a keeper that must know more of it. */
  entriesFrom?: (from: number) => Promise<SignedEntry[]>
  alarm?: Alarm
}

/** Does something later, unless it is called off; tests have one that they ring themselves. `ms`: unit milliseconds. */
export type Alarm = (ms: number, ring: () => void) => () => void

const MACHINE_ALARM: Alarm = (ms, ring) => {
  const timer = setTimeout(ring, ms).unref()
  return () => {
    clearTimeout(timer)
  }
}

/** A disk that is slower than this serves nobody. Unit: milliseconds. */
const ANSWER_MS = 3_000
/** A sweep reads every leash and may take longer. Unit: milliseconds. */
const SWEEP_MS = 60_000
/** When to try again after `busy`. Unit: seconds. */
const RETRY_AFTER = 2
/** After an answer that did not come in time all others are told so at once, since each would wait as long. Unit: milliseconds. */
const REST_MS = 1_000

/** How many entries of the roster one message takes; the longest has some megabytes. */
const TAUGHT_AT_ONCE = 50

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void }
type Connection = {
  socket: Socket
  waiting: Map<number, Waiting>
  /** The other side is the keeper that is meant; nothing is said before. */
  ready: Promise<void>
  admitted: Promise<void>
}

const busy = () => new Problem('busy', { retryAfter: RETRY_AFTER })

export function openRemoteLeashes(options: RemoteOptions): LeashKeeper {
  const {
    way,
    network,
    from = () => NOBODY,
    admit,
    told = () => undefined,
    rosterKey = () => null,
    entriesFrom = () => Promise.resolve([]),
    alarm = MACHINE_ALARM,
  } = options
  let current: Connection | null = null
  let isResting = false
  let number = 0
  let stands: KeeperState = { state: 'there' }
  let isClosed = false
  const sentenceOf = (of: KeeperState) => ('sentence' in of ? of.sentence : '')
  const tell = (now: KeeperState): void => {
    if (now.state !== stands.state || sentenceOf(now) !== sentenceOf(stands)) told(now)
    stands = now
  }

  const drop = (connection: Connection): void => {
    if (current === connection) current = null
    connection.socket.destroy()
    for (const { reject } of connection.waiting.values()) reject(busy())
    connection.waiting.clear()
  }

  const send = (connection: Connection, request: KeeperRequest): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (connection !== current) throw busy()
      const n = (number += 1)
      const callOff = alarm(request.act === 'sweep' ? SWEEP_MS : ANSWER_MS, () => {
        isResting = true
        alarm(REST_MS, () => {
          isResting = false
        })
        tell({ state: 'away' })
        drop(connection)
      })
      connection.waiting.set(n, {
        resolve: (value) => {
          callOff()
          resolve(value)
        },
        reject: (error) => {
          callOff()
          reject(error)
        },
      })
      const line: AskedLine = { n, network: network(), from: from(), request }
      void connection.ready.then(() => connection.socket.write(`${JSON.stringify(line)}\n`))
    })

  const reach = (): Connection => {
    const waiting: Connection['waiting'] = new Map()
    let isReady: () => void = () => undefined
    const ready = new Promise<void>((resolve) => {
      isReady = resolve
    })
    const socket = reachKeeper(way, rosterKey, {
      ready: () => isReady(),
      refused: (why) => tell({ state: 'refused', sentence: REFUSED_OTHER[why] }),
      failed: () => tell({ state: 'away' }),
    })
    const connection: Connection = { socket, waiting, ready, admitted: Promise.resolve() }
    current = connection
    const take = lineReader((line) => settle(connection, line))
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      if (!take(text)) drop(connection)
    })
    socket.on('close', () => drop(connection))
    connection.admitted = send(connection, { act: 'mark' }).then((value) => {
      tell({ state: 'there' })
      const mark = Mark.safeParse(value)
      if (!mark.success) throw busy()
      admit(mark.data)
    })
    connection.admitted.catch(() => drop(connection))
    return connection
  }

  const settle = (connection: Connection, line: string): void => {
    const refused = read(line, RefusedLine)
    if (refused) tell({ state: 'refused', sentence: REFUSED_US[refused.refused] })
    const answer = read(line, AnswerLine)
    const waits = answer && connection.waiting.get(answer.n)
    if (!answer || !waits) {
      drop(connection)
      return
    }
    connection.waiting.delete(answer.n)
    if (answer.ok) waits.resolve(answer.value)
    else if (answer.problem === 'clock' || answer.problem === 'keys' || answer.problem === 'other-network') {
      tell({ state: answer.problem })
      waits.reject(busy())
    } else waits.reject(new Problem(answer.problem))
  }

  async function ask<S extends z.ZodType>(shape: S, request: KeeperRequest): Promise<z.output<S>> {
    if (isClosed || isResting) throw busy()
    const connection = current ?? reach()
    await connection.admitted
    const answered = shape.safeParse(await send(connection, request))
    if (!answered.success) throw busy()
    // The others say nothing of keys.
    const isSealed = 'request' in request || request.act === 'put'
    if (stands.state === 'clock' || (stands.state === 'keys' && isSealed)) tell({ state: 'there' })
    return answered.data
  }

  const teach = async (known: number, today: Day): Promise<void> => {
    const entries = await entriesFrom(known)
    for (let at = 0; at < entries.length; at += TAUGHT_AT_ONCE)
      await ask(Learned, { act: 'learn', from: known + at, entries: entries.slice(at, at + TAUGHT_AT_ONCE), today })
  }

  return {
    put: async (leashes, proofs) => {
      const sent = leashes.map(({ leash, ...rest }) => ({ ...rest, leash: Buffer.from(leash).toString('base64') }))
      await ask(z.null(), { act: 'put', leashes: sent, proofs })
    },
    release: async (tag, today, asked) => {
      const request: KeeperRequest = { act: 'release', tag, today, ...(asked && { request: asked.request }) }
      let released = await ask(ReleasedLeash, request)
      if (released !== null && typeof released === 'object') {
        await teach(released.behind, today)
        released = await ask(ReleasedLeash, request)
      }
      if (released !== null && typeof released === 'object') throw busy()
      return released === null ? null : Buffer.from(released, 'base64')
    },
    has: (tag) => ask(z.boolean(), { act: 'has', tag }),
    move: (tags, move) => ask(z.boolean(), { act: 'move', tags: [...tags], ...move }),
    end: async (secrets, tags) => {
      await ask(z.null(), { act: 'end', secrets: [...secrets], tags: [...tags] })
    },
    drop: async (tags) => {
      await ask(z.null(), { act: 'drop', tags: [...tags] })
    },
    sweep: (today, keep) => ask(Swept, { act: 'sweep', today, keep: [...keep] }),
    mark: () => ask(Mark, { act: 'mark' }),
    close: () => {
      isClosed = true
      if (current) drop(current)
      return Promise.resolve()
    },
  }
}

function read<T>(line: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
