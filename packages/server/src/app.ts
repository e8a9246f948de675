// The two hosts, put together. The public host serves pages, the desk and the API; the neutral host says nothing of what it is for
// and can only end a permission. The only file that imports routes.
import { join } from 'node:path'
import { Hono } from 'hono'
import { SAVED_WORKER_ADDRESS } from '@apila/core/guide/saved-copy.ts'
import { accountRoutes } from './account/routes.ts'
import { cardRoutes } from './cards/routes.tsx'
import { contentRoutes } from './frame/public-routes.tsx'
import { renderNotFound } from './frame/not-found.tsx'
import { renderNeutralNotFound } from './neutral/not-found.tsx'
import { neutralRoutes } from './neutral/routes.tsx'
import { textRoutes } from './review/routes.ts'
import { securityText, someRobots, toPlainPublic } from './frame/plain-addresses.ts'
import { exportRoutes } from './export/routes.ts'
import { feedbackPageRoutes } from './feedback/public-routes.tsx'
import { feedbackRoutes } from './feedback/routes.ts'
import { guideRoutes } from './guide/routes.tsx'
import { hsdsRoutes } from './hsds/public-routes.ts'
import { networkPageRoutes } from './network/public-routes.tsx'
import { interpreterRoutes } from './interpreters/routes.tsx'
import { mountRecordings } from './neutral/recordings.ts'
import { organisationPageRoutes } from './organisation/public-routes.tsx'
import { foundingRoutes } from './organisation/founding-routes.ts'
import { joinRoutes } from './organisation/join-routes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import type { Ctx } from './ctx.ts'
import { type Part, answerProblems, setHeaders } from './platform/http.ts'
import { describeRoutes } from './platform/openapi.ts'
import { type Route, mountRoutes } from './platform/route.ts'
import { serveFile } from './platform/static-files.ts'
import { endRoutes, referralRoutes } from './referral/routes.ts'
import { recordRoutes } from './record/routes.tsx'
import { ringingRoutes } from './ringing/routes.ts'
import { rightsRoutes } from './rights/routes.tsx'
import { searchRoutes } from './search/routes.tsx'
import { servicesRoutes } from './services/public-routes.tsx'
import { serviceRoutes } from './services/routes.ts'
import { publicStatisticsRoutes } from './statistics/public-routes.tsx'
import { statisticsRoutes } from './statistics/routes.ts'
import { dayRoutes } from './watch/day-routes.ts'
import { watchRoutes } from './watch/routes.ts'

/** Every route of the API. */
export const API_ROUTES: readonly Route[] = [
  ...accountRoutes,
  ...joinRoutes,
  ...organisationRoutes,
  ...foundingRoutes,
  ...referralRoutes,
  ...endRoutes,
  ...statisticsRoutes,
  ...exportRoutes,
  ...feedbackRoutes,
  ...serviceRoutes,
  ...textRoutes,
  ...watchRoutes,
  ...dayRoutes,
  ...ringingRoutes,
]

export function publicApp(ctx: Ctx): Hono {
  const app = new Hono()
  answerProblems(app, ctx, (path) => renderNotFound(path, ctx.network.library.current()))
  app.use(ctx.pages.keep)
  app.use(setHeaders(publicPart))
  mountRoutes(app, ctx, API_ROUTES)
  const description = describeRoutes(API_ROUTES)
  app.get('/api/openapi.json', (c) => c.json(description))
  mountHealth(app, ctx)
  mountDesk(app, ctx)
  mountStatic(app, ctx, [
    'public.css',
    'pages.css',
    'act.css',
    'guide.js',
    'save.js',
    'record.js',
    'record.css',
    'cards.css',
  ])
  mountSavedGuide(app, ctx)
  app.get('/robots.txt', someRobots)
  app.get('/.well-known/security.txt', securityText(ctx))
  app.use(toPlainPublic)
  for (const pages of [
    contentRoutes(ctx),
    guideRoutes(ctx),
    recordRoutes(ctx),
    cardRoutes(ctx),
    interpreterRoutes(ctx),
    rightsRoutes(ctx),
    servicesRoutes(ctx),
    searchRoutes(ctx),
    organisationPageRoutes(ctx),
    networkPageRoutes(ctx),
    feedbackPageRoutes(ctx),
    hsdsRoutes(ctx),
    publicStatisticsRoutes(ctx),
  ])
    app.route('/', pages)
  return app
}

export function neutralApp(ctx: Ctx): Hono {
  const app = new Hono()
  answerProblems(app, ctx, (path) => renderNeutralNotFound(path, ctx.network.library.current()))
  app.use(ctx.pages.keep)
  app.use(setHeaders((path) => (path.startsWith('/api/') ? 'api' : 'neutral')))
  mountRoutes(app, ctx, endRoutes)
  mountStatic(app, ctx, ['public.css', 'pages.css', 'leave.js', 'end.js', 'end-worker.js'])
  mountRecordings(
    app,
    join(ctx.root, 'content/recordings'),
    Object.values(ctx.network.library.current().neutral.sounds),
  )
  app.route('/', neutralRoutes(ctx))
  return app
}

function publicPart(path: string): Part {
  if (path.startsWith('/api/') || path === '/healthz' || path === '/readyz') return 'api'
  return path === '/desk' || path.startsWith('/desk/') ? 'desk' : 'public'
}

/** Where nothing can be sealed, opened or ended, whoever watches the server should hear of it; the pages serve all the same. */
const KEEPER_SENTENCE = {
  there: null,
  away: 'the leash keeper does not answer',
  clock: 'the server and the leash keeper name different days',
  keys: 'the leash keeper has not the key that the roster names, or does not believe the roster; its log says which',
  'other-network': 'the leash keeper belongs to another network',
  refused: 'the server and the leash keeper do not take each other’s certificates',
  older: 'the leashes are an older copy and are not used',
} as const

function mountHealth(app: Hono, ctx: Ctx): void {
  app.get('/healthz', (c) => c.text('ok'))
  // Without a network the public pages serve all the same, so it is ready, and says what it lacks.
  app.get('/readyz', (c) => {
    if (!ctx.isReady()) return c.text('starting', 503)
    const keeper = KEEPER_SENTENCE[ctx.keeper().state]
    if (keeper !== null) return c.text(keeper, 503)
    return c.text(ctx.network.roster.current() === null ? 'ready, no network founded yet' : 'ready')
  })
}

// The desk is one page; its addresses without an ending are that page.
function mountDesk(app: Hono, ctx: Ctx): void {
  const folder = join(ctx.root, 'packages/app/dist')
  app.get('/desk', (c) => c.redirect('/desk/', 308))
  app.get('/desk/*', (c) => {
    const path = c.req.path.slice('/desk/'.length)
    const file = /\.[a-z0-9]+$/.test(path) ? path : 'index.html'
    return serveFile(c, folder, file, file.startsWith('assets/')) ?? c.notFound()
  })
}

// At the host's root, so that it may answer for the guide's pages. Where saving is off, the script that removes takes its place.
function mountSavedGuide(app: Hono, ctx: Ctx): void {
  const folder = join(ctx.root, 'packages/server/dist/static')
  const name = ctx.config.savedGuide ? 'saved-worker.js' : 'saved-removal.js'
  app.get(SAVED_WORKER_ADDRESS, (c) => serveFile(c, folder, name, false) ?? c.notFound())
}

function mountStatic(app: Hono, ctx: Ctx, names: readonly string[]): void {
  const folder = join(ctx.root, 'packages/server/dist/static')
  for (const name of names) app.get(`/static/${name}`, (c) => serveFile(c, folder, name, false) ?? c.notFound())
  app.get('/favicon.ico', (c) => c.body(null, 204))
}
