// The local program: serves a checked desk on this machine alone and passes the API on to the member's server, and nothing else. The
// web server then cannot change the program (docs/protocol.md "Program").
import { request as askPlain } from 'node:http'
import { request as askOverTls } from 'node:https'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Hono } from 'hono'
import { setHeaders } from '../platform/http.ts'
import { PLACES, TIMES, listen, openHost, stopListening } from '../platform/listen.ts'
import { typeOf } from '../platform/static-files.ts'
import type { CheckedProgram } from './check-program.ts'

export type LocalDesk = { url: string; close: () => Promise<void> }

/** Heads of a request and of an answer that are passed on; no other is. */
const ASKED = ['content-type', 'authorization', 'accept', 'accept-encoding', 'sec-fetch-site', 'origin']
const ANSWERED = ['content-type', 'content-encoding', 'cache-control', 'retry-after', 'allow', 'date']
/** What of the server is passed on. */
const API = '/api/v2/'
/** What the API answers with; an answer without a kind has no body. */
const DATA = /^application\/(?:problem\+)?json(?:;|$)/i
/** Whatever comes from the server is data: it runs nothing, is framed by nobody, and is taken for no other kind. */
const CLOSED = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const
/** How long the server may be silent. Unit: ms. */
const PATIENCE_MS = 60_000

/** `server`: the origin that the API is passed on to. `port` 0: any free one. */
export async function serveLocalDesk(
  { manifest, digest, files }: CheckedProgram,
  { server, port }: { server: string; port: number },
): Promise<LocalDesk> {
  const app = new Hono()
  app.use(setHeaders(() => 'desk'))
  app.get('/', (c) => c.redirect('/desk/', 308))
  app.get('/desk', (c) => c.redirect('/desk/', 308))
  app.get('/desk/*', (c) => {
    const path = c.req.path.slice('/desk/'.length)
    const file = /\.[a-z0-9]+$/.test(path) ? path : 'index.html'
    const [bytes, type] = [files.get(file), typeOf(file)]
    if (!bytes || !type) return c.notFound()
    return c.body(bytes, 200, {
      'Content-Type': type,
      'Cache-Control': 'no-cache',
      ETag: `"${manifest.files[file] ?? ''}"`,
      // Read by the desk, so that its screen says which program runs.
      'Server-Timing': `apila;desc="${manifest.version} ${manifest.on} ${digest}"`,
    })
  })
  app.notFound((c) => c.text('Not found', 404))
  const host = openHost(app.fetch, (incoming, outgoing) => guard(incoming, outgoing, here, server), TIMES, PLACES)
  // A page of another name that leads to this machine must not be answered: it would be of one origin with the desk.
  const here = { port: await listen(host, port, '127.0.0.1') }
  return { url: `http://localhost:${String(here.port)}`, close: () => stopListening(host satisfies Server) }
}

/** Refuses other names, and passes the API on. True where it has answered. */
function guard(incoming: IncomingMessage, outgoing: ServerResponse, here: { port: number }, server: string): boolean {
  const name = incoming.headers.host ?? ''
  if (name !== `localhost:${String(here.port)}`) {
    outgoing.writeHead(421, { 'Content-Type': 'text/plain', Connection: 'close' })
    outgoing.end(`The desk is at http://localhost:${String(here.port)}/desk/\n`)
    return true
  }
  if (!(incoming.url ?? '').startsWith(API)) return false
  const to = new URL(incoming.url ?? '', server)
  // A path that climbs out is no path of the API, and a page or a frame is never what the desk asks for.
  if (!to.pathname.startsWith(API) || !isAsked(incoming)) {
    outgoing.writeHead(404, { ...CLOSED, 'Content-Type': 'text/plain', Connection: 'close' })
    outgoing.end('Not found\n')
  } else passOn(incoming, outgoing, to)
  return true
}

/** Whether a script asks, as the desk does, and nobody who goes to an address, frames it or takes it for a script. Browsers that say nothing
 *  are held by the answer's kind. */
function isAsked({ headers }: IncomingMessage): boolean {
  const dest = headers['sec-fetch-dest']
  return (dest === undefined || dest === 'empty') && headers['sec-fetch-mode'] !== 'navigate'
}

// Streamed both ways. Where the server is not reached the connection is cut: the desk then says that there is no signal.
function passOn(incoming: IncomingMessage, outgoing: ServerResponse, to: URL): void {
  const ask = to.protocol === 'https:' ? askOverTls : askPlain
  const cut = () => outgoing.destroy()
  const asking = ask(
    to,
    {
      method: incoming.method ?? 'GET',
      headers: { ...only(incoming, ASKED), ...lengthOf(incoming) },
      timeout: PATIENCE_MS,
    },
    (answer) => {
      const kind = answer.headers['content-type']
      // The server's words are under the desk's own origin: whatever a browser could take for a page or a script is not handed on.
      if (kind !== undefined && !DATA.test(kind)) {
        answer.destroy()
        outgoing.writeHead(502, CLOSED).end()
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, { ...only(answer, ANSWERED), ...CLOSED })
      answer.on('error', cut).pipe(outgoing)
    },
  )
  asking.on('timeout', () => asking.destroy()).on('error', cut)
  outgoing.on('close', () => asking.destroy())
  incoming.on('error', () => asking.destroy()).pipe(asking)
}

const only = ({ headers }: IncomingMessage, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])))

// A length that is said is passed on, so that the server can refuse what is too long before a byte of it.
const lengthOf = (incoming: IncomingMessage): Record<string, string> => only(incoming, ['content-length'])
