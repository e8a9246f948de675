// Every page that anybody can reach without signing in, in the running system: it answers, leads nowhere dead, can be read, tapped and
// gone through by keyboard, asks nobody else for anything and leaves nothing behind. Governed by docs/requirements.md.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { get } from 'node:http'
import type { Browser, HTTPRequest, Page } from 'puppeteer-core'
import { AXE_LOOKS, axeViolations, launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { type Answer, type Crawl, crawl, formFaces } from './crawl.ts'
import { listenForComplaints } from './hands.ts'
import {
  measureGraphics,
  measureSideways,
  measureSizes,
  measureStuck,
  unfoldAll,
  walkByKeyboard,
} from './page-measures.ts'

/** No page of the neutral host may tell by its address, title or links what it is for. */
const TELLING =
  /ihmiskaup|traffick|uhri|offer|victim|människohandel|hyväksikäyt|exploit|neliapila|apila|rikos|brott|crime/i
const SITE_LANGUAGES = ['fi', 'sv', 'en'] as const
/** Pages that differ by an id or a query only: the longest three of a kind are looked at. */
const KINDS = [
  /^\/\w\w\/organisations\//,
  /^\/\w\w\/statistics\/\d+\//,
  /^\/\w\w\/guide\/cards\//,
  /^\/\w\w\/rights.*\?/,
]
const OF_A_KIND = 3

let apila: Apila
let browser: Browser
let found: Crawl
/** Requests to any other host, from every browser page of this file. */
const strangers: string[] = []

const pathOf = (url: string): string => url.replace(apila.url, '').replace(apila.neutralUrl, '')
const isNeutral = (url: string): boolean => url.startsWith(`${apila.neutralUrl}/`)

before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
  const origins = [apila.url, apila.neutralUrl]
  const first = await crawl(origins, [
    `${apila.url}/`,
    ...SITE_LANGUAGES.map((lang) => `${apila.url}/${lang}/`),
    `${apila.neutralUrl}/a`,
  ])
  const answered = SITE_LANGUAGES.flatMap((lang) =>
    ['guide/act', 'services'].flatMap((path) => {
      const answer = first.answers.get(`${apila.url}/${lang}/${path}`)
      return answer === undefined ? [] : formFaces(answer)
    }),
  )
  const second = await crawl(origins, [
    ...answered,
    ...SITE_LANGUAGES.map((lang) => `${apila.url}/${lang}/accessibility/thanks`),
  ])
  found = {
    answers: new Map([...first.answers, ...second.answers]),
    dead: [...new Set([...first.dead, ...second.dead])],
  }
})
after(async () => {
  await browser.close()
  await apila.close()
})

/** All pages, but of those that differ by an id or a query the longest few. */
function pagesToLookAt(): Answer[] {
  const all = [...found.answers.values()].sort((one, other) => other.html.length - one.html.length)
  const counts = new Map<string, number>()
  return all
    .filter(({ url }) => {
      const path = pathOf(url)
      const kind = KINDS.findIndex((pattern) => pattern.test(path))
      if (kind === -1) return true
      const key = `${path.slice(0, 3)} ${String(kind)}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      return (counts.get(key) ?? 0) <= OF_A_KIND
    })
    .sort((one, other) => one.url.localeCompare(other.url))
}

async function openPage(): Promise<Page> {
  const page = await newPage(browser, { width: 360 })
  page.on('request', (request) => {
    const { protocol, origin, href } = new URL(request.url())
    if (protocol !== 'data:' && origin !== apila.url && origin !== apila.neutralUrl) strangers.push(href)
  })
  return page
}

async function axeLines(page: Page, when: string, rules?: readonly string[]): Promise<string[]> {
  return (await axeViolations(page, rules)).map(({ id, where }) => `axe ${when}: ${id} at ${where.join(' | ')}`)
}

const inScheme = (page: Page, value: 'light' | 'dark'): Promise<void> =>
  page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ])

const ofWidth = (page: Page, width: number): Promise<void> =>
  page.setViewport({ width, height: 740, deviceScaleFactor: 1 })

/** One language is looked at by all of axe's rules in every state. The same components and colours make the others, whose words alone
 *  are longer or shorter: of them it is looked once by all rules at what the page is made of, and at its colours and places where
 *  least room is. What is measured here and not by axe is measured of every page in every state. */
const isLookedAtWhole = (url: string): boolean => /^\/(a\/?)?(fi\b|$)/.test(pathOf(url))

/** At 360 px with text twice as large nothing scrolls sideways, and bars leave the page 70 % of the window. */
async function withLargeText(page: Page): Promise<string[]> {
  const make = (size: string): Promise<void> =>
    page.evaluate((wanted) => {
      document.documentElement.style.fontSize = wanted
    }, size)
  await ofWidth(page, 360)
  await make('200%')
  const [sideways, stuck] = [await measureSideways(page), await measureStuck(page)]
  await make('')
  return [
    ...sideways.map((problem) => `with large text it ${problem}`),
    ...(stuck > 0.3 ? [`with large text bars take ${String(Math.round(stuck * 100))} % of the window`] : []),
  ]
}

/** Everything that is wrong with how one page looks, folded and unfolded, narrow and wide, light and dark. */
async function lookAt(page: Page, url: string): Promise<string[]> {
  const isWhole = isLookedAtWhole(url)
  await ofWidth(page, 360)
  await inScheme(page, 'light')
  await page.goto(url)
  const problems = isWhole ? await axeLines(page, 'at 360 px in light') : []
  await unfoldAll(page)
  problems.push(...(await measureSizes(page)), ...(await measureGraphics(page)).problems)
  await inScheme(page, 'dark')
  problems.push(...(await axeLines(page, 'at 360 px in dark')), ...(await measureGraphics(page)).problems)
  // No style hides anything by width, so that what the page is made of need not be looked at each time.
  await ofWidth(page, 320)
  problems.push(...(await measureSideways(page)))
  if (isWhole) problems.push(...(await axeLines(page, 'at 320 px in dark', AXE_LOOKS)))
  await inScheme(page, 'light')
  problems.push(...(await axeLines(page, 'at 320 px in light', AXE_LOOKS)), ...(await measureSizes(page)))
  problems.push(...(await withLargeText(page)))
  await ofWidth(page, 1280)
  problems.push(...(await measureSizes(page)))
  if (isWhole) {
    problems.push(...(await axeLines(page, 'at 1280 px in light')))
    await inScheme(page, 'dark')
    problems.push(...(await axeLines(page, 'at 1280 px in dark', AXE_LOOKS)))
  }
  const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length].join())
  if (kept !== ',0,0') problems.push(`keeps something: ${kept}`)
  return [...new Set(problems)]
}

test('every own link leads to a page that answers and to a place that is there', (t) => {
  t.diagnostic(`${String(found.answers.size)} pages`)
  assert.deepEqual(found.dead, [])
  for (const lang of SITE_LANGUAGES) {
    const own = [...found.answers.values()].filter(({ url }) => pathOf(url).startsWith(`/${lang}/`))
    assert.ok(own.length > 30, `only ${String(own.length)} pages in ${lang}`)
    for (const { url, html } of own) assert.match(html, new RegExp(`<html[^>]* lang="${lang}"`), url)
  }
})

test('no page may run or load anything but ours, and none sets a cookie', () => {
  for (const { url, headers, html } of found.answers.values()) {
    const policy = headers.get('Content-Security-Policy') ?? ''
    assert.match(policy, /default-src 'none'/, url)
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*/, url)
    assert.equal(headers.get('Set-Cookie'), null, url)
    assert.equal(headers.get('Referrer-Policy'), 'no-referrer', url)
    assert.doesNotMatch(html, /<(?:script|link|img|iframe|source)\s[^>]*(?:src|href)="(?:https?:)?\/\//, url)
    assert.doesNotMatch(html, /<[a-z][^>]*\s(?:style|on\w+)="/, `${url} has a style or a script inside its markup`)
  }
})

test('the neutral host says nothing', () => {
  const neutral = [...found.answers.values()].filter(({ url }) => isNeutral(url))
  assert.ok(neutral.length >= 12, `${String(neutral.length)} pages`)
  for (const { url, headers, html } of neutral) {
    assert.equal(headers.get('Cache-Control'), 'no-store', url)
    assert.doesNotMatch(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? 'victim', TELLING, url)
    for (const [, link = ''] of html.matchAll(/(?:href|src|action)="([^"]+)"/g)) {
      assert.doesNotMatch(new URL(link, url).href.replace(apila.neutralUrl, ''), TELLING, url)
      assert.ok(!link.startsWith(apila.url), `${url} leads to the public host`)
    }
  }
})

test('the measures can fail: a careless page is found out', async () => {
  const page = await openPage()
  await ofWidth(page, 360)
  await page.setContent(`<style>
    header { position: fixed; inset: 0 0 auto; block-size: 300px; background: #eee; color: #000 }
    small { font-size: 9px } .wide { inline-size: 900px } :focus { outline: none } body { background: #fff } .pale { color: #bbb }
    </style><header class="cover">x</header><main><small>small</small><div><a href="/1">alone</a></div>
    <p>In a sentence one may <a href="/2">lead on</a> as one likes.</p>
    <div class="wide">wide</div><button>ok</button><p class="pale">pale</p>
    <svg width="9" height="9"><rect width="9" height="9" fill="#bbb"/></svg></main>`)
  const sizes = (await measureSizes(page)).join('\n')
  assert.match(sizes, /text of 9\.0 px: .*small/)
  assert.match(sizes, /target of .* "ok"/)
  assert.match(sizes, /target of .* "alone"/)
  assert.doesNotMatch(sizes, /lead on/)
  assert.match((await measureSideways(page)).join(), /wide/)
  assert.match((await measureGraphics(page)).problems.join(), /fill of <rect> at 1\.9/)
  const walk = (await walkByKeyboard(page, 5)).problems.join('\n')
  assert.match(walk, /"ok" has no outline/)
  assert.match(walk, /"alone" is covered over \d+ of \d+ px by \.cover/)
  assert.notDeepEqual(await axeLines(page, 'here'), [])
  assert.match((await axeLines(page, 'here', AXE_LOOKS)).join(), /color-contrast at \.pale/)
  await page.close()
})

test('every page can be read and tapped, narrow and wide, light and dark, folded and unfolded', async (t) => {
  const queue = pagesToLookAt().map(({ url }) => url)
  // Addresses that lead nowhere are pages too.
  queue.push(...SITE_LANGUAGES.map((lang) => `${apila.url}/${lang}/nothing-here`), `${apila.neutralUrl}/a/nothing-here`)
  const whole = queue.filter(isLookedAtWhole).length
  t.diagnostic(`${String(queue.length)} pages are looked at, ${String(whole)} of them by all rules in every state`)
  assert.ok(whole >= queue.length / 4, 'one language of three')
  const problems: string[] = []
  const lane = async (): Promise<void> => {
    const page = await openPage()
    const complaints = listenForComplaints(page)
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      const path = pathOf(url)
      const wrong = [...(await lookAt(page, url)), ...complaints.splice(0)]
      problems.push(...wrong.map((one) => `${path}: ${one}`))
    }
    assert.deepEqual(await page.browserContext().cookies(), [])
    for (const origin of [`${apila.url}/en/guide`, `${apila.neutralUrl}/a`]) {
      await page.goto(origin)
      assert.deepEqual(
        await page.evaluate(async () => [
          (await indexedDB.databases()).length,
          (await caches.keys()).length,
          (await navigator.serviceWorker.getRegistrations()).length,
        ]),
        [0, 0, 0],
      )
    }
    await page.close()
  }
  await Promise.all([lane(), lane()])
  assert.deepEqual(problems.sort(), [])
})

test('by keyboard no stop is hidden under a bar', async (t) => {
  const page = await openPage()
  const problems: string[] = []
  for (const width of [320, 360, 1280])
    for (const [url, least] of [
      [`${apila.url}/en/guide`, 20],
      [`${apila.url}/fi/guide/act`, 15],
      [`${apila.url}/en/services`, 40],
      [`${apila.url}/fi/guide/record`, 8],
      [`${apila.url}/sv/rights/stages`, 10],
      [`${apila.neutralUrl}/a/en/4`, 5],
    ] as const) {
      await ofWidth(page, width)
      await page.goto(url)
      const walk = await walkByKeyboard(page, 90)
      t.diagnostic(`${pathOf(url)} at ${String(width)} px: ${String(walk.stops)} stops`)
      assert.ok(walk.stops >= least, `${url} has only ${String(walk.stops)} stops`)
      problems.push(...walk.problems.map((one) => `${pathOf(url)} at ${String(width)} px: ${one}`))
    }
  await page.close()
  assert.deepEqual(problems, [])
})

/** What a browser that knows packing gets for an address, head and body. Unit: bytes. */
function bytesOnTheWire(url: string): Promise<{ head: number; body: number }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br, gzip' } }, (answer) => {
      // Two letters between name and value, two at the end of a line.
      const head = answer.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0)
      let body = 0
      answer.on('data', (chunk: Buffer) => (body += chunk.length))
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve({ head, body })
        else reject(new Error(`${url} answers ${String(answer.statusCode)}`))
      })
    }).on('error', reject)
  })
}

/** All that a first visit loads, heads of answers included, and its scripts and styles without them; `later` is what a script asks
 *  for. Unit: bytes. */
async function weigh(
  page: Page,
  url: string,
  later: readonly string[] = [],
): Promise<Record<'all' | 'script' | 'stylesheet', number>> {
  const loaded = new Map(later.map((address) => [address, 'script']))
  const note = (request: HTTPRequest): void => void loaded.set(request.url(), request.resourceType())
  page.on('request', note)
  await page.goto(url)
  page.off('request', note)
  const weight = { all: 0, script: 0, stylesheet: 0 }
  for (const [address, kind] of loaded) {
    const { head, body } = await bytesOnTheWire(address)
    weight.all += head + body
    if (kind === 'script' || kind === 'stylesheet') weight[kind] += body
  }
  return weight
}

test('a first visit is light: the guide 14 KB, of which 2 script and 4 style; a neutral page 20 KB, with all that ending needs', async (t) => {
  const page = await openPage()
  await page.setCacheEnabled(false)
  for (const lang of SITE_LANGUAGES) {
    const { all, script, stylesheet } = await weigh(page, `${apila.url}/${lang}/guide`)
    t.diagnostic(
      `/${lang}/guide: ${all} bytes, heads of answers included; ${script} script and ${stylesheet} style without them`,
    )
    assert.ok(all <= 14 * 1024 && script <= 2 * 1024 && stylesheet <= 4 * 1024, lang)
    assert.ok(script > 0 && stylesheet > 0)
  }
  const weights: [string, number][] = []
  for (const { url } of [...found.answers.values()].filter((answer) => isNeutral(answer.url))) {
    // The worker comes when she ends, not before.
    const later = url.endsWith('/4') ? [`${apila.neutralUrl}/static/end-worker.js`] : []
    weights.push([pathOf(url), (await weigh(page, url, later)).all])
  }
  weights.sort(([, one], [, other]) => other - one)
  t.diagnostic(
    `heaviest neutral pages: ${weights
      .slice(0, 5)
      .map(([path, bytes]) => `${path} ${bytes}`)
      .join(', ')}`,
  )
  await page.close()
  assert.ok(weights.length >= 34)
  for (const [path, bytes] of weights) assert.ok(bytes <= 20 * 1024, `${path}: ${bytes} bytes`)
})

test('bars of the statistics were measured, light and dark', async () => {
  const page = await openPage()
  const table = [...found.answers.keys()].find((url) => /\/en\/statistics\/\d+\//.test(url)) ?? ''
  for (const scheme of ['light', 'dark'] as const) {
    await inScheme(page, scheme)
    await page.goto(table)
    const { measured, problems } = await measureGraphics(page)
    assert.ok(measured > 0, `${table} draws nothing`)
    assert.deepEqual(problems, [], scheme)
  }
  await page.close()
})

test('the guide is printed on two sides of A4, in every language', async () => {
  const page = await openPage()
  for (const lang of SITE_LANGUAGES) {
    await page.goto(`${apila.url}/${lang}/guide`)
    const pdf = Buffer.from(
      await page.pdf({ format: 'A4', margin: { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' } }),
    )
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 2, lang)
  }
  await page.close()
})

test('no page asked another host for anything', () => {
  assert.deepEqual(strangers, [])
})
