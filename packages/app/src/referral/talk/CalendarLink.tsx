// Gives the agreed time to the worker's own calendar as a file that is made in the page; nothing is sent anywhere for it.
import type { VNode } from 'preact'
import type { Time } from '@apila/core/referral/conversation.ts'
import { Link } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { saveFile } from '../../save-file.ts'
import { calendarFile } from './calendar.ts'

export function CalendarLink({ time, place }: { time: Time; place: string | null }): VNode {
  const { t } = useDesk()
  const save = () => {
    const made = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')
    const text = calendarFile({ ...time, title: t('calendar.neutral'), place, id: crypto.randomUUID(), made })
    saveFile(`${t('calendar.file')}.ics`, 'text/calendar', text)
  }
  return (
    <>
      <p>
        <Link test="calendar" onClick={save}>
          {t('calendar.save')}
        </Link>
      </p>
      <p class="hint">{t('calendar.hint')}</p>
    </>
  )
}
