// For tests: a directory of a few invented services, one for each thing that a page must say or keep back. Its two members are the
// organisations of the test network, so that their workers have something to confirm.
import type { Text } from '@apila/core/content/text.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Organisation, Service, ServiceDirectory } from '@apila/core/services/schema.ts'

/** On this day somebody looked at every entry, unless a test says another. */
export const CHECKED_ON = '2026-01-10'

const said = (fi: string, sv: string, en: string): Text => ({ fi, sv, en })
const everywhere = said('Koko maa', 'Hela landet', 'The whole country')

const ALDER = '00000000-0000-4000-8000-00000000000a'
const BIRCH = '00000000-0000-4000-8000-00000000000b'
const OFFICE = '00000000-0000-4000-8000-00000000000c'

const organisations: Organisation[] = [
  {
    id: ALDER,
    name: said('Leppä', 'Al', 'Alder'),
    about: said('Keksitty jäsen.', 'En påhittad medlem.', 'An invented member.'),
    role: 'member',
    web: 'https://alder.example/',
    rosterId: OrganisationId.parse('alder'),
  },
  {
    id: BIRCH,
    name: said('Koivu', 'Björk', 'Birch'),
    about: said('Toinen keksitty jäsen.', 'En annan påhittad medlem.', 'Another invented member.'),
    role: 'member',
    web: 'https://birch.example/',
    rosterId: OrganisationId.parse('birch'),
  },
  {
    id: OFFICE,
    name: said('Virasto', 'Myndigheten', 'The Office'),
    about: said('Keksitty viranomainen.', 'En påhittad myndighet.', 'An invented authority.'),
    role: 'authority',
    web: 'https://office.example/',
  },
]

/** Numbers that the guide's call names, by their use. */
export const SMALL_NUMBERS = {
  danger: '00000000-0000-4000-8000-000000000001',
  advice: '00000000-0000-4000-8000-000000000002',
  place: '00000000-0000-4000-8000-000000000003',
  weekdays: '00000000-0000-4000-8000-000000000004',
} as const

type Facts = Partial<Service> & Pick<Service, 'id' | 'name' | 'organisation'>

function service(facts: Facts): Service {
  const slug = facts.name.en.toLowerCase().replaceAll(/[^a-z]+/g, '-')
  return {
    forWhom: said('Kaikille.', 'För alla.', 'Everybody.'),
    gives: said('Neuvoja.', 'Råd.', 'Advice.'),
    needs: ['talk'],
    areas: ['all'],
    areaNote: everywhere,
    languages: ['fi', 'sv', 'en'],
    interpreter: false,
    groups: ['everyone'],
    withoutName: 'yes',
    cost: said('Ei maksa mitään.', 'Kostar ingenting.', 'Costs nothing.'),
    costs: 'free',
    track: 'ngo-led',
    funding: [],
    phones: [],
    emails: [],
    web: `https://${slug}.example/`,
    professionalsOnly: false,
    secretPlace: false,
    advice: 'ready',
    sources: [{ address: `${slug}.example/contact`, datedOn: '2026-01', confidence: 'A' }],
    checkedOn: CHECKED_ON,
    checkedBy: 'editors',
    ...facts,
  }
}

const id = (n: number): string => `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`
const daily = said('joka päivä klo 0–24', 'varje dag kl. 0–24', 'every day 0–24')

const services: Service[] = [
  service({
    id: SMALL_NUMBERS.danger,
    organisation: OFFICE,
    name: said('Hätänumero', 'Nödnummer', 'Danger line'),
    needs: ['danger'],
    withoutName: 'no',
    track: 'authority',
    phones: [{ number: '110', shown: '110', always: true, confidence: 'A' }],
  }),
  service({
    id: SMALL_NUMBERS.advice,
    organisation: OFFICE,
    name: said('Neuvontalinja', 'Rådgivningslinje', 'Advice line'),
    needs: ['assistance'],
    track: 'authority',
    phones: [{ number: '+358100000002', shown: '010 000 0002', always: true, confidence: 'A' }],
    emails: [{ address: 'advice@office.example', confidence: 'A' }],
    web: 'https://office.example',
    webIn: { fi: 'https://office.example', sv: 'https://office.example/sv', en: 'https://office.example/en' },
  }),
  service({
    id: SMALL_NUMBERS.place,
    organisation: OFFICE,
    name: said('Turvalinja', 'Trygghetslinje', 'Safety line'),
    needs: ['safe-place'],
    interpreter: true,
    interpreted: ['ar', 'prs'],
    phones: [
      {
        number: '+358100000003',
        shown: '010 000 0003',
        hours: daily,
        hoursAsOf: '2026',
        week: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
        confidence: 'A',
      },
    ],
  }),
  service({
    id: SMALL_NUMBERS.weekdays,
    organisation: OFFICE,
    name: said('Arkilinja', 'Vardagslinje', 'Weekday line'),
    needs: ['process'],
    phones: [
      {
        number: '116000',
        shown: '116 000',
        hours: said('arkisin klo 9–15', 'vardagar kl. 9–15', 'weekdays 9–15'),
        hoursAsOf: '2022',
        week: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '15:00' }],
        confidence: 'B',
      },
    ],
  }),
  service({
    id: id(1),
    organisation: ALDER,
    name: said('Tuki ja neuvonta', 'Stöd och rådgivning', 'Support and advice'),
    interpreter: true,
    warning: said('Kysy ensin.', 'Fråga först.', 'Ask first.'),
    withoutName: 'not-known',
  }),
  service({
    id: id(2),
    organisation: ALDER,
    name: said('Vertaisryhmä', 'Kamratgrupp', 'Peer group'),
    groups: ['women'],
    funding: [
      {
        funder: said('Rahasto', 'Fonden', 'The Fund'),
        purpose: said('ryhmä', 'grupp', 'group'),
        from: 2025,
        source: 'fund.example',
      },
    ],
  }),
  service({
    id: id(3),
    organisation: BIRCH,
    name: said('Kriisituki', 'Kristöd', 'Crisis support'),
    areas: ['lappi'],
    areaNote: said('Lappi', 'Lappland', 'Lapland'),
    languages: ['fi', 'ru'],
    phones: [{ number: '+358100000007', shown: '010 000 0007', confidence: 'B' }],
  }),
  service({
    id: id(4),
    organisation: OFFICE,
    name: said('Päättynyt neuvonta', 'Avslutad rådgivning', 'Ended advice'),
    needs: ['work'],
    track: 'purchased',
    funding: [
      {
        funder: said('Ministeriö', 'Ministeriet', 'The Ministry'),
        purpose: said('neuvonta', 'rådgivning', 'advice'),
        from: 2023,
        to: 2024,
        source: 'ministry.example',
      },
    ],
    advice: 'hold',
  }),
  service({
    id: id(5),
    organisation: OFFICE,
    name: said('Turvakoti', 'Skyddshem', 'Shelter'),
    needs: ['safe-place'],
    secretPlace: true,
    frontGate: said('Soita ensin.', 'Ring först.', 'Call first.'),
    phones: [{ number: '+358100000009', shown: '010 000 0009', always: true, confidence: 'A' }],
  }),
  service({
    id: id(6),
    organisation: OFFICE,
    name: said('Lakineuvonta', 'Juridisk rådgivning', 'Legal advice'),
    needs: ['law'],
    groups: ['undocumented'],
    languages: ['fi', 'ar'],
    costs: 'call',
    cost: said('Puhelun hinta.', 'Samtalets pris.', 'The price of the call.'),
    phones: [
      {
        number: '+358100000010',
        shown: '010 000 0010',
        hours: said('ti 10–12', 'ti 10–12', 'Tue 10–12'),
        hoursAsOf: '2020',
        confidence: 'C',
      },
    ],
    sources: [{ address: 'legal.example', datedOn: '2020-03-16', confidence: 'C' }],
    advice: 'check',
  }),
  service({
    id: id(7),
    organisation: OFFICE,
    name: said('Ammattilaisten linja', 'Linje för yrkespersoner', 'Line for professionals'),
    professionalsOnly: true,
    needs: ['work'],
    track: 'authority',
    webLanguage: 'en',
    languages: [],
    note: said('Vain ammattilaisille.', 'Endast för yrkespersoner.', 'For professionals only.'),
  }),
  service({
    id: id(8),
    organisation: OFFICE,
    name: said('Keskustelu verkossa', 'Chatt', 'Chat'),
    needs: ['everyday'],
  }),
]

/** `checkedOn`: when the content was last looked at, in every entry. */
export function smallDirectory(checkedOn = CHECKED_ON): ServiceDirectory {
  return {
    owner: 'test',
    organisations,
    services: services.map((one) => ({ ...one, checkedOn })),
  }
}
