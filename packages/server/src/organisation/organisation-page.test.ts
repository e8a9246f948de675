// Organisations' pages: two readers, the client and another member; every service with its own area; nothing secret.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { content, networkOf } from '../library/test/library.ts'
import { organisationPageRoutes } from './public-routes.tsx'

const { directory, profiles: organisationProfiles } = content
const on = (day: string) =>
  organisationPageRoutes({
    today: () => Day.parse(day),
    minute: () => 720,
    network: networkOf(content),
    config: { neutralUrl: 'http://neutral.example' },
  })
const app = on('2026-11-22')
const page = async (path: string, from = app): Promise<string> => (await from.request(path)).text()

for (const lang of LANGUAGES) {
  test(`${lang}: every organisation has a page with its services`, async () => {
    for (const { id } of directory.organisations) {
      const html = await page(`/${lang}/organisations/${id}`)
      const own = directory.services.filter(({ organisation }) => organisation === id)
      assert.ok(own.length > 0, id)
      assert.equal(html.match(/<li class="card entry">/g)?.length, own.length, id)
      assert.doesNotMatch(html, /undefined|\[object|\{[a-z]+\}/)
    }
  })
}

const nameOf = (organisation: string) => directory.organisations.find(({ id }) => id === organisation)?.name.en ?? ''

test('every member has a profile for clients and for the other members, and so have IOM and the assistance system', async () => {
  for (const { id, role } of directory.organisations) {
    const profile = organisationProfiles.find(({ organisation }) => organisation === id)
    if (role === 'member') assert.ok(profile, id)
    if (profile === undefined) continue
    const html = await page(`/en/organisations/${id}`)
    for (const text of [
      'For you who look for help',
      'Working methods',
      'Criteria for clients',
      'Structure',
      `Version ${String(profile.version)}. Checked ${showDay(profile.checkedOn)}`,
    ])
      assert.ok(html.includes(text), text)
    assert.equal(html.includes('has not yet read this page itself'), profile.reviewedBy === null)
  }
  for (const name of ['IOM', 'Assistance'])
    assert.ok(
      organisationProfiles.some(({ organisation }) => nameOf(organisation).includes(name)),
      name,
    )
  const known = new Set(directory.organisations.map(({ id }) => id))
  for (const { organisation } of organisationProfiles) assert.ok(known.has(organisation))
})

test('a profile older than a year says so', async () => {
  for (const { organisation, checkedOn } of organisationProfiles) {
    const old = async (days: number) =>
      (await page(`/en/organisations/${organisation}`, on(addDays(Day.parse(checkedOn), days)))).includes(
        'This page is more than a year old',
      )
    assert.deepEqual([await old(365), await old(366)], [false, true])
  }
})

test('every organisation has the way out in sight, with the script that makes it quick, and promises no clean history', async () => {
  for (const lang of LANGUAGES)
    for (const { id } of directory.organisations) {
      const html = await page(`/${lang}/organisations/${id}`)
      assert.match(html, /<a [^>]*id="leave"[^>]*href="http:\/\/neutral\.example\/x"[^>]*data-leave/, id)
      assert.match(html, /<script type="module" src="\/static\/guide\.js">/, id)
      // The same words beside the button as on the services: where one has been stays in the browser.
      const { footerTrace } = getPublicTexts(lang)
      assert.ok(html.includes(`<section class="keep"`) && html.split(footerTrace).length === 3, id)
    }
})

test('what is not there is not there', async () => {
  for (const id of ['', 'none', '00000000-0000-4000-8000-000000000000', '__proto__']) {
    assert.equal((await app.request(`/en/organisations/${id}`)).status, 404, id)
  }
})
