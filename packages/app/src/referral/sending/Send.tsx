// Agreeing with the client, one thing a page; the answers are one pure state (sending.ts). Nothing is sent before "I have it".
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks'
import { addDays } from '@apila/core/day.ts'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { loadAll } from '../../content/texts.ts'
import { ActionButton, Heading, Link } from '../../controls.tsx'
import { type Screen, useDesk } from '../../desk-context.ts'
import { Handing } from './Handing.tsx'
import { AgePage, ChildPage, InterpreterPage, ToPage, ToldPage } from './SendFirst.tsx'
import { HowPage, KnockPage } from './SendTerms.tsx'
import { WritingPage } from './SendWriting.tsx'
import { Turned } from './Turned.tsx'
import { readKeptSending } from './kept-sending.ts'
import type { SendPageProps } from './send-page.ts'
import { NEW_SENDING, type Need, type Page, type Sending, changeSending, needsOf, pagesOf } from './sending.ts'
import { prepareTicket } from '../ticket.ts'
import { DRAFT_DAYS, dropWaiting, keepWaiting, readWaiting } from '../waiting.ts'

const UNKEPT: readonly Page[] = ['sent', 'queued', 'refused', 'thinking']

/** Fetches ahead what agreeing with the client takes where there is no signal: her language, and the worker that stretches tickets. */
export function makeReady(): void {
  void loadAll(LANGUAGES).catch(() => undefined)
  prepareTicket()
}

export function Send({ draftKey }: { draftKey: string | null }): VNode | null {
  const [first, setFirst] = useState<Sending | null>(draftKey === null ? NEW_SENDING : null)
  const { session, go, fail } = useDesk()
  useEffect(() => {
    makeReady()
    if (draftKey === null) return
    readWaiting(session, draftKey).then(
      (kept) => {
        const read = kept === null ? null : readKeptSending(kept)
        if (read?.ok) setFirst(read.sending)
        else go({ name: 'today' })
        if (read?.ok === false) fail(read.problem)
      },
      () => {
        go({ name: 'today' })
        fail('kept-unreadable')
      },
    )
  }, [draftKey, session])
  return first && <Wizard first={first} draftKey={draftKey} />
}

function Wizard({ first, draftKey }: { first: Sending; draftKey: string | null }): VNode {
  const { t, go, session, today, onLock, holdScreen, attempt } = useDesk()
  const [sending, change] = useReducer(changeSending, first)
  const [needs, setNeeds] = useState<readonly Need[]>([])
  const key = useRef(draftKey)
  const pages = pagesOf(sending)
  const at = pages.indexOf(sending.page)
  const now = useRef(sending)
  now.current = sending
  const keepDraft = async (): Promise<Screen> => {
    if (UNKEPT.includes(now.current.page)) return { name: 'today' }
    const draft: Sending = { ...now.current, page: now.current.page === 'ticket' ? 'turned' : now.current.page }
    key.current = await keepWaiting(session, 'draft', draft, addDays(today, DRAFT_DAYS), key.current ?? undefined)
    return { name: 'send', draftKey: key.current }
  }
  useEffect(() => {
    onLock(keepDraft)
    return () => {
      onLock(null)
    }
  }, [session])
  // Before the page is drawn: whoever leaves it in the same moment would leave nothing behind otherwise.
  useLayoutEffect(() => {
    const held = sending.page === 'turned' || sending.page === 'ticket'
    holdScreen(held)
    setNeeds([])
    if (sending.page === 'thinking')
      void attempt(async () => {
        key.current = await keepWaiting(
          session,
          'draft',
          { ...now.current, page: 'turned' },
          addDays(today, DRAFT_DAYS),
          key.current ?? undefined,
        )
      })
    if (sending.page === 'refused' || sending.page === 'sent' || sending.page === 'queued') void drop()
    return () => {
      holdScreen(false)
    }
  }, [sending.page])
  const isWritten = at > 0
  useEffect(() => {
    if (!isWritten) return
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('beforeunload', ask)
    }
  }, [isWritten])
  const drop = async () => {
    if (key.current !== null) await dropWaiting(key.current)
    key.current = null
  }
  const page: SendPageProps = {
    sending,
    change,
    answer: (answers) => {
      change({ act: 'answer', answers })
    },
  }
  const next = () => {
    const missing = needsOf(sending, sending.page)
    setNeeds(missing)
    if (missing.length === 0) change({ act: 'next' })
  }
  if (at < 0) return <Ending key={sending.page} sending={sending} />
  return (
    <>
      <p class="hint no-print" data-test="page" data-page={sending.page}>
        {t('send.page', { at: at + 1, of: pages.length })}
      </p>
      {needs.length > 0 && (
        <div class="errors" role="alert" data-test="needs">
          <ul>
            {needs.map((need) => (
              <li key={need}>{t(`need.${need}`)}</li>
            ))}
          </ul>
        </div>
      )}
      <PageOf key={sending.page} {...page} />
      <div class="buttons no-print">
        {at > 0 && (
          <ActionButton
            test="back"
            quiet
            onClick={() => {
              change({ act: 'back' })
            }}
          >
            {t('back')}
          </ActionButton>
        )}
        {sending.page !== 'turned' && sending.page !== 'ticket' && (
          <ActionButton test="next" onClick={next}>
            {t('next')}
          </ActionButton>
        )}
      </div>
      <p class="no-print">
        <Link
          test="keep-draft"
          onClick={() =>
            void attempt(async () => {
              await keepDraft()
              go({ name: 'today' })
            })
          }
        >
          {t('send.keep')}
        </Link>
      </p>
      <p class="no-print">
        <Link
          test="discard"
          onClick={() =>
            void drop().then(() => {
              go({ name: 'today' })
            })
          }
        >
          {t('send.discard')}
        </Link>
      </p>
    </>
  )
}

function PageOf(props: SendPageProps): VNode | null {
  switch (props.sending.page) {
    case 'age':
      return <AgePage {...props} />
    case 'child':
      return <ChildPage {...props} />
    case 'to':
      return <ToPage {...props} />
    case 'told':
      return <ToldPage {...props} />
    case 'knock':
      return <KnockPage {...props} />
    case 'how':
      return <HowPage {...props} />
    case 'interpreter':
      return <InterpreterPage {...props} />
    case 'writing':
      return <WritingPage {...props} />
    case 'turned':
      return <Turned {...props} />
    case 'ticket':
      return <Handing {...props} />
    case 'sent':
    case 'queued':
    case 'refused':
    case 'thinking':
      return null
  }
}

/** After sending, after "no", after "let me think". A refusal is followed by help, not by a form (docs/working-day.md). */
function Ending({ sending }: { sending: Sending }): VNode {
  const { t, go, nameOf, list } = useDesk()
  const page = sending.page
  return (
    <div data-test={`send-${page}`}>
      {page === 'refused' && (
        <>
          <Heading>{t('refused.title')}</Heading>
          <p>{t('refused.first')}</p>
          <ul>
            <li>{t('refused.help')}</li>
            <li>{t('refused.phone')}</li>
            <li>{t('refused.later')}</li>
          </ul>
          <p class="hint">{t('refused.nothing')}</p>
        </>
      )}
      {page === 'thinking' && (
        <>
          <Heading>{t('thinking.title')}</Heading>
          <p>{t('thinking.kept', { days: DRAFT_DAYS })}</p>
          <p>{t('thinking.she')}</p>
        </>
      )}
      {page === 'queued' && (
        <>
          <Heading>{t('queued.title')}</Heading>
          <p>{t('queued.more')}</p>
          <p>{t('queued.ticket')}</p>
        </>
      )}
      {page === 'sent' && (
        <>
          <Heading>{t('done.title')}</Heading>
          <p>{t(`done.${sending.mode ?? 'knock-ahead'}`, { name: nameOf(sending.to ?? '') })}</p>
          <p>{t('done.more')}</p>
        </>
      )}
      <div class="buttons">
        <ActionButton
          test="to-today"
          onClick={() => {
            void list.refresh()
            go({ name: 'today' })
          }}
        >
          {t('to-today')}
        </ActionButton>
      </div>
    </div>
  )
}
