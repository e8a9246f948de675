// The organisation's own entries in the service directory as readers see them, confirmed with one touch each quarter (D-056).
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type ConfirmRight, OwnEntries, type OwnEntry, type ReportChanged } from '@apila/core/services/wire.ts'
import { Note } from '@apila/ui/Note.tsx'
import { ActionButton, Heading } from '../controls.tsx'
import { useAct, useDesk } from '../desk-context.ts'
import { OwnContact } from './OwnContact.tsx'

export function OurContacts(): VNode {
  const { t, count: countOf, session } = useDesk()
  const [entries, setEntries] = useState<readonly OwnEntry[] | null>(null)
  const [said, setSaid] = useState('')
  const answer = useRef<HTMLDivElement>(null)
  const { busy, act: run } = useAct()
  const look = async () => {
    setEntries((await session.api.ask('GET', 'services/own', OwnEntries)).entries)
  }
  const act = (what: () => Promise<void>) => {
    setSaid('')
    return run(what)
  }
  useEffect(() => {
    void act(look)
  }, [])
  // What was touched may be gone: the next step begins at what was said.
  useEffect(() => {
    if (said !== '') answer.current?.focus()
  }, [said])
  const right = (which: readonly OwnEntry[]) => {
    void act(async () => {
      const body: ConfirmRight = { entries: which.map(({ id, report }) => ({ id, reportedOn: report?.day ?? null })) }
      await session.api.tell('POST', 'services/right', body)
      await look()
      setSaid(t('contacts.thanks'))
    })
  }
  const changed = (body: ReportChanged) =>
    act(async () => {
      await session.api.tell('POST', 'services/changed', body)
      await look()
      setSaid(t('contacts.told'))
    })
  const due = entries?.filter(({ isDue }) => isDue) ?? []
  const others = entries?.filter(({ isDue }) => !isDue) ?? []
  const card = (entry: OwnEntry) => (
    <OwnContact
      key={entry.id}
      entry={entry}
      place={entries?.indexOf(entry) ?? 0}
      busy={busy}
      isAlone={entry.isDue && due.length === 1}
      onRight={() => {
        right([entry])
      }}
      onChanged={(message) => changed({ id: entry.id, message })}
    />
  )
  return (
    <div data-test="contacts" data-state={busy ? 'busy' : 'ready'}>
      <Heading>{t('contacts.title')}</Heading>
      <p>{t('contacts.lead')}</p>
      <div role="status" ref={answer} tabIndex={-1}>
        {said !== '' && (
          <Note>
            <p data-test="contacts-said">{said}</p>
          </Note>
        )}
      </div>
      {entries?.length === 0 && <p data-test="contacts-none">{t('contacts.none')}</p>}
      {due.length > 0 && (
        <section aria-labelledby="contacts-due">
          <h2 id="contacts-due">{t('contacts.due')}</h2>
          <ul class="cards">{due.map(card)}</ul>
          <p>{countOf('contacts.all-hold', due.length)}</p>
          <div class="buttons">
            <ActionButton
              test="contacts-all-right"
              disabled={busy}
              onClick={() => {
                right(due)
              }}
            >
              {t('contacts.all-right')}
            </ActionButton>
          </div>
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="contacts-others">
          <h2 id="contacts-others">{due.length > 0 ? t('contacts.others') : t('contacts.all')}</h2>
          <ul class="cards">{others.map(card)}</ul>
        </section>
      )}
    </div>
  )
}
