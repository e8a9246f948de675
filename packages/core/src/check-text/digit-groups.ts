// Groups of digits and what joins them: the raw material of telephone numbers.

export interface DigitGroup {
  digits: string
  start: number
  end: number
  /** What stands between the group before and this one, if that can join a number; null: nothing joins them. */
  joint: string | null
  /** A plus stands directly before. */
  plus: boolean
  /** Stands in brackets or behind one. */
  bracketed: boolean
}

const JOINT = /^(?:\s?[^\p{L}\p{N},:;+() ]\s?| {1,2}| ?\) ?-? ?| ?\( ?)$/u
// The letters O, I and l beside digits are read as the zero and the one that they stand for; "5l" and "10l" are litres.
const GROUP = /(?<![\p{L}\d])(?:[OoIl]+\d[\dOoIl]*|\d[\dOo]*[Oo](?![\p{L}\d])|\d[\dOoIl]+[\dOoI](?!\p{L}))|\d+/gu

/** Runs of joined groups, in order. */
export function readGroups(text: string): DigitGroup[][] {
  const runs: DigitGroup[][] = []
  let lastEnd = -1
  for (const match of text.matchAll(GROUP)) {
    const start = match.index
    const end = start + match[0].length
    const between = lastEnd < 0 ? null : text.slice(lastEnd, start)
    const joint = between !== null && between.length <= 4 && JOINT.test(between) ? between : null
    const group = {
      digits: match[0].replaceAll(/o/gi, '0').replaceAll(/[Il]/g, '1'),
      start,
      end,
      joint,
      plus: /\+ ?\(? ?$/.test(text.slice(Math.max(0, start - 4), start)),
      bracketed: text[start - 1] === '(' || text[end] === ')',
    }
    const run = runs.at(-1)
    if (joint === null || run === undefined) runs.push([group])
    else run.push(group)
    lastEnd = end
  }
  return runs
}

/** Day, month, year in any usual order, with or without dots. */
export function isDate(groups: readonly DigitGroup[]): boolean {
  const numbers = groups.map(({ digits }) => digits)
  const [a = '', b = '', c = ''] = numbers
  if (numbers.length === 1 && a.length === 8) return isDayMonth(a.slice(0, 2), a.slice(2, 4)) && isYear(a.slice(4))
  if (numbers.length !== 3) return false
  return (
    (isDayMonth(a, b) && (isYear(c) || (c.length === 2 && groups[1]?.joint !== ' '))) || (isYear(a) && isDayMonth(c, b))
  )
}

const isDayMonth = (day: string, month: string): boolean =>
  day.length <= 2 &&
  month.length <= 2 &&
  Number(day) >= 1 &&
  Number(day) <= 31 &&
  Number(month) >= 1 &&
  Number(month) <= 12
const isYear = (year: string): boolean => /^(?:19|20)\d\d$/.test(year)
