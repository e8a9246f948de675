// The network's pages: translated, nothing left to fill, and each says what its reader should know of it. Their links, places and
// missing parts are looked at by house/check-content.ts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { placesOf } from '@apila/core/content/places.ts'
import { NetworkPage, sentencesOf } from '@apila/core/network/page.ts'
import { renderPage } from '../frame/render-page.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { content, networkOf } from '../library/test/library.ts'
import { pageValues } from './page-values.ts'
import { NetworkPageView } from './NetworkPageView.tsx'
import { networkPageRoutes } from './public-routes.tsx'
import { getNetworkTexts } from './texts.ts'

const { directory, pages: networkPages } = content
const pages = Object.values(networkPages)
const app = networkPageRoutes({ today: () => Day.parse('2026-11-22'), network: networkOf(content) })

for (const page of pages) {
  test(`${page.id}: every place is filled, and no sentence was left untranslated`, () => {
    const original = new Set(sentencesOf(page.fi))
    for (const lang of LANGUAGES) {
      for (const sentence of sentencesOf(page[lang])) {
        for (const place of placesOf(sentence)) assert.ok(place in pageValues(content, lang), place)
        // Names and addresses are the same in every language.
        const isName = sentence.split(' ').length <= 3
        if (lang !== 'fi' && !isName) assert.ok(!original.has(sentence), sentence)
      }
    }
    assert.equal(new Set(LANGUAGES.map((lang) => page[lang].lead)).size, 3)
  })

  for (const lang of LANGUAGES) {
    test(`${page.id} in ${lang}: says who answers for it, its source, the day of its check and its version`, () => {
      const html = renderPage(
        <NetworkPageView id={page.id} library={content} lang={lang} today={Day.parse('2026-11-22')} />,
      )
      const { owner, source, checkedOn } = page[lang]
      for (const fact of [owner, source.split(' ')[0] ?? '', showDay(checkedOn)]) assert.ok(html.includes(fact), fact)
      assert.equal(html.match(/<h1>/g)?.length, 1)
      assert.doesNotMatch(html, /undefined|\[object|\{[a-zA-Z]+\}|\]\(|<script|style=/)
    })
  }
}

test('a translation that is behind, and a page that is old, say so', () => {
  const { press } = networkPages
  const behind = NetworkPage.parse({ ...press, fi: { ...press.fi, version: press.fi.version + 1 } })
  const library = { ...content, pages: { ...networkPages, press: behind } }
  for (const lang of LANGUAGES) {
    const checkedOn = Day.parse(press[lang].checkedOn)
    const show = (days: number) =>
      renderPage(<NetworkPageView id="press" library={library} lang={lang} today={addDays(checkedOn, days)} />)
    const { pageBehind } = getNetworkTexts(lang)
    const { pageOld } = getPublicTexts(lang)
    assert.equal(show(0).includes(pageBehind), lang !== 'fi')
    assert.deepEqual([show(365).includes(pageOld), show(366).includes(pageOld)], [false, true])
  }
})

test('a page without one of its languages stops the start', () => {
  const { id, fi, sv } = networkPages.about
  assert.equal(NetworkPage.safeParse({ id, fi, sv }).success, false)
})

test('the press page says the rule on interviews (D-246 to D-249)', async () => {
  const html = await (await app.request('/en/press')).text()
  for (const words of [
    'do not pass interview requests on',
    'photographed or recorded',
    'experts by experience',
    'without a decision the answer is no',
  ])
    assert.ok(html.includes(words), words)
})

const PRESS_SENTENCES = {
  'D-250': ['particularly careful while a criminal or residence case is open', 'when much support is needed'],
  'D-251': [
    'Recovery needs peace',
    'close to the person may come into danger',
    'residence permit in ways that nobody can foresee',
  ],
  'D-252': ['only for the agreed time and matter', 'asked for again before publishing', 'taken back', 'never enough'],
  'D-253': ['in ways that nobody can foresee'],
  'D-254': ['research, art and work with companies', 'can they refuse', 'who supports them afterwards'],
  'D-255': ['a person who acts, not goods and not a helpless one', 'no faces, hands or tattoos'],
  'D-256': ['often forced labour, sexual exploitation or a forced marriage', 'lead attention astray'],
}

test('the press page says what D-250 to D-256 ask, in the same places in every language', async () => {
  const html = await (await app.request('/en/press')).text()
  for (const [id, sentences] of Object.entries(PRESS_SENTENCES))
    for (const words of sentences) assert.ok(html.includes(words), `${id}: ${words}`)
  const { press } = networkPages
  const shapeOf = (lang: 'fi' | 'sv' | 'en') =>
    press[lang].sections.map(({ id, blocks }) => [
      id,
      blocks.map((block) => ('items' in block ? block.items.length : 1)),
    ])
  assert.deepEqual(shapeOf('sv'), shapeOf('fi'))
  assert.deepEqual(shapeOf('en'), shapeOf('fi'))
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
