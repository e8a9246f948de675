// Looks for runs of eight words that the content, the documents or the sources of the code share with a source text. The sources are
// copyrighted and stand in no repository: `APILA_SOURCES` names a folder of plain texts. Without it nothing is looked for, and the check
// says so.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runsOf, sharedRuns } from '../packages/core/src/content/check-runs.ts'
import { type ContentFile, walkStrings } from '../packages/core/src/content/content-file.ts'
import { ROOT, listFiles } from './paths.ts'

/** What people read besides the content. */
const MORE = ['*.md', 'docs/**/*.md', 'packages/*/src/**/*.{ts,tsx}']
/** Names of laws and authorities are nobody's sentences. */
const NAMES = /^content\/rights\/reference\.json$/

export async function problemsOfRuns(
  files: readonly ContentFile[],
  folder: string | undefined = process.env['APILA_SOURCES'],
  root: string = ROOT,
): Promise<{ problems: string[]; warnings: string[] }> {
  if (folder === undefined || folder === '')
    return {
      problems: [],
      warnings: ['no source texts are here (APILA_SOURCES), so no shared runs of words were looked for'],
    }
  const sources = await Promise.all(
    (await listFiles(['**/*.{txt,md}'], folder)).map((path) => readFile(join(folder, path), 'utf8')),
  )
  if (sources.length === 0) return { problems: [`${folder} holds no source text`], warnings: [] }
  const runs = new Set(sources.flatMap((source) => [...runsOf(source)]))
  const texts = [
    ...files
      .filter(({ path }) => !NAMES.test(path))
      .flatMap(({ path, value }) => [...walkStrings(value)].map(({ at, text }) => ({ where: `${path}: ${at}`, text }))),
    ...(await Promise.all(
      (await listFiles(MORE, root)).map(async (path) => ({
        where: path,
        text: await readFile(join(root, path), 'utf8'),
      })),
    )),
  ]
  const problems = texts.flatMap(({ where, text }) =>
    sharedRuns(text, runs).map((run) => `${where}: shares a run with a source: “${run}”`),
  )
  return { problems, warnings: [] }
}
