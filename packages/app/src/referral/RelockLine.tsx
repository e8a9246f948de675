// Says while the desk locks anew what somebody who left could have opened. It works in the background; nobody has to wait for it. What nobody
// has opened yet waits for a touch, at a moment that the worker chooses.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '@apila/ui/Button.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { failureKey } from '../account/failure.ts'
import { type RelockProgress, relockDesk } from './relock-desk.ts'

export function RelockLine(): VNode | null {
  const { t, session, list, today, fail } = useDesk()
  const { busy, act } = useAct()
  const [progress, setProgress] = useState<RelockProgress | null>(null)
  const [isAtRest, setAtRest] = useState(false)
  // One run after another: two at once would open the same twice.
  const turn = useRef(Promise.resolve())
  const run = (touched: boolean, isOver: () => boolean): Promise<void> => {
    const notes = [...list.sent, ...list.received].map(({ held }) => held.note)
    return relockDesk(session, { notes, rung: list.knocks, today, touched }, setProgress, isOver)
  }
  useEffect(() => {
    setProgress(null)
  }, [session])
  // Also when a look has brought what was not known yet: it came before the removal, and is opened by the old key too.
  const known = list.sent.length + list.received.length + list.knocks.length
  useEffect(() => {
    let isOver = false
    setAtRest(false)
    turn.current = turn.current
      .then(() => run(false, () => isOver))
      .catch((error: unknown) => {
        fail(failureKey(error))
      })
      .then(() => {
        if (!isOver) setAtRest(true)
      })
    return () => {
      isOver = true
    }
  }, [session, session.roster.length, known])
  if (!progress) return null
  const { done, of, waiting } = progress
  if (isAtRest && waiting > 0)
    return (
      <div data-test="relocking" data-status="waiting">
        <p class="hint" role="status">
          {t('relock.waiting', { waiting, done, of })}
        </p>
        <div class="buttons">
          <Button test="relock-touch" quiet busy={busy} onClick={() => void act(() => run(true, () => false))}>
            {t('relock.touch')}
          </Button>
        </div>
      </div>
    )
  return (
    <p class="hint" role="status" data-test="relocking" data-status={done === of ? 'done' : 'going'}>
      {done === of ? t('relock.done') : t('relock.going', { done, of })}
    </p>
  )
}
