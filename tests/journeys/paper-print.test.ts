// The client's paper as a printer gets it: one page of A6 for each choice of lines, in three languages; nothing is cut, the square can be
// read, nothing else of the screen is on it, and it is black on white whatever the screen's colours are (docs/working-day.md 11).
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Browser, Page } from 'puppeteer-core'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'
import { agree } from './agree.ts'
import { see, tap, tapAll, write } from './hands.ts'

/** ISO 216. Unit: millimetres. */
const A6 = { width: 105, height: 148 }
const MM = 96 / 25.4
const POINTS_PER_MM = 72 / 25.4
/** White left at every edge, where most printers cannot print. Unit: millimetres. */
const EDGE = 5
/** One module of the square: what telephones of ten years ago still read from paper. Unit: millimetres. */
const SMALLEST_MODULE = 0.5

const LINES = ['address', 'telephone', 'last-day'] as const
/** As long as the field takes. */
const LONGEST_NUMBER = '+358 40 0000 0000 00'

let apila: Apila
let browser: Browser
before(async () => {
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
  // As long as a host's name may well be.
  await apila.kill()
  await apila.restart(['--neutral-url', 'https://advice-for-you-and-others.example'])
})
after(async () => {
  await browser.close()
  await apila.close()
})

/** Every box on the page, in millimetres from its edges, as print lays it out. */
const measure = (page: Page) =>
  page.evaluate((mm) => {
    const paper = document.querySelector('.paper')
    if (paper === null) throw new Error('no paper')
    const parts = [...paper.querySelectorAll('span, svg, bdi')].map((part) => {
      const { left, right, top, bottom } = part.getBoundingClientRect()
      return { left: left / mm, right: right / mm, top: top / mm, bottom: bottom / mm }
    })
    const seen = [...document.body.querySelectorAll('*')].filter(
      (one) =>
        one.checkVisibility() && !one.contains(paper) && !paper.contains(one) && one.getBoundingClientRect().height > 0,
    )
    const code = paper.querySelector('.code')
    const square = code?.getBoundingClientRect().width ?? 0
    const { color, backgroundColor } = getComputedStyle(paper)
    return {
      parts,
      others: seen.map((one) => one.outerHTML.slice(0, 80)),
      module: square / mm / Number(code?.getAttribute('viewBox')?.split(' ')[2]),
      colours: [
        color,
        backgroundColor,
        ...[...paper.querySelectorAll('span, bdi')].map((one) => getComputedStyle(one).color),
      ],
    }
  }, MM)

async function printed(page: Page): Promise<{ width: number; height: number }[]> {
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  return [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => ({
    width: Number(width) / POINTS_PER_MM,
    height: Number(height) / POINTS_PER_MM,
  }))
}

for (const language of LANGUAGES)
  test(`${language}: each choice of lines is one page of A6 with nothing cut`, async () => {
    const page = await newPage(browser, { width: 1280, colorScheme: 'dark' })
    await page.goto(`${apila.url}/desk/`)
    await tapAll(page, `language-${language}`, 'sign-in-koivu-worker-1')
    await agree(page, 'Invented.')
    await tapAll(page, 'decide-yes', 'keep-paper-lines')
    await see(page, 'ticket')
    // Which lines stand there at first is the choice before; each is put as the case wants it.
    for (const wanted of choices()) {
      for (const line of LINES) {
        const isChosen = await page.$eval(`[data-test="paper-${line}"]`, (box) => (box as HTMLInputElement).checked)
        if (isChosen !== wanted.includes(line)) await tap(page, `paper-${line}`)
      }
      if (wanted.includes('telephone')) await write(page, 'paper-phone', LONGEST_NUMBER)
      const name = wanted.join(', ') || 'digits only'
      await page.waitForFunction(
        (count) => document.querySelectorAll('[data-test^="paper-line-"]').length === count,
        {},
        wanted.length,
      )
      const pages = await printed(page)
      assert.equal(pages.length, 1, name)
      for (const side of ['width', 'height'] as const)
        assert.ok(Math.abs((pages[0]?.[side] ?? 0) - A6[side]) < 0.5, `${name}: ${side} ${String(pages[0]?.[side])} mm`)
      await page.emulateMediaType('print')
      await page.setViewport({ width: Math.round(A6.width * MM), height: Math.round(A6.height * MM) })
      const { parts, others, module, colours } = await measure(page)
      assert.deepEqual(others, [], `${name}: stands on paper too`)
      for (const { left, right, top, bottom } of parts)
        assert.ok(
          left >= EDGE && right <= A6.width - EDGE && top >= EDGE && bottom <= A6.height - EDGE,
          `${name}: ${JSON.stringify({ left, right, top, bottom })}`,
        )
      assert.ok(module >= SMALLEST_MODULE, `${name}: modules of ${module.toFixed(2)} mm`)
      assert.deepEqual([...new Set(colours)].sort(), ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], name)
      await page.emulateMediaType(undefined)
      await page.setViewport({ width: 1280, height: 900 })
    }
    await page.browserContext().close()
  })

/** All eight ways of choosing among three lines. */
const choices = (): (typeof LINES)[number][][] =>
  [...Array(2 ** LINES.length).keys()].map((bits) => LINES.filter((_, at) => (bits >> at) % 2 === 1))
