// Where a permission stands, with the day of that event alone; a time only while it is still to come.
import type { VNode } from 'preact'
import { Tag } from '@apila/ui/Tag.tsx'
import type { Shape } from '@apila/ui/Icon.tsx'
import {
  calendarIcon,
  checkIcon,
  crossIcon,
  endedIcon,
  messageIcon,
  openedIcon,
  waitingIcon,
} from '@apila/ui/icons-first.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { useDesk } from '../../desk-context.ts'
import type { ReceivedEntry, SentEntry, Status } from '../today.ts'
import { dayWithName } from './ProposeTime.tsx'
import { showTime } from './show-time.ts'

const LOOKS: Readonly<Record<Status, { shape: Shape; tone?: 'wait' | 'time' | 'ok' }>> = {
  waiting: { shape: waitingIcon },
  accepted: { shape: checkIcon, tone: 'ok' },
  declined: { shape: crossIcon },
  time: { shape: calendarIcon, tone: 'time' },
  agreed: { shape: calendarIcon, tone: 'ok' },
  'time-open': { shape: calendarIcon, tone: 'wait' },
  'not-today': { shape: waitingIcon },
  opened: { shape: openedIcon, tone: 'ok' },
  answered: { shape: messageIcon, tone: 'wait' },
  expired: { shape: endedIcon },
  ended: { shape: endedIcon },
}

export function StatusLine({ entry }: { entry: SentEntry | ReceivedEntry }): VNode {
  const desk = useDesk()
  const { t } = desk
  const { status, on, time } = entry
  const isSent = entry.held.note.kind === 'sent'
  const word = isSent ? t(`sent.${status}`) : t(`received.${status as ReceivedEntry['status']}`)
  return (
    <p data-test="status">
      <Tag {...LOOKS[status]}>
        {word}
        {on !== null && ` ${showDay(on)}`}
      </Tag>
      {time && (
        <b>
          {' '}
          {t('status.meet', { when: t('time', { day: dayWithName(desk, time.on), at: showTime(desk, time.at) }) })}
        </b>
      )}
    </p>
  )
}
