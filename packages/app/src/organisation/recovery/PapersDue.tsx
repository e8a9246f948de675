// On an administrator's list of the day: one calm line when a year has gone since the papers were tried, and only then.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Note } from '@apila/ui/Note.tsx'
import { Link } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { isDrillDue, papersSince, readDrill } from './drill.ts'

export function PapersDue(): VNode | null {
  const { t, session, today, go } = useDesk()
  const [isDue, setDue] = useState(false)
  useEffect(() => {
    void readDrill(session).then((last) => {
      setDue(!session.roster.demo && isDrillDue(papersSince(session.roster, session.own.organisation), last, today))
    })
  }, [session.roster.length, today])
  if (!isDue) return null
  return (
    <Note role="status">
      <p data-test="drill-due">{t('today.drill')}</p>
      <p>
        <Link
          test="open-keys"
          onClick={() => {
            go({ name: 'keys' })
          }}
        >
          {t('today.drill-open')}
        </Link>
      </p>
    </Note>
  )
}
