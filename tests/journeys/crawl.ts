// Follows every own link of the public and the neutral host, as a search robot would: no script, no form, no way out.
// The desk, the data and the API have tests of their own.

export interface Answer {
  url: string
  status: number
  headers: Headers
  html: string
  ids: ReadonlySet<string>
  /** Absolute, with their fragments; own hosts only. */
  links: readonly string[]
}

export interface Crawl {
  answers: ReadonlyMap<string, Answer>
  /** One line for each address that does not lead to a page or to a place on it. */
  dead: readonly string[]
}

/** Not pages of the public side. `/x` leads away on purpose. */
const ELSEWHERE = /^\/(?:desk|data|hsds|api|x)(?:$|[/.])/
/** An address with answers in its query is one page with many faces: this many of them are looked at. */
const FACES = 3

export const withoutFragment = (url: string): string => url.split('#')[0] ?? url

export async function crawl(origins: readonly string[], from: readonly string[]): Promise<Crawl> {
  const answers = new Map<string, Answer>()
  const faces = new Map<string, number>()
  const files = new Map<string, number>()
  const dead: string[] = []
  const queue = [...from]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const url = withoutFragment(next)
    if (answers.has(url)) continue
    const { pathname, search, host } = new URL(url)
    if (search !== '') {
      const face = (faces.get(host + pathname) ?? 0) + 1
      faces.set(host + pathname, face)
      if (face > FACES) continue
    }
    const answer = await ask(url, origins)
    answers.set(url, answer)
    if (answer.status !== 200) dead.push(`${url} answers ${String(answer.status)}`)
    queue.push(...answer.links)
    for (const file of filesOf(answer)) {
      const status = files.get(file) ?? (await fetch(file)).status
      files.set(file, status)
      if (status !== 200) dead.push(`${url} loads ${file}, which answers ${String(status)}`)
    }
  }
  for (const { url, links } of answers.values())
    for (const link of links) {
      const fragment = decodeURIComponent(new URL(link).hash.slice(1))
      const target = answers.get(withoutFragment(link))
      if (fragment !== '' && target?.ids.has(fragment) === false)
        dead.push(`${url} leads to ${link}, a place that is not there`)
    }
  return { answers, dead }
}

/** Addresses that a form with method GET can lead to: all first answers, and all last ones. */
export function formFaces(answer: Answer): string[] {
  return [...answer.html.matchAll(/<form method="get" action="([^"]+)"[\s\S]*?<\/form>/g)].flatMap(
    ([form, action = '']) => {
      const values = new Map<string, string[]>()
      const add = (name: string, value: string): void => {
        values.set(name, [...(values.get(name) ?? []), value])
      }
      for (const [, name = '', value = ''] of form.matchAll(/<input name="([^"]+)" value="([^"]*)"/g)) add(name, value)
      for (const [, name = '', options = ''] of form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
        for (const [, value = ''] of options.matchAll(/<option value="([^"]+)"/g)) add(name, value)
      return [0, -1].map((index) => {
        const url = new URL(action, answer.url)
        for (const [name, all] of values) url.searchParams.set(name, all.at(index) ?? '')
        return url.href
      })
    },
  )
}

async function ask(url: string, origins: readonly string[]): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual' })
  const html = (response.headers.get('Content-Type') ?? '').startsWith('text/html') ? await response.text() : ''
  const links = [...html.matchAll(/<(?:a|form)\s[^>]*?(?:href|action)="([^"]+)"/g)]
    .filter(([tag]) => !/method="post"/.test(tag))
    .map(([, href = '']) => new URL(href.replaceAll('&amp;', '&'), url))
    .filter(({ origin, pathname }) => origins.includes(origin) && !ELSEWHERE.test(pathname))
    .map(({ href }) => href)
  const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id))
  return { url, status: response.status, headers: response.headers, html, ids, links }
}

function filesOf({ html, url }: Answer): string[] {
  return [...html.matchAll(/<(?:script|img|source|link)\s[^>]*?(?:href|src)="([^"]+)"/g)]
    .map(([, path = '']) => new URL(path, url))
    .filter(({ protocol }) => protocol === 'http:')
    .map(({ href }) => href)
}
