// /{lang}/services: who helps, found by need, area, language, group, name, cost and track with a plain form. Nothing chosen is kept.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { fillText } from '@apila/core/network/fill.ts'
import type { ShownService } from '@apila/core/services/confirm.ts'
import { type AskedWish, findServices, hasUnknownWish, knownWish } from '@apila/core/services/find.ts'
import type { Moment } from '@apila/core/services/hours.ts'
import type { DirectoryChoices } from '@apila/core/services/schema.ts'
import { Note } from '@apila/ui/Note.tsx'
import type { HourContext } from '../frame/public-context.ts'
import { KeepBar } from '../frame/KeepBar.tsx'
import { PublicPage } from '../frame/PublicPage.tsx'
import { renderPage } from '../frame/render-page.ts'
import { getPublicTexts, type PublicTexts } from '../frame/texts.ts'
import { PrintButton } from '../frame/PrintButton.tsx'
import { getOrganisation } from '../library/directory.ts'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'
import { ChosenFilters, ServiceFilters } from './ServiceFilters.tsx'
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
        <ServicesPage
          lang={lang}
          asked={c.req.query()}
          library={ctx.network.library.current()}
          moment={moment}
          leaveHref={`${ctx.config.neutralUrl}/x`}
        />
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
  /** Where the leave button goes without a script. */
  leaveHref: string
}

function ServicesPage({ lang, asked, library, moment, leaveHref }: ServicesPageProps): VNode {
  const { directory, choices } = library
  const texts = getPublicTexts(lang)
  const words = getDirectoryTexts(lang)
  const wish = knownWish(asked, choices)
  const isChosen = Object.values(wish).some((choice) => choice !== undefined)
  const area = choices.areas.find(({ id }) => id === wish.area)
  const found = findServices(directory.services, wish, {
    roleOf: ({ organisation }) => getOrganisation(library, organisation).role,
    near: area?.near ?? [],
  })
  const lists = [found.fitting, found.near, found.country, found.throughInterpreter, found.notKnown]
  const { parts, page, pages } = pageOf(lists, asked.page)
  const [fitting = [], near = [], country = [], throughInterpreter = [], notKnown = []] = parts
  const count = [found.fitting, found.near, found.country].flat().length
  const fits = count + found.throughInterpreter.length > 0
  // Which answer first is said once; what follows on later pages is the rest.
  const isFirst = !isChosen && page === 1
  const list = (services: readonly ShownService[]): VNode => (
    <ServiceList services={services} library={library} lang={lang} moment={moment} />
  )
  const chosen = Object.entries(wish).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const links = <PageLinks lang={lang} page={page} pages={pages} chosen={chosen as [string, string][]} />
  const shown = page === 1 ? chosen : [...chosen, ['page', String(page)]]
  const query = new URLSearchParams(shown as [string, string][]).toString()
  const further = [
    { title: words.directoryNear, services: near },
    { title: words.directoryCountry, services: country },
    { title: words.directoryThroughInterpreter, services: throughInterpreter },
    { title: texts.servicesUnknown, services: notKnown },
  ]
  return (
    <PublicPage
      lang={lang}
      library={library}
      path={`/services${query === '' ? '' : `?${query}`}`}
      entries={parts.flat().map(({ id }) => id)}
      title={texts.servicesTitle}
      styles={['pages']}
      script="/static/guide.js"
      bar={<KeepBar texts={texts} leaveHref={leaveHref} sentence={texts.footerTrace} />}
    >
      <h1>{texts.servicesHeading}</h1>
      <Danger library={library} texts={texts} />
      <div class="two first">
        <aside aria-label={words.directoryFilters}>
          <ServiceFilters lang={lang} choices={choices} wish={wish} isOpen={isChosen && !fits} />
        </aside>
        <div>
          {hasUnknownWish(asked, wish) && <Note role="status">{words.directoryUnknownChoice}</Note>}
          {isChosen ? (
            <div class="found">
              {fits && <h2>{fillText(words.directoryCount, { count: String(count) })}</h2>}
              <ChosenFilters lang={lang} choices={choices} wish={wish} />
            </div>
          ) : (
            <Needs lang={lang} choices={choices} />
          )}
          {area !== undefined && fits && <p class="hint">{words.directoryOrder}</p>}
          {!fits && <NothingFits lang={lang} library={library} />}
          {area !== undefined && fits && (
            <>
              <h2>{fillText(words.directoryOwn, { area: area.short[lang] })}</h2>
              {found.fitting.length === 0 && <p>{words.directoryNotHere}</p>}
            </>
          )}
          {area === undefined && fitting.length > 0 && (
            <h2>{isChosen ? texts.servicesFound : isFirst ? words.directoryFirst : words.directoryRest}</h2>
          )}
          {fitting.length > 0 && list(isFirst ? fitting.slice(0, FIRST_SERVICES) : fitting)}
          {isFirst && (
            <details>
              <summary>
                <h2>{words.directoryRest}</h2>
              </summary>
              {list(fitting.slice(FIRST_SERVICES))}
            </details>
          )}
          {further.map(
            ({ title, services }) =>
              services.length > 0 && (
                <section key={title}>
                  <h2>{title}</h2>
                  {list(services)}
                </section>
              ),
          )}
          {links}
          <p class="small">{`${texts.servicesLead} ${words.directoryEditors}`}</p>
          <PrintButton text={library.act.words.first.print[lang]} />
          <SayWhatIsWrong lang={lang} />
          <p class="small no-print">
            <a class="line" href="/hsds/">
              {words.directoryData}
            </a>
          </p>
        </div>
      </div>
    </PublicPage>
  )
}

function Danger({ library, texts }: { library: Library; texts: PublicTexts }): VNode {
  const danger = getNumber(library, 'danger').phone
  return (
    <p>
      {texts.startDanger}{' '}
      <a class="phone" href={`tel:${danger.number}`}>
        {danger.shown}
      </a>
    </p>
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
      <ul class="chips">
        {choices.needs.map(({ id, name }) => (
          <li key={id}>
            <a href={`/${lang}/services?need=${id}`}>{name[lang]}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
