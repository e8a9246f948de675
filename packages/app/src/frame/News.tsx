// What the worker should know before the screen: no signal, another clock, another tab, the lock that comes, and what went wrong.
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { Note } from '@apila/ui/Note.tsx'
import type { ProblemKey } from '../content/texts.ts'
import { ActionButton, Heading } from '../first-controls.tsx'
import { useDesk } from '../desk-context.ts'

interface NewsProps {
  offline: boolean
  ending: boolean
  screen: string
  /** The server's day, where it is not this device's. */
  otherDay: Day | null
  failure: ProblemKey | null
  onSeen: () => void
  isOtherTab: boolean
  onTake: () => void
}

export function News({ offline, ending, screen, otherDay, failure, onSeen, isOtherTab, onTake }: NewsProps): VNode {
  const { t, today } = useDesk()
  return (
    <div class="news">
      {/* Stands there before anything is said in it: what comes together with its words is not said by most readers. */}
      <div role="status">
        {offline && (
          <Note tone="wait" test="offline">
            <p>{t('offline')}</p>
          </Note>
        )}
        {otherDay !== null && (
          <Note tone="wait" test="clock-wrong">
            <p>{t('clock.wrong', { here: showDay(today), there: showDay(otherDay) })}</p>
          </Note>
        )}
        {isOtherTab && (
          <Note test="other-tab">
            <p>{t('tabs.other')}</p>
            <ActionButton test="take-over" quiet onClick={onTake}>
              {t('tabs.take')}
            </ActionButton>
          </Note>
        )}
        {ending && (
          <Note tone="wait" test="lock-soon">
            <p>{t('idle.soon')}</p>
            <p>{t(screen === 'letter' || screen === 'observe' ? `idle.${screen}` : 'idle.drafts')}</p>
          </Note>
        )}
      </div>
      {failure !== null && <Failure key={failure} failure={failure} onSeen={onSeen} />}
    </div>
  )
}

function Failure({ failure, onSeen }: { failure: ProblemKey; onSeen: () => void }): VNode {
  const { t, problem } = useDesk()
  const box = useRef<HTMLDivElement>(null)
  // What went wrong stands above a screen that may be long.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div class="errors" role="alert" data-test="problem" ref={box}>
      <p>{problem(failure)}</p>
      <ActionButton test="problem-seen" quiet onClick={onSeen}>
        {t('close')}
      </ActionButton>
    </div>
  )
}

/** Another tab of this device writes now. */
export function Moved({ onTake }: { onTake: () => void }): VNode {
  const { t } = useDesk()
  return (
    <div data-test="moved">
      <Heading>{t('tabs.moved-title')}</Heading>
      <p>{t('tabs.moved')}</p>
      <ActionButton test="take-over" onClick={onTake}>
        {t('tabs.take')}
      </ActionButton>
    </div>
  )
}
