// Coarse codes about the person and the counting. Left out on purpose: citizenship, language, municipality, dates,
// religion, ethnicity, health detail, orientation, employer. docs/statistics.md "Codebook".
import { type Dimension, dimension } from './dimension.ts'

export const PERSON: readonly Dimension[] = [
  dimension({
    code: 'FIR',
    universal: ['UK'],
    codes: [
      ['Y', null],
      ['N', null],
    ],
  }),
  dimension({
    code: 'AGE',
    codes: [
      ['CHI', null, { ctdc: ['0--8', '9--17'] }],
      ['A18', null, { ctdc: ['18--20', '21--23', '24--26', '27--29'] }],
      ['A30', null, { ctdc: ['30--38', '39--47', '48+'] }],
    ],
  }),
  dimension({
    code: 'AGX',
    codes: [
      ['MIN', null, { ctdc: ['majorityStatusAtExploit=Minor'] }],
      ['ADU', null, { ctdc: ['majorityStatusAtExploit=Adult'] }],
    ],
  }),
  dimension({
    code: 'GEN',
    codes: [
      ['W', null, { ctdc: ['Woman'], htcds: ['Feminine'] }],
      ['M', null, { ctdc: ['Man'], htcds: ['Masculine'] }],
      ['X', null, { ctdc: ['Trans/Transgender/NonConforming'] }],
    ],
  }),
  dimension({
    code: 'REG',
    codes: [
      ['HEL', null],
      ['STH', null],
      ['WST', null],
      ['NTE', null],
      ['NON', null],
    ],
  }),
  dimension({
    code: 'DEP',
    codes: [
      ['Y', null],
      ['N', null],
    ],
  }),
]
