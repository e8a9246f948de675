// Says while the desk locks anew what somebody who left could have opened. It works in the background; nobody has to wait for it.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useDesk } from '../desk-context.ts'
import { failureKey } from '../account/failure.ts'
import { type RelockProgress, relockDesk } from './relock-desk.ts'

export function RelockLine(): VNode | null {
  const { t, session, list, today, fail } = useDesk()
  const [progress, setProgress] = useState<RelockProgress | null>(null)
  useEffect(() => {
    let hasLeft = false
    const notes = [...list.sent, ...list.received].map(({ held }) => held.note)
    relockDesk(session, { notes, rung: list.knocks, today }, setProgress, () => hasLeft).catch((error: unknown) => {
      fail(failureKey(error))
    })
    return () => {
      hasLeft = true
    }
  }, [session.roster.length])
  if (!progress) return null
  const isDone = progress.done === progress.of
  return (
    <p class="hint" role="status" data-test="relocking" data-status={isDone ? 'done' : 'going'}>
      {isDone ? t('relock.done') : t('relock.going', { done: progress.done, of: progress.of })}
    </p>
  )
}
