// Agreeing with the client: seven named steps in any order that makes sense, one pure state (sending.ts). Nothing is sent before "I have it".
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { Button } from '@apila/ui/Button.tsx'
import { ErrorSummary, focusField } from '@apila/ui/ErrorSummary.tsx'
import { Steps, StepsFolded } from '@apila/ui/Steps.tsx'
import type { Session } from '../../account/session.ts'
import { loadAll } from '../../content/texts.ts'
import { todayInFinland, otherDay } from '../../clock.ts'
import { useDesk, useSteps } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { useDraft } from '../../drafts/use-draft.ts'
import { fetchReceivers, useReceivers } from '../receivers.ts'
import type { DraftKey } from '../../places.ts'
import { dropRequest } from '../witness-asking.ts'
import { useDropRequest } from '../witness/use-drop-request.ts'
import { prepareTicket } from '../ticket.ts'
import { AdvicePage } from './ChildPart.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ClientStep } from './ClientStep.tsx'
import { CodeStep } from './CodeStep.tsx'
import { ContactStep } from './ContactStep.tsx'
import { Ending } from './Ending.tsx'
import { ReceiverStep } from './ReceiverStep.tsx'
import { ToldStep } from './ToldStep.tsx'
import { Turned } from './Turned.tsx'
import { type SendingAct, changeSending } from './change-sending.ts'
import { useLiveWords } from './live-words.ts'
import { type Need, needsOf, nextOpen, obstaclesOf } from './questions.ts'
import { FREE_STEPS, NEW_SENDING, type Page, STEPS, Sending, type Step, isClosed } from './sending.ts'
import type { StepProps } from './steps.ts'
import { loadCheck, useTextLook } from './text-look.ts'

/** What somebody pressed "continue" on, and lacked. */
interface Asked {
  /** Pressed on this page; on another one nobody has pressed yet. */
  page: Page | null
  needs: readonly Need[]
  attempt: number
}

const NOT_ASKED: Asked = { page: null, needs: [], attempt: 0 }

/** Fetches ahead what agreeing with the client takes where there is no signal: their language, what receivers tell, the worker that
 *  stretches codes, and the check of what is written. */
export function makeReady(session: Session): void {
  void fetchReceivers(session).catch(() => undefined)
  void loadAll(LANGUAGES).catch(() => undefined)
  void loadCheck().catch(() => undefined)
  prepareTicket()
}

const isLast = (page: string | null): boolean => page === 'refused' || page === 'sent' || page === 'queued'

const isStep = (page: string): page is Step => STEPS.some((step) => step === page)

export function Send({ draftKey }: { draftKey: DraftKey }): VNode | null {
  const { holdScreen, session, step, go } = useDesk()
  const begunAt = useRef(step)
  const [sending, change] = useReducer<Sending, SendingAct>(changeSending, NEW_SENDING)
  const { page } = sending
  const isOver = isLast(page)
  const draft = useDraft<Sending>({
    kind: 'send',
    key: draftKey,
    schema: Sending,
    value: sending === NEW_SENDING || isOver ? null : { ...sending, page: page === 'thinking' ? 'decide' : page },
    onFound: (kept) => {
      change({ act: 'found', kept })
    },
  })
  useSteps(page, (step) => {
    if (isStep(step)) change({ act: 'go', step })
  })
  useEffect(() => {
    makeReady(session)
  }, [])
  // Locked or reloaded after it was sent or refused: nothing of it is left here, and an empty form would look like a lost one.
  useEffect(() => {
    if (draft.state !== 'looking' && sending === NEW_SENDING && isLast(begunAt.current)) go({ name: 'today' })
  }, [draft.state])
  // Before the page is drawn: whoever leaves it in the same moment would leave nothing behind otherwise.
  useLayoutEffect(() => {
    holdScreen(page === 'decide' || page === 'code')
    if (isOver) void draft.drop()
    return () => {
      holdScreen(false)
    }
  }, [page])
  useDropRequest(sending.colleague)
  const isReady = useReceivers()
  if (draft.state === 'looking' || !isReady) return null
  if (page === 'thinking' || isOver) return <Ending key={page} sending={sending} />
  return (
    <div
      class="preview"
      data-test="page"
      data-page={page}
      onClickCapture={(event) => {
        // The second tap of a double tap lands on what the first one has brought there.
        if (event.detail > 1) {
          event.preventDefault()
          event.stopPropagation()
        }
      }}
    >
      <Wizard sending={sending} change={change} flush={draft.flush} />
      {page !== 'decide' && <DraftLine draft={draft} />}
      {/* The page for advice has its own way to leave. */}
      {page !== 'decide' && page !== 'advice' && (
        <Leaving
          drop={async () => {
            if (sending.colleague) await dropRequest(session, sending.colleague).catch(() => undefined)
            await draft.drop()
          }}
        />
      )}
    </div>
  )
}

function Wizard({
  sending,
  change,
  flush,
}: {
  sending: Sending
  change: (act: SendingAct) => void
  flush: () => Promise<void>
}): VNode {
  const { list } = useDesk()
  // Read anew at each drawing and each press: the clock may have jumped since the desk was drawn.
  const today = todayInFinland()
  const { page } = sending
  const { lookAt, state } = useTextLook()
  const [pressed, setAsked] = useState<Asked>(NOT_ASKED)
  const asked = pressed.page === page ? pressed : NOT_ASKED
  const [focusAt, setFocusAt] = useState<{ id: string } | null>(null)
  const liveWords = useLiveWords()
  const isClockWrong = otherDay() !== null
  const facts = useMemo(() => ({ today, isClockWrong, liveWords, lookAt }), [today, isClockWrong, liveWords, lookAt])
  const sentence = useNeedText()
  useEffect(() => {
    if (focusAt) focusField(focusAt.id)
  }, [focusAt])
  const isComplete = (): boolean => {
    const now = { ...facts, today: todayInFinland(), isClockWrong: otherDay() !== null }
    const needs = needsOf(sending, page, now).filter(({ isOptional }) => page !== 'code' || !isOptional)
    setAsked(({ attempt }) => ({ page, needs: needs.sort(asOnScreen), attempt: attempt + 1 }))
    // Another day than that of the yes: the server's answer says whether this clock is wrong.
    if (needs.some(({ code }) => code === 'turn-again')) void list.refresh()
    return needs.length === 0
  }
  const props: StepProps = {
    sending,
    change,
    answer: (answers) => {
      change({ act: 'answer', answers })
    },
    choose: (at, answers) => {
      const act = { act: 'choose' as const, answers }
      const next = changeSending(sending, act)
      change(act)
      if (next.page === page) setFocusAt({ id: at.startsWith('q-') ? (nextOpen(next, at) ?? 'next') : at })
    },
    errorAt: (at) => {
      if (!asked.needs.some((one) => one.at === at)) return undefined
      const now = needsOf(sending, page, facts).find((one) => one.at === at)
      return now && sentence(now)
    },
    facts,
  }
  const next = () => {
    if (page === 'check') {
      const obstacles = obstaclesOf(sending, facts)
      setAsked(({ attempt }) => ({ page, needs: obstacles.map(({ need }) => need), attempt: attempt + 1 }))
      if (obstacles.length > 0) return
    } else if (!isComplete()) return
    change({ act: 'next' })
  }
  // Each organisation of a sitting has a screen and a code of its own.
  if (page === 'decide') return <Turned key={sending.asked.length} {...props} />
  return (
    <>
      <StepNames sending={sending} facts={facts} change={change} />
      {page === 'check' ? (
        <Obstacles sending={sending} facts={facts} change={change} asked={asked} />
      ) : (
        <Faults asked={asked} />
      )}
      <StepOf
        key={`${page} ${page === 'code' ? (sending.to ?? '') : ''}`}
        {...props}
        isUnchecked={state === 'failed'}
        isComplete={isComplete}
        flush={flush}
      />
      <StepButtons page={page} isClosed={isClosed(sending)} asked={asked} change={change} onNext={next} />
    </>
  )
}

/** In the order in which they stand on the page. */
function asOnScreen(a: Need, b: Need): number {
  const [one, other] = [document.getElementById(a.at), document.getElementById(b.at)]
  if (!one || !other || one === other) return 0
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}

/** The sentence of something that is missing. */
function useNeedText(): (need: Need) => string {
  const { t } = useDesk()
  return ({ code, what }) => t(`need.${code}`, { what: what ?? '' })
}

type StepNamesProps = Pick<StepProps, 'sending' | 'change' | 'facts'>

function StepNames({ sending, change, facts }: StepNamesProps): VNode | null {
  const { t } = useDesk()
  const at = STEPS.findIndex((step) => step === sending.page)
  if (at < 0) return null
  const isReady = obstaclesOf(sending, facts).length === 0
  const isDone = (step: Step): boolean =>
    step === 'check' || step === 'decide'
      ? sending.shown !== ''
      : step !== 'code' && needsOf(sending, step, facts).every(({ isOptional }) => isOptional)
  const isOpen = (step: Step): boolean =>
    !isClosed(sending) &&
    (FREE_STEPS.some((free) => free === step) || (step === 'decide' ? isReady : sending.shown !== ''))
  const steps = {
    steps: STEPS.map((id) => ({
      id,
      name: t(`step.${id}`),
      done: isDone(id),
      href: isOpen(id) ? '#send' : undefined,
    })),
    at: sending.page,
    doneText: t('step.done'),
    onGo: (id: string) => {
      if (isStep(id)) change({ act: 'go', step: id })
    },
  }
  return (
    <nav aria-label={t('step.all')} class="no-print">
      <StepsFolded
        {...steps}
        where={t('step.where', { at: at + 1, of: STEPS.length, name: t(`step.${STEPS[at] ?? 'client'}`) })}
      />
      <div class="steps-wide">
        <Steps {...steps} />
      </div>
    </nav>
  )
}

/** What is missing on this step, above all else and with the focus. */
function Faults({ asked }: { asked: Asked }): VNode {
  const { t, count } = useDesk()
  const sentence = useNeedText()
  return (
    <div data-test={asked.needs.length > 0 ? 'faults' : undefined}>
      <ErrorSummary
        title={asked.needs.length > 0 ? count('need.title', asked.needs.length) : t('need.none')}
        attempt={asked.attempt}
        errors={asked.needs.map((need) => ({ fieldId: need.at, text: sentence(need) }))}
      />
    </div>
  )
}

/** What stands in the way of asking the client; each leads to its step. */
function Obstacles({ sending, facts, change, asked }: StepNamesProps & { asked: Asked }): VNode | null {
  const { t, count } = useDesk()
  const sentence = useNeedText()
  useEffect(() => {
    if (asked.needs.length > 0) document.getElementById('obstacles')?.focus()
  }, [asked])
  const obstacles = asked.needs.length > 0 ? obstaclesOf(sending, facts) : []
  if (obstacles.length === 0) return null
  return (
    <div class="errors" role="alert" id="obstacles" tabIndex={-1} aria-labelledby="obstacles-title" data-test="faults">
      <h2 id="obstacles-title">{count('need.title', obstacles.length)}</h2>
      <ul>
        {obstacles.map(({ step, need }) => (
          <li key={`${step} ${need.at} ${need.code}`}>
            <a
              href="#send"
              data-test={`mend-${need.code}`}
              onClick={(event) => {
                event.preventDefault()
                change({ act: 'go', step, isChange: true })
              }}
            >
              {t(`step.${step}`)}: {sentence(need)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

type StepOfProps = StepProps & { isUnchecked: boolean; isComplete: () => boolean; flush: () => Promise<void> }

function StepOf(props: StepOfProps): VNode | null {
  switch (props.sending.page) {
    case 'client':
      return <ClientStep {...props} />
    case 'advice':
      return <AdvicePage {...props} />
    case 'receiver':
      return <ReceiverStep {...props} />
    case 'contact':
      return <ContactStep {...props} />
    case 'told':
      return <ToldStep {...props} />
    case 'check':
      return <CheckStep {...props} />
    case 'code':
      return <CodeStep {...props} />
    case 'decide':
    case 'sent':
    case 'queued':
    case 'refused':
    case 'thinking':
      return null
  }
}

interface StepButtonsProps {
  page: Page
  /** Something of the sitting has left. */
  isClosed: boolean
  asked: Asked
  change: (act: SendingAct) => void
  onNext: () => void
}

function StepButtons({ page, isClosed, asked, change, onNext }: StepButtonsProps): VNode | null {
  const { t } = useDesk()
  if (page === 'advice') return null
  return (
    <div class="buttons no-print">
      {page !== 'code' && (
        <Button id="next" test="next" onClick={onNext}>
          {t(page === 'check' ? 'check-step.turn' : page === 'told' ? 'told-step.next' : 'next')}
        </Button>
      )}
      {asked.needs.length > 0 && page !== 'check' && page !== 'code' && (
        <Button
          test="skip"
          quiet
          onClick={() => {
            change({ act: 'next' })
          }}
        >
          {t('send.skip')}
        </Button>
      )}
      {page !== 'client' && !isClosed && (
        <Button
          test="back"
          bare
          onClick={() => {
            change({ act: 'back' })
          }}
        >
          {t('back')}
        </Button>
      )}
    </div>
  )
}

function Leaving({ drop }: { drop: () => Promise<void> }): VNode {
  const { t, go } = useDesk()
  const leave = () => {
    go({ name: 'today' })
  }
  return (
    <p class="row no-print">
      <button type="button" class="link" data-test="keep-draft" onClick={leave}>
        {t('send.pause')}
      </button>
      <button type="button" class="link" data-test="discard" onClick={() => void drop().then(leave)}>
        {t('send.discard')}
      </button>
    </p>
  )
}
