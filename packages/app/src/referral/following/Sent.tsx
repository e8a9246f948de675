// One permission that this desk sent: accepted, declined, time, opened, and nothing more of what happens there.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Secret } from '@apila/core/bytes.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Item } from '@apila/core/referral/items.ts'
import type { SentNote } from '@apila/core/referral/notes.ts'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import type { Texts } from '../../content/texts.ts'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { BookLines } from '../Receipt.tsx'
import { dropNote } from '../desk-note.ts'
import { endPermission } from '../ending.ts'
import { type HerBook, readBook } from '../book.ts'
import { conversationOf } from '../conversation.ts'
import { passTicketOn } from './pass-on.ts'
import type { SentEntry } from '../today.ts'

export function Sent({ entry }: { entry: SentEntry }): VNode {
  const { t, problem, nameOf, list } = useDesk()
  const now = list.sent.find((other) => other.held.id === entry.held.id) ?? entry
  const { note } = now.held
  const over = now.status === 'ended' || now.status === 'expired'
  return (
    <div data-test="sent-page" data-status={now.status}>
      <Heading>{note.ending?.word ?? t('today.no-word')}</Heading>
      <p class="status">{t(`sent.${now.status}`)}</p>
      <SummaryList
        facts={[
          { name: t('receipt.to'), value: nameOf(note.front.to.organisation) },
          { name: t('receipt.what'), value: note.back.what.map((item) => t(`told.${item}`)).join('; ') },
          { name: t('receipt.mode'), value: t(`mode.${note.front.mode}`) },
          { name: t('receipt.given'), value: showDay(note.front.notBefore) },
          { name: t('receipt.until'), value: showDay(note.front.until) },
          { name: t('keep.question'), value: keepText(t, note) },
          { name: t('child.noted'), value: note.childWelfare && childWelfareText(t, note.childWelfare) },
        ]}
      />
      {now.items.length > 0 && (
        <section>
          <h2>{t('sent.replies')}</h2>
          <ul data-test="replies">
            {now.items.map((item, at) => (
              <li key={at}>{itemText(t, item)}</li>
            ))}
          </ul>
        </section>
      )}
      {now.refused.map((why) => (
        <p key={why} data-test="not-standing">
          {problem(`stands-not.${why}`)}
        </p>
      ))}
      {now.endsSoon && <p>{t('ends-soon-ask', { day: showDay(note.front.until) })}</p>}
      {over ? <Over entry={now} /> : <Live entry={now} />}
      <BackToToday />
    </div>
  )
}

/** D-198 with D-045: what was told, why and to whom; who does it, and when it was settled. */
function childWelfareText(t: Texts['t'], { caller, on }: NonNullable<SentNote['childWelfare']>): string {
  return t('child.noted-more', { who: t(`child.${caller}`), day: showDay(on) })
}

const keepText = (t: Texts['t'], { back }: SentNote): string =>
  back.keep.length === 0 ? t('keep.none') : back.keep.map((keep) => t(`keep.${keep}`)).join('; ')

function itemText(t: Texts['t'], item: Item): string {
  switch (item.kind) {
    case 'declined':
      return `${t('sent.declined')}: ${t(`decline.${item.reason}`)}`
    case 'time':
      return `${t('sent.time')}: ${t('time', { day: showDay(item.on), at: item.at })}`
    case 'ticket':
      return t('pass-on.done')
    case 'sheet':
      return t('sent.sheet')
    case 'accepted':
    case 'opened':
    case 'not-today':
      return t(`sent.${item.kind}`)
  }
}

function Live({ entry }: { entry: SentEntry }): VNode {
  const { t, go } = useDesk()
  const { note } = entry.held
  return (
    <>
      {entry.status === 'opened' && note.front.meeting.length > 0 && (
        <div class="buttons">
          <ActionButton
            test="to-sheet"
            onClick={() => {
              void conversationOf(note).then((conversation) => {
                go({ name: 'sheet', conversation, back: { name: 'sent', entry } })
              })
            }}
          >
            {t('sheet.open')}
          </ActionButton>
        </div>
      )}
      {note.keptTicket !== null && entry.status !== 'opened' && <PassOn note={note} digits={note.keptTicket} />}
      {note.ending ? <EndByPhone withdraw={note.ending.withdraw} /> : <p>{t('sent.no-phone')}</p>}
      {note.receiptIdentity !== null && <HerBookHere note={note} identity={note.receiptIdentity} />}
    </>
  )
}

/** At her word the kept ticket goes, sealed, to the receiving desk; one tap, written into her journal. */
function PassOn({ note, digits }: { note: SentNote; digits: string }): VNode {
  const { t, session, today, attempt } = useDesk()
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const pass = () => {
    setState('busy')
    void attempt(() => passTicketOn(session, note, digits, today)).then((done) => {
      setState(done ? 'done' : 'idle')
    })
  }
  return (
    <section>
      <h2>{t('pass-on.title')}</h2>
      <p>{t('pass-on.more')}</p>
      <ActionButton test="pass-on" quiet disabled={state !== 'idle'} onClick={pass}>
        {t('pass-on.act')}
      </ActionButton>
      <p role="status">{state === 'done' ? t('pass-on.done') : state === 'busy' ? t('opening-slow') : ''}</p>
    </section>
  )
}

function EndByPhone({ withdraw }: { withdraw: Secret }): VNode {
  const { t, session, attempt, list } = useDesk()
  const [asked, setAsked] = useState(false)
  const end = () => {
    void attempt(async () => {
      await endPermission(session, withdraw)
      await list.refresh()
    }).then(() => {
      setAsked(false)
    })
  }
  return (
    <section>
      <h2>{t('end-phone.title')}</h2>
      <p>{t('end-phone.more')}</p>
      {asked ? (
        <div class="buttons">
          <ActionButton test="end-confirm" onClick={end}>
            {t('ending.confirm')}
          </ActionButton>
          <ActionButton
            test="end-back"
            quiet
            onClick={() => {
              setAsked(false)
            }}
          >
            {t('back')}
          </ActionButton>
        </div>
      ) : (
        <ActionButton
          test="end-ask"
          quiet
          onClick={() => {
            setAsked(true)
          }}
        >
          {t('end-phone.act')}
        </ActionButton>
      )}
    </section>
  )
}

function HerBookHere({ note, identity }: { note: SentNote; identity: string }): VNode {
  const { t, session, today, attempt, fail } = useDesk()
  const [book, setBook] = useState<HerBook | null>(null)
  if (book) return <BookLines book={book} />
  return (
    <ActionButton
      test="journal-show"
      quiet
      onClick={() =>
        void attempt(async () => {
          const read = await readBook(session, note.s, identity, today, note.lines)
          if (read) setBook(read)
          else fail('broken-seal')
        })
      }
    >
      {t('journal.show')}
    </ActionButton>
  )
}

function Over({ entry }: { entry: SentEntry }): VNode {
  const { t, session, attempt, list, go } = useDesk()
  const { note } = entry.held
  const acknowledge = () => {
    void attempt(() => dropNote(session, entry.held)).then((done) => {
      if (!done) return
      void list.refresh()
      go({ name: 'today' })
    })
  }
  const status = entry.status === 'ended' ? 'ended' : 'expired'
  return (
    <div data-test="over">
      <p>{t(`over.${status}`)}</p>
      {status === 'ended' && (
        <p>
          <strong>{t('over.agreed')}</strong> {t(`if-ended.${note.ifEnded}`)}
        </p>
      )}
      <div class="buttons">
        <ActionButton test="acknowledge" onClick={acknowledge}>
          {t('over.acknowledge')}
        </ActionButton>
      </div>
    </div>
  )
}
