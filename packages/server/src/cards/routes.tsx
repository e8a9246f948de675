// /{lang}/guide/cards: whether a paper is safe, then the choice of language; /{lang}/guide/cards/{card}: the sheet to print.
import { Hono } from 'hono'
import type { ComponentChildren, VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { Note } from '@apila/ui/Note.tsx'
import { OldNotice } from '../frame/OldNotice.tsx'
import type { PublicContext } from '../frame/public-context.ts'
import { renderPage } from '../frame/render-page.ts'
import { getPublicTexts } from '../frame/texts.ts'
import { MeetingPage } from '../frame/MeetingPage.tsx'
import { CardSheet } from './CardSheet.tsx'
import { isShown, type Card } from '../library/cards.ts'
import type { Library } from '../library/library.ts'
import { getNumber } from '../library/numbers.ts'

export function cardRoutes(ctx: PublicContext): Hono {
  const app = new Hono()
  const { neutralUrl } = ctx.config
  for (const lang of LANGUAGES) {
    const view = () => ({ lang, library: ctx.network.library.current(), today: ctx.today(), neutralUrl })
    app.get(`/${lang}/guide/cards`, (c) => c.html(renderPage(<CardsPage {...view()} />)))
    app.get(`/${lang}/guide/cards/:card`, (c) => {
      const { library } = view()
      const card = library.cards.cards.filter(isShown).find((one) => one.lang === c.req.param('card'))
      return card === undefined ? c.notFound() : c.html(renderPage(<SheetPage {...view()} card={card} />))
    })
  }
  return app
}

interface CardsPageProps {
  lang: Language
  library: Library
  today: Day
  neutralUrl: string
}

function CardsPage({ lang, library, today, neutralUrl }: CardsPageProps): VNode {
  const texts = getPublicTexts(lang)
  const { page, cards, provenance } = library.cards
  const waiting = cards.filter((card) => !isShown(card))
  return (
    <CardsFrame lang={lang} library={library} path="" neutralUrl={neutralUrl}>
      <h1>{page.heading[lang]}</h1>
      <OldNotice checked={[provenance.checkedOn]} lang={lang} today={today} />
      <SafeToTake lang={lang} page={page} />
      <h2>{page.choose[lang]}</h2>
      <ul class="big">
        {cards.filter(isShown).map((card) => (
          <li key={card.lang}>
            <a href={`/${lang}/guide/cards/${card.lang}`} lang={card.lang} hreflang={lang}>
              {card.name}
            </a>
          </li>
        ))}
      </ul>
      {waiting.length > 0 && (
        <p class="small">
          {page.waiting[lang]}{' '}
          {waiting.map((card, i) => (
            <>
              {i > 0 && ', '}
              <bdi lang={card.lang}>{card.name}</bdi>
            </>
          ))}
          .
        </p>
      )}
      <p class="small">
        {provenance.source[lang]}. {texts.checked} {showDay(provenance.checkedOn)}.
      </p>
    </CardsFrame>
  )
}

interface CardsFrameProps {
  lang: Language
  library: Library
  /** What follows `/guide/cards` in the address. */
  path: string
  neutralUrl: string
  children: ComponentChildren
}

/** The page is open beside the client: the way out is on it, as on the guide. It shows the neutral address, so no search engine may
 *  have it: whoever looks for the address on a found card must not be led here. */
function CardsFrame({ lang, library, path, neutralUrl, children }: CardsFrameProps): VNode {
  return (
    <MeetingPage
      lang={lang}
      library={library}
      path={`/guide/cards${path}`}
      title={library.cards.page.title[lang]}
      leaveHref={`${neutralUrl}/x`}
      indexed={false}
    >
      {children}
    </MeetingPage>
  )
}

function SafeToTake({ lang, page }: { lang: Language; page: Library['cards']['page'] }): VNode {
  return (
    <Note>
      <p>
        <strong>{page.ask[lang]}</strong>
      </p>
      <ul>
        {page.askLines.map((line) => (
          <li key={line.en}>{line[lang]}</li>
        ))}
      </ul>
    </Note>
  )
}

export interface SheetPageProps extends CardsPageProps {
  card: Card
}

export function SheetPage({ lang, library, today, card, neutralUrl }: SheetPageProps): VNode {
  const { page, provenance } = library.cards
  return (
    <CardsFrame lang={lang} library={library} path={`/${card.lang}`} neutralUrl={neutralUrl}>
      <link rel="stylesheet" href="/static/cards.css" />
      <div class="no-print">
        <h1>
          {page.heading[lang]}: <bdi lang={card.lang}>{card.name}</bdi>
        </h1>
        <OldNotice checked={[provenance.checkedOn]} lang={lang} today={today} />
        <SafeToTake lang={lang} page={page} />
        <p>
          {page.sheet[lang]} {page.print[lang]}
        </p>
      </div>
      <CardSheet
        card={card}
        number={getNumber(library, 'advice').phone.shown}
        neutralUrl={neutralUrl}
        codeLabel={page.code[lang]}
      />
      <p class="no-print">
        <a class="phone" href={`/${lang}/guide/cards`}>
          {page.back[lang]}
        </a>
      </p>
    </CardsFrame>
  )
}
