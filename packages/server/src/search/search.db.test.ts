// The search as people meet it: a form without a script, results that say what they are and lead somewhere, and nothing left behind of
// what was looked for.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { getPublicTexts } from '../frame/texts.ts'
import type { LogLine } from '../platform/log.ts'
import { type TestServer, startTestServer } from '../test/network.ts'

let server: TestServer
const logged: LogLine[] = []
before(async () => {
  server = await startTestServer({ log: (line) => logged.push(line) })
})
after(() => server.close())

const KIND = { 'content-type': 'application/x-www-form-urlencoded' }
const send = (lang: Language, body: string, headers: Record<string, string> = KIND) =>
  fetch(`${server.running.publicUrl}/${lang}/search`, { method: 'POST', body, headers })
const find = async (lang: Language, text: string): Promise<string> =>
  (await send(lang, new URLSearchParams({ q: text }).toString())).text()
const results = (html: string) =>
  [...html.matchAll(/<h3><a href="([^"]+)">([^<]+)<\/a><\/h3><p><span class="tag">([^<]+)</g)].map(
    ([, href, title, kind]) => ({
      href: href ?? '',
      title: title ?? '',
      kind: kind ?? '',
    }),
  )

for (const lang of LANGUAGES) {
  test(`${lang}: a plain form by POST, with nothing of it in an address, and no script needed`, async () => {
    const answer = await fetch(`${server.running.publicUrl}/${lang}/search`)
    const html = await answer.text()
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.match(html, new RegExp(`<form method="post" action="/${lang}/search" autocomplete="off" role="search">`))
    assert.match(html, /<input id="q" name="q" type="search" maxlength="100" autocomplete="off"/i)
    assert.match(html, /name="robots" content="noindex"/)
    assert.match(html, /id="leave"/)
    assert.equal(results(html).length, 0)
  })

  test(`${lang}: every result says what it is and leads to a page that answers and has its place`, async () => {
    const texts = getPublicTexts(lang)
    const kinds = new Set([texts.navGuide, texts.guideNext, texts.searchService, texts.navRights, texts.navStatistics])
    const words = { fi: 'tulkki lapsi poliisi apu', sv: 'tolk barn polis hjälp', en: 'interpreter child police help' }[
      lang
    ]
    const found = [
      ...(await Promise.all(words.split(' ').map((word) => find(lang, word)))).flatMap(results),
      ...results(await find(lang, texts.navStatistics)),
    ]
    assert.ok(found.length > 20)
    assert.equal(new Set(found.map(({ kind }) => kind)).size, kinds.size)
    for (const href of new Set(found.map((one) => one.href))) {
      const [path = '', place] = href.split('#')
      const answer = await fetch(`${server.running.publicUrl}${path}`)
      assert.equal(answer.status, 200, href)
      if (place !== undefined) assert.ok((await answer.text()).includes(` id="${place}"`), href)
    }
    for (const { kind } of found) assert.ok(kinds.has(kind), kind)
  })
}

test('the service, the right and the step are found by the words and the forms that people use', async () => {
  for (const [lang, typed, wanted] of [
    ['fi', 'turvakodissa', /^\/fi\/organisations\//],
    ['fi', 'lastensuojeluilmoituksen', /^\/fi\/guide\/act#step-child-notify/],
    ['fi', 'korvausta', /^\/fi\/rights\//],
    ['fi', 'vapaaehtoisille', /^\/fi\/guide\/volunteer$/],
    ['sv', 'skyddshemmet', /^\/sv\/organisations\//],
    ['sv', 'tolkarna', /^\/sv\/(interpreters|guide|rights)/],
    ['en', 'shelters', /^\/en\/organisations\//],
    ['en', 'interpretr', /^\/en\/(interpreters|guide|rights)/],
  ] as const) {
    const found = results(await find(lang, typed))
    assert.ok(
      found.slice(0, 3).some(({ href }) => wanted.test(href)),
      `${typed}: ${found.map(({ href }) => href).join(' ')}`,
    )
  }
})

test('what was searched for stays nowhere: no cache, no cookie, no log, no address, no title', async () => {
  const text = 'salainenhakusanakanarialintu'
  const answer = await send('fi', new URLSearchParams({ q: text }).toString())
  const html = await answer.text()
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.equal(answer.headers.get('set-cookie'), null)
  assert.equal(answer.headers.get('etag'), null)
  assert.equal(answer.url, `${server.running.publicUrl}/fi/search`)
  assert.doesNotMatch(/<title>(.*?)<\/title>/.exec(html)?.[1] ?? '', /kanarialintu/)
  // In the field, where it can be mended, and nowhere else; the other languages begin anew.
  assert.equal(html.split('kanarialintu').length, 2)
  assert.doesNotMatch(JSON.stringify(logged), /kanarialintu/)
  // Whoever writes an address with it is answered, and nobody after gets it.
  const address = `${server.running.publicUrl}/fi/search`
  const written = await fetch(`${address}?q=${text}`)
  assert.deepEqual([written.headers.get('cache-control'), written.headers.get('etag')], ['no-store', null])
  assert.match(await written.text(), /kanarialintu/)
  assert.doesNotMatch(await (await fetch(address)).text(), /kanarialintu/)
  assert.doesNotMatch(JSON.stringify(logged), /kanarialintu/)
  const [byForm, byAddress] = await Promise.all([find('fi', 'turvakoti'), fetch(`${address}?q=turvakoti`)])
  // The same answer, but for what is true of the address: by the form it holds nothing, by a written address it holds the words.
  const { searchKept, searchInAddress } = getPublicTexts('fi')
  assert.ok(byForm.includes(searchKept) && !byForm.includes(searchInAddress))
  assert.equal(await byAddress.text(), byForm.replace(searchKept, searchInAddress))
})

test('what is typed is shown as text and never as markup; nothing found gets a next step', async () => {
  const html = await find('en', '"><script>alert(1)</script>')
  assert.doesNotMatch(html, /<script>alert/)
  const none = await find('en', 'xylophonequartz')
  assert.match(none, /Nothing was found.*href="tel:\+358295463177"/s)
  assert.match(await find('en', '   '), /Write at least one word/)
})

test('too long, another kind and another site are refused', async () => {
  assert.equal((await send('en', `q=${'a'.repeat(4_000)}`)).status, 413)
  assert.equal((await send('en', '{}', { 'content-type': 'application/json' })).status, 415)
  assert.equal((await send('en', 'q=a', { ...KIND, 'sec-fetch-site': 'cross-site' })).status, 403)
  assert.equal((await send('en', 'x=1')).status, 200)
})
