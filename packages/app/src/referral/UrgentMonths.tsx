// For keepers: how often their own team has sent without asking the client, month by month, as far back as its notes go. Numbers alone.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { useDesk } from '../desk-context.ts'
import { urgentMonths } from './notice-keeping.ts'

export function UrgentMonths(): VNode {
  const { t, count, session, list, attempt, today } = useDesk()
  const [months, setMonths] = useState<{ month: string; count: number }[] | null>(null)
  useEffect(() => {
    let left = false
    if (!list.looked || !session.referralDesk) return
    void attempt(async () => {
      const counted = await urgentMonths(session, list)
      if (!left) setMonths(counted)
    })
    return () => {
      left = true
    }
  }, [list.others, list.sent, list.looked])
  const thisMonth = today.slice(0, 7)
  const rows = months?.some(({ month }) => month === thisMonth)
    ? months
    : [{ month: thisMonth, count: 0 }, ...(months ?? [])]
  return (
    <section aria-labelledby="urgent-months">
      <h2 id="urgent-months">{t('urgent-months.title')}</h2>
      <p>{t('urgent-months.more')}</p>
      {!session.referralDesk ? (
        <p data-test="urgent-months-none">{t('urgent-months.no-team')}</p>
      ) : months === null ? (
        <p role="status">{t('today.looking')}</p>
      ) : (
        <ul data-test="urgent-months">
          {rows.map(({ month, count: number }) => (
            <li key={month}>
              {showDay(month)}: {count('urgent-months.times', number)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
