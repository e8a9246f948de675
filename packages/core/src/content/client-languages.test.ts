import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientTexts, listClientLanguages, signedTexts } from './client-languages.ts'

const prepared = ClientTexts.parse({
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
  changedOn: '2026-05-02',
  reviewedBy: null,
  reviewedOn: null,
})
const signed = { ...prepared, reviewedBy: 'Leila Example', reviewedOn: '2026-05-02' }

test('a language is shown only while a named person has signed every word of it', () => {
  const before = { ...signed, reviewedOn: '2026-05-01' }
  assert.deepEqual(
    listClientLanguages([prepared, before, signed]).map(({ state }) => state),
    ['prepared', 'changed', 'signed'],
  )
  assert.deepEqual(signedTexts([prepared, before, signed]), [signed])
})

test('the list says who signed and when', () => {
  assert.deepEqual(listClientLanguages([signed]), [
    { lang: 'ar', name: 'العربية', dir: 'rtl', state: 'signed', reviewedBy: 'Leila Example', reviewedOn: '2026-05-02' },
  ])
})

test('half a signature, an empty name, a missing sentence or word is no content', () => {
  for (const wrong of [
    { ...prepared, reviewedBy: 'Leila Example' },
    { ...prepared, reviewedOn: '2026-05-02' },
    { ...signed, reviewedBy: '  ' },
    { ...prepared, sentences: prepared.sentences.slice(1) },
    { ...prepared, words: { ...prepared.words, leave: '' } },
  ])
    assert.equal(ClientTexts.safeParse(wrong).success, false)
})
