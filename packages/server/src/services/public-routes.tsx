// /{lang}/services: who helps, found by need, area, language, group, name, cost and track with a plain form. Nothing chosen is kept.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import type { Day } from '@apila/core/day.ts'
import { fillText } from '@apila/core/network/fill.ts'
import type { ShownDirectory } from '@apila/core/services/confirm.ts'
import { findServices, knownWish, type ServiceWish } from '@apila/core/services/find.ts'
import type { DirectoryContext } from '../content/public-context.ts'
import { PublicPage } from '../content/PublicPage.tsx'
import { renderPage } from '../content/render-page.ts'
import { getPublicTexts } from '../content/texts.ts'
import { directoryChoices } from './directory.ts'
import { ServiceFilters } from './ServiceFilters.tsx'
import { ServiceList } from './ServiceList.tsx'
import { getDirectoryTexts } from './texts.ts'

export function servicesRoutes(ctx: DirectoryContext): Hono {
  const app = new Hono()
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/services`, (c) => {
      const wish = knownWish(c.req.query(), directoryChoices)
      return c.html(
        renderPage(<ServicesPage lang={lang} wish={wish} directory={ctx.directory.current()} today={ctx.today()} />),
      )
    })
  }
  return app
}

interface ServicesPageProps {
  lang: Language
  wish: ServiceWish
  directory: ShownDirectory
  today: Day
}

function ServicesPage({ lang, wish, directory, today }: ServicesPageProps): VNode {
  const texts = getPublicTexts(lang)
  const words = getDirectoryTexts(lang)
  const { organisations } = directory
  const { fitting, languageNotKnown } = findServices(directory.services, wish)
  return (
    <PublicPage lang={lang} path="/services" title={texts.servicesTitle}>
      <h1>{texts.servicesHeading}</h1>
      <p>{texts.servicesLead}</p>
      <ServiceFilters lang={lang} wish={wish} />
      <h2>{texts.servicesFound}</h2>
      <p>{fillText(words.directoryCount, { count: String(fitting.length) })}</p>
      {fitting.length > 0 ? (
        <ServiceList services={fitting} organisations={organisations} lang={lang} today={today} />
      ) : (
        <p>{texts.servicesNone}</p>
      )}
      {languageNotKnown.length > 0 && (
        <>
          <h2>{texts.servicesUnknown}</h2>
          <ServiceList services={languageNotKnown} organisations={organisations} lang={lang} today={today} />
        </>
      )}
      <p class="small no-print">
        <a class="line" href="/hsds/">
          {words.directoryData}
        </a>
      </p>
    </PublicPage>
  )
}
