// What is tapped on the observation form: pure. An untouched question counts as "not asked"; tapping again takes back.
import { getDimension, standsAlone } from '@apila/core/statistics/codebook.ts'

/** Chosen codes by dimension; a dimension without any is "not asked". */
export type Answers = Readonly<Record<string, readonly string[]>>

/** Codes of a question that the form shows. "Not asked" is what an untouched question means, so it has no chip. */
export function shownCodes(dimension: string): string[] {
  return getDimension(dimension)
    .codes.map(({ code }) => code)
    .filter((code) => code !== `${dimension}.NQ`)
}

export function tapAnswer(answers: Answers, dimension: string, code: string): Answers {
  const chosen = answers[dimension] ?? []
  if (chosen.includes(code)) return { ...answers, [dimension]: chosen.filter((other) => other !== code) }
  if (!getDimension(dimension).multi || standsAlone(code)) return { ...answers, [dimension]: [code] }
  return { ...answers, [dimension]: [...chosen.filter((other) => !standsAlone(other)), code] }
}

/** The answers as an observation's fields: only what was tapped; the schema fills the rest with "not asked". */
export function fieldsOf(answers: Answers): Record<string, string | readonly string[]> {
  const fields: Record<string, string | readonly string[]> = {}
  for (const [dimension, chosen] of Object.entries(answers)) {
    const [first] = chosen
    if (first !== undefined) fields[dimension] = getDimension(dimension).multi ? chosen : first
  }
  return fields
}
