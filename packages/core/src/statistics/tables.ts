// The ten pre-declared tables of the first form and how an observation becomes a row of them.
// Governed by docs/statistics.md "Tables". A further table costs every other one accuracy: see its "plan".
import type { Observation } from './observation.ts'
import { CODEBOOK_VERSION, getDimension, standsAlone } from './codebook.ts'

/** A published table: attributes crossed with each other, or a list of attributes each counted by itself. */
export interface Table {
  readonly id: string
  readonly kind: 'crossed' | 'mentions'
  /** Attribute codes of the domain. */
  readonly attributes: readonly string[]
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
  return [...groups, ...single]
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

const crossed = (id: string, attributes: readonly string[]): Table => ({ id, kind: 'crossed', attributes })

const mentions = (id: string, dimension: string): Table => ({
  id,
  kind: 'mentions',
  attributes: mentionsOf(dimension).map(({ code }) => code),
})

export const TABLES: readonly Table[] = [
  crossed('form-gender', ['EXM', 'GEN']),
  crossed('form-age', ['EXM', 'AGE']),
  crossed('place', ['PLC']),
  crossed('stage', ['STG']),
  crossed('authority-help', ['AUT']),
  mentions('in-the-way', 'RSN'),
  mentions('sought-for', 'RSY'),
  mentions('needed', 'NED'),
  mentions('given', 'GIV'),
  mentions('elsewhere', 'ELS'),
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

/** Every code that the tables print. */
export const PRINTED_CODES: readonly string[] = [
  ...SINGLE.flatMap((code) => [code, `${code}.ALL`, ...getDimension(code).codes.map((value) => value.code)]),
  ...MULTI.flatMap((dimension) => [
    dimension,
    `${dimension}.ALL`,
    ...mentionedCodes(dimension),
    ...answerAttribute(dimension).values,
  ]),
]

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
