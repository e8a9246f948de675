// Published statistics for everyone: pages in three languages, and the same numbers as files. Governed by docs/statistics.md "Files".
import { Hono } from 'hono'
import { LANGUAGES, Language } from '@apila/core/content/language.ts'
import { LedgerLine, type Release } from '@apila/core/statistics/release.ts'
import type { LibraryContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import type { Ctx } from '../ctx.ts'
import { StatisticsIndexPage } from './StatisticsIndexPage.tsx'
import { StatisticsLedgerPage } from './StatisticsLedgerPage.tsx'
import { StatisticsMethodPage } from './StatisticsMethodPage.tsx'
import { StatisticsTablePage } from './StatisticsTablePage.tsx'
import {
  csvText,
  findDataset,
  jsonStatText,
  ledgerText,
  newestFirst,
  releaseJson,
  releaseListJson,
} from './downloads.ts'
import { readRelease } from './publishing.ts'
import { findRelease, listLedger, listReleaseIds } from './store.ts'

type ReadContext = Pick<Ctx, 'db'> & LibraryContext
type Reader = { all: () => Promise<Release[]>; find: (id: string) => Promise<Release | undefined> }

export function publicStatisticsRoutes(ctx: ReadContext): Hono {
  const app = new Hono()
  const releases = openReader(ctx)
  mountPages(app, ctx, releases)
  mountFiles(app, ctx, releases)
  return app
}

// A published release never changes, so each is parsed once.
function openReader(ctx: ReadContext): Reader {
  const read = new Map<string, Release>()
  const find = async (id: string): Promise<Release | undefined> => {
    const known = read.get(id)
    if (known) return known
    const text = await findRelease(ctx.db.read(), id)
    if (text === undefined) return undefined
    const release = readRelease(text)
    read.set(id, release)
    return release
  }
  return {
    find,
    all: async () => {
      const found = await Promise.all((await listReleaseIds(ctx.db.read())).map(find))
      return found.filter((release) => release !== undefined)
    },
  }
}

const readLedger = async (ctx: ReadContext): Promise<LedgerLine[]> =>
  (await listLedger(ctx.db.read())).map((line) => LedgerLine.parse(JSON.parse(line)))

function mountPages(app: Hono, ctx: ReadContext, releases: Reader): void {
  const library = () => ctx.network.library.current()
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/statistics`, async (c) => {
      const all = await releases.all()
      const shown = { release: newestFirst(all)[0], releases: all, path: '/statistics' }
      return c.html(renderPage(<StatisticsIndexPage lang={lang} library={library()} {...shown} />))
    })
    app.get(`/${lang}/statistics/method`, (c) =>
      c.html(renderPage(<StatisticsMethodPage lang={lang} library={library()} />)),
    )
    app.get(`/${lang}/statistics/ledger`, async (c) =>
      c.html(renderPage(<StatisticsLedgerPage lang={lang} library={library()} lines={await readLedger(ctx)} />)),
    )
    app.get(`/${lang}/statistics/:release`, async (c) => {
      const release = await releases.find(c.req.param('release'))
      if (!release) return c.notFound()
      const shown = { release, releases: await releases.all(), path: `/statistics/${release.id}` }
      return c.html(renderPage(<StatisticsIndexPage lang={lang} library={library()} {...shown} />))
    })
    app.get(`/${lang}/statistics/:release/:table`, async (c) => {
      const release = await releases.find(c.req.param('release'))
      const dataset = release && findDataset(release, c.req.param('table'))
      if (!dataset) return c.notFound()
      return c.html(
        renderPage(
          <StatisticsTablePage
            lang={lang}
            library={library()}
            release={release}
            dataset={dataset}
            releases={await releases.all()}
          />,
        ),
      )
    })
  }
}

const JSON_TYPE = { 'Content-Type': 'application/json' }

function mountFiles(app: Hono, ctx: ReadContext, releases: Reader): void {
  app.get('/data/releases', async (c) => c.body(releaseListJson(await releases.all()), 200, JSON_TYPE))
  app.get('/data/releases/:file{[a-z0-9-]+\\.json}', async (c) => {
    const release = await releases.find(c.req.param('file').slice(0, -'.json'.length))
    return release ? c.body(releaseJson(release), 200, JSON_TYPE) : c.notFound()
  })
  app.get('/data/releases/:release/:file', async (c) => {
    const [table = '', ending] = c.req.param('file').split('.')
    const release = await releases.find(c.req.param('release'))
    const dataset = release && findDataset(release, table)
    if (!dataset) return c.notFound()
    if (ending === 'json') return c.body(jsonStatText(release, dataset), 200, JSON_TYPE)
    if (ending !== 'csv') return c.notFound()
    const lang = Language.catch('fi').parse(c.req.query('lang'))
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${release.id}-${table}.csv"`,
    }
    return c.body(csvText(release, dataset, lang), 200, headers)
  })
  app.get('/data/ledger.jsonl', async (c) =>
    c.body(ledgerText(await readLedger(ctx)), 200, { 'Content-Type': 'application/x-ndjson' }),
  )
}
