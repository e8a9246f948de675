// A question that another desk asks: closed where somebody might be recognised in it; otherwise read and answered in writing.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Name } from '@apila/core/bytes.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import { DeclineReason, type Unnumbered } from '@apila/core/referral/items.ts'
import { Choices } from '@apila/ui/Choice.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Tag } from '@apila/ui/Tag.tsx'
import { askIcon } from '@apila/ui/icons-first.ts'
import { ActionButton, Heading, Pick } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { Composer } from '../talk/Composer.tsx'
import { findTelling } from '../talk/clear-text.ts'

/** What identifies somebody whatever the rest says: such a question is not shown at all. */
const NEVER_SHOWN: readonly string[] = ['hetu', 'phone', 'email', 'handle', 'number']

interface QuestionProps {
  front: Front
  /** By which both desks call it. */
  reference: string | undefined
  /** Of the conversation under it. */
  t: Name
  asked: string
  busy: boolean
  onAnswer: (said: Extract<Unnumbered, { kind: 'answer' | 'declined' }>) => Promise<boolean>
}

export function Question({ front, reference, t: talk, asked, busy, onAnswer }: QuestionProps): VNode {
  const { t, nameOf } = useDesk()
  return (
    <div data-test="question">
      <Heading>{t('question.title')}</Heading>
      <p>
        <Tag shape={askIcon} tone="wait">
          {t('question.tag')}
        </Tag>
      </p>
      {reference !== undefined && <p data-test="question-reference">{t('today.reference', { code: reference })}</p>}
      <p>{t('question.from', { name: nameOf(front.from.organisation), day: showDay(front.until) })}</p>
      <QuestionText text={asked} />
      <Composer
        t={talk}
        items={[]}
        side="to"
        front={front}
        busy={busy}
        onSay={(said) => (said.kind === 'answer' ? onAnswer(said) : Promise.resolve(false))}
      />
      <Decline busy={busy} onDecline={(reason) => void onAnswer({ kind: 'declined', reason })} />
    </div>
  )
}

/** The words of a question, closed where they might tell who somebody is. */
export function QuestionText({ text }: { text: string }): VNode {
  const { t } = useDesk()
  const [state, setState] = useState<'looking' | 'clear' | 'may-tell' | 'tells'>('looking')
  useEffect(() => {
    findTelling(text, 'question').then(
      (telling) => {
        if (telling.some(({ kind }) => NEVER_SHOWN.includes(kind))) setState('tells')
        else setState(telling.length > 0 ? 'may-tell' : 'clear')
      },
      () => {
        setState('may-tell')
      },
    )
  }, [text])
  if (state === 'looking') return <p role="status">{t('opening')}</p>
  if (state === 'clear')
    return (
      <p class="card pre" data-test="question-text">
        {text}
      </p>
    )
  return (
    <Note tone="wait" role="status" test="question-closed">
      <p>{t(state === 'tells' ? 'question.tells' : 'question.may-tell')}</p>
      {state === 'may-tell' && (
        <ActionButton
          test="question-show"
          quiet
          onClick={() => {
            setState('clear')
          }}
        >
          {t('question.show')}
        </ActionButton>
      )}
    </Note>
  )
}

function Decline({ busy, onDecline }: { busy: boolean; onDecline: (reason: DeclineReason) => void }): VNode {
  const { t } = useDesk()
  const [reason, setReason] = useState<DeclineReason | null>(null)
  const [missing, setMissing] = useState(false)
  return (
    <details>
      <summary data-test="decline-open">{t('question.decline')}</summary>
      <Choices id="decline" legend={t('decline.question')} error={missing ? t('need.decline') : undefined}>
        <Pick
          name="decline"
          chosen={reason}
          onChoose={(chosen) => {
            setReason(chosen)
            setMissing(false)
          }}
          options={DeclineReason.options.map((value) => ({ value, text: t(`decline.${value}`) }))}
        />
      </Choices>
      <ActionButton
        test="decline"
        quiet
        disabled={busy}
        onClick={() => {
          if (reason) onDecline(reason)
          else setMissing(true)
        }}
      >
        {t('answer-form.send-decline')}
      </ActionButton>
    </details>
  )
}
