// The record of how every component looks: a line for each element with its box and its colours. Text instead of pictures: the same
// on every machine with the one browser and the one font of the tests, read in a change like any other line, and nothing that smoothing
// of edges or a processor could alter. Governed by packages/ui/README.md.
import type { Browser, Page } from 'puppeteer-core'
import { launchBrowser, newPage } from '../tests/machinery/browser.ts'
import { SHEETS, type Sheets, serveComponents } from './components-server.ts'

export const LOOK_FILE = 'house/components-look.txt'
const WIDTHS = [360, 1280] as const

/** What `house/components-look.txt` says. */
export async function recordLooks(): Promise<string> {
  const [{ server, url }, browser] = await Promise.all([serveComponents(0), launchBrowser()])
  try {
    const parts: string[] = []
    for (const sheets of Object.keys(SHEETS) as Sheets[]) parts.push(...(await recordSheets(browser, url, sheets)))
    return `${parts.join('\n')}\n`
  } finally {
    await browser.close()
    server.close()
  }
}

async function recordSheets(browser: Browser, url: string, sheets: Sheets): Promise<string[]> {
  const lines: string[] = []
  for (const width of WIDTHS) {
    const page = await newPage(browser, { width })
    await openSamples(page, `${url}/${sheets}`)
    lines.push(`== ${sheets}, ${String(width)} px wide: boxes`, ...(await readBoxes(page)))
    if (width === WIDTHS[0]) {
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMediaFeatures([
          { name: 'prefers-color-scheme', value: scheme },
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ])
        lines.push(`== ${sheets}, ${scheme}: colours`, ...(await readColours(page)))
      }
    }
    await page.browserContext().close()
  }
  return lines
}

export async function openSamples(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForSelector('[data-sample]')
}

/** A line a sample: its own size, and after it those of what stands in it, from its corner on. Whole pixels. */
const readBoxes = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-sample]')].map((sample) => {
      const from = sample.getBoundingClientRect()
      const boxes = [...sample.querySelectorAll('*')]
        .filter((one) => one.checkVisibility() && !one.matches('svg, svg *, option, b, br'))
        .map((one) => {
          const { left, top, width, height } = one.getBoundingClientRect()
          const [x, y, w, h] = [left - from.left, top - from.top, width, height].map(Math.round)
          return `${one.tagName.toLowerCase()} ${String(x)},${String(y)} ${String(w)}x${String(h)}`
        })
      const own = `${String(Math.round(from.width))}x${String(Math.round(from.height))}`
      return `${sample.dataset['sample'] ?? ''} ${own}: ${boxes.join('; ')}`
    }),
  )

/** A line for each sample and each look in it: letters, ground, edge and corner. */
const readColours = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-sample]')].flatMap((sample) => {
      const looks = new Map<string, Set<string>>()
      for (const one of sample.querySelectorAll('*')) {
        if (!one.checkVisibility() || one.matches('svg *, option, b, br')) continue
        const {
          color,
          backgroundColor,
          borderBlockStartColor,
          borderBlockStartWidth,
          borderStartStartRadius,
          fontWeight,
        } = getComputedStyle(one)
        const edge =
          borderBlockStartWidth === '0px' ? 'no edge' : `edge ${borderBlockStartWidth} ${borderBlockStartColor}`
        const ground = backgroundColor === 'rgba(0, 0, 0, 0)' ? 'no ground' : `on ${backgroundColor}`
        const look = `${color} ${ground}, ${edge}, corner ${borderStartStartRadius}, weight ${fontWeight}`
        const name = `${one.tagName.toLowerCase()}${one.classList.length > 0 ? `.${[...one.classList].join('.')}` : ''}`
        looks.set(look, (looks.get(look) ?? new Set()).add(name))
      }
      return [...looks].map(([look, names]) => `${sample.dataset['sample'] ?? ''} ${[...names].join(' ')}: ${look}`)
    }),
  )
