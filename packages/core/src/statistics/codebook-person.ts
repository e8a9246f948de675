// Coarse codes about the person and the counting. Left out on purpose: citizenship, language, municipality, dates,
// religion, ethnicity, health detail, orientation, employer. docs/statistics.md "Codebook".
import type { Dimension } from './dimension.ts'
import { dimension } from './dimension.ts'

export const PERSON: readonly Dimension[] = [
  dimension({
    code: 'FIR',
    labels: [
      'Lasketaanko hänet nyt ensimmäisen kerran tänä vuonna',
      'Räknas hon nu för första gången i år',
      'Is she counted for the first time this year',
    ],
    universal: ['UK'],
    codes: [
      ['Y', null, 'Kyllä', 'Ja', 'Yes'],
      [
        'N',
        null,
        'Ei, hänet on jo laskettu meillä',
        'Nej, hon är redan räknad hos oss',
        'No, we have counted her already',
      ],
    ],
  }),
  dimension({
    code: 'AGE',
    labels: ['Ikä', 'Ålder', 'Age'],
    codes: [
      [
        'CHI',
        null,
        'Alle 18, tai ehkä alle 18',
        'Under 18, eller kanske under 18',
        'Under 18, or maybe under 18',
        { ctdc: ['0--8', '9--17'] },
      ],
      ['A18', null, '18–29', '18–29', '18–29', { ctdc: ['18--20', '21--23', '24--26', '27--29'] }],
      ['A30', null, '30 tai yli', '30 eller över', '30 or over', { ctdc: ['30--38', '39--47', '48+'] }],
    ],
  }),
  dimension({
    code: 'AGX',
    labels: ['Ikä, kun se alkoi', 'Ålder när det började', 'Age when it began'],
    codes: [
      ['MIN', null, 'Alaikäinen', 'Minderårig', 'Minor', { ctdc: ['majorityStatusAtExploit=Minor'] }],
      ['ADU', null, 'Aikuinen', 'Vuxen', 'Adult', { ctdc: ['majorityStatusAtExploit=Adult'] }],
    ],
  }),
  dimension({
    code: 'GEN',
    labels: ['Sukupuoli', 'Kön', 'Gender'],
    codes: [
      ['W', null, 'Nainen', 'Kvinna', 'Woman', { ctdc: ['Woman'], htcds: ['Feminine'] }],
      ['M', null, 'Mies', 'Man', 'Man', { ctdc: ['Man'], htcds: ['Masculine'] }],
      [
        'X',
        null,
        'Muu tai oma kuvaus',
        'Annat eller egen beskrivning',
        'Other or self-described',
        { ctdc: ['Trans/Transgender/NonConforming'] },
      ],
    ],
  }),
  dimension({
    code: 'REG',
    labels: ['Missä hänet tavattiin', 'Var hon möttes', 'Where she was met'],
    codes: [
      ['HEL', null, 'Helsinki-Uusimaa', 'Helsingfors-Nyland', 'Helsinki-Uusimaa'],
      ['STH', null, 'Etelä-Suomi ja Ahvenanmaa', 'Södra Finland och Åland', 'Southern Finland and Åland'],
      ['WST', null, 'Länsi-Suomi', 'Västra Finland', 'Western Finland'],
      ['NTE', null, 'Pohjois- ja Itä-Suomi', 'Norra och östra Finland', 'Northern and Eastern Finland'],
      ['NON', null, 'Valtakunnallisesti tai verkossa', 'Riksomfattande eller på nätet', 'National or online'],
    ],
  }),
  dimension({
    code: 'DEP',
    labels: ['Onko hänellä huollettavia lapsia', 'Har hon barn att försörja', 'Does she have dependent children'],
    codes: [
      ['Y', null, 'Kyllä', 'Ja', 'Yes'],
      ['N', null, 'Ei', 'Nej', 'No'],
    ],
  }),
]
