// The checks that an installed tool makes: types, lint, format, unused code.
import { access } from 'node:fs/promises'
import { problemOf, runTool } from './command.ts'
import { PACKAGES, inRoot } from './paths.ts'

/** What the tools remember of the last time; gone with node_modules. */
const CACHE = 'node_modules/.cache/apila'

/** Each package is checked with its own `lib` and `types`, so that core cannot even name `process` or `fetch`. */
export async function checkTypes(): Promise<string[]> {
  const problems: string[] = []
  for (const folder of [...PACKAGES.map((name) => `packages/${name}`), 'tests', 'house']) {
    if (!(await exists(`${folder}/tsconfig.json`))) {
      problems.push(`${folder} has no tsconfig.json`)
      continue
    }
    const memory = [
      '--incremental',
      '--tsBuildInfoFile',
      inRoot(`${CACHE}/tsc/${folder.replace('/', '-')}.tsbuildinfo`),
    ]
    problems.push(...problemOf(await runTool('typescript/bin/tsc', ['-p', folder, ...memory])))
  }
  return problems
}

/**
 * Some rules know types, and a remembered file is not looked at again where only the type of what it imports has changed: `isWhole`
 * forgets, as before a merge.
 */
export async function checkLint({ isWhole }: { isWhole: boolean }): Promise<string[]> {
  const memory = ['--cache', '--cache-strategy=content', `--cache-location=${CACHE}/eslint/`]
  return problemOf(await runTool('eslint/bin/eslint.js', ['--max-warnings=0', ...(isWhole ? [] : memory), '.']))
}

export async function checkFormat(): Promise<string[]> {
  const memory = ['--cache', '--cache-strategy=content', `--cache-location=${CACHE}/prettier`]
  return problemOf(await runTool('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', ...memory, '.']))
}

export async function checkUnused(): Promise<string[]> {
  return problemOf(await runTool('knip/bin/knip.js', ['--no-progress', '--no-config-hints']))
}

const exists = (path: string): Promise<boolean> =>
  access(inRoot(path)).then(
    () => true,
    () => false,
  )
