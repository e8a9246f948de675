// /{lang}/services: who helps, found by need, area, language, group, name, cost and track with a plain form. Nothing chosen is kept.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { fillText } from '@apila/core/network/fill.ts'
import type { ShownService } from '@apila/core/services/confirm.ts'
import { type AskedWish, findServices, hasUnknownWish, knownWish } from '@apila/core/services/find.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import type { DirectoryChoices } from '@apila/core/services/schema.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import type { HourContext } from '../frame/public-context.ts'
import { PublicPage } from '../frame/PublicPage.tsx'
import { renderPage } from '../frame/render-page.ts'
import { getPublicTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import { ServiceFilters, chosenWords } from './ServiceFilters.tsx'
import { SayWhatIsWrong } from './SayWhatIsWrong.tsx'
import { PageLinks } from './PageLinks.tsx'
import { pageOf } from './page-of.ts'
import { ServiceList } from './ServiceList.tsx'
import { getDirectoryTexts } from './texts.ts'

/** Before anything is chosen this many services are open; the rest is folded, so that a phone shows an end. */
const FIRST_SERVICES = 8

export function servicesRoutes(ctx: HourContext): Hono {
  const app = new Hono()
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/services`, (c) => {
      const moment = { day: ctx.today(), minute: ctx.minute() }
      const page = (
        <ServicesPage lang={lang} asked={c.req.query()} library={ctx.network.library.current()} moment={moment} />
      )
      return c.html(renderPage(page))
    })
  }
  return app
}

interface ServicesPageProps {
  lang: Language
  asked: AskedWish & { page?: string }
  library: Library
  moment: Moment
}

function ServicesPage({ lang, asked, library, moment }: ServicesPageProps): VNode {
  const { directory, choices } = library
  const texts = getPublicTexts(lang)
  const words = getDirectoryTexts(lang)
  const danger = getNumber(library, 'danger').phone
  const wish = knownWish(asked, choices)
  const isChosen = Object.values(wish).some((choice) => choice !== undefined)
  const found = findServices(directory.services, wish)
  const { parts, page, pages } = pageOf([found.fitting, found.throughInterpreter, found.notKnown], asked.page)
  const [fitting = [], throughInterpreter = [], notKnown = []] = parts
  const fits = found.fitting.length + found.throughInterpreter.length > 0
  // Which answer first is said once; what follows on later pages is the rest.
  const isFirst = !isChosen && page === 1
  const list = (services: readonly ShownService[]): VNode => (
    <ServiceList services={services} library={library} lang={lang} moment={moment} />
  )
  const chosen = Object.entries(wish).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const links = <PageLinks lang={lang} page={page} pages={pages} chosen={chosen as [string, string][]} />
  const shown = page === 1 ? chosen : [...chosen, ['page', String(page)]]
  const query = new URLSearchParams(shown as [string, string][]).toString()
  return (
    <PublicPage
      lang={lang}
      library={library}
      path={`/services${query === '' ? '' : `?${query}`}`}
      entries={[...fitting, ...throughInterpreter, ...notKnown].map(({ id }) => id)}
      title={texts.servicesTitle}
      styles={['pages']}
    >
      <h1>{texts.servicesHeading}</h1>
      <p>{texts.servicesLead}</p>
      <p>
        {texts.startDanger}{' '}
        <a class="phone" href={`tel:${danger.number}`}>
          {danger.shown}
        </a>
      </p>
      {isChosen ? (
        <p>
          {fillText(words.directoryChosen, { choices: chosenWords(lang, choices, wish).join(', ') })}{' '}
          <a class="line no-print" href={`/${lang}/services`}>
            {texts.servicesReset}
          </a>
        </p>
      ) : (
        <Needs lang={lang} choices={choices} />
      )}
      <ServiceFilters lang={lang} choices={choices} wish={wish} isOpen={isChosen && !fits} />
      {hasUnknownWish(asked, wish) && <Notice role="status">{words.directoryUnknownChoice}</Notice>}
      <p class="small">{words.directoryEditors}</p>
      {fitting.length > 0 && (
        <>
          <h2>{isChosen ? texts.servicesFound : isFirst ? words.directoryFirst : words.directoryRest}</h2>
          {isChosen && <p>{fillText(words.directoryCount, { count: String(found.fitting.length) })}</p>}
          {list(isFirst ? fitting.slice(0, FIRST_SERVICES) : fitting)}
        </>
      )}
      {!fits && <NothingFits lang={lang} library={library} />}
      {isFirst && (
        <details>
          <summary>
            <h2>{words.directoryRest}</h2>
          </summary>
          {list(fitting.slice(FIRST_SERVICES))}
        </details>
      )}
      {throughInterpreter.length > 0 && (
        <>
          <h2>{words.directoryThroughInterpreter}</h2>
          {list(throughInterpreter)}
        </>
      )}
      {notKnown.length > 0 && (
        <>
          <h2>{texts.servicesUnknown}</h2>
          {list(notKnown)}
        </>
      )}
      {links}
      <SayWhatIsWrong lang={lang} />
      <p class="small no-print">
        <a class="line" href="/hsds/">
          {words.directoryData}
        </a>
      </p>
    </PublicPage>
  )
}

/** The next step where no service is left: fewer choices, or the line that advises. */
function NothingFits({ lang, library }: { lang: Language; library: Library }): VNode {
  const { phone } = getNumber(library, 'advice')
  const [before = '', after = ''] = getPublicTexts(lang).servicesNone.split('{number}')
  return (
    <>
      <h2>{getDirectoryTexts(lang).directoryNone}</h2>
      <p>
        {before}
        <a class="phone" href={`tel:${phone.number}`}>
          <bdi dir="ltr">{phone.shown}</bdi>
        </a>
        {after}
      </p>
    </>
  )
}

/** One tap to the services for a need. */
function Needs({ lang, choices }: { lang: Language; choices: DirectoryChoices }): VNode {
  return (
    <nav aria-label={getDirectoryTexts(lang).directoryByNeed} class="no-print">
      <h2>{getDirectoryTexts(lang).directoryByNeed}</h2>
      <ul class="plain filters">
        {choices.needs.map(({ id, name }) => (
          <li key={id}>
            <a class="line" href={`/${lang}/services?need=${id}`}>
              {name[lang]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
