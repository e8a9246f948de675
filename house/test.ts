// Runs everything that must hold: `npm test`. Or a part: a kind (`unit`), a folder, a file, a source file that has tests beside it.
// The last line alone is `N passed, N failed, N skipped`; anything failed, or skipped without a reason, ends with exit code 1.
// Governed by CONTRIBUTING.md "Tests".
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { missingFonts } from '../tests/machinery/chromium.ts'
import { makeDemo } from '../tests/machinery/demo-folder.ts'
import { CHECKS, type Check, runCheck } from './check.ts'
import { NODE, ROOT } from './paths.ts'
import { buildIsStale } from './stale.ts'
import { KIND_NAMES, type TestFile, filesMeant, findTestFiles, readTimes, rememberTimes } from './test-files.ts'
import { type Ended, countAgain, filesToTryAgain } from './test-again.ts'
import { type Counts, type Outcome, runTestFile } from './test-run.ts'
import { watchAndRun } from './test-watch.ts'

const HELP = `npm test                     everything, as CI does
npm test -- unit             one kind: check, ${KIND_NAMES.join(', ')}
npm test -- PATH…            the tests of a folder or of a file, of whatever kind
npm test -- --watch PATH…    the same, again after each change
npm test -- --name TEXT PATH…   only tests whose name has this in it
npm test -- --lanes N        so many files at a time`

/** Twice as many as there are cores: most tests wait for a browser or a disk more than half of their time. */
const LANES = Math.min(8, availableParallelism() * 2)
const SLOWEST = 10

interface Wish {
  withChecks: boolean
  /** Whether nothing was left out. */
  isWhole: boolean
  files: TestFile[]
  lanes: number
  /** A piece of the names of the tests that are wanted; null: all. */
  only: string | null
  isWatching: boolean
}

/** What the command line asks for, or why that cannot be. */
function readWish(all: TestFile[]): Wish | string {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      watch: { type: 'boolean', default: false },
      name: { type: 'string' },
      lanes: { type: 'string', default: String(LANES) },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return HELP
  const emptyKind = KIND_NAMES.find((name) => !all.some((file) => file.kind.name === name))
  if (emptyKind !== undefined) return `No test files of the kind ${emptyKind} were found.`
  const words = positionals.filter((word) => word !== 'check')
  const from = process.env.INIT_CWD ?? process.cwd()
  const wordless = words.find((word) => filesMeant(word, all, from).length === 0)
  if (wordless !== undefined) return `No test stands at ${wordless}, and no kind has that name.\n\n${HELP}`
  const meant = new Set(words.flatMap((word) => filesMeant(word, all, from)))
  const files = positionals.length === 0 ? all : all.filter((file) => meant.has(file))
  const lanes = Number(values.lanes)
  if (!Number.isInteger(lanes) || lanes < 1) return '--lanes takes a whole number from 1.'
  if (values.watch && words.length === 0) return 'Say what to watch: npm test -- --watch PATH…'
  const withChecks = positionals.length === 0 || positionals.includes('check')
  const isWhole = positionals.length === 0 && values.name === undefined
  return { withChecks, isWhole, files, lanes, only: values.name ?? null, isWatching: values.watch }
}

async function main(): Promise<void> {
  const wish = readWish(await findTestFiles())
  if (typeof wish === 'string') {
    console.error(wish)
    process.exitCode = 2
  } else if (wish.isWatching) {
    await watchAndRun(wish.files, async (files) => {
      await runAll({ ...wish, withChecks: false, isWhole: false, files })
    })
  } else {
    const total = await runAll(wish)
    process.exitCode = total.failed > 0 ? 1 : 0
  }
}

/** What one lane does at a time: a test file or a check. */
interface Job {
  name: string
  /** Unit: seconds. */
  expected: number
  run: () => Promise<Outcome>
}

function jobOfCheck(check: Check, times: Record<string, number>): Job {
  const name = `check ${check.name}`
  const run = async (): Promise<Outcome> => {
    const startedAt = performance.now()
    const { holds, lines } = await runCheck(check, true)
    const seconds = (performance.now() - startedAt) / 1000
    return { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0, seconds, lines, wasKilled: false }
  }
  return { name, expected: times[name] ?? (check.isSlow === undefined ? 5 : 60), run }
}

/** Builds where something needs it, and makes the world that many files copy. False where the build fails. */
async function prepare(files: readonly TestFile[]): Promise<boolean> {
  if (!files.some((file) => file.kind.needsBuild)) return true
  if (await buildIsStale()) {
    const built = spawnSync(NODE, [join('house', 'build.ts')], { cwd: ROOT, stdio: 'inherit' })
    if (built.status !== 0) return false
  }
  if (files.some((file) => file.kind.needsDemo)) await makeDemo()
  return true
}

async function runAll(wish: Wish): Promise<Counts> {
  const startedAt = performance.now()
  const { withChecks, isWhole, files, lanes, only } = wish
  let total: Counts = { passed: 0, failed: 0, skipped: 0 }
  if (!(await prepare(files))) total.failed += 1
  const missing = files.some((file) => file.kind.name === 'journeys') ? await missingFonts() : []
  if (missing.length > 0)
    console.log(`No font for ${missing.join(' and ')}: screenshots show boxes there. No test depends on it.`)
  const remembered = await readTimes()
  const checks = withChecks ? CHECKS.map((check) => jobOfCheck(check, remembered)) : []
  const ended: Ended[] = []
  const jobOf = (file: TestFile): Job => ({
    ...{ name: file.path, expected: file.expected },
    run: async () => {
      const outcome = await runTestFile(file, only)
      ended.push({ file, outcome })
      return outcome
    },
  })
  const alone = files.filter((file) => file.alone !== null)
  console.log(
    `\n== ${String(files.length)} test files and ${String(checks.length)} checks, ${String(lanes)} at a time, ${String(alone.length)} alone`,
  )
  const times = new Map<string, number>()
  const red: string[] = []
  const runQueue = async (queue: Job[]): Promise<void> => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      const outcome = await job.run()
      console.log(outcome.lines.join('\n'))
      times.set(job.name, Math.round(outcome.seconds * 10) / 10)
      red.push(...firstLines(job.name, outcome))
      total.passed += outcome.passed
      total.failed += outcome.failed
      total.skipped += outcome.skipped
    }
  }
  // What takes longest comes first: it must not be what everybody waits for at the end.
  const together = [...checks, ...files.filter((file) => file.alone === null).map(jobOf)].sort(
    (one, other) => other.expected - one.expected,
  )
  await Promise.all(Array.from({ length: lanes }, () => runQueue(together)))
  for (const file of alone) {
    console.log(`alone: ${file.path}: ${String(file.alone)}`)
    await runQueue([jobOf(file)])
  }
  const unsteady: string[] = []
  // Beside a red check, or a build that failed, nothing is tried again.
  const mayTryAgain = isWhole && total.failed === sum(ended)
  for (const { file, outcome } of mayTryAgain ? filesToTryAgain(ended) : []) {
    console.log(`once more, alone: ${file.path}`)
    const second = await runTestFile(file, only)
    console.log(second.lines.join('\n'))
    const settled = countAgain(total, outcome, second)
    total = settled.total
    if (settled.isUnsteady) unsteady.push(file.path)
  }
  if (only === null) await rememberTimes(times)
  else if (total.passed + total.failed + total.skipped === 0) {
    console.error(`FAILED: no test has "${only}" in its name.`)
    total.failed += 1
  }
  if (times.size > SLOWEST) tellSlowest(times)
  if (times.size > SLOWEST && red.length > 0) console.log(`\nRed in this run:\n${red.join('\n')}`)
  for (const path of unsteady) console.log(`UNSTEADY: ${path} was red beside others and green alone. Mend the test.`)
  const minutes = (performance.now() - startedAt) / 60_000
  console.log(`\nAll took ${minutes < 1 ? `${(minutes * 60).toFixed(0)} s` : `${minutes.toFixed(1)} min`}.`)
  console.log(`${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.skipped)} skipped`)
  return total
}

const sum = (ended: readonly Ended[]): number => ended.reduce((all, { outcome }) => all + outcome.failed, 0)

/** What failed, in two lines each: the whole stands far above. */
const firstLines = (name: string, { failed, lines }: Outcome): string[] =>
  failed === 0
    ? []
    : [
        `  ${name}`,
        ...lines
          .filter((line) => line.startsWith('FAILED:'))
          .map((line) => `    ${line.split('\n', 2).join('\n    ')}`),
      ]

function tellSlowest(times: ReadonlyMap<string, number>): void {
  const slowest = [...times].sort(([, a], [, b]) => b - a).slice(0, SLOWEST)
  console.log('\nThe slowest files:')
  for (const [path, seconds] of slowest) console.log(`${seconds.toFixed(1).padStart(8)} s  ${path}`)
}

await main()
