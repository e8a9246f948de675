// Everything that is checked without running the product: `npm run check`. Each step is a check that someone can break,
// and house/*.test.ts breaks them on purpose. `npm run check -- types arrows` runs only those.
import { checkArrows } from './check-arrows.ts'
import { checkContent } from './check-content.ts'
import {
  checkDependencies,
  checkGlossary,
  checkLinks,
  checkNotes,
  checkPromises,
  checkRequirements,
} from './check-docs.ts'
import { checkFiles } from './check-files.ts'
import { checkFormat, checkLint, checkTypes, checkUnused } from './check-tools.ts'
import { checkWords } from './write-words.ts'

export interface CheckResult {
  name: string
  problems: string[]
}

interface Check {
  name: string
  /** What it looks at, for the person who reads the output. */
  about: string
  /** Gives one line a problem; none = it holds. Warnings are told and fail nothing. */
  run: () => Promise<string[] | { problems: string[]; warnings: string[] }>
}

const CHECKS: Check[] = [
  { name: 'types', about: 'tsc, each package with its own libraries', run: checkTypes },
  { name: 'lint', about: 'eslint', run: checkLint },
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
  { name: 'words', about: 'the packed word lists are those of content/detector', run: () => checkWords() },
  { name: 'glossary', about: 'code names in GLOSSARY.md', run: checkGlossary },
  { name: 'notes', about: 'named notes have one home', run: checkNotes },
]

/** Two at a time, the slow ones first. */
export async function runChecks(wanted: string[] = []): Promise<CheckResult[]> {
  const queue = CHECKS.filter((check) => wanted.length === 0 || wanted.includes(check.name))
  const results: CheckResult[] = []
  const lane = async (): Promise<void> => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const startedAt = performance.now()
      const found = await check.run().catch((error: unknown) => [String(error)])
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

if (import.meta.main) {
  const results = await runChecks(process.argv.slice(2))
  const failed = results.filter((result) => result.problems.length > 0)
  console.log(
    failed.length === 0
      ? `${String(results.length)} checks hold.`
      : `${String(failed.length)} of ${String(results.length)} checks fail.`,
  )
  process.exitCode = failed.length === 0 ? 0 : 1
}
