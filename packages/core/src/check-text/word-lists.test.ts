// The detector's plain lists and their packed form say the same, and a list that is not right is refused.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { LISTED, RULES } from './concepts.ts'
import { NOTE_LANGUAGES } from './finding.ts'
import * as packed from './packed-lists.ts'
import { packWords, unpackWords } from './packed-words.ts'
import { ConceptRules, Concepts, WORD_LISTS, type WordLists, packLists, problemsOfConcepts } from './word-lists.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(`content/check-text/${name}.json`, 'utf8'))
const lists = Object.fromEntries(
  Object.entries(WORD_LISTS).map(([name, schema]) => [name, schema.parse(read(name))]),
) as WordLists
const concepts = Concepts.parse(read('concepts'))
const rules = ConceptRules.parse(read('concept-rules'))

test('words come out of the packed form as they went in, in the order of the alphabet', () => {
  assert.equal(packWords(['alavieska', 'akaa', 'alajärvi']), 'akaaBlajärviDvieska')
  assert.deepEqual(unpackWords('akaaBlajärviDvieska'), ['akaa', 'alajärvi', 'alavieska'])
  const letter = fc.constantFrom(..."abåäöé-'19.".split(''), 'Ж', '\u0301')
  const word = fc.array(letter, { minLength: 1, maxLength: 24 }).map((letters) => letters.join(''))
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1 }), (words) => {
      assert.deepEqual(unpackWords(packWords(words)), words.toSorted())
    }),
  )
})

test('the packed lists hold the plain lists, no word more and no word less', () => {
  assert.deepEqual({ ...packed }, packLists(lists))
  assert.deepEqual(unpackWords(packed.CLEAR_NAMES), lists['first-names'].clear.toSorted())
  assert.deepEqual(unpackWords(packed.MEDICINES), lists.medicines.words.toSorted())
  const places = new Set([...lists.municipalities.clear, ...lists['place-names'].clear])
  assert.deepEqual(unpackWords(packed.CLEAR_PLACES), [...places].sort())
})

test('the detector reads each concept with the words, and each rule with the concepts, of the plain lists', () => {
  for (const lang of NOTE_LANGUAGES) {
    const found = new Map<string, string[]>()
    for (const [word, names] of LISTED[lang]?.words ?? [])
      for (const name of names) found.set(name, [...(found.get(name) ?? []), word])
    for (const [name, words] of Object.entries(concepts.concepts))
      assert.deepEqual(found.get(name)?.sort(), words[lang].toSorted(), `${lang} ${name}`)
    assert.deepEqual([...found.keys()].sort(), Object.keys(concepts.concepts).sort())
  }
  const plain = Object.entries(rules.rules).flatMap(([subject, lines]) =>
    lines.map(({ meet, without = [], within = 12 }) => ({
      subject,
      groups: meet.map((choice) => choice.split(' or ')),
      without,
      within,
    })),
  )
  assert.deepEqual(RULES, plain)
})

test('lists that are not right are refused', () => {
  const { municipalities, workplaces } = lists
  const names = WORD_LISTS.municipalities
  for (const clear of [[], ['akaa', 'akaa'], ['Akaa'], ['akaa1'], ['uusi kaupunki'], [''], ['aura|akaa']])
    assert.equal(names.safeParse({ ...municipalities, clear }).success, false, clear.join())
  for (const change of [{ provenance: undefined }, { about: '' }, { more: [] }])
    assert.equal(names.safeParse({ ...municipalities, ...change }).success, false)
  assert.equal(WORD_LISTS.workplaces.safeParse({ ...workplaces, trades: ['(Thai'] }).success, false)
  const { who } = concepts.concepts
  assert.ok(who)
  for (const words of [
    { ...who, sv: [] },
    { fi: who.fi, en: who.en },
    { ...who, en: ['two words'] },
    { ...who, en: ['a', 'a'] },
  ])
    assert.equal(Concepts.safeParse({ ...concepts, concepts: { who: words } }).success, false)
  for (const rule of [{ meet: [] }, { meet: ['a/b'] }, { meet: ['-a'] }, { meet: ['a'], within: 10 }, { all: ['a'] }])
    assert.equal(ConceptRules.safeParse({ ...rules, rules: { pay: [rule] } }).success, false, JSON.stringify(rule))
})

test('a rule without words for its concept, and a concept without a rule, are told', () => {
  assert.deepEqual(problemsOfConcepts(concepts, rules), [])
  const { who, push } = concepts.concepts
  assert.ok(who && push)
  const pay = [{ meet: ['who or boss'], without: ['kin'] }]
  assert.deepEqual(problemsOfConcepts({ ...concepts, concepts: { who, push } }, { ...rules, rules: { pay } }), [
    'a rule names the concept boss, which has no words',
    'a rule names the concept kin, which has no words',
    'no rule names the concept push',
  ])
})
