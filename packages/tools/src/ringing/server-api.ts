// Speaks to the server as a device without a person: typed requests, and one plain sentence where it does not answer.
import { Failure } from '../failure.ts'

export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  constructor(status: number) {
    super(`the server answered ${String(status)}`)
    this.status = status
  }
}

type Shape<T> = { parse: (value: unknown) => T }
export type ServerApi = <T>(path: string, shape: Shape<T> | null, body?: object, token?: string | null) => Promise<T>

/** How long the server may be silent. Unit: ms. */
const PATIENCE_MS = 60_000

/** Throws `Refused` with the answer's status, `Failure` where there is none. */
export const openServerApi =
  (server: string): ServerApi =>
  async (path, shape, body = {}, token = null) => {
    let answer: Response
    try {
      answer = await fetch(new URL(`/api/v2/${path}`, server), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
    } catch {
      throw new Failure(`${server} does not answer.`)
    }
    if (!answer.ok) throw new Refused(answer.status)
    // Without a shape the answer is empty.
    return shape === null ? (undefined as never) : shape.parse(await answer.json())
  }
