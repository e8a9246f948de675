// Ports that nobody listens on yet, and waiting until somebody does.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/** How often it is asked whether a server is ready. Unit: milliseconds. */
const ASK_EVERY = 25

export async function sparePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no spare port')
  return address.port
}

/** A server is up in two seconds; on a machine that does forty other things, in one or two minutes. Unit: milliseconds. */
const LONGEST_WAIT = 180_000

/** `output` is told where the server ends or does not come. */
export async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended before it was ready:\n${output()}`)
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    await setTimeout(ASK_EVERY)
  }
  throw new Error(`the server was not ready within three minutes:\n${output()}`)
}
