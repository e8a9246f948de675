// What can be sent to every route, made from the server's own description: bodies that fit the shape, and bodies that fit nothing.
// The list of routes is never written down here, so that a new one is tried by itself.
import { type IncomingHttpHeaders, request } from 'node:http'
import { type Socket, connect } from 'node:net'
import { once } from 'node:events'
import * as z from 'zod'

type Schema = Record<string, unknown>

export interface Operation {
  method: string
  path: string
  /** Shape of the body; null where none is asked for. */
  body: Schema | null
  /** Statuses that the description names; null where it names a default for all others. */
  statuses: ReadonlySet<number> | null
}

const Description = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        requestBody: z
          .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.record(z.string(), z.unknown()) })) })
          .optional(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
})

/** Every operation of a description. */
export async function listOperations(url: string, description = '/api/openapi.json'): Promise<Operation[]> {
  const { paths } = Description.parse(await (await fetch(`${url}${description}`)).json())
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody, responses }]) => ({
      method: method.toUpperCase(),
      path,
      body: requestBody?.content['application/json']?.schema ?? null,
      statuses: 'default' in responses ? null : new Set(Object.keys(responses).map(Number)),
    })),
  )
}

/** A body of this shape. What `text` gives stands wherever a text may stand, as far as its length allows. */
export function fitting(schema: unknown, text: () => string, key = ''): unknown {
  const shape = (schema ?? {}) as Schema
  if ('const' in shape) return shape['const']
  if (Array.isArray(shape['enum'])) return shape['enum'][0]
  const choices = shape['anyOf'] ?? shape['oneOf']
  if (Array.isArray(choices)) return fitting(choices[0], text, key)
  if (Array.isArray(shape['prefixItems'])) return shape['prefixItems'].map((item) => fitting(item, text))
  switch (Array.isArray(shape['type']) ? shape['type'][0] : shape['type']) {
    case 'object': {
      const properties = Object.entries((shape['properties'] ?? {}) as Record<string, unknown>)
      return Object.fromEntries(properties.map(([name, property]) => [name, fitting(property, text, name)]))
    }
    case 'array':
      return Array.from({ length: Math.max(1, Number(shape['minItems'] ?? 1)) }, () => fitting(shape['items'], text))
    case 'integer':
    case 'number':
      return key === 'cohort' ? 2026 : Number(shape['minimum'] ?? 0)
    case 'boolean':
      return true
    case 'string':
      return fittingText(shape, text, key)
    default:
      return null
  }
}

/** A day on which a permission may end, however long the shortest and the longest may be. Unit: days from now. */
const AHEAD_DAYS = 14

function fittingText(shape: Schema, text: () => string, key: string): string {
  if (shape['format'] === 'date' || /until|sealedOn|day$|^on$/i.test(key))
    return new Date(Date.now() + AHEAD_DAYS * 86_400_000).toISOString().slice(0, 10)
  const least = Number(shape['minLength'] ?? 4)
  const most = Number(shape['maxLength'] ?? 400)
  const part = text()
  const made = part.repeat(Math.ceil(Math.max(4, least) / part.length)).slice(0, Math.max(Math.min(most, 400), least))
  // The last sign of coded bytes carries no spare bits.
  return shape['contentEncoding'] === 'base64url' ? `${made.slice(0, -1)}A` : made
}

/** Bodies that fit no route, or nearly one. */
export const UNFIT: Readonly<Record<string, string | Buffer>> = {
  nothing: '',
  spaces: '   ',
  null: 'null',
  list: '[]',
  number: '1',
  'number too large': '1e400',
  text: '"x"',
  'deep lists': '['.repeat(20_000) + ']'.repeat(20_000),
  'deep objects': '{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000),
  'a member twice': '{"locator":"AAAAAAAAAAAAAAAAAAAAAA","locator":"BBBBBBBBBBBBBBBBBBBBBB"}',
  'names of the language': '{"__proto__":{"n":1},"constructor":{"prototype":{"n":1}}}',
  'numbers at the edge': '{"n":1e308,"version":9007199254740993,"after":-1,"cohort":99999999999999999999}',
  fraction: '{"after":0.5}',
  zero: '{"locator":"\\u0000AAAAAAAAAAAAAAAAAAAAA"}',
  'half a sign': '{"locator":"\\ud800AAAAAAAAAAAAAAAAAAAAA"}',
  'no UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  'byte order mark': '\ufeff{}',
  'cut short': '{"locator":',
  'a long name': `{"${'k'.repeat(60_000)}":1}`,
}

export const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/problem+json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'APPLICATION/JSON',
  '',
]

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** One request on a connection of its own. Node sends chunks where no length is said. Null: the connection was closed without an answer. */
export function send(
  url: string,
  method: string,
  options: { headers?: Record<string, string>; body?: string | Buffer; framing?: 'length' | 'chunks' } = {},
): Promise<Answered | null> {
  const { headers = {}, body, framing = 'length' } = options
  const length = body === undefined || framing === 'chunks' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve) => {
    const outgoing = request(url, { method, agent: false, headers: { ...headers, ...length } }, (incoming) => {
      const parts: Buffer[] = []
      incoming.on('data', (part: Buffer) => parts.push(part))
      incoming.on('error', () => resolve(null))
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts).toString() }),
      )
    })
    outgoing.on('error', () => resolve(null))
    if (body !== undefined) outgoing.write(body)
    outgoing.end()
  })
}

/** Sends the pieces as they are and gives all that comes back within a moment. `cut`: hangs up at once after the last piece. */
export async function sendRaw(url: string, pieces: readonly string[], cut = false): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''))
  const parts: Buffer[] = []
  socket.on('data', (part) => parts.push(part))
  // What the other side does to the connection is its own affair.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  for (const piece of pieces) await new Promise<void>((resolve) => socket.write(piece, () => resolve()))
  if (cut) socket.resetAndDestroy()
  else await Promise.race([once(socket, 'close'), new Promise((resolve) => setTimeout(resolve, RAW_MS))])
  socket.destroy()
  return Buffer.concat(parts).toString('latin1')
}

/** How long an answer is waited for on a connection that may stay open. Unit: milliseconds. */
const RAW_MS = 400
