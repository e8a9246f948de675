// Handing over comes first: the ticket is shown, she says "I have it", and only then the parcel is sealed and sent (docs/protocol.md).
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { IfEnded, type TicketKeep } from '@apila/core/referral/permission.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { digestOf } from '@apila/sealing/encoding.ts'
import { ActionButton, Heading, Pick, Tick, Write } from '../../controls.tsx'
import { CheckText } from '../../check-text/CheckText.tsx'
import { useDesk } from '../../desk-context.ts'
import type { SendPageProps } from './send-page.ts'
import { TicketPaper } from './TicketPaper.tsx'
import { sendParcel } from '../queue.ts'
import { Refused } from '../../account/api.ts'
import { type Reserved, reserveNames, sealSending } from './seal-sending.ts'
import { type Need, isChild, needsOf } from './sending.ts'
import { freshTicket, keysOfTicket } from '../ticket.ts'
import type { Queued } from '../waiting.ts'

type Step = 'ready' | 'stretched' | 'sealed' | 'sent'
type Keep = TicketKeep | 'none'

/** The names under the ticket, kept by the server before she sees the digits. */
function useReserved(
  sending: SendPageProps['sending'],
  wanted: boolean,
  digits: string,
): [Reserved | null, () => void] {
  const { session, today, attempt } = useDesk()
  const [reserved, setReserved] = useState<Reserved | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (!wanted || reserved) return
    let left = false
    void attempt(async () => {
      const made = await reserveNames(session, sending, await keysOfTicket(digits, session.roster.network), today)
      if (!left) setReserved(made)
    })
    return () => {
      left = true
    }
  }, [wanted, tries])
  return [
    reserved,
    () => {
      setTries((n) => n + 1)
    },
  ]
}

export function Handing({ sending, change, answer }: SendPageProps): VNode {
  const desk = useDesk()
  const { t, session, today, attempt, nameOf } = desk
  // Made once for this handing over; never kept, so that leaving the page makes a fresh one.
  const [digits] = useState(freshTicket)
  const parcel = useRef<Queued | null>(null)
  const [needs, setNeeds] = useState<readonly Need[]>([])
  const [step, setStep] = useState<Step | null>(null)
  const child = isChild(sending)
  const withTicket = sending.keep !== null && sending.keep !== 'none'
  const [reserved, reserveAgain] = useReserved(sending, withTicket, digits)
  // Without a ticket the names are kept when it is sent, once.
  const ticketless = useRef<Reserved | null>(null)
  const seal = async (): Promise<Queued> => {
    const names = withTicket ? reserved : (ticketless.current ??= await reserveNames(session, sending, null, today))
    if (!names) throw new Refused('offline')
    setStep('stretched')
    return sealSending(session, sending, names, {
      digits: withTicket ? digits : null,
      shown: await digestOf(sending.shown),
    })
  }
  const hand = async () => {
    parcel.current ??= await seal()
    setStep('sealed')
    let outcome: 'sent' | 'queued'
    try {
      outcome = await sendParcel(session, parcel.current)
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'roster-moved') throw error
      // A key or a device has changed since: the same permission is sealed anew, once, under what is there now.
      await session.catchUp()
      parcel.current = await seal()
      outcome = await sendParcel(session, parcel.current)
    }
    change({ act: outcome })
  }
  const begin = () => {
    const missing = needsOf(sending, 'ticket')
    setNeeds(missing)
    if (missing.length > 0) return
    setStep('ready')
    void attempt(hand).then((done) => {
      if (done) return
      // A sealed parcel is sent as it is, so that trying again sends no second one.
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
      {withTicket &&
        (reserved ? (
          <TicketPaper digits={digits} />
        ) : (
          <p role="status">
            {t('handing.making')}{' '}
            <ActionButton test="make-ticket-again" quiet onClick={reserveAgain}>
              {t('try-again')}
            </ActionButton>
          </p>
        ))}
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
        {sending.endByPhone && <CheckText text={sending.word} />}
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
        <ActionButton test="have-it" disabled={step !== null || (withTicket && !reserved)} onClick={begin}>
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
  keep: Keep | null
  ahead: boolean
  locked: boolean
  onChoose: (keep: Keep) => void
}): VNode {
  const { t } = useDesk()
  const kinds: readonly Keep[] = ahead ? ['paper', 'memory', 'worker', 'none'] : ['paper', 'memory', 'worker']
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
