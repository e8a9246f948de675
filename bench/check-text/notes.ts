// Measures the text check on short notes of the three languages as workers write them (notes-marked.txt), kind by kind. The notes and what
// should be marked in them were written before the rules were looked at: "{phone|040 ...}" is to be marked, "[care|...]" is a finding
// that nothing may be offered for, "\n" is the end of a line. Figures and what was changed for them: run.ts.
import { readFileSync } from 'node:fs'
import { checkText } from '@apila/core/check-text/check-text.ts'
import type { Finding, Kind } from '@apila/core/check-text/finding.ts'
import type { Measure } from './measure.ts'

/** What a worker would call it, and the kinds by which the check may mark it. */
const MEANS = {
  phone: ['phone'],
  email: ['email'],
  handle: ['handle', 'email'],
  id: ['hetu', 'number', 'phone'],
  account: ['number'],
  plate: ['number'],
  device: ['number'],
  position: ['place'],
  address: ['place'],
  place: ['place'],
  work: ['workplace'],
  name: ['name'],
  birth: ['date'],
} as const satisfies Record<string, readonly Kind[]>
export type Sought = keyof typeof MEANS
export const SOUGHT = Object.keys(MEANS) as Sought[]
/** So much of what is sought must be covered: a word such as "SN:" before a number may stay outside. Unit: share of letters and digits. */
const COVER = 0.8

interface Stretch {
  start: number
  end: number
}

interface Note {
  text: string
  marks: (Stretch & { sought: Sought })[]
  care: Stretch[]
  reveals: boolean
}

const isSought = (word: string): word is Sought => Object.hasOwn(MEANS, word)

export function readNotes(): Note[] {
  const lines = readFileSync(new URL('notes-marked.txt', import.meta.url), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => readNote(line.slice(5).replaceAll('\\n', '\n')))
}

function readNote(line: string): Note {
  const note: Note = { text: '', marks: [], care: [], reveals: false }
  let last = 0
  for (const match of line.matchAll(/\{(\w+)\|([^}]+)\}|\[(care)\|([^\]]+)\]/g)) {
    note.text += line.slice(last, match.index)
    const part = match[2] ?? match[4] ?? ''
    const stretch = { start: note.text.length, end: note.text.length + part.length }
    const word = match[1] ?? match[3] ?? ''
    if (word === 'care') note.care.push(stretch)
    else if (word === 'reveal') note.reveals = true
    else if (isSought(word)) note.marks.push({ ...stretch, sought: word })
    else throw new Error(`unknown kind ${word} in: ${line}`)
    note.text += part
    last = match.index + match[0].length
  }
  note.text += line.slice(last)
  return note
}

const SENTENCES: ReadonlySet<Kind> = new Set(['sign', 'plea', 'combination', 'unchecked'])
const identifiersOf = (text: string): readonly Finding[] =>
  checkText(text).findings.filter(({ kind }) => !SENTENCES.has(kind))

function isCovered(text: string, { start, end }: Stretch, findings: readonly Finding[]): boolean {
  const places = Array.from({ length: end - start }, (_, i) => start + i).filter((i) =>
    /[\p{L}\p{N}]/u.test(text[i] ?? ''),
  )
  const covered = places.filter((i) => findings.some((one) => one.start <= i && i < one.end))
  return covered.length >= places.length * COVER
}

/** Recall of one kind: marks of it that findings of whatever kind cover. Precision: findings of its kinds that meet a mark of any kind. */
export function measureNotes(notes: readonly Note[], sought: Sought): Measure {
  const result: Measure = { items: notes.length, marked: 0, found: 0, raised: 0, right: 0, missed: [], false: [] }
  for (const { text, marks } of notes) {
    const findings = identifiersOf(text)
    for (const mark of marks.filter((one) => one.sought === sought)) {
      result.marked += 1
      if (isCovered(text, mark, findings)) result.found += 1
      else result.missed.push(text)
    }
    for (const finding of findings.filter(({ kind }) => (MEANS[sought] as readonly Kind[]).includes(kind))) {
      result.raised += 1
      if (marks.some(({ start, end }) => start < finding.end && finding.start < end)) result.right += 1
      else result.false.push(`"${text.slice(finding.start, finding.end)}" in: ${text}`)
    }
  }
  return result
}

/** Notes that say what must not be seen, and how many of them are marked. */
export function measureRevealingNotes(notes: readonly Note[]): { marked: number; found: number } {
  const revealing = notes.filter(({ reveals }) => reveals)
  const found = revealing.filter(({ text }) => checkText(text).findings.some(({ kind }) => kind === 'sign'))
  return { marked: revealing.length, found: found.length }
}
