// Worker script of the saved guide. It saves nothing: it only answers from the copy when the network does not, and says so on the
// page. Network first, so that whoever has a connection always reads what is true today. A copy of over a year removes itself.
// Governed by docs/architecture.md "The saved guide".
import { type SavedMark, savedCopyPrefix, savedStanding } from '@apila/core/guide/saved-copy.ts'
import { type SavedCopy, findCopy, removeCopies, shownDay } from './saved-copy.ts'

interface Lasting extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface Asked extends Lasting {
  readonly request: Request
  respondWith: (answer: Promise<Response>) => void
}
interface WorkerScope {
  readonly registration: ServiceWorkerRegistration
  skipWaiting: () => Promise<void>
  addEventListener: ((kind: 'install', listener: (event: Lasting) => void) => void) &
    ((kind: 'fetch', listener: (event: Asked) => void) => void)
}

/** How long a reader waits for the network where there is a copy. Unit: milliseconds. */
const PATIENCE = 3_000
/** After one such wait the copy comes at once for a while. Unit: milliseconds. */
const SLOW_FOR = 30_000

const worker = globalThis as unknown as WorkerScope
const lang = new URL(worker.registration.scope).pathname.split('/')[1] ?? ''
let slowUntil = 0

// A newer script, also the one that only removes, takes over at once.
worker.addEventListener('install', (event) => {
  event.waitUntil(worker.skipWaiting())
})

worker.addEventListener('fetch', (event) => {
  const { method, url, mode, cache } = event.request
  const { origin, pathname } = new URL(url)
  // What the page fetches in order to save it must come from the network or not at all.
  if (method !== 'GET' || origin !== location.origin || cache === 'reload') return
  if (mode === 'navigate' || pathname.startsWith('/static/')) event.respondWith(answer(event.request))
})

async function answer(request: Request): Promise<Response> {
  const network = fetch(request)
  try {
    const response = await (Date.now() < slowUntil ? inTime(network, 0) : inTime(network, PATIENCE))
    if (response.status < 500) return response
    return (await fromCopy(request)) ?? response
  } catch (error) {
    if (error instanceof TooSlow) slowUntil = Date.now() + SLOW_FOR
    return (await fromCopy(request)) ?? network
  }
}

class TooSlow extends Error {}

async function inTime(network: Promise<Response>, patience: number): Promise<Response> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TooSlow())
    }, patience)
  })
  try {
    return await Promise.race([network, tooLong])
  } finally {
    clearTimeout(timer)
  }
}

async function fromCopy(request: Request): Promise<Response | null> {
  const copy = await findCopy(lang)
  if (copy === null) return null
  const standing = savedStanding(copy.mark.savedAt, Date.now())
  if (standing === 'expired') {
    await removeCopies(savedCopyPrefix(lang))
    await worker.registration.unregister()
    return null
  }
  const { pathname, search } = new URL(request.url)
  if (request.mode !== 'navigate') return (await copy.cache.match(pathname)) ?? null
  const { words } = copy.mark
  const exact = await copy.cache.match(pathname)
  if (exact !== undefined) return withNotice(exact, copy, [search === '' ? '' : words.whole])
  const guide = await copy.cache.match(`/${lang}/guide`)
  return guide === undefined ? null : withNotice(guide, copy, [words.elsewhere])
}

async function withNotice(page: Response, { mark }: SavedCopy, more: readonly string[]): Promise<Response> {
  const html = (await page.text()).replace('<main id="main">', (main) => `${main}${noticeOf(mark, more)}`)
  const headers = new Headers(page.headers)
  for (const name of ['Content-Encoding', 'Content-Length', 'ETag']) headers.delete(name)
  return new Response(html, { headers })
}

function noticeOf({ savedAt, words }: SavedMark, more: readonly string[]): string {
  const isOld = savedStanding(savedAt, Date.now()) === 'old'
  const sentences = [words.copy.replace('{day}', shownDay(savedAt)), isOld ? words.old : '', ...more]
    .filter((sentence) => sentence !== '')
    .map((sentence) => `<p>${sentence.replace(/[&<>]/g, (sign) => `&#${String(sign.charCodeAt(0))};`)}</p>`)
  return `<div class="note" role="status" id="copy"><div>${sentences.join('')}</div></div>`
}
