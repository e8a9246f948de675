// The leash keeper as a process of its own: a folder, a user and a socket or port that are not the server's. Governed by docs/protocol.md
// "Leash keeper".
import { mkdirSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { type Day, daysBetween } from '@apila/core/day.ts'
import { isStorageFull, lockFolder } from '../platform/db.ts'
import type { RandomBytes } from '../platform/keys.ts'
import type { Log } from '../platform/log.ts'
import { narrow } from '../platform/modes.ts'
import { Problem } from '../platform/problem.ts'
import { act } from './act.ts'
import { type Belongs, openBelongs } from './belongs.ts'
import { type OwnStores, openOwnStores } from './own-stores.ts'
import { type Seals, SealsRefusal, openSeals } from './seals.ts'
import { type TlsRefusal, REFUSED_OTHER } from './tls-words.ts'
import { type Way, listenForServers } from './way.ts'
import { type AnswerLine, AskedLine, lineReader } from './wire.ts'

export type KeeperOptions = {
  /** Of the keeper alone: leash.db, the day keys and its pepper. */
  folder: string
  way: Way
  randomBytes: RandomBytes
  /** The keeper's own day: no leash is released after its last, whatever day the server names. */
  today: () => Day
  log: Log
  /** The digits of the founding's paper, until the roster has been read once. */
  paper?: string | null
  /** The operator's word that leashes which the server does not name have ended, for one sweep: after an older copy was put in its place. */
  takesOlder?: boolean
  /** The operator's word that the clock is right, as at the server. */
  sweepDays?: number | null
}

export type ServedKeeper = {
  /** Looks whether a new day has begun; done each minute too. */
  lookAtDay: () => Promise<void>
  /** What devices seal leashes to where the roster names this keeper. */
  recipient: () => Promise<string>
  close: () => Promise<void>
}

const DAY_CHECK_MS = 60_000

/** Serves until closed. Throws `Refusal` where folder, socket or port cannot be used. */
export async function serveLeashes(options: KeeperOptions): Promise<ServedKeeper> {
  const { folder, way, log } = options
  process.umask(0o077)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = lockFolder(folder)
  try {
    narrow(folder)
    const seals = openSeals({ folder, paper: options.paper ?? null })
    const belongs = openBelongs(folder)
    const stores = await openOwnStores({ ...options, keysFolder: join(folder, 'keys') })
    const sockets = new Set<Socket>()
    const note = (peer: Socket): void => {
      sockets.add(peer)
      peer.on('close', () => sockets.delete(peer))
      // What the other side does to the connection is its own affair.
      peer.on('error', () => undefined)
    }
    const refuse = (peer: Socket, why: TlsRefusal): void => {
      note(peer)
      log({ code: 'leash-keeper-refused', reason: REFUSED_OTHER[why] })
      peer.end(`${JSON.stringify({ refused: why })}\n`, () => peer.destroy())
    }
    const take = (peer: Socket): void => {
      note(peer)
      answerOn(peer, { stores, seals, belongs }, options)
    }
    const server = await listenForServers(way, take, refuse)
    const lookAtDay = (): Promise<void> => stores.expire().catch(() => log({ code: 'sweep-failed' }))
    await lookAtDay()
    const timer = setInterval(() => void lookAtDay(), DAY_CHECK_MS).unref()
    return {
      lookAtDay,
      recipient: seals.recipient,
      close: async () => {
        clearInterval(timer)
        const closed = new Promise((resolve) => server.close(resolve))
        for (const peer of sockets) peer.destroy()
        await closed
        await stores.close()
        await seals.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** How far the days of server and keeper may lie apart: a night. Above it one of the clocks is wrong, and nothing is done. Unit: days. */
const MOST_APART_DAYS = 2

function answerOn(
  peer: Socket,
  { stores, seals, belongs }: { stores: OwnStores; seals: Seals; belongs: Belongs },
  { log, today, way }: KeeperOptions,
): void {
  const isSameMachine = way.kind === 'socket'
  const refusalOf = ({ from, request }: AskedLine): 'clock' | 'other-network' | null => {
    if (!belongs.admits(from)) {
      log({
        code: 'leash-keeper-other-network',
        reason: 'A server of another network than the one that these leashes belong to was refused.',
      })
      return 'other-network'
    }
    if (!('today' in request) || Math.abs(daysBetween(request.today, today())) <= MOST_APART_DAYS) return null
    log({
      code: 'leash-keeper-clock',
      reason: 'The server and the leash keeper name days that are too far from each other.',
    })
    return 'clock'
  }
  const answerTo = async (asked: AskedLine): Promise<AnswerLine> => {
    const { n } = asked
    const problem = refusalOf(asked)
    if (problem) return { n, ok: false, problem }
    try {
      const { network, request } = asked
      // Whoever only asks how things stand takes nothing into possession.
      if (request.act !== 'mark') belongs.take(asked.from)
      const acting = { store: await stores.of(network), network, seals, own: today(), isSameMachine }
      return { n, ok: true, value: await act(acting, request) }
    } catch (error) {
      if (error instanceof SealsRefusal) {
        log({ code: `leash-keeper-${error.problem}`, reason: error.message })
        return { n, ok: false, problem: error.problem }
      }
      if (error instanceof Problem && error.code === 'has-ended') return { n, ok: false, problem: 'has-ended' }
      const code = isStorageFull(error) ? 'storage-full' : 'broken'
      log({ code: `leash-keeper-${code}`, reason: error instanceof Error ? error.name : typeof error })
      return { n, ok: false, problem: code }
    }
  }
  const answer = async (line: string): Promise<void> => {
    const asked = readLine(line)
    // Whoever says something else is no server of ours.
    if (!asked) return void peer.destroy()
    const answered = await answerTo(asked)
    if (!peer.destroyed) peer.write(`${JSON.stringify(answered)}\n`)
  }
  const take = lineReader((line) => void answer(line))
  peer.setEncoding('utf8')
  peer.on('data', (text: string) => {
    if (!take(text)) peer.destroy()
  })
}

function readLine(line: string): AskedLine | null {
  try {
    return AskedLine.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
