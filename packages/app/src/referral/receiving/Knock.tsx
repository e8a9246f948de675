// First contact: codes, or a question for advice. The desk accepts, declines for a reason about itself, or proposes a time; the first answer wins.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Day } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Codes } from '@apila/core/referral/content.ts'
import { DeclineReason, type Unnumbered } from '@apila/core/referral/items.ts'
import type { ReceivedNote } from '@apila/core/referral/notes.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import { Choices } from '@apila/ui/Choice.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { type Fact, SummaryList } from '@apila/ui/SummaryList.tsx'
import { Refused } from '../../account/api.ts'
import { Confirm } from '../../Confirm.tsx'
import { ActionButton, Heading, Pick } from '../../controls.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { type DeskContext, useDesk } from '../../desk-context.ts'
import { spokenLanguage } from '../../content/language-name.ts'
import { Question } from '../advice/Question.tsx'
import { useOpenPart } from '../../drafts/use-open-part.ts'
import { ProposeTime } from '../talk/ProposeTime.tsx'
import { OverWhileOpen, WhileOpen } from '../WhileOpen.tsx'
import type { HeardKnock } from '../today.ts'
import { deskMarks, readFrontOf } from '../knock-row.ts'
import { Answered } from './Answered.tsx'
import { ContactLines } from './ContactLines.tsx'
import { type OpenKnock, answerSender, readKnock, receivedNote } from './acts.ts'

/** What a desk may answer to a first contact. */
type Answer = Extract<Unnumbered, { kind: 'accepted' | 'declined' | 'time' | 'answer' }>

export function Knock({ heard }: { heard: HeardKnock }): VNode {
  const { t, session, today, attempt, fail, list } = useDesk()
  const [knock, setKnock] = useState<OpenKnock | null>(null)
  const [busy, setBusy] = useState(true)
  const [came, setCame] = useState<'answered' | 'over' | null>(null)
  /** What was urgent and was accepted: its details are read at once. */
  const [urgentNow, setUrgentNow] = useState<ReceivedNote | null>(null)
  useEffect(() => {
    void attempt(async () => {
      const read = await readKnock(session, heard, today).catch((error: unknown) => {
        // It has ended or its day has passed: it waits for nobody any more.
        if (error instanceof Refused && error.code === 'not-found') list.forget(heard)
        throw error
      })
      // A colleague was first; the list shows what came of it.
      if (read?.isAnswered) {
        void list.refresh()
        fail('changed-meanwhile')
      } else if (read) {
        setKnock(read)
        list.rememberRead(heard, readFrontOf(read.opened.front, read.opened.mark))
      } else fail('broken-seal')
    }).then(() => {
      setBusy(false)
    })
  }, [])
  const send = async (said: Answer): Promise<boolean> => {
    if (!knock) return false
    const { opened, part, items } = knock
    const time = said.kind === 'time' ? { on: said.on, at: said.at } : null
    const note = receivedNote(opened, part, { k: heard.k, s: heard.s, state: stateOf(said), on: today, time })
    setBusy(true)
    const done = await attempt(() => answerSender(session, { said, seen: items, note, held: null }, today))
    setBusy(false)
    if (done) {
      setKnock(null)
      setUrgentNow(opened.front.kind === 'urgent' && said.kind !== 'declined' ? note : null)
      setCame('answered')
    }
    // Also where it failed: then a colleague may have been first.
    void list.refresh()
    return done
  }
  if (came === 'answered') return <Answered urgent={urgentNow} />
  if (came === 'over') return <OverWhileOpen />
  if (!knock)
    return (
      <>
        <Heading>{t('knock-in.title')}</Heading>
        <p role="status">{busy ? t('opening') : t('knock-in.none')}</p>
        <BackToToday />
      </>
    )
  return (
    <WhileOpen
      mark={knock.opened.mark}
      until={knock.part.released.until}
      onOver={() => {
        setKnock(null)
        setCame('over')
      }}
    >
      {'asked' in knock.opened ? (
        <Question
          front={knock.opened.front}
          reference={deskMarks(list).get(knock.opened.mark)?.code}
          t={knock.opened.talk}
          asked={knock.opened.asked.text}
          busy={busy}
          onAnswer={send}
        />
      ) : (
        <FirstContact knock={knock} codes={knock.opened.codes} busy={busy} onAnswer={(said) => void send(said)} />
      )}
      <BackToToday />
    </WhileOpen>
  )
}

const stateOf = ({ kind }: Answer): ReceivedNote['state'] => kind

interface FirstContactProps {
  knock: OpenKnock
  codes: Codes
  busy: boolean
  onAnswer: (said: Answer) => void
}

function FirstContact({ knock, codes, busy, onAnswer }: FirstContactProps): VNode {
  const desk = useDesk()
  const { t, nameOf, list } = desk
  const { heard, opened, part } = knock
  const { front, mark } = opened
  return (
    <div data-test="knock-content">
      <Heading>{t('knock-in.title')}</Heading>
      <SummaryList
        facts={[
          { name: t('knock-in.reference'), value: deskMarks(list).get(mark)?.code },
          { name: t('receipt.given'), value: showDay(front.notBefore) },
        ]}
      />
      <SummaryList facts={knockFacts(desk, front, codes, part.released.until)} />
      {/* Of what is urgent the sender writes lines too: that somebody has looked cannot be told from them, and nobody must rely on it. */}
      {!knock.wasOnlyMe && front.kind !== 'urgent' && <p class="hint">{t('looked-before')}</p>}
      {front.kind === 'urgent' ? (
        <Note tone="wait" test="knock-urgent">
          <p>{t('urgent.received', { name: nameOf(front.from.organisation) })}</p>
          <p>{t('urgent.received-now')}</p>
        </Note>
      ) : (
        <p>{heard.s ? t('knock-in.ahead') : t('knock-in.story-later')}</p>
      )}
      <AnswerForm
        of={heard.k}
        other={nameOf(opened.front.from.organisation)}
        busy={busy}
        onAnswer={onAnswer}
        until={part.released.until}
        days={codes.days}
      />
    </div>
  )
}

function knockFacts(desk: DeskContext, { kind, from }: Front, knock: Codes, until: Day): Fact[] {
  const { t, nameOf } = desk
  const first = [
    { name: t('knock-in.from'), value: nameOf(from.organisation) },
    { name: t('knock-in.service'), value: t(`why.${knock.service}`) },
  ]
  const last = { name: t('knock-in.until'), value: showDay(until) }
  // Nobody was asked for days, interpreter or language.
  if (kind === 'urgent') return [...first, last]
  return [
    ...first,
    { name: t('knock.language'), value: spokenLanguage(knock.language, knock.languageName, desk) },
    { name: t('knock.interpreter'), value: t(`wish.${knock.interpreter}`) },
    { name: t('knock.not-interpreters'), value: knock.notInterpreters?.join(', ') },
    {
      name: t('knock.days'),
      value: knock.days.length === 0 ? t('knock-in.any-day') : knock.days.map((day) => t(`day.${day}`)).join(', '),
    },
    {
      name: t('knock.reach'),
      value: knock.ownChannel ? <ContactLines contact={knock.ownChannel} /> : t('reach.worker'),
    },
    last,
  ]
}

interface AnswerFormProps {
  /** The first contact. */
  of: string
  /** The organisation that asks. */
  other: string
  busy: boolean
  onAnswer: (said: Answer) => void
  /** The last day of the permission: a meeting after it would be no meeting. */
  until: Day
  /** Weekdays that suit the client. */
  days: Codes['days']
}

/** Accept, propose a time, decline. */
function AnswerForm({ of, other, busy, onAnswer, until, days }: AnswerFormProps): VNode {
  const { t } = useDesk()
  const [reason, setReason] = useState<DeclineReason | null>(null)
  const [missing, setMissing] = useState(false)
  const [proposing, setProposing] = useOpenPart('answer', of)
  return (
    <>
      <div class="buttons">
        <ActionButton
          test="accept"
          disabled={busy}
          onClick={() => {
            onAnswer({ kind: 'accepted' })
          }}
        >
          {t('answer-form.accept')}
        </ActionButton>
      </div>
      <details
        open={proposing}
        onToggle={(event) => {
          setProposing(event.currentTarget.open)
        }}
      >
        <summary data-test="propose-open">{t('answer-form.propose')}</summary>
        <ProposeTime of={of} other={other} until={until} days={days} busy={busy} onPropose={onAnswer} />
      </details>
      <details>
        <summary data-test="decline-open">{t('answer-form.decline')}</summary>
        <Choices
          id="decline"
          legend={t('decline.question')}
          hint={t('decline.hint')}
          error={missing ? t('need.decline') : undefined}
        >
          <Pick
            name="decline"
            chosen={reason}
            onChoose={(chosen) => {
              setReason(chosen)
              setMissing(false)
            }}
            options={OF_REFERRALS.map((value) => ({ value, text: t(`decline.${value}`) }))}
          />
        </Choices>
        <Confirm
          test="decline"
          quiet
          disabled={busy}
          isReady={() => {
            setMissing(reason === null)
            return reason !== null
          }}
          title={t('decline.ask')}
          more={t('decline.more')}
          doText={t('answer-form.send-decline')}
          keepText={t('decline.keep')}
          onDo={() => {
            if (reason) onAnswer({ kind: 'declined', reason })
          }}
        >
          {t('answer-form.send-decline')}
        </Confirm>
      </details>
    </>
  )
}

/** Why a desk declines a referral: about the desk alone. */
const OF_REFERRALS = DeclineReason.options.filter((reason) => reason !== 'may-identify')
