// Everything that is checked without running the product: `npm run check`. Each step is a check that someone can break,
// and house/*.test.ts breaks them on purpose. `npm run check -- types arrows` runs only those, `npm run check -- quick` all cheap ones.
import { checkArrows } from './check-arrows.ts'
import { checkContent } from './check-content.ts'
import { checkDependencies, checkGlossary, checkLinks, checkPromises, checkRequirements } from './check-docs.ts'
import { checkFiles } from './check-files.ts'
import { checkFormat, checkLint, checkTypes, checkUnused } from './check-tools.ts'
import { checkWritten } from './written.ts'

export interface CheckResult {
  name: string
  problems: string[]
}

interface Check {
  name: string
  /** What it looks at, for the person who reads the output. */
  about: string
  /** Gives one line a problem; none = it holds. Warnings are told and fail nothing. */
  run: (options: { isWhole: boolean }) => Promise<string[] | { problems: string[]; warnings: string[] }>
  /** Takes more than a few seconds even where nothing has changed: left out of `quick`. */
  isSlow?: true
}

const CHECKS: Check[] = [
  { name: 'types', about: 'tsc, each package with its own libraries', run: checkTypes, isSlow: true },
  { name: 'lint', about: 'eslint', run: checkLint, isSlow: true },
  { name: 'arrows', about: 'who may import whom', run: checkArrows },
  { name: 'unused', about: 'code and dependencies that nobody uses', run: checkUnused },
  { name: 'format', about: 'prettier', run: checkFormat },
  { name: 'files', about: 'names, sizes, lockfile, machine paths', run: checkFiles },
  { name: 'dependencies', about: 'docs/dependencies.md against the manifests', run: checkDependencies },
  { name: 'promises', about: 'docs/threat-model.md against the tests it names', run: checkPromises },
  {
    name: 'requirements',
    about: 'docs/requirements.md: every number has a row, tests and files exist',
    run: checkRequirements,
  },
  { name: 'links', about: 'links and commands in the documents', run: checkLinks },
  {
    name: 'content',
    about: 'languages, links, places, forms, owners and days of content/',
    run: checkContent,
  },
  { name: 'glossary', about: 'code names in GLOSSARY.md', run: checkGlossary },
  { name: 'written', about: 'what scripts write is what stands here', run: () => checkWritten() },
]

/** Two at a time, the slow ones first. `isWhole`: nothing that a tool remembers of the last time is believed where it could be wrong. */
export async function runChecks(wanted: string[] = [], isWhole = false): Promise<CheckResult[]> {
  const isWanted = ({ name, isSlow }: Check): boolean =>
    wanted.length === 0 || wanted.includes(name) || (wanted.includes('quick') && isSlow !== true)
  const queue = CHECKS.filter(isWanted)
  const results: CheckResult[] = []
  const lane = async (): Promise<void> => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const startedAt = performance.now()
      const found = await check.run({ isWhole }).catch((error: unknown) => [String(error)])
      const { problems, warnings } = Array.isArray(found) ? { problems: found, warnings: [] } : found
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`${problems.length === 0 ? 'ok' : 'FAILED'}  ${check.name}: ${check.about}, ${seconds} s`)
      for (const problem of problems) console.log(`  ${problem.replaceAll('\n', '\n  ')}`)
      for (const warning of warnings) console.log(`  warning: ${warning}`)
      results.push({ name: check.name, problems })
    }
  }
  await Promise.all([lane(), lane()])
  return results
}

const isName = (word: string): boolean => word === 'quick' || CHECKS.some(({ name }) => name === word)

if (import.meta.main && !process.argv.slice(2).every(isName)) {
  console.error(`There are these checks: quick, ${CHECKS.map(({ name }) => name).join(', ')}.`)
  process.exitCode = 2
} else if (import.meta.main) {
  const results = await runChecks(process.argv.slice(2))
  const failed = results.filter((result) => result.problems.length > 0)
  console.log(
    failed.length === 0
      ? `${String(results.length)} checks hold.`
      : `${String(failed.length)} of ${String(results.length)} checks fail.`,
  )
  process.exitCode = failed.length === 0 ? 0 : 1
}
