// The watch over `npm run mutants`: what grows too large is ended and named, and nothing that a run began outlives it.
// Each test runs a small run of its own in a process, which starts processes as broken tests would: greedy, detached, without environment.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { NODE, inRoot } from './paths.ts'

const noProc = process.platform === 'linux' ? false : 'processes are found under /proc, which only Linux has'

/** Holds 20 MB more with each turn, outside of what the engine counts as objects, and never ends. */
const GREEDY = `const all = []; setInterval(() => all.push(Buffer.alloc(20e6, 1)), 20)`
/** The same with objects. */
const GREEDY_OBJECTS = `const all = []; for (;;) all.push({ text: 'x'.repeat(50) + all.length })`
const IDLE = `setInterval(() => {}, 1000)`

/** A run: opens the watch, then does what `body` says; `start(code, options)` starts a process and tells its number. */
const runOf = (folder: string, body: string): string => `
  import { spawn } from 'node:child_process'
  import { once } from 'node:events'
  import { BREAK, openWatch } from ${JSON.stringify(inRoot('house/mutants-watch.ts'))}
  const watch = await openWatch(${JSON.stringify(join(folder, 'copies'))}, { heap: 128, one: 400, all: 600 })
  const start = (code, options = {}) => {
    const child = spawn(process.execPath, ['-e', code], { stdio: 'ignore', ...options })
    console.log('started', child.pid)
    return child
  }
  // body
  ${body}
`

interface Run {
  child: ChildProcess
  /** The next line that begins so, without its beginning. */
  told: (beginning: string) => Promise<string>
}

async function withRun(body: string, work: (run: Run, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'apila-watch-'))
  await writeFile(join(folder, 'run.ts'), runOf(folder, body))
  const child = spawn(NODE, [join(folder, 'run.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)
  const said: string[] = []
  lines.on('line', (line) => said.push(line))
  const told = async (beginning: string): Promise<string> => {
    for (;;) {
      const at = said.findIndex((line) => line.startsWith(beginning))
      if (at !== -1) return String(said.splice(at, 1)[0]).slice(beginning.length).trim()
      if (child.exitCode !== null) throw new Error(`the run ended without saying ${beginning}`)
      await Promise.race([once(lines, 'line'), once(lines, 'close').then(() => wait(50))])
    }
  }
  try {
    await work({ child, told }, folder)
  } finally {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Resolves when the process is gone; who waits forever is ended by the runner's own patience. */
async function isGone(pid: string): Promise<void> {
  for (;;) {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null)
    if (stat === null || stat.includes(') Z ')) return
    await wait(50)
  }
}

test('a break that takes memory without end is ended, and its name is told', { skip: noProc }, async () => {
  const body = `
    const idle = start(${JSON.stringify(IDLE)})
    const greedy = start(${JSON.stringify(GREEDY)}, { env: { ...process.env, [BREAK]: 'greedy-one' } })
    const [, signal] = await once(greedy, 'exit')
    console.log('signal', signal, ...(await watch.readTooLarge()))
    console.log('idle', idle.exitCode, idle.signalCode)
    await watch.close()
    console.log('closed')
  `
  await withRun(body, async ({ told }) => {
    const idle = await told('started')
    const greedy = await told('started')
    const size = await told(`  ended process ${greedy} at`)
    assert.match(size, /^\d+ MB: greedy-one$/)
    assert.ok(parseInt(size) > 400, size)
    assert.equal(await told('signal'), 'SIGKILL greedy-one')
    assert.equal(await told('idle'), 'null null', 'what holds little runs on')
    await told('closed')
    await isGone(idle)
  })
})

test('many that are each small enough are together too large: the largest is ended', { skip: noProc }, async () => {
  const body = `
    const hold = (megabytes) => 'const held = Buffer.alloc(' + megabytes + 'e6, 1); setInterval(() => held.length, 1000)'
    const children = [150, 150, 250].map((megabytes) => start(hold(megabytes)))
    const [, signal] = await once(children[2], 'exit')
    console.log('signal', signal, children[0].signalCode, children[1].signalCode)
    await watch.close()
  `
  await withRun(body, async ({ told }) => {
    assert.equal(await told('signal'), 'SIGKILL null null')
  })
})

test('the engine itself ends what fills its memory with objects', async () => {
  const body = `
    const [code, signal] = await once(start(${JSON.stringify(GREEDY_OBJECTS)}), 'exit')
    console.log('ended', code === 0 ? 'well' : 'badly')
    await watch.close()
  `
  await withRun(body, async ({ told }) => {
    assert.equal(await told('ended'), 'badly')
  })
})

/** What a broken test may leave: one in its own group that has started another without the environment, and then ended itself. */
const LEAVES = `
  const inner = ${JSON.stringify(IDLE)}
  const outer = "const { spawn } = require('node:child_process'); const child = spawn(process.execPath, ['-e', " + JSON.stringify(inner) +
    "], { detached: true, stdio: 'ignore', env: {} }); process.send(child.pid); process.on('disconnect', () => process.exit())"
  const between = start(outer, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const [lost] = await once(between, 'message')
  console.log('lost', lost)
  // The look that ends this one has met the lost one before its parent goes.
  await once(start(${JSON.stringify(GREEDY)}), 'exit')
  between.disconnect()
  await once(between, 'exit')
  const detached = start(inner, { detached: true })
`

const WAYS: { name: string; last: string; from?: NodeJS.Signals }[] = [
  { name: 'at its end', last: 'await watch.close()' },
  { name: 'where it fails', last: 'process.exit(1)' },
  { name: 'at SIGINT', last: `console.log('ready'); setInterval(() => {}, 1000)`, from: 'SIGINT' },
  { name: 'at SIGTERM', last: `console.log('ready'); setInterval(() => {}, 1000)`, from: 'SIGTERM' },
  { name: 'at SIGKILL', last: `console.log('ready'); setInterval(() => {}, 1000)`, from: 'SIGKILL' },
]

for (const { name, last, from } of WAYS)
  test(`nothing that a run began outlives it ${name}, nor its copies`, { skip: noProc }, async () => {
    const copies = `const { mkdir } = await import('node:fs/promises'); await mkdir(import.meta.dirname + '/copies/one', { recursive: true })`
    await withRun(`${copies}\n${LEAVES}\n${last}`, async ({ child, told }, folder) => {
      const pids = [await told('started'), await told('lost'), await told('started'), await told('started')]
      if (from !== undefined) {
        await told('ready')
        child.kill(from)
      }
      for (const pid of pids) await isGone(pid)
      while (await isThere(join(folder, 'copies'))) await wait(50)
    })
  })

test('a run whose parent is gone ends, and all that it began', { skip: noProc }, async () => {
  const run = `console.log('run', process.pid); start(${JSON.stringify(IDLE)}, { detached: true }); console.log('ready'); setInterval(() => {}, 1000)`
  // The process that stands for npm starts the run itself and is then ended without a word.
  const body = `
    const { writeFile } = await import('node:fs/promises')
    const inner = import.meta.dirname + '/inner.ts'
    const own = await import('node:fs/promises').then(({ readFile }) => readFile(import.meta.filename, 'utf8'))
    await writeFile(inner, own.slice(0, own.indexOf('// body')) + ${JSON.stringify(run)})
    spawn(process.execPath, [inner], { stdio: ['ignore', 'inherit', 'inherit'], env: { PATH: process.env.PATH } })
    setInterval(() => {}, 1000)
  `
  await withRun(body, async ({ child, told }) => {
    const [pid, started] = [await told('run'), await told('started')]
    await told('ready')
    child.kill('SIGKILL')
    await isGone(pid)
    await isGone(started)
  })
})

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
