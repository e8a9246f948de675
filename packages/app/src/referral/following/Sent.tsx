// One permission that this desk sent: accepted, declined, time, opened, and nothing more of what happens there.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Secret } from '@apila/core/bytes.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { isMeetingOfMany } from '@apila/core/referral/fits-conversation.ts'
import type { SentNote } from '@apila/core/referral/notes.ts'
import { confirmingOf } from '@apila/core/referral/to-confirm.ts'
import { Note } from '@apila/ui/Note.tsx'
import { SummaryList } from '@apila/ui/SummaryList.tsx'
import { permissionDigest } from '@apila/sealing/referral/signed.ts'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading } from '../../controls.tsx'
import { type DeskContext, useAct, useDesk } from '../../desk-context.ts'
import { keepDraft } from '../../drafts/drafts.ts'
import { newDraftKey } from '../../places.ts'
import { NEW_SENDING } from '../sending/sending.ts'
import { ToRenew } from '../ToRenew.tsx'
import { StatusLine } from '../talk/StatusLine.tsx'
import { Talk } from '../talk/Talk.tsx'
import { NoticeForm } from '../NoticeForm.tsx'
import { OverNote, WhileOpen } from '../WhileOpen.tsx'
import { AddTo } from '../addition/AddTo.tsx'
import { conversationOf } from '../conversation.ts'
import { HerBookPage } from '../her-book/HerBookPage.tsx'
import { childNoteText } from '../child-note.ts'
import { dropNote } from '../desk-note.ts'
import { endPermission } from '../ending.ts'
import { type HerBook, readBook } from '../book.ts'
import { keepOwedNotice } from '../notice-keeping.ts'
import { howKey } from '../how-said.ts'
import { keptText } from '../kept-text.ts'
import { LostTicket } from './LostTicket.tsx'
import { passTicketOn } from './pass-on.ts'
import { type SentEntry, renewalsOf } from '../today.ts'

export function Sent({ entry }: { entry: SentEntry }): VNode {
  const { t, list } = useDesk()
  const now = list.sent.find((other) => other.held.id === entry.held.id) ?? entry
  const { note } = now.held
  const isAdvice = note.front.kind === 'consult'
  const isOver = now.status === 'ended' || now.status === 'expired'
  // Whether it stood open here when it ended.
  const [beganOpen] = useState(!isOver)
  return (
    <div data-test="sent-page" data-status={now.status}>
      <Heading>{headingOf(now, t)}</Heading>
      <StatusLine entry={now} />
      {isOver ? (
        <>
          {beganOpen && <OverNote />}
          <Over entry={now} />
        </>
      ) : (
        <WhileOpen mark={note.mark} until={now.until}>
          {isAdvice ? <SentQuestion entry={now} /> : <SentPermission entry={now} />}
        </WhileOpen>
      )}
      <BackToToday />
    </div>
  )
}

function headingOf({ held: { note } }: SentEntry, t: DeskContext['t']): string {
  if (note.front.kind === 'consult') return t('question.ours')
  return note.front.kind === 'urgent' ? t('today.urgent') : (note.ending?.word ?? t('today.no-word'))
}

function SentPermission({ entry }: { entry: SentEntry }): VNode {
  const { t, nameOf, list } = useDesk()
  const { note } = entry.held
  return (
    <>
      {note.front.kind === 'urgent' && (
        <Note tone="wait" test="sent-urgent">
          <p>{t('urgent.sent-note')}</p>
        </Note>
      )}
      {entry.toConfirm && (
        <Note tone="wait" test="confirm-note">
          <p>{t('confirm.sent', { day: showDay(entry.until) })}</p>
        </Note>
      )}
      <Talk entry={entry} />
      <section>
        <h2>{t('sent.permission')}</h2>
        <SummaryList
          facts={[
            { name: t('receipt.to'), value: nameOf(note.front.to.organisation) },
            { name: t('receipt.what'), value: note.back.what.map((item) => t(`told.${item}`)).join('; ') },
            { name: t('receipt.how'), value: t(howKey(note.back)) },
            { name: t('receipt.meeting'), value: note.front.meeting.map(nameOf).join(', ') },
            { name: t('receipt.mode'), value: t(`mode.${note.front.mode}`) },
            { name: t('receipt.given'), value: showDay(note.front.notBefore) },
            { name: t('receipt.until'), value: showDay(entry.until) },
            { name: t('keep.question'), value: note.front.kind === 'urgent' ? '' : keptText(t, note.back) },
            { name: t('child.noted'), value: note.childWelfare && childNoteText(t, note.childWelfare) },
          ]}
        />
      </section>
      <ToRenew entry={entry} />
      {note.storyRecipient !== null && (
        <AddTo
          of={note.t}
          parts={note.back.what}
          story={note.storyRecipient}
          conversation={() => conversationOf(note)}
          onAdded={() => void list.reread(note.t)}
        />
      )}
      <NoticeForm under={{ name: note.s, mark: note.mark }} />
      <Live entry={entry} />
    </>
  )
}

/** What this desk asked, and the answers. Taking it back closes it at the other desk too. */
function SentQuestion({ entry }: { entry: SentEntry }): VNode {
  const { t, session, nameOf, list, go } = useDesk()
  const { busy, act } = useAct()
  const { note } = entry.held
  const takeBack = () => {
    const withdraw = note.ending?.withdraw
    if (!withdraw) return
    void act(async () => {
      await endPermission(session, withdraw)
      await dropNote(session, entry.held)
    }).then((done) => {
      if (!done) return
      void list.refresh()
      go({ name: 'today' })
    })
  }
  // The words of the question are not carried over: what is told is asked anew.
  const grow = () => {
    void act(async () => {
      const key = newDraftKey()
      const grows = await permissionDigest(note.front, note.back)
      await keepDraft(session, { kind: 'send', key, turn: 0, value: { ...NEW_SENDING, grows } })
      go({ name: 'send', draftKey: key })
    })
  }
  return (
    <>
      <p>{t('question.to', { name: nameOf(note.front.to.organisation), day: showDay(note.front.until) })}</p>
      <p class="card pre" data-test="question-ours">
        {note.asked}
      </p>
      <Talk entry={entry} />
      {note.back.how !== 'nobody' && (
        <section>
          <h2>{t('question.grow-title')}</h2>
          <p>{t('question.grow-more')}</p>
          <ActionButton test="question-grow" quiet disabled={busy} onClick={grow}>
            {t('question.grow')}
          </ActionButton>
        </section>
      )}
      <section>
        <h2>{t('question.done-title')}</h2>
        <p>{t('question.done-more')}</p>
        <ActionButton test="question-done" quiet disabled={busy} onClick={takeBack}>
          {t('question.done')}
        </ActionButton>
      </section>
    </>
  )
}

function Live({ entry }: { entry: SentEntry }): VNode {
  const { t, go } = useDesk()
  const { note } = entry.held
  // The host sees from the first day who answers what.
  const isMany = isMeetingOfMany(note.front)
  return (
    <>
      {(isMany || (entry.status === 'opened' && note.front.meeting.length > 0)) && (
        <div class="buttons">
          <ActionButton
            test="to-sheet"
            onClick={() => {
              go({ name: 'sheet', t: note.t })
            }}
          >
            {t(isMany ? 'meeting-many.open' : 'sheet.open')}
          </ActionButton>
        </div>
      )}
      {note.keptTicket !== null && entry.status !== 'opened' && <PassOn note={note} digits={note.keptTicket} />}
      {note.front.kind !== 'urgent' && <LostTicket note={note} />}
      {note.ending ? <EndByPhone withdraw={note.ending.withdraw} /> : <p>{t('sent.no-phone')}</p>}
      {note.receiptIdentity !== null && <HerBookHere entry={entry} identity={note.receiptIdentity} />}
    </>
  )
}

/** At her word the kept ticket goes, sealed, to the receiving desk; one tap, written into her journal. */
function PassOn({ note, digits }: { note: SentNote; digits: string }): VNode {
  const { t, session, today, attempt, list } = useDesk()
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const pass = () => {
    setState('busy')
    void attempt(() => passTicketOn(session, note, digits, today)).then((done) => {
      setState(done ? 'done' : 'idle')
      if (done) void list.reread(note.t)
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

function HerBookHere({ entry, identity }: { entry: SentEntry; identity: string }): VNode {
  const { note } = entry.held
  const { t, session, today, attempt, fail } = useDesk()
  const [book, setBook] = useState<HerBook | null>(null)
  if (book) return <HerBookPage book={book} s={note.s} />
  return (
    <ActionButton
      test="journal-show"
      quiet
      onClick={() =>
        void attempt(async () => {
          const read = await readBook(session, note.s, identity, today, note.lines)
          if (read) setBook({ ...read, confirming: confirmingOf(note, renewalsOf(entry.items)) })
          else fail('broken-seal')
        })
      }
    >
      {t('journal.show')}
    </ActionButton>
  )
}

function Over({ entry }: { entry: SentEntry }): VNode {
  const { t, session, attempt, list, go, today } = useDesk()
  const { note } = entry.held
  const acknowledge = () => {
    void attempt(async () => {
      // What the client is owed outlives what was sent.
      await keepOwedNotice(session, note, list.others, today)
      await dropNote(session, entry.held)
    }).then((done) => {
      if (!done) return
      void list.refresh()
      go({ name: 'today' })
    })
  }
  const status = entry.status === 'ended' ? 'ended' : 'expired'
  return (
    <div data-test="over">
      <p>{t(`over.${status}`)}</p>
      {status === 'ended' && note.ifEnded && (
        <p>
          <strong>{t('over.agreed')}</strong> {t(`if-ended.${note.ifEnded}`)}
        </p>
      )}
      <div class="buttons">
        <ActionButton test="acknowledge" onClick={acknowledge}>
          {t('over.acknowledge')}
        </ActionButton>
        {note.front.kind === 'referral' && (
          <ActionButton
            test="agree-anew"
            quiet
            onClick={() => {
              go({ name: 'send', draftKey: newDraftKey() })
            }}
          >
            {t('lost.anew')}
          </ActionButton>
        )}
      </div>
    </div>
  )
}
