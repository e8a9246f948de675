// Client languages on the neutral host: none is shown before a named person has signed it; then its pages are there, in its direction.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Hono } from 'hono'
import type { ClientTexts } from '@apila/core/content/client-languages.ts'
import { neutralRoutes } from './routes.tsx'
import type { NeutralContent } from '../library/clients.ts'
import { content as library, networkOf } from '../library/test/library.ts'
import { mountRecordings } from './recordings.ts'

const config = { leaveTo: 'https://weather.example/' }
const { clients } = library.neutral
const sign = (texts: ClientTexts): ClientTexts => ({
  ...texts,
  reviewedBy: 'Leila Example',
  reviewedOn: '2026-11-22',
  reviewedDigest: texts.digest,
})
const get = async (path: string, neutral: NeutralContent = library.neutral) => {
  const network = { ...networkOf({ ...library, neutral }), roster: { current: () => null } }
  const answer = await neutralRoutes({ network, config }).request(path)
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

test('seven languages are prepared, and every prepared file is read', async () => {
  const files = await readdir(new URL('../../../../content/clients/', import.meta.url))
  assert.deepEqual(
    clients.map(({ lang }) => `${lang}.json`).toSorted(),
    files.filter((name) => name !== 'sounds.json').toSorted(),
  )
  assert.deepEqual(
    clients.filter(({ dir }) => dir === 'rtl').map(({ lang }) => lang),
    ['ar', 'fa'],
  )
})

test('what nobody has signed is at no address: its language leads to the page of numbers and words, and shows no sentence', async () => {
  const unsigned = {
    ...library.neutral,
    clients: clients.map((texts) => ({ ...texts, reviewedBy: null, reviewedOn: null })),
    sounds: {},
  }
  const { html } = await get('/a', unsigned)
  for (const { lang, sentences, words } of clients) {
    assert.doesNotMatch(html, new RegExp(`/a/${lang}"`))
    for (const text of [...sentences, ...Object.values(words)]) assert.ok(!html.includes(text), text)
    for (const path of ['', '/6', '/7']) {
      const { status, to } = await get(`/a/${lang}${path}`, unsigned)
      assert.deepEqual([status, to], [303, '/a'], `${lang}${path}`)
    }
    assert.equal((await get(`/a/${lang}/4`, unsigned)).status, 404)
  }
  // A language that has not even a word is not there.
  for (const path of ['/a/de', '/a/am', '/a/ckb']) assert.equal((await get(path, unsigned)).status, 404, path)
})

test('one signature shows one language, from its question to its sentences', async () => {
  const content = {
    ...library.neutral,
    clients: clients.map((texts) => (texts.lang === 'ar' ? sign(texts) : texts)),
    sounds: {},
  }
  const arabic = content.clients.find(({ lang }) => lang === 'ar')
  assert.ok(arabic)
  assert.match((await get('/a', content)).html, /<a href="\/a\/ar" lang="ar" hreflang="ar" dir="rtl">العربية<\/a>/)
  // From the first page of every language to every other, by its own name: who tapped a wrong one finds her own.
  for (const from of ['fi', 'sv', 'en', 'ar'])
    for (const [to, name] of [
      ['fi', 'Suomi'],
      ['ar', 'العربية'],
    ])
      assert.match((await get(`/a/${from}`, content)).html, new RegExp(`<a href="/a/${to}"[^>]*>${name}</a>`), from)
  const start = await get('/a/ar', content)
  assert.match(start.html, /<html lang="ar" dir="rtl">/)
  for (const path of ['/a/ar/6', '/a/ar/7']) {
    assert.ok(start.html.includes(`href="${path}"`))
    const { status, html } = await get(path, content)
    assert.equal(status, 200)
    assert.match(html, /<html lang="ar" dir="rtl">/)
    assert.match(html, /<bdi dir="ltr">029 546 3177<\/bdi>/)
    assert.match(html, /href="\/x"/)
  }
  const { html } = await get('/a/ar/6', content)
  for (const sentence of arabic.sentences) assert.ok(html.includes(sentence))
  assert.ok(html.includes(arabic.words.callSeen))
  // The links to the ending pages stand right after what they are.
  assert.match(html, new RegExp(`${arabic.words.ending}</p><ul class="row"><li><a class="line" href="/a/fi/4"`))
  assert.ok((await get('/a/ar/7', content)).html.includes(arabic.words.callSeen))
  for (const number of ['6', '7'])
    assert.ok((await get(`/a/ar/${number}`, content)).html.includes(arabic.words.answers), number)
  for (const { lang } of clients) if (lang !== 'ar') assert.equal((await get(`/a/${lang}`, content)).to, '/a', lang)
})

test('a signature for other words shows nothing', async () => {
  const content = {
    ...library.neutral,
    clients: clients.map((texts) => ({ ...sign(texts), digest: 'of-other-words-!' })),
    sounds: {},
  }
  for (const { lang } of clients) assert.equal((await get(`/a/${lang}`, content)).to, '/a')
})

test('the word for interpreter stands in each language with its name and what to say, marked as unsigned, from two sources each', async () => {
  const { words, leftOut } = library.neutral.interpreter
  const { html } = await get('/a')
  assert.ok(words.length >= 12)
  for (const { word, name, say, lang, dir, sources } of words) {
    assert.match(html, new RegExp(`<span lang="${lang}" dir="${dir}"><b>${word}</b><span class="hint">${name}</span>`))
    assert.match(html, new RegExp(`lang="en"><svg[^>]*><path[^>]*></path></svg>${say}<`))
    assert.equal(new Set(sources.map(({ address }) => address)).size, sources.length, lang)
    assert.ok(sources.length >= 2, lang)
  }
  assert.match(html, /data-unsigned/)
  for (const { lang } of leftOut) assert.ok(!html.includes(`lang="${lang}"`), lang)
  const signed = { ...library.neutral, interpreter: { ...library.neutral.interpreter, reviewedBy: 'A' } }
  assert.doesNotMatch((await get('/a', signed)).html, /data-unsigned/)
  // A signed language is a link from its word.
  const arabic = { ...library.neutral, clients: clients.map((one) => (one.lang === 'ar' ? sign(one) : one)) }
  assert.match((await get('/a', arabic)).html, /<a class="line" href="\/a\/ar" lang="ar" dir="rtl">العربية<\/a>/)
})

test('the page for all begins with the way out, then numbers as buttons, pictures, words; it needs no script', async () => {
  const { html } = await get('/a')
  const places = ['id="leave"', 'class="chips"', 'class="dial"', 'class="pictures"', 'class="tongues"'].map((part) =>
    html.indexOf(part),
  )
  assert.ok(
    places.every((place, i) => place > (places[i - 1] ?? 0)),
    places.join(),
  )
  assert.deepEqual(
    [...html.matchAll(/class="dial" href="tel:([^"]+)"/g)].map(([, number]) => number),
    ['+35880005005', '+358295463177', '112'],
  )
  for (const number of ['080 005 005', '029 546 3177', '112'])
    assert.ok(html.includes(`<bdi dir="ltr">${number}</bdi>`), number)
  assert.match(html, /class="pictures" role="img" aria-label="[^"]+"/)
  for (const lang of ['fi', 'sv', 'en']) assert.match(html, new RegExp(`<a href="/a/${lang}" lang="${lang}"`))
})

test('a recording has a player only where a file is named, and nothing is fetched before she taps', async () => {
  const without = { ...library.neutral, clients, sounds: {} }
  for (const number of ['1', '4', '6', '8']) assert.doesNotMatch((await get(`/a/fi/${number}`, without)).html, /<audio/)
  const content = {
    ...library.neutral,
    clients: clients.map(sign),
    sounds: { 'fi/6': 'fi-6.opus', 'ar/6': 'ar-6.opus' },
  }
  for (const lang of ['fi', 'ar'])
    assert.match(
      (await get(`/a/${lang}/6`, content)).html,
      new RegExp(`<audio preload="none" controls controlslist="nodownload" src="/static/${lang}-6.opus"></audio>`),
    )
  assert.doesNotMatch((await get('/a/sv/6', content)).html, /<audio/)
})

test('a recording that is named is served by its name, whole or in parts, and one that is not there stops the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'recordings-'))
  try {
    await writeFile(join(folder, 'fi-6.opus'), 'OggS')
    const app = new Hono()
    mountRecordings(app, folder, ['fi-6.opus', 'fi-6.opus'])
    const answer = await app.request('/static/fi-6.opus')
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'audio/ogg'])
    assert.equal(await answer.text(), 'OggS')
    for (const [range, status, text, said] of [
      ['bytes=0-1', 206, 'Og', 'bytes 0-1/4'],
      ['bytes=2-', 206, 'gS', 'bytes 2-3/4'],
      ['bytes=0-99', 206, 'OggS', 'bytes 0-3/4'],
      ['bytes=4-', 416, '', 'bytes */4'],
      ['lines=1', 200, 'OggS', null],
    ] as const) {
      const part = await app.request('/static/fi-6.opus', { headers: { range } })
      assert.deepEqual([part.status, await part.text(), part.headers.get('content-range')], [status, text, said], range)
    }
    assert.throws(() => {
      mountRecordings(app, folder, ['sv-6.opus'])
    }, /sv-6\.opus, which is not in content\/recordings/)
  } finally {
    await rm(folder, { recursive: true })
  }
})
