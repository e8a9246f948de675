// Home: what waits, without names. Her own word stands for each permission; statuses belong to the desk (docs/working-day.md).
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import type { Texts } from '../content/texts.ts'
import { ActionButton, Heading, Write } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import { type Draft, hearDrafts, listDrafts, newDraftKey } from '../drafts/drafts.ts'
import { later } from '../later.tsx'
import { showClock } from './talk/show-time.ts'
import { type ReceivedEntry, type SentEntry, findByWord } from './today.ts'
import { type WaitingItem, hearWaiting, listWaiting } from './waiting.ts'

const CoordinationDue = later(async () => (await import('../organisation/CoordinationDue.tsx')).CoordinationDue)
const ContactsDue = later(async () => (await import('../services/ContactsDue.tsx')).ContactsDue)

export function Today(): VNode {
  const texts = useDesk()
  const { t, list, go, session, today } = texts
  const waiting = useWaiting()
  return (
    <>
      <Heading>{t('today.title')}</Heading>
      <div class="buttons">
        <ActionButton
          test="start-send"
          onClick={() => {
            go({ name: 'send', draftKey: newDraftKey() })
          }}
        >
          {t('today.send')}
        </ActionButton>
        <ActionButton
          test="start-ticket"
          quiet
          onClick={() => {
            go({ name: 'ticket' })
          }}
        >
          {t('today.ticket')}
        </ActionButton>
        <ActionButton
          test="start-ask"
          quiet
          onClick={() => {
            go({ name: 'ask' })
          }}
        >
          {t('today.ask')}
        </ActionButton>
        <ActionButton test="look-now" quiet disabled={list.busy} onClick={() => void list.refresh()}>
          {list.busy ? t('today.looking') : t('today.look')}
        </ActionButton>
      </div>
      <p class="hint" role="status" data-test="looked-at">
        {list.lookedAt && !list.busy ? t('today.looked-at', { at: showClock(texts, list.lookedAt) }) : ''}
      </p>
      {waiting.queue.length > 0 && (
        <Notice role="status">
          <p data-test="queue">{t('today.queue', { count: waiting.queue.length })}</p>
        </Notice>
      )}
      <section aria-labelledby="knocks">
        <h2 id="knocks">{t('today.knocks')}</h2>
        {list.knocks.length === 0 ? (
          <p class="hint" data-test="no-knocks">
            {list.looked ? t('today.knocks-none') : t('today.looking')}
          </p>
        ) : (
          <ul class="cards" data-test="knocks">
            {list.knocks.map((heard) => (
              <li class="card" key={heard.k}>
                <p class="status">{heard.s ? t('today.knock-ahead') : t('today.knock')}</p>
                <ActionButton
                  test="open-knock"
                  onClick={() => {
                    go({ name: 'knock', heard })
                  }}
                >
                  {t('today.open-knock')}
                </ActionButton>
              </li>
            ))}
          </ul>
        )}
      </section>
      {list.received.length > 0 && (
        <section aria-labelledby="received">
          <h2 id="received">{t('today.received')}</h2>
          <ul class="cards" data-test="received">
            {list.received.map((entry) => (
              <ReceivedCard key={entry.held.id} entry={entry} />
            ))}
          </ul>
        </section>
      )}
      {/* Not urgent: a part that does not come is no failure. */}
      <ContactsDue onMissing={() => undefined} />
      {session.own.roles.includes('keeper') && <CoordinationDue onMissing={() => undefined} />}
      <section aria-labelledby="sent">
        <h2 id="sent">{t('today.sent')}</h2>
        {list.looked && list.sent.length === 0 && <p class="hint">{t('today.sent-none')}</p>}
        <ul class="cards" data-test="sent">
          {list.sent.map((entry) => (
            <SentCard key={entry.held.id} entry={entry} />
          ))}
        </ul>
      </section>
      {waiting.drafts.length > 0 && (
        <section aria-labelledby="drafts">
          <h2 id="drafts">{t('today.drafts')}</h2>
          <ul class="cards" data-test="drafts">
            {waiting.drafts.map((draft) => (
              <li class="card" key={draft.key}>
                <p>{t('today.draft', { day: showDay(draft.until) })}</p>
                <ActionButton
                  test="open-draft"
                  quiet
                  onClick={() => {
                    go({ name: 'send', draftKey: draft.key })
                  }}
                >
                  {t('today.open-draft')}
                </ActionButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      {session.referralDesk && <ByTelephone />}
      <p class="hint">{t('today.date', { day: showDay(today) })}</p>
    </>
  )
}

function useWaiting(): { drafts: readonly Draft[]; queue: readonly WaitingItem[] } {
  const { session, today, list } = useDesk()
  const [waiting, setWaiting] = useState<{ drafts: readonly Draft[]; queue: readonly WaitingItem[] }>({
    drafts: [],
    queue: [],
  })
  useEffect(() => {
    let turn = 0
    const read = () => {
      const mine = ++turn
      void Promise.all([listDrafts(session, today), listWaiting(session, 'queue', today)])
        .then(([{ drafts }, queue]) => {
          if (mine === turn) setWaiting({ drafts: drafts.filter(({ kind }) => kind === 'send'), queue })
        })
        // A browser that keeps nothing has no drafts; the lists from the server still show.
        .catch(() => undefined)
    }
    read()
    const stops = [hearWaiting(read), hearDrafts(read)]
    return () => {
      turn += 1
      for (const stop of stops) stop()
    }
  }, [session, today, list.busy])
  return waiting
}

/** The agreed word; of a question for advice, whom it asks. */
function sentTitle({ held: { note } }: SentEntry, t: Texts['t'], nameOf: (id: string) => string): string {
  if (note.front.kind === 'consult') return t('today.question', { name: nameOf(note.front.to.organisation) })
  return note.ending ? note.ending.word : t('today.no-word')
}

function SentCard({ entry }: { entry: SentEntry }): VNode {
  const { t, nameOf, go } = useDesk()
  const { note } = entry.held
  return (
    <li class="card" data-test="sent-card" data-status={entry.status}>
      <h3>{sentTitle(entry, t, nameOf)}</h3>
      <p>
        <span class="status">{t(`sent.${entry.status}`)}</span>
        {entry.on !== null && <> {showDay(entry.on)}</>}
        {entry.time && <> · {t('time', { day: showDay(entry.time.on), at: entry.time.at })}</>}
        {entry.endsSoon && <> · {t('ends-soon', { day: showDay(note.front.until) })}</>}
      </p>
      <p class="hint">{t('today.to', { name: nameOf(note.front.to.organisation), day: showDay(note.front.until) })}</p>
      <ActionButton
        test="open-sent"
        quiet
        onClick={() => {
          go({ name: 'sent', id: entry.held.id })
        }}
      >
        {t('open')}
      </ActionButton>
    </li>
  )
}

function ReceivedCard({ entry }: { entry: ReceivedEntry }): VNode {
  const { t, nameOf, go } = useDesk()
  const { note } = entry.held
  return (
    <li class="card" data-test="received-card" data-status={entry.status}>
      <h3>{t('today.from', { name: nameOf(note.from.organisation) })}</h3>
      <p>
        <span class="status">{t(`received.${entry.status}`)}</span>
        {entry.on !== null && <> {showDay(entry.on)}</>}
        {entry.time && <> · {t('time', { day: showDay(entry.time.on), at: entry.time.at })}</>}
        {entry.endsSoon && <> · {t('ends-soon', { day: showDay(note.until) })}</>}
      </p>
      <ActionButton
        test="open-received"
        quiet
        onClick={() => {
          go({ name: 'received', id: entry.held.id })
        }}
      >
        {t('open')}
      </ActionButton>
    </li>
  )
}

/** She telephones: the worker finds the permission by the word that she chose (docs/protocol.md "Notes"). */
function ByTelephone(): VNode {
  const { t, list, go } = useDesk()
  const [word, setWord] = useState('')
  const [found, setFound] = useState<readonly SentEntry[] | null>(null)
  return (
    <section aria-labelledby="telephone">
      <h2 id="telephone">{t('phone.title')}</h2>
      <p>{t('phone.more')}</p>
      <Write id="phone-word" label={t('phone.word')} value={word} onInput={setWord} max={60} />
      <ActionButton
        test="phone-find"
        quiet
        onClick={() => {
          setFound(findByWord(list.sent, word))
        }}
      >
        {t('phone.find')}
      </ActionButton>
      <div role="status">{found?.length === 0 && <p data-test="phone-none">{t('phone.none')}</p>}</div>
      {found?.map((entry) => (
        <div class="card" key={entry.held.id}>
          <p>
            {t('phone.found', {
              word: entry.held.note.ending?.word ?? '',
              day: showDay(entry.held.note.front.notBefore),
            })}
          </p>
          <ActionButton
            test="phone-open"
            onClick={() => {
              go({ name: 'sent', id: entry.held.id })
            }}
          >
            {t('open')}
          </ActionButton>
        </div>
      ))}
    </section>
  )
}
