// The app's sentences are spoken in all three languages, and every problem has its sentence. That none is missing and that their
// places agree is looked at by house/check-content.ts.
import test from 'node:test'
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { PROBLEM_STATUS } from '@apila/core/problem.ts'
import { type ProblemKey, fill, loadAll, loadTexts } from './texts.ts'

test('every problem of the server has a sentence of its own', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const codes = Object.keys(PROBLEM_STATUS) as ProblemKey[]
    assert.equal(new Set(codes.map((code) => texts.problem(code))).size, codes.length)
  }
})

test('all texts are spoken after loadAll, in the language asked for', async () => {
  await loadAll(['fi', 'en'])
  assert.equal((await loadTexts('en')).t('turned.can-end'), 'You can withdraw before that. You need not say why.')
  assert.equal(
    (await loadTexts('fi')).t('until.days', { days: 7, day: '1.12.2026' }),
    '7 päivää, viimeinen päivä 1.12.2026',
  )
})

test('a sentence with a number has the form that fits it', async () => {
  await loadAll(LANGUAGES)
  const said = async (language: Language, count: number) =>
    (await loadTexts(language)).count('close-year.unread', count)
  assert.equal(await said('en', 1), 'One device could not be read. Ask its user to send again.')
  assert.equal(await said('en', 2), '2 devices could not be read. Ask their users to send again.')
  assert.match(await said('fi', 1), /^Yhtä laitetta /)
  assert.match(await said('fi', 0), /^0 laitetta /)
  assert.match(await said('sv', 21), /^21 enheter /)
})

test('no sentence stands in two files: the one that is read last would be said in the place of the other', async () => {
  const folder = new URL('../../../../content/texts/en/', import.meta.url)
  const found = new Map<string, string>()
  for (const file of ['desk-first', 'desk', 'talk', 'desk-agree'])
    for (const key of Object.keys(JSON.parse(await readFile(new URL(`${file}.json`, folder), 'utf8')) as object)) {
      assert.equal(found.get(key), undefined, `${key} stands in ${file} too`)
      found.set(key, file)
    }
})

test('a place without a value stays visible', () => {
  assert.equal(fill('until {day}', {}), 'until {day}')
})
