// Breaks on purpose each thing that house/check-content.ts looks at, and asks a real server for the links.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ContentFile, addressesIn, languageOf } from './content-files.ts'
import { problemsOfForms, problemsOfLanguages, problemsOfPlaces } from './content-languages.ts'
import { type Ask, problemsOfAddresses, problemsOfPages, withSite } from './content-links.ts'
import { readProvenance } from './content-provenance.ts'
import { problemsOfUses } from './content-uses.ts'
import { readPage } from './markdown-page.ts'

const TODAY = '2026-11-22'
const file = (path: string, value: unknown): ContentFile => ({ path, lang: languageOf(path), value })
const beside = (value: unknown): ContentFile[] => [file('content/guide/signs.json', value)]
const texts = (fi: object, sv: object = fi, en: object = fi): ContentFile[] =>
  Object.entries({ fi, sv, en }).map(([lang, value]) => file(`content/texts/${lang}/desk.json`, value))

const page = (lang: string, facts = '', body = '## One {#one}\n\nText.\n'): ContentFile => {
  const path = `content/network/${lang}/about.md`
  const version = lang === 'fi' ? 'version: 2' : 'translatedFrom: 2'
  const head = `title: a\nowner: b\nsource: c\ncheckedOn: ${TODAY}\nreviewedBy: null\n${facts || version}\n`
  return file(path, readPage(`---\n${head}---\n\nLead.\n\n${body}`, path))
}
const pages = (sv: ContentFile = page('sv')): ContentFile[] => [page('fi'), sv, page('en')]

test('the language of a file is known from its place', () => {
  assert.equal(languageOf('content/texts/sv/desk.json'), 'sv')
  assert.equal(languageOf('content/clients/ar.json'), 'ar')
  assert.equal(languageOf('content/clients/sounds.json'), null)
  assert.equal(languageOf('content/guide/signs.json'), null)
})

test('content that is whole has no problems', () => {
  const files = [...beside([{ title: { fi: 'a {n}', sv: 'b {n}', en: 'c {n}' } }]), ...texts({ yes: 'a' }), ...pages()]
  assert.deepEqual([...problemsOfLanguages(files), ...problemsOfPlaces(files), ...problemsOfForms(files)], [])
  assert.deepEqual(readProvenance(files, TODAY), { problems: [], warnings: [] })
})

test('a missing language is told: of a text, a file, a key, a section', () => {
  for (const [files, told] of [
    [beside({ lines: [{ text: { fi: 'a', en: 'b' } }] }), 'content/guide/signs.json: lines.0.text has no sv'],
    [beside({ text: { fi: 'a', sv: ' ', en: 'b' } }), 'content/guide/signs.json: text has no sv'],
    [texts({ yes: 'a' }).slice(0, 2), 'content/texts/en/desk.json does not exist'],
    [texts({ yes: 'a', no: 'b' }, { yes: 'a' }), 'content/texts/sv/desk.json has no no, other languages have'],
    [texts({ yes: 'a' }, { yes: '' }), 'content/texts/sv/desk.json has no yes, other languages have'],
    [pages().slice(0, 2), 'content/network/en/about.md does not exist'],
    [
      pages(page('sv', '', '## Two {#two}\n\nText.\n')),
      'content/network/sv/about.md has no section {#one}, other languages have',
    ],
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
    [pages(page('sv', '', '## One {#one}\n\nText {days}.\n')), /about.md: #one: sv has \({days}\)/],
    [pages(page('sv', '', '## One {#one}\n\n[Text](/press).\n')), /about.md: #one: sv has \(\/press\)/],
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

test('what was checked has an owner, a source and a day that can be', () => {
  const provenance = { owner: 'a', source: { fi: 'b', sv: 'b', en: 'b' }, checkedOn: TODAY }
  const problemsOf = (more: object) =>
    readProvenance(beside({ provenance: { ...provenance, ...more } }), TODAY).problems
  assert.deepEqual(problemsOf({}), [])
  assert.deepEqual(problemsOf({ reviewedOn: null }), [])
  assert.match(problemsOf({ owner: ' ' })[0] ?? '', /provenance: is checked but names no owner/)
  assert.match(problemsOf({ source: undefined })[0] ?? '', /names no source/)
  assert.match(problemsOf({ checkedOn: '2026-11-23' })[0] ?? '', /checkedOn lies in the future: 2026-11-23/)
  assert.match(problemsOf({ reviewedOn: '2027' })[0] ?? '', /reviewedOn lies in the future: 2027/)
  for (const day of ['2026-02-30', '22.11.2026', '2026-13-01', 5])
    assert.match(problemsOf({ checkedOn: day })[0] ?? '', /checkedOn is no day/)
})

test('legal statements are answered for by the owner of the reference that they cite', () => {
  const rule = file('content/guide/act-now.json', [{ sources: ['finlex'], checkedOn: TODAY }])
  const reference = (value: object) => file('content/rights/reference.json', value)
  assert.deepEqual(readProvenance([rule, reference({ owner: 'a' })], TODAY).problems, [])
  assert.match(readProvenance([rule, reference({})], TODAY).problems[0] ?? '', /0: is checked but names no owner/)
})

test('a translation of a version that is not there yet fails; one that is behind, and an old file, warn only', () => {
  const future = readProvenance(pages(page('sv', 'translatedFrom: 3')), TODAY)
  assert.deepEqual(future.problems, ['content/network/sv/about.md: translatedFrom is 3, the Finnish version is 2'])
  assert.match(readProvenance(pages(page('sv', 'version: 2')), TODAY).problems[0] ?? '', /says `translatedFrom`/)
  const behind = readProvenance(pages(page('sv', 'translatedFrom: 1')), TODAY)
  assert.deepEqual(behind.problems, [])
  assert.match(behind.warnings.join(), /^content\/network\/sv\/about.md translates version 1/)
  const late = readProvenance(pages(), '2027-11-23')
  assert.deepEqual([late.problems.length, late.warnings.length], [0, 3])
  assert.deepEqual(readProvenance(pages(), '2027-11-22').warnings, [])
})

test('texts that no code speaks, and places that it fills wrongly, are told', () => {
  const app = (text: string) => [{ path: 'packages/app/src/x.ts', text }]
  const problemsOf = (value: object, code: string) => problemsOfUses(texts(value), app(code)).join('\n')
  assert.equal(problemsOf({ 'a.b': 'x', 'c:one': 'y', 'c:other': '{count}' }, "t('a.b'); count('c', 1)"), '')
  assert.match(problemsOf({ 'a.b': 'x' }, "t('a')"), /\*\/desk.json: no code speaks a.b/)
  assert.equal(problemsOf({ 'a.b': 'x' }, "const all = ['b']; t(`a.${all[0]}`)"), '')
  assert.match(problemsOf({ 'a.b': 'x' }, "const all = ['c']; t(`a.${all[0]}`)"), /no code speaks a.b/)
  assert.match(problemsOf({ a: '{n}' }, "\nt('a')"), /packages\/app\/src\/x.ts:2: nothing fills {n} of a/)
  assert.match(problemsOf({ a: '{n}' }, "t('a', { n, m: 1 })"), /a has no place {m}/)
  assert.match(problemsOf({ a: '{n}' }, 'fillText(words.a, {})'), /nothing fills {n} of a/)
  assert.equal(problemsOf({ a: '{n}' }, "t('a', values); t('a', { ...values })"), '')
})

test('addresses are found in sentences, and where a whole string is one', () => {
  assert.deepEqual(addressesIn('See [a](/a) and [b](https://b.example).'), ['/a', 'https://b.example'])
  for (const text of ['/a', '#a', 'http://a.example', 'www.a.example']) assert.deepEqual(addressesIn(text), [text])
  for (const text of ['and/or', '24/7', 'a: b', '/ a sentence']) assert.deepEqual(addressesIn(text), [])
})

test('a link of the content leads to a page that the server has, or to a whole https address', async () => {
  const lines = (address: string) => [page('en', '', `## One {#one}\n\n[x](${address})\n`)]
  await withSite(async (ask) => {
    for (const address of ['/services', '/guide#call', '/fi/press', 'https://riku.fi', 'mailto:a@b.example', 'tel:112'])
      assert.deepEqual(await problemsOfAddresses(lines(address), ask), [], address)
    for (const address of ['/nowhere', '/guide#nowhere', '/sv/nowhere', '#one', 'tel:x'])
      assert.equal((await problemsOfAddresses(lines(address), ask)).length, 1, address)
    for (const address of ['http://riku.fi', 'https://riku', 'https://a@riku.fi', 'www.riku.fi', '/nowhere'])
      assert.notEqual((await problemsOfAddresses(beside({ web: address }), ask)).length, 0, address)
  })
})

test('a page with a dead link, a link to a missing part or an unfilled place is told', async () => {
  const bodies: Record<string, string> = {
    '/': '<!doctype html><a href="/a">a</a><a class="x" href="/b?q=1&amp;r=2#there">b</a>',
    '/a': '<!doctype html><a href="/gone">x</a><a href="#top">x</a><p>until {day}</p>',
    '/b?q=1&r=2': '<!doctype html><p id="here">x</p><a href="https://elsewhere.example">x</a>',
  }
  const ask: Ask = (_, path) =>
    Promise.resolve({ status: path in bodies ? 200 : 404, body: bodies[path] ?? '', location: null })
  assert.deepEqual((await problemsOfPages(ask, ['public /'])).sort(), [
    'public / links to #there, which public /b?q=1&r=2 does not have',
    'public /a links to #top, which public /a does not have',
    'public /a shows a place that nothing filled: >until {day}<',
    'public /gone answers 404',
  ])
})
