// Identifiers that were missed once, by the kind of the fault: written side by side, cut by a line's end, drawn, glued to a word,
// parted by other signs, and numbers of devices and places. And what stands near each kind and is none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkText } from './check-text.ts'

/** What is marked of a text: `kind:words`. */
const marksOf = (text: string): string[] =>
  checkText(text)
    .findings.filter(({ kind }) => kind !== 'sign' && kind !== 'plea' && kind !== 'combination')
    .map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`)

function marks(cases: Readonly<Record<string, readonly string[]>>): void {
  for (const [text, expected] of Object.entries(cases)) assert.deepEqual(marksOf(text), expected, text)
}

test('of numbers side by side each is marked', () => {
  marks({
    'Soita 040-1234567/050-7654321.': ['phone:040-1234567', 'phone:050-7654321'],
    'Numerot 040 1234567 / 050 7654321': ['phone:040 1234567', 'phone:050 7654321'],
    '0401234567|0507654321|0457654321': ['phone:0401234567', 'phone:0507654321', 'phone:0457654321'],
    '040 1234567\n050 7654321': ['phone:040 1234567', 'phone:050 7654321'],
    'Suhde 1/2, annos 400/80': [],
  })
})

test('what the end of a line cuts in two is marked whole', () => {
  marks({
    'Numero 040 123\n4567': ['phone:040 123\n4567'],
    '+358 40\r\n123 4567': ['phone:+358 40\r\n123 4567'],
    'tili FI21 1234 5600\n0007 85': ['number:FI21 1234 5600\n0007 85'],
    'kirjoita ville.esimerkki@\nposti.fi': ['email:ville.esimerkki@\nposti.fi'],
    'ville.esimerkki@posti.\nfi': ['email:ville.esimerkki@posti.\nfi'],
    'soita 0401234567\n20 tablettia': ['phone:0401234567'],
    'Hb 128\n40 mg\n1234567': [],
    'Osasto 09\n123456 kirjattu': [],
  })
})

test('digits in drawings, and with other signs between them, are digits', () => {
  marks({
    '0️⃣4️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣': ['phone:0️⃣4️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣'],
    '⓿❹⓿❶❷❸❹❺❻❼': ['phone:⓿❹⓿❶❷❸❹❺❻❼'],
    '⓿➃⓿➊➋➌⓸⓹❻❼': ['phone:⓿➃⓿➊➋➌⓸⓹❻❼'],
    '0*4*0*1*2*3*4*5*6*7': ['phone:0*4*0*1*2*3*4*5*6*7'],
    '0~4~0~1~2~3~4~5~6~7': ['phone:0~4~0~1~2~3~4~5~6~7'],
    '0#4#0#1#2#3#4#5#6#7': ['phone:0#4#0#1#2#3#4#5#6#7'],
    '040_123_4567': ['phone:040_123_4567'],
    '040|123|4567': ['phone:040|123|4567'],
    'Vaihe ❶ ja vaihe ❷': [],
  })
})

test('a number glued to a word is marked, a code in capitals is not', () => {
  marks({
    soita0401234567heti: ['phone:0401234567'],
    'numero040 1234567': ['phone:040 1234567'],
    '131052-308Tiedot': ['hetu:131052-308T'],
    'erä AB0401234567': [],
    '131052-309Tiedot': [],
    x1234567y: [],
  })
})

test('accounts with hyphens, serial numbers, positions and addresses of devices are asked about', () => {
  marks({
    'FI21-1234-5600-0007-85': ['number:FI21-1234-5600-0007-85'],
    'FI21.1234.5600.0007.85': ['number:FI21.1234.5600.0007.85'],
    'kortti 4539 1488\n0343 6467': ['number:4539 1488\n0343 6467'],
    'IMEI 490154203237518': ['number:490154203237518'],
    'IMEI 49-015420-323751-8': ['number:49-015420-323751-8'],
    'sijainti 60.16952, 24.93545': ['place:60.16952, 24.93545'],
    'https://maps.example/?q=60.16952,24.93545': ['place:60.16952,24.93545'],
    '60°10\'10.3"N': ['place:60°10\'10.3"N'],
    'N60.16952 E24.93545': ['place:60.16952 E24.93545'],
    'lämpö 38° 120/80': [],
    'passport number is FP1234567': ['number:FP1234567'],
    'passin numero on FP1234567': ['number:FP1234567'],
    'IP 203.0.113.7': ['number:203.0.113.7'],
    'osoite 2001:db8::1 kirjattu': ['number:2001:db8::1'],
    'laite 00:1a:2b:3c:4d:5e': ['number:00:1a:2b:3c:4d:5e'],
    'FI21-1234-5600-0007-86': [],
    'Versio 1.2.3.4 asennettu': [],
    'kello 12:30:15': [],
    'arvot 1.25, 2.50': [],
  })
})

test('a double name is marked whole at the beginning of a sentence too', () => {
  marks({
    'Anna-Maija kertoi asiasta.': ['name:Anna-Maija'],
    'Anna-Maija Korhonen soitti.': ['name:Anna-Maija Korhonen'],
    'Sara-Liina tuli.': ['name:Sara-Liina'],
    'Suomi-Ruotsi oli peli.': [],
  })
})

test('a first name that is an everyday word is marked at the beginning of a sentence where a family name follows, else not', () => {
  marks({
    'Anna Virtanen soitti.': ['name:Anna Virtanen'],
    'Soitettu. Maria Virtanen vastasi.': ['name:Maria Virtanen'],
    'Äiti: Anna Maria Kowalska': ['name:Anna Maria Kowalska'],
    'ANNA VIRTANEN': ['name:ANNA VIRTANEN'],
    'Kai Lehtonen soitti.': ['name:Kai Lehtonen'],
    'Pilvi Ketola-Aho tuli.': ['name:Pilvi Ketola-Aho'],
    'Hans Andersson ringde.': ['name:Hans Andersson'],
    'Will Smith called.': ['name:Will Smith'],
    'Linda Nguyen called.': ['name:Linda Nguyen'],
    'Anna ohjeet kirjallisena.': [],
    'Anna Buranaa kolme kertaa.': [],
    'Anna Marevan 5 mg.': [],
    'Anna Helsingin numero.': ['place:Helsingin'],
    'Aamulla vointi oli hyvä.': [],
    'Kai potilas tulee huomenna.': [],
    'Hans mamma ringde.': [],
    'Will the client come?': [],
  })
})
