// What a member says of its contact reaches every page that shows the number: guide, steps, cards, rights, neutral pages, directory,
// and what machines read. All pages are looked at, with the small library and with the content.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day } from '@apila/core/day.ts'
import { CALL_USES } from '@apila/core/guide/schema.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Confirmation } from '@apila/core/services/confirm.ts'
import { cardRoutes } from '../cards/routes.tsx'
import { guideRoutes } from '../guide/routes.tsx'
import { hsdsRoutes } from '../hsds/public-routes.ts'
import { interpreterRoutes } from '../interpreters/routes.tsx'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import { content, networkOf } from '../library/test/library.ts'
import { smallLibrary } from '../library/test/small-library.ts'
import { networkPageRoutes } from '../network/public-routes.tsx'
import { neutralRoutes } from '../neutral/routes.tsx'
import { organisationPageRoutes } from '../organisation/public-routes.tsx'
import { recordRoutes } from '../record/routes.tsx'
import { rightsRoutes } from '../rights/routes.tsx'
import { servicesRoutes } from '../services/public-routes.tsx'
import { contentRoutes } from './public-routes.tsx'

const SAID_ON = '2026-11-21'
/** The day as every warning has it. */
const SHOWN = '21.11.2026'

/** Both hosts as one, with every client language signed and each number reported that is asked for. */
function appOf(base: Library, reported: readonly string[]): Hono {
  const clients = base.neutral.clients.map((texts) => ({ ...texts, reviewedBy: 'A', reviewedDigest: texts.digest }))
  const cards = base.cards.cards.map((card) => ({ ...card, reviewedBy: 'A', reviewedDigest: card.digest }))
  const library = { ...base, neutral: { ...base.neutral, clients, sounds: {} }, cards: { ...base.cards, cards } }
  const words: Confirmation[] = reported.map((service) => ({
    ...{ service, state: 'changed', message: 'kanarialintu', organisation: OrganisationId.parse('alder') },
    day: Day.parse(SAID_ON),
  }))
  const ctx = {
    today: () => Day.parse('2026-11-22'),
    minute: () => 720,
    network: { ...networkOf(library, words), roster: { current: () => ({ network: 'north' }) } },
    config: { neutralUrl: '', publicUrl: '', savedGuide: true, leaveTo: 'https://weather.example/' },
  }
  const app = new Hono()
  for (const routes of [
    contentRoutes(ctx),
    guideRoutes(ctx),
    recordRoutes(ctx),
    cardRoutes(ctx),
    interpreterRoutes(ctx),
    rightsRoutes(ctx),
    servicesRoutes(ctx),
    networkPageRoutes(ctx),
    organisationPageRoutes(ctx),
    hsdsRoutes(ctx),
    neutralRoutes(ctx),
  ])
    app.route('/', routes)
  return app
}

/** Every page that a link leads to; of an address with a query, one. */
async function crawl(app: Hono): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  const known = new Set<string>()
  const queue = ['/', '/a', ...LANGUAGES.flatMap((lang) => [`/${lang}/`, `/${lang}/guide/act?a=1&b=1&e=1&i=1`])]
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const page = path.replace(/=[^&]*/g, '=')
    if (known.has(page)) continue
    known.add(page)
    const response = await app.request(path)
    // Pages that need a database are tested with it; they have no number of their own.
    if (response.status !== 200 || !(response.headers.get('content-type') ?? '').startsWith('text/html')) continue
    const html = await response.text()
    pages.set(path, html)
    for (const [, href = ''] of html.matchAll(/<a [^>]*?href="(\/[^"#]*)/g)) queue.push(href.replaceAll('&amp;', '&'))
  }
  return pages
}

const holds = (text: string, number: string): boolean =>
  new RegExp(`(?<![\\d-])${number.replace(/[+()]/g, '\\$&')}(?!\\d)`).test(text)

/** The content as if it had been looked at long before the word was said. */
const services = content.directory.services.map((service) => ({ ...service, checkedOn: '2026-01-10' }))
const looked = { ...content, directory: { ...content.directory, services } }

for (const [name, library] of Object.entries({ small: smallLibrary(), content: looked })) {
  for (const use of CALL_USES) {
    const { phone, service } = getNumber(library, use)
    test(`${name}: every page with the number for ${use} says what its organisation said of it, and no other page does`, async () => {
      const pages = await crawl(appOf(library, [service.id]))
      const showing = [...pages].filter(([, html]) =>
        [phone.shown, `tel:${phone.number}`].some((text) => holds(html, text)),
      )
      for (const [path, html] of showing) {
        const main = html.slice(html.indexOf('<main'))
        assert.ok(main.includes(SHOWN), `${path} shows ${phone.shown} and not that it may have changed`)
        assert.doesNotMatch(html, /kanarialintu/)
      }
      const paths = new Set(showing.map(([path]) => path))
      for (const [path, html] of pages) if (!paths.has(path)) assert.ok(!html.includes(SHOWN), path)
      const kinds = {
        danger: ['/fi/', '/fi/services', '/a'],
        advice: ['/fi/rights', '/fi/guide/cards/ar', '/a/ar/6'],
        place: ['/a/sv/8', '/a'],
        // No page that ends a permission names it: no member has agreed to that.
        weekdays: [],
      }
      for (const path of ['/en/guide', '/a/en/3', ...kinds[use]]) assert.ok(paths.has(path), path)
      if (use === 'weekdays') for (const lang of LANGUAGES) assert.ok(!paths.has(`/a/${lang}/4`), lang)
      assert.ok(pages.size > 60, String(pages.size))
    })
  }

  test(`${name}: without a report no page warns`, async () => {
    for (const [path, html] of await crawl(appOf(library, []))) assert.ok(!html.includes(SHOWN), path)
  })

  test(`${name}: what machines read carries the warning with the number`, async () => {
    const { phone, service } = getNumber(library, 'advice')
    const app = appOf(library, [service.id])
    const read = async (path: string) => (await app.request(`/hsds/${path}`)).text()
    let seen = 0
    for (const path of [
      `services/${service.id}`,
      'services?full=true&per_page=200',
      'organizations?full_service=true&per_page=200',
      'service_at_locations?per_page=200&full=true',
    ]) {
      const text = await read(path)
      if (!holds(text, phone.number) && !holds(text, phone.shown)) continue
      seen += 1
      assert.ok(text.includes(`ilmoitti ${SHOWN}`), path)
    }
    assert.ok(seen >= 3, String(seen))
  })
}

test("a member's yes gives every page the day and the hours of today", async () => {
  const library = smallLibrary()
  const { service } = getNumber(library, 'weekdays')
  const shown = networkOf(library, [
    {
      service: service.id,
      state: 'right',
      message: null,
      organisation: OrganisationId.parse('alder'),
      day: Day.parse(SAID_ON),
    },
  ])
  const ctx = {
    today: () => Day.parse('2026-11-22'),
    minute: () => 720,
    network: { ...shown, roster: { current: () => null } },
    config: { neutralUrl: '', savedGuide: true, leaveTo: 'https://weather.example/' },
  }
  const guide = await (await guideRoutes(ctx).request('/en/guide')).text()
  assert.match(guide, /tel:116000/)
  assert.doesNotMatch(guide, /\(as of 2022\)/)
  assert.ok((await (await neutralRoutes(ctx).request('/a/en/3')).text()).includes(SHOWN))
})
