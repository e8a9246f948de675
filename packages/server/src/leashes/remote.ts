// The leash keeper as the server reaches it over a local socket. Whatever is wrong with it is `busy`: nothing opens, nothing is taken, and no
// ending is acknowledged that it has not done. Governed by docs/protocol.md "Leash keeper".
import { type Socket, connect } from 'node:net'
import * as z from 'zod'
import { Problem } from '../platform/problem.ts'
import type { LeashKeeper } from './keeper.ts'
import { AnswerLine, type AskedLine, type KeeperRequest, Mark, ReleasedLeash, Swept, lineReader } from './wire.ts'

export type RemoteOptions = {
  /** Path of the keeper's socket. */
  socket: string
  network: () => string
  /** Judges the keeper at each new connection; throws where nothing of it may be used. */
  admit: (mark: z.output<typeof Mark>) => void
  /** Told when the keeper stops answering, and when it answers again. */
  told?: (isThere: boolean) => void
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

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void }
type Connection = { socket: Socket; waiting: Map<number, Waiting>; admitted: Promise<void> }

const busy = () => new Problem('busy', { retryAfter: RETRY_AFTER })

export function openRemoteLeashes(options: RemoteOptions): LeashKeeper {
  const { network, admit, told = () => undefined, alarm = MACHINE_ALARM } = options
  let current: Connection | null = null
  let isResting = false
  let number = 0
  let isThere = true
  let isClosed = false
  const tell = (now: boolean): void => {
    if (now !== isThere) told(now)
    isThere = now
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
        tell(false)
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
      const line: AskedLine = { n, network: network(), request }
      connection.socket.write(`${JSON.stringify(line)}\n`)
    })

  const reach = (): Connection => {
    const socket = connect(options.socket)
    const waiting: Connection['waiting'] = new Map()
    const connection: Connection = { socket, waiting, admitted: Promise.resolve() }
    current = connection
    const take = lineReader((line) => settle(connection, line))
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      if (!take(text)) drop(connection)
    })
    socket.on('error', () => tell(false))
    socket.on('close', () => drop(connection))
    connection.admitted = send(connection, { act: 'mark' }).then((value) => {
      tell(true)
      const mark = Mark.safeParse(value)
      if (!mark.success) throw busy()
      admit(mark.data)
    })
    connection.admitted.catch(() => drop(connection))
    return connection
  }

  const settle = (connection: Connection, line: string): void => {
    const answer = readAnswer(line)
    const waits = answer && connection.waiting.get(answer.n)
    if (!answer || !waits) {
      drop(connection)
      return
    }
    connection.waiting.delete(answer.n)
    if (answer.ok) waits.resolve(answer.value)
    else waits.reject(new Problem(answer.problem))
  }

  async function ask<S extends z.ZodType>(shape: S, request: KeeperRequest): Promise<z.output<S>> {
    if (isClosed || isResting) throw busy()
    const connection = current ?? reach()
    await connection.admitted
    const read = shape.safeParse(await send(connection, request))
    if (!read.success) throw busy()
    return read.data
  }

  return {
    put: async (leashes) => {
      const sent = leashes.map(({ leash, ...rest }) => ({ ...rest, leash: Buffer.from(leash).toString('base64') }))
      await ask(z.null(), { act: 'put', leashes: sent })
    },
    release: async (tag, today) => {
      const leash = await ask(ReleasedLeash, { act: 'release', tag, today })
      return leash === null ? null : Buffer.from(leash, 'base64')
    },
    has: (tag) => ask(z.boolean(), { act: 'has', tag }),
    destroy: async (tags) => {
      await ask(z.null(), { act: 'destroy', tags: [...tags] })
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

function readAnswer(line: string): AnswerLine | null {
  try {
    return AnswerLine.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
