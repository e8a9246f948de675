// Hand-out cards: neutral words, a number that the directory confirms, a code that leads to the neutral host only,
// and nothing in another language before a named person has signed it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from 'uqr'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { renderPage } from '../frame/render-page.ts'
import { isShown } from '../library/cards.ts'
import { getNumber } from '../library/numbers.ts'
import { content, networkOf } from '../library/test/library.ts'
import { cardRoutes, SheetPage } from './routes.tsx'

const neutralUrl = 'https://neutral.example'
const today = Day.parse('2026-11-22')
const { cards: cardContent, directory } = content
const app = cardRoutes({ config: { neutralUrl }, today: () => today, network: networkOf(content) })
const get = (path: string) => app.request(path)
const shown = cardContent.cards.filter(isShown)
const waiting = cardContent.cards.filter((card) => !isShown(card))

test('what we wrote ourselves is shown, and what was translated waits for a name', () => {
  for (const lang of LANGUAGES)
    assert.ok(
      shown.some((card) => card.own && card.lang === lang),
      lang,
    )
  assert.ok(shown.every(({ own, reviewedBy }) => own || reviewedBy !== null))
  assert.ok(waiting.every(({ own }) => !own))
})

test('a signature shows a card, only a signature, and only while the words are those that were signed', () => {
  for (const card of waiting) {
    const signed = { ...card, reviewedBy: 'N. N.', reviewedOn: '2026-11-22', reviewedDigest: card.digest }
    assert.equal(isShown(signed), true)
    assert.equal(isShown({ ...signed, digest: 'of-other-words-!' }), false)
  }
  assert.equal(new Set(cardContent.cards.map(({ digest }) => digest)).size, cardContent.cards.length)
})

test('the number is the one of the directory', () => {
  const { phone } = getNumber(content, 'advice')
  const sheet = renderPage(SheetPage({ lang: 'en', library: content, today, card: shown[0]!, neutralUrl }))
  assert.ok(sheet.includes(`<p class="card-number"><bdi dir="ltr">${phone.shown}</bdi></p>`))
  for (const { fi } of cardContent.page.askLines)
    for (const [number] of fi.matchAll(/\d[\d ]{4,}\d/g))
      assert.ok(
        directory.services.some(({ phones }) => phones.some(({ shown: one }) => one === number)),
        number,
      )
})

for (const lang of LANGUAGES) {
  test(`${lang}: the page asks first whether a paper is safe, then offers shown languages only`, async () => {
    const html = await (await get(`/${lang}/guide/cards`)).text()
    assert.ok(html.indexOf(cardContent.page.ask[lang]) < html.indexOf(cardContent.page.choose[lang]))
    assert.match(html, /href="https:\/\/neutral\.example\/x"/)
    assert.match(html, /osa Maahanmuuttovirastoa|en del av Migrationsverket|part of the Immigration Service/)
    for (const card of shown) assert.match(html, new RegExp(`href="/${lang}/guide/cards/${card.lang}"`))
    for (const card of waiting) {
      assert.ok(!html.includes(card.heading))
      assert.ok(!html.includes(`/guide/cards/${card.lang}"`))
      assert.equal((await get(`/${lang}/guide/cards/${card.lang}`)).status, 404)
    }
  })

  test(`${lang}: a sheet has eight cards with number, address and code, and asks again`, async () => {
    for (const card of shown) {
      const html = await (await get(`/${lang}/guide/cards/${card.lang}`)).text()
      assert.equal(html.match(/class="card(?: copy)?"/g)?.length, 8)
      assert.equal(html.split(getNumber(content, 'advice').phone.shown).length - 1 >= 8, true)
      assert.ok(html.includes(cardContent.page.ask[lang]))
      assert.match(html, /<meta name="robots" content="noindex"\/>/)
      const { size } = encode(`${neutralUrl}/a/${card.lang}`, { ecc: 'M', border: 4 })
      assert.match(
        html,
        new RegExp(`aria-label="[^"]*${neutralUrl}/a/${card.lang}" viewBox="0 0 ${String(size)} ${String(size)}"`),
      )
      assert.doesNotMatch(html, /<style|style=|<script(?! type="module" src="\/static\/guide\.js")/)
      assert.match(html, /href="https:\/\/neutral\.example\/x"/)
    }
  })
}

test('no card says what it is for', () => {
  for (const card of cardContent.cards) {
    assert.doesNotMatch(
      JSON.stringify(card),
      /ihmiskaup|hyväksikäyt|uhri|väkival|poliisi|människohandel|brottsoffer|polis|traffick|victim|violen|police|apila|الاتجار|ضحية|торгов|жертв|قاچاق|buôn người|nạn nhân|ค้ามนุษย์/iu,
      card.lang,
    )
  }
})

test('a card from right to left is laid out so, with its number from left to right, and leads to the list of languages', () => {
  const arabic = cardContent.cards.find(({ lang }) => lang === 'ar')
  assert.ok(arabic)
  const html = renderPage(SheetPage({ lang: 'en', library: content, today, card: arabic, neutralUrl }))
  assert.match(html, /class="card" lang="ar" dir="rtl"/)
  assert.match(html, /<bdi dir="ltr">029 546 3177<\/bdi>/)
  assert.match(html, /aria-label="[^"]*https:\/\/neutral\.example\/a"/)
})
