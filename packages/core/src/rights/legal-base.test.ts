// How a legal base is written in each language, and when a fact is old.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import reference from '../../../../content/rights/reference.json' with { type: 'json' }
import { Day } from '../day.ts'
import { LegalBase, LegalReference, isOld, missingReferences, showBase, showSources } from './legal-base.ts'

const legal = LegalReference.parse(reference)
const show = (law: string, at: string[]) =>
  (['fi', 'sv', 'en'] as const).map((lang) =>
    showBase([{ law, at }], legal, lang).replace(/^[^,]*\d+\/\d+(\/EU)?, /, ''),
  )

test('sections, subsections, chapters and articles as each language writes them', () => {
  assert.deepEqual(show('lsl', ['25(1)']), ['25 § 1 mom.', '25 § 1 mom.', 'section 25(1)'])
  assert.deepEqual(show('lsl', ['25 c']), ['25 c §', '25 c §', 'section 25 c'])
  assert.deepEqual(show('atl', ['4', '5', '6']), ['4, 5 ja 6 §', '4, 5 och 6 §', 'sections 4, 5 and 6'])
  assert.deepEqual(show('vastl', ['34', '38 a(2)']), [
    '34 § ja 38 a § 2 mom.',
    '34 § och 38 a § 2 mom.',
    'sections 34 and 38 a(2)',
  ])
  assert.deepEqual(show('rl', ['15:10']), ['15:10', '15:10', '15:10'])
  assert.deepEqual(show('rl', ['c20', 'c21']), [
    '20 luku ja 21 luku',
    '20 kap. och 21 kap.',
    'chapter 20 and chapter 21',
  ])
  assert.deepEqual(show('directive', ['11', '17']), ['11 ja 17 artikla', 'artikel 11 och 17', 'articles 11 and 17'])
  assert.equal(showBase([{ law: 'kko-2024-66', at: [] }], legal, 'sv'), 'Högsta domstolen HD:2024:66')
  assert.equal(showBase([], legal, 'fi'), '')
  // An act as a whole, and a decision of a court whatever place is given, is its name alone.
  for (const [law, at] of [
    ['lsl', []],
    ['rl', []],
    ['kko-2024-66', ['3']],
  ] as const)
    for (const lang of ['fi', 'sv', 'en'] as const)
      assert.equal(showBase([{ law, at: [...at] }], legal, lang), legal.laws[law]?.name[lang], law)
})

test('a law or source that the reference lacks is found, and never shown as if it were there', () => {
  const statement = {
    base: [{ law: 'no-such', at: [] }],
    sources: ['nowhere'],
    certainty: 'A' as const,
    checkedOn: '2026-11-22',
    seenTo: null,
  }
  assert.deepEqual(missingReferences(statement, legal), ['no-such', 'nowhere'])
  const [known = ''] = Object.keys(legal.sources)
  const both = { base: [{ law: 'lsl', at: ['25'] }, ...statement.base], sources: [known, ...statement.sources] }
  assert.deepEqual(missingReferences({ ...statement, ...both }, legal), ['no-such', 'nowhere'])
  assert.equal(LegalReference.safeParse({ ...reference, owner: '' }).success, false, 'nobody answers for it')
  assert.throws(() => showBase(statement.base, legal, 'en'))
  assert.throws(() => showSources(statement.sources, legal, 'en'))
  for (const at of ['25 §', 'luku 3', '25(1', '', '25-26'])
    assert.equal(LegalBase.safeParse({ law: 'lsl', at: [at] }).success, false, at)
})

test('a fact is old a year after the last day on which its text was seen, or on which it was checked', () => {
  const old = (seenTo: string | null, checkedOn: string, today: string) =>
    isOld({ seenTo, checkedOn }, Day.parse(today))
  assert.equal(old('2025-02-21', '2026-11-22', '2026-02-21'), false)
  assert.equal(old('2025-02-21', '2026-11-22', '2026-02-22'), true)
  assert.equal(old(null, '2026-11-22', '2027-11-22'), false)
  assert.equal(old(null, '2026-11-22', '2027-11-23'), true)
  // A text seen later than it was checked: the check decides.
  assert.equal(old('2027-06-01', '2026-11-22', '2027-11-23'), true)
  assert.equal(old('2028-02-29', '2028-02-29', '2029-02-28'), false)
  assert.equal(old('2028-02-29', '2028-02-29', '2029-03-01'), true)
})
