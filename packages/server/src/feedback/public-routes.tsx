// /{lang}/accessibility: the statement with its form. What is sent is stored with its day; no address of a device, no time of day.
import { type Context, Hono } from 'hono'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { FEEDBACK_MOST_CHARACTERS, FeedbackForm, FeedbackId, dueDay } from '@apila/core/feedback/wire.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { PublicPage } from '../frame/PublicPage.tsx'
import { isStorageFull } from '../platform/db.ts'
import { renderPage } from '../frame/render-page.ts'
import { NetworkPageView } from '../network/NetworkPageView.tsx'
import { getNetworkTexts } from '../network/texts.ts'
import { discardBody, incomingOf, readBody } from '../platform/body.ts'
import { clientNetwork } from '../platform/client-address.ts'
import type { Ctx } from '../ctx.ts'
import { toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireKind, requireSameSite } from '../platform/route.ts'
import { type FeedbackMistake, FeedbackSection, type FeedbackSectionProps } from './FeedbackSection.tsx'
import { addFeedback, countFeedback, deleteOldFeedback } from './store.ts'

/** A message of the longest size in any script, and the two short fields, as a form writes them. Unit: bytes. */
const FORM_BYTES = 65_536
/** Most that waits for keepers at once, so that a flood fills no disk. Unit: messages. */
const FEEDBACK_MOST = 2_000

export function feedbackPageRoutes(ctx: Ctx): Hono {
  const app = new Hono()
  const isOpen = () => ctx.network.roster.current() !== null
  const page = (lang: Language, more: Partial<FeedbackSectionProps> = {}) =>
    renderPage(
      <NetworkPageView id="accessibility" library={ctx.network.library.current()} lang={lang} today={ctx.today()}>
        <FeedbackSection lang={lang} isOpen={isOpen()} {...more} />
      </NetworkPageView>,
    )
  for (const lang of LANGUAGES) {
    app.get(`/${lang}/accessibility`, (c) => c.html(page(lang)))
    app.get(`/${lang}/accessibility/thanks`, (c) => c.html(renderPage(<ThanksPage lang={lang} ctx={ctx} />)))
    app.post(`/${lang}/accessibility`, async (c) => {
      requireKind(c, FORM_KIND)
      // A form on another site could send in a visitor's name.
      requireSameSite(c)
      const typed = await readForm(ctx, c)
      if (typed === null) return c.html(page(lang, { mistake: 'long' }), 413, { Connection: 'close' })
      const again = (mistake: FeedbackMistake, status: 400 | 429 | 507) =>
        c.html(page(lang, { typed, mistake }), status)
      const form = FeedbackForm.safeParse(typed)
      if (!form.success) return again(typed.message.length > FEEDBACK_MOST_CHARACTERS ? 'long' : 'empty', 400)
      if (!isOpen()) return c.html(page(lang), 503)
      if (ctx.network.limits.take('feedback', clientNetwork(ctx, c)) !== 'free') return again('many', 429)
      const id = FeedbackId.parse(toBase64url(ctx.randomBytes(16)))
      try {
        const isStored = await ctx.db.write(async (tx) => {
          await deleteOldFeedback(tx, ctx.today())
          if ((await countFeedback(tx)) >= FEEDBACK_MOST) return false
          await addFeedback(tx, { ...form.data, id, day: ctx.today(), lang })
          return true
        })
        return isStored ? c.redirect(`/${lang}/accessibility/thanks`, 303) : again('many', 429)
      } catch (error) {
        if (!isStorageFull(error)) throw error
        ctx.log({ code: 'storage-full', route: `POST /${lang}/accessibility` })
        return again('full', 507)
      }
    })
  }
  return app
}

/** The only kind that the page's form sends. */
const FORM_KIND = /^application\/x-www-form-urlencoded(?:\s*;\s*charset=utf-8)?$/i

/** The three fields as text; anything else that a form may carry is as if it were not there. `null` where it is too long. */
async function readForm(
  ctx: Pick<Ctx, 'bodies'>,
  c: Context,
): Promise<{ message: string; page: string; contact: string } | null> {
  const incoming = incomingOf(c)
  if (!incoming) throw new Problem('bad-input')
  const body = await readBody(incoming, ctx.bodies, { most: FORM_BYTES, isOpen: false }).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'too-large') return null
    throw error
  })
  if (body === null) {
    await discardBody(incoming)
    return null
  }
  const fields = Object.fromEntries(new URLSearchParams(body.toString()))
  const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
  return {
    message: textOf(fields.message),
    page: textOf(fields.page).slice(0, 200),
    contact: textOf(fields.contact).slice(0, 200),
  }
}

function ThanksPage({ lang, ctx }: { lang: Language; ctx: Pick<Ctx, 'today' | 'network'> }) {
  const texts = getNetworkTexts(lang)
  const day = ctx.today()
  return (
    <PublicPage
      lang={lang}
      library={ctx.network.library.current()}
      path="/accessibility/thanks"
      title={texts.feedbackThanksTitle}
    >
      <h1>{texts.feedbackThanksTitle}</h1>
      <p>{fillText(texts.feedbackThanks, { day: showDay(day), due: showDay(dueDay(day)) })}</p>
      <p>
        <a class="line" href={`/${lang}/accessibility`}>
          {texts.feedbackBack}
        </a>
      </p>
    </PublicPage>
  )
}
