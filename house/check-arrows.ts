// Who may import whom: dependency-cruiser with the rules of .dependency-cruiser.cjs. The rules are in docs/architecture.md.
import { problemOf, runTool } from './command.ts'
import { ROOT, inRoot, listFiles } from './paths.ts'

interface Cruise {
  summary: {
    totalCruised: number
    violations: { rule: { name: string }; from: string; to: string }[]
  }
}

/** The tool once passed green over no modules at all, when it did not understand the compiler's version.
 *  So it must have seen at least as many modules as there are source files. */
export async function checkArrows(): Promise<string[]> {
  const sources = await listFiles(['packages/*/src/**/*.{ts,tsx}', 'packages/*/migrations/**/*.ts'])
  return (await findViolations(ROOT, ['packages'], sources.length)).map((line) => line)
}

/** One line a violation: `rule: from -> to`. `least` is how many modules it must have looked at. */
export async function findViolations(root: string, folders: string[], least: number): Promise<string[]> {
  const said = await runTool(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', inRoot('.dependency-cruiser.cjs'), '--output-type', 'json', ...folders],
    root,
  )
  if (!said.stdout.startsWith('{')) return problemOf({ ...said, code: 1 })
  const { summary } = JSON.parse(said.stdout) as Cruise
  const seen = summary.totalCruised
  const blind = seen < least ? [`looked at ${String(seen)} modules only, there are at least ${String(least)}`] : []
  return [...blind, ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)]
}
