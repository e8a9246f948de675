// First contact: codes only. The desk accepts, declines for a reason about itself, or proposes a time; the first answer wins.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Day } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Codes, SafeContact } from '@apila/core/referral/content.ts'
import { DeclineReason, type Unnumbered } from '@apila/core/referral/items.ts'
import { type Fact, SummaryList } from '@apila/ui/SummaryList.tsx'
import { Refused } from '../../account/api.ts'
import { ActionButton, Heading, Pick, Write } from '../../controls.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { type DeskContext, useDesk } from '../../desk-context.ts'
import { spokenLanguage } from '../../content/language-name.ts'
import type { HeardKnock } from '../today.ts'
import { type OpenKnock, answerSender, readKnock, receivedNote } from './acts.ts'

/** What a desk may answer from this form. */
export type Answered = Extract<Unnumbered, { kind: 'accepted' | 'declined' | 'time' }>

export function Knock({ heard }: { heard: HeardKnock }): VNode {
  const desk = useDesk()
  const { t, session, today, attempt, fail, nameOf, list } = desk
  const [knock, setKnock] = useState<OpenKnock | null>(null)
  const [busy, setBusy] = useState(true)
  const [answered, setAnswered] = useState(false)
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
      } else if (read) setKnock(read)
      else fail('broken-seal')
    }).then(() => {
      setBusy(false)
    })
  }, [])
  const send = (said: Answered) => {
    if (!knock) return
    const { opened, part, items } = knock
    const note = receivedNote(opened, part, { k: heard.k, s: heard.s, state: said.kind, time: timeOf(said) })
    setBusy(true)
    void attempt(() => answerSender(session, { said, seen: items, note, held: null }, today)).then((done) => {
      setBusy(false)
      setAnswered(done)
      // Also where it failed: then a colleague may have been first.
      void list.refresh()
    })
  }
  if (answered) return <Thanks />
  return (
    <>
      <Heading>{t('knock-in.title')}</Heading>
      {!knock && <p role="status">{busy ? t('opening') : ''}</p>}
      {knock && (
        <div data-test="knock-content">
          <SummaryList
            facts={knockFacts(
              desk,
              knock.opened.codes,
              nameOf(knock.opened.front.from.organisation),
              knock.part.released.until,
            )}
          />
          {knock.part.before > 0 && <p class="hint">{t('opened-before', { count: knock.part.before })}</p>}
          <p>{heard.s ? t('knock-in.ahead') : t('knock-in.story-later')}</p>
          <AnswerForm busy={busy} onAnswer={send} first until={knock.part.released.until} />
        </div>
      )}
      <BackToToday />
    </>
  )
}

/** The time that an answer proposes, as the desk's note keeps it. */
export const timeOf = (said: Answered): { on: Day; at: string } | null =>
  said.kind === 'time' ? { on: said.on, at: said.at } : null

function Thanks(): VNode {
  const { t } = useDesk()
  return (
    <div data-test="answered">
      <Heading>{t('answered.title')}</Heading>
      <p>{t('answered.more')}</p>
      <BackToToday />
    </div>
  )
}

function knockFacts(desk: DeskContext, knock: Codes, from: string, until: Day): Fact[] {
  const { t } = desk
  return [
    { name: t('knock-in.from'), value: from },
    { name: t('knock-in.service'), value: t(`why.${knock.service}`) },
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
    { name: t('knock-in.until'), value: showDay(until) },
  ]
}

/** Her safe channel, line by line. */
export function ContactLines({ contact }: { contact: SafeContact }): VNode {
  const { t } = useDesk()
  const facts: Fact[] = [
    { name: t('contact.channel'), value: t(`channel.${contact.channel}`) },
    { name: t('contact.address'), value: contact.channel === 'through-worker' ? undefined : contact.address },
    {
      name: t('contact.leave'),
      value: contact.channel === 'through-worker' ? undefined : t(`answer.${contact.mayLeaveMessage}`),
    },
    {
      name: t('contact.reads'),
      value: contact.channel === 'through-worker' ? undefined : t(`answer.${contact.someoneElseReads}`),
    },
    { name: t('contact.when'), value: contact.when },
    { name: t('contact.who'), value: contact.whoWeSay },
    { name: t('contact.code'), value: contact.codeWord },
  ]
  return <SummaryList facts={facts} />
}

/** Accept, decline, propose a time. `first`: nothing has been answered yet, so declining is possible. */
export function AnswerForm({
  busy,
  onAnswer,
  first,
  until,
}: {
  busy: boolean
  onAnswer: (said: Answered) => void
  first: boolean
  /** The last day of the permission: a meeting after it would be no meeting. */
  until: Day
}): VNode {
  const { t, today } = useDesk()
  const [on, setOn] = useState('')
  const [at, setAt] = useState('')
  const [reason, setReason] = useState<DeclineReason | null>(null)
  const day = Day.safeParse(on)
  const isTime = day.success && day.data >= today && day.data <= until && /^\d{2}:\d{2}$/.test(at)
  return (
    <>
      {first && (
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
      )}
      <details open={!first}>
        <summary data-test="propose-open">{t('answer-form.propose')}</summary>
        <Write id="time-on" type="date" label={t('answer-form.on')} value={on} onInput={setOn} />
        <Write id="time-at" type="time" label={t('answer-form.at')} value={at} onInput={setAt} />
        <ActionButton
          test="propose"
          quiet
          disabled={busy || !isTime}
          onClick={() => {
            if (day.success) onAnswer({ kind: 'time', on: day.data, at, place: null })
          }}
        >
          {t('answer-form.send-time')}
        </ActionButton>
      </details>
      {first && (
        <details>
          <summary data-test="decline-open">{t('answer-form.decline')}</summary>
          <fieldset>
            <legend>{t('decline.question')}</legend>
            <p class="hint">{t('decline.hint')}</p>
            <Pick
              name="decline"
              chosen={reason}
              onChoose={setReason}
              options={DeclineReason.options.map((value) => ({ value, text: t(`decline.${value}`) }))}
            />
          </fieldset>
          <ActionButton
            test="decline"
            quiet
            disabled={busy || reason === null}
            onClick={() => {
              if (reason) onAnswer({ kind: 'declined', reason })
            }}
          >
            {t('answer-form.send-decline')}
          </ActionButton>
        </details>
      )}
    </>
  )
}
