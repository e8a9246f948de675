// Addresses as people type them, from paper or memory: capitals and a slash at the end lead to the plain address, on the same host.
// Also what robots and finders of holes ask for first.
import type { Handler, MiddlewareHandler } from 'hono'
import type { PublicContext } from './public-context.ts'

// Only what begins with a language of ours: so nothing of the API, the desk or open data is touched, and what is sent back begins
// with that language too and cannot lead to another host.
const PUBLIC = /^\/(?:fi|sv|en)(?:\/|$)/i
const NEUTRAL = /^\/a(?:\/|$)/i

const pathOf = (address: string): string => new URL(address).pathname

/** Small letters, single slashes, none at the end. */
function plainPath(path: string): string {
  return path
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
}

/** Public host: to the plain address for good, with its question. The start page of a language has a slash and keeps it. */
export const toPlainPublic: MiddlewareHandler = async (c, next) => {
  const path = pathOf(c.req.url)
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!isRead || !PUBLIC.test(path)) return next()
  const plain = plainPath(path)
  if (path === plain || (path === `${plain}/` && /^\/..$/.test(plain))) return next()
  return c.redirect(plain + new URL(c.req.url).search, 308)
}

/** Neutral host: 303 and not for good, because browsers keep what is for good, and that would be a trace. */
export const toPlainNeutral: MiddlewareHandler = async (c, next) => {
  const path = pathOf(c.req.url)
  const plain = plainPath(path)
  if (!NEUTRAL.test(path) || path === plain) return next()
  return c.redirect(plain, 303)
}

/** For the neutral host: nothing is to be found, and nothing said of why. */
export const noRobots: Handler = (c) => c.text('User-agent: *\nDisallow: /\n')

/** For the public host: pages are to be found, the desk and the API are not. */
export const someRobots: Handler = (c) => c.text('User-agent: *\nDisallow: /desk\nDisallow: /api/\n')

/** How long what security.txt says may be believed. Unit: milliseconds. RFC 9116 asks for less than a year. */
const BELIEVED_MS = 180 * 86_400_000

/** RFC 9116. Without a configured contact there is no file: one without a contact would be no answer. */
export function securityText({
  config,
  today,
}: Pick<PublicContext, 'today'> & { config: { securityContact: string } }): Handler {
  return (c) => {
    if (config.securityContact === '') return c.notFound()
    const expires = new Date(Date.parse(today()) + BELIEVED_MS).toISOString()
    return c.text(`Contact: ${config.securityContact}\nExpires: ${expires}\nPreferred-Languages: fi, sv, en\n`)
  }
}
