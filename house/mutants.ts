// Breaks the code that protects, one small change at a time, and looks whether a test turns red: `npm run mutants`, `-- keys`, `-- promises`, `-- NAME`.
// Groups stand in tests/mutants/groups.ts; survivors that change nothing in tests/mutants/without-effect.json, each with its reason.
// `--again` forgets what earlier runs found. Only changed files and tests are tried again otherwise; a change elsewhere does not count.
// `--sample=PERCENT --seed=WORD` tries some (mutants-sample.ts).
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, relative, resolve } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { GROUPS, type Group } from '../tests/mutants/groups.ts'
import { PROMISE_MUTANTS } from '../tests/mutants/promises.ts'
import { tryPromises } from './mutants-promises.ts'
import { SAMPLE, type Sample, sampleOf, writeSample } from './mutants-sample.ts'
import { SANDBOXES } from './mutants-sandbox.ts'
import { type Score, type Tried, changeOf, readList, scoreOf } from './mutants-score.ts'
import { type Watch, openWatch } from './mutants-watch.ts'
import { NODE, ROOT, inRoot, listFiles } from './paths.ts'

const FOUND = 'node_modules/.cache/mutants'
const LIST = 'tests/mutants/without-effect.json'
/** How much longer than without a mutant a test may take. An endless loop is noticed by it. Unit: milliseconds. */
const PATIENCE_MS = 10_000

// The tool's own names for it are an enum that is erased with its types.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const QUIET = { logLevel: 'error' } as ConstructorParameters<typeof Stryker>[0]

interface Wish {
  again: boolean
  sample: Sample | null
}

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

async function tryGroup(group: Group, { again, sample }: Wish, watch: Watch): Promise<Tried[]> {
  const mutate = (await listFiles([...group.mutate])).filter((file) => !/\.test\.tsx?$/.test(file))
  const tests = await listInOrder(group.tests)
  if (mutate.length === 0 || tests.length === 0) throw new Error(`${group.name}: no files, or no tests`)
  const found = `${FOUND}/${group.name}${sample ? `-${writeSample(sample).replaceAll(/\W/g, '-')}` : ''}.json`
  if (again) await rm(inRoot(found), { force: true })
  await mkdir(inRoot(FOUND), { recursive: true })
  // The tool numbers the changes of each group anew.
  watch.forget()
  const results = await new Stryker({
    mutate,
    testRunner: 'tap',
    plugins: ['@stryker-mutator/tap-runner', ...(sample ? [inRoot('house/mutants-sample.ts')] : [])],
    tap: {
      testFiles: tests,
      nodeArgs: ['--test-reporter=tap', '--import', './house/tsx-hook.ts', '-r', '{{hookFile}}', '{{testFile}}'],
    },
    coverageAnalysis: group.inProcesses ? 'off' : 'perTest',
    concurrency: 2,
    timeoutMS: PATIENCE_MS,
    incremental: true,
    incrementalFile: found,
    tempDirName: SANDBOXES,
    symlinkNodeModules: false,
    buildCommand: `node house/mutants-sandbox.ts ${inRoot('node_modules').replaceAll(' ', '\\ ')}`,
    checkers: sample ? ['sample'] : [],
    disableTypeChecks: false,
    reporters: ['progress-append-only'],
    allowConsoleColors: false,
    ...QUIET,
  }).runMutationTest()
  const sources = new Map<string, string>()
  for (const file of mutate) sources.set(file, await readFile(inRoot(file), 'utf8'))
  const ended = await watch.readTooLarge()
  return results.flatMap((result) => triedOf(result, sources, ended))
}

/** Stryker's own result in our form. What stops the tests altogether is noticed as much as what turns one red. */
function triedOf(result: MutantResult, sources: ReadonlyMap<string, string>, ended: ReadonlySet<string>): Tried[] {
  // Only what is not of a sample is said not to compile.
  if (['Ignored', 'Pending', 'CompileError'].includes(result.status)) return []
  const file = relative(ROOT, resolve(ROOT, result.fileName))
  const source = sources.get(file)
  // What an earlier run found of a file that is in another group now.
  if (source === undefined) return []
  const lines = source.split('\n')
  const { start, end } = result.location
  const offset = ({ line, column }: { line: number; column: number }): number =>
    lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1
  return [
    {
      file,
      line: start.line,
      text: (lines[start.line - 1] ?? '').trim(),
      change: changeOf(source.slice(offset(start), offset(end)), result.replacement),
      isKilled: (result.status !== 'Survived' && result.status !== 'NoCoverage') || ended.has(result.id),
      isLate: result.status === 'Timeout',
      isTooLarge: ended.has(result.id),
    },
  ]
}

async function listInOrder(patterns: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const pattern of patterns) files.push(...(await listFiles([pattern])))
  return [...new Set(files)]
}

function tell(group: Group, score: Score, sample: Sample | null, seconds: number): boolean {
  for (const { file, line, change } of score.survived) console.log(`  survived: ${file}:${String(line)}  ${change}`)
  for (const entry of score.stale) console.log(`  stale in ${LIST}: ${entry}`)
  const holds = score.stale.length === 0 && (group.least === null || score.percent >= group.least)
  const counts = `${String(score.killed)} killed (${String(score.late)} by taking too long, ${String(score.tooLarge)} by memory), ${String(score.survived.length)} survived, ${String(score.withoutEffect)} without effect`
  const least = group.least === null ? '' : ` (at least ${String(group.least)} %)`
  const of = sample ? `a sample of ${String(sample.percent)} %, seed ${sample.seed}: ` : ''
  console.log(
    `${holds ? 'ok' : 'FAILED'}  ${group.name}: ${of}${counts}, ${score.percent.toFixed(1)} %${least}, ${seconds.toFixed(0)} s`,
  )
  return holds
}

/** Survivors in the form of the list, to be copied once a reason is known. */
async function keepSurvivors(survived: readonly Tried[]): Promise<void> {
  const list: Record<string, { line: string; changes: string[]; reason: string }[]> = {}
  for (const { file, text, change } of survived) {
    const entries = (list[file] ??= [])
    const entry = entries.find(({ line }) => line === text)
    if (entry) entry.changes.push(change)
    else entries.push({ line: text, changes: [change], reason: '' })
  }
  await writeFile(inRoot(`${FOUND}/survivors.json`), JSON.stringify(list, null, 2))
}

async function main(args: string[]): Promise<void> {
  const sample = sampleOf(args)
  const wish = { again: args.includes('--again'), sample }
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const names = [...GROUPS.map((group) => group.name), 'promises']
  const named = new Set(PROMISE_MUTANTS.map(({ name }) => name))
  const unknown = wanted.find((name) => !names.includes(name) && !named.has(name))
  if (unknown !== undefined) {
    console.error(
      `There is no group or break named ${unknown}. There are: ${names.join(', ')}, and the names in tests/mutants.`,
    )
    process.exitCode = 2
    return
  }
  process.env['PATH'] = `${dirname(NODE)}${delimiter}${process.env['PATH'] ?? ''}`
  process.chdir(ROOT)
  if (sample) process.env[SAMPLE] = writeSample(sample)
  const watch = await openWatch(SANDBOXES)
  try {
    process.exitCode = (await tryAll(wanted, named, wish, watch)) ? 0 : 1
  } finally {
    await watch.close()
  }
}

/** Whether all that is wanted holds. */
async function tryAll(wanted: string[], named: ReadonlySet<string>, wish: Wish, watch: Watch): Promise<boolean> {
  const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name)
  const list = readList(await readFile(inRoot(LIST), 'utf8'))
  const startedAt = performance.now()
  const total = { killed: 0, survived: 0, withoutEffect: 0 }
  const survivors: Tried[] = []
  let holds = true
  for (const group of GROUPS.filter(({ name }) => isWanted(name))) {
    console.log(`\n== ${group.name}`)
    const since = performance.now()
    const score = scoreOf(await tryGroup(group, wish, watch), list, wish.sample === null)
    holds = tell(group, score, wish.sample, (performance.now() - since) / 1000) && holds
    total.killed += score.killed
    total.survived += score.survived.length
    total.withoutEffect += score.withoutEffect
    survivors.push(...score.survived)
  }
  await mkdir(inRoot(FOUND), { recursive: true })
  await keepSurvivors(survivors)
  const only = wanted.filter((name) => named.has(name))
  if (isWanted('promises') || only.length > 0) {
    const { killed, survived } = await tryPromises(wanted.includes('promises') ? [] : only, watch)
    holds = holds && survived === 0
    total.killed += killed
    total.survived += survived
  }
  console.log(`\n${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes; survivors: ${FOUND}/survivors.json`)
  console.log(
    `mutants: ${String(total.killed)} killed, ${String(total.survived)} survived, ${String(total.withoutEffect)} without effect`,
  )
  return holds
}

await main(process.argv.slice(2))
