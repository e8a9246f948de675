// The way out of the neutral host: /x sets the host's one cookie for ten minutes and leads to an everyday page; while it lasts every
// page under /a leads there too, so that the browser's Back shows nothing, with or without a script (docs/threat-model.md).
import type { Hono, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** Nothing but "left a moment ago": one name and one value for everybody. */
const LEFT = 'x'
// Lax, not Strict: who came by a link from a search page goes Back to the first page as from that other site, and Chromium then
// keeps a Strict cookie to itself and shows the page (tests/promises/leaving.test.ts). It says one thing and protects no session.
/** Unit: seconds. Long enough for whoever takes the telephone to press Back, short enough to be gone when she returns. */
const LEFT_FOR = 600

/** Where one comes back who left by mistake: an address that stands on no link, so that Back never meets it (docs/decisions/0016). */
const BACK_AGAIN = '/a/0'

/** `leaveTo`: a page that anybody might have open, that suggests nothing and is the same for all. */
export function mountLeaving(app: Hono, leaveTo: string): void {
  app.get('/x', (c) => {
    setCookie(c, LEFT, '1', { path: '/a', maxAge: LEFT_FOR, httpOnly: true, secure: true, sameSite: 'Lax' })
    return c.redirect(leaveTo, 303)
  })
  app.get(BACK_AGAIN, (c) => {
    deleteCookie(c, LEFT, { path: '/a', httpOnly: true, secure: true, sameSite: 'Lax' })
    return c.redirect('/a', 303)
  })
  app.use('/a/*', stayAway(leaveTo))
}

const stayAway =
  (leaveTo: string): MiddlewareHandler =>
  async (c, next) => {
    if (getCookie(c, LEFT) === undefined) return next()
    return c.redirect(leaveTo, 303)
  }
