// The order in which languages are offered: the commonest first, the rest as a reader looks for a word.
import test from 'node:test'
import assert from 'node:assert/strict'
import { COMMONEST_LANGUAGES, SPOKEN_LANGUAGES, orderLanguages } from './spoken-languages.ts'
import { LanguageCode } from './permission.ts'

const names = (reader: string) => {
  const known = new Intl.DisplayNames([reader], { type: 'language', fallback: 'code' })
  return (code: string) => known.of(code) ?? code
}

test('each language stands once, after the commonest by the word of the reader', () => {
  for (const reader of ['fi', 'sv', 'en']) {
    const order = orderLanguages(names(reader), reader)
    assert.deepEqual([...order].sort(), [...SPOKEN_LANGUAGES].sort())
    assert.deepEqual(order.slice(0, COMMONEST_LANGUAGES.length), COMMONEST_LANGUAGES)
    const words = order.slice(COMMONEST_LANGUAGES.length).map(names(reader))
    assert.deepEqual(words, [...words].sort(new Intl.Collator(reader).compare))
  }
})

test('another reader finds another order', () => {
  const after = (reader: string) => orderLanguages(names(reader), reader).indexOf('zh')
  assert.notEqual(after('fi'), after('sv'))
})

test('every code is one that the record takes, and has a name', () => {
  for (const code of SPOKEN_LANGUAGES) {
    assert.ok(LanguageCode.safeParse(code).success, code)
    for (const reader of ['fi', 'sv', 'en']) assert.notEqual(names(reader)(code), code)
  }
})
