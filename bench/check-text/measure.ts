// Measures the text check on marked items: one item a line, "fi text with {h:identifiers} marked". All invented; identity
// codes come from the test range 900-999 of the numbering. h hetu, p phone, e email, n name, l place, w workplace, d date, u handle, x number.
// In items-fresh.txt, items-concepts.txt, items-near.txt and the items-unseen files "fi+text" is a sentence that reveals a sign or a plea, "fi text" one that does not.
import { readFileSync } from 'node:fs'
import { checkText } from '@apila/core/check-text/check-text.ts'
import type { Kind } from '@apila/core/check-text/finding.ts'
import { Language } from '@apila/core/content/language.ts'

const KIND_OF = {
  h: 'hetu',
  p: 'phone',
  e: 'email',
  n: 'name',
  l: 'place',
  w: 'workplace',
  d: 'date',
  u: 'handle',
  x: 'number',
} as const satisfies Record<string, Kind>
/** A mark counts when so much of it is covered; for what is blocked all of it must be. Unit: share of letters. */
const COVER = 0.6

interface Item {
  lang: Language
  text: string
  reveals: boolean
  marks: { kind: Kind; start: number; end: number }[]
}

export interface Measure {
  items: number
  marked: number
  found: number
  raised: number
  right: number
  missed: string[]
  false: string[]
}

export function readItems(
  name: `items-${'tuned' | 'held-out' | 'fresh' | 'concepts' | 'near' | 'unseen' | 'unseen-2' | 'unseen-3'}.txt`,
): Item[] {
  return readLines(name).map(readItem)
}

const readLines = (name: string): string[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

function readItem(line: string): Item {
  const lang = Language.parse(line.slice(0, 2))
  const marks: Item['marks'] = []
  let text = ''
  let last = 3
  for (const match of line.matchAll(/\{([hpenlwdux]):([^{}]+)\}/g)) {
    text += line.slice(last, match.index)
    const kind = KIND_OF[match[1] as keyof typeof KIND_OF]
    marks.push({ kind, start: text.length, end: text.length + (match[2] ?? '').length })
    text += match[2] ?? ''
    last = match.index + match[0].length
  }
  return { lang, text: text + line.slice(last), reveals: line[2] === '+', marks }
}

/** `raised` and `right` count findings of these kinds; a finding is right when it meets a mark of its kind. */
export function measure(items: readonly Item[], kinds: readonly Kind[], mode: 'same-kind' | 'any-kind'): Measure {
  const result: Measure = { items: items.length, marked: 0, found: 0, raised: 0, right: 0, missed: [], false: [] }
  for (const { text, marks } of items) {
    const findings = checkText(text).findings.filter(({ kind }) => kinds.includes(kind))
    const fits = (a: Kind, b: Kind): boolean => mode === 'any-kind' || a === b
    for (const mark of marks.filter(({ kind }) => kinds.includes(kind))) {
      result.marked += 1
      const needed = mode === 'same-kind' ? 1 : COVER
      const covered = findings
        .filter(({ kind }) => fits(kind, mark.kind))
        .reduce((sum, one) => sum + Math.max(0, Math.min(one.end, mark.end) - Math.max(one.start, mark.start)), 0)
      if (covered / (mark.end - mark.start) >= needed) result.found += 1
      else result.missed.push(`${mark.kind} ${text}`)
    }
    for (const finding of findings) {
      result.raised += 1
      const meets = marks.some(
        (mark) =>
          fits(mark.kind, finding.kind) &&
          (Math.min(finding.end, mark.end) - Math.max(finding.start, mark.start)) / (finding.end - finding.start) >=
            COVER,
      )
      if (meets) result.right += 1
      else result.false.push(`${finding.kind} "${text.slice(finding.start, finding.end)}" in: ${text}`)
    }
  }
  return result
}

/** Sentences that a note should not hold ("fi + ...") and everyday ones ("fi - ..."), measured as a whole sentence each. */
export const measureSentences = (): Measure =>
  measureRevealing(readLines('sentences.txt').map((line) => ({ text: line.slice(5), reveals: line[3] === '+' })))

export function measureRevealing(items: readonly Pick<Item, 'text' | 'reveals'>[]): Measure {
  const result: Measure = { items: items.length, marked: 0, found: 0, raised: 0, right: 0, missed: [], false: [] }
  for (const { text, reveals } of items) {
    const isRaised = checkText(text).findings.some(({ kind }) => kind === 'sign' || kind === 'plea')
    result.marked += Number(reveals)
    result.raised += Number(isRaised)
    result.found += Number(reveals && isRaised)
    result.right += Number(reveals && isRaised)
    if (reveals && !isRaised) result.missed.push(text)
    if (!reveals && isRaised) result.false.push(text)
  }
  return result
}

/** Marks on ordinary clinical and social notes that hold no identifier and reveal nothing: every one is a false alarm. */
export function measurePlainNotes(): { notes: number; marks: string[] } {
  const notes = readLines('notes-plain.txt').map((line) => line.slice(3))
  const marks = notes.flatMap((note) =>
    checkText(note).findings.map(({ kind, start, end }) => `${kind} "${note.slice(start, end)}"`),
  )
  return { notes: notes.length, marks }
}

export const BLOCKED = ['hetu', 'phone', 'email'] as const
export const ASKED = ['name', 'place', 'workplace', 'date', 'handle', 'number'] as const
export const IDENTIFIERS = [...BLOCKED, ...ASKED] as const

export const recallOf = ({ marked, found }: Measure): number => found / marked
export const precisionOf = ({ raised, right }: Measure): number => right / raised
