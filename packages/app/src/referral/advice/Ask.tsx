// Asks another organisation for advice without saying who it is about: whom, the question, the client's word, send. Or by telephone.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import { showDay } from '@apila/core/content/show-day.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { Choices } from '@apila/ui/Choice.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { hourInFinland } from '../../clock.ts'
import type { TextKey } from '../../content/texts.ts'
import { ActionButton, Heading, Pick } from '../../controls.tsx'
import { type DeskContext, useAct, useDesk } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { useDraft } from '../../drafts/use-draft.ts'
import { nextReading } from '../../organisation/next-reading.ts'
import { linesOf, useReceivers } from '../receivers.ts'
import { writtenText } from '../plain-text.ts'
import { receivingDesk } from '../sending/receiving-desk.ts'
import { LONGEST_ADVICE } from '../talk/Composer.tsx'
import { dayWithName } from '../../content/day-text.ts'
import { TextToSend } from '../talk/TextToSend.tsx'
import { NOTHING_WRITTEN, Written, textProblem } from '../talk/text-problem.ts'
import { askAdvice, lastDayOfQuestion } from './ask.ts'

const Asking = z.object({
  to: OrganisationId.nullable(),
  written: Written,
  /** no: the client does not want it. */
  matter: z.enum(['client', 'nobody', 'no']).nullable(),
})
type Asking = z.infer<typeof Asking>

const NOTHING_ASKED: Asking = { to: null, written: NOTHING_WRITTEN, matter: null }

/** What is missing, by the field that it is missing in. */
type Missing = Partial<Record<'ask-to' | 'ask-text' | 'ask-matter', TextKey>>

export function Ask(): VNode {
  const desk = useDesk()
  const { t, session, today, list } = desk
  const { busy, act } = useAct()
  const [asking, setAsking] = useState<Asking>(NOTHING_ASKED)
  const draft = useDraft({
    kind: 'advice',
    schema: Asking,
    value: asking === NOTHING_ASKED ? null : asking,
    onFound: setAsking,
  })
  const [missing, setMissing] = useState<Missing>({})
  const [presses, setPresses] = useState(0)
  const [sent, setSent] = useState<'sent' | 'queued' | null>(null)
  const change = (changes: Partial<Asking>) => {
    setAsking({ ...asking, ...changes })
    setMissing({})
  }
  useReceivers()
  const receivers = receiversOf(desk)
  const send = () => {
    setPresses(presses + 1)
    void act(async () => {
      const found = await missingOf(asking)
      setMissing(found)
      const to = asking.to && receivingDesk(session.roster, asking.to)
      const { matter } = asking
      if (Object.keys(found).length > 0 || !to || matter === null || matter === 'no') return
      setSent(
        await askAdvice(
          session,
          { to: { organisation: to.organisation, desk: to.desk }, matter, text: writtenText(asking.written.text) },
          today,
        ),
      )
      await draft.drop()
      void list.refresh()
    })
  }
  if (sent !== null && asking.to !== null)
    return (
      <Asked
        became={sent}
        to={asking.to}
        onAnother={() => {
          // The client's word was about one organisation: for another it is asked again.
          setAsking({ ...asking, to: null, matter: null })
          setSent(null)
        }}
      />
    )
  return (
    <div data-test="ask">
      <Heading>{t('ask.title')}</Heading>
      <p class="lead">{t('ask.lead')}</p>
      <Note>
        <p>{t('ask.phone')}</p>
        <p>
          <a href="tel:+358295463177">029 546 3177</a>
        </p>
      </Note>
      <ErrorSummary
        title={t('ask.mend')}
        attempt={presses}
        errors={Object.entries(missing).map(([fieldId, key]) => ({ fieldId, text: t(key) }))}
      />
      <Choices id="ask-to" legend={t('ask.to')} error={missing['ask-to'] && t(missing['ask-to'])}>
        <Pick
          name="ask-to"
          chosen={asking.to}
          onChoose={(to) => {
            change({ to: OrganisationId.parse(to) })
          }}
          options={receivers}
        />
      </Choices>
      <TextToSend
        id="ask-text"
        label={t('ask.text')}
        hint={t('ask.text-hint')}
        max={LONGEST_ADVICE}
        way="question"
        written={asking.written}
        error={missing['ask-text'] && t(missing['ask-text'])}
        onChange={(written) => {
          change({ written })
        }}
      />
      <Choices
        id="ask-matter"
        legend={t('ask.may')}
        hint={t('ask.may-hint')}
        error={missing['ask-matter'] && t(missing['ask-matter'])}
      >
        <Pick
          name="ask-matter"
          chosen={asking.matter}
          onChoose={(matter) => {
            change({ matter })
          }}
          options={[
            { value: 'client', text: t('ask.may-yes') },
            { value: 'no', text: t('ask.may-no') },
            { value: 'nobody', text: t('ask.may-nobody') },
          ]}
        />
      </Choices>
      {asking.matter === 'no' ? (
        <Note role="status" test="ask-refused">
          <p>{t('ask.refused')}</p>
        </Note>
      ) : (
        <>
          <p class="hint">{t('ask.until', { day: showDay(lastDayOfQuestion(today)) })}</p>
          <div class="buttons">
            <ActionButton test="ask-send" disabled={busy} onClick={send}>
              {t('ask.send')}
            </ActionButton>
          </div>
          <DraftLine draft={draft} />
        </>
      )}
      <BackToToday />
    </div>
  )
}

async function missingOf({ to, written, matter }: Asking): Promise<Missing> {
  const text = await textProblem(written, 'question')
  return {
    ...(to === null && { 'ask-to': 'need.ask-to' as const }),
    ...(text !== null && { 'ask-text': `need.${text}` as const }),
    ...(matter === null && { 'ask-matter': 'need.ask-matter' as const }),
  }
}

function receiversOf(desk: DeskContext): { value: string; text: string; hint: string }[] {
  const { session, nameOf, t, today } = desk
  return [...session.roster.organisations.keys()]
    .filter((id) => id !== session.own.organisation && receivingDesk(session.roster, id))
    .map((id) => {
      const reading = linesOf(session, id)?.reading
      if (!reading) return { value: id, text: nameOf(id), hint: '' }
      const next = nextReading(reading, today, hourInFinland())
      const hint =
        next.when === 'now'
          ? t('ask.reads-now')
          : t('ask.reads-on', { day: dayWithName(desk, next.day), hour: next.hour })
      return { value: id, text: nameOf(id), hint }
    })
}

function Asked({ became, to, onAnother }: { became: 'sent' | 'queued'; to: string; onAnother: () => void }): VNode {
  const { t, nameOf } = useDesk()
  return (
    <div data-test="asked" data-state={became}>
      <Heading>{t(became === 'sent' ? 'asked.title' : 'asked.queued')}</Heading>
      <p>{t('asked.more', { name: nameOf(to) })}</p>
      <ActionButton test="ask-another" quiet onClick={onAnother}>
        {t('asked.another')}
      </ActionButton>
      <BackToToday />
    </div>
  )
}
