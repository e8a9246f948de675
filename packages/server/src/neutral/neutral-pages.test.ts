// The neutral host: nothing telling in address, title or link, nothing set, and no way for the digits to leave by themselves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { content, networkOf } from '../library/test/library.ts'
import { renderNeutralNotFound } from './not-found.tsx'
import { neutralRoutes } from './routes.tsx'
import { getNeutralTexts } from '../frame/texts.ts'

// Its name tells, as a real network's would.
const roster = { current: () => ({ network: 'neliapila' }) }
const config = { leaveTo: 'https://weather.example/' }
const { directory } = content
const neutral = neutralRoutes({ network: { ...networkOf(content), roster }, config })

/** Words that would tell what the host is about, and names of organisations, in the languages of the pages. */
const TELLING =
  /ihmiskaup|traffick|uhri|offer|victim|människohandel|hyväksikäyt|utnyttj|exploit|neliapila|apila|rikos|brott|crime|monika|pakolaisneuvonta|flykting|tukipiste|riku|nollalinja|nollinjen|migri|iom|prostitu|väkival|våld|violence/i

async function crawl(app = neutral): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  const queue = ['/a']
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (pages.has(path)) continue
    const response = await app.request(path)
    assert.equal(response.status, 200, path)
    assert.equal(response.headers.get('set-cookie'), null)
    const html = await response.text()
    pages.set(path, html)
    for (const [, href = ''] of html.matchAll(/href="(\/a[^"]*)"/g)) queue.push(href)
  }
  return pages
}

test('no page shows a telling word in its address, title, links or text', async () => {
  const pages = await crawl()
  assert.equal(pages.size, 1 + LANGUAGES.length * 11)
  for (const [path, html] of pages) {
    assert.doesNotMatch(path, TELLING)
    assert.doesNotMatch(html.replace(/<!doctype[^>]*>/, ''), TELLING, path)
    // Titles stay in the browser's history whatever one does: one word and the number of the page, no more.
    assert.match(html, /<title>((Neuvoja|Råd|Advice)( \d+)?|Neuvoja · Råd · Advice)<\/title>/, path)
    assert.match(html, /name="robots" content="noindex"/)
    assert.doesNotMatch(html, /<style|\sstyle=|<script(?![^>]* src=")|undefined/)
    for (const [, address = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      assert.match(address, /^(\/a(\/|$)|\/x$|\/static\/(public\.css|pages\.css|leave\.js|end\.js)$|#main$|tel:)/, path)
    }
  }
})

test('a signed client language carries no telling word either', async () => {
  const clients = content.neutral.clients.map((texts) => ({ ...texts, reviewedBy: 'A', reviewedDigest: texts.digest }))
  const pages = await crawl(
    neutralRoutes({
      network: { ...networkOf({ ...content, neutral: { ...content.neutral, clients, sounds: {} } }), roster },
      config,
    }),
  )
  assert.equal(pages.size, 1 + LANGUAGES.length * 11 + clients.length * 3)
  const telling = new RegExp(
    `${TELLING.source}|торгов|торгів|насил|жертв|постражд|اتجار|ضحي|عنف|قاچاق|قربانی|خشونت|buôn|nạn nhân|bạo lực|ค้ามนุษย์|เหยื่อ`,
    'i',
  )
  for (const [path, html] of pages) assert.doesNotMatch(html.replace(/<!doctype[^>]*>/, ''), telling, path)
})

test('every page has a way out, which sets one cookie for ten minutes and nothing else', async () => {
  for (const [path, html] of await crawl()) {
    assert.match(html, /href="\/x"/, path)
    assert.match(html, /src="\/static\/leave.js"/, path)
  }
  const out = await neutral.request('/x')
  assert.equal(out.status, 303)
  assert.equal(out.headers.get('set-cookie'), 'x=1; Max-Age=600; Path=/a; HttpOnly; Secure; SameSite=Lax')
  assert.doesNotMatch(out.headers.get('location') ?? '', TELLING)
})

test('for ten minutes after leaving, every address under /a leads away, known or not', async () => {
  for (const path of [...(await crawl()).keys(), '/a/de', '/a/fi/99']) {
    const { status, headers } = await neutral.request(path, { headers: { cookie: 'x=1' } })
    assert.equal(status, 303, path)
    assert.equal(headers.get('location'), (await neutral.request('/x')).headers.get('location'))
    assert.equal(headers.get('set-cookie'), null)
  }
  assert.equal((await neutral.request('/a/fi', { headers: { cookie: 'y=1' } })).status, 200)
})

test('the digits cannot leave the page without the script', async () => {
  for (const lang of LANGUAGES) {
    const html = await (await neutral.request(`/a/${lang}/4`)).text()
    const form = /<form[^>]*>/.exec(html)?.[0] ?? ''
    assert.match(form, /id="end-permission"/)
    assert.match(form, /method="dialog"/)
    assert.match(form, / hidden/)
    assert.doesNotMatch(form, /action=/)
    // SHA-256 of "apila/ticket/v2", a zero byte and the network's name: its first 16 bytes.
    assert.match(form, /data-salt="9db6at9RX834ZnDQEudIpg"/)
    const input = /<input[^>]*>/.exec(html)?.[0] ?? ''
    assert.match(input, /autocomplete="off"/)
    assert.match(input, /inputmode="numeric"/i)
    assert.doesNotMatch(input, / name=| value=/)
    const status = /<p id="end-status"[^>]*>/.exec(html)?.[0] ?? ''
    for (const word of ['working', 'busy', 'done', 'slip', 'length', 'failed'])
      assert.match(status, new RegExp(`data-${word}="[^"]+"`))
    // Without the script nobody is told "here": the telephone and any worker stand on the page.
    const unhidden = html.replace(/<form[^]*<\/form>/, '')
    assert.ok(!unhidden.includes(getNeutralTexts(lang).endLead))
    assert.ok(html.includes(getNeutralTexts(lang).endLead))
    // No member has agreed that its number ends permissions of this network: the paper has the number, or any desk does it.
    assert.doesNotMatch(html, /tel:|116 ?006/)
    assert.match(unhidden, /kenelle tahansa järjestöjemme|vem som helst som arbetar|any worker of our/)
    // Her word is in the note of the desk that gave her the digits: another desk cannot find it.
    assert.match(unhidden, /<li>[^<]*(paperissasi\. Sano sana|ditt papper\. Säg ordet|your paper\. Say the word)/)
    assert.doesNotMatch(unhidden, /Sana, jonka valitsit, riittää|Ordet som du valde räcker|chose is enough/)
  }
})

test('the telephones are those of the service directory that are ready to be shown', async () => {
  const ready = new Set(
    directory.services
      .filter(({ advice }) => advice === 'ready')
      .flatMap(({ phones }) => phones.map(({ number }) => number)),
  )
  for (const [path, html] of await crawl()) {
    for (const [, number = ''] of html.matchAll(/href="tel:([^"]+)"/g))
      assert.ok(ready.has(number), `${path} ${number}`)
  }
})

// Whoever wants no authorities must know it before she calls (D-038, D-056).
test('where the number of an authority stands, it says who answers, and that it can be looked up', async () => {
  let pages = 0
  for (const [path, html] of await crawl()) {
    if (!html.includes('tel:+358295463177')) continue
    pages += 1
    assert.match(
      html,
      /maahanmuuton viranomainen, ei|myndighet för migration svarar|immigration authority answers/,
      path,
    )
  }
  assert.equal(pages, LANGUAGES.length * 2 + 1)
  for (const lang of LANGUAGES)
    assert.match(
      await (await neutral.request(`/a/${lang}/3`)).text(),
      /katsoa netistä, kenen|söka på nätet vems|look up online whose/,
    )
})

test('who hears it is told with what the law asks: danger, a court, a child', async () => {
  for (const [lang, asked] of [
    ['fi', ['vaarassa', 'tuomioistuin', 'alle 18']],
    ['sv', ['fara', 'domstol', 'under 18']],
    ['en', ['danger', 'court', 'under 18']],
  ] as const) {
    const html = await (await neutral.request(`/a/${lang}/10`)).text()
    for (const one of asked) assert.ok(html.includes(one), `${lang} ${one}`)
  }
})

test('a page that is not there answers 404', async () => {
  for (const path of ['/a/de', '/a/fi/99', '/a/fi/x', '/fi/guide'])
    assert.equal((await neutral.request(path)).status, 404, path)
})

test('a mistyped address leads to the plain one, on this host, and sets nothing', async () => {
  for (const [typed, plain] of [
    ['/', '/a'],
    ['/a/', '/a'],
    ['/A', '/a'],
    ['/a/fi/', '/a/fi'],
    ['/A/FI', '/a/fi'],
    ['/a//sv/3//', '/a/sv/3'],
    ['/a/fi/?from=paper', '/a/fi'],
  ] as const) {
    const { status, headers } = await neutral.request(typed)
    assert.deepEqual([status, headers.get('location'), headers.get('set-cookie')], [303, plain, null], typed)
  }
  for (const path of ['//evil.example/', '/\\evil.example', '//a/fi']) {
    const { headers } = await neutral.request(`http://localhost${path}`)
    assert.equal(headers.get('location'), null, path)
  }
})

test('a page that is not there says so in the language of its address, else in all three, and says no more', () => {
  for (const lang of LANGUAGES)
    for (const path of [`/a/${lang}/99`, `/A/${lang.toUpperCase()}/99`]) {
      const html = renderNeutralNotFound(path, content)
      assert.match(html, new RegExp(`^<!doctype html><html lang="${lang}"`))
      for (const other of LANGUAGES)
        assert.equal(html.includes(`>${getNeutralTexts(other).notFoundTitle}<`), other === lang, path)
    }
  const all = renderNeutralNotFound('/guide', content)
  for (const lang of LANGUAGES) {
    assert.ok(all.includes(getNeutralTexts(lang).notFoundTitle))
    assert.match(all, new RegExp(`<section lang="${lang}">`))
  }
  for (const path of ['/a/fi/99', '/guide']) {
    const html = renderNeutralNotFound(path, content)
    assert.doesNotMatch(html.replace(/<!doctype[^>]*>/, ''), TELLING)
    assert.match(html, /href="\/x"/)
  }
})

test('robots are sent away without a word why', async () => {
  const answer = await neutral.request('/robots.txt')
  assert.equal(answer.status, 200)
  assert.equal(await answer.text(), 'User-agent: *\nDisallow: /\n')
  assert.equal((await neutral.request('/.well-known/security.txt')).status, 404)
})

test('pages with numbers say that calls can be seen, and when each number was checked', async () => {
  for (const lang of LANGUAGES) {
    const texts = getNeutralTexts(lang)
    const page = async (number: string) => (await neutral.request(`/a/${lang}/${number}`)).text()
    for (const number of ['3', '5']) assert.ok((await page(number)).includes(texts.callSeen), number)
    assert.ok((await page('7')).includes(texts.later3))
    for (const number of ['3', '8']) {
      const html = await page(number)
      const numbers = html.match(/href="tel:/g)?.length
      assert.equal(html.split(texts.numberChecked.split('{')[0] ?? '').length - 1, numbers, number)
      for (const { phones, checkedOn } of directory.services)
        if (phones.some((phone) => html.includes(`href="tel:${phone.number}"`)))
          assert.ok(html.includes(showDay(checkedOn)), number)
    }
  }
})

test('before a network is founded the ending page still says where else to end', async () => {
  const html = await (
    await neutralRoutes({ network: { ...networkOf(content), roster: { current: () => null } }, config }).request(
      '/a/en/4',
    )
  ).text()
  assert.doesNotMatch(html, /data-salt/)
  assert.ok(html.includes(getNeutralTexts('en').endOther1))
})

test('who left by mistake comes back at an address that is on no link; it says the same to everybody', async () => {
  for (const cookie of ['x=1', 'y=1', '']) {
    const back = await neutral.request('/a/0', { headers: { cookie } })
    assert.deepEqual([back.status, back.headers.get('location')], [303, '/a'], cookie)
    assert.match(back.headers.get('set-cookie') ?? '', /^x=; Max-Age=0; Path=\/a; HttpOnly; Secure; SameSite=Lax$/)
    assert.equal(await back.text(), '')
  }
  for (const [path, html] of await crawl()) assert.doesNotMatch(html, /href="\/a\/0"/, path)
  // It is told where leaving is explained, in words.
  for (const lang of LANGUAGES) assert.match(await (await neutral.request(`/a/${lang}/5`)).text(), /\/a\/0/)
})

test('once it is done the page says what may be believed, and there is a way out', async () => {
  for (const lang of LANGUAGES) {
    const html = await (await neutral.request(`/a/${lang}/4`)).text()
    const after = /<div id="end-after" hidden>.*?<\/div><\/div>/s.exec(html)?.[0] ?? ''
    const texts = getNeutralTexts(lang)
    for (const text of [texts.endAfter1, texts.endAfter2, texts.endAfter3]) assert.ok(after.includes(text), text)
    assert.match(after, /href="\/x"[^>]*data-leave/)
    // Nothing hangs on an "if" that a frightened reader would take for a no.
    assert.doesNotMatch(texts.endDone, /\b(jos|om|if)\b/i)
  }
})

test('leaving leads where the network says, and keeps the pages closed for ten minutes', async () => {
  const out = await neutral.request('/x')
  assert.deepEqual([out.status, out.headers.get('location')], [303, config.leaveTo])
  const cookie = out.headers.get('set-cookie') ?? ''
  assert.match(cookie, /^x=1; Max-Age=600; Path=\/a; HttpOnly; Secure; SameSite=Lax$/)
  const again = await neutral.request('/a/fi/6', { headers: { cookie: 'x=1' } })
  assert.deepEqual([again.status, again.headers.get('location')], [303, config.leaveTo])
})
