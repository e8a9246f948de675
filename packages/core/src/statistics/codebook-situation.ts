// Codes about the situation: stage, nature, form, sector, place. Words are our own; docs/statistics.md "Codebook".
import { type Dimension, WITH_OTHER, dimension } from './dimension.ts'

export const SITUATION: readonly Dimension[] = [
  dimension({
    code: 'STG',
    universal: [],
    codes: [
      ['NAR', null, { htcds: ['PossibleVictim'] }],
      ['SYS', null, { htcds: ['ActualVictim'] }],
      ['CRI', null, { htcds: ['ActualVictim'] }],
    ],
  }),
  dimension({
    code: 'NAT',
    codes: [
      ['THB', null],
      ['LIK', null],
      ['UNC', null],
    ],
  }),
  dimension({
    code: 'EXM',
    codes: [
      ['LAB', null, { ctdc: ['isForcedLabour'], htcds: ['ForcedLabour'] }],
      ['SEX', null, { ctdc: ['isSexualExploit'], htcds: ['SexualExploitation'] }],
      ['MAR', null, { ctdc: ['isForcedMarriage'], htcds: ['ForcedMarriage'] }],
      ['CRI', null, { ctdc: ['typeOfLabourIllicitActivities'], htcds: ['Other'] }],
      ['OTH', null, { ctdc: ['isOtherExploit'], htcds: ['Other'] }],
    ],
  }),
  dimension({
    code: 'EXP',
    multi: true,
    universal: WITH_OTHER,
    groups: ['LAB', 'SEX', 'MAR', 'CRI', 'OTH'],
    codes: [
      ['LAB', 'LAB', { ctdc: ['isForcedLabour'], htcds: ['ForcedLabour'] }],
      ['DOM', 'LAB', { ctdc: ['typeOfLabourDomesticWork'], htcds: ['Servitude'] }],
      ['PRO', 'SEX', { ctdc: ['typeOfSexProstitution'], htcds: ['Prostitution'] }],
      [
        'SEX',
        'SEX',
        {
          ctdc: ['typeOfSexPornography', 'typeOfSexRemoteInteractiveServices', 'typeOfSexPrivateSexualServices'],
          htcds: ['Pornography'],
        },
      ],
      ['MAR', 'MAR', { ctdc: ['isForcedMarriage'], htcds: ['ForcedMarriage'] }],
      ['BEG', 'OTH', { ctdc: ['typeOfLabourBegging'], htcds: ['ForcedBegging'] }],
      ['CRI', 'CRI', { ctdc: ['typeOfLabourIllicitActivities'], htcds: ['Other'] }],
      ['BEN', 'CRI', { ctdc: ['isOtherExploit'], htcds: ['Other'] }],
      ['MIL', 'OTH', { ctdc: ['isForcedMilitary'], htcds: ['ForcedMilitary'] }],
      ['ORG', 'OTH', { ctdc: ['isOrganRemoval'], htcds: ['OrganRemoval'] }],
      ['ADO', 'OTH', { ctdc: ['isOtherExploit'], htcds: ['ForcedAdoption'] }],
      ['SUR', 'OTH', { ctdc: ['isOtherExploit'], htcds: ['Surrogacy'] }],
    ],
  }),
  dimension({
    code: 'SEC',
    universal: WITH_OTHER,
    codes: [
      ['HOR', null],
      ['CLE', null],
      ['AGF', null],
      ['CON', null],
      ['HOM', null],
      ['BEA', null],
      ['VEH', null],
      ['LOG', null],
    ],
  }),
  dimension({
    code: 'PLC',
    codes: [
      ['FIN', null],
      ['ABR', null],
      ['BTH', null],
    ],
  }),
]
