// Everything that is checked without running the product: `npm run check`. Each step is a check that someone can break,
// and house/*.test.ts breaks them on purpose. `npm run check -- types arrows` runs only those, `npm run check -- quick` all cheap ones.
import { checkArrows } from './check-arrows.ts'
import { checkContent } from './check-content.ts'
import { checkDependencies, checkLinks, checkPromises } from './check-docs.ts'
import { checkFiles } from './check-files.ts'
import { checkGlossary } from './check-glossary.ts'
import { checkReferences } from './check-references.ts'
import { checkRequirements } from './check-requirements.ts'
import { checkFormat, checkLint, checkTypes, checkUnused } from './check-tools.ts'
import { checkWritten } from './written.ts'

export interface Check {
  name: string
  /** What it looks at, for the person who reads the output. */
  about: string
  /** Gives one line a problem; none = it holds. Warnings are told and fail nothing. */
  run: (options: { isWhole: boolean }) => Promise<string[] | { problems: string[]; warnings: string[] }>
  /** Takes more than a few seconds even where nothing has changed: left out of `quick`. */
  isSlow?: true
}

export const CHECKS: Check[] = [
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
    about: 'docs/requirements: every number has its place, tests and files exist, counts and README agree',
    run: checkRequirements,
  },
  { name: 'links', about: 'links and commands in the documents', run: checkLinks },
  {
    name: 'content',
    about: 'languages, links, places, forms, owners and days of content/',
    run: checkContent,
  },
  {
    name: 'glossary',
    about: 'GLOSSARY.md against the code, and the types of core against GLOSSARY.md',
    run: checkGlossary,
  },
  {
    name: 'references',
    about: 'headings, numbers and files that comments and documents name',
    run: checkReferences,
  },
  { name: 'written', about: 'what scripts write is what stands here', run: () => checkWritten() },
]

/** Runs one check; its lines are printed together when it has ended. `isWhole`: nothing that a tool remembers of the last time is
 *  believed where it could be wrong. */
export async function runCheck(check: Check, isWhole: boolean): Promise<{ holds: boolean; lines: string[] }> {
  const startedAt = performance.now()
  const found = await check.run({ isWhole }).catch((error: unknown) => [String(error)])
  const { problems, warnings } = Array.isArray(found) ? { problems: found, warnings: [] } : found
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const holds = problems.length === 0
  return {
    holds,
    lines: [
      ...problems.map((problem) => `  ${problem.replaceAll('\n', '\n  ')}`),
      ...warnings.map((warning) => `  warning: ${warning}`),
      `${holds ? 'ok    ' : 'FAILED'}  ${check.name}: ${check.about}, ${seconds} s`,
    ],
  }
}

async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.find((word) => word !== 'quick' && !CHECKS.some(({ name }) => name === word))
  if (unknown !== undefined) {
    console.error(`No check is named ${unknown}. There are: quick, ${CHECKS.map(({ name }) => name).join(', ')}.`)
    process.exitCode = 2
    return
  }
  const queue = CHECKS.filter(
    ({ name, isSlow }) =>
      wanted.length === 0 || wanted.includes(name) || (wanted.includes('quick') && isSlow === undefined),
  )
  const [all, failed] = [queue.length, [] as string[]]
  const lane = async (): Promise<void> => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const { holds, lines } = await runCheck(check, false)
      console.log(lines.join('\n'))
      if (!holds) failed.push(check.name)
    }
  }
  // Two at a time, the slow ones first.
  await Promise.all([lane(), lane()])
  console.log(
    failed.length === 0
      ? `${String(all)} checks hold.`
      : `${String(failed.length)} of ${String(all)} checks fail: ${failed.join(', ')}.`,
  )
  process.exitCode = failed.length === 0 ? 0 : 1
}

if (import.meta.main) await main(process.argv.slice(2))
