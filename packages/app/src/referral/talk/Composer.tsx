// Writes to the other desk: an answer to its oldest open question, or a question of one's own. Only where the client allowed words.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Name } from '@apila/core/bytes.ts'
import { type Said, openQuestions } from '@apila/core/referral/conversation.ts'
import type { Side, Unnumbered } from '@apila/core/referral/items.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import { ActionButton } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { useDraft } from '../../drafts/use-draft.ts'
import { writtenText } from '../plain-text.ts'
import { TextToSend } from './TextToSend.tsx'
import { NOTHING_WRITTEN, type TextProblem, Written, textProblem } from './text-problem.ts'

/** Longest message on the screen. Unit: UTF-16 code units. Source: docs/working-day.md. */
export const LONGEST_MESSAGE = 400
/** Longest question for advice, and longest answer to one. Unit: UTF-16 code units, so that any fits into docs/protocol.md's 4,000 bytes. */
export const LONGEST_ADVICE = 1000

interface ComposerProps {
  /** Of which conversation: its draft is kept with it. */
  t: Name
  items: readonly Said[]
  side: Side
  front: Front
  busy: boolean
  /** True once it was sent. */
  onSay: (said: Unnumbered) => Promise<boolean>
}

/** What a text that is sent now is: an answer to a number (null: to the question for advice), or a question. */
function nextText(
  items: readonly Said[],
  side: Side,
  front: Front,
): { kind: 'answer'; of: number | null } | { kind: 'question' } {
  const [asked] = openQuestions(items, side === 'to' ? 'from' : 'to')
  if (asked) return { kind: 'answer', of: asked.n }
  const isAdvised = items.some(({ item }) => item.kind === 'answer' && item.of === null)
  return front.kind === 'consult' && side === 'to' && !isAdvised ? { kind: 'answer', of: null } : { kind: 'question' }
}

export function Composer({ t: talk, items, side, front, busy, onSay }: ComposerProps): VNode {
  const { t, nameOf, attempt } = useDesk()
  const [written, setWritten] = useState<Written>(NOTHING_WRITTEN)
  const draft = useDraft({
    kind: 'message',
    of: talk,
    schema: Written,
    value: written.text === '' ? null : written,
    onFound: setWritten,
  })
  const [problem, setProblem] = useState<TextProblem | null>(null)
  const next = nextText(items, side, front)
  const isAdvice = front.kind === 'consult'
  const way = isAdvice ? 'question' : 'message'
  const isOpened = items.some(({ item }) => item.kind === 'opened')
  const send = () => {
    void attempt(async () => {
      const found = await textProblem(written, way)
      setProblem(found)
      if (found !== null) return
      const text = writtenText(written.text)
      if (!(await onSay({ ...next, text }))) return
      setWritten(NOTHING_WRITTEN)
      await draft.drop()
    })
  }
  const other = nameOf(front[side === 'to' ? 'from' : 'to'].organisation)
  const hint = isAdvice ? 'talk.hint-advice' : isOpened ? 'talk.hint' : 'talk.hint-before'
  return (
    <form
      class="composer"
      data-test="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextToSend
        id="message"
        label={t(next.kind === 'answer' ? 'talk.answer' : 'talk.question', { name: other })}
        hint={t(hint)}
        max={isAdvice ? LONGEST_ADVICE : LONGEST_MESSAGE}
        way={way}
        written={written}
        error={problem === null ? undefined : t(`need.${problem}`)}
        onChange={(changed) => {
          setWritten(changed)
          setProblem(null)
        }}
      />
      {!isAdvice && written.text === '' && (
        <ul class="chips" aria-label={t('talk.ready')}>
          {(['ready.ask-client', 'ready.call-me'] as const).map((key) => (
            <li key={key}>
              <ActionButton
                test={key}
                quiet
                onClick={() => {
                  setWritten({ ...written, text: t(key) })
                }}
              >
                {t(key)}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
      <div class="buttons">
        <ActionButton test="message-send" disabled={busy} onClick={send}>
          {t('talk.send')}
        </ActionButton>
      </div>
      <DraftLine draft={draft} />
    </form>
  )
}
