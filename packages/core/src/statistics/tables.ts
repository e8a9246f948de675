// The ten pre-declared tables of the first form and how an observation becomes a row of them.
// Governed by docs/statistics.md "Tables". A further table costs every other one accuracy: see its "plan".
import type { Labels } from './dimension.ts'
import type { Observation } from './observation.ts'
import { CODEBOOK_VERSION, findLabels, getDimension, standsAlone } from './codebook.ts'

/** A published table: attributes crossed with each other, or a list of attributes each counted by itself. */
export interface Publication {
  readonly id: string
  readonly kind: 'crossed' | 'mentions'
  /** Attribute codes of the domain. */
  readonly attributes: readonly string[]
  readonly titles: Labels
}

interface Attribute {
  readonly code: string
  readonly values: readonly string[]
}

/** The values of a binary attribute, in order. */
const BINARY: readonly string[] = ['no', 'yes']

/** What a multi-select question counts by itself: its groups, and the codes that belong to none. Each is a binary attribute. */
function mentionedCodes(dimension: string): string[] {
  const { groups, codes } = getDimension(dimension)
  const single = codes.filter(({ code, group }) => group === null && !standsAlone(code)).map(({ code }) => code)
  return [...groups.map((group) => group.code), ...single]
}

/**
 * How a multi-select question was answered: something was chosen, or one of the values that stand alone.
 * They exclude each other, so one attribute holds them all and costs less noise than a binary one for each.
 */
function answerAttribute(dimension: string): Attribute {
  const alone = getDimension(dimension).codes.filter(({ code }) => standsAlone(code))
  return { code: `${dimension}-ANSWER`, values: [`${dimension}-SOME`, ...alone.map(({ code }) => code)] }
}

function mentionsOf(dimension: string): Attribute[] {
  return [...mentionedCodes(dimension).map((code) => ({ code, values: BINARY })), answerAttribute(dimension)]
}

const crossed = (id: string, attributes: readonly string[], fi: string, sv: string, en: string): Publication => ({
  id,
  kind: 'crossed',
  attributes,
  titles: { fi, sv, en },
})

const mentions = (id: string, dimension: string, fi: string, sv: string, en: string): Publication => ({
  id,
  kind: 'mentions',
  attributes: mentionsOf(dimension).map(({ code }) => code),
  titles: { fi, sv, en },
})

export const TABLES: readonly Publication[] = [
  crossed(
    'form-gender',
    ['EXM', 'GEN'],
    'Hyväksikäytön päämuoto ja sukupuoli',
    'Huvudsaklig form av utnyttjande och kön',
    'Main form of exploitation and gender',
  ),
  crossed(
    'form-age',
    ['EXM', 'AGE'],
    'Hyväksikäytön päämuoto ja ikä',
    'Huvudsaklig form av utnyttjande och ålder',
    'Main form of exploitation and age',
  ),
  crossed('place', ['PLC'], 'Missä se tapahtui', 'Var det hände', 'Where it happened'),
  crossed('stage', ['STG'], 'Missä vaiheessa asia on', 'I vilket skede ärendet är', 'Where the matter stands'),
  crossed('authority-help', ['AUT'], 'Viranomaisten apu', 'Myndigheternas hjälp', 'Help from authorities'),
  mentions(
    'in-the-way',
    'RSN',
    'Mikä oli viranomaisten avun esteenä',
    'Vad som stod i vägen för myndigheternas hjälp',
    'What stood in the way of help from authorities',
  ),
  mentions(
    'sought-for',
    'RSY',
    'Miksi viranomaisten apua haettiin',
    'Varför myndigheternas hjälp söktes',
    'What the help of authorities was sought for',
  ),
  mentions('needed', 'NED', 'Tarvitut palvelut', 'Tjänster som behövdes', 'Services needed'),
  mentions('given', 'GIV', 'Saadut palvelut', 'Tjänster som gavs', 'Services given'),
  mentions('elsewhere', 'ELS', 'Asiakkaana myös muualla', 'Klient även någon annanstans', 'Met elsewhere too'),
]

const SINGLE = ['EXM', 'GEN', 'AGE', 'PLC', 'STG', 'AUT'] as const
const MULTI = ['RSN', 'RSY', 'NED', 'GIV', 'ELS'] as const

/** Questions that the form asks, in its order: only what a table counts. Anything more would be asked for nothing. */
export const FORM_QUESTIONS = [
  'FIR',
  'STG',
  'EXM',
  'PLC',
  'AGE',
  'GEN',
  'AUT',
  'RSN',
  'RSY',
  'NED',
  'GIV',
  'ELS',
] as const

/** The closed domain that the counters count in. Margins of the crossed tables are tables of their own: people read totals first. */
export const DOMAIN: {
  readonly codebook: string
  readonly attributes: readonly Attribute[]
  readonly tables: readonly (readonly string[])[]
} = {
  codebook: CODEBOOK_VERSION,
  attributes: [
    ...SINGLE.map((code) => ({ code, values: getDimension(code).codes.map((value) => value.code) })),
    ...MULTI.flatMap(mentionsOf),
  ],
  tables: [
    ...SINGLE.map((code) => [code]),
    ...TABLES.flatMap((table) =>
      table.kind === 'crossed' ? [table.attributes] : table.attributes.map((code) => [code]),
    ),
  ],
}

/** Words for every code that the tables print. */
export const LABELS_BY_CODE: Readonly<Record<string, Labels>> = Object.fromEntries(
  [
    ...SINGLE.flatMap((code) => [code, `${code}.ALL`, ...getDimension(code).codes.map((value) => value.code)]),
    ...MULTI.flatMap((dimension) => [
      dimension,
      `${dimension}.ALL`,
      ...mentionedCodes(dimension),
      ...answerAttribute(dimension).values,
    ]),
  ].map((code) => [code, findLabels(code) ?? { fi: code, sv: code, en: code }]),
)

/**
 * The row that is counted: value positions, one per attribute of `DOMAIN`.
 * Null when the person is not counted now: only someone counted for the first time this year enters tables.
 */
export function toRow(observation: Observation): number[] | null {
  if (observation.FIR !== 'FIR.Y') return null
  return [
    ...SINGLE.map((code) => getDimension(code).codes.findIndex((value) => value.code === observation[code])),
    ...MULTI.flatMap((code) => mentionRow(code, observation[code])),
  ]
}

/** For each published group or code 1 when the observation mentions it, then the position of how the question was answered. */
function mentionRow(dimension: string, chosen: readonly string[]): number[] {
  const { codes } = getDimension(dimension)
  const mentioned = new Set(chosen.map((value) => codes.find((code) => code.code === value)?.group ?? value))
  const answer = answerAttribute(dimension).values.findIndex((value) => mentioned.has(value))
  return [...mentionedCodes(dimension).map((code) => (mentioned.has(code) ? 1 : 0)), Math.max(answer, 0)]
}
