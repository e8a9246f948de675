// Runs everything that must hold: `npm test`. Or a part: a kind (`unit`), a folder, a file, a source file that has tests beside it.
// The last line alone is `N passed, N failed, N skipped`; anything failed, or skipped without a reason, ends with exit code 1.
// Governed by CONTRIBUTING.md "Tests".
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { missingFonts } from '../tests/machinery/chromium.ts'
import { runChecks } from './check.ts'
import { NODE, ROOT } from './paths.ts'
import { buildIsStale } from './stale.ts'
import { KIND_NAMES, type TestFile, filesMeant, findTestFiles, rememberTimes } from './test-files.ts'
import { type Counts, runTestFile } from './test-run.ts'
import { watchAndRun } from './test-watch.ts'

const HELP = `npm test                     everything, as CI does
npm test -- unit             one kind: check, ${KIND_NAMES.join(', ')}
npm test -- PATH…            the tests of a folder or of a file, of whatever kind
npm test -- --watch PATH…    the same, again after each change
npm test -- --name TEXT PATH…   only tests whose name has this in it
npm test -- --lanes N        so many files at a time`

/** A file more than there are cores: most tests wait for a browser or a disk some of their time. */
const LANES = availableParallelism() + 1
const SLOWEST = 10

interface Wish {
  withChecks: boolean
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
  return { withChecks, files, lanes, only: values.name ?? null, isWatching: values.watch }
}

async function main(): Promise<void> {
  const wish = readWish(await findTestFiles())
  if (typeof wish === 'string') {
    console.error(wish)
    process.exitCode = 2
  } else if (wish.isWatching) {
    await watchAndRun(wish.files, async (files) => {
      await runAll({ ...wish, withChecks: false, files })
    })
  } else {
    const total = await runAll(wish)
    process.exitCode = total.failed > 0 ? 1 : 0
  }
}

async function runAll({ withChecks, files, lanes, only }: Wish): Promise<Counts> {
  const startedAt = performance.now()
  const total: Counts = { passed: 0, failed: 0, skipped: 0 }
  if (files.some((file) => file.kind.needsBuild) && (await buildIsStale())) {
    const built = spawnSync(NODE, [join('house', 'build.ts')], { cwd: ROOT, stdio: 'inherit' })
    if (built.status !== 0) total.failed += 1
  }
  if (withChecks) {
    console.log('== check')
    const results = await runChecks()
    total.passed += results.filter((result) => result.problems.length === 0).length
    total.failed += results.filter((result) => result.problems.length > 0).length
  }
  const missing = files.some((file) => file.kind.name === 'journeys') ? await missingFonts() : []
  if (missing.length > 0)
    console.log(`\nNo font for ${missing.join(' and ')}: screenshots show boxes there. No test depends on it.`)
  if (files.length > 0) console.log(`\n== test: ${String(files.length)} files, ${String(lanes)} at a time`)
  const times = new Map<string, number>()
  const runQueue = async (queue: TestFile[]): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const outcome = await runTestFile(file, only)
      console.log(outcome.lines.join('\n'))
      times.set(file.path, Math.round(outcome.seconds * 10) / 10)
      total.passed += outcome.passed
      total.failed += outcome.failed
      total.skipped += outcome.skipped
    }
  }
  const together = files.filter((file) => file.alone === null)
  await Promise.all(Array.from({ length: lanes }, () => runQueue(together)))
  for (const file of files.filter((one) => one.alone !== null)) {
    console.log(`alone: ${file.path}: ${String(file.alone)}`)
    await runQueue([file])
  }
  if (only === null) await rememberTimes(times)
  if (files.length > SLOWEST) tellSlowest(times)
  const minutes = (performance.now() - startedAt) / 60_000
  console.log(`\nAll took ${minutes < 1 ? `${(minutes * 60).toFixed(0)} s` : `${minutes.toFixed(1)} min`}.`)
  console.log(`${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.skipped)} skipped`)
  return total
}

function tellSlowest(times: ReadonlyMap<string, number>): void {
  const slowest = [...times].sort(([, a], [, b]) => b - a).slice(0, SLOWEST)
  console.log('\nThe slowest files:')
  for (const [path, seconds] of slowest) console.log(`${seconds.toFixed(1).padStart(8)} s  ${path}`)
}

await main()
