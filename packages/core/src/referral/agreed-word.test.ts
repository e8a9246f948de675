// Her word for ending by telephone: long enough, and the desk's only one of its kind.
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { checkWord, plainWord } from './agreed-word.ts'

const short = { ok: false, problem: 'word-short' }
const taken = { ok: false, problem: 'word-taken' }

test('six letters or two words are enough, less is not', () => {
  for (const word of ['rowanb', 'sinivuokko', 'ab cd', 'yö kuu', 'луна мир', 'قمر نجم', '  lantern  ', 'kuu 27 yö'])
    assert.deepEqual(checkWord(word, []), { ok: true }, word)
  for (const word of ['', '  ', 'ab', 'kuu', 'rowan', 'a b', 'a b c', '......', 'ab !!', '🙂🙂🙂🙂🙂🙂', 'k u u'])
    assert.deepEqual(checkWord(word, []), short, word)
})

test('a word that sounds the same as a live one is taken', () => {
  const live = ['Sini Vuokko', 'lantern']
  for (const word of ['sini vuokko', ' SINI   VUOKKO', 'Lantern', 'ｌａｎｔｅｒｎ', 'sini\u00a0vuokko'])
    assert.deepEqual(checkWord(word, live), taken, word)
  for (const word of ['sinivuokko', 'lanterns', 'lantern 2'])
    assert.deepEqual(checkWord(word, live), { ok: true }, word)
})

test('a word that looks like a live one on the list is taken, whatever alphabet its letters are of', () => {
  const live = ['lantern', 'paprika', 'Sini Vuokko']
  for (const word of [
    'l\u0430ntern',
    'L\u0410NTERN',
    '1antern',
    'lan\u200btern',
    'lantem',
    'р\u0430р\u0433ік\u0430',
    '\u0455ini vu\u043ekk\u043e',
    'sini vu\u03bfkko',
  ])
    assert.deepEqual(checkWord(word, live), taken, word)
  for (const word of ['lanterna', 'päprikä', 'лампада']) assert.deepEqual(checkWord(word, live), { ok: true }, word)
})

test('whatever is taken once is not taken twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (word) => {
      const again = checkWord(word, [word])
      assert.equal(again.ok, false)
      assert.equal(plainWord(plainWord(word)), plainWord(word))
    }),
  )
})
