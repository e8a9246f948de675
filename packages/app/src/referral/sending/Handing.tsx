// Handing over comes first: the ticket is shown, she says "I have it", and only then the parcel is sealed and sent (docs/protocol.md).
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { TicketKeep } from '@apila/core/referral/grant.ts'
import { IfEnded } from '@apila/core/referral/content.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { digestOf } from '@apila/sealing/encoding.ts'
import type { TicketKeys } from '@apila/sealing/ticket.ts'
import { ActionButton, Heading, Pick, Tick, Write } from '../../controls.tsx'
import { CheckAgain } from '../../content/CheckAgain.tsx'
import { useDesk } from '../../desk-context.ts'
import type { SendPageProps } from './send-page.ts'
import { TicketPaper } from './TicketPaper.tsx'
import { sendParcel } from '../queue.ts'
import { sealSending } from './seal-sending.ts'
import { type Need, isChild, needsOf } from './sending.ts'
import { freshTicket, keysOfTicket } from '../ticket.ts'
import type { Queued } from '../waiting.ts'

type Step = 'ready' | 'stretched' | 'sealed' | 'sent'

export function Handing({ sending, change, answer }: SendPageProps): VNode {
  const desk = useDesk()
  const { t, session, today, attempt, nameOf } = desk
  // Made once for this handing over; never kept, so that leaving the page makes a fresh one.
  const [digits] = useState(freshTicket)
  const stretched = useRef<Promise<TicketKeys> | null>(null)
  const parcel = useRef<Queued | null>(null)
  const [needs, setNeeds] = useState<readonly Need[]>([])
  const [step, setStep] = useState<Step | null>(null)
  const child = isChild(sending)
  const withTicket = sending.keep !== null && sending.keep !== 'none'
  useEffect(() => {
    if (child) return
    stretched.current = keysOfTicket(digits, session.roster.network)
    stretched.current.catch(() => undefined)
  }, [digits, child])
  const hand = async () => {
    const ticket = withTicket
      ? { digits, keys: await (stretched.current ??= keysOfTicket(digits, session.roster.network)) }
      : null
    setStep('stretched')
    parcel.current ??= await sealSending(session, sending, {
      ticket,
      noticeVersion: await digestOf(sending.shown),
      today,
    })
    setStep('sealed')
    const outcome = await sendParcel(session, parcel.current)
    change({ act: outcome })
  }
  const begin = () => {
    const missing = needsOf(sending, 'ticket')
    setNeeds(missing)
    if (missing.length > 0) return
    setStep('ready')
    void attempt(hand).then((done) => {
      if (done) return
      // The ticket's stretching may be tried again; a sealed parcel is sent as it is, so that trying again sends no second one.
      stretched.current = null
      setStep(null)
    })
  }
  return (
    <div class="printing">
      <Heading>{child ? t('handing.child') : t('handing.title')}</Heading>
      {!child && (
        <KeepChoice
          keep={sending.keep}
          ahead={sending.mode === 'all-ahead'}
          locked={parcel.current !== null}
          onChoose={(keep) => {
            answer({ keep })
          }}
        />
      )}
      {withTicket && <TicketPaper digits={digits} />}
      {sending.keep === 'worker' && (
        <Notice>
          <p>{t('keep.worker-weak', { name: nameOf(session.own.organisation) })}</p>
        </Notice>
      )}
      <section>
        <h2>{t('handle.title')}</h2>
        <p>{t('handle.more')}</p>
        {sending.keep === 'none' ? (
          <p>{t('handle.needed')}</p>
        ) : (
          <Tick
            test="end-by-phone"
            checked={sending.endByPhone}
            onChange={(endByPhone) => {
              answer({ endByPhone })
            }}
          >
            {t('handle.tick')}
          </Tick>
        )}
        {sending.endByPhone && (
          <Write
            id="word"
            label={t('handle.word')}
            hint={t('handle.word-hint')}
            max={60}
            value={sending.word}
            onInput={(word) => {
              answer({ word })
            }}
          />
        )}
        {sending.endByPhone && <CheckAgain text={sending.word} />}
      </section>
      <fieldset>
        <legend>{t('if-ended.question')}</legend>
        <Pick
          name="if-ended"
          chosen={sending.ifEnded}
          onChoose={(ifEnded) => {
            answer({ ifEnded })
          }}
          options={IfEnded.options.map((value) => ({ value, text: t(`if-ended.${value}`) }))}
        />
      </fieldset>
      <Tick
        test="only-me"
        checked={sending.onlyMe}
        onChange={(onlyMe) => {
          answer({ onlyMe })
        }}
      >
        {t('handing.only-me')}
      </Tick>
      {needs.length > 0 && (
        <div class="errors" role="alert" data-test="needs">
          <ul>
            {needs.map((need) => (
              <li key={need}>{t(`need.${need}`)}</li>
            ))}
          </ul>
        </div>
      )}
      <div class="buttons">
        <ActionButton test="have-it" disabled={step !== null} onClick={begin}>
          {withTicket ? t('handing.have-it') : t('handing.send')}
        </ActionButton>
      </div>
      <Progress step={step} />
    </div>
  )
}

function KeepChoice({
  keep,
  ahead,
  locked,
  onChoose,
}: {
  keep: TicketKeep | null
  ahead: boolean
  locked: boolean
  onChoose: (keep: TicketKeep) => void
}): VNode {
  const { t } = useDesk()
  const kinds: readonly TicketKeep[] = ahead ? ['paper', 'memory', 'worker', 'none'] : ['paper', 'memory', 'worker']
  return (
    <fieldset disabled={locked}>
      <legend>{t('keep.question')}</legend>
      <Pick
        name="keep"
        chosen={keep}
        onChoose={onChoose}
        options={kinds.map((value) => ({ value, text: t(`keep.${value}`), hint: t(`keep.${value}-hint`) }))}
      />
    </fieldset>
  )
}

function Progress({ step }: { step: Step | null }): VNode {
  const { t } = useDesk()
  const order: readonly Step[] = ['stretched', 'sealed', 'sent']
  const done = step === null ? -1 : order.indexOf(step)
  return (
    <div role="status">
      {step !== null && (
        <ol class="steps" data-test="progress">
          {order.map((name, at) => (
            <li key={name} data-done={at <= done}>
              {t(`progress.${name as 'stretched' | 'sealed' | 'sent'}`)}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
