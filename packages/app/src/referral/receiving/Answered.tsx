// After a first contact was answered; where it was urgent, the details are one tap away.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { ReceivedNote } from '@apila/core/referral/notes.ts'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { OverWhileOpen } from '../WhileOpen.tsx'
import { Story } from './Story.tsx'
import { type OpenStory, readAhead } from './acts.ts'

/** `urgent`: what this desk noted of it, where it was sent without the client and is taken on. */
export function Answered({ urgent }: { urgent: ReceivedNote | null }): VNode {
  const { t, session, today, list, fail } = useDesk()
  const { busy, act } = useAct()
  const [story, setStory] = useState<OpenStory | null>(null)
  const [isOver, setOver] = useState(false)
  const held = list.received.find(({ held: one }) => one.note.mark === urgent?.mark)?.held ?? null
  const read = async () => {
    if (!held?.note.s) return
    const opened = await readAhead(session, held, today)
    void list.refresh()
    if (opened) setStory(opened)
    else fail('needs-ticket')
  }
  if (isOver) return <OverWhileOpen />
  if (story)
    return (
      <Story
        story={story}
        onOver={() => {
          setStory(null)
          setOver(true)
        }}
      />
    )
  return (
    <div data-test="answered">
      <Heading>{t('answered.title')}</Heading>
      {urgent ? <p>{t('urgent.received-now')}</p> : <p>{t('answered.more')}</p>}
      {urgent && (
        <div class="buttons">
          <ActionButton
            test="read-urgent"
            busy={busy}
            disabled={held === null}
            onClick={() => {
              void act(read)
            }}
          >
            {t('received.read')}
          </ActionButton>
        </div>
      )}
      <BackToToday />
    </div>
  )
}
