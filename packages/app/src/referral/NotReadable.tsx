// On the list of the day: what this device kept and cannot read. Removed only at a tap.
import type { VNode } from 'preact'
import { Button } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { dropWaiting } from './waiting.ts'

export function NotReadable({ unreadable }: { unreadable: readonly string[] }): VNode {
  const { t } = useDesk()
  const { busy, act } = useAct()
  const parcels = unreadable.filter((key) => key.startsWith('queue/')).length
  const others = unreadable.length - parcels
  const remove = async () => {
    for (const key of unreadable) await dropWaiting(key)
  }
  return (
    <Note role="status" tone="wait">
      {parcels > 0 && <p data-test="queue-unreadable">{t('kept.queue-unreadable', { count: parcels })}</p>}
      {others > 0 && <p data-test="kept-unreadable">{t('kept.unreadable', { count: others })}</p>}
      <Button test="remove-unreadable" quiet busy={busy} onClick={() => void act(remove)}>
        {t('kept.remove')}
      </Button>
    </Note>
  )
}
