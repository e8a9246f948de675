// On the list of the day: one calm line when the organisation's own entries in the directory are due, and only then.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { OwnEntries } from '@apila/core/services/wire.ts'
import { Note } from '@apila/ui/Note.tsx'
import { Link } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'

export function ContactsDue(): VNode | null {
  const { t, count: countOf, session, go } = useDesk()
  const [count, setCount] = useState(0)
  useEffect(() => {
    session.api.ask('GET', 'services/own', OwnEntries).then(
      ({ entries }) => {
        setCount(entries.filter(({ isDue }) => isDue).length)
      },
      // Nothing urgent: without an answer the list of the day stays as it is.
      () => undefined,
    )
  }, [session])
  if (count === 0) return null
  return (
    <Note role="status">
      <p data-test="contacts-due">{countOf('today.contacts-due', count)}</p>
      <p>
        <Link
          test="open-contacts"
          onClick={() => {
            go({ name: 'contacts' })
          }}
        >
          {t('today.contacts-look')}
        </Link>
      </p>
    </Note>
  )
}
