// Breaks on purpose each thing that the languages of a text owe each other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOfForms, problemsOfLanguages, problemsOfPlaces } from './check-languages.ts'
import { type ContentFile, languageOf } from './content-file.ts'

const TODAY = '2026-11-22'
const file = (path: string, value: unknown): ContentFile => ({ path, lang: languageOf(path), value })
const beside = (value: unknown): ContentFile[] => [file('content/guide/signs.json', value)]
const texts = (fi: object, sv: object = fi, en: object = fi): ContentFile[] =>
  Object.entries({ fi, sv, en }).map(([lang, value]) => file(`content/texts/${lang}/desk.json`, value))

/** A page as it is read from its file, with one section. */
const page = (lang: string, { section = 'one', text = 'Text.', ...facts }: Record<string, unknown> = {}): ContentFile =>
  file(`content/network/${lang}/about.md`, {
    ...{ title: 'a', owner: 'b', source: 'c', checkedOn: TODAY, reviewedBy: null, lead: 'Lead.' },
    ...(lang === 'fi' ? { version: 2 } : { translatedFrom: 2 }),
    sections: [{ id: section, title: 'One', blocks: [{ kind: 'text', text }] }],
    ...facts,
  })
const pages = (sv: ContentFile = page('sv')): ContentFile[] => [page('fi'), sv, page('en')]

test('content that is whole has no problems', () => {
  const files = [...beside([{ title: { fi: 'a {n}', sv: 'b {n}', en: 'c {n}' } }]), ...texts({ yes: 'a' }), ...pages()]
  assert.deepEqual([...problemsOfLanguages(files), ...problemsOfPlaces(files), ...problemsOfForms(files)], [])
})

test('a missing language is told: of a text, a file, a key, a section', () => {
  for (const [files, told] of [
    [beside({ lines: [{ text: { fi: 'a', en: 'b' } }] }), 'content/guide/signs.json: lines.0.text has no sv'],
    [beside({ text: { fi: 'a', sv: ' ', en: 'b' } }), 'content/guide/signs.json: text has no sv'],
    [texts({ yes: 'a' }).slice(0, 2), 'content/texts/en/desk.json does not exist'],
    [texts({ yes: 'a', no: 'b' }, { yes: 'a' }), 'content/texts/sv/desk.json has no no, other languages have'],
    [texts({ yes: 'a' }, { yes: '' }), 'content/texts/sv/desk.json has no yes, other languages have'],
    [pages().slice(0, 2), 'content/network/en/about.md does not exist'],
    [pages(page('sv', { section: 'two' })), 'content/network/sv/about.md has no section {#one}, other languages have'],
    [
      [file('content/clients/ar.json', { a: 'x', b: 'y' }), file('content/clients/so.json', { a: 'x' })],
      'content/clients/so.json has no b, other languages have',
    ],
  ] as const)
    assert.ok(problemsOfLanguages(files).includes(told), `${told}\n${problemsOfLanguages(files).join('\n')}`)
})

test('places and links that differ between languages are told', () => {
  for (const [files, told] of [
    [
      beside({ text: { fi: '{day}', sv: '{days}', en: '{day}' } }),
      /signs.json: text: sv has \({days}\), fi has \({day}\)/,
    ],
    [texts({ a: '{n}' }, { a: 'n' }), /\*\/desk.json: a: sv has \(\), fi has \({n}\)/],
    [pages(page('sv', { text: 'Text {days}.' })), /about.md: #one: sv has \({days}\)/],
    [pages(page('sv', { text: '[Text](/press).' })), /about.md: #one: sv has \(\/press\)/],
  ] as const)
    assert.match(problemsOfPlaces(files).join('\n'), told)
})

test('a sentence with a number has the forms that each language needs', () => {
  const counted = { 'a:one': 'one thing', 'a:other': '{count} things' }
  assert.deepEqual(problemsOfForms(texts(counted)), [])
  assert.deepEqual(problemsOfPlaces(texts(counted, counted, { ...counted, 'a:one': '{count} thing' })), [])
  assert.match(problemsOfForms(texts({ 'a:other': '{count} things' }))[0] ?? '', /a lacks the form one for fi/)
  assert.match(problemsOfForms(texts({ ...counted, 'a:few': 'x' }))[0] ?? '', /a has the form few, which fi does not/)
  assert.match(problemsOfForms(texts({ a: '{count} things' }))[0] ?? '', /a has a number before a word/)
  assert.deepEqual(problemsOfForms(texts({ a: 'Things: {count}. And more.' })), [])
  const words = (fi: string) => ({ fi, sv: fi, en: fi })
  assert.match(problemsOfForms(beside({ 'a:other': words('{count} x') }))[0] ?? '', /a lacks the form one for fi/)
  assert.deepEqual(problemsOfForms(beside({ 'a:one': words('x'), 'a:other': words('{count} x') })), [])
})

test('client languages need their own forms: Arabic six, Russian and Ukrainian four, Thai one', () => {
  const lacks = (lang: string) => problemsOfForms([file(`content/clients/${lang}.json`, { 'a:other': '{count} x' })])[0]
  assert.match(lacks('ar') ?? '', /lacks the form (?=.*zero)(?=.*one)(?=.*two)(?=.*few)(?=.*many).* for ar/)
  for (const lang of ['ru', 'uk']) assert.match(lacks(lang) ?? '', /lacks the form (?=.*one)(?=.*few)(?=.*many)/)
  assert.equal(lacks('th'), undefined)
})
