// Browsers with a profile of their own on disk, whose history is read afterwards from the browser's own database.
import { access, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Page, launch } from 'puppeteer-core'
import { findChromium } from './chromium.ts'

const FIREFOX_PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox']

export type BrowserName = 'chromium' | 'firefox'

export interface HistoryRow {
  url: string
  title: string
}

export async function findFirefox(): Promise<string | undefined> {
  for (const path of FIREFOX_PATHS) if (await isThere(path)) return path
  return undefined
}

/**
 * Opens a browser on a new profile, lets `visit` use a page, closes it, and gives what its history holds;
 * `null` where the browser keeps none: Chromium without its window, the headless shell, has no history at all.
 */
export async function visitWith(
  name: BrowserName,
  javaScript: boolean,
  visit: (page: Page) => Promise<void>,
): Promise<HistoryRow[] | null> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'visit-'))
  try {
    const browser = await (name === 'firefox' ? openFirefox(userDataDir, javaScript) : openChromium(userDataDir))
    try {
      const page = await browser.newPage()
      if (!javaScript && name === 'chromium') await page.setJavaScriptEnabled(false)
      await visit(page)
    } finally {
      await browser.close()
    }
    return await historyIn(userDataDir)
  } finally {
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function openChromium(userDataDir: string) {
  const { path, env, origin } = await findChromium()
  return launch({
    executablePath: path,
    env: { ...process.env, ...env },
    headless: origin === 'system' ? true : 'shell',
    userDataDir,
    // Containers run tests as root, where Chromium's own sandbox cannot start.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}

async function openFirefox(userDataDir: string, javaScript: boolean) {
  const executablePath = await findFirefox()
  if (executablePath === undefined) throw new Error('there is no Firefox')
  return launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    userDataDir,
    // The only way to switch scripts off that this browser offers to a driver.
    extraPrefsFirefox: { 'javascript.enabled': javaScript },
  })
}

async function historyIn(userDataDir: string): Promise<HistoryRow[] | null> {
  const files = await readdir(userDataDir, { recursive: true })
  const file = files.find((path) => /(^|\/)(places\.sqlite|History)$/.test(path))
  if (file === undefined) return null
  const db = new DatabaseSync(join(userDataDir, file))
  try {
    const table = file.endsWith('places.sqlite') ? 'moz_places' : 'urls'
    const rows = db.prepare(`SELECT url, coalesce(title, '') AS title FROM ${table}`).all()
    return rows.map(({ url, title }) => ({ url: String(url), title: String(title) }))
  } finally {
    db.close()
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
