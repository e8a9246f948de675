// The shape of the codebook: dimensions (questions), their codes and publication groups. Governed by docs/statistics.md "Codebook".
// No words stand here: those are content (codebook-words.ts), so that a language more moves nothing that is counted or mapped.

/** Where a code lies in the shared vocabularies of the field; a partial fit is listed too. */
export interface Mapping {
  /** Variables of the Counter Trafficking Data Collaborative. */
  readonly ctdc?: readonly string[]
  /** Picklist values of the Human Trafficking Case Data Standard 2.0. */
  readonly htcds?: readonly string[]
  /** Numbers of the eleven forced-labour indicators of the International Labour Organization. */
  readonly ilo11?: readonly number[]
}

export interface Code {
  /** For example `RSN.LNG`. Never reused and never given another meaning. */
  readonly code: string
  /** The publication group, or null where the code is published by itself. */
  readonly group: string | null
  readonly map: Mapping
}

export interface Dimension {
  readonly code: string
  /** True when several codes may hold for one person. */
  readonly multi: boolean
  /** For example `RSN-OFFICE`: a hyphen, so that no group can be taken for a code. */
  readonly groups: readonly string[]
  /** In the order of the form; the universal values come last. */
  readonly codes: readonly Code[]
}

/** One line of a code list: the part after the dot, the group, the mapping. */
export type CodeLine = readonly [suffix: string, group: string | null, map?: Mapping]

/** Values that any question may have. `OT` carries no text, so that nothing personal can be written; `NQ` not asked, `UK` not known,
 *  `RF` did not want it counted. */
export const UNIVERSAL = ['OT', 'NQ', 'UK', 'RF'] as const
type Universal = (typeof UNIVERSAL)[number]

interface DimensionLines {
  readonly code: string
  readonly multi?: boolean
  readonly groups?: readonly string[]
  readonly codes: readonly CodeLine[]
  /** Which universal values the question has. */
  readonly universal?: readonly Universal[]
}

/** Universal values of a question that can be answered with something else. */
export const WITH_OTHER: readonly Universal[] = [...UNIVERSAL]
/** Universal values of a question whose codes cover everything. */
const CLOSED: readonly Universal[] = ['NQ', 'UK', 'RF']

/** Builds a dimension from its lines. */
export function dimension({ code, multi = false, groups = [], codes, universal = CLOSED }: DimensionLines): Dimension {
  return {
    code,
    multi,
    groups: groups.map((suffix) => `${code}-${suffix}`),
    codes: [
      ...codes.map(([suffix, group, map = {}]) => ({
        code: `${code}.${suffix}`,
        group: group === null ? null : `${code}-${group}`,
        map,
      })),
      ...universal.map((suffix) => ({ code: `${code}.${suffix}`, group: null, map: {} })),
    ],
  }
}
