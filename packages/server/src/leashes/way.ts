// How server and leash keeper reach each other: a socket on one machine, or a port with TLS on both sides when another organisation keeps the
// leashes. Governed by docs/protocol.md "Leash keeper".
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { type Server, type Socket, connect, createServer, isIP } from 'node:net'
import { connect as connectTls, createServer as createTlsServer } from 'node:tls'
import { Refusal } from '../platform/problem.ts'
import { type TlsFiles, judgePeer, readTlsFiles, tlsOptions } from './tls.ts'
import { type TlsRefusal, refusalOf } from './tls-words.ts'

export type Way = { kind: 'socket'; path: string } | { kind: 'port'; host: string; port: number; files: TlsFiles }

/** A name or an address, and a port. A path has a slash or a backslash, or no such end. */
const HOST_AND_PORT = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/

/** Reads the setting, and the certificates where it names a port. Throws `Refusal` where they cannot be used. */
export function readWay(text: string, tlsFolder: string): Way {
  const [, named, digits] = HOST_AND_PORT.exec(text) ?? []
  if (named === undefined) return { kind: 'socket', path: text }
  const port = Number(digits)
  if (port > 65_535) throw new Refusal('The port in --leash-keeper is no port.', 2)
  return { kind: 'port', host: named.replace(/^\[|\]$/g, ''), port, files: readTlsFiles(tlsFolder) }
}

export type Heard = {
  /** May be spoken to from now on. */
  ready: () => void
  /** The other side's certificate is not taken. */
  refused: (why: TlsRefusal) => void
  /** Nobody is there. */
  failed: () => void
}

/** Connects to a keeper. `rosterKey`: of the keeper that the network's roster names; `null`: it names none. */
export function reachKeeper(way: Way, rosterKey: () => string | null, heard: Heard): Socket {
  if (way.kind === 'socket') {
    const socket = connect(way.path, heard.ready)
    socket.on('error', heard.failed)
    return socket
  }
  const { host, port, files } = way
  const socket = connectTls({ host, port, ...tlsOptions(files), ...(isIP(host) === 0 && { servername: host }) })
  const refuse = (why: TlsRefusal): void => {
    heard.refused(why)
    socket.destroy()
  }
  socket.on('secureConnect', () => {
    const why = judgePeer(socket, files, rosterKey())
    if (why) refuse(why)
    else heard.ready()
  })
  socket.on('error', (error: Error & { code?: string }) => {
    const why = refusalOf(error.code)
    if (why) heard.refused(why)
    else heard.failed()
  })
  return socket
}

/** The server's user may connect where it shares the keeper's group, and nobody else. */
const SOCKET_MODE = 0o660
/** A connection that has not shown its certificate by then is closed. Unit: milliseconds. */
const HANDSHAKE_MS = 10_000
/** Of one server there are two at most, while it starts anew. */
const MOST_PEERS = 16

/** Listens for servers. `take` gets whoever may speak; `refuse` is told of others, who have heard why. */
export async function listenForServers(
  way: Way,
  take: (peer: Socket) => void,
  refuse: (peer: Socket, why: TlsRefusal) => void,
): Promise<Server> {
  if (way.kind === 'socket') {
    await makeRoom(way.path)
    const server = createServer(take)
    await listening(server, () => server.listen(way.path), `The socket ${way.path} cannot be made there.`)
    chmodSync(way.path, SOCKET_MODE)
    return server
  }
  const { host, port, files } = way
  // Whoever is not taken is still heard of, so that both operators can be told why; nothing that they say is read.
  const server = createTlsServer(
    { ...tlsOptions(files), requestCert: true, rejectUnauthorized: false, handshakeTimeout: HANDSHAKE_MS },
    (peer) => {
      const why = judgePeer(peer, files, null)
      if (why) refuse(peer, why)
      else take(peer)
    },
  )
  server.maxConnections = MOST_PEERS
  await listening(
    server,
    () => server.listen(port, host),
    `The leash keeper cannot listen at ${host}, port ${String(port)}.`,
  )
  return server
}

const listening = (server: Server, listen: () => void, sentence: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', () => reject(new Refusal(sentence)))
    server.once('listening', resolve)
    listen()
  })

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
