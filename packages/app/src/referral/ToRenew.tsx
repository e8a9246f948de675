// On the page of a permission, at both desks: its last day, and the way to asking the client whether it goes on.
import type { VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import { Note } from '@apila/ui/Note.tsx'
import { ActionButton } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import type { ReceivedEntry, SentEntry } from './today.ts'

export function ToRenew({ entry }: { entry: SentEntry | ReceivedEntry }): VNode {
  const { t, go, session } = useDesk()
  const day = showDay(entry.until)
  if (entry.held.note.front.kind === 'urgent') return <p data-test="urgent-ends">{t('urgent.ends', { day })}</p>
  return (
    <section>
      <h2>{t('renew.section')}</h2>
      {entry.endsSoon ? (
        <Note tone="wait" test="ask-to-renew">
          <p>{t('ends-soon-ask', { day })}</p>
        </Note>
      ) : (
        <p>{t('renew.section-more', { day })}</p>
      )}
      {session.own.roles.includes('worker') ? (
        <ActionButton
          test="to-renew"
          quiet
          onClick={() => {
            go({ name: 'renew', id: entry.held.id })
          }}
        >
          {t('renew.open')}
        </ActionButton>
      ) : (
        <p data-test="renew-worker-only">{t('renew.worker-only', { day })}</p>
      )}
    </section>
  )
}
