// Every kind of content that carries the day of its check says to its reader, in her language, when that day is a year ago.
import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { Hono } from 'hono'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { cardRoutes } from '../cards/routes.tsx'
import { guideRoutes } from '../guide/routes.tsx'
import { interpreterRoutes } from '../interpreters/routes.tsx'
import { NetworkPageView } from '../network/NetworkPageView.tsx'
import { organisationPageRoutes } from '../organisation/public-routes.tsx'
import { recordRoutes } from '../record/routes.tsx'
import { findRoot } from '../platform/config.ts'
import { rightsRoutes } from '../rights/routes.tsx'
import { content, networkOf } from '../library/test/library.ts'
import { servicesRoutes } from '../services/public-routes.tsx'
import { getDirectoryTexts } from '../services/texts.ts'
import { renderPage } from './render-page.ts'
import { getPublicTexts } from './texts.ts'

const [profile] = content.profiles

/** A page of each kind, and the words that an old one says. */
const PAGES = {
  '/guide': (lang) => getPublicTexts(lang).pageOld,
  '/guide/cards': (lang) => getPublicTexts(lang).pageOld,
  '/guide/cards/fi': (lang) => getPublicTexts(lang).pageOld,
  '/guide/record': (lang) => getPublicTexts(lang).pageOld,
  '/interpreters': (lang) => getPublicTexts(lang).pageOld,
  '/guide/act?e=1': (lang) => content.law.words.words.old[lang],
  '/rights/all': (lang) => content.law.words.words.oldHere[lang],
  '/services': (lang) => getDirectoryTexts(lang).directoryYear,
  [`/organisations/${profile?.organisation ?? ''}`]: (lang) => getDirectoryTexts(lang).organisationOld,
} satisfies Record<string, (lang: (typeof LANGUAGES)[number]) => string>

async function checkDays(): Promise<Day[]> {
  const texts: string[] = []
  for await (const path of glob('content/**/*.{json,md}', { cwd: findRoot() }))
    texts.push(await readFile(join(findRoot(), path), 'utf8'))
  return [...texts.join('\n').matchAll(/checkedOn"?: "?(\d{4}-\d\d-\d\d)/g)].map(([, day]) => Day.parse(day)).sort()
}

function appOn(day: string): Hono {
  const ctx = {
    today: () => Day.parse(day),
    minute: () => 720,
    network: networkOf(content),
    config: { neutralUrl: 'https://neutral.example', savedGuide: true },
  }
  const app = new Hono()
  for (const routes of [
    guideRoutes(ctx),
    cardRoutes(ctx),
    recordRoutes(ctx),
    interpreterRoutes(ctx),
    rightsRoutes(ctx),
    servicesRoutes(ctx),
    organisationPageRoutes(ctx),
  ])
    app.route('/', routes)
  return app
}

/** The days on which the content was checked, from its files, so that whoever checks a text anew changes no test. */
const checked = await checkDays()
// On the first of these days everything is fresh: a check that lies ahead is none that is old. Legal statements count from the day up
// to which their text was seen, which may be earlier.
const freshDay = checked[0]!
const lateDay = addDays(checked.at(-1)!, 366)
const fresh = appOn(freshDay)
const late = appOn(lateDay)
const told = async (app: Hono, path: string, words: string) => (await (await app.request(path)).text()).includes(words)

for (const [path, wordsOf] of Object.entries(PAGES)) {
  test(`${path} says in every language when it is old`, async () => {
    for (const lang of LANGUAGES) {
      assert.ok(await told(late, `/${lang}${path}`, wordsOf(lang)), lang)
      const isLegal = path.startsWith('/guide/act') || path === '/rights/all'
      if (!isLegal) assert.ok(!(await told(fresh, `/${lang}${path}`, wordsOf(lang))), lang)
    }
  })
}

test('a page of the network says in every language when it is old', () => {
  for (const { id } of Object.values(content.pages)) {
    for (const lang of LANGUAGES) {
      const on = (day: string) => renderPage(NetworkPageView({ id, library: content, lang, today: Day.parse(day) }))
      assert.ok(on(lateDay).includes(getPublicTexts(lang).pageOld), `${lang} ${id}`)
      assert.ok(!on(freshDay).includes(getPublicTexts(lang).pageOld), `${lang} ${id}`)
    }
  }
})
