// Browsers with a profile of their own on disk, which is read when the browser has closed: its history, or every file of it.
import { access, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { type Browser, type Page, launch } from 'puppeteer-core'
import { type Chromium, findChromium, findFullChromium } from './chromium.ts'

const FIREFOX_PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox']

/** `shell` is Chromium without its window, which every machine has from npm; it keeps no history, and a full Chromium does. */
export type BrowserName = 'shell' | 'chromium' | 'firefox'

export interface HistoryRow {
  url: string
  title: string
}

/** How to get the ones that do not come with npm. */
const PACKAGES = { chromium: 'chromium', firefox: 'firefox-esr' }

/** Those that this machine has; for each that it has not, a skipped test says so. */
export async function findBrowsers(): Promise<BrowserName[]> {
  const names: BrowserName[] = ['shell']
  for (const name of ['chromium', 'firefox'] as const) {
    const found = name === 'firefox' ? await findFirefox() : await findFullChromium()
    if (found !== undefined) names.push(name)
    else test(`in a full ${name}`, { skip: `it is not here: install ${PACKAGES[name]} to try it` })
  }
  return names
}

/** Opens a browser on a new profile, lets `visit` use a page, closes it, and gives what `read` finds in the profile's folder. */
export async function profileAfter<T>(
  name: BrowserName,
  javaScript: boolean,
  visit: (page: Page, userDataDir: string) => Promise<void>,
  read: (userDataDir: string) => Promise<T>,
): Promise<T> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'visit-'))
  try {
    const browser = await open(name, userDataDir, javaScript)
    try {
      const page = await browser.newPage()
      if (!javaScript && name !== 'firefox') await page.setJavaScriptEnabled(false)
      await visit(page, userDataDir)
    } finally {
      // Asked to close, as by its own menu: history and session are written then.
      await browser.close()
    }
    return await read(userDataDir)
  } finally {
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** What the history holds after the visit; `null` where the browser keeps none. */
export function visitWith(
  name: BrowserName,
  javaScript: boolean,
  visit: (page: Page) => Promise<void>,
): Promise<HistoryRow[] | null> {
  return profileAfter(name, javaScript, visit, historyIn)
}

async function open(name: BrowserName, userDataDir: string, javaScript: boolean): Promise<Browser> {
  if (name === 'firefox') return openFirefox(userDataDir, javaScript)
  const found = name === 'shell' ? await findChromium() : await findFullChromium()
  if (found === undefined) throw new Error('there is no full Chromium')
  return openChromium(found, name === 'shell' ? 'shell' : true, userDataDir)
}

function openChromium({ path, env }: Chromium, headless: true | 'shell', userDataDir: string): Promise<Browser> {
  return launch({
    executablePath: path,
    env: { ...process.env, ...env },
    headless,
    userDataDir,
    // Containers run tests as root, where Chromium's own sandbox cannot start.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}

async function findFirefox(): Promise<string | undefined> {
  for (const path of FIREFOX_PATHS) if (await isThere(path)) return path
  return undefined
}

async function openFirefox(userDataDir: string, javaScript: boolean): Promise<Browser> {
  const executablePath = await findFirefox()
  if (executablePath === undefined) throw new Error('there is no Firefox')
  return launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    userDataDir,
    extraPrefsFirefox: {
      // The only way to switch scripts off that this browser offers to a driver.
      'javascript.enabled': javaScript,
      // As people have it, and the driver does not: open pages and what is typed into them are kept in case of a crash.
      'browser.sessionstore.resume_from_crash': true,
      // Unit: milliseconds; 15 s in use.
      'browser.sessionstore.interval': 500,
    },
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
