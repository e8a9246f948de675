// The shape of the codebook: dimensions (questions), their codes and publication groups. Governed by docs/statistics.md "Codebook".

/** Words for people in the three languages of the network. */
export interface Labels {
  readonly fi: string
  readonly sv: string
  readonly en: string
}

/** Where a code lies in the shared vocabularies of the field; a partial fit is listed too. */
export interface Mapping {
  /** Variables of the Counter Trafficking Data Collaborative. */
  readonly ctdc?: readonly string[]
  /** Picklist values of the Human Trafficking Case Data Standard 2.0. */
  readonly htcds?: readonly string[]
  /** Numbers of the eleven forced-labour indicators of the International Labour Organization. */
  readonly ilo11?: readonly number[]
}

export interface Group {
  /** For example `RSN-OFFICE`: a hyphen, so that no group can be taken for a code. */
  readonly code: string
  readonly labels: Labels
}

export interface Code {
  /** For example `RSN.LNG`. Never reused and never given another meaning. */
  readonly code: string
  /** The publication group, or null where the code is published by itself. */
  readonly group: string | null
  readonly labels: Labels
  readonly map: Mapping
}

export interface Dimension {
  readonly code: string
  /** The heading of the question in the form and of the column in tables. */
  readonly labels: Labels
  /** True when several codes may hold for one person. */
  readonly multi: boolean
  readonly groups: readonly Group[]
  /** In the order of the form; the universal values come last. */
  readonly codes: readonly Code[]
}

/** One line of a code list: the part after the dot, the group, the words in fi, sv, en, the mapping. */
export type CodeLine = readonly [
  suffix: string,
  group: string | null,
  fi: string,
  sv: string,
  en: string,
  map?: Mapping,
]
export type GroupLine = readonly [suffix: string, fi: string, sv: string, en: string]

/** Values that any question may have; `OT` carries no text, so that nothing personal can be written. */
const UNIVERSAL: Readonly<Record<string, Labels>> = {
  OT: { fi: 'Jokin muu', sv: 'Något annat', en: 'Something else' },
  NQ: { fi: 'Ei kysytty', sv: 'Inte frågat', en: 'Not asked' },
  UK: { fi: 'Ei tiedossa', sv: 'Inte känt', en: 'Not known' },
  RF: { fi: 'Ei haluttu laskettavan', sv: 'Ville inte att det räknas', en: 'Did not want it counted' },
}

interface DimensionLines {
  readonly code: string
  readonly labels: readonly [fi: string, sv: string, en: string]
  readonly multi?: boolean
  readonly groups?: readonly GroupLine[]
  readonly codes: readonly CodeLine[]
  /** Which universal values the question has. */
  readonly universal?: readonly ('OT' | 'NQ' | 'UK' | 'RF')[]
}

/** Universal values of a question that can be answered with something else. */
export const WITH_OTHER = ['OT', 'NQ', 'UK', 'RF'] as const
/** Universal values of a question whose codes cover everything. */
export const CLOSED = ['NQ', 'UK', 'RF'] as const

/** Builds a dimension from its lines. */
export function dimension(lines: DimensionLines): Dimension {
  const [fi, sv, en] = lines.labels
  const universal = (lines.universal ?? CLOSED).map((suffix): Code => {
    const labels = UNIVERSAL[suffix] ?? { fi: suffix, sv: suffix, en: suffix }
    return { code: `${lines.code}.${suffix}`, group: null, labels, map: {} }
  })
  const codes = lines.codes.map(([suffix, group, ...words]): Code => ({
    code: `${lines.code}.${suffix}`,
    group: group === null ? null : `${lines.code}-${group}`,
    labels: { fi: words[0], sv: words[1], en: words[2] },
    map: words[3] ?? {},
  }))
  return {
    code: lines.code,
    labels: { fi, sv, en },
    multi: lines.multi ?? false,
    groups: (lines.groups ?? []).map(([suffix, ...words]) => ({
      code: `${lines.code}-${suffix}`,
      labels: { fi: words[0], sv: words[1], en: words[2] },
    })),
    codes: [...codes, ...universal],
  }
}
