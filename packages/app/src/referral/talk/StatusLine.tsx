// Where a permission stands, with the day of that event alone; a time only while it is still to come.
import type { VNode } from 'preact'
import { Tag } from '@apila/ui/Tag.tsx'
import { showDay } from '@apila/core/content/show-day.ts'
import { useDesk } from '../../desk-context.ts'
import type { ReceivedEntry, SentEntry } from '../today.ts'
import { dayWithName } from '../../content/day-text.ts'
import { showTime } from '../../content/show-time.ts'
import { standingTime } from '@apila/core/referral/conversation.ts'
import { placeText } from './place.ts'
import { STATUS_LOOKS } from '../status-looks.ts'

export function StatusLine({ entry }: { entry: SentEntry | ReceivedEntry }): VNode {
  const desk = useDesk()
  const { t, nameOf } = desk
  const { status, on, time } = entry
  const { front } = entry.held.note
  const standing = standingTime(entry.items)
  const place = standing?.time.place ?? null
  const isSent = entry.held.note.kind === 'sent'
  const word = isSent ? t(`sent.${status}`) : t(`received.${status as ReceivedEntry['status']}`)
  return (
    <p data-test="status">
      <Tag {...STATUS_LOOKS[status]}>
        {word} {on === null ? t('status.day-unknown') : showDay(on)}
      </Tag>
      {time && (
        <b>
          {' '}
          {t('status.meet', { when: t('time', { day: dayWithName(desk, time.on), at: showTime(desk, time.at) }) })}
          {standing && place !== null && (
            <span data-test="status-place">
              {', '}
              {placeText(t, { place, by: standing.side }, (side) => nameOf(front[side].organisation))}
            </span>
          )}
        </b>
      )}
    </p>
  )
}
