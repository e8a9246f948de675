// Words that no reader meets, days in sentences and runs of a source: what is found, and what looks like it and is not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { datesToMend, problemsOfDates } from './check-dates.ts'
import { LONGEST_SHARED_RUN, plainWords, runsOf, sharedRuns } from './check-runs.ts'
import { problemsOfWords, wordsToAvoid } from './check-words.ts'
import type { Language } from './language.ts'

const foundIn = (text: string, lang: Language): string[] => wordsToAvoid(text, lang).map(({ found }) => found)

test('a gendered word is found in each language that has one, alone and at either end', () => {
  assert.deepEqual(foundIn('She decides.', 'en'), ['She'])
  assert.deepEqual(foundIn('Ask what would help her', 'en'), ['her'])
  assert.deepEqual(foundIn('He may stop.', 'en'), ['He'])
  assert.deepEqual(foundIn('Fråga henne inte varför.', 'sv'), ['henne'])
  assert.deepEqual(foundIn('Hon väljer.', 'sv'), ['Hon'])
  for (const text of ['Here it stands.', 'There is help.', 'The shelter', 'This history', 'Other helpers'])
    assert.deepEqual(foundIn(text, 'en'), [], text)
  for (const text of ['Honung', 'Hennessy', 'telefonen', 'personen']) assert.deepEqual(foundIn(text, 'sv'), [], text)
  assert.deepEqual(foundIn('Hän päättää itse.', 'fi'), [], 'Finnish has no gender')
})

test('ending a permission is perua; deciding stays päättää', () => {
  for (const text of ['Voit päättää luvan milloin vain.', 'Päätä tämä lupaa', 'Luvan voi päättää'])
    assert.equal(foundIn(text, 'fi').length, 1, text)
  for (const text of [
    'Voit perua luvan.',
    'Lupa päättyy 3.5.2026.',
    'Se päättyy luvan mukana.',
    'Sinä päätät.',
    'Päätös annetaan luvalla.',
  ])
    assert.deepEqual(foundIn(text, 'fi'), [], text)
})

test('words that only the code knows, and second words for a thing', () => {
  assert.deepEqual(foundIn('Lue koputus ja lipun numerot.', 'fi'), ['lipun', 'koputus'])
  assert.deepEqual(foundIn('Skriv biljettens siffror.', 'sv'), ['biljettens'])
  assert.deepEqual(foundIn('Tell your keeper.', 'en'), ['keeper'])
  assert.deepEqual(foundIn('utan ditt tillstånd', 'sv'), ['ditt tillstånd'])
  assert.deepEqual(foundIn('Om du arbetade utan tillstånd i köket', 'sv'), [], 'a permit to work')
  assert.deepEqual(foundIn('people who have met violence', 'en'), ['met violence'])
  assert.deepEqual(foundIn('Suoraa numeroa ei löytynyt.', 'fi'), ['ei löytynyt'])
  assert.deepEqual(foundIn('Tällä sanalla ei löytynyt mitään', 'fi'), [], 'a search')
  assert.deepEqual(foundIn('Suomen lippumme, salkku, koputtaa', 'fi'), [])
})

test('a text has the language of its file, or of the key beside it; lists of words to find are no sentences', () => {
  const file = (path: string, lang: string | null, value: unknown) => ({ path, lang, value })
  assert.deepEqual(problemsOfWords([file('content/texts/en/desk.json', 'en', { a: 'Her word' })]).length, 1)
  assert.deepEqual(
    problemsOfWords([file('content/x.json', null, { lines: [{ text: { fi: 'Hän', sv: 'Hon', en: 'They' } }] })]),
    ['content/x.json: lines.0.text.sv: “Hon”: write “klienten”'],
  )
  assert.deepEqual(problemsOfWords([file('content/check-text/names.json', null, { en: ['she'] })]), [])
  assert.deepEqual(problemsOfWords([file('content/x.json', null, { id: 'her-children', act: 'contact-her' })]), [])
})

test('days in sentences: one form, days that there are, none far ahead', () => {
  const today = Day.parse('2026-11-30')
  assert.deepEqual(datesToMend('Laki muuttui 10.1.2026 ja 29.2.2024.', today), [])
  assert.deepEqual(datesToMend('Voimaan 31.2.2026', today), ['31.2.2026 is no day'])
  assert.deepEqual(datesToMend('From 1.1.2062 on', today), ['1.1.2062 lies far in the future'])
  assert.deepEqual(datesToMend('Checked on 2026-11-30 again', today), ['a day in a sentence is written 3.5.2021'])
  assert.deepEqual(datesToMend('2026-11-30', today), [], 'the value of a field')
  assert.deepEqual(datesToMend('version 2.10.4.1, 080 005 005, 12.30', today), [])
  assert.equal(problemsOfDates([{ path: 'a', lang: 'fi', value: { b: '32.1.2026' } }], today).length, 1)
})

test('a run of eight words that a source has is told whole, seven are not', () => {
  const source = 'Yksi kaksi kolme neljä viisi kuusi seit-\nsemän kahdeksan yhdeksän kymmenen.'
  const runs = runsOf(source)
  assert.equal(LONGEST_SHARED_RUN, 8)
  assert.deepEqual(plainWords('Seit-\nsemän, "Kahdeksan"!'), ['seitsemän', 'kahdeksan'])
  assert.deepEqual(sharedRuns('Ennen: yksi, kaksi, kolme, neljä, viisi, kuusi, seitsemän; kahdeksan. Loppu.', runs), [
    'yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan',
  ])
  assert.deepEqual(sharedRuns('kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen', runs), [
    'kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen',
  ])
  assert.deepEqual(sharedRuns('yksi kaksi kolme neljä viisi kuusi seitsemän muuta', runs), [])
  assert.deepEqual(sharedRuns('', runs), [])
})
