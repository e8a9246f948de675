import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { NetworkPage } from '../network/page.ts'
import type { LegalStatement } from '../rights/legal-base.ts'
import type { ClientTexts } from './client-languages.ts'
import { type TextSources, WaitingTexts, listWaitingTexts } from './waiting.ts'

const today = Day.parse('2026-11-22')
const text = { fi: 'a', sv: 'b', en: 'c' }
const page = (more: object = {}): NetworkPage =>
  NetworkPage.parse({
    ...{ id: 'about', owner: 'x', source: text, checkedOn: '2026-11-22', version: 2, reviewedBy: 'NN' },
    translations: { sv: { translatedFrom: 2, reviewedBy: 'NN' }, en: { translatedFrom: 2, reviewedBy: 'NN' } },
    ...{ title: text, lead: text, sections: [{ id: 'one', title: text, blocks: [{ kind: 'text', text }] }] },
    ...more,
  })
const client = (lang: string, reviewedOn: string | null): ClientTexts =>
  ({ lang, name: lang, changedOn: '2026-11-01', reviewedBy: reviewedOn && 'NN', reviewedOn }) as ClientTexts
const statement = (checkedOn: string): LegalStatement => ({
  ...{ base: [], sources: [], certainty: 'A', seenTo: null },
  checkedOn,
})
const waiting = (sources: Partial<TextSources>) =>
  WaitingTexts.parse(listWaitingTexts({ clients: [], pages: [], law: { act: [], rights: [] }, ...sources }, today))

test('what is signed, fresh and up with its original does not wait', () => {
  const found = waiting({ clients: [client('ar', '2026-11-02')], pages: [page()] })
  assert.deepEqual([found.clients, found.pages], [[], []])
})

test('client languages wait without a signature, and after a word was changed', () => {
  const { clients } = waiting({ clients: [client('ar', null), client('ru', '2026-10-01')] })
  assert.deepEqual(
    clients.map(({ lang, state }) => [lang, state]),
    [
      ['ar', 'prepared'],
      ['ru', 'changed'],
    ],
  )
})

test('a page says in which language, and why', () => {
  const translations = { sv: { translatedFrom: 1, reviewedBy: null }, en: { translatedFrom: 2, reviewedBy: 'NN' } }
  const { pages } = waiting({ pages: [page({ translations }), page({ checkedOn: '2025-11-21' })] })
  assert.deepEqual(
    pages.map(({ languages }) => languages),
    [
      [{ lang: 'sv', reasons: ['unsigned', 'behind'] }],
      (['fi', 'sv', 'en'] as const).map((lang) => ({ lang, reasons: ['old'] })),
    ],
  )
})

test('law is counted, and the old is named', () => {
  const named = [
    { name: text, statements: [statement('2025-11-21'), statement('2026-11-22')] },
    { name: text, statements: [statement('2025-11-22')] },
  ]
  assert.deepEqual(waiting({ law: { act: named, rights: [] } }).law, [
    { part: 'act', all: 3, old: [{ name: text, count: 1 }] },
    { part: 'rights', all: 0, old: [] },
  ])
})
