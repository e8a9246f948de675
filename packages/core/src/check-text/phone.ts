// Telephone numbers as people in Finland write them, home and abroad. Short public numbers (112, 116 006) point at nobody.
// Prefixes: Traficom's numbering plan (Regulation 32); other countries by E.164.
import { isDate, readGroups, type DigitGroup } from './digit-groups.ts'
import type { Detector, Finding } from './finding.ts'
import { findAccounts } from './number.ts'

const PHONE_WORD =
  /(?<![\p{L}\d])(?:puh(?:elin)?(?:numero|nro)?|kännykkä|känny|p|tele|tel(?:ef\p{L}*)?(?:nummer|nr)?|phone(?: number)?|mobile|mob|cell|gsm|matkap\p{L}*|mobil(?:nummer)?|whats ?app|signal|viber|telegram|sms|tekstiviesti(?:llä)?|tekstari(?:lla)?|soita|soittaa|soitti|soitto|ring|ringa|ringer|ringde|call|calls|called|text|numeroon|(?:her|his|my|their) number|(?:hänen|minun) numero(?:nsa|ni)?|(?:hennes|hans|mitt) nummer|faksi?|fax)(?:[.: ]+(?:on|är|is|numeroon|numerosta|numero|nummer|number|at|på|to|nro|nr|till|from|from number))?[^\p{L}\d]{1,4}$/iu
const OTHER_NUMBER_WORD =
  /(?:viite\p{L}*|lasku\p{L}*|tilaus\p{L}*|asia\p{L}*|potilas(?:numero|nro)|dnro|diaari\p{L}*|dnr|tunnus|tunniste|koodi|case|reference|ref|order|invoice|faktura\p{L}*|ärende\p{L}*|kund(?:nummer|nr)|diarie\p{L}*|lot|erä|serial|isbn|ean|y-tunnus|fo-nummer|tracking|seuranta\p{L}*|lähetys\p{L}*|paketti)(?:[.: ]+(?:nro|numero|number|nr|nummer|no|id))?[^\p{L}\d]{0,4}(?:on |är |is )?$/iu
const AMOUNT_AFTER = /^ ?(?:€|%|\$|(?:euro\p{L}*|eur|e|kr|kronor|snt|mg|ml|g|kg|km|m2|kcal|usd)(?![\p{L}]))/iu

/** Area and service codes of the Finnish plan. */
const AREA = /^0(?:1[03-9]|2[09]|2|3[09]|3|5|6|7[0135]|8|9|600|700|800)/
const AREA_ALONE = /^0(?:[235689]|1[03-9]|20|29|600|700|800)$/
const MOBILE = /^0(?:4\d|50)\d{6,8}$/
/** The public help line for violence in close relationships, whose number hides itself behind no prefix. */
const PUBLIC = /^080005005$/
/** Longest number a telephone takes, E.164. Unit: digits. */
const MOST_DIGITS = 15
/** More groups than this is a table of values. */
const MOST_GROUPS = 12

export const phone: Detector = {
  name: 'phone',
  find: ({ text }) => {
    const accounts = findAccounts(text)
    const findings: Finding[] = []
    for (const run of readGroups(text)) {
      const free = run.filter((group) => !accounts.some(({ start, end }) => group.start < end && group.end > start))
      let next = -1
      for (let i = 0; i < free.length; i += 1) {
        const length = longestPhone(text, free, i, i === next)
        const last = free[i + length - 1]
        if (last === undefined || length === 0) continue
        findings.push({ start: startOf(text, free[i]?.start ?? 0), end: last.end, kind: 'phone', action: 'block' })
        next = i + length
        i = next - 1
      }
    }
    return findings
  },
}

/** How many groups from `first` on make a number; 0: none. `isNext`: a number ended just before. */
function longestPhone(text: string, run: readonly DigitGroup[], first: number, isNext: boolean): number {
  const begin = run[first]
  if (begin === undefined || !(isNext || mayBegin(text, run, first))) return 0
  for (let length = Math.min(run.length - first, MOST_GROUPS); length > 0; length -= 1) {
    const groups = run.slice(first, first + length)
    const last = groups.at(-1)
    if (last === undefined || /^\d|^[,:]\d/u.test(text.slice(last.end, last.end + 2))) continue
    // Glued to a word on either side only a mobile number is known for one.
    if (
      (/\p{L}/u.test(text[last.end] ?? '') || isBehindLetter(text, begin, /\p{L}$/u)) &&
      !MOBILE.test(digitsIn(groups))
    )
      continue
    // A whole number before a slash or the end of a line is one by itself.
    const cut = groups.findIndex(({ joint }, i) => i > 0 && /[/\n|]/.test(joint ?? ''))
    if (cut > 0 && isPhone(text, groups.slice(0, cut))) continue
    if (isPhone(text, groups)) return isTable(run, first, length) ? 0 : length
  }
  return 0
}

// Values side by side, all of one size, with more of them following: a table's row.
function isTable(run: readonly DigitGroup[], first: number, length: number): boolean {
  const size = run[first]?.digits.length ?? 0
  const isSame = (group: DigitGroup | undefined): boolean => group?.digits.length === size
  const next = run[first + length]
  return (
    length > 2 &&
    size > 1 &&
    run.slice(first, first + length).every(isSame) &&
    (isSame(run[first - 1]) || (isSame(next) && next?.joint === ' '))
  )
}

// "Puh" and its like may touch their number.
function isBehindLetter(text: string, { start }: DigitGroup, letter: RegExp): boolean {
  const before = text.slice(Math.max(0, start - 3), start)
  return letter.test(before) && !/(?:puh|tel|gsm|mob)$/i.test(before)
}

// A number begins a run, or follows another one after a space or a plus; behind a slash or a dash it is part of something else.
function mayBegin(text: string, run: readonly DigitGroup[], first: number): boolean {
  const begin = run[first]
  if (begin === undefined) return false
  if (begin.plus) return true
  const before = text.slice(Math.max(0, begin.start - 3), begin.start)
  if (isBehindLetter(text, begin, /[\p{Lu}\d]$/u)) return false
  if (/\d[,:]$/.test(before)) return false
  return (
    first === 0 ||
    begin.joint === null ||
    /^[ ()\n]+$/.test(begin.joint) ||
    isDate(run.slice(Math.max(0, first - 3), first))
  )
}

const digitsIn = (groups: readonly DigitGroup[]): string => groups.map((group) => group.digits).join('')

function isPhone(text: string, groups: readonly DigitGroup[]): boolean {
  const [begin] = groups
  const last = groups.at(-1)
  if (begin === undefined || last === undefined) return false
  const digits = digitsIn(groups)
  if (
    digits.length > MOST_DIGITS ||
    isDate(groups) ||
    hasDateInside(groups) ||
    /^116\d{3}$/.test(digits) ||
    PUBLIC.test(digits)
  )
    return false
  const before = text.slice(Math.max(0, begin.start - 40), begin.start).replace(/[+(]+ ?$/, '')
  if (begin.plus) return isAbroad(digits, groups) && !AMOUNT_AFTER.test(text.slice(last.end, last.end + 12))
  if (PHONE_WORD.test(before)) return isAfterWord(groups, digits)
  if (AMOUNT_AFTER.test(text.slice(last.end, last.end + 12))) return false
  if (/^00[1-9]/.test(digits) && begin.digits.length >= 2) return digits.length >= 11 && isEven(groups)
  if (OTHER_NUMBER_WORD.test(before)) return false
  return isHome(groups, digits) || isForeign(groups, digits)
}

const isAbroad = (digits: string, groups: readonly DigitGroup[]): boolean =>
  /^[1-9]/.test(digits) &&
  digits.length >= 8 &&
  digits.length <= (digits.startsWith('358') ? 13 : MOST_DIGITS) &&
  isEven(groups)

function isAfterWord(groups: readonly DigitGroup[], digits: string): boolean {
  if (digits.length < 6 || !isEven(groups)) return false
  return (
    groups.length === 1 ||
    groups.every((group, i) => i === 0 || group.digits.length >= 2) ||
    (digits.startsWith('0') && groups.every((group) => group.digits.length === 1))
  )
}

function isHome(groups: readonly DigitGroup[], digits: string): boolean {
  const first = groups[0]?.digits ?? ''
  if (MOBILE.test(digits))
    return (first.length >= 3 || groups.every((group) => group.digits.length === 1)) && isEven(groups)
  // The plus was lost on the way.
  if (/^358(?:4\d|50)\d{6,8}$/.test(digits)) return (first.length === 3 || groups.length === 1) && isEven(groups)
  if (groups.some(({ joint }, i) => i > 0 && /\n/.test(joint ?? ''))) return false
  if (!AREA.test(digits) || digits.length < 7 || digits.length > 11) return false
  if (groups[1]?.joint?.includes('/') === true && !AREA_ALONE.test(first)) return false
  // 0295 123456 begins with more than its area; short numbers do not.
  if (!AREA_ALONE.test(first) && digits.length < 9) return false
  if (groups.length === 1) return digits.length >= 9 && digits.length <= 10
  if (!AREA.test(first) || first.length > 6 || !isEven(groups)) return false
  const second = groups[1]
  // 08-16 is a time, 08-123 456 a number.
  if (first.length === 2 && second?.joint?.includes('-') === true && second.digits.length < 3) return false
  return (
    groups.slice(1).some((group) => group.digits.length >= 3) &&
    groups.slice(1).every((group) => group.digits.length >= 2)
  )
}

function isForeign(groups: readonly DigitGroup[], digits: string): boolean {
  const shape = groups.map((group) => group.digits.length).join(' ')
  const joints = groups.slice(1).map((group) => group.joint ?? '')
  if (/^(?:1 )?3 3 4$/.test(shape))
    return joints.every((joint) => /[-.)]/.test(joint)) || joints.some((joint) => joint.includes(')'))
  if (/^1 3 3 2 2$/.test(shape)) return /^[78]/.test(digits)
  if (!/^0[1-9]\d{7,9}$/.test(digits) || groups.length < 2) return false
  if (digits.length < 10 && groups[1]?.joint?.includes('-') !== true) return false
  const sizes = groups.map((group) => group.digits.length)
  return (
    (sizes[0] ?? 0) >= 2 &&
    (sizes[0] ?? 0) <= 5 &&
    Math.max(...sizes) >= 3 &&
    Math.min(...sizes) >= 2 &&
    joints.every((joint) => /^[ -]+$/.test(joint))
  )
}

// Dots join all groups or none: "12.30 0401234567" is a time and a number.
function isEven(groups: readonly DigitGroup[]): boolean {
  const joints = groups.slice(1).map((group) => group.joint ?? '')
  const dots = joints.filter((joint) => joint.includes('.')).length
  return dots === 0 || dots === joints.length || (dots === joints.length - 1 && groups[0]?.plus === true)
}

const hasDateInside = (groups: readonly DigitGroup[]): boolean =>
  groups.some(
    (group, i) =>
      i > 0 &&
      groups[i + 2]?.digits.length === 4 &&
      groups[i + 1]?.joint !== ' ' &&
      group.digits.length <= 2 &&
      isDate(groups.slice(i, i + 3)),
  )

// The plus and an opening bracket belong to the number.
function startOf(text: string, start: number): number {
  return start - (/[+(][+( ]{0,2}$/.exec(text.slice(Math.max(0, start - 3), start))?.[0].length ?? 0)
}
