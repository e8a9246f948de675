import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { NetworkPage } from '../network/page.ts'
import type { LegalStatement } from '../rights/legal-base.ts'
import type { ClientTexts } from '../content/client-languages.ts'
import { type TextSources, WaitingTexts, listWaitingTexts } from './waiting.ts'

const today = Day.parse('2026-11-22')
const text = { fi: 'a', sv: 'b', en: 'c' }
const file = { owner: 'x', source: 'x', checkedOn: '2026-11-22', reviewedBy: 'NN', title: 'a', lead: 'a' }
const sections = [{ id: 'one', title: 'a', blocks: [{ kind: 'text', text: 'a' }] }]
const page = (more: { fi?: object; sv?: object; en?: object } = {}): NetworkPage =>
  NetworkPage.parse({
    id: 'about',
    fi: { ...file, version: 2, sections, ...more.fi },
    sv: { ...file, translatedFrom: 2, sections, ...more.sv },
    en: { ...file, translatedFrom: 2, sections, ...more.en },
  })
const client = (lang: string, reviewedDigest: string | null): ClientTexts =>
  ({ lang, name: lang, digest: 'now', reviewedBy: reviewedDigest && 'NN', reviewedDigest }) as ClientTexts
const statement = (checkedOn: string): LegalStatement => ({
  ...{ base: [], sources: [], certainty: 'A', seenTo: null },
  checkedOn,
})
const waiting = (sources: Partial<TextSources>) =>
  WaitingTexts.parse(listWaitingTexts({ clients: [], pages: [], law: { act: [], rights: [] }, ...sources }, today))

test('what is signed, fresh and up with its original does not wait', () => {
  const found = waiting({ clients: [client('ar', 'now')], pages: [page()] })
  assert.deepEqual([found.clients, found.pages], [[], []])
})

test('client languages wait without a signature, and after a word was changed', () => {
  const { clients } = waiting({ clients: [client('ar', null), client('ru', 'before')] })
  assert.deepEqual(
    clients.map(({ lang, state }) => [lang, state]),
    [
      ['ar', 'prepared'],
      ['ru', 'changed'],
    ],
  )
})

test('a page says in which language, and why', () => {
  const { pages } = waiting({
    pages: [page({ sv: { translatedFrom: 1, reviewedBy: null } }), page({ en: { checkedOn: '2025-11-21' } })],
  })
  assert.deepEqual(
    pages.map(({ languages }) => languages),
    [[{ lang: 'sv', reasons: ['unsigned', 'behind'] }], [{ lang: 'en', reasons: ['old'] }]],
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
