// Breaks on purpose what needs the code or a server to be seen: texts that nobody speaks, and links, asked of a real server.
// What content alone shows stands in packages/core/src/content with its tests.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ContentFile, languageOf } from '../packages/core/src/content/content-file.ts'
import { type Ask, problemsOfAddresses, problemsOfPages, withSite } from './content-links.ts'
import { problemsOfUses } from './content-uses.ts'
import { readPage } from './markdown-page.ts'

const file = (path: string, value: unknown): ContentFile => ({ path, lang: languageOf(path), value })
const beside = (value: unknown): ContentFile[] => [file('content/guide/signs.json', value)]
const texts = (value: object): ContentFile[] =>
  ['fi', 'sv', 'en'].map((lang) => file(`content/texts/${lang}/desk.json`, value))

function pageOf(address: string): ContentFile {
  const path = 'content/network/en/about.md'
  const facts = 'title: a\nowner: b\nsource: c\ncheckedOn: 2026-11-22\nreviewedBy: null\ntranslatedFrom: 2'
  return file(path, readPage(`---\n${facts}\n---\n\nLead.\n\n## One {#one}\n\n[x](${address})\n`, path))
}

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

test('a link of the content leads to a page that the server has, or to a whole https address', async () => {
  await withSite(async (ask) => {
    for (const address of ['/services', '/guide#call', '/fi/press', 'https://riku.fi', 'mailto:a@b.example', 'tel:112'])
      assert.deepEqual(await problemsOfAddresses([pageOf(address)], ask), [], address)
    for (const address of ['/nowhere', '/guide#nowhere', '/sv/nowhere', '#one', 'tel:x'])
      assert.equal((await problemsOfAddresses([pageOf(address)], ask)).length, 1, address)
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
