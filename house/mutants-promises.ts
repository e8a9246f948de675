// Breaks each promise of the threat model in the way that tests/mutants/promises.ts names, and looks whether the named test turns red.
// A place that is not found exactly once is stale, and fails: the list would otherwise guard code that is gone.
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { PromiseMutant } from '../tests/mutants/promise-mutant.ts'
import { PROMISE_MUTANTS } from '../tests/mutants/promises.ts'
import { makeSandbox } from './mutants-sandbox.ts'
import { BREAK, type Watch } from './mutants-watch.ts'
import { NODE, inRoot } from './paths.ts'

/** A test that hangs has noticed something, too. Unit: milliseconds. */
const PATIENCE_MS = 240_000
const LANES = 2

/** Tries every named break, or only those of `only`. */
export async function tryPromises(
  only: readonly string[],
  watch: Watch,
): Promise<{ killed: number; survived: number }> {
  const mutants = PROMISE_MUTANTS.filter(({ name }) => only.length === 0 || only.includes(name))
  console.log(`\n== promises: ${String(mutants.length)} named mutants`)
  const stale = (await Promise.all(mutants.map(staleness))).filter((line) => line !== null)
  for (const line of stale) console.log(`  stale in tests/mutants/promises.ts: ${line}`)
  if (stale.length > 0) return { killed: 0, survived: stale.length }
  const counts = { killed: 0, survived: 0 }
  const sandboxes = await Promise.all(Array.from({ length: LANES }, makeSandbox))
  try {
    const red = await inLanes(sandboxes, [...new Set(mutants.map(({ test }) => test))], async (test, sandbox) =>
      (await isGreen(test, sandbox)) ? [] : [test],
    )
    const broken = new Set(red.flat())
    for (const test of broken) console.log(`FAILED  ${test} is red without any mutant`)
    // A test that is red already notices nothing.
    const tried = mutants.filter(({ test }) => !broken.has(test))
    counts.survived = mutants.length - tried.length
    await inLanes(sandboxes, tried, async (mutant, sandbox) => {
      const since = performance.now()
      const isKilled = await inBroken(mutant, sandbox, async () => !(await isGreen(mutant.test, sandbox, mutant.name)))
      const memory = (await watch.readTooLarge()).has(mutant.name) ? 'by memory, ' : ''
      counts[isKilled ? 'killed' : 'survived'] += 1
      const seconds = ((performance.now() - since) / 1000).toFixed(1)
      console.log(
        `${isKilled ? 'ok' : 'SURVIVED'}  ${mutant.promise} ${mutant.name}: ${mutant.lost} (${mutant.test}, ${memory}${seconds} s)`,
      )
    })
  } finally {
    for (const sandbox of sandboxes) await rm(sandbox, { recursive: true, force: true })
  }
  return counts
}

/** Why a break cannot be tried as it stands; null where it can. */
export async function staleness({ name, file, text }: PromiseMutant): Promise<string | null> {
  const source = await readFile(inRoot(file), 'utf8').catch(() => null)
  if (source === null) return `${name}: there is no ${file}`
  const times = source.split(text).length - 1
  return times === 1 ? null : `${name}: its text stands ${String(times)} times in ${file}`
}

async function inBroken<T>(mutant: PromiseMutant, sandbox: string, work: () => Promise<T>): Promise<T> {
  const path = join(sandbox, mutant.file)
  const source = await readFile(path, 'utf8')
  // A function as the second argument, since `$&` in a text would mean something.
  await writeFile(
    path,
    source.replace(mutant.text, () => mutant.becomes),
  )
  try {
    if (mutant.rebuild) await build(sandbox)
    return await work()
  } finally {
    await writeFile(path, source)
    if (mutant.rebuild) await build(sandbox)
  }
}

async function build(sandbox: string): Promise<void> {
  if (!(await endsWell(sandbox, ['house/build.ts']))) throw new Error('the build fails in a copy')
}

const isGreen = (test: string, sandbox: string, broken = ''): Promise<boolean> =>
  endsWell(sandbox, ['--import', './house/tsx-hook.ts', '--test', '--test-reporter=tap', test], broken)

/** Whether a program ends with success. The first test that is red says enough. */
async function endsWell(sandbox: string, args: readonly string[], broken = ''): Promise<boolean> {
  // Of its own, since what is stopped in the middle does not tidy up; it goes with the copy.
  const temporary = join(sandbox, 'tmp')
  await mkdir(temporary, { recursive: true })
  return new Promise((resolve) => {
    const child = spawn(NODE, args, {
      cwd: sandbox,
      env: { ...process.env, TMPDIR: temporary, [BREAK]: broken },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    })
    // The runner starts a process for the file, which may have started a server: all of them are one group.
    const stop = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // Nothing is left of it.
      }
    }
    const timer = setTimeout(stop, PATIENCE_MS)
    createInterface(child.stdout).on('line', (line) => {
      if (/^\s*not ok /.test(line)) stop()
    })
    // What outlives the runner holds its output open, and nobody would ever hear that it has closed.
    child.on('exit', stop)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve(code === 0)
    })
  })
}

/** Works through the items in as many lanes as there are sandboxes. */
async function inLanes<T, R>(
  sandboxes: readonly string[],
  items: readonly T[],
  work: (item: T, sandbox: string) => Promise<R>,
): Promise<R[]> {
  const queue = [...items]
  const results: R[] = []
  await Promise.all(
    sandboxes.map(async (sandbox) => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) results.push(await work(item, sandbox))
    }),
  )
  return results
}
