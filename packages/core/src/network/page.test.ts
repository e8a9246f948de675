import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkPage, sentencesOf, standingOf } from './page.ts'

const text = (more: object) => ({
  owner: 'x',
  source: 'y',
  checkedOn: '2026-11-22',
  reviewedBy: null,
  title: 'a',
  lead: 'b',
  sections: [{ id: 'one', title: 'c', blocks: [{ kind: 'text', text: 'd' }] }],
  ...more,
})
const page = (more: { fi?: object; sv?: object; en?: object } = {}): NetworkPage =>
  NetworkPage.parse({
    id: 'about',
    fi: text({ version: 2, ...more.fi }),
    sv: text({ translatedFrom: 2, ...more.sv }),
    en: text({ translatedFrom: 1, ...more.en }),
  })

test('a translation of an earlier version is behind and says of which it is, the original never is', () => {
  assert.deepEqual(standingOf(page(), 'fi'), { isBehind: false, version: 2 })
  assert.deepEqual(standingOf(page(), 'sv'), { isBehind: false, version: 2 })
  assert.deepEqual(standingOf(page(), 'en'), { isBehind: true, version: 1 })
})

test('a missing language, an unknown block, a wrong link and a translation of the future are refused', () => {
  assert.throws(() => NetworkPage.parse({ id: 'about', fi: text({ version: 1 }), sv: text({ translatedFrom: 1 }) }))
  assert.throws(() => page({ fi: { lead: ' ' } }))
  assert.throws(() => page({ fi: { sections: [{ id: 'one', title: 'c', blocks: [{ kind: 'html', text: 'd' }] }] } }))
  assert.throws(() => page({ en: { lead: 'See [us](about).' } }))
  assert.throws(() => page({ sv: { translatedFrom: 3 } }))
  assert.throws(() => page({ fi: { translatedFrom: 2 } }))
})

test('the languages have the same sections in the same order, each once', () => {
  const [section] = page().fi.sections
  assert.throws(() => page({ sv: { sections: [{ ...section, id: 'two' }] } }), /same sections/)
  const twice = { sections: [section, section] }
  assert.throws(() => page({ fi: twice, sv: twice, en: twice }), /same id/)
})

test('every sentence of a page is found', () => {
  const blocks = [
    { kind: 'list', items: ['e', 'f'] },
    { kind: 'facts', items: [{ name: 'g', value: 'h' }] },
  ]
  const sections = [{ id: 'one', title: 'c', blocks }]
  assert.equal(sentencesOf(page({ fi: { sections } }).fi).join(''), 'abcefgh')
})
