// Many desks and many people at once, over connections that are kept, from many addresses of this machine.
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

export type Answer = { status: number; body: Buffer }
export type Caller = (method: string, path: string, body?: Buffer, headers?: Record<string, string>) => Promise<Answer>

/** A caller with one connection, from a local address such as 127.0.3.1. */
export function newCaller(url: string, localAddress = '127.0.0.1'): Caller & { end: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { hostname, port } = new URL(url)
  const call: Caller = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const kind = body && { 'content-type': 'application/json', 'content-length': body.length }
      const host = hostname === 'localhost' ? '127.0.0.1' : hostname
      const options = { agent, host, port, method, path, localAddress, headers: { ...kind, ...headers } }
      const sent = request(options, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts) })
        })
        answer.on('error', reject)
      })
      sent.on('error', (error) => {
        // The server may close a connection that was quiet just when it is used again.
        if (sent.reusedSocket) resolve(call(method, path, body, headers))
        else reject(error)
      })
      sent.end(body)
    })
  return Object.assign(call, {
    end: () => {
      agent.destroy()
    },
  })
}

/** How many acts a second all workers together finish. `act`: one act of a worker. */
export async function perSecond(
  workers: number,
  seconds: number,
  act: (worker: number) => Promise<void>,
): Promise<number> {
  const until = performance.now() + seconds * 1000
  let done = 0
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() < until) {
        await act(worker)
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - startedAt)
}

/** Sends until the answer is another one than `busy`; a connection that was not taken counts as busy. */
export async function untilTaken(send: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await send().catch(() => ({ status: 503, body: Buffer.alloc(0) }))
    if (answer.status !== 503) return answer
    await wait(200 + Math.random() * 300)
  }
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
