// The decision table: which rules fit which answers. Pure; conditions become bit masks once, so that every combination of
// answers can be tested (D-192; docs/rights-reference.md "Order of checks").
import { ACT_QUESTIONS, tagsOf, type ActCodes } from './act-answers.ts'
import type { ActRule } from './act-rules.ts'

/** Bits of a word that a signed integer of JavaScript holds without turning negative. */
const WORD_BITS = 31

const [PROFESSION, TRACK] = ACT_QUESTIONS

export interface DecisionTable {
  rules: readonly ActRule[]
  /** Words that hold one bit a rule. */
  words: number
  /** `masks[question][answer]`: the rules that this answer leaves standing. The first entry is profession and track together. */
  masks: readonly (readonly Int32Array[])[]
}

/** Builds the table. Rules keep their order, and the order of a result is theirs. */
export function compileRules(rules: readonly ActRule[]): DecisionTable {
  const words = Math.ceil(rules.length / WORD_BITS)
  const maskOf = (fits: (rule: ActRule) => boolean): Int32Array => {
    const mask = new Int32Array(words)
    rules.forEach((rule, index) => {
      if (fits(rule))
        mask[Math.floor(index / WORD_BITS)] = (mask[Math.floor(index / WORD_BITS)] ?? 0) | (1 << (index % WORD_BITS))
    })
    return mask
  }
  const worker = PROFESSION.values.flatMap((profession) =>
    TRACK.values.map((track) => {
      const tags = tagsOf(profession, track)
      return maskOf(
        ({ when }) =>
          (when.worker?.some((tag) => tags.has(tag)) ?? true) &&
          (when.profession?.includes(profession) ?? true) &&
          (when.track?.includes(track) ?? true),
      )
    }),
  )
  const others = ACT_QUESTIONS.slice(2).map(({ id, values }) =>
    values.map((value) => maskOf(({ when }) => when[id]?.includes(value) ?? true)),
  )
  return { rules, words, masks: [worker, ...others] }
}

/** Sets the bits of the rules that fit into `into`, which has `table.words` entries. */
export function selectRules(table: DecisionTable, codes: ActCodes, into: Int32Array): void {
  const worker = (codes[0] ?? 0) * TRACK.values.length + (codes[1] ?? 0)
  for (let word = 0; word < table.words; word += 1) {
    let bits = table.masks[0]?.[worker]?.[word] ?? 0
    for (let question = 1; question < table.masks.length; question += 1) {
      bits &= table.masks[question]?.[codes[question + 1] ?? 0]?.[word] ?? 0
    }
    into[word] = bits
  }
}

/** The steps for these answers, in the order of the rules. */
export function decide(table: DecisionTable, codes: ActCodes): ActRule[] {
  const selected = new Int32Array(table.words)
  selectRules(table, codes, selected)
  return table.rules.filter(
    (_, index) => ((selected[Math.floor(index / WORD_BITS)] ?? 0) & (1 << (index % WORD_BITS))) !== 0,
  )
}

/** Acts that carry out what the person said of the assistance system. */
const WISHED: readonly string[] = [
  'propose-assistance',
  'ask-assistance-herself',
  'help-without-authorities',
  'help-without-assistance',
]

/** The step that answers her wish; none where the wish is not known. */
export function findWishStep(steps: readonly ActRule[]): ActRule | undefined {
  return steps.find(({ act, kind }) => kind !== 'never' && WISHED.includes(act))
}

/** What is not certain of a rule: the law, which is not acted on before somebody who knows was asked, without names; or, where no
 *  law is the base, the base itself. Two acts never wait: calling for help, and the asking. */
export function findUncertainty({ certainty, act, base }: ActRule): 'law' | 'basis' | null {
  if (certainty === 'A' || act === 'call-for-help' || act === 'consult') return null
  return base.length > 0 ? 'law' : 'basis'
}

/** Holds whatever is known of the person: for everybody, or for everybody in that work. Duties and what is done now are never that. */
export function holdsInWorkAlways({ when, kind, time, inSight }: ActRule): boolean {
  const ofPerson = Object.keys(when).filter((id) => id !== 'worker' && id !== 'profession' && id !== 'track')
  if (ofPerson.length > 0 || inSight === true) return false
  return Object.keys(when).length === 0 || (kind !== 'duty' && time !== 'now')
}
