// Public pages are made once for each state of the network and each minute, and kept packed, with a tag by which a browser that has the
// page is told so. What was asked for in an address is never kept. Governed by docs/architecture.md "Pages from memory".
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { incomingOf } from './body.ts'
import { sha256, toBase64url } from './keys.ts'
import { BEST, type Coding, LARGEST_BEST, QUICK, codingOf, pack } from './pack.ts'

type Page = {
  /** When it was made, in minutes: a page tells which lines answer now. */
  minute: number
  plain: Uint8Array
  tag: string
  headers: [string, string][]
  packed: Map<Coding, Promise<Uint8Array>>
  /** What is sent, by coding, once it is packed. */
  ready: Map<Coding, { bytes: Uint8Array; whole: string[]; same: string[]; tag: string }>
}

export type Pages = {
  /** Answers from memory; false where there is nothing that still holds. */
  quick: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean
  /** Packs what is rendered, and keeps what may be kept. Stands outside all that sets headers. */
  keep: MiddlewareHandler
  /** Forgets everything: what the pages show has changed. */
  clear: () => void
}

/** Most that is kept. Units: pages, bytes. The pages of the network are a few hundred and a few megabytes. */
const MOST = { pages: 2_000, bytes: 48_000_000 }
const PACKED = /^(?:text\/|application\/(?:json|xml|atom\+xml|javascript))/
/** Answers of the API say themselves what may be packed (./pack.ts); files are packed by the build. */
const NEVER_PACKED = /^\/(?:api|desk|static)\//
const MINUTE_MS = 60_000

export function openPages(now: () => Date): Pages {
  const pages = new Map<string, Page>()
  let bytes = 0
  let state = 0
  const minute = () => Math.floor(now().getTime() / MINUTE_MS)
  const clear = (): void => {
    state += 1
    bytes = 0
    pages.clear()
  }
  const put = (path: string, page: Page): void => {
    if (pages.size >= MOST.pages || bytes + page.plain.length > MOST.bytes) clear()
    bytes += page.plain.length - (pages.get(path)?.plain.length ?? 0)
    pages.set(path, page)
  }
  return {
    clear,
    quick: (incoming, outgoing) => {
      if (incoming.method !== 'GET') return false
      const page = pages.get(incoming.url ?? '')
      if (page?.minute !== minute()) return false
      const ready = page.ready.get(codingOf(incoming.headers['accept-encoding'], page.plain.length))
      if (!ready) return false
      if (incoming.headers['if-none-match'] === ready.tag) outgoing.writeHead(304, ready.same).end()
      else outgoing.writeHead(200, ready.whole).end(ready.bytes)
      return true
    },
    keep: async (c, next) => {
      const made = minute()
      const stateBefore = state
      await next()
      const { headers, status } = c.res
      if (NEVER_PACKED.test(c.req.path)) return
      if (c.req.method === 'HEAD' || headers.has('Content-Encoding') || !PACKED.test(headers.get('Content-Type') ?? ''))
        return
      c.header('Vary', 'Accept-Encoding', { append: true })
      if (status !== 200) return
      const plain = new Uint8Array(await c.res.arrayBuffer())
      const wanted = c.req.header('accept-encoding')
      const url = incomingOf(c)?.url ?? '?'
      const mayKeep =
        !url.includes('?') && !headers.has('Cache-Control') && !headers.has('ETag') && !headers.has('Set-Cookie')
      if (!mayKeep) {
        const coding = codingOf(wanted, plain.length)
        setBody(c.res.headers, coding)
        c.res = new Response(new Uint8Array(await pack(plain, coding, QUICK)), { status, headers: c.res.headers })
        return
      }
      const page = newPage(plain, made, [...c.res.headers], pages.get(url))
      const coding = codingOf(wanted, plain.length)
      const { bytes: body, tag } = await readyIn(page, coding)
      if (state === stateBefore) put(url, page)
      setBody(c.res.headers, coding)
      c.res.headers.set('ETag', tag)
      c.res.headers.set('Cache-Control', 'no-cache')
      const isSame = c.req.header('if-none-match') === tag
      c.res = new Response(isSame ? null : new Uint8Array(body), { status: isSame ? 304 : 200, headers: c.res.headers })
    },
  }
}

function setBody(headers: Headers, coding: Coding): void {
  if (coding !== 'identity') headers.set('Content-Encoding', coding)
  headers.delete('Content-Length')
}

// What is packed already is taken over where the page came out as before.
function newPage(plain: Uint8Array, minute: number, headers: [string, string][], before: Page | undefined): Page {
  const tag = toBase64url(sha256(plain)).slice(0, 22)
  if (before?.tag === tag) return { ...before, minute, headers }
  return { minute, plain, tag, headers, packed: new Map(), ready: new Map() }
}

async function readyIn(page: Page, coding: Coding): Promise<{ bytes: Uint8Array; tag: string }> {
  const known = page.ready.get(coding)
  if (known) return known
  const packing = page.packed.get(coding) ?? pack(page.plain, coding, page.plain.length > LARGEST_BEST ? QUICK : BEST)
  page.packed.set(coding, packing)
  const bytes = await packing
  // A tag is of the bytes that are sent, so each coding has its own (RFC 9110 section 8.8.3).
  const tag = coding === 'identity' ? `"${page.tag}"` : `"${page.tag}-${coding}"`
  const same = [...page.headers, ['Cache-Control', 'no-cache'], ['ETag', tag]].filter(
    ([name]) => name !== 'content-length',
  )
  const whole = coding === 'identity' ? same : [...same, ['Content-Encoding', coding]]
  const ready = { bytes, tag, same: same.flat(), whole: [...whole, ['Content-Length', String(bytes.length)]].flat() }
  page.ready.set(coding, ready)
  return ready
}
