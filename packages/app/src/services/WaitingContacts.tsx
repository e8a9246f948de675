// For keepers: entries of all members that nobody has confirmed for a quarter, or that were reported as changed.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { WaitingEntries, type WaitingEntry } from '@apila/core/services/wire.ts'
import { useDesk } from '../desk-context.ts'
import { ageWords } from './readers.ts'

export function WaitingContacts(): VNode {
  const { t, work, attempt } = useDesk()
  const [entries, setEntries] = useState<readonly WaitingEntry[] | null>(null)
  useEffect(() => {
    void attempt(async () => {
      setEntries((await work.api.ask('GET', 'services/waiting', WaitingEntries)).entries)
    })
  }, [])
  return (
    <section aria-labelledby="waiting-contacts">
      <h2 id="waiting-contacts">{t('coordination.contacts')}</h2>
      {entries?.length === 0 && <p data-test="no-waiting-contacts">{t('coordination.contacts-none')}</p>}
      {entries !== null && entries.length > 0 && (
        <>
          <p>{t('coordination.contacts-more')}</p>
          <ul class="cards" data-test="waiting-contacts">
            {entries.map((entry) => (
              <WaitingContact key={entry.id} entry={entry} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function WaitingContact({ entry }: { entry: WaitingEntry }): VNode {
  const { t, language, nameOf } = useDesk()
  const { report, age, checkedBy } = entry
  const checked = { editors: t('coordination.by-editors'), organisation: t('coordination.by-them') }[checkedBy]
  const lines = report ? [t('coordination.reported', { day: showDay(report.day) })] : ageWords(age, t)
  return (
    <li class="card" data-test="waiting-contact" data-status={report ? 'changed' : age}>
      <h3>{entry.name[language]}</h3>
      <p>{nameOf(entry.organisation)}</p>
      {lines.length > 0 && <p class="status">{lines.join(' ')}</p>}
      {report?.message && <p>{t('coordination.written', { message: report.message })}</p>}
      <p class="hint">{t('coordination.checked', { day: showDay(entry.checkedOn), who: checked })}</p>
    </li>
  )
}
