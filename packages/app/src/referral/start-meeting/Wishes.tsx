// What another desk of a meeting of many would change of the sheet: said to the host, who writes the next version or not.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import type { SheetWish } from '@apila/core/referral/conversation.ts'
import { ActionButton } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { useDraft } from '../../drafts/use-draft.ts'
import { conversationOf, say } from '../conversation.ts'
import { writtenText } from '../plain-text.ts'
import { TextToSend } from '../talk/TextToSend.tsx'
import { NOTHING_WRITTEN, type TextProblem, Written, textProblem } from '../talk/text-problem.ts'
import type { Held } from '../today.ts'

/** Longest wish on the screen. Unit: UTF-16 code units, so that any fits into docs/protocol.md's 4,000 bytes. */
const LONGEST_WISH = 1000

export function Wishes({ wishes, name }: { wishes: readonly SheetWish[]; name: string }): VNode | null {
  const { t } = useDesk()
  if (wishes.length === 0) return null
  return (
    <ul class="rows" data-test="wishes">
      {wishes.map(({ n, said, text, version }) => (
        <li key={n} data-test="wish">
          <div>
            <b>{t(version === 0 ? 'wish.of-none' : 'wish.of', { name, n: version, day: showDay(said) })}</b>
            <p class="pre">{text}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}

interface WishFormProps {
  held: Held
  /** The version that this desk has read; 0 where it has none. */
  version: number
  onSaid: () => Promise<void>
}

export function WishForm({ held: { note }, version, onSaid }: WishFormProps): VNode {
  const { t, session, today, nameOf, list } = useDesk()
  const { busy, act } = useAct()
  const [written, setWritten] = useState<Written>(NOTHING_WRITTEN)
  const [problem, setProblem] = useState<TextProblem | null>(null)
  const draft = useDraft({
    kind: 'wish',
    of: note.t,
    schema: Written,
    value: written.text === '' ? null : written,
    onFound: setWritten,
  })
  const send = () => {
    void act(async () => {
      const found = await textProblem(written, 'wish')
      setProblem(found)
      if (found !== null) return
      const text = writtenText(written.text)
      await say(session, await conversationOf(note), { kind: 'sheet-wish', version, text }, today)
      setWritten(NOTHING_WRITTEN)
      await draft.drop()
      await onSaid()
    }).then((done) => {
      if (done) void list.reread(note.t)
    })
  }
  return (
    <form
      data-test="wish-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextToSend
        id="wish"
        label={t('wish.label')}
        hint={t('wish.hint', { name: nameOf(note.front.from.organisation) })}
        max={LONGEST_WISH}
        way="wish"
        written={written}
        error={problem === null ? undefined : t(`need.${problem}`)}
        onChange={(changed) => {
          setWritten(changed)
          setProblem(null)
        }}
      />
      <div class="buttons">
        <ActionButton test="wish-send" quiet disabled={busy} onClick={send}>
          {t('wish.send')}
        </ActionButton>
      </div>
      <DraftLine draft={draft} />
    </form>
  )
}
