// On the list of the day: what this device kept and cannot read, and what was swept since its days had passed. Removed only at a tap.
import type { VNode } from 'preact'
import { Notice } from '@apila/ui/Notice.tsx'
import { ActionButton } from '../controls.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { dropWaiting } from './waiting.ts'

export function NotReadable({ unreadable, past }: { unreadable: readonly string[]; past: number }): VNode {
  const { t } = useDesk()
  const { busy, act } = useAct()
  const parcels = unreadable.filter((key) => key.startsWith('queue/')).length
  const others = unreadable.length - parcels
  const remove = async () => {
    for (const key of unreadable) await dropWaiting(key)
  }
  return (
    <Notice role="status">
      {parcels > 0 && <p data-test="queue-unreadable">{t('kept.queue-unreadable', { count: parcels })}</p>}
      {others > 0 && <p data-test="kept-unreadable">{t('kept.unreadable', { count: others })}</p>}
      {past > 0 && <p data-test="kept-past">{t('kept.past', { count: past })}</p>}
      {unreadable.length > 0 && (
        <ActionButton test="remove-unreadable" quiet disabled={busy} onClick={() => void act(remove)}>
          {t('kept.remove')}
        </ActionButton>
      )}
    </Notice>
  )
}
