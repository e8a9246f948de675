// Which test files there are, of what kind, and how long each is expected to take. Governed by CONTRIBUTING.md "Tests".
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { ROOT, inRoot, listFiles } from './paths.ts'

interface Kind {
  name: string
  patterns: string[]
  leavesOut?: RegExp
  timeoutSeconds: number
  /** Whether its files look at what `npm run build` makes. */
  needsBuild: boolean
  /** Whether most of its files start from the made-up world. */
  needsDemo?: true
  /** What a file takes that was never run here. Unit: seconds. Only the order of the files follows from it. */
  guess: number
}

const KINDS: Kind[] = [
  {
    name: 'unit',
    patterns: [
      'packages/**/*.test.{ts,tsx}',
      'house/*.test.ts',
      'tests/{machinery,world}/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    leavesOut: /\.(db|browser)\.test\./,
    timeoutSeconds: 300,
    needsBuild: false,
    guess: 2,
  },
  {
    name: 'database',
    patterns: ['packages/**/*.db.test.{ts,tsx}'],
    timeoutSeconds: 300,
    needsBuild: true,
    guess: 10,
  },
  {
    name: 'promises',
    patterns: ['tests/promises/**/*.test.ts'],
    timeoutSeconds: 900,
    needsBuild: true,
    needsDemo: true,
    guess: 40,
  },
  {
    name: 'journeys',
    patterns: ['tests/journeys/**/*.test.ts', '{packages,house}/**/*.browser.test.{ts,tsx}'],
    timeoutSeconds: 900,
    needsBuild: true,
    needsDemo: true,
    guess: 50,
  },
]
export const KIND_NAMES = KINDS.map((kind) => kind.name)

export interface TestFile {
  /** From the project's folder. */
  path: string
  kind: Kind
  /** Why nothing else may run beside it: the rest of a line `// Alone: …` among its first lines. */
  alone: string | null
  /** Whether a browser stands beside its server: such a file shares a busy machine with many processes. */
  drivesBrowser: boolean
  /** Unit: seconds. */
  expected: number
}

/** What a file takes its browser from. */
const BROWSERS = /from '[^']*(machinery\/(browser|profile-browser)|journeys\/hands|\/hands)\.ts'/

const TIMES = 'node_modules/.cache/apila/test-times.json'

/** All test files, those that take longest first: they must not be what everybody waits for at the end. */
export async function findTestFiles(): Promise<TestFile[]> {
  const times = await readTimes()
  const files: TestFile[] = []
  for (const kind of KINDS)
    for (const path of await listFiles(kind.patterns)) {
      if (kind.leavesOut?.test(path) === true) continue
      const text = await readFile(inRoot(path), 'utf8')
      const alone = /^\/\/ Alone: (.+)$/m.exec(text.slice(0, 2000))?.[1] ?? null
      files.push({ path, kind, alone, drivesBrowser: BROWSERS.test(text), expected: times[path] ?? kind.guess })
    }
  return files.sort((a, b) => b.expected - a.expected)
}

/**
 * The files that a word of the command line means: a kind, a folder, a test file, or a source file whose tests stand beside it.
 * `from` is where the person stands.
 */
export function filesMeant(word: string, files: TestFile[], from: string): TestFile[] {
  if (KIND_NAMES.includes(word)) return files.filter((file) => file.kind.name === word)
  const places = [resolve(from, word), resolve(ROOT, word)].map((path) => relative(ROOT, path))
  for (const place of places) {
    if (place.startsWith('..') || isAbsolute(place)) continue
    const stem = place.replace(/\.tsx?$/, '')
    const meant = files.filter(
      ({ path }) =>
        path === place ||
        place === '' ||
        path.startsWith(`${place}/`) ||
        (stem !== place && path.startsWith(`${stem}.`)),
    )
    if (meant.length > 0) return meant
  }
  return []
}

export async function readTimes(): Promise<Record<string, number>> {
  const text = await readFile(inRoot(TIMES), 'utf8').catch(() => '{}')
  try {
    return JSON.parse(text) as Record<string, number>
  } catch {
    return {}
  }
}

/** Kept for the order of the next run; a file that is gone is forgotten. */
export async function rememberTimes(times: ReadonlyMap<string, number>): Promise<void> {
  const known = { ...(await readTimes()), ...Object.fromEntries(times) }
  const sorted = Object.entries(known).sort(([, a], [, b]) => b - a)
  await mkdir(dirname(inRoot(TIMES)), { recursive: true })
  await writeFile(inRoot(TIMES), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
}
