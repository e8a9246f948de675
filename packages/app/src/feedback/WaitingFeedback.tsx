// For keepers: what readers wrote about the pages, and until when each is to be answered. The answer itself goes by the contact given.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { LANGUAGE_NAMES } from '@apila/core/content/language.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { type Feedback, FeedbackList } from '@apila/core/feedback/wire.ts'
import { type Fact, SummaryList } from '@apila/ui/SummaryList.tsx'
import { ActionButton } from '../controls.tsx'
import { type DeskContext, useAct, useDesk } from '../desk-context.ts'

export function WaitingFeedback(): VNode {
  const desk = useDesk()
  const { t, session } = desk
  const [all, setAll] = useState<readonly Feedback[] | null>(null)
  const { busy, act } = useAct()
  const look = async () => {
    setAll((await session.api.ask('GET', 'feedback', FeedbackList)).feedback)
  }
  useEffect(() => {
    void act(look)
  }, [])
  const open = all?.filter(({ answeredDay }) => answeredDay === null) ?? []
  const answered = all?.filter(({ answeredDay }) => answeredDay !== null) ?? []
  return (
    <section aria-labelledby="waiting-feedback">
      <h2 id="waiting-feedback">{t('coordination.feedback')}</h2>
      {all !== null && open.length === 0 && <p data-test="no-feedback">{t('coordination.feedback-none')}</p>}
      {open.length > 0 && <p>{t('coordination.feedback-more')}</p>}
      <ul class="cards" data-test="feedback">
        {open.map((one) => (
          <li
            class="card"
            key={one.id}
            data-test="feedback-card"
            data-status={one.dueDay < desk.today ? 'late' : 'open'}
          >
            <p class="status">{dueWords(one, desk)}</p>
            <p class="pre">{one.message}</p>
            <SummaryList facts={factsOf(one, desk)} />
            <ActionButton
              test="feedback-answered"
              quiet
              disabled={busy}
              onClick={() => {
                void act(async () => {
                  await session.api.tell('POST', 'feedback/answered', { id: one.id })
                  await look()
                })
              }}
            >
              {one.contact === null ? t('coordination.seen') : t('coordination.answered')}
            </ActionButton>
          </li>
        ))}
      </ul>
      {answered.length > 0 && (
        <details data-test="feedback-done">
          <summary>{t('coordination.feedback-done', { count: answered.length })}</summary>
          <p>{t('coordination.feedback-goes')}</p>
          <ul>
            {answered.map((one) => (
              <li key={one.id} class="pre">
                {showDay(one.answeredDay ?? one.day)}: {one.message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function dueWords({ dueDay, day }: Feedback, { t, today }: DeskContext): string {
  const days = { came: showDay(day), day: showDay(dueDay) }
  if (dueDay < today) return t('coordination.late', days)
  return dueDay === today ? t('coordination.last-day', days) : t('coordination.answer-by', days)
}

function factsOf({ contact, page, lang }: Feedback, { t }: DeskContext): Fact[] {
  return [
    { name: t('coordination.page'), value: page },
    { name: t('coordination.language'), value: LANGUAGE_NAMES[lang] },
    { name: t('coordination.contact'), value: contact ?? t('coordination.no-contact') },
  ]
}
