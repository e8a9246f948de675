// Home: what waits, without names. Her own word stands for each permission; statuses belong to the desk (docs/working-day.md).
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { ActionButton, Heading, Write } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'
import { later, whole } from '../later.tsx'
import { type ReceivedEntry, type SentEntry, findByWord } from './today.ts'
import { type WaitingItem, type WaitingList, hearWaiting, listWaiting } from './waiting.ts'

const CoordinationDue = later(async () => (await import('../organisation/CoordinationDue.tsx')).CoordinationDue)
const NotReadable = later(whole(async () => (await import('./NotReadable.tsx')).NotReadable))
const ContactsDue = later(async () => (await import('../services/ContactsDue.tsx')).ContactsDue)

export function Today(): VNode {
  const { t, list, go, session, today, fail } = useDesk()
  const waiting = useWaiting()
  return (
    <>
      <Heading>{t('today.title')}</Heading>
      <div class="buttons">
        <ActionButton
          test="start-send"
          onClick={() => {
            go({ name: 'send', draftKey: null })
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
        <ActionButton test="look-now" quiet disabled={list.busy} onClick={() => void list.refresh()}>
          {list.busy ? t('today.looking') : t('today.look')}
        </ActionButton>
      </div>
      {waiting.queue.length > 0 && (
        <Notice role="status">
          <p data-test="queue">{t('today.queue', { count: waiting.queue.length })}</p>
        </Notice>
      )}
      {(waiting.unreadable.length > 0 || waiting.past > 0) && (
        <NotReadable
          unreadable={waiting.unreadable}
          past={waiting.past}
          onMissing={() => {
            fail('offline')
          }}
        />
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

/** What waits on this device. `past`: how many were swept while this list stood here. */
function useWaiting(): {
  drafts: readonly WaitingItem[]
  queue: readonly WaitingItem[]
  unreadable: readonly string[]
  past: number
} {
  const { session, list, fail } = useDesk()
  const [lists, setLists] = useState<readonly WaitingList[]>([])
  const past = useRef(0)
  useEffect(() => {
    let left = false
    let reading = Promise.resolve()
    // One after another: what was swept is counted once.
    const read = () => {
      reading = reading.then(async () => {
        try {
          const now = await Promise.all(
            (['draft', 'queue', 'sheet'] as const).map((kind) => listWaiting(session, kind)),
          )
          for (const one of now) past.current += one.past
          if (!left) setLists(now)
        } catch {
          if (!left) fail('broken')
        }
      })
    }
    read()
    const stop = hearWaiting(read)
    return () => {
      left = true
      stop()
    }
  }, [session, list.busy])
  const [drafts, queue] = lists.map(({ items }) => items)
  return {
    drafts: drafts ?? [],
    queue: queue ?? [],
    unreadable: lists.flatMap(({ unreadable }) => unreadable),
    past: past.current,
  }
}

function SentCard({ entry }: { entry: SentEntry }): VNode {
  const { t, nameOf, go } = useDesk()
  const { note } = entry.held
  return (
    <li class="card" data-test="sent-card" data-status={entry.status}>
      <h3>{note.ending ? note.ending.word : t('today.no-word')}</h3>
      <p>
        <span class="status">{t(`sent.${entry.status}`)}</span>
        {entry.status === 'time' && entry.time && <> {t('time', { day: showDay(entry.time.on), at: entry.time.at })}</>}
        {entry.endsSoon && <> · {t('ends-soon', { day: showDay(note.front.until) })}</>}
      </p>
      <p class="hint">{t('today.to', { name: nameOf(note.front.to.organisation), day: showDay(note.front.until) })}</p>
      <ActionButton
        test="open-sent"
        quiet
        onClick={() => {
          go({ name: 'sent', entry })
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
        {note.time && entry.status !== 'ended' && <> {t('time', { day: showDay(note.time.on), at: note.time.at })}</>}
        {entry.endsSoon && <> · {t('ends-soon', { day: showDay(note.until) })}</>}
      </p>
      <ActionButton
        test="open-received"
        quiet
        onClick={() => {
          go({ name: 'received', entry })
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
              go({ name: 'sent', entry })
            }}
          >
            {t('open')}
          </ActionButton>
        </div>
      ))}
    </section>
  )
}
