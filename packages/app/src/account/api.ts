// Speaks to the server: typed requests, answers parsed with core's schemas, problems as codes (docs/protocol.md "Wire").
// The token lives in this page's memory only. Bodies hold sealed blobs and names; addresses hold nothing.
import { hearServerTime } from '../clock.ts'
import { ProblemDocument, type ProblemCode } from '@apila/core/problem.ts'

/** Every way in which a request can fail, as one code that has a sentence in problems.json. */
export type Failure = ProblemCode | 'offline'

export class Refused extends Error {
  override name = 'Refused'
  readonly code: Failure
  readonly reference: string | undefined
  constructor(code: Failure, reference?: string) {
    super(code)
    this.code = code
    this.reference = reference
  }
}

interface Schema<T> {
  parse: (value: unknown) => T
}

type Method = 'GET' | 'POST' | 'PUT'

export interface Api {
  /** Asks for an answer of a known shape. */
  ask: <T>(method: Method, path: string, schema: Schema<T>, body?: unknown) => Promise<T>
  /** Sends something whose answer is empty. */
  tell: (method: Method, path: string, body?: unknown) => Promise<void>
}

/** Longest wait for an answer. Unit: ms. A parcel of 4 MiB over a slow telephone line takes most of it. */
const PATIENCE_MS = 60_000

/** `token` gives the session's token; `renew` signs in again once when the server has forgotten the session; `touch` has a person touch the
 *  passkey where the server asks for it before what matters. */
export function makeApi(
  token: () => string | null,
  renew: () => Promise<void>,
  touch?: (path: string) => Promise<void>,
): Api {
  const send = async (method: Method, path: string, body: unknown, again: boolean): Promise<Response> => {
    const response = await request(method, path, body, token())
    if (response.ok) return response
    const problem = await problemOf(response)
    if (problem.code === 'not-signed-in' && again) {
      await renew()
      return send(method, path, body, false)
    }
    if (problem.code === 'touch-again' && touch && again) {
      await touch(path)
      return send(method, path, body, false)
    }
    throw problem
  }
  return {
    ask: async (method, path, schema, body) => schema.parse(await (await send(method, path, body, true)).json()),
    tell: async (method, path, body) => {
      await send(method, path, body, true)
    },
  }
}

async function request(method: Method, path: string, body: unknown, token: string | null): Promise<Response> {
  const headers: Record<string, string> = {}
  if (token !== null) headers['authorization'] = `Bearer ${token}`
  const sent = method === 'GET' ? null : JSON.stringify(body ?? {})
  if (sent !== null) headers['content-type'] = 'application/json'
  try {
    const response = await fetch(`/api/v2/${path}`, {
      method,
      headers,
      body: sent,
      credentials: 'same-origin',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    hearServerTime(response.headers.get('date'))
    return response
  } catch {
    throw new Refused('offline')
  }
}

async function problemOf(response: Response): Promise<Refused> {
  try {
    const problem = ProblemDocument.parse(await response.json())
    return new Refused(problem.type, problem.reference)
  } catch {
    return new Refused('broken')
  }
}
