// docs/requirements/ against itself, the code and README: every number has its place, what a requirement names exists, the counts and
// the list "Not built yet" follow from the states. Whether a line is true no check can know.
import { access, readFile } from 'node:fs/promises'
import { type NamedTest, problemsOfTests, readNamedTests, tableRows } from './check-docs.ts'
import { inRoot, listFiles } from './paths.ts'

/** How many numbers there are. Source: docs/requirements.md. */
const LAST = 256
/** Numbers that bind nobody: facts and questions that content carries. First, or first and last of a run. */
const FACTS = [
  [1],
  [13],
  [27],
  [95, 99],
  [101, 106],
  [108],
  [110, 141],
  [144, 168],
  [181, 182],
  [190, 191],
  [215, 220],
  [229],
]

export interface Requirement {
  id: string
  /** The file in which it stands. */
  path: string
  /** `Must` or `Should`; null where neither line is there. */
  level: string | null
  /** `done`, or `partly: ` or `later: ` with what is missing. */
  state: string
  tests: NamedTest[]
  /** Files in the line that says where it is fulfilled. */
  files: string[]
  /** Addresses in that line, without their language: `/guide/act`, `/organisations/{id}`. */
  addresses: string[]
  /** Rules of the act page in that line: `rule a-b, c-d`. */
  rules: string[]
}

const numbered = (number: number): string => `D-${String(number).padStart(3, '0')}`
const isFact = (id: string): boolean => {
  const number = Number(id.slice(2))
  return FACTS.some(([first = 0, last = first]) => first <= number && number <= last)
}
const countOf = (rows: readonly Requirement[], state: string): number =>
  rows.filter((row) => row.state.split(':')[0] === state).length

/** Headings `### D-056`, each with the lines Must or Should, Where, Test and State. */
export function readRequirements(path: string, markdown: string): Requirement[] {
  return markdown.split(/^### /m).flatMap((part) => {
    const id = /^(D-\d{3})\s*$/m.exec(part.split('\n')[0] ?? '')?.[1]
    if (id === undefined) return []
    const line = (name: string): string => new RegExp(`^- ${name}: (.+)$`, 'm').exec(part)?.[1] ?? ''
    const where = line('Where')
    const level = line('Must') === '' ? (line('Should') === '' ? null : 'Should') : 'Must'
    const tests = readNamedTests(line('Test'))
    const files = [...where.matchAll(/`([^`/{]+\/[^`{]+)`/g)].map(([, file = '']) => file)
    const addresses = [...where.matchAll(/`(\/[^`]+)`/g)].map(([, address = '']) => address)
    const rules = [...where.matchAll(/\brules? ([a-z-]+(?:(?:, | and )[a-z-]+)*)/g)]
      .flatMap(([, names = '']) => names.split(/, | and /))
      .filter((name) => name.includes('-'))
    return [{ id, path, level, state: line('State'), tests, files, addresses, rules }]
  })
}

/** Points `- D-110: …` under a heading of facts. */
export const readFacts = (markdown: string): string[] =>
  [...markdown.matchAll(/^- (D-\d{3}): ./gm)].map(([, id = '']) => id)

/** What is wrong with the lines themselves: numbers that are missing, twice or in the wrong place, states that say too little. */
export function problemsOfRequirements(rows: readonly Requirement[], facts: readonly string[]): string[] {
  const problems: string[] = []
  const ids = [...rows.map(({ id }) => id), ...facts]
  for (const id of Array.from({ length: LAST }, (_, index) => numbered(index + 1))) {
    const times = ids.filter((one) => one === id).length
    if (times === 0) problems.push(`${id} has no ${isFact(id) ? 'fact' : 'requirement'}`)
    if (times > 1) problems.push(`${id} is there twice`)
  }
  for (const id of facts) if (!isFact(id)) problems.push(`${id} binds, and stands among the facts`)
  for (const { id, level, state, tests } of rows) {
    if (isFact(id) || Number(id.slice(2)) > LAST) problems.push(`${id} is no requirement`)
    if (level === null) problems.push(`${id} says neither Must nor Should`)
    if (!/^(?:done|(?:partly|later): .+)$/.test(state))
      problems.push(`${id}: "${state}" is no state, or does not say what is missing`)
    if (state === 'done' && tests.length === 0) problems.push(`${id} is called done, but no test shows it`)
  }
  return problems
}

/** The table of counts: a row for each file with its requirements, done, partly, later, and the last row for all. */
export function problemsOfCounts(markdown: string, rows: readonly Requirement[]): string[] {
  const table = tableRows(markdown)
  const files = [...new Set(rows.map(({ path }) => path))]
  return [...files, 'All'].flatMap((file) => {
    const own = file === 'All' ? rows : rows.filter(({ path }) => path === file)
    const counts = [own.length, ...['done', 'partly', 'later'].map((state) => countOf(own, state))].map(String)
    const row = table.find(([first = '']) => first === file || first.includes(`](${file.replace(/^docs\//, '')})`))
    if (row === undefined) return [`the table has no row for ${file}`]
    return row.slice(1).join() === counts.join() ? [] : [`${file} has ${counts.join(', ')}: the table says otherwise`]
  })
}

/** Whether each part of an address is written somewhere as one: `/guide`, `'stages'`, `press.md`. */
export const isWritten = (address: string, texts: string): boolean =>
  address
    .split('/')
    .filter((part) => part !== '' && !part.startsWith('{'))
    .every((part) => [`/${part}`, `'${part}'`, `"${part}"`].some((form) => texts.includes(form)))

/** README's list names every number that is later, in brackets behind a point, and none that is done. */
export function problemsOfReadme(readme: string, rows: readonly Requirement[]): string[] {
  const list = readme.split(/^## /m).find((part) => part.startsWith('Not built yet\n')) ?? ''
  const named = new Set(
    [...list.matchAll(/D-(\d{3})(?: to D-(\d{3}))?/g)].flatMap(([, first = '', last = first]) =>
      Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => numbered(Number(first) + index)),
    ),
  )
  const stateOf = new Map(rows.map(({ id, state }) => [id, state.split(':')[0]]))
  const missing = rows.filter(({ id, state }) => state.startsWith('later') && !named.has(id))
  return [
    ...missing.map(({ id }) => `README.md "Not built yet" does not name ${id}, which is later`),
    ...[...named]
      .filter((id) => stateOf.get(id) !== 'later' && stateOf.get(id) !== 'partly')
      .map((id) => `README.md "Not built yet" names ${id}, which is ${stateOf.get(id) ?? 'no requirement'}`),
  ]
}

export async function checkRequirements(): Promise<string[]> {
  const read = (path: string): Promise<string> => readFile(inRoot(path), 'utf8').catch(() => '')
  const texts = await Promise.all(
    (await listFiles(['docs/requirements/*.md'])).map(async (path) => ({ path, text: await read(path) })),
  )
  const rows = texts.flatMap(({ path, text }) => readRequirements(path, text))
  const problems = [
    ...problemsOfRequirements(
      rows,
      texts.flatMap(({ text }) => readFacts(text)),
    ),
    ...problemsOfCounts(await read('docs/requirements.md'), rows),
    ...problemsOfReadme(await read('README.md'), rows),
  ]
  const printed = await read('docs/guide-rules.md')
  const pages = await listFiles([
    'packages/server/src/**/*.{ts,tsx}',
    'content/rights/*.json',
    'content/network/fi/*.md',
  ])
  const written = [...pages, ...(await Promise.all(pages.map(read)))].join('\n')
  for (const { id, tests, files, addresses, rules } of rows) {
    for (const address of addresses)
      if (!isWritten(address, written)) problems.push(`${id} names the page ${address}, which does not exist`)
    problems.push(...(await problemsOfTests(id, tests)))
    for (const rule of rules)
      if (!printed.includes(`\n| ${rule} `)) problems.push(`${id} names the rule ${rule}, which does not exist`)
    for (const file of files) {
      const there = await access(inRoot(file)).then(
        () => true,
        () => false,
      )
      if (!there) problems.push(`${id} names ${file}, which does not exist`)
    }
  }
  return problems.map((problem) => `docs/requirements/: ${problem}`)
}
