// The real browser that journeys and promises drive. One place for flags, so that no test weakens what it checks:
// web security, site isolation and the content policy stay as people have them.
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch, type Browser, type BrowserContext, type CDPSession, type Page } from 'puppeteer-core'
import { findChromium } from './chromium.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface PageWish {
  /** CSS pixels: 360 is a small phone, 1280 a laptop. */
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
  javaScript?: boolean
}

export interface AxeViolation {
  id: string
  impact: string
  help: string
  /** Selectors of the elements, at most five. */
  where: string[]
}

/** `flags`: what a machine has that is not there, such as a camera. */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const chromium = await findChromium()
  return launch({
    executablePath: chromium.path,
    env: { ...process.env, ...chromium.env },
    headless: 'shell',
    // Containers run tests as root, where Chromium's own sandbox cannot start.
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--lang=en',
      ...flags,
    ],
    timeout: 60_000,
  })
}

/** A page of its own person: a fresh context, so no cookie or storage is shared with another page. */
export async function newPage(browser: Browser | BrowserContext, wish: PageWish = {}): Promise<Page> {
  const context = 'createBrowserContext' in browser ? await browser.createBrowserContext() : browser
  const page = await context.newPage()
  const { width = 1280, height = width < 600 ? 740 : 900, colorScheme = 'light', javaScript = true } = wish
  await page.setViewport({ width, height, hasTouch: width < 600, isMobile: width < 600, deviceScaleFactor: 1 })
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: colorScheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ])
  if (!javaScript) await page.setJavaScriptEnabled(false)
  // Nothing takes so long; a machine that does other things as well makes everything slow.
  page.setDefaultTimeout(60_000)
  return page
}

/** Writes test-results/NAME.png (the whole page) and gives its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(ROOT, 'test-results', `${name}.png`) as `${string}.png`
  await mkdir(join(path, '..'), { recursive: true })
  await page.screenshot({ path, fullPage: true })
  return path
}

/** One for each page, never let go: Chromium takes a page's virtual passkeys away with any session that ends. */
const looking = new WeakMap<Page, CDPSession>()

/** The rules of axe-core that look at colours and places, and not at what the page is made of: another width or scheme needs only these. */
export const AXE_LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'] as const

/**
 * What axe-core finds on the page as it stands now, by all its rules or by some.
 * Runs in a world of its own, so that the page's content policy stays in force.
 */
export async function axeViolations(page: Page, rules?: readonly string[]): Promise<AxeViolation[]> {
  const source = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
  const session = looking.get(page) ?? (await page.createCDPSession())
  looking.set(page, session)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  })
  // A world of the same name is the same world until the page is left.
  const there = await session.send('Runtime.evaluate', { expression: 'typeof axe', contextId: executionContextId })
  if (there.result.value === 'undefined')
    await session.send('Runtime.evaluate', { expression: source, contextId: executionContextId })
  const wish = { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) }
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
    expression: `axe.run(document, ${JSON.stringify(wish)}).then(({ violations }) => violations.map((one) => ({
      id: one.id, impact: String(one.impact), help: one.help, where: one.nodes.slice(0, 5).map((node) => node.target.join(' ')) })))`,
  })
  if (exceptionDetails !== undefined)
    throw new Error(`axe-core did not run: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`)
  return result.value as AxeViolation[]
}
