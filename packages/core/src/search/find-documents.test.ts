// What is found, in which order, and that no question costs more than a moment.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MOST_FOUND, findDocuments, makeIndex } from './find-documents.ts'

const document = (title: string, text: string, also = '') => ({ kind: 'guide', title, text, also, href: `/${title}` })
const index = makeIndex(
  [
    document('Turvakodit', 'Paikka, jossa voi asua hetken turvassa.'),
    document('Lakimiehen neuvoja', 'Neuvoja oleskelusta ja palkasta.', 'oikeusapu 0800161177'),
    document('Tulkki', 'Tulkin saa pyytää. Tulkki ei kerro muille.'),
    document('Palkka', 'Palkkaa ei ole maksettu. Lakimies voi auttaa.'),
  ],
  'fi',
)
const titles = (typed: string) => findDocuments(index, typed).map(({ title }) => title)

test('a title counts more than a text, and a word that few documents have more than a common one', () => {
  assert.deepEqual(titles('tulkille'), ['Tulkki'])
  assert.deepEqual(titles('palkkaa'), ['Palkka', 'Lakimiehen neuvoja'])
  assert.equal(titles('lakimiestä')[0], 'Lakimiehen neuvoja')
})

test('all words first; where no document has all, those that have half', () => {
  assert.deepEqual(titles('lakimies palkka'), ['Palkka', 'Lakimiehen neuvoja'])
  assert.deepEqual(titles('turvakoti avaruus'), ['Turvakodit'])
  assert.deepEqual(titles('avaruus raketti kuu turvakoti'), [])
})

test('a part of a long word finds it, and a number is found as it is written', () => {
  assert.deepEqual(titles('koti'), ['Turvakodit'])
  assert.deepEqual(titles('0800161177'), ['Lakimiehen neuvoja'])
  assert.deepEqual(titles('0800'), ['Lakimiehen neuvoja'])
})

test('nothing typed, nothing found; whatever is typed, nothing breaks', () => {
  for (const typed of [
    '',
    '   ',
    '…',
    '%00',
    '__proto__',
    'constructor',
    '\u0000',
    '🙂',
    '<script>',
    'a'.repeat(100_000),
  ])
    assert.ok(Array.isArray(findDocuments(index, typed)), typed.slice(0, 20))
  assert.deepEqual(titles('…'), [])
  assert.deepEqual(titles('__proto__'), [])
})

test('only the first hundred characters and eight words are read', () => {
  assert.deepEqual(titles(`${'x'.repeat(100)} tulkki`), [])
  assert.deepEqual(titles(`${'x1 '.repeat(8)} tulkki`), [])
})

test('no more than twenty are given', () => {
  const many = makeIndex(
    Array.from({ length: 60 }, (_, i) => document(`Tulkki ${String(i)}`, '')),
    'fi',
  )
  assert.equal(findDocuments(many, 'tulkki').length, MOST_FOUND)
})
