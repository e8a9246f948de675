// The leash keeper as a process of its own: a folder, a user and a socket that are not the server's. Governed by docs/protocol.md "Leash keeper".
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { type Server, type Socket, connect, createServer } from 'node:net'
import { join } from 'node:path'
import type { Day } from '@apila/core/day.ts'
import { isStorageFull, lockFolder } from '../platform/db.ts'
import type { RandomBytes } from '../platform/keys.ts'
import type { Log } from '../platform/log.ts'
import { narrow } from '../platform/modes.ts'
import { Refusal } from '../platform/problem.ts'
import type { LeashKeeper } from './keeper.ts'
import { openLeashStore } from './store.ts'
import { type AnswerLine, AskedLine, type KeeperRequest, lineReader } from './wire.ts'

export type KeeperOptions = {
  /** Of the keeper alone: leash.db and the day keys. */
  folder: string
  /** Path of the socket. */
  socket: string
  randomBytes: RandomBytes
  /** The keeper's own day: no leash is released after its last, whatever day the server names. */
  today: () => Day
  log: Log
}

export type ServedKeeper = { close: () => Promise<void> }

/** The server's user may connect where it shares the keeper's group, and nobody else. */
const SOCKET_MODE = 0o660

/** Serves until closed. Throws `Refusal` where folder or socket cannot be used. */
export async function serveLeashes(options: KeeperOptions): Promise<ServedKeeper> {
  const { folder, socket } = options
  process.umask(0o077)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = lockFolder(folder)
  try {
    narrow(folder)
    await makeRoom(socket)
    const stores = openStores(options)
    const sockets = new Set<Socket>()
    const server = createServer((peer) => {
      sockets.add(peer)
      peer.on('close', () => sockets.delete(peer))
      answerOn(peer, stores.of, options)
    })
    await listenOn(server, socket)
    chmodSync(socket, SOCKET_MODE)
    return {
      close: async () => {
        const closed = new Promise((resolve) => server.close(resolve))
        for (const peer of sockets) peer.destroy()
        await closed
        await stores.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

// One for each network that is asked for; before a network is founded it has no name.
function openStores({ folder, randomBytes }: KeeperOptions) {
  const open = new Map<string, Promise<LeashKeeper>>()
  return {
    of: (network: string): Promise<LeashKeeper> => {
      const known = open.get(network)
      if (known) return known
      const opening = openLeashStore({ folder, keysFolder: join(folder, 'keys'), network: () => network, randomBytes })
      open.set(network, opening)
      return opening
    },
    close: async () => {
      for (const store of open.values()) await (await store).close()
    },
  }
}

// A socket that nobody listens on was left behind by a kill.
async function makeRoom(path: string): Promise<void> {
  if (!existsSync(path)) return
  const isAnswered = await new Promise<boolean>((resolve) => {
    const probe = connect(path, () => {
      probe.destroy()
      resolve(true)
    })
    probe.on('error', () => resolve(false))
  })
  if (isAnswered) throw new Refusal(`Another process is listening at ${path}.`)
  rmSync(path)
}

const listenOn = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', () => reject(new Refusal(`The socket ${path} cannot be made there.`)))
    server.listen(path, resolve)
  })

function answerOn(peer: Socket, storeOf: (network: string) => Promise<LeashKeeper>, options: KeeperOptions): void {
  const answer = async (line: string): Promise<void> => {
    const asked = readLine(line)
    // Whoever says something else is no server of ours.
    if (!asked) return void peer.destroy()
    const answered = await act(await storeOf(asked.network), asked.request, options.today()).then(
      (value): AnswerLine => ({ n: asked.n, ok: true, value }),
      (error: unknown): AnswerLine => {
        const problem = isStorageFull(error) ? 'storage-full' : 'broken'
        options.log({ code: `leash-keeper-${problem}`, reason: error instanceof Error ? error.name : typeof error })
        return { n: asked.n, ok: false, problem }
      },
    )
    if (!peer.destroyed) peer.write(`${JSON.stringify(answered)}\n`)
  }
  const take = lineReader((line) => void answer(line))
  peer.setEncoding('utf8')
  peer.on('data', (text: string) => {
    if (!take(text)) peer.destroy()
  })
  // What the server does to the connection is its own affair.
  peer.on('error', () => undefined)
}

function readLine(line: string): AskedLine | null {
  try {
    return AskedLine.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

async function act(store: LeashKeeper, request: KeeperRequest, today: Day): Promise<unknown> {
  switch (request.act) {
    case 'put':
      await store.put(request.leashes.map((put) => ({ ...put, leash: Buffer.from(put.leash, 'base64') })))
      return null
    case 'release': {
      const leash = await store.release(request.tag, request.today > today ? request.today : today)
      return leash && Buffer.from(leash).toString('base64')
    }
    case 'has':
      return store.has(request.tag)
    case 'destroy':
      await store.destroy(request.tags)
      return null
    case 'sweep':
      return store.sweep(request.today, request.keep)
    case 'mark':
      return store.mark()
  }
}
