// A short reference for one permission, the same at both desks, so that two workers can say "K7" on the telephone and tell two rows apart
// without a name. Made of the permission's mark, which both read inside the seal. What it tells: docs/threat-model.md "What we do not protect".
import type { Mark } from '../bytes.ts'

/** No letter that is heard or read as another, and no vowel: no reference is a word. */
const LETTERS = 'BCDFGHJKLMNPRSTVXY'
/** Without 0 and 1, which look like letters. */
const DIGITS = '23456789'
/** Shapes around the sign, told apart without a colour. */
export const MARK_SHAPES = 8

export interface CaseMark {
  /** "K7" */
  code: string
  /** "K74": where two open ones at a desk have the same code. */
  long: string
  shape: number
}

/** A mark is evenly random already (docs/protocol.md "Ending"), so its letters are taken as they come: five are 30 bits. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const numberOf = (text: string): number => [...text].reduce((sum, sign) => sum * 64 + ALPHABET.indexOf(sign), 0)

const signOf = (signs: string, n: number): string => signs[n % signs.length] ?? ''

export function caseMark(mark: Mark): CaseMark {
  const first = numberOf(mark.slice(0, 5))
  const second = numberOf(mark.slice(5, 10))
  const code = signOf(LETTERS, first) + signOf(DIGITS, Math.floor(first / LETTERS.length))
  return { code, long: code + signOf(DIGITS, Math.floor(second / MARK_SHAPES)), shape: second % MARK_SHAPES }
}

/** What a desk shows for each of the permissions that are open there: the long form where two have the same short one. */
export function shownMarks(open: readonly Mark[]): ReadonlyMap<Mark, { code: string; shape: number }> {
  const marks = [...new Set(open)].map((mark) => ({ mark, ...caseMark(mark) }))
  const isTwice = (code: string) => marks.filter((other) => other.code === code).length > 1
  return new Map(marks.map(({ mark, code, long, shape }) => [mark, { code: isTwice(code) ? long : code, shape }]))
}
