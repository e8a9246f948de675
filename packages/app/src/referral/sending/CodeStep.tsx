// After the yes: the code is handed over first, then "I have it", and only then it is sealed and sent (docs/protocol.md "Seal"). What was
// handed over is kept sealed with the draft, so that lost signal, a lock, a second tap or a dead tab change neither digits nor parcel.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { IfEnded } from '@apila/core/referral/permission.ts'
import { MAX_WORD_LENGTH } from '@apila/core/referral/agreed-word.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Refused } from '../../account/api.ts'
import type { Session } from '../../account/session.ts'
import { ActionButton, Heading, Tick, Write } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { sendParcel } from '../queue.ts'
import { Ask } from './Ask.tsx'
import { CheckedText } from './CheckedText.tsx'
import { Paper, PaperChoice } from './Paper.tsx'
import { WaitsForColleague } from '../witness/WaitsForColleague.tsx'
import { isSeconded } from '../asked-colleague.ts'
import { keptText } from '../kept-text.ts'
import { SittingNotes } from './SittingNotes.tsx'
import { askToSign, handOver, sealSending } from './seal-sending.ts'
import { yesFaults } from './questions.ts'
import type { SendingAct } from './change-sending.ts'
import { type Handed, type Sending, isChild, permissionsOf } from './sending.ts'
import type { StepProps } from './steps.ts'

type Progress = 'stretched' | 'sealed'

/** Whether the client gets digits. */
const withTicket = ({ keep }: Sending): boolean => keep !== null && keep !== 'none'

/** Makes the code once it is wanted, and makes it anew only where another kind of keeping needs it. */
function useHanded({ sending, answer }: StepProps): { again: () => void; hasFailed: boolean } {
  const { session, attempt } = useDesk()
  const [tries, setTries] = useState(0)
  const wanted = withTicket(sending)
  const isMade = sending.handed !== null && sending.handed.reservation.hasTicket === wanted
  const [hasFailed, setFailed] = useState(false)
  const running = useRef(false)
  useEffect(() => {
    if (!wanted || isMade || running.current || sending.shownOn === null) return
    running.current = true
    setFailed(false)
    let left = false
    void attempt(async () => {
      const handed = await handOver(session, sending, true)
      if (!left) answer({ handed })
    }).then((done) => {
      if (left) return
      running.current = false
      setFailed(!done)
    })
    return () => {
      left = true
      running.current = false
    }
  }, [wanted, isMade, tries])
  return {
    again: () => {
      setTries((n) => n + 1)
    },
    hasFailed,
  }
}

interface CodeStepProps extends StepProps {
  /** Says what is missing; true where nothing is. */
  isComplete: () => boolean
  /** Keeps the draft now. */
  flush: () => Promise<void>
}

export function CodeStep(props: CodeStepProps): VNode {
  const { sending, answer, errorAt } = props
  const { t, nameOf, session } = useDesk()
  const child = isChild(sending)
  const [again] = yesFaults(sending, props.facts)
  const making = useHanded(props)
  const { digits = null, deposit = null } = sending.handed ?? {}
  return (
    <>
      <Heading>{child ? t('code.title-child') : t('code.title')}</Heading>
      <SittingNotes sending={sending} />
      {again !== undefined && deposit === null && (
        <Note tone="wait" test="turn-again">
          <p>{t(`need.${again.code}`, { what: again.what ?? '' })}</p>
          {again.code === 'turn-again' && (
            <ActionButton
              test="turn-again-now"
              quiet
              onClick={() => {
                // Of several all are asked about again: their yes is as old.
                if (sending.ready.length > 0) answer({ hearing: sending.hearing })
                props.change({ act: 'go', step: 'decide' })
              }}
            >
              {t('check-step.turn')}
            </ActionButton>
          )}
        </Note>
      )}
      {!child && <KeepChoice {...props} isLocked={deposit !== null || sending.colleague !== null} />}
      {withTicket(sending) && digits === null && (
        <p role="status">
          {t(making.hasFailed ? 'code.not-made' : 'code.making')}{' '}
          <ActionButton test="make-ticket-again" quiet onClick={making.again}>
            {t('try-again')}
          </ActionButton>
        </p>
      )}
      {sending.keep === 'paper' && <PaperChoice {...props} />}
      {digits !== null && <Paper digits={digits} sending={sending} />}
      {sending.keep === 'worker' && (
        <Note tone="wait">
          <p>{t('keep.worker-weak', { name: nameOf(session.own.organisation) })}</p>
        </Note>
      )}
      {sending.keep !== null && <WordPart {...props} isLocked={deposit !== null} />}
      <details class="card">
        <summary>{t('code.more')}</summary>
        <Ask
          code="if-ended"
          errorAt={errorAt}
          name="if-ended"
          legend={t('if-ended.question')}
          chosen={sending.ifEnded}
          disabled={deposit !== null}
          options={IfEnded.options.map((value) => ({ value, text: t(`if-ended.${value}`) }))}
          onChoose={(ifEnded) => {
            answer({ ifEnded })
          }}
        />
        <Tick
          test="only-me"
          checked={sending.onlyMe}
          onChange={(onlyMe) => {
            answer({ onlyMe })
          }}
        >
          {t('code.only-me')}
        </Tick>
      </details>
      {sending.hearing === 'colleague' && sending.colleague !== null && <Heard {...props} />}
      {sending.hearing === 'colleague' && sending.colleague === null && deposit === null ? (
        <AskToSign {...props} />
      ) : (
        (sending.colleague === null || isSeconded(sending.colleague)) && <SendNow {...props} />
      )}
    </>
  )
}

/** What the colleague who listened is asked to sign holds where the code is kept, so that comes first. */
function AskToSign({ sending, answer, isComplete, flush }: CodeStepProps): VNode {
  const { t, session, nameOf } = useDesk()
  const { busy, act } = useAct()
  return (
    <>
      <Note>
        <p>{t('hearing.sign-next', { name: nameOf(sending.to ?? '') })}</p>
      </Note>
      <div class="buttons">
        <Button
          test="ask-colleague"
          busy={busy}
          onClick={() => {
            if (!isComplete()) return
            void act(async () => {
              answer({ colleague: await askToSign(session, sending) })
              await flush()
            })
          }}
        >
          {t('hearing.ask')}
        </Button>
      </div>
    </>
  )
}

/** Who listened is waited for; where nobody signs, the client is asked once more, for three days. */
function Heard({ sending, change, answer, flush }: CodeStepProps): VNode | null {
  const { t, session } = useDesk()
  const { colleague } = sending
  if (!colleague) return null
  return (
    <WaitsForColleague
      asked={colleague}
      as="witness"
      onSeconded={(back) => {
        answer({ colleague: { ...colleague, back } })
      }}
      onTakenBack={() => {
        answer({ colleague: null })
      }}
      onAskAgain={async () => {
        answer({ colleague: await askToSign(session, sending) })
        await flush()
      }}
    >
      <ActionButton
        test="hearing-nobody"
        quiet
        onClick={() => {
          answer({ hearing: 'nobody' })
          change({ act: 'go', step: 'decide' })
        }}
      >
        {t('hearing.nobody-after-all')}
      </ActionButton>
    </WaitsForColleague>
  )
}

function KeepChoice({ sending, answer, errorAt, isLocked }: StepProps & { isLocked: boolean }): VNode {
  const { t } = useDesk()
  // What is being signed, or is sealed, cannot be chosen anew: so nothing is offered, and it is said why.
  if (isLocked)
    return (
      <section id="q-keep" data-test="keep-settled">
        <h2>{t('keep.question')}</h2>
        <p>{keptText(t, { keep: sending.keep === null || sending.keep === 'none' ? [] : [sending.keep] })}</p>
        {sending.colleague !== null && <p class="hint">{t('keep.signed')}</p>}
      </section>
    )
  const kinds = sending.mode === 'all-ahead' ? (['memory', 'worker', 'none'] as const) : (['memory', 'worker'] as const)
  const hasLines = sending.paper.length > 0
  return (
    <Ask
      code="keep"
      name="keep"
      legend={t('keep.question')}
      hint={t('keep.more')}
      errorAt={errorAt}
      chosen={sending.keep === 'paper' ? (hasLines ? 'paper-lines' : 'paper') : sending.keep}
      options={[
        { value: 'paper-lines' as const, text: t('keep.paper-lines'), hint: t('keep.paper-lines-hint') },
        ...(['paper', ...kinds] as const).map((value) => ({
          value,
          text: t(`keep.${value}`),
          hint: t(`keep.${value}-hint`),
        })),
      ]}
      onChoose={(keep, goesOn) => {
        if (keep === 'paper-lines') answer({ keep: 'paper', paper: ['address', 'last-day'] })
        else answer({ keep, paper: [] })
        // Arrow keys look through the answers; a press goes on to the word.
        if (goesOn) queueMicrotask(() => document.getElementById('word')?.focus({ preventScroll: true }))
      }}
    />
  )
}

/** The word for ending by telephone: unique among the desk's live ones, and on its list instead of a name. */
function WordPart(props: StepProps & { isLocked: boolean }): VNode {
  const { sending, answer, errorAt, isLocked } = props
  const { t } = useDesk()
  return (
    <section id="q-word">
      <Write
        id="word"
        label={t('word.label')}
        hint={t(sending.keep === 'none' ? 'word.hint-needed' : 'word.hint')}
        error={errorAt('word') ?? errorAt('q-word')}
        max={MAX_WORD_LENGTH}
        value={sending.word}
        onInput={(word) => {
          if (!isLocked) answer({ word, noWord: false })
        }}
      />
      <CheckedText {...props} at="word" text={sending.word} onlyNames />
      {sending.keep !== 'none' && (
        <Tick
          test="no-word"
          checked={sending.noWord}
          onChange={(noWord) => {
            if (!isLocked) answer({ noWord, word: '' })
          }}
        >
          {t('word.none')}
        </Tick>
      )}
    </section>
  )
}

/** Sends what has not left yet, one after another: each that has left is told, so that no answer changes behind it. */
async function sendRest(
  session: Session,
  all: readonly Sending[],
  left: Map<Sending['to'], 'sent' | 'queued'>,
  change: (act: SendingAct) => void,
): Promise<SendingAct> {
  for (const one of all) {
    const { to, handed } = one
    if (left.has(to) || to === null || !handed?.deposit) continue
    left.set(to, await sendParcel(session, { deposit: handed.deposit }))
    if (one !== all.at(-1)) change({ act: 'gone', to })
  }
  const waits = all.flatMap(({ to }) => (to !== null && left.get(to) === 'queued' ? [to] : []))
  return waits.length > 0 ? { act: 'queued', waits } : { act: 'sent' }
}

const unsealed = (one: Sending): Sending =>
  one.handed === null ? one : { ...one, handed: { ...one.handed, deposit: null } }

function SendNow({ sending, change, answer, isComplete, flush }: CodeStepProps): VNode {
  const { t, session, attempt } = useDesk()
  const [progress, setProgress] = useState<Progress | null>(null)
  const wasSealedAnew = useRef(false)
  // The button is drawn anew only after a moment; a second tap comes sooner.
  const running = useRef(false)
  // What has left while this page stood.
  const left = useRef(new Map<Sending['to'], 'sent' | 'queued'>())
  const all = permissionsOf(sending)
  const isSealed = all.every(({ handed }) => handed?.deposit)
  // Digits that the client has not seen are not sealed.
  const isHanded = !withTicket(sending) || (sending.handed?.digits ?? null) !== null
  const sealOne = async (one: Sending): Promise<Handed> => {
    let { handed } = one
    if (handed?.deposit) return handed
    if (handed?.reservation.hasTicket !== withTicket(one)) handed = await handOver(session, one, false)
    if (withTicket(one) && handed.digits === null) throw new Refused('offline')
    return { ...handed, deposit: await sealSending(session, one, handed) }
  }
  // All are sealed before the first leaves: a no that comes until then is named to nobody.
  const seal = async (from: readonly Sending[]) => {
    const sealed: Handed[] = []
    for (const one of from) sealed.push(await sealOne(one))
    answer({
      handed: sealed.at(-1) ?? null,
      ready: sending.ready.map((one, at) => ({ ...one, code: { ...one.code, handed: sealed[at] ?? null } })),
    })
  }
  const tryIt = (act: () => Promise<void>) => {
    void attempt(act).then((done) => {
      if (done) return
      running.current = false
      setProgress(null)
    })
  }
  // The parcels are part of the draft before they leave: a tab that dies now finds them again and sends the same ones.
  useEffect(() => {
    if (progress === null || !isSealed) return
    setProgress('sealed')
    tryIt(async () => {
      await flush()
      try {
        change(await sendRest(session, all, left.current, change))
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== 'roster-moved' || wasSealedAnew.current) throw error
        // A key or a device has changed since: what has not left is sealed anew, once, under what is there now.
        wasSealedAnew.current = true
        await session.catchUp()
        await seal(all.map((one) => (left.current.has(one.to) ? one : unsealed(one))))
      }
    })
  }, [progress === null, isSealed && all.map(({ handed }) => handed?.deposit?.note.blob).join()])
  const begin = () => {
    if (running.current || !isComplete()) return
    if (sending.more.length > 0) {
      if (isHanded) change({ act: 'have-it' })
      return
    }
    running.current = true
    setProgress('stretched')
    if (!isSealed) tryIt(() => seal(all))
  }
  return (
    <>
      <div class="buttons">
        <Button test="have-it" busy={progress !== null} onClick={begin}>
          {t(
            sending.more.length > 0
              ? withTicket(sending)
                ? 'code.have-it-next'
                : 'code.next'
              : withTicket(sending)
                ? 'code.have-it'
                : 'code.send',
          )}
        </Button>
      </div>
      <p role="status" data-test={progress === null ? undefined : 'progress'}>
        {progress === null ? '' : t(`progress.${progress}`)}
      </p>
    </>
  )
}
