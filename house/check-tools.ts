// The checks that an installed tool makes: types, lint, format, unused code.
import { access } from 'node:fs/promises'
import { problemOf, runTool } from './command.ts'
import { PACKAGES, inRoot } from './paths.ts'

/** Each package is checked with its own `lib` and `types`, so that core cannot even name `process` or `fetch`. */
export async function checkTypes(): Promise<string[]> {
  const problems: string[] = []
  for (const folder of [...PACKAGES.map((name) => `packages/${name}`), 'tests', 'house']) {
    if (!(await exists(`${folder}/tsconfig.json`))) problems.push(`${folder} has no tsconfig.json`)
    else problems.push(...problemOf(await runTool('typescript/bin/tsc', ['-p', folder])))
  }
  return problems
}

export async function checkLint(): Promise<string[]> {
  return problemOf(await runTool('eslint/bin/eslint.js', ['--max-warnings=0', '.']))
}

export async function checkFormat(): Promise<string[]> {
  return problemOf(await runTool('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']))
}

export async function checkUnused(): Promise<string[]> {
  return problemOf(await runTool('knip/bin/knip.js', ['--no-progress', '--no-config-hints']))
}

const exists = (path: string): Promise<boolean> =>
  access(inRoot(path)).then(
    () => true,
    () => false,
  )
