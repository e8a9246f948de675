// What holds for files as such: their names, what the lockfile and the sources must not contain.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { inRoot, ROOT } from './paths.ts'

/** Names that say nothing about what is inside, or that record history. CONTRIBUTING.md "Names". */
const EMPTY_NAMES = /^(utils?|helpers?|common|misc|services?|managers?|info|data|new|old|v\d+|temp|final|types|index)$/
/** Worse: these say nothing as a part of a name either. */
const EMPTY_PARTS = /^(utils?|helpers?|misc|managers?)$/
const TEXT_FILES = /\.(ts|tsx|js|cjs|json|css|html|md|svg|sh|yml)$|^\.ci\/|(^|\/)\.[a-z]+(rc|ignore)$/

/** Files that git knows or would take, without ignored ones. */
export async function listTracked(): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    {
      cwd: ROOT,
      maxBuffer: 16 * 1024 * 1024,
    },
  )
  return [...new Set(stdout.split('\0').filter((path) => path !== ''))].sort()
}

export async function checkFiles(): Promise<string[]> {
  const problems: string[] = []
  for (const path of await listTracked()) {
    problems.push(...problemsOfName(path))
    if (!TEXT_FILES.test(path)) continue
    const text = await readFile(inRoot(path), 'utf8').catch(() => '')
    problems.push(...problemsOfText(path, text))
  }
  return problems
}

export function problemsOfName(path: string): string[] {
  if (!/^(packages\/[^/]+\/(src|migrations)|tests|house|bench)\/.*\.tsx?$/.test(path)) return []
  const problems: string[] = []
  const base = basename(path).replace(/(\.(d|worker|db|browser))?(\.test)?\.tsx?$/, '')
  // `services` is a feature, a folder of that name in every package.
  const folders = path
    .split('/')
    .slice(1, -1)
    .filter((name) => name !== 'services')
  const names = [...folders, base].flatMap((name) =>
    EMPTY_NAMES.test(name) ? [name] : name.split('-').filter((part) => EMPTY_PARTS.test(part)),
  )
  if (names[0] !== undefined) problems.push(`${path}: the name says "${names[0]}"; name what is inside`)
  const isComponent = path.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(base)
  if (!isComponent && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(base))
    problems.push(`${path}: files are kebab-case, components PascalCase`)
  return problems
}

export function problemsOfText(path: string, text: string): string[] {
  const problems: string[] = []
  const machine = /(^|[\s'"`(=:])\/(work|home|Users|root|tmp|mnt)\/[\w.-]+/.exec(text)
  if (machine !== null) problems.push(`${path}: a path of one machine: ${machine[0].trim()}`)
  if (path.endsWith('package-lock.json') && /"resolved":\s*"(?!packages\/)/.test(text)) {
    problems.push(`${path}: has download addresses; .npmrc leaves them out, since they differ from place to place`)
  }
  if (/\.(ts|tsx)$/.test(path)) {
    // A test says what it is for in the names of its tests.
    if (!/\.test\.tsx?$/.test(path) && !/^(#!.*\n)?\s*(\/\/|\/\*)/.test(text))
      problems.push(`${path}: opens without a line that says what it is for`)
    if (/\bTODO\b(?!\(#\d+\))/.test(text) && !path.startsWith('house/'))
      problems.push(`${path}: a TODO names its issue: TODO(#12)`)
  }
  return problems
}
