// Where the links of the content lead: to pages that the site really has, asked of a server on an empty folder, and to whole https
// addresses. Then every page that can be reached is looked at for links that lead nowhere and places that nothing filled.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import './tsx-hook.ts'
import { type ContentFile, addressesIn, walkStrings } from '../packages/core/src/content/content-file.ts'
import { LANGUAGES } from '../packages/core/src/content/language.ts'
import { inRoot } from './paths.ts'

/** Made by the build, which a check does not need. */
const BUILT = /^\/(static|desk)\//
/** Where readers begin: `public` or `neutral` host, and address. */
const STARTS = ['public /', ...LANGUAGES.map((lang) => `public /${lang}/`), 'neutral /a']
/** More pages than this mean that links make new links without end. Unit: pages. */
const MOST_PAGES = 5_000

export interface SitePage {
  status: number
  body: string
  /** Where the answer sends the reader on. */
  location: string | null
}

/** Asks one of the two hosts for an address. */
export type Ask = (host: 'public' | 'neutral', path: string) => Promise<SitePage>

/** Asks a server of the sources as they are, on a folder of its own, until `work` is done. */
export async function withSite<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  // Named at run time, so that the house is not type-checked with the whole server, which has its own libraries.
  const { startServer } = (await import(inRoot('packages/server/src/start-server.ts'))) as {
    startServer: (options: object) => Promise<{ publicUrl: string; neutralUrl: string; close: () => Promise<void> }>
  }
  const { readConfig } = (await import(inRoot('packages/server/src/platform/config.ts'))) as {
    readConfig: (flags: object, variables: object) => object
  }
  const folder = await mkdtemp(join(tmpdir(), 'apila-check-'))
  const config = readConfig({ data: folder, port: 0, 'neutral-port': 0 }, {})
  const server = await startServer({ config, kind: 'empty', log: () => undefined })
  const ask: Ask = async (host, path) => {
    const origin = host === 'public' ? server.publicUrl : server.neutralUrl
    const response = await fetch(`${origin}${path}`, { redirect: 'manual' })
    return { status: response.status, body: await response.text(), location: response.headers.get('location') }
  }
  try {
    return await work(ask)
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every address in the content: links in sentences, and strings that are an address as a whole. */
export async function problemsOfAddresses(files: readonly ContentFile[], ask: Ask): Promise<string[]> {
  const problems: string[] = []
  for (const { path, lang, value } of files) {
    for (const { at, text } of walkStrings(value)) {
      for (const address of addressesIn(text)) {
        const problem = await problemOfAddress(address, lang === null ? LANGUAGES : [lang], ask)
        if (problem !== null) problems.push(`${path}: ${at}: ${problem}: ${address}`)
      }
    }
  }
  return problems
}

async function problemOfAddress(address: string, languages: readonly string[], ask: Ask): Promise<string | null> {
  if (address.startsWith('#')) return 'a link within the page needs the page before it'
  if (/^(mailto:\S+@\S+|tel:\+?\d+)$/.test(address)) return null
  if (!address.startsWith('/')) return isWholeHttps(address) ? null : 'not a whole https address'
  if (BUILT.test(address)) return null
  // A page of ours stays in the reader's language; an address may also name the language itself.
  const [first = ''] = address.slice(1).split('/')
  for (const path of LANGUAGES.some((one) => one === first)
    ? [address]
    : languages.map((lang) => `/${lang}${address}`)) {
    if (!(await isThere(path, ask))) return `nothing is at ${path}`
  }
  return null
}

function isWholeHttps(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password, port } = new URL(address)
  return protocol === 'https:' && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname) && username + password + port === ''
}

async function isThere(address: string, ask: Ask): Promise<boolean> {
  const [path = '', fragment] = address.split('#')
  const { status, body } = await ask('public', path)
  return status < 400 && (fragment === undefined || idsOf(body).has(fragment))
}

const idsOf = (html: string): Set<string> => new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id))

/** Follows every link from the first pages of both hosts. One line for each dead link and each place that nothing filled. */
export async function problemsOfPages(ask: Ask, starts: readonly string[] = STARTS): Promise<string[]> {
  const problems: string[] = []
  const pages = new Map<string, Set<string>>()
  const links: { from: string; page: string; fragment: string }[] = []
  const waiting = [...starts]
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    if (pages.has(page)) continue
    if (pages.size >= MOST_PAGES) return [...problems, `more than ${String(MOST_PAGES)} pages: links without end?`]
    const [host = '', path = ''] = page.split(' ')
    const { status, body, location } = await ask(host as 'public' | 'neutral', path)
    if (location?.startsWith('/') === true) waiting.push(`${host} ${location}`)
    pages.set(page, idsOf(body))
    if (status >= 400) problems.push(`${page} answers ${String(status)}`)
    const place = />[^<]*\{[a-zA-Z]+\}[^<]*</.exec(body.replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, ''))
    if (place !== null && body.startsWith('<!')) problems.push(`${page} shows a place that nothing filled: ${place[0]}`)
    for (const href of linksOf(body)) {
      const [target = '', fragment = ''] = href.split('#')
      const next =
        target === ''
          ? page
          : target.startsWith('?')
            ? `${host} ${path.split('?')[0] ?? ''}${target}`
            : `${host} ${target}`
      links.push({ from: page, page: next, fragment })
      waiting.push(next)
    }
  }
  for (const { from, page, fragment } of links)
    if (fragment !== '' && pages.get(page)?.has(fragment) !== true)
      problems.push(`${from} links to #${fragment}, which ${page} does not have`)
  return [...new Set(problems)]
}

/** Links to the same host that a server of the sources can answer. */
const linksOf = (html: string): string[] =>
  [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((href) => /^[/#?](?!\/)/.test(href) && !BUILT.test(href))
