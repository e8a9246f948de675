// Says whether what `npm run build` made still fits the sources. Quick, and free of build tools, since every start asks it.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT, isTest, listFiles } from './paths.ts'

const SOURCES = [
  'packages/*/src/**/*.{ts,tsx,css,html,json}',
  'packages/*/migrations/**/*.ts',
  'packages/*/package.json',
  'content/**/*.{json,md}',
  'house/{build*,markdown-page}.ts',
  'package-lock.json',
]

/** One digest over everything that goes into a build; tests and what only they use are left out. */
export async function digestSources(root: string = ROOT): Promise<string> {
  const paths = (await listFiles(SOURCES, root)).filter((path) => !isTest(path))
  const hash = createHash('sha256')
  const contents = await Promise.all(paths.map((path) => readFile(join(root, path))))
  paths.forEach((path, index) =>
    hash.update(`${path}\0`).update(
      createHash('sha256')
        .update(contents[index] ?? '')
        .digest(),
    ),
  )
  return hash.digest('hex')
}

export async function buildIsStale(root: string = ROOT): Promise<boolean> {
  const built = await readFile(join(root, 'packages/server/dist/build.json'), 'utf8').catch(() => '{}')
  const page = await readFile(join(root, 'packages/app/dist/index.html')).catch(() => null)
  return page === null || (JSON.parse(built) as { sources?: string }).sources !== (await digestSources(root))
}

if (import.meta.main) process.exitCode = (await buildIsStale()) ? 1 : 0
