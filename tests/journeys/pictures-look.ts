// Takes pictures of a page as people may have it, and measures what a picture cannot say: axe, sideways scroll, bars that stay.
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { AXE_LOOKS, axeViolations } from '../machinery/browser.ts'
import { measureSideways, measureStuck } from './page-measures.ts'

export interface Look {
  /** Pictures go below this folder, one folder for each state of the page. */
  folder: string
  /** Everything that was wrong, with the picture's name. */
  problems: string[]
  taken: number
}

const WIDTHS = [360, 1280] as const
const SCHEMES = ['light', 'dark'] as const
/** Of a longer page the first part is taken: a browser takes no picture without end. Unit: CSS pixels. */
const TALLEST = 8_000
/** Most of the window that bars may take where text is twice as large. Source: docs/architecture.md "The desk's frame". */
const MOST_STUCK = 0.3

const ofWidth = (page: Page, width: number): Promise<void> =>
  page.setViewport({ width, height: width < 600 ? 740 : 900, deviceScaleFactor: 1 })

const withMedia = (page: Page, scheme: string, forced = 'none'): Promise<void> =>
  page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
    { name: 'forced-colors', value: forced },
  ])

const textSize = (page: Page, size: string): Promise<void> =>
  page.evaluate((wanted) => {
    document.documentElement.style.fontSize = wanted
  }, size)

async function take(page: Page, look: Look, state: string, name: string): Promise<void> {
  const path = join(look.folder, state, `${name}.png`) as `${string}.png`
  await mkdir(dirname(path), { recursive: true })
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }))
  await page.screenshot({ path, clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) } })
  look.taken += 1
}

/** Narrow and wide, light and dark; at 320 px; with text twice as large; in forced colours. The page keeps the width that it had. */
export async function lookAt(page: Page, look: Look, name: string): Promise<void> {
  const before = page.viewport()?.width ?? 360
  const wrong = (state: string, lines: readonly string[]): void => {
    look.problems.push(...lines.map((line) => `${name} ${state}: ${line}`))
  }
  const axe = async (state: string, rules?: readonly string[]): Promise<void> => {
    wrong(
      state,
      (await axeViolations(page, rules)).map(({ id, where }) => `axe ${id} at ${where.join(' | ')}`),
    )
  }
  for (const width of WIDTHS)
    for (const scheme of SCHEMES) {
      await ofWidth(page, width)
      await withMedia(page, scheme)
      const state = `${String(width)}-${scheme}`
      await take(page, look, state, name)
      // What a page is made of is the same in both schemes.
      await axe(state, scheme === 'light' ? undefined : AXE_LOOKS)
    }
  await withMedia(page, 'light')
  await ofWidth(page, 320)
  wrong('320', await measureSideways(page))
  await ofWidth(page, 360)
  await textSize(page, '200%')
  wrong('200 %', await measureSideways(page))
  const stuck = await measureStuck(page)
  if (stuck > MOST_STUCK) wrong('200 %', [`bars take ${String(Math.round(stuck * 100))} % of the window`])
  await take(page, look, '360-200', name)
  await textSize(page, '')
  await withMedia(page, 'light', 'active')
  await take(page, look, '360-forced', name)
  await withMedia(page, 'light')
  await ofWidth(page, before)
}
