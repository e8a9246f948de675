// Runs one test file in a process of its own and says how it went, in lines that are printed together when it has ended.
import type { ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import { finished } from 'node:stream/promises'
import { run } from 'node:test'
import { ROOT, inRoot } from './paths.ts'
import type { TestFile } from './test-files.ts'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

export interface Outcome extends Counts {
  /** Unit: seconds. */
  seconds: number
  lines: string[]
  /** Whether it did not end in its time. */
  wasKilled: boolean
}

/** How long a file may take to end after its time is over, before it is killed. Unit: milliseconds. */
const GRACE = 15_000
/** The processes of the files that run now: one that waits for a browser which is gone does not end when it is asked to. */
const children = new Set<ChildProcess>()
subscribe('child_process', (message) => {
  const { process: child } = message as { process: ChildProcess }
  children.add(child)
  child.once('exit', () => children.delete(child))
})

function killFile(path: string): void {
  for (const child of children) if (child.spawnargs.includes(inRoot(path))) child.kill('SIGKILL')
}

/** `only`: a piece of the names of the tests that are wanted, or null for all. */
export async function runTestFile({ path, kind }: TestFile, only: string | null): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0, skipped: 0, seconds: 0, lines: [], wasKilled: false }
  const said: string[] = []
  const startedAt = performance.now()
  const guard = setTimeout(
    () => {
      outcome.lines.push(`FAILED: ${path} did not end and was killed`)
      outcome.wasKilled = true
      killFile(path)
    },
    kind.timeoutSeconds * 1000 + GRACE,
  )
  const stream = run({
    files: [inRoot(path)],
    timeout: kind.timeoutSeconds * 1000,
    execArgv: ['--import', `file://${inRoot('house/tsx-hook.ts')}`],
    ...(only !== null && { testNamePatterns: [only] }),
  })
  stream.on('test:fail', ({ name, file, line, details }) => {
    // A file or suite that fails only because of a test inside it has been told already.
    if ((details.error as { failureType?: string }).failureType === 'subtestsFailed') return
    const place = file === undefined ? '' : ` (${file.replace(`${ROOT}/`, '')}:${String(line ?? 0)})`
    outcome.lines.push(`FAILED: ${name}${place}\n${describe(details.error)}`)
  })
  // Node counts a file in which no test is wanted as one that passed, under the file's own name.
  let isEmpty = false
  stream.on('test:pass', ({ name, skip, todo }) => {
    if (only !== null && name === inRoot(path)) isEmpty = true
    if (skip === undefined && todo === undefined) return
    const reason = [skip, todo].find((one) => typeof one === 'string' && one !== '')
    if (reason === undefined) outcome.failed += 1
    outcome.lines.push(
      reason === undefined ? `FAILED: ${name} is skipped and gives no reason` : `skipped: ${name}: ${String(reason)}`,
    )
  })
  stream.on('test:stderr', ({ message }) => outcome.lines.push(message.trimEnd()))
  // What a file prints is told where it fails: the seed, above all.
  stream.on('test:stdout', ({ message }) => said.push(message.trimEnd()))
  stream.on('test:summary', ({ file, counts }) => {
    if (file !== undefined) return
    const { tests, passed, skipped, todo } = counts
    outcome.passed += isEmpty ? 0 : passed
    outcome.failed += tests - passed - skipped - todo
    outcome.skipped += skipped + todo
  })
  // The stream has to be read to its end, or it never gets there.
  await finished(stream.resume())
  clearTimeout(guard)
  outcome.seconds = (performance.now() - startedAt) / 1000
  const word = outcome.failed === 0 ? 'ok    ' : 'FAILED'
  if (outcome.failed > 0) outcome.lines.push(...said.slice(-20).map((line) => `  said: ${line}`))
  outcome.lines.push(`${word}  ${path}  ${String(outcome.passed)} passed, ${outcome.seconds.toFixed(1)} s`)
  return outcome
}

function describe(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error
  return (cause.stack ?? cause.message)
    .split('\n')
    .slice(0, 25)
    .map((line) => `  ${line}`)
    .join('\n')
}
