// Agreeing with the client, one thing a page; the answers are one pure state (sending.ts). Nothing is sent before "I have it".
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks'
import * as z from 'zod'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { loadAll } from '../../content/texts.ts'
import { ActionButton, Heading, Link } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { DRAFT_DAYS, type DraftKey } from '../../drafts/drafts.ts'
import { useDraft } from '../../drafts/use-draft.ts'
import { Handing } from './Handing.tsx'
import { AgePage, ChildPage, InterpreterPage, ToPage, ToldPage } from './SendFirst.tsx'
import { HowPage, KnockPage } from './SendTerms.tsx'
import { WritingPage } from './SendWriting.tsx'
import { Turned } from './Turned.tsx'
import type { SendPageProps } from './send-page.ts'
import { NEW_SENDING, type Need, type Sending, changeSending, needsOf, pagesOf } from './sending.ts'
import { prepareTicket } from '../ticket.ts'

const Kept = z.looseObject({ page: z.string() }) as unknown as z.ZodType<Sending>

export function Send({ draftKey }: { draftKey: DraftKey }): VNode | null {
  useEffect(() => {
    // Her language may be needed where there is no signal.
    void loadAll(LANGUAGES).catch(() => undefined)
    prepareTicket()
  }, [])
  return <Wizard draftKey={draftKey} />
}

function Wizard({ draftKey }: { draftKey: DraftKey }): VNode | null {
  const { t, go, holdScreen } = useDesk()
  const [sending, change] = useReducer(changeSending, NEW_SENDING)
  const [needs, setNeeds] = useState<readonly Need[]>([])
  const pages = pagesOf(sending)
  const at = pages.indexOf(sending.page)
  const isOver = sending.page === 'refused' || sending.page === 'sent' || sending.page === 'queued'
  // The ticket is made anew: its digits are on nobody's disk.
  const value =
    sending === NEW_SENDING || isOver
      ? null
      : {
          ...sending,
          page: sending.page === 'ticket' || sending.page === 'thinking' ? ('turned' as const) : sending.page,
        }
  const draft = useDraft({
    kind: 'send',
    key: draftKey,
    schema: Kept,
    value,
    onFound: (answers) => {
      change({ act: 'found', kept: answers })
    },
  })
  // Before the page is drawn: whoever leaves it in the same moment would leave nothing behind otherwise.
  useLayoutEffect(() => {
    const held = sending.page === 'turned' || sending.page === 'ticket'
    holdScreen(held)
    setNeeds([])
    if (isOver) void draft.drop()
    return () => {
      holdScreen(false)
    }
  }, [sending.page])
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
  if (draft.state === 'looking') return null
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
      <DraftLine draft={draft} />
      <p class="no-print">
        <Link
          test="keep-draft"
          onClick={() => {
            go({ name: 'today' })
          }}
        >
          {t('send.keep')}
        </Link>
      </p>
      <p class="no-print">
        <Link
          test="discard"
          onClick={() =>
            void draft.drop().then(() => {
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
