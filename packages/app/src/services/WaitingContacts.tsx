// For keepers: entries of all members that nobody has confirmed for a quarter, or that were reported as changed.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { WaitingEntries, type WaitingEntry } from '@apila/core/services/wire.ts'
import { type DeskContext, useDesk } from '../desk-context.ts'
import { ageWords } from './readers.ts'

export function WaitingContacts(): VNode {
  const { t, language, session, attempt } = useDesk()
  const [entries, setEntries] = useState<readonly WaitingEntry[] | null>(null)
  useEffect(() => {
    void attempt(async () => {
      setEntries((await session.api.ask('GET', 'services/waiting', WaitingEntries)).entries)
    })
  }, [])
  const deskless = entries?.filter(({ rosterId }) => rosterId === null) ?? []
  return (
    <section aria-labelledby="waiting-contacts">
      <h2 id="waiting-contacts">{t('coordination.contacts')}</h2>
      {entries?.length === 0 && <p data-test="no-waiting-contacts">{t('coordination.contacts-none')}</p>}
      {entries !== null && entries.length > 0 && (
        <>
          <p>{t('coordination.contacts-more')}</p>
          <ul class="cards" data-test="waiting-contacts">
            {entries
              .filter(({ rosterId }) => rosterId !== null)
              .map((entry) => (
                <WaitingContact key={entry.id} entry={entry} />
              ))}
          </ul>
          {deskless.length > 0 && (
            <details data-test="deskless">
              <summary>{t('coordination.deskless', { count: deskless.length })}</summary>
              <p>{t('coordination.deskless-more')}</p>
              <ul>
                {deskless.map((entry) => (
                  <li key={entry.id}>
                    {entry.name[language]}, {entry.organisation[language]}. {wordsOf(entry, t).join(' ')}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  )
}

function WaitingContact({ entry }: { entry: WaitingEntry }): VNode {
  const { t, language } = useDesk()
  const { report, age, checkedBy } = entry
  const checked = { editors: t('coordination.by-editors'), organisation: t('coordination.by-them') }[checkedBy]
  return (
    <li class="card" data-test="waiting-contact" data-status={report ? 'changed' : age}>
      <h3>{entry.name[language]}</h3>
      <p>{entry.organisation[language]}</p>
      <p class="status">{wordsOf(entry, t).join(' ')}</p>
      {report?.message && <p>{t('coordination.written', { message: report.message })}</p>}
      <p class="hint">{t('coordination.checked', { day: showDay(entry.checkedOn), who: checked })}</p>
    </li>
  )
}

function wordsOf({ report, advice, age }: WaitingEntry, t: DeskContext['t']): string[] {
  if (report) return [t('coordination.reported', { day: showDay(report.day) })]
  return [
    ...(advice === 'hold' ? [t('coordination.hold')] : []),
    ...(advice === 'check' ? [t('contacts.check')] : []),
    ...ageWords(age, t),
  ]
}
