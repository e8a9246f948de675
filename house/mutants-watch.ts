// Keeps `npm run mutants` from filling the machine or leaving anything behind: broken code may allocate without end, or start what nobody
// ends. A process of its own that the run starts first, ends what grows too large, and, however the run itself ends, ends all that it began.
// Processes are found under /proc; where there is none, the limit of memory of each Node process is all that holds.
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'

/** In the environment of everything that the run starts, with the run's own name as its value. */
const MARK = 'APILA_MUTANTS_RUN'
/** Which break a process runs: ours for the named ones, Stryker's own for the others. */
export const BREAK = 'APILA_MUTANT'
const STRYKER_BREAK = '__STRYKER_ACTIVE_MUTANT__'

export interface Limits {
  /** What the engine itself gives a Node process for its objects; buffers come on top. Unit: MB. */
  heap: number
  /** Most that one process may hold. The largest that a test without a break needs is a browser's, below 600. Unit: MB. */
  one: number
  /** Most that all may hold together; then the largest is ended. Unit: MB. */
  all: number
}

const MB = 1024 * 1024
const LIMITS: Limits = { heap: 1_024, one: 2_048, all: Math.min(8_192, Math.floor(totalmem() / MB / 2)) }
/** How often it looks. A loop that only allocates takes about 1 GB in this time. Unit: milliseconds. */
const LOOK_EVERY = 400
/** How long it looks for what is to end: something that was about to start something is found the next time. Unit: milliseconds. */
const ENDING = 20_000

/** A process that was ended, and what it ran. */
interface TooLarge {
  pid: number
  megabytes: number
  /** Null: no break, as in the first run of all tests. */
  mutant: string | null
}

export interface Watch {
  /** The breaks whose process grew too large. */
  readTooLarge: () => Promise<ReadonlySet<string>>
  /** Before names are given anew. */
  forget: () => void
  /** Ends everything that is left, and waits for it. */
  close: () => Promise<void>
}

/** From now on, what this process starts is watched. `folder` goes with it. */
export async function openWatch(folder: string, limits: Limits = LIMITS): Promise<Watch> {
  const run = randomUUID()
  const tooLarge = new Set<string>()
  // In a group of its own, or Ctrl+C would end the watch before it has ended the others.
  const child = fork(import.meta.filename, [run, folder, JSON.stringify(limits)], { detached: true })
  child.on('message', (message) => {
    if (message === 'ready') return
    const { pid, megabytes, mutant } = message as TooLarge
    console.log(`  ended process ${String(pid)} at ${String(megabytes)} MB: ${mutant ?? 'no break'}`)
    if (mutant !== null) tooLarge.add(mutant)
  })
  await once(child, 'message')
  child.unref()
  child.channel?.unref()
  process.env[MARK] = run
  process.env['NODE_OPTIONS'] =
    `${process.env['NODE_OPTIONS'] ?? ''} --max-old-space-size=${String(limits.heap)}`.trim()
  // A run whose terminal or `npm` is gone has nobody who reads it.
  const parent = process.ppid
  const orphaned = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, LOOK_EVERY)
  orphaned.unref()
  return {
    readTooLarge: async () => {
      // What the watch said of a process before it ended it is read by then.
      await turn()
      return tooLarge
    },
    forget: () => {
      tooLarge.clear()
    },
    close: async () => {
      clearInterval(orphaned)
      child.ref()
      const gone = once(child, 'exit')
      if (child.connected) child.disconnect()
      await gone
    },
  }
}

interface Running {
  pid: number
  parent: number
  /** With its number it names a process for good: numbers are used again. */
  name: string
}

/** All processes of the machine. One that ends meanwhile is left out, and so is one that has ended and waits to be asked for its code. */
function listRunning(): Running[] {
  const running: Running[] = []
  for (const entry of readFolder('/proc')) {
    const pid = Number(entry)
    if (!Number.isInteger(pid)) continue
    // After the command's name, which may hold anything: state, parent, and as the twentieth the start.
    const stat = readIfThere(`/proc/${entry}/stat`)
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields.length < 20 || fields[0] === 'Z') continue
    running.push({ pid, parent: Number(fields[1]), name: `${entry} ${String(fields[19])}` })
  }
  return running
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

function readFolder(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

const environmentOf = (pid: number): string[] => readIfThere(`/proc/${String(pid)}/environ`).split('\0')

function megabytesOf(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readIfThere(`/proc/${String(pid)}/status`)) ?? []
  return Math.round(Number(kilobytes) / 1024)
}

function mutantOf(pid: number): string | null {
  for (const variable of environmentOf(pid))
    for (const name of [BREAK, STRYKER_BREAK])
      if (variable.startsWith(`${name}=`) && variable.length > name.length + 1) return variable.slice(name.length + 1)
  return null
}

/** What has the mark, what descends from it, and what was once seen to do so. */
function finder(run: string): () => Running[] {
  const mark = `${MARK}=${run}`
  let seen = new Set<string>()
  return () => {
    const all = listRunning().filter(({ pid }) => pid !== process.pid)
    const ours = new Map(
      all
        .filter(({ pid, name }) => seen.has(name) || environmentOf(pid).includes(mark))
        .map((running) => [running.pid, running]),
    )
    for (let before = -1; before !== ours.size;) {
      before = ours.size
      for (const running of all) if (ours.has(running.parent)) ours.set(running.pid, running)
    }
    seen = new Set([...ours.values()].map(({ name }) => name))
    return [...ours.values()]
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function endTooLarge(ours: readonly Running[], limits: Limits): void {
  const sizes = ours.map(({ pid }) => ({ pid, megabytes: megabytesOf(pid) })).sort((a, b) => b.megabytes - a.megabytes)
  let sum = sizes.reduce((all, { megabytes }) => all + megabytes, 0)
  for (const { pid, megabytes } of sizes) {
    if (megabytes <= limits.one && sum <= limits.all) return
    const mutant = mutantOf(pid)
    if (process.connected) process.send?.({ pid, megabytes, mutant } satisfies TooLarge)
    end(pid)
    sum -= megabytes
  }
}

async function endAll(find: () => Running[]): Promise<void> {
  const until = performance.now() + ENDING
  // Twice nothing: one may have been between two looks.
  for (let none = 0; none < 2 && performance.now() < until;) {
    const left = find()
    none = left.length === 0 ? none + 1 : 0
    for (const { pid } of left) end(pid)
    await wait(50)
  }
}

function watch([run = '', folder = '', limits = '{}']: string[]): void {
  const find = finder(run)
  const holds = JSON.parse(limits) as Limits
  const looking = setInterval(() => {
    endTooLarge(find(), holds)
  }, LOOK_EVERY)
  // The run has closed its end, or is gone, by whatever way.
  process.once('disconnect', () => {
    clearInterval(looking)
    void endAll(find).then(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  })
  process.send?.('ready')
}

if (import.meta.main) watch(process.argv.slice(2))
