// Runs the built system as an operator would: a process of its own on spare ports and a data folder, which can be killed at any moment.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Day } from '@apila/core/day.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type Apila = {
  url: string
  neutralUrl: string
  data: string
  /** What the process has printed so far. */
  output: () => string
  /** kill -9, in the middle of whatever it does. */
  kill: () => Promise<void>
  /** Stops it for a moment as a poor connection would: requests are taken and not answered, until it is let go on. */
  freeze: () => void
  letGoOn: () => void
  /** Starts it again on the same folder and ports; `flags` are settings that it had not. */
  restart: (flags?: readonly string[]) => Promise<void>
  /** Stops it as an operator would and removes the folder. */
  close: () => Promise<void>
}

/** The day it is in Finland, as the server counts days. `ahead`: of what moment; unit: milliseconds from now. */
export const todayInFinland = (ahead = 0): Day =>
  Day.parse(
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' }).format(Date.now() + ahead),
  )

/** No test that drives the running system and knows its day takes longer. Unit: milliseconds. */
const LONGEST_TEST = 240_000
// A day that ends while a test runs would be two days: the last minutes of a Finnish day are waited out before any test begins.
while (todayInFinland(LONGEST_TEST) !== todayInFinland()) await setTimeout(1_000)

/** Starts the demo on a new folder and waits until the made-up world is there. */
export async function startApila(): Promise<Apila> {
  const data = join(await mkdtemp(join(tmpdir(), 'apila-test-')), 'data')
  const [port, neutralPort] = [await sparePort(), await sparePort()]
  const printed: string[] = []
  const args = [join(ROOT, 'packages/server/bin/apila.js'), 'start', '--demo', '--data', data]
  const url = `http://localhost:${String(port)}`
  let child: ChildProcess
  async function start(flags: readonly string[] = []) {
    const ports = ['--port', String(port), '--neutral-port', String(neutralPort)]
    child = spawn(process.execPath, [...args, ...ports, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => printed.push(text.toString()))
    await untilReady(url, child, () => printed.join(''))
  }
  async function stop(signal: NodeJS.Signals) {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  await start()
  return {
    url,
    neutralUrl: `http://localhost:${String(neutralPort)}`,
    data,
    output: () => printed.join(''),
    kill: () => stop('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    letGoOn: () => void child.kill('SIGCONT'),
    restart: start,
    close: async () => {
      await stop('SIGTERM')
      await rm(join(data, '..'), { recursive: true, force: true })
    },
  }
}

/** Every file below a folder with its bytes. */
export async function filesBelow(folder: string): Promise<Array<{ path: string; bytes: Buffer }>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        return { path, bytes: await readFile(path) }
      }),
  )
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended before it was ready:\n${output()}`)
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return
    await setTimeout(100)
  }
  throw new Error(`the server was not ready within 60 s:\n${output()}`)
}

async function sparePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no spare port')
  return address.port
}
