// Checks free text for what identifies a person or reveals a sign (docs/requirements.md: D-199, D-200).
// Pure and without a network: the same code runs on the page, at the desk and in apila-tools.
import type { Language } from '../content/language.ts'
import { combinations } from './combinations.ts'
import { dates } from './dates.ts'
import { email, handle } from './email.ts'
import { NOTE_LANGUAGES, type Detector, type Finding } from './finding.ts'
import { foldText } from './folded-text.ts'
import { hetu } from './hetu.ts'
import { names } from './names.ts'
import { number } from './number.ts'
import { phone } from './phone.ts'
import { positions } from './positions.ts'
import { revealing } from './revealing.ts'
import { spokenNumber } from './spoken-number.ts'
import { workplaces } from './workplaces.ts'

/** In order of weight: where two find the same stretch, the earlier one names it. */
export const DETECTORS: readonly Detector[] = [
  hetu,
  positions,
  email,
  phone,
  spokenNumber,
  handle,
  number,
  dates,
  workplaces,
  names,
  combinations,
  revealing,
]

export interface TextCheck {
  /** By place; a sentence comes before what stands in it. */
  findings: readonly Finding[]
  /** Names of detectors that broke. Then the whole text is marked as `unchecked` beside what the others found. */
  failed: readonly string[]
}

export interface CheckOptions {
  /** Takes the words of this language only; identifiers of every country are found all the same. */
  lang?: Language | undefined
  detectors?: readonly Detector[] | undefined
}

const SENTENCE_KINDS: ReadonlySet<string> = new Set(['combination', 'sign', 'plea', 'unchecked'])

/** Never throws for any text. No finding means "check again yourself", never "anonymous". */
export function checkText(text: string, { lang, detectors = DETECTORS }: CheckOptions = {}): TextCheck {
  const languages = lang === undefined ? NOTE_LANGUAGES : [lang]
  const failed: string[] = []
  const found: Finding[] = []
  const folded = tryOrNull(() => foldText(text))
  for (const detector of detectors) {
    const findings =
      folded &&
      tryOrNull(() => detector.find(folded, languages).map((finding) => atSource(finding, folded.starts, folded.ends)))
    if (findings === null) failed.push(detector.name)
    else found.push(...findings)
  }
  const identifiers = joinNeighbours(withoutOverlaps(found.filter(({ kind }) => !SENTENCE_KINDS.has(kind))), text)
  const sentences = found.filter(({ kind }) => SENTENCE_KINDS.has(kind))
  if (failed.length > 0 && text !== '') sentences.push({ start: 0, end: text.length, kind: 'unchecked', action: 'ask' })
  return { findings: [...sentences, ...identifiers].sort((a, b) => a.start - b.start || b.end - a.end), failed }
}

function tryOrNull<T>(attempt: () => T): T | null {
  try {
    return attempt()
  } catch {
    return null
  }
}

function atSource(finding: Finding, starts: readonly number[], ends: readonly number[]): Finding {
  return { ...finding, start: starts[finding.start] ?? 0, end: ends[finding.end - 1] ?? 0 }
}

function withoutOverlaps(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = []
  // Only findings that end later than this one begins can overlap it; a coarse index keeps long texts quick.
  const taken = new Map<number, Finding[]>()
  const rows = ({ start, end }: Finding): number[] =>
    Array.from({ length: (end >> 6) - (start >> 6) + 1 }, (_, i) => (start >> 6) + i)
  for (const finding of findings) {
    const isTaken = rows(finding).some((row) =>
      taken.get(row)?.some((one) => one.start < finding.end && one.end > finding.start),
    )
    if (isTaken) continue
    kept.push(finding)
    for (const row of rows(finding)) taken.set(row, [...(taken.get(row) ?? []), finding])
  }
  return kept.sort((a, b) => a.start - b.start)
}

// "Liisa" and "Virtanen" are one name.
function joinNeighbours(findings: readonly Finding[], text: string): Finding[] {
  const joined: Finding[] = []
  for (const finding of findings) {
    const last = joined.at(-1)
    if (last?.kind === 'name' && finding.kind === 'name' && text.slice(last.end, finding.start) === ' ') {
      last.end = finding.end
      if (finding.orPlace) last.orPlace = true
      // "Anna Somebody": one known name makes the other one a name.
      if (!finding.stays) delete last.stays
    } else joined.push({ ...finding })
  }
  return joined
}
