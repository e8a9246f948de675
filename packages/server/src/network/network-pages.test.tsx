// The network's pages: three languages with the same places and links, every link of ours alive, nothing left to fill.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { placesOf } from '@apila/core/network/fill.ts'
import { splitLinks } from '@apila/core/network/inline.ts'
import { NetworkPage, textsOf } from '@apila/core/network/page.ts'
import { renderPage } from '../content/render-page.ts'
import { directory } from '../services/directory.ts'
import { networkPages, pageValues } from './network-content.ts'
import { NetworkPageView } from './NetworkPageView.tsx'
import { networkPageRoutes } from './public-routes.tsx'
import { getNetworkTexts } from './texts.ts'

const pages = Object.values(networkPages)
const on = (day: string) => networkPageRoutes({ today: () => Day.parse(day) })
const app = on('2026-11-22')
const linksOf = (text: string): string[] => splitLinks(text).flatMap(({ href }) => href ?? [])

// Pages of other features, which their own tests open. A page that is not in this list and not ours is a dead link.
const ELSEWHERE = new Set([
  '/services',
  '/rights',
  '/interpreters',
  '/statistics',
  '/statistics/method',
  '/statements',
  '/calendar',
  '/accessibility',
])

for (const page of pages) {
  test(`${page.id}: places and links are the same in every language, and every place is filled`, () => {
    for (const text of textsOf(page)) {
      for (const lang of LANGUAGES) {
        assert.deepEqual(placesOf(text[lang]), placesOf(text.fi), text[lang])
        for (const place of placesOf(text[lang])) assert.ok(place in pageValues(lang), place)
        const own = (of: string) => linksOf(of).filter((href) => href.startsWith('/'))
        assert.deepEqual(own(text[lang]), own(text.fi), text[lang])
        assert.equal(linksOf(text[lang]).length, linksOf(text.fi).length, text[lang])
        // A link that is written wrongly would show its brackets.
        assert.doesNotMatch(
          splitLinks(text[lang])
            .map((piece) => piece.text)
            .join(''),
          /\]\(|\[[^\]]*\]/,
        )
      }
    }
  })

  test(`${page.id}: no sentence was left untranslated`, () => {
    for (const text of textsOf(page)) assert.equal(new Set([text.fi, text.sv, text.en]).size, 3, text.en)
  })

  test(`${page.id}: every link of ours leads to a page that is there`, async () => {
    const organisations = new Set(directory.organisations.map(({ id }) => `/organisations/${id}`))
    for (const href of textsOf(page).flatMap(({ fi }) => linksOf(fi))) {
      if (!href.startsWith('/') || ELSEWHERE.has(href) || organisations.has(href)) continue
      assert.equal((await app.request(`/fi${href}`)).status, 200, href)
    }
  })

  for (const lang of LANGUAGES) {
    test(`${page.id} in ${lang}: says who answers for it, its source, the day of its check and its version`, () => {
      const html = renderPage(<NetworkPageView page={page} lang={lang} today={Day.parse('2026-11-22')} />)
      for (const fact of [page.owner, page.source[lang].split(' ')[0] ?? '', '22.11.2026'])
        assert.ok(html.includes(fact), fact)
      assert.equal(html.match(/<h1>/g)?.length, 1)
      assert.doesNotMatch(html, /undefined|\[object|\{[a-zA-Z]+\}|\]\(|<script|style=/)
    })
  }
}

test('a translation that is behind, and a page that is old, say so', () => {
  const behind = NetworkPage.parse({ ...networkPages.press, version: 2 })
  const show = (lang: 'fi' | 'sv', day: string) =>
    renderPage(<NetworkPageView page={behind} lang={lang} today={Day.parse(day)} />)
  assert.ok(show('sv', '2026-11-22').includes(getNetworkTexts('sv').pageBehind))
  assert.ok(!show('fi', '2026-11-22').includes(getNetworkTexts('fi').pageBehind))
  assert.ok(show('fi', '2027-11-23').includes(getNetworkTexts('fi').pageOld))
  assert.ok(!show('fi', '2026-11-22').includes(getNetworkTexts('fi').pageOld))
})

test('a page with a missing language stops the start', () => {
  const [section] = networkPages.about.sections
  assert.ok(section)
  const broken = { ...networkPages.about, sections: [{ ...section, title: { fi: 'a', sv: 'b' } }] }
  assert.equal(NetworkPage.safeParse(broken).success, false)
})

test('the press page says the rule on interviews (D-246 to D-249)', async () => {
  const html = await (await app.request('/en/press')).text()
  for (const words of [
    'do not pass interview requests on',
    'photographed or recorded',
    'experts by experience',
    'Without a decision the answer is no',
  ])
    assert.ok(html.includes(words), words)
})

test('the page about the network names four members, and says that IOM and the authority are none (D-001, D-221)', async () => {
  const html = await (await app.request('/en/about')).text()
  const members = directory.organisations.filter(({ role }) => role === 'member')
  assert.equal(members.length, 4)
  for (const { id } of directory.organisations.filter(
    ({ role, name }) => role === 'member' || /IOM|Assistance/.test(name.en),
  ))
    assert.ok(html.includes(`href="/en/organisations/${id}"`), id)
  assert.match(html, /partners but not members/)
})

test('texts around the pages have the same keys and places in every language', () => {
  const fi = getNetworkTexts('fi')
  for (const lang of LANGUAGES) {
    const texts = getNetworkTexts(lang)
    assert.deepEqual(Object.keys(texts), Object.keys(fi))
    for (const key of Object.keys(fi) as (keyof typeof fi)[]) {
      assert.notEqual(texts[key].trim(), '', key)
      assert.deepEqual(placesOf(texts[key]), placesOf(fi[key]), key)
      if (lang !== 'fi') assert.notEqual(texts[key], fi[key], key)
    }
  }
})
