// /{lang}/guide/cards: whether a paper is safe, then the choice of language; /{lang}/guide/cards/{card}: the sheet to print.
import { Hono } from 'hono'
import type { VNode } from 'preact'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { OldNotice } from '../content/OldNotice.tsx'
import { PublicPage } from '../content/PublicPage.tsx'
import type { PublicContext } from '../content/public-context.ts'
import { renderPage } from '../content/render-page.ts'
import { getPublicTexts } from '../content/texts.ts'
import { CardSheet } from './CardSheet.tsx'
import { cardContent, isShown, type Card } from './card-content.ts'

export function cardRoutes(ctx: Pick<PublicContext, 'config' | 'today'>): Hono {
  const app = new Hono()
  const { neutralUrl } = ctx.config
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/guide/cards`, (c) => c.html(renderPage(<CardsPage lang={lang} today={ctx.today()} />)))
    for (const card of cardContent.cards.filter(isShown)) {
      app.get(`/${lang}/guide/cards/${card.lang}`, (c) =>
        c.html(renderPage(<SheetPage lang={lang} today={ctx.today()} card={card} neutralUrl={neutralUrl} />)),
      )
    }
  }
  return app
}

function CardsPage({ lang, today }: { lang: Language; today: Day }): VNode {
  const texts = getPublicTexts(lang)
  const { page, cards, provenance } = cardContent
  const waiting = cards.filter((card) => !isShown(card))
  return (
    <PublicPage lang={lang} path="/guide/cards" title={page.title[lang]} plainTitle>
      <h1>{page.heading[lang]}</h1>
      <OldNotice checked={[provenance.checkedOn]} lang={lang} today={today} />
      <SafeToTake lang={lang} />
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
    </PublicPage>
  )
}

function SafeToTake({ lang }: { lang: Language }): VNode {
  return (
    <Notice>
      <p>
        <strong>{cardContent.page.ask[lang]}</strong>
      </p>
      <ul>
        {cardContent.page.askLines.map((line) => (
          <li key={line.en}>{line[lang]}</li>
        ))}
      </ul>
    </Notice>
  )
}

export interface SheetPageProps {
  lang: Language
  today: Day
  card: Card
  neutralUrl: string
}

export function SheetPage({ lang, today, card, neutralUrl }: SheetPageProps): VNode {
  const { page, provenance } = cardContent
  return (
    <PublicPage lang={lang} path={`/guide/cards/${card.lang}`} title={page.title[lang]} plainTitle>
      <link rel="stylesheet" href="/static/cards.css" />
      <div class="no-print">
        <h1>
          {page.heading[lang]}: <bdi lang={card.lang}>{card.name}</bdi>
        </h1>
        <OldNotice checked={[provenance.checkedOn]} lang={lang} today={today} />
        <SafeToTake lang={lang} />
        <p>
          {page.sheet[lang]} {page.print[lang]}
        </p>
      </div>
      <CardSheet card={card} neutralUrl={neutralUrl} codeLabel={page.code[lang]} />
      <p class="no-print">
        <a class="phone" href={`/${lang}/guide/cards`}>
          {page.back[lang]}
        </a>
      </p>
    </PublicPage>
  )
}
