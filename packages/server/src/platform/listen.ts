// The Node servers under the two hosts: how many connections, how long they may take, and what is refused before any route.
// Governed by docs/protocol.md "Limits".
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { networkOf } from './limits.ts'
import { type PlaceLimits, type Places, openPlaces } from './places.ts'
import { Refusal } from './problem.ts'

/** Connections that a host serves at once. One more takes the place of a silent one; where none is silent it is told at once that it is
 *  busy here, so that nobody waits for nothing. As many again may be being told so. */
export const PLACES: PlaceLimits = { connections: 1_000, networkOf }
/** How long the head of a request and the whole of it may take to arrive, and how often it is looked whose time is over.
 *  Unit: milliseconds. */
export const TIMES = { headers: 10_000, request: 30_000, look: 1_000 }
/** Connections that wait until the process takes them; the system may allow fewer. */
const BACKLOG = 4_096
/** How long a connection without a request stays open. Unit: milliseconds. */
const KEEP_MS = 5_000

export type Fetch = (request: Request, env: object) => Response | Promise<Response>
/** Answers without asking any route, or says that it did not. */
export type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

const ANSWERED = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']
/** What no route takes: a method that cannot even be passed on is answered like it, 405 with what the path allows. */
const UNTAKEN = 'PATCH'
const problemText = (type: string, status: number): string => JSON.stringify({ type, status })

/** A server that is not yet listening. `quick`: what can be answered from memory. `times`: other ones only in tests. */
export function openHost(fetch: Fetch, quick: Answer = () => false, times = TIMES, limits = PLACES): Server {
  const places = openPlaces(limits)
  const serve = getRequestListener(fetch, { overrideGlobalObjects: true })
  const options = {
    headersTimeout: times.headers,
    requestTimeout: times.request,
    connectionsCheckingInterval: times.look,
    keepAliveTimeout: KEEP_MS,
  }
  const server = createServer(options, (incoming, outgoing) => {
    // A connection that breaks while it is answered breaks in silence.
    outgoing.on('error', () => undefined)
    places.work(incoming.socket, incoming, outgoing)
    if (!ANSWERED.includes(incoming.method ?? '')) incoming.method = UNTAKEN
    if (hostsIn(incoming.rawHeaders) > 1) refuse(outgoing, 'bad-input', 400)
    else if (!quick(incoming, outgoing)) void serve(incoming, outgoing)
  })
  // One more than both may hold: it is let in to take the place of another.
  server.maxConnections = 2 * limits.connections + 1
  limitConnections(server, places, openPlaces(limits))
  return server
}

// RFC 9112 section 3.2: more than one Host is a bad request. Node joins or drops what is said twice.
function hostsIn(rawHeaders: readonly string[]): number {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts
}

function refuse(outgoing: ServerResponse, type: string, status: number): void {
  outgoing.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  })
  outgoing.end(problemText(type, status))
}

const BUSY_BODY = problemText('busy', 503)
const BUSY = [
  'HTTP/1.1 503 Service Unavailable',
  'Content-Type: application/problem+json',
  `Content-Length: ${String(BUSY_BODY.length)}`,
  'Cache-Control: no-store',
  'Retry-After: 1',
  'Connection: close',
  '',
  BUSY_BODY,
].join('\r\n')
/** How long a connection is read that was told it is busy: closing on what it still sends would lose the answer. Unit: milliseconds. */
const TOLD_MS = 1_000

// Node's own limit closes without a word, which an app cannot tell from a lost line.
function limitConnections(server: Server, places: Places, told: Places): void {
  const [serve] = server.listeners('connection') as ((this: Server, socket: Socket) => void)[]
  if (!serve) throw new Error('Node serves connections in another way now')
  server.removeAllListeners('connection').on('connection', (socket: Socket) => {
    if (places.take(socket)) serve.call(server, socket)
    else if (told.take(socket)) tellBusy(socket)
    else socket.destroy()
  })
}

function tellBusy(socket: Socket): void {
  const late = setTimeout(() => socket.destroy(), TOLD_MS)
  socket
    .on('error', () => undefined)
    .once('close', () => {
      clearTimeout(late)
    })
    .on('end', () => socket.destroy())
    .resume()
    .end(BUSY)
}

export function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: Error & { code?: string }) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `Port ${String(port)} is already in use; give another one.`
          : `Port ${String(port)} cannot be opened on ${address}.`
      reject(new Refusal(reason))
    })
    server.listen({ port, host: address, backlog: BACKLOG }, () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** How long requests under way may take at a stop. Unit: milliseconds. */
const STOP_MS = 5_000

export function stopListening(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      server.closeAllConnections()
    }, STOP_MS)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}
