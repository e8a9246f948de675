// The content as a whole: no language missing, no dead link, the same places and all forms, an owner and a day for what was checked.
// Schemas in the code parse each file once more at the start; here stands what only all files together can show.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { problemsOfDates } from '../packages/core/src/content/check-dates.ts'
import { problemsOfForms, problemsOfLanguages, problemsOfPlaces } from '../packages/core/src/content/check-languages.ts'
import { problemsOfWords } from '../packages/core/src/content/check-words.ts'
import { readProvenance } from '../packages/core/src/content/check-provenance.ts'
import { Day } from '../packages/core/src/day.ts'
import { readContent } from './content-files.ts'
import { problemsOfAddresses, problemsOfPages, withSite } from './content-links.ts'
import { problemsOfRuns } from './content-runs.ts'
import { problemsOfUses, readSources } from './content-uses.ts'
import { ROOT } from './paths.ts'

export async function checkContent(): Promise<{ problems: string[]; warnings: string[] }> {
  const { files, problems } = await readContent()
  // Without a whole content there is no server to ask.
  if (problems.length > 0) return { problems, warnings: [] }
  const day = await today()
  const provenance = readProvenance(files, day)
  const texts = [
    ...problemsOfLanguages(files),
    ...problemsOfPlaces(files),
    ...problemsOfForms(files),
    ...problemsOfWords(files),
    ...problemsOfDates(files, day),
    ...problemsOfUses(files, await readSources()),
  ]
  const links = await withSite(async (ask) => [
    ...(await problemsOfAddresses(files, ask)),
    ...(await problemsOfPages(ask)),
  ]).catch((error: unknown) => [`the server does not start with this content: ${String(error)}`])
  const runs = await problemsOfRuns(files)
  return {
    problems: [...texts, ...provenance.problems, ...runs.problems, ...links],
    warnings: [...provenance.warnings, ...runs.warnings],
  }
}

/** The day in Finland, where texts are checked, or that of the last commit where the machine's clock is behind it. */
async function today(): Promise<Day> {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' }).format()
  const log = promisify(execFile)('git', ['log', '-1', '--format=%cs'], { cwd: ROOT })
  // Sources may stand in a folder that git does not know.
  const { stdout } = await log.catch(() => ({ stdout: '' }))
  return Day.parse(stdout.trim() > clock ? stdout.trim() : clock)
}
