// A made-up network says so on every page of both hosts, a real one on none; and on the neutral host what it says tells nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { guideRoutes } from '../guide/routes.tsx'
import { content, demoContent, networkOf } from '../library/test/library.ts'
import type { Library } from '../library/library.ts'
import { networkPageRoutes } from '../network/public-routes.tsx'
import { renderNeutralNotFound } from '../neutral/not-found.tsx'
import { neutralRoutes } from '../neutral/routes.tsx'
import { rightsRoutes } from '../rights/routes.tsx'
import { servicesRoutes } from '../services/public-routes.tsx'
import { renderNotFound } from './not-found.tsx'
import { contentRoutes } from './public-routes.tsx'
import { getNeutralTexts } from './texts.ts'

const STRIP = /<p class="demo" data-demo(?:="")?>(.*?)<\/p>/g

/** Pages by address: all of the neutral host's, and of each kind of frame of the public host's some. */
async function render(library: Library): Promise<Map<string, string>> {
  const ctx = {
    today: () => Day.parse('2026-11-22'),
    minute: () => 720,
    network: { ...networkOf(library), roster: { current: () => ({ network: 'of-a-test' }) } },
    config: { neutralUrl: 'http://neutral.example', savedGuide: true, leaveTo: 'https://weather.example/' },
  }
  const app = new Hono()
  const routes = [contentRoutes, guideRoutes, rightsRoutes, servicesRoutes, networkPageRoutes, neutralRoutes]
  for (const of of routes) app.route('/', of(ctx))
  const paths = [
    '/',
    '/a',
    ...LANGUAGES.flatMap((lang) => [
      ...['', '/guide', '/guide/act', '/rights', '/services', '/about', '/press'].map((path) => `/${lang}${path}`),
      ...['', ...Array.from({ length: 10 }, (_, n) => `/${String(n + 1)}`)].map((path) => `/a/${lang}${path}`),
    ]),
  ]
  const pages = new Map<string, string>()
  for (const path of paths) {
    const answer = await app.request(path)
    assert.equal(answer.status, 200, path)
    pages.set(path, await answer.text())
  }
  for (const path of ['/nowhere', '/sv/nowhere']) pages.set(path, renderNotFound(path, library))
  for (const path of ['/a/nowhere', '/a/sv/nowhere']) pages.set(path, renderNeutralNotFound(path, library))
  return pages
}

const stripsOf = (html: string): string[] => [...html.matchAll(STRIP)].map(([, text = '']) => text)

test('every page of a made-up network says so once, above everything', async () => {
  for (const [path, html] of await render(demoContent)) {
    assert.equal(stripsOf(html).length, 1, path)
    assert.ok(html.indexOf('data-demo') < html.indexOf('<main'), path)
  }
})

test('no page of a real network says that it is a demo', async () => {
  for (const [path, html] of await render(content)) assert.deepEqual(stripsOf(html), [], path)
})

test('on the neutral host it says the word for a demo and nothing else', async () => {
  const words = LANGUAGES.map((lang) => getNeutralTexts(lang).demo)
  for (const word of words) assert.ok(word.split(' ').length <= 2, word)
  for (const [path, html] of await render(demoContent)) {
    if (!/^\/a(\/|$)/.test(path)) continue
    const [said = ''] = stripsOf(html)
    for (const word of said.split(' · ')) assert.ok(words.includes(word), `${path}: ${said}`)
  }
})
