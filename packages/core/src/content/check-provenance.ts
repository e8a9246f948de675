// Who answers for a content file, since when, and whether a translation fits its original. Old ones are a warning, since the page
// itself tells its reader; days that cannot be are problems.
import { Day, daysBetween } from '../day.ts'
import { type ContentFile, isObject, walk } from './content-file.ts'

/** The longest that content goes without a warning. Unit: days. Source: the network's goal "none older than 12 months". */
const YEAR_DAYS = 365
/** Days on which somebody did something: they lie in the past. Other days, such as `seenTo`, are what a source shows. */
const PAST_DAY = /^(checkedOn|reviewedOn|datedOn|seenTo)$/

interface Found {
  problems: string[]
  warnings: string[]
}

export function readProvenance(files: readonly ContentFile[], today: Day): Found {
  const problems: string[] = []
  const warnings: string[] = []
  const referenceOwner = ownerOf(files.find(({ path }) => path === 'content/rights/reference.json')?.value)
  for (const { path, value } of files) {
    const outer = isObject(value) ? value : {}
    let oldest: Day | null = null
    for (const { at, value: inner } of walk(value)) {
      if (!isObject(inner)) continue
      for (const [key, day] of Object.entries(inner)) {
        // `null`: not yet. An object: the words beside such a day.
        if (!PAST_DAY.test(key) || day === null || isObject(day)) continue
        const problem = problemOfDay(day, today)
        if (problem !== null) problems.push(`${path}: ${named(at)}${key} ${problem}`)
      }
      const { checkedOn } = inner
      if (typeof checkedOn !== 'string') continue
      const whole = wholeDay(checkedOn)
      if (whole !== null && (oldest === null || whole < oldest)) oldest = whole
      if (!hasSource(inner) && !hasSource(outer)) problems.push(`${path}: ${named(at)}is checked but names no source`)
      // A legal statement cites sources by their codes; who answers for the reference answers for it.
      const owner = ownerOf(inner) ?? ownerOf(outer) ?? (citesByCode(inner) ? referenceOwner : undefined)
      if (owner === undefined) problems.push(`${path}: ${named(at)}is checked but names no owner`)
    }
    if (oldest !== null && daysBetween(oldest, today) > YEAR_DAYS)
      warnings.push(`${path} was checked on ${oldest}, more than 12 months ago; its readers are told`)
  }
  const translations = readTranslations(files)
  return {
    problems: [...problems, ...translations.problems],
    warnings: [...warnings, ...translations.warnings],
  }
}

/** Each translated page against the Finnish one beside it. */
function readTranslations(files: readonly ContentFile[]): Found {
  const problems: string[] = []
  const warnings: string[] = []
  for (const { path, lang, value } of files.filter((file) => file.path.endsWith('.md') && file.lang !== 'fi')) {
    const original = files.find((file) => file.path === path.replace(`/${String(lang)}/`, '/fi/'))?.value
    const { translatedFrom } = value as { translatedFrom?: unknown }
    const version = isObject(original) ? original['version'] : undefined
    if (typeof translatedFrom !== 'number' || typeof version !== 'number')
      problems.push(`${path}: a translation says \`translatedFrom\`, and its Finnish original \`version\``)
    else if (translatedFrom > version)
      problems.push(`${path}: translatedFrom is ${translatedFrom}, the Finnish version is ${version}`)
    else if (translatedFrom < version)
      warnings.push(
        `${path} translates version ${translatedFrom}, the Finnish version is ${version}; its readers are told`,
      )
  }
  return { problems, warnings }
}

const named = (at: string): string => (at === '' ? '' : `${at}: `)

const ownerOf = (value: unknown): string | undefined =>
  isObject(value) && typeof value['owner'] === 'string' && value['owner'].trim() !== '' ? value['owner'] : undefined

const hasSource = ({ source, sources }: Record<string, unknown>): boolean =>
  (Array.isArray(sources) && sources.length > 0) || isObject(source) || (typeof source === 'string' && source !== '')

const citesByCode = ({ sources }: Record<string, unknown>): boolean =>
  Array.isArray(sources) && sources.every((source) => typeof source === 'string')

function problemOfDay(day: unknown, today: Day): string | null {
  const whole = typeof day === 'string' ? wholeDay(day) : null
  if (whole === null) return `is no day: ${String(day)}`
  return whole > today ? `lies in the future: ${String(day)}` : null
}

/** A source's day may be a month or a year alone: the first day of it. Null: no such day. */
function wholeDay(day: string): Day | null {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(day)) return null
  return Day.safeParse(`${day}-01-01`.slice(0, 10)).data ?? null
}
