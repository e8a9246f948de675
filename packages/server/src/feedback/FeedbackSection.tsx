// The feedback form under the accessibility statement: says what happens next before the button, and keeps what was typed at a mistake.
import type { VNode } from 'preact'
import type { Language } from '@apila/core/content/language.ts'
import { FEEDBACK_ANSWER_DAYS, FEEDBACK_MOST_CHARACTERS } from '@apila/core/feedback/wire.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { Button } from '@apila/ui/Button.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { Field, FieldFrame, describedBy } from '@apila/ui/Field.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { getNetworkTexts } from '../network/texts.ts'

/** What stands in the way of sending. */
export type FeedbackMistake = 'empty' | 'long' | 'many' | 'full'

export interface FeedbackSectionProps {
  lang: Language
  /** False until a network is founded: nobody could read it. */
  isOpen: boolean
  typed?: { message: string; page: string; contact: string } | undefined
  mistake?: FeedbackMistake | undefined
}

const MESSAGE = 'feedback-message'

export function FeedbackSection({ lang, isOpen, typed, mistake }: FeedbackSectionProps): VNode {
  const texts = getNetworkTexts(lang)
  const sentences = {
    empty: texts.feedbackEmpty,
    long: fillText(texts.feedbackLong, { most: String(FEEDBACK_MOST_CHARACTERS) }),
    many: texts.feedbackMany,
    full: texts.feedbackFull,
  }
  const error = mistake && sentences[mistake]
  return (
    <section id="feedback">
      <h2>{texts.feedbackTitle}</h2>
      {!isOpen && <Note>{texts.feedbackClosed}</Note>}
      {isOpen && (
        <>
          <p>{texts.feedbackLead}</p>
          {error !== undefined && (
            <ErrorSummary title={texts.feedbackProblem} errors={[{ fieldId: MESSAGE, text: error }]} />
          )}
          <form method="post" action={`/${lang}/accessibility#feedback`} autocomplete="off" class="no-print">
            <FieldFrame id={MESSAGE} label={texts.feedbackMessage} hint={texts.feedbackMessageHint} error={error}>
              <textarea
                id={MESSAGE}
                name="message"
                rows={6}
                required
                aria-describedby={describedBy(MESSAGE, texts.feedbackMessageHint, error)}
                aria-invalid={error === undefined ? undefined : 'true'}
              >
                {typed?.message}
              </textarea>
            </FieldFrame>
            <Field
              id="feedback-page"
              label={texts.feedbackPage}
              input={{ name: 'page', value: typed?.page, maxLength: 200 }}
            />
            <Field
              id="feedback-contact"
              label={texts.feedbackContact}
              input={{ name: 'contact', value: typed?.contact, maxLength: 200 }}
            />
            <p>{fillText(texts.feedbackNext, { days: String(FEEDBACK_ANSWER_DAYS) })}</p>
            <div class="buttons">
              <Button type="submit">{texts.feedbackSend}</Button>
            </div>
          </form>
        </>
      )}
    </section>
  )
}
