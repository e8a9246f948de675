// The whole codebook as data: what may be counted about a person. Its words: codebook-words.ts. Governed by docs/statistics.md "Codebook".
// Codes are never reused or given another meaning; a change of words is a patch, a new code a minor version.
import type { Dimension } from './dimension.ts'
import { CONTROL } from './codebook-control.ts'
import { HELP } from './codebook-help.ts'
import { PERSON } from './codebook-person.ts'
import { SITUATION } from './codebook-situation.ts'

export const CODEBOOK_VERSION = '0.2.0'

export const CODEBOOK: { readonly version: string; readonly dimensions: readonly Dimension[] } = {
  version: CODEBOOK_VERSION,
  dimensions: [...PERSON, ...SITUATION, ...CONTROL, ...HELP],
}

const BY_CODE = new Map(CODEBOOK.dimensions.map((dimension) => [dimension.code, dimension]))

/** The dimension of that code; throws where there is none. */
export function getDimension(code: string): Dimension {
  const found = BY_CODE.get(code)
  if (found === undefined) throw new RangeError(`the codebook has no dimension ${code}`)
  return found
}

/** Ends of the codes that say that there is nothing more to say; in a multi-select question they stand alone. */
const ALONE = ['NQ', 'UK', 'RF', 'NON', 'NONE', 'DKN']

/** Whether a code of a multi-select question excludes all others. */
export function standsAlone(code: string): boolean {
  return ALONE.includes(code.slice(code.indexOf('.') + 1))
}
