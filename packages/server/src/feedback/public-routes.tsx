// /{lang}/accessibility: the statement with its form. What is sent is stored with its day; no address of a device, no time of day.
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { FEEDBACK_MOST_CHARACTERS, FeedbackForm, FeedbackId, dueDay } from '@apila/core/feedback/wire.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { PublicPage } from '../frame/PublicPage.tsx'
import { isStorageFull } from '../platform/db.ts'
import { renderPage } from '../frame/render-page.ts'
import { NetworkPageView } from '../network/NetworkPageView.tsx'
import { getNetworkTexts } from '../network/texts.ts'
import { clientAddress } from '../platform/client-address.ts'
import type { Ctx } from '../ctx.ts'
import { toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
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
    // The rest of such a body is never read, so this connection cannot serve another request.
    const onError = (c: Context) => c.html(page(lang, { mistake: 'long' }), 413, { Connection: 'close' })
    app.post(`/${lang}/accessibility`, bodyLimit({ maxSize: FORM_BYTES, onError }), async (c) => {
      // A form on another site could send in a visitor's name; browsers say where a request comes from.
      if (c.req.header('sec-fetch-site') === 'cross-site') throw new Problem('bad-input')
      const typed = await readForm(() => c.req.parseBody())
      const again = (mistake: FeedbackMistake, status: 400 | 429 | 507) =>
        c.html(page(lang, { typed, mistake }), status)
      const form = FeedbackForm.safeParse(typed)
      if (!form.success) return again(typed.message.length > FEEDBACK_MOST_CHARACTERS ? 'long' : 'empty', 400)
      if (!isOpen()) return c.html(page(lang), 503)
      if (!ctx.network.limits.take('feedback', clientAddress(ctx, c))) return again('many', 429)
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

/** The three fields as text; anything else that a form may carry is as if it were not there. */
async function readForm(
  read: () => Promise<Record<string, unknown>>,
): Promise<{ message: string; page: string; contact: string }> {
  const fields = await read().catch((cause: unknown) => {
    throw new Problem('bad-input', { cause })
  })
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
