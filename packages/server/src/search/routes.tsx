// The search over guide, services, rights and statistics. The page's own form sends what is looked for in its body; it is read, answered and
// forgotten: no log, no cache, no count of it. Who writes `?q=` themselves is answered too (docs/decisions/0017).
import { type Context, Hono } from 'hono'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { type SearchIndex, findDocuments, makeIndex } from '@apila/core/search/find-documents.ts'
import type { Ctx } from '../ctx.ts'
import { renderPage } from '../frame/render-page.ts'
import type { Library } from '../library/library.ts'
import { incomingOf, readBody } from '../platform/body.ts'
import { Problem } from '../platform/problem.ts'
import { requireKind, requireSameSite } from '../platform/route.ts'
import { listReleaseIds } from '../statistics/store.ts'
import { type FoundDocument, listDocuments } from './documents.ts'
import { SearchPage } from './SearchPage.tsx'

/** A hundred characters in any script, as a form writes them. Unit: bytes. */
const FORM_BYTES = 2_048
const FORM_KIND = /^application\/x-www-form-urlencoded(?:\s*;\s*charset=utf-8)?$/i

export function searchRoutes(ctx: Pick<Ctx, 'network' | 'config' | 'bodies' | 'db'>): Hono {
  const app = new Hono()
  const leaveHref = `${ctx.config.neutralUrl}/x`
  const indexOf = keepIndexes()
  for (const lang of LANGUAGES) {
    const view = () => ({ lang, library: ctx.network.library.current(), leaveHref })
    const answer = async (text: string, isInAddress = false) => {
      const release = (await listReleaseIds(ctx.db.read())).at(-1)
      const found = findDocuments(indexOf(ctx.network.library.current(), lang, release), text)
      return renderPage(<SearchPage {...view()} asked={{ text, found }} isInAddress={isInAddress} />)
    }
    app.get(`/${lang}/search`, async (c) => {
      c.header('Cache-Control', 'no-store')
      const text = cut(c.req.query('q') ?? '')
      return c.html(text === '' ? renderPage(<SearchPage {...view()} />) : await answer(text, true))
    })
    app.post(`/${lang}/search`, async (c) => {
      requireKind(c, FORM_KIND)
      requireSameSite(c)
      c.header('Cache-Control', 'no-store')
      return c.html(await answer(await readText(ctx, c)))
    })
  }
  return app
}

// One index for each language of what the pages show now; another library or a new release makes another.
function keepIndexes() {
  const kept = new WeakMap<Library, Map<string, SearchIndex<FoundDocument>>>()
  return (library: Library, lang: Language, release: string | undefined): SearchIndex<FoundDocument> => {
    const own = kept.get(library) ?? new Map<string, SearchIndex<FoundDocument>>()
    kept.set(library, own)
    const name = `${lang} ${release ?? ''}`
    const index = own.get(name) ?? makeIndex(listDocuments(library, lang, release), lang)
    own.set(name, index)
    return index
  }
}

/** Longest text that is looked for. Unit: characters. */
const LONGEST = 100
const cut = (text: string): string => text.trim().slice(0, LONGEST)

async function readText(ctx: Pick<Ctx, 'bodies'>, c: Context): Promise<string> {
  const incoming = incomingOf(c)
  if (!incoming) throw new Problem('bad-input')
  const body = await readBody(incoming, ctx.bodies, { most: FORM_BYTES, isOpen: false })
  return cut(new URLSearchParams(body.toString()).get('q') ?? '')
}
