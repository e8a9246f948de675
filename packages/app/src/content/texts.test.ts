// The app's sentences are there in all three languages, with the same places to fill, and every problem has its sentence.
import test from 'node:test'
import assert from 'node:assert/strict'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { PROBLEM_STATUS } from '@apila/core/problem.ts'
import { type ProblemKey, fill, loadAll, loadTexts } from './texts.ts'

const tables = async (name: string) =>
  Promise.all(
    LANGUAGES.map(async (language) => {
      const module = (await import(`../../../../content/texts/${language}/${name}.json`, {
        with: { type: 'json' },
      })) as { default: Record<string, string> }
      return [language, module.default] as const
    }),
  )

const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

for (const name of ['desk-first', 'desk', 'problems']) {
  test(`${name}: no sentence is missing or empty, and places agree`, async () => {
    const [[, first], ...others] = (await tables(name)) as [
      readonly [string, Record<string, string>],
      ...(readonly [string, Record<string, string>])[],
    ]
    for (const [language, table] of others) {
      assert.deepEqual(Object.keys(table).sort(), Object.keys(first).sort(), language)
      for (const [key, sentence] of Object.entries(table)) {
        assert.ok(sentence.trim() !== '', `${language} ${key}`)
        assert.deepEqual(places(sentence), places(first[key] ?? ''), `${language} ${key}`)
      }
    }
  })
}

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
  assert.equal((await loadTexts('en')).t('turned.can-end'), 'You can end it at any time. You need not say why.')
  assert.equal((await loadTexts('fi')).t('until.days', { days: 7, day: '1.12.2026' }), '7 päivää, 1.12.2026 asti')
})

test('a place without a value stays visible', () => {
  assert.equal(fill('until {day}', {}), 'until {day}')
})
