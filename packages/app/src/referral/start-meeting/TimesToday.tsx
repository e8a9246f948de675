// On the day of the meeting: at what time, where, and who has said yes. Stands first, and on no other day.
import type { VNode } from 'preact'
import { Note } from '@apila/ui/Note.tsx'
import { calendarIcon } from '@apila/ui/icons-first.ts'
import { useDesk } from '../../desk-context.ts'
import { showTime } from '../../content/show-time.ts'
import { placeText } from '../talk/place.ts'
import { type Participant, timesOn } from './host-meeting.ts'

export function TimesToday({ participants }: { participants: readonly Participant[] }): VNode | null {
  const desk = useDesk()
  const { t, today, nameOf } = desk
  const times = timesOn(participants, today)
  if (times.length === 0) return null
  return (
    <Note shape={calendarIcon} test="meeting-today">
      <h2>{t('meeting-many.today')}</h2>
      <ul>
        {times.map(({ participant: { t: talk, organisation, entry }, standing: { time, side, state } }) => (
          <li key={talk}>
            <b>{showTime(desk, time.at)}</b> {nameOf(organisation)}
            {': '}
            {t(state === 'agreed' ? 'meeting-many.comes' : 'meeting-many.has-not-said')}
            {time.place !== null &&
              `, ${placeText(t, { place: time.place, by: side }, (one) => nameOf(entry.held.note.front[one].organisation))}`}
          </li>
        ))}
      </ul>
      <p>{t('meeting-many.today-more')}</p>
    </Note>
  )
}
