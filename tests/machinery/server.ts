// Runs the built system as an operator would: a process of its own on spare ports and a data folder, which can be killed at any moment.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Day } from '@apila/core/day.ts'
import { copyDemo } from './demo-folder.ts'
import { finnishDay } from './finnish-day.ts'
import { sparePort, untilReady } from './ports.ts'

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
  /** Starts it again on the same folder and ports; `flags` are settings that it had not. `ahead`: how far its clock is put forward; unit: ms. */
  restart: (flags?: readonly string[], ahead?: number) => Promise<void>
  /** Stops it as an operator would and removes the folder. */
  close: () => Promise<void>
}

/** The day it is in Finland. `ahead`: of what moment; unit: milliseconds from now. */
export const todayInFinland = (ahead = 0): Day => Day.parse(finnishDay(ahead))

/** No test that drives the running system and knows its day takes longer. Unit: milliseconds. */
const LONGEST_TEST = 240_000
// A day that ends while a test runs would be two days: the last minutes of a Finnish day are waited out before any test begins.
while (todayInFinland(LONGEST_TEST) !== todayInFinland()) await setTimeout(1_000)

/** Starts the demo on a folder of its own that holds the made-up world; `empty`: a folder in which a network is still to be founded. */
export async function startApila(kind: 'demo' | 'empty' = 'demo'): Promise<Apila> {
  const data = join(await mkdtemp(join(tmpdir(), 'apila-test-')), 'data')
  if (kind === 'demo') await copyDemo(data)
  const [port, neutralPort] = [await sparePort(), await sparePort()]
  const printed: string[] = []
  const args = [join(ROOT, 'packages/server/bin/apila.js'), 'start', `--${kind}`, '--data', data]
  const url = `http://localhost:${String(port)}`
  let child: ChildProcess
  async function start(flags: readonly string[] = [], ahead = 0) {
    const ports = ['--port', String(port), '--neutral-port', String(neutralPort)]
    child = spawn(process.execPath, [...clockAhead(ahead), ...args, ...ports, ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
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

/** Puts the clock of a page or a process forward: its Date, and no timer. A function of its own text, so that it can be sent to either. */
export const putForward = (ahead: number): void => {
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...given: unknown[]) {
      if (given.length > 0) super(...(given as [number]))
      else super(Real.now() + ahead)
    }
    static override now() {
      return Real.now() + ahead
    }
  } as DateConstructor
}

const clockAhead = (ahead: number): string[] =>
  ahead === 0
    ? []
    : ['--import', `data:text/javascript,${encodeURIComponent(`(${putForward.toString()})(${String(ahead)})`)}`]

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
