// Identifiers of each kind of disguise and origin, and what stands near each of them in a note and is none: glued, in pairs, cut by a
// line's end, with letters for digits, in other scripts, of other countries, of devices and of places.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkText } from './check-text.ts'

/** The text, and the part of it that has to be marked whole. */
const FOUND: readonly (readonly [string, string])[] = [
  ['tilinumeroFI2112345600000785kiitos', 'FI2112345600000785'],
  ['hetu131052-308Tja osoite', '131052-308T'],
  ['puhelin:0401234567,toinen:0507654321', '0507654321'],
  ['Numerot 0401234567&0507654321', '0507654321'],
  ['040 123 4567 tai 050 765 4321 tai 045 111 2222', '045 111 2222'],
  ['sähköpostit a.b@posti.fi;c.d@posti.fi', 'c.d@posti.fi'],
  ['131052-308T/131052-308T', '131052-308T/131052-308T'],
  ['+358\n401234567', '+358\n401234567'],
  ['0401234\n567', '0401234\n567'],
  ['131052-\n308T', '131052-\n308T'],
  ['koordinaatit 60.17\n24.94', '60.17\n24.94'],
  ['0-4-0-1-2-3-4-5-6-7', '0-4-0-1-2-3-4-5-6-7'],
  ['0.4.0.1.2.3.4.5.6.7', '0.4.0.1.2.3.4.5.6.7'],
  ['０４０\u200b１２３\u200b４５６７', '０４０\u200b１２３\u200b４５６７'],
  ['०४०१२३४५६७', '०४०१२३४५६७'],
  ['0 4 0 / 1 2 3 / 4 5 6 7', '0 4 0 / 1 2 3 / 4 5 6 7'],
  ['O4O l23 4567', 'O4O l23 4567'],
  ['(040)1234567', '040)1234567'],
  ['1 3 1 0 5 2 - 3 0 8 T', '1 3 1 0 5 2 - 3 0 8 T'],
  ['13.10.52-308T', '13.10.52-308T'],
  ['hetu 131O52-3O8T', '131O52-3O8T'],
  ['maija . virtanen @ posti . fi', 'maija . virtanen @ posti . fi'],
  ['maija(at)posti(piste)fi', 'maija(at)posti(piste)fi'],
  ['maija[ät]posti.fi', 'maija[ät]posti.fi'],
  ['ｍａｉｊａ＠ｐｏｓｔｉ．ｆｉ', 'ｍａｉｊａ＠ｐｏｓｔｉ．ｆｉ'],
  ['Passi: P<UTOERIKSSON<<ANNA<MARIA', 'P<UTOERIKSSON<<ANNA<MARIA'],
  ['Estonian code 38001085718', '38001085718'],
  ['latvialainen henkilökoodi 120394-12345', '120394-12345'],
  ['dansk CPR 070761-4285', '070761-4285'],
  ['norsk fødselsnummer 01129955131', '01129955131'],
  ['DNI 12345678Z', '12345678Z'],
  ['codice fiscale RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
  ['SSN 078-05-1120', '078-05-1120'],
  ['CCCD 001203004567', '001203004567'],
  ['Thai id 1-1020-00345-67-8', '1-1020-00345-67-8'],
  ['Filipino passport P1234567A', 'P1234567A'],
  ['asylum card number 2023/45678', '2023/45678'],
  ['visa number 004512377', '004512377'],
  ['IMEI: 35-209900-176148-1', '35-209900-176148-1'],
  ['imei352099001761481', '352099001761481'],
  ['S/N C02XG2JHJGH5', 'C02XG2JHJGH5'],
  ['ICCID 89358012345678901234', '89358012345678901234'],
  ['wifi-MAC a4:83:e7:10:2b:9c', 'a4:83:e7:10:2b:9c'],
  ['a483.e710.2b9c', 'a483.e710.2b9c'],
  ['IPv6 fe80::1ff:fe23:4567:890a', 'fe80::1ff:fe23:4567:890a'],
  ['uuid 123e4567-e89b-12d3-a456-426614174000', '123e4567-e89b-12d3-a456-426614174000'],
  ['AirTag serial HGJ4T2RKP0GV', 'HGJ4T2RKP0GV'],
  ['sijainti 60.1699° N, 24.9384° E', '60.1699° N, 24.9384° E'],
  ["60°10.194'N 24°56.306'E", "60°10.194'N 24°56.306'E"],
  ['lat 60.17 lon 24.94', '60.17 lon 24.94'],
  ['N=6672341 E=385123', 'N=6672341 E=385123'],
  ['6672341, 385123', '6672341, 385123'],
  ['9GG9+5X Helsinki', '9GG9+5X'],
  ['https://maps.google.com/?q=loc:60.1,24.9', 'https://maps.google.com/?q=loc:60.1,24.9'],
  ['waze.com/ul/hud9yzt', 'waze.com/ul/hud9yzt'],
  ['what3words.com/filled.count.soap', 'what3words.com/filled.count.soap'],
  ['Tampereentie 12 A 3, Lempäälä', 'Tampereentie 12 A 3'],
  ['Rantatie 5 as. 2', 'Rantatie 5 as. 2'],
  ['P.O. Box 123, Helsinki', 'P.O. Box 123'],
  ['auto ABC-123', 'ABC-123'],
  ['rekkari ABC123', 'ABC123'],
  ['bilens skylt XYZ 12A', 'XYZ 12A'],
  ['tysk bil B-AB 1234', 'B-AB 1234'],
  ['polsk plate WA 12345', 'WA 12345'],
  ['tili EE382200221020145685', 'EE382200221020145685'],
  ['Konto NO93 8601 1117 947', 'NO93 8601 1117 947'],
  ['kort 3782 822463 10005', '3782 822463 10005'],
  ['signal.me/#eu/abc', 'signal.me/#eu/abc'],
  ['Snap: mai_xx9', 'mai_xx9'],
]

const NOT_FOUND: readonly string[] = [
  'Hb 128, leuk 6,4, CRP 12, Na 140',
  'RR 142/88, P 76, SpO2 97 %',
  'Burana 400 mg x 3, Panadol 1 g x 4',
  'klo 8.30-16.15, ma-pe',
  '35 § 746/2011',
  'erä AB1234 ei',
  'ICD F43.1, S52.5, T74.1, Z60.3',
  'huone 3214, kerros 2',
  'Paino 62,4 kg, pituus 163 cm, BMI 23,5',
  '1 000 000 euroa',
  'vuosina 2019-2024',
  'raskausviikko 12+3',
  'näkö 0,8 / 1,0',
  'VAS 7/10, MMSE 28/30, PHQ-9 14',
  'GCS 15, E4V5M6',
  '2 x 500 mg',
  'auto 20 min matkan päässä',
  'the car on 12 May',
  'bil 3 km bort',
  'taxi 25 min',
  'happi 5l/min',
  '10l vettä',
  'paragraph 25 (3)',
  '2+2+1 tablettia',
  'lämpö 37,9°',
  'kulma 30° 15',
  'paketti 12 kpl',
  'sivu 128-131',
  'asunto 45 m2',
  'puhelin 3 kertaa päivässä',
  'id tarkistettu',
  'case closed 2025',
  'customer 3 times a week',
  'patient 45 years',
  'permit until 2027',
  'tax 2026',
  'visa expired in 2024',
  'asiakas 14 vuotta',
  'patient 2000 ml',
  'klient 1200 kcal',
  'version 2.10.4.1',
  '9.30, 10.15, 11.00',
  '12:30:45',
  '1234',
  'asiakas 2026',
  'reference 35 §',
  'ref 2026',
  'passi vanhenee 2027',
  'körkort B 2019',
  'sn. 12 kpl',
  'pan 2 dl',
  'inn 2019',
  'nid 3',
  'migri 2026',
]

const identifiersOf = (text: string) =>
  checkText(text).findings.filter(({ kind }) => !['sign', 'plea', 'combination'].includes(kind))

test('every letter and digit of an identifier is marked, however it is written', () => {
  for (const [text, part] of FOUND) {
    const at = text.indexOf(part)
    const found = identifiersOf(text)
    for (let i = at; i < at + part.length; i += 1)
      if (/[\p{L}\p{N}]/u.test(text[i] ?? ''))
        assert.ok(
          found.some(({ start, end }) => start <= i && i < end),
          `${JSON.stringify(text)} at ${String(i)}`,
        )
  }
})

test('values, doses, scales, laws, times and years are no identifiers', () => {
  for (const text of NOT_FOUND)
    assert.deepEqual(
      identifiersOf(text)
        .filter(({ kind }) => kind !== 'date' && kind !== 'workplace')
        .map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`),
      [],
      text,
    )
})
