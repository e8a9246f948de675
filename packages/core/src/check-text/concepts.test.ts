// Concepts that meet in a sentence: wordings nobody listed are found, everyday ones are not, findings stay.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkText } from './check-text.ts'
import { subjectsOf } from './concepts.ts'
import { NOTE_LANGUAGES } from './finding.ts'

test('a sentence is found by what meets in it, whatever its words and their order', () => {
  for (const [lang, text] of [
    ['fi', 'Isännällä on kaikkien henkilökortit kassakaapissa, hän säilyttää ne.'],
    ['fi', 'Ulos häntä ei päästetä.'],
    ['fi', 'Miehen suku päättää, milloin hän nukkuu.'],
    ['sv', 'Passet har hyresvärden tagit.'],
    ['sv', 'Hon släpps aldrig ut.'],
    ['en', 'All of the papers were taken by the landlady.'],
    ['en', 'The foreman never lets them meet anybody.'],
  ] as const)
    assert.notDeepEqual(subjectsOf(text, lang), [], text)
  const far = `The landlady came. ${'and so on '.repeat(8)}the papers.`
  assert.deepEqual(subjectsOf(`took ${far.replaceAll('.', '')}`, 'en'), [])
})

test('the same concepts in everyday care reveal nothing', () => {
  for (const text of [
    'Ei pääse ulos ilman rollaattoria.',
    'Puoliso auttaa pukemisessa ja pesussa.',
    'Potilas kieltää rintakivun.',
    'Får inte lämna sängen efter operationen.',
    'Brodern deltog i mötet om studierna.',
    'Abdomen soft, no guarding.',
    'Contractions every five minutes, pain well controlled.',
    'She cannot leave her bed without a walker.',
    'Verenpainetta seurataan kotona, mies mittaa sen.',
  ])
    assert.deepEqual(
      checkText(text).findings.filter(({ kind }) => kind === 'sign' || kind === 'plea'),
      [],
      text,
    )
})

test('what somebody did to the body, and what is found in it, stays whatever language is asked for', () => {
  for (const text of [
    'Kylkiluu murtui, kun esimies potkaisi.',
    'Maken knuffade henne i trappan.',
    'The foreman punched him, wrist swollen.',
    'He keeps her passport; swelling of the wrist.',
  ])
    for (const lang of [undefined, ...NOTE_LANGUAGES]) {
      const found = checkText(text, { lang }).findings.filter(({ topic }) => topic !== undefined)
      assert.ok(found.every(({ evidence }) => evidence) && (lang !== undefined || found.length > 0), text)
    }
})

test('a place of work that hurt somebody, or a person who did, is found in a note without a sentence’s form', () => {
  for (const [lang, text] of [
    ['en', 'bar stabbed left leg'],
    ['en', 'factory burned hand badly'],
    ['en', 'massage parlour, manager scalded forearm'],
    ['en', 'owner of restaurant cut her finger'],
    ['fi', 'hierontapaikka poltti käden'],
    ['fi', 'Baarissa puukotettu jalkaan.'],
    ['fi', 'Työnjohtaja viilsi kättä.'],
    ['sv', 'fabrik brände handen'],
    ['sv', 'Restaurang, chefen skar i fingret.'],
    ['sv', 'Knivhuggen i benet på baren.'],
  ] as const) {
    assert.ok(subjectsOf(text, lang).includes('violence'), text)
    const found = checkText(text, { lang }).findings.filter(({ topic }) => topic !== undefined)
    assert.ok(found.length > 0 && found.every(({ evidence }) => evidence), text)
  }
  for (const text of [
    'Burned hand on the stove at home.',
    'Poltti käden saunassa.',
    'Brände handen på spisen hemma.',
    'Cut finger while cooking.',
    'Viilsi sormeen leipää leikatessa.',
    'The restaurant is near the hospital.',
  ])
    assert.deepEqual(
      checkText(text).findings.filter(({ kind }) => kind === 'sign' || kind === 'plea'),
      [],
      text,
    )
})
