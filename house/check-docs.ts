// Documents that list things are compared with the code. A list that nobody checks goes stale, so it is not kept.
import { access, readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { listTracked } from './check-files.ts'
import { PACKAGES, inRoot, listFiles } from './paths.ts'
import { readComponents } from './sbom.ts'

const read = (path: string): Promise<string> => readFile(inRoot(path), 'utf8').catch(() => '')
const exists = (path: string): Promise<boolean> =>
  access(inRoot(path)).then(
    () => true,
    () => false,
  )

/** Rows of every Markdown table in a text: the cells without their padding. */
export function tableRows(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf('|'))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    )
}

/** How many packages from outside each of ours may lean on: `core 1, disclosure 0`. */
export const readBudgets = (markdown: string): Map<string, number> =>
  new Map(
    [...(/its budget: ([^.]+)\./.exec(markdown)?.[1] ?? '').matchAll(/(\w+) (\d+)/g)].map(
      ([, name = '', most = '']) => [name, Number(most)],
    ),
  )

/** What the lockfile says otherwise than the manifests. `used`: names with their versions. */
export function differsFromLock(used: ReadonlyMap<string, string>, lock: string): string[] {
  const { packages } = JSON.parse(lock) as { packages: Record<string, { version?: string }> }
  return [...used].flatMap(([name, version]) => {
    const locked = packages[`node_modules/${name}`]?.version
    return locked === version
      ? []
      : [`package-lock.json has ${name} ${locked ?? 'nowhere'}, the manifests say ${version}`]
  })
}

export async function checkDependencies(): Promise<string[]> {
  const problems: string[] = []
  const page = await read('docs/dependencies.md')
  const budgets = readBudgets(page)
  const listed = new Map<string, string>()
  for (const [name = '', version = ''] of tableRows(page)) {
    const plain = /^`([^`]+)`$/.exec(name)?.[1]
    if (plain !== undefined) listed.set(plain, version)
  }
  const used = new Map<string, string>()
  for (const name of PACKAGES) {
    const { dependencies = {} } = JSON.parse(await read(`packages/${name}/package.json`)) as {
      dependencies?: Record<string, string>
    }
    const outside = Object.entries(dependencies).filter(([dependency]) => !dependency.startsWith('@apila/'))
    const budget = budgets.get(name)
    if (budget === undefined) problems.push(`docs/dependencies.md gives packages/${name} no budget`)
    else if (outside.length > budget)
      problems.push(`packages/${name} leans on ${String(outside.length)} packages, its budget is ${String(budget)}`)
    for (const [dependency, version] of outside) {
      used.set(dependency, version)
      if (!/^\d+\.\d+\.\d+$/.test(version))
        problems.push(`packages/${name}: ${dependency} is not pinned to one version: ${version}`)
    }
  }
  const { optionalDependencies = {} } = JSON.parse(await read('package.json')) as {
    optionalDependencies?: Record<string, string>
  }
  for (const [dependency, version] of Object.entries(optionalDependencies)) used.set(dependency, version)
  for (const [name, version] of used) {
    if (!listed.has(name)) problems.push(`docs/dependencies.md has no line for ${name}`)
    else if (listed.get(name) !== version)
      problems.push(`docs/dependencies.md says ${name} ${String(listed.get(name))}, the manifests say ${version}`)
  }
  problems.push(...differsFromLock(used, await read('package-lock.json')))
  for (const name of listed.keys())
    if (!used.has(name)) problems.push(`docs/dependencies.md lists ${name}, which no package uses`)
  // What these bring along runs too, and is named at least in the line of whoever brings it.
  for (const { name } of await readComponents())
    if (!page.includes(`\`${name}\``)) problems.push(`docs/dependencies.md does not name ${name}, which runs too`)
  return problems
}

/** A test file and, where the line names one, the test's own name. */
export interface NamedTest {
  file: string
  name: string | null
}

export interface Promised {
  id: string
  tests: NamedTest[]
}

/** `file` and, behind it, "name of the test", as often as there are tests. */
export function readNamedTests(cell: string): NamedTest[] {
  return [...cell.matchAll(/`([^`]+)`(?:\s+"([^"]+)")?/g)].map(([, file = '', name]) => ({ file, name: name ?? null }))
}

export async function problemsOfTests(id: string, tests: readonly NamedTest[]): Promise<string[]> {
  const problems: string[] = []
  for (const { file, name } of tests) {
    const text = await read(file)
    if (text === '') problems.push(`${id} names ${file}, which does not exist`)
    else if (name !== null && !text.includes(name)) problems.push(`${id}: ${file} has no test named "${name}"`)
  }
  return problems
}

/** Rows `| P-01 | promise | `file` "name of the test" |`. */
export function readPromises(markdown: string): Promised[] {
  return tableRows(markdown)
    .filter(([id = '']) => /^P-\d+$/.test(id))
    .map(([id = '', , tests = '']) => ({
      id,
      tests: readNamedTests(tests),
    }))
}

export async function checkPromises(): Promise<string[]> {
  const promises = readPromises(await read('docs/threat-model.md'))
  const problems: string[] = promises.length === 0 ? ['docs/threat-model.md promises nothing'] : []
  const ids = promises.map(({ id }) => id)
  for (const id of ids.filter((one, index) => ids.indexOf(one) !== index)) problems.push(`${id} is there twice`)
  for (const { id, tests } of promises) {
    if (tests.length === 0) problems.push(`${id} names no test`)
    problems.push(...(await problemsOfTests(id, tests)))
  }
  const named = new Set(promises.flatMap(({ tests }) => tests.map(({ file }) => file)))
  for (const file of await listFiles(['tests/promises/*.test.ts']))
    if (!named.has(file)) problems.push(`${file} tests a promise that docs/threat-model.md does not make`)
  return problems
}

/** The address part that a heading gets on the usual forges. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

/** The file that a script of package.json gives to Node, past the flags before it; undefined where it starts something else. */
export const startedBy = (command: string): string | undefined =>
  /^node (?:(?:--import|--require|-r) \S+ |-\S+ )*([^-\s]\S*)/.exec(command)?.[1]

export async function checkLinks(): Promise<string[]> {
  const problems: string[] = []
  const { scripts = {} } = JSON.parse(await read('package.json')) as { scripts?: Record<string, string> }
  for (const [name, command] of Object.entries(scripts)) {
    const file = startedBy(command)
    if (file !== undefined && !(await exists(file)))
      problems.push(`package.json: \`npm run ${name}\` starts ${file}, which does not exist`)
  }
  const decisions = new Set<string>()
  // Pages for readers link to addresses of the site, not to files: house/check-content.ts follows those.
  const isDocument = (path: string): boolean => path.endsWith('.md') && !path.startsWith('content/')
  for (const path of (await listTracked()).filter(isDocument)) {
    const number = /^docs\/decisions\/(\d{4})-/.exec(path)?.[1]
    if (number !== undefined && decisions.has(number)) problems.push(`${path}: the number ${number} is taken`)
    if (number !== undefined) decisions.add(number)
    const text = (await read(path)).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '')
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)) {
      if (/^[a-z]+:/.test(target) || target === '') continue
      problems.push(...(await problemsOfLink(path, target)))
    }
    for (const [, name = ''] of (await read(path)).matchAll(/npm run ([a-z]+)/g)) {
      if (!(name in scripts)) problems.push(`${path}: there is no \`npm run ${name}\``)
    }
  }
  return problems
}

async function problemsOfLink(from: string, target: string): Promise<string[]> {
  const [file = '', anchor] = target.split('#')
  const path = file === '' ? from : normalize(join(dirname(from), file))
  if (!(await exists(path))) return [`${from}: dead link ${target}`]
  if (anchor === undefined || !path.endsWith('.md')) return []
  const headings = [...(await read(path)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slugOf(heading))
  return headings.includes(anchor) ? [] : [`${from}: ${path} has no heading #${anchor}`]
}
