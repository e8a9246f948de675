import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientFile, listClientLanguages, signedTexts, wordsToDigest } from './client-languages.ts'

const file = {
  lang: 'ar',
  name: 'العربية',
  dir: 'rtl',
  words: {
    title: 'a',
    skip: 'b',
    languages: 'c',
    leave: 'd',
    ask: 'e',
    yes: 'f',
    no: 'g',
    later: 'h',
    call: 'i',
    danger: 'j',
    callSeen: 'k',
    answers: 'n',
    ending: 'l',
    back: 'm',
  },
  sentences: ['1', '2', '3', '4', '5', '6'],
  reviewedBy: null,
  reviewedOn: null,
  reviewedDigest: null,
}
const prepared = { ...ClientFile.parse(file), digest: 'the-words-as-now' }
const signature = { reviewedBy: 'Leila Example', reviewedOn: '2026-05-02', reviewedDigest: 'the-words-as-now' }
const signed = { ...prepared, ...signature }

test('a language is shown only while a named person has signed every word of it', () => {
  const before = { ...signed, digest: 'of-other-words-!' }
  assert.deepEqual(
    listClientLanguages([prepared, before, signed]).map(({ state }) => state),
    ['prepared', 'changed', 'signed'],
  )
  assert.deepEqual(signedTexts([prepared, before, signed]), [signed])
})

test('the list says who signed and when', () => {
  assert.deepEqual(listClientLanguages([signed]), [
    {
      ...{ lang: 'ar', name: 'العربية', dir: 'rtl', state: 'signed', digest: 'the-words-as-now' },
      ...{ reviewedBy: 'Leila Example', reviewedOn: '2026-05-02' },
    },
  ])
})

test('every word that a reader meets changes the digest, and the order of the file is not', () => {
  const digested = wordsToDigest(ClientFile.parse(file))
  const { words, ...rest } = file
  assert.equal(
    wordsToDigest(ClientFile.parse({ words: Object.fromEntries(Object.entries(words).reverse()), ...rest })),
    digested,
  )
  for (const changed of [
    { ...file, name: 'other' },
    { ...file, dir: 'ltr' },
    ...Object.keys(words).map((word) => ({ ...file, words: { ...words, [word]: 'other' } })),
    ...file.sentences.map((_, i) => ({ ...file, sentences: file.sentences.with(i, 'other') })),
  ])
    assert.notEqual(wordsToDigest(ClientFile.parse(changed)), digested)
})

test('half a signature, an empty name, a missing sentence or word is no content', () => {
  for (const wrong of [
    { ...file, reviewedBy: 'Leila Example' },
    { ...file, reviewedOn: '2026-05-02' },
    { ...file, ...signature, reviewedDigest: null },
    { ...file, ...signature, reviewedBy: '  ' },
    { ...file, sentences: file.sentences.slice(1) },
    { ...file, words: { ...file.words, leave: '' } },
  ])
    assert.equal(ClientFile.safeParse(wrong).success, false)
  assert.ok(ClientFile.safeParse({ ...file, ...signature }).success)
})
