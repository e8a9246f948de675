// On a keeper's list of the day: one calm line when contacts of the network are old or reported, or feedback waits, and only then.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { FeedbackList } from '@apila/core/feedback/wire.ts'
import { WaitingEntries } from '@apila/core/services/wire.ts'
import { Note } from '@apila/ui/Note.tsx'
import { Link } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'

export function CoordinationDue(): VNode | null {
  const { t, count: countOf, session, go } = useDesk()
  const [count, setCount] = useState(0)
  useEffect(() => {
    Promise.all([
      session.api.ask('GET', 'services/waiting', WaitingEntries),
      session.api.ask('GET', 'feedback', FeedbackList),
    ]).then(
      ([{ entries }, { feedback }]) => {
        // What has been uncertain from the start is no news.
        const contacts = entries.filter(({ age, report }) => age !== 'recent' || report !== null)
        setCount(contacts.length + feedback.filter(({ answeredDay }) => answeredDay === null).length)
      },
      // Nothing urgent: without an answer the list of the day stays as it is.
      () => undefined,
    )
  }, [session])
  if (count === 0) return null
  return (
    <Note role="status">
      <p data-test="coordination-due">{countOf('today.coordination-due', count)}</p>
      <p>
        <Link
          test="open-coordination"
          onClick={() => {
            go({ name: 'coordination' })
          }}
        >
          {t('today.coordination-look')}
        </Link>
      </p>
    </Note>
  )
}
