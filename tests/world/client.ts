// Speaks with a running server over HTTP like anyone else: what the demo world, the promises and the benches use.
import { setTimeout as wait } from 'node:timers/promises'
import { Challenge, Session, signInText } from '@apila/core/account/session.ts'
import { ProblemDocument } from '@apila/core/problem.ts'
import { Released, type Deposit } from '@apila/core/referral/wire.ts'
import type { Locator } from '@apila/core/bytes.ts'
import { type OwnDevice, signText } from '@apila/sealing/account/device.ts'
import { utf8 } from '@apila/sealing/encoding.ts'

/** The server said no. `code` is a problem code, or `http-NNN` for an answer without one. */
export class Refused extends Error {
  code: string
  constructor(code: string) {
    super(`the server refused: ${code}`)
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
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (response.ok) return text ? (JSON.parse(text) as unknown) : null
    const problem = ProblemDocument.safeParse(text ? JSON.parse(text) : null)
    throw new Refused(problem.success ? problem.data.type : `http-${String(response.status)}`)
  }
  return {
    url,
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown) => call('POST', path, body),
    put: (path: string, body: unknown) => call('PUT', path, body),
    deposit: (deposit: Deposit) => call('POST', '/parcels', deposit),
    open: async (locator: Locator) => Released.parse(await call('POST', '/parcels/open', { locator })),
    end: (locator: string, withdraw: string) => untilTaken(() => call('POST', '/end', { locator, withdraw })),
  }
}

/** Signs a device in by its challenge. */
export async function signIn(url: string, network: string, device: OwnDevice): Promise<Client> {
  const outside = signedOut(url)
  const { challenge } = Challenge.parse(await outside.post('/session/challenge', {}))
  const signature = await signText(device, utf8(signInText(network, challenge)))
  const { token } = Session.parse(await outside.post('/session', { device: device.id, challenge, signature }))
  return signedOut(url, token)
}
