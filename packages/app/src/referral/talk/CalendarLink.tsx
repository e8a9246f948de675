// Gives the agreed time to the worker's own calendar as a file that is made in the page; nothing is sent anywhere for it.
import type { VNode } from 'preact'
import type { Time } from '@apila/core/referral/conversation.ts'
import { Link } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { calendarFile } from './calendar.ts'

/** How long the file can be taken before the page forgets it. Unit: ms. */
const FORGET_MS = 60_000

export function CalendarLink({ time, place }: { time: Time; place: string | null }): VNode {
  const { t } = useDesk()
  const save = () => {
    const made = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')
    const text = calendarFile({ ...time, title: t('calendar.neutral'), place, id: crypto.randomUUID(), made })
    const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${t('calendar.file')}.ics`
    link.click()
    setTimeout(() => {
      URL.revokeObjectURL(address)
    }, FORGET_MS)
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
