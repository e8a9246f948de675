// One entry of the organisation's own: what readers see and are warned of, "this is right", and "something has changed".
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as z from 'zod'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Language } from '@apila/core/content/language.ts'
import type { Text } from '@apila/core/content/text.ts'
import type { Phone } from '@apila/core/services/schema.ts'
import { CONTACT_MESSAGE_MOST_CHARACTERS, type OwnEntry } from '@apila/core/services/wire.ts'
import { type Fact, SummaryList } from '@apila/ui/SummaryList.tsx'
import { CheckText } from '../check-text/CheckText.tsx'
import { ActionButton, Write } from '../controls.tsx'
import { type DeskContext, useDesk } from '../desk-context.ts'
import { DraftLine } from '../drafts/DraftLine.tsx'
import { findDraft } from '../drafts/drafts.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { readersAreTold } from './readers.ts'

interface OwnContactProps {
  entry: OwnEntry
  /** Its place among all, which names its field. */
  place: number
  busy: boolean
  /** The only one that is due: the button for everything is its own. */
  isAlone: boolean
  onRight: () => void
  /** True when it was sent. */
  onChanged: (message: string) => Promise<boolean>
}

export function OwnContact({ entry, place, busy, isAlone, onRight, onChanged }: OwnContactProps): VNode {
  const desk = useDesk()
  const { t, language } = desk
  const [writing, setWriting] = useState(false)
  // What was being written opens again.
  useEffect(() => {
    void findDraft(desk.session, { kind: 'contact', of: entry.id }).then(
      (draft) => {
        if (draft) setWriting(true)
      },
      () => undefined,
    )
  }, [entry.id])
  const { report } = entry
  return (
    <li class="card" data-test="contact" data-status={report ? 'changed' : entry.isDue ? 'due' : 'right'}>
      <h3>{entry.name[language]}</h3>
      {readersAreTold(entry, desk).map((line) => (
        <p class="status" key={line}>
          {line}
        </p>
      ))}
      {report?.message && <p data-test="contact-message">{t('contacts.written', { message: report.message })}</p>}
      <SummaryList facts={factsOf(entry, desk)} />
      {writing ? (
        <WhatChanged
          entry={entry}
          busy={busy}
          id={`contact-what-${String(place)}`}
          onSend={async (message) => {
            const sent = await onChanged(message)
            setWriting(!sent)
            return sent
          }}
          onLeave={() => {
            setWriting(false)
          }}
        />
      ) : (
        <div class="buttons">
          {entry.advice !== 'hold' && !isAlone && (
            <ActionButton test="contact-right" quiet disabled={busy} onClick={onRight}>
              {report ? t('contacts.right-again') : t('contacts.right')}
            </ActionButton>
          )}
          <ActionButton
            test="contact-changed"
            quiet
            disabled={busy}
            onClick={() => {
              setWriting(true)
            }}
          >
            {t('contacts.changed')}
          </ActionButton>
        </div>
      )}
    </li>
  )
}

function WhatChanged({
  entry,
  id,
  busy,
  onSend,
  onLeave,
}: {
  entry: OwnEntry
  id: string
  busy: boolean
  onSend: (message: string) => Promise<boolean>
  onLeave: () => void
}): VNode {
  const { t } = useDesk()
  const before = entry.report?.message ?? ''
  const [text, setText] = useState(before)
  const draft = useDraft({
    kind: 'contact',
    of: entry.id,
    schema: z.string(),
    value: text === before ? null : text,
    onFound: setText,
  })
  useEffect(() => {
    document.getElementById(id)?.focus()
  }, [])
  return (
    <>
      <Write
        id={id}
        label={t('contacts.what')}
        hint={t('contacts.what-hint')}
        value={text}
        onInput={setText}
        rows={3}
        max={CONTACT_MESSAGE_MOST_CHARACTERS}
      />
      <CheckText text={text} />
      <p>{t('contacts.then')}</p>
      <div class="buttons">
        <ActionButton
          test="contact-send"
          disabled={busy}
          onClick={() => {
            void onSend(text).then((sent) => (sent ? draft.drop() : undefined))
          }}
        >
          {t('contacts.send')}
        </ActionButton>
        <ActionButton
          test="contact-leave"
          quiet
          onClick={() => {
            void draft.drop().then(onLeave)
          }}
        >
          {t('contacts.leave')}
        </ActionButton>
      </div>
      <DraftLine draft={draft} />
    </>
  )
}

function factsOf(entry: OwnEntry, desk: DeskContext): Fact[] {
  const { t, language } = desk
  const named = (names: readonly Text[]): string[] => names.map((name) => name[language])
  const interpreted = named(entry.interpreted).join(', ')
  const throughInterpreter = interpreted
    ? t('contacts.interpreted', { languages: interpreted })
    : t('contacts.interpreter')
  const languages = [...named(entry.languages), ...(entry.interpreter ? [throughInterpreter] : [])]
  const name = { yes: t('yes'), no: t('no'), 'not-known': t('contacts.not-known') }[entry.withoutName]
  const sites = [...new Set([entry.web, ...Object.values(entry.webIn ?? {})])]
  const know = [entry.warning, entry.frontGate, entry.note].flatMap((text) => text?.[language] ?? [])
  const checked = { editors: t('contacts.by-editors'), organisation: t('contacts.by-us') }[entry.checkedBy]
  return [
    ...entry.phones.map((phone) => ({ name: t('contacts.phone'), value: phoneLine(phone, desk) })),
    { name: t('contacts.email'), value: entry.emails.join(', ') },
    { name: t('contacts.web'), value: sites.map((site) => site.replace(/^https:\/\/(www\.)?/, '')).join(', ') },
    { name: t('contacts.for'), value: entry.forWhom[language] },
    { name: t('contacts.gives'), value: entry.gives[language] },
    { name: t('contacts.area'), value: entry.areaNote?.[language] ?? t('contacts.whole-country') },
    { name: t('contacts.languages'), value: languages.join(', ') || t('contacts.not-known') },
    { name: t('contacts.without-name'), value: name },
    { name: t('contacts.cost'), value: entry.cost[language] },
    { name: t('contacts.track'), value: t(`contacts.track-${entry.track}`) },
    { name: t('contacts.funding'), value: fundingOf(entry, language) || t('contacts.not-known') },
    { name: t('contacts.know'), value: know.join(' ') },
    { name: t('contacts.checked'), value: `${showDay(entry.checkedOn)}, ${checked}` },
  ]
}

const fundingOf = ({ funding }: OwnEntry, language: Language): string =>
  funding.map(({ funder, purpose }) => `${funder[language]}: ${purpose[language]}`).join('; ')

/** Number, place and hours, all that stands in the content: readers see old hours with their year or not at all. */
function phoneLine({ shown, label, always, hours, hoursAsOf }: Phone, { t, language }: DeskContext): string {
  const open = always ? t('contacts.always') : hours?.[language]
  const asOf = hoursAsOf === undefined || always ? undefined : t('contacts.as-of', { day: showDay(hoursAsOf) })
  return [shown, label?.[language], open, asOf].filter((part) => part !== undefined).join(', ')
}
