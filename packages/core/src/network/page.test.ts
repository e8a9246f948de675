import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { NetworkPage, standingOf } from './page.ts'

const text = { fi: 'a', sv: 'b', en: 'c' }
const page = (more: object = {}): NetworkPage =>
  NetworkPage.parse({
    id: 'about',
    owner: 'x',
    source: text,
    checkedOn: '2026-11-22',
    version: 2,
    reviewedBy: null,
    translations: { sv: { translatedFrom: 2, reviewedBy: 'NN' }, en: { translatedFrom: 1, reviewedBy: null } },
    title: text,
    lead: text,
    sections: [{ id: 'one', title: text, blocks: [{ kind: 'text', text }] }],
    ...more,
  })
const today = Day.parse('2026-11-22')

test('a translation of an earlier version is behind, the original never', () => {
  assert.deepEqual(standingOf(page(), 'fi', today), { isOld: false, isBehind: false, reviewedBy: null })
  assert.deepEqual(standingOf(page(), 'sv', today), { isOld: false, isBehind: false, reviewedBy: 'NN' })
  assert.deepEqual(standingOf(page(), 'en', today), { isOld: false, isBehind: true, reviewedBy: null })
})

test('a page is old twelve months after its check', () => {
  assert.equal(standingOf(page(), 'fi', Day.parse('2027-11-22')).isOld, false)
  assert.equal(standingOf(page(), 'fi', Day.parse('2027-11-23')).isOld, true)
})

test('a missing language, an unknown block and a translation of the future are refused', () => {
  assert.throws(() => page({ title: { fi: 'a', sv: 'b' } }))
  assert.throws(() => page({ lead: { fi: 'a', sv: ' ', en: 'c' } }))
  assert.throws(() => page({ sections: [{ id: 'one', title: text, blocks: [{ kind: 'html', text }] }] }))
  assert.throws(() =>
    page({
      translations: { sv: { translatedFrom: 3, reviewedBy: null }, en: { translatedFrom: 1, reviewedBy: null } },
    }),
  )
})
