// The neutral host: nothing telling in address, title or link, nothing set, and no way for the digits to leave by themselves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { directory } from '../services/directory.ts'
import { neutralRoutes } from './neutral-routes.tsx'

const app = neutralRoutes({ roster: { current: () => ({ roster: { network: 'north' } }) } })

/** Words that would tell what the host is about, and names of organisations, in the languages of the pages. */
const TELLING =
  /ihmiskaup|traffick|uhri|offer|victim|människohandel|hyväksikäyt|utnyttj|exploit|neliapila|apila|rikos|brott|crime|monika|pakolaisneuvonta|flykting|tukipiste|riku|nollalinja|nollinjen|migri|iom|prostitu|väkival|våld|violence/i

async function crawl(): Promise<Map<string, string>> {
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
  assert.equal(pages.size, 1 + LANGUAGES.length * 6)
  for (const [path, html] of pages) {
    assert.doesNotMatch(path, TELLING)
    assert.doesNotMatch(html.replace(/<!doctype[^>]*>/, ''), TELLING, path)
    assert.match(html, /<title>[^<]+<\/title>/)
    assert.match(html, /name="robots" content="noindex"/)
    assert.doesNotMatch(html, /<style|\sstyle=|<script(?![^>]* src=")|undefined/)
    for (const [, address = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      assert.match(address, /^(\/a(\/|$)|\/x$|\/static\/(public\.css|end\.js)$|#main$|tel:)/, path)
    }
  }
})

test('every page with words has a way out, which sets nothing', async () => {
  for (const [path, html] of await crawl()) if (path !== '/a') assert.match(html, /href="\/x"/, path)
  const out = await app.request('/x')
  assert.equal(out.status, 303)
  assert.equal(out.headers.get('set-cookie'), null)
  assert.doesNotMatch(out.headers.get('location') ?? '', TELLING)
})

test('the digits cannot leave the page without the script', async () => {
  for (const lang of LANGUAGES) {
    const html = await (await app.request(`/a/${lang}/4`)).text()
    const form = /<form[^>]*>/.exec(html)?.[0] ?? ''
    assert.match(form, /id="end-permission"/)
    assert.match(form, /method="dialog"/)
    assert.match(form, / hidden/)
    assert.doesNotMatch(form, /action=/)
    assert.match(form, /data-network="north"/)
    const input = /<input[^>]*>/.exec(html)?.[0] ?? ''
    assert.match(input, /autocomplete="off"/)
    assert.match(input, /inputmode="numeric"/i)
    assert.doesNotMatch(input, / name=| value=/)
    const status = /<p id="end-status"[^>]*>/.exec(html)?.[0] ?? ''
    for (const word of ['working', 'done', 'slip', 'length', 'offline']) assert.match(status, new RegExp(`data-${word}="[^"]+"`))
    // Without the script the telephone and "any worker" stand on the page all the same.
    assert.match(html, /href="tel:116006"/)
  }
})

test('the telephones are those of the service directory that are ready to be shown', async () => {
  const ready = new Set(directory.services.filter(({ advice }) => advice === 'ready').flatMap(({ phones }) => phones.map(({ number }) => number)))
  for (const [path, html] of await crawl()) {
    for (const [, number = ''] of html.matchAll(/href="tel:([^"]+)"/g)) assert.ok(ready.has(number), `${path} ${number}`)
  }
})

test('a page that is not there answers 404', async () => {
  for (const path of ['/a/de', '/a/fi/99', '/a/fi/x', '/fi/guide']) assert.equal((await app.request(path)).status, 404, path)
})

test('before a network is founded the ending page still gives the telephone', async () => {
  const html = await (await neutralRoutes({ roster: { current: () => null } }).request('/a/en/4')).text()
  assert.doesNotMatch(html, /data-network/)
  assert.match(html, /href="tel:116006"/)
})
