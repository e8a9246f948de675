// Days in sentences: written one way (3.5.2021; "3 May 2021" in English), days that there are, and none far ahead. The days of
// provenance are looked at in check-provenance.ts.
import { Day, addDays } from '../day.ts'
import { type ContentFile, walkStrings } from './content-file.ts'

/** A law may come into force next year; a day beyond that is a slip of the pen. Unit: days. */
const FARTHEST_DAYS = 730
const WRITTEN = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/g
/** The form of programs, inside a sentence. */
const FOR_PROGRAMS = /\s\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{4}-\d{2}-\d{2}\s/

export function problemsOfDates(files: readonly ContentFile[], today: Day): string[] {
  return files.flatMap(({ path, value }) =>
    [...walkStrings(value)].flatMap(({ at, text }) =>
      datesToMend(text, today).map((problem) => `${path}: ${at}: ${problem}`),
    ),
  )
}

export function datesToMend(text: string, today: Day): string[] {
  const problems = [...text.matchAll(WRITTEN)].flatMap(([written, day = '', month = '', year = '']) => {
    const whole = Day.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).data
    if (whole === undefined) return [`${written} is no day`]
    return whole > addDays(today, FARTHEST_DAYS) ? [`${written} lies far in the future`] : []
  })
  return FOR_PROGRAMS.test(text) ? [...problems, 'a day in a sentence is written 3.5.2021'] : problems
}
