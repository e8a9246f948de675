// Speaks with a running server over HTTP like anyone else: what the demo world, the promises and the benches use.
import { setTimeout as wait } from 'node:timers/promises'
import { Challenge, SessionToken, sessionMessage } from '@apila/core/account/session.ts'
import type { Secret } from '@apila/core/bytes.ts'
import { ProblemDocument } from '@apila/core/problem.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { signLabelled } from '@apila/sealing/labels.ts'

/** The server said no. `code` is a problem code, or `http-NNN` for an answer without one. */
export class Refused extends Error {
  code: string
  constructor(code: string, paths: readonly string[] = []) {
    super(`the server refused: ${code}${paths.length > 0 ? ` (${paths.join(', ')})` : ''}`)
    this.code = code
  }
}

export type Client = ReturnType<typeof signedOut>

/** How long a client waits where many are there, as the neutral page does. Unit: milliseconds. */
const BUSY_MS = 300

async function untilTaken(act: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'busy') throw error
      await wait(BUSY_MS)
    }
  }
}

/** A client without a session. */
export function signedOut(url: string, token?: string) {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/api/v2${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (response.ok) return text ? (JSON.parse(text) as unknown) : null
    const problem = ProblemDocument.safeParse(text ? JSON.parse(text) : null)
    if (!problem.success) throw new Refused(`http-${String(response.status)}`)
    throw new Refused(problem.data.type, problem.data.paths)
  }
  return {
    url,
    /** Of the session; empty without one. */
    token: token ?? '',
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown) => call('POST', path, body),
    put: (path: string, body: unknown) => call('PUT', path, body),
    end: (withdraw: Secret) => untilTaken(() => call('POST', '/end', { withdraw })),
  }
}

/** Signs a device in by its challenge. */
export async function signIn(url: string, network: string, device: OwnDevice): Promise<Client> {
  const outside = signedOut(url)
  const { challenge } = Challenge.parse(await outside.post('/challenge', {}))
  const signature = await signLabelled(
    device,
    'apila/session/v2',
    sessionMessage(new URL(url).origin, network, challenge),
  )
  const { token } = SessionToken.parse(await outside.post('/session', { device: device.id, challenge, signature }))
  return signedOut(url, token)
}
