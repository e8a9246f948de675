// One anonymous observation. It lives in the worker's browser while the form is open, is counted, and is forgotten.
// Governed by docs/statistics.md "What is kept". No free text: a key or value outside the codebook is refused.
import * as z from 'zod'
import { CODEBOOK_VERSION, getDimension, standsAlone } from './codebook.ts'

function valuesOf(dimension: string): string[] {
  return getDimension(dimension).codes.map((code) => code.code)
}

function required(dimension: string) {
  return z.enum(valuesOf(dimension))
}

function one(dimension: string) {
  return z.enum(valuesOf(dimension)).default(`${dimension}.NQ`)
}

function many(dimension: string) {
  return z
    .array(z.enum(valuesOf(dimension)))
    .min(1)
    .refine((codes) => new Set(codes).size === codes.length, 'a code is given twice')
    .refine((codes) => codes.length === 1 || !codes.some(standsAlone), 'a value that stands alone is given with others')
    .default([`${dimension}.NQ`])
}

export const Observation = z.strictObject({
  codebookVersion: z.literal(CODEBOOK_VERSION),
  /** Calendar year of the cohort: the year in which the observation is recorded. */
  period: z.string().regex(/^20\d\d$/),
  FIR: required('FIR'),
  STG: required('STG'),
  NAT: one('NAT'),
  EXM: one('EXM'),
  EXP: many('EXP'),
  SEC: one('SEC'),
  PLC: one('PLC'),
  CTL: many('CTL'),
  REC: one('REC'),
  VUL: many('VUL'),
  CRM: many('CRM'),
  AUT: one('AUT'),
  AUC: many('AUC'),
  RSY: many('RSY'),
  RSN: many('RSN'),
  NED: many('NED'),
  GIV: many('GIV'),
  RFT: many('RFT'),
  RFO: one('RFO'),
  MTG: one('MTG'),
  ELS: many('ELS'),
  SRC: one('SRC'),
  AGE: one('AGE'),
  AGX: one('AGX'),
  GEN: one('GEN'),
  REG: one('REG'),
  DEP: one('DEP'),
})
export type Observation = z.infer<typeof Observation>
