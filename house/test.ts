// Runs everything that must hold: `npm test`, or one kind of it: `npm test -- unit`. Governed by CONTRIBUTING.md "Tests".
// The last line alone is `N passed, N failed, N skipped`; anything failed, or skipped without a reason, ends with exit code 1.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { run } from 'node:test'
import { missingFonts } from '../tests/chromium.ts'
import { runChecks } from './check.ts'
import { NODE, ROOT, inRoot, listFiles } from './paths.ts'
import { buildIsStale } from './stale.ts'

interface Kind {
  name: string
  patterns: string[]
  leavesOut?: RegExp
  /** Test files at the same time. Browser journeys start a server and a browser each: one at a time keeps their timing honest. */
  concurrency: number
  timeoutSeconds: number
  needsBuild: boolean
}

const KINDS: Kind[] = [
  {
    name: 'unit',
    patterns: [
      'packages/**/*.test.{ts,tsx}',
      'house/*.test.ts',
      'tests/*.test.ts',
      'tests/world/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    leavesOut: /\.(db|browser)\.test\./,
    concurrency: 2,
    timeoutSeconds: 300,
    needsBuild: false,
  },
  {
    name: 'database',
    patterns: ['packages/**/*.db.test.{ts,tsx}'],
    concurrency: 2,
    timeoutSeconds: 300,
    needsBuild: true,
  },
  {
    name: 'promises',
    patterns: ['tests/promises/**/*.test.ts'],
    concurrency: 1,
    timeoutSeconds: 900,
    needsBuild: true,
  },
  {
    name: 'journeys',
    patterns: ['tests/journeys/**/*.test.ts', '{packages,house}/**/*.browser.test.{ts,tsx}'],
    concurrency: 1,
    timeoutSeconds: 900,
    needsBuild: true,
  },
]

interface Counts {
  passed: number
  failed: number
  skipped: number
}

async function runKind(kind: Kind): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const files = (await listFiles(kind.patterns)).filter((path) => kind.leavesOut?.test(path) !== true)
  console.log(`\n== ${kind.name}: ${String(files.length)} files`)
  if (files.length === 0) {
    console.log(`FAILED: no test files of this kind were found`)
    return { ...counts, failed: 1 }
  }
  const stream = run({
    files: files.map(inRoot),
    concurrency: kind.concurrency,
    timeout: kind.timeoutSeconds * 1000,
    execArgv: ['--import', `file://${inRoot('house/tsx-hook.ts')}`],
  })
  stream.on('test:fail', ({ name, file, line, details }) => {
    // A file or suite that fails only because of a test inside it has been told already.
    if ((details.error as { failureType?: string }).failureType === 'subtestsFailed') return
    const place = file === undefined ? '' : ` (${file.replace(`${ROOT}/`, '')}:${String(line ?? 0)})`
    console.log(`FAILED: ${name}${place}\n${describe(details.error)}`)
  })
  stream.on('test:pass', ({ name, skip, todo }) => {
    if (skip === undefined && todo === undefined) return
    const reason = [skip, todo].find((one) => typeof one === 'string' && one !== '')
    if (reason === undefined) counts.failed += 1
    console.log(
      reason === undefined ? `FAILED: ${name} is skipped and gives no reason` : `skipped: ${name}: ${String(reason)}`,
    )
  })
  stream.on('test:stderr', ({ message }) => process.stdout.write(message))
  stream.on('test:summary', (summary) => {
    const { file, duration_ms } = summary
    const { tests, passed, skipped, todo } = summary.counts
    if (file !== undefined) {
      console.log(
        `${summary.success ? 'ok' : 'FAILED'}  ${file.replace(`${ROOT}/`, '')}  ${String(passed)} passed, ${(duration_ms / 1000).toFixed(1)} s`,
      )
      return
    }
    counts.passed += passed
    counts.failed += tests - passed - skipped - todo
    counts.skipped += skipped + todo
  })
  // The stream has to be read to its end, or it never gets there.
  await finished(stream.resume())
  return counts
}

function describe(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error
  return (cause.stack ?? cause.message)
    .split('\n')
    .slice(0, 25)
    .map((line) => `  ${line}`)
    .join('\n')
}

async function main(wanted: string[]): Promise<void> {
  const names = ['check', ...KINDS.map((kind) => kind.name)]
  const unknown = wanted.find((name) => !names.includes(name))
  if (unknown !== undefined) {
    console.error(`There is no kind of test named ${unknown}. There are: ${names.join(', ')}.`)
    process.exitCode = 2
    return
  }
  const kinds = KINDS.filter((kind) => wanted.length === 0 || wanted.includes(kind.name))
  const total: Counts = { passed: 0, failed: 0, skipped: 0 }
  if (kinds.some((kind) => kind.needsBuild) && (await buildIsStale())) {
    const built = spawnSync(NODE, [join('house', 'build.ts')], { cwd: ROOT, stdio: 'inherit' })
    if (built.status !== 0) total.failed += 1
  }
  if (wanted.length === 0 || wanted.includes('check')) {
    console.log('== check')
    const results = await runChecks()
    total.passed += results.filter((result) => result.problems.length === 0).length
    total.failed += results.filter((result) => result.problems.length > 0).length
  }
  const missing = kinds.some((kind) => kind.name === 'journeys') ? await missingFonts() : []
  if (missing.length > 0)
    console.log(`\nNo font for ${missing.join(' and ')}: screenshots show boxes there. No test depends on it.`)
  for (const kind of kinds) {
    const counts = await runKind(kind)
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped += counts.skipped
  }
  console.log(`\n${String(total.passed)} passed, ${String(total.failed)} failed, ${String(total.skipped)} skipped`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

await main(process.argv.slice(2))
