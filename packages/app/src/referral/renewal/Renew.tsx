// Asks the client whether a permission goes on: until when, with the code or how it is said, then the screen turned towards them with what
// a yes means. Yes, not today and no are the same size; only a yes is written down. Governed by docs/protocol.md "Renewal".
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as z from 'zod'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Day } from '@apila/core/day.ts'
import { RenewalHow } from '@apila/core/referral/permission.ts'
import { Choices } from '@apila/ui/Choice.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading, Pick } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { useDraft } from '../../drafts/use-draft.ts'
import { TicketField } from '../receiving/TicketField.tsx'
import { PaperLinesChoice, PaperSheet } from '../sending/Paper.tsx'
import type { PaperLine } from '../sending/sending.ts'
import { OverWhileOpen, WhileOpen } from '../WhileOpen.tsx'
import type { ReceivedEntry, SentEntry } from '../today.ts'
import { Asked, type HerAnswer } from './Asked.tsx'
import { type Later, laterDays, renewPermission, secretOfTicket, spokenFrom, whyNotAsked } from './renew.ts'

type Entry = SentEntry | ReceivedEntry

/** `how`: null also while a code will say it. */
const Asking = z.object({ days: z.int().nullable(), how: RenewalHow.exclude(['ticket']).nullable() })
type Asking = z.infer<typeof Asking>
const NOTHING: Asking = { days: null, how: null }

type Stage = { at: 'form' | 'turned' | 'over' } | { at: 'no' | 'not-today' } | { at: 'renewed'; until: Day }

export function Renew({ entry }: { entry: Entry }): VNode {
  const desk = useDesk()
  const { t, session, today, list } = desk
  const [stage, setStage] = useState<Stage>({ at: 'form' })
  const { held } = entry
  const [digits, setDigits] = useState<string | null>(held.note.kind === 'sent' ? held.note.keptTicket : null)
  // The conversation says how often the day was moved, and until when.
  useEffect(() => void list.reread(held.note.t), [held.note.t])
  if (stage.at === 'over' || entry.status === 'ended' || entry.status === 'expired') return <OverWhileOpen />
  if (stage.at === 'renewed') return <Renewed entry={entry} until={stage.until} digits={digits} />
  if (stage.at === 'no' || stage.at === 'not-today') return <NotRenewed entry={entry} answer={stage.at} />
  const why = whyNotAsked(entry, { roles: session.own.roles, today })
  return (
    <WhileOpen
      mark={held.note.mark}
      until={entry.until}
      onOver={() => {
        setDigits(null)
        setStage({ at: 'over' })
      }}
    >
      {why === null ? (
        <Form
          entry={entry}
          digits={digits}
          onDigits={setDigits}
          isTurned={stage.at === 'turned'}
          onTurn={(isTurned) => {
            setStage({ at: isTurned ? 'turned' : 'form' })
          }}
          onDone={setStage}
        />
      ) : (
        <div data-test="renew-not" data-status={why}>
          <Heading>{t('renew.title')}</Heading>
          <Note tone="wait">
            <p>{t(`renew.${why}`, { day: showDay(entry.until) })}</p>
          </Note>
          <BackToPage entry={entry} />
        </div>
      )}
    </WhileOpen>
  )
}

interface FormProps {
  entry: Entry
  digits: string | null
  onDigits: (digits: string | null) => void
  isTurned: boolean
  onTurn: (isTurned: boolean) => void
  onDone: (stage: Stage) => void
}

function Form({ entry, digits, onDigits, isTurned, onTurn, onDone }: FormProps): VNode {
  const { t, session, today, list } = useDesk()
  const { busy, act } = useAct()
  const [asking, setAsking] = useState<Asking>(NOTHING)
  const [presses, setPresses] = useState(0)
  const { held, until } = entry
  const { note } = held
  const ownSecret = note.kind === 'sent' ? note.renew : null
  const draft = useDraft({
    kind: 'renew',
    of: note.t,
    schema: Asking,
    value: asking.days === null && asking.how === null ? null : asking,
    onFound: setAsking,
  })
  const how = ownSecret === null ? 'ticket' : asking.how
  const offered = how === null ? [] : laterDays(today, until, how)
  const chosen = offered.find(({ days }) => days === asking.days) ?? null
  // Nothing can be asked for in this way today: the page says from when on.
  const isTooEarly = how !== null && offered.length === 0
  const missing: Missing = presses === 0 || isTooEarly ? {} : missingOf({ how, chosen, digits })
  const answer = (said: HerAnswer) => {
    void act(async () => {
      if (said === 'yes' && chosen && how) {
        const renew = ownSecret ?? (await secretOfTicket(session, held, digits ?? ''))
        await renewPermission(session, held, { until: chosen.day, how, renew }, today)
      }
      await draft.drop()
    })
      .then((done) => {
        if (!done) onTurn(false)
        else if (said !== 'yes') onDone({ at: said })
        else if (chosen) onDone({ at: 'renewed', until: chosen.day })
      })
      .finally(() => void list.reread(note.t))
  }
  if (isTurned && chosen && how)
    return (
      <Asked
        entry={entry}
        until={chosen.day}
        isSpoken={how === 'spoken'}
        busy={busy}
        onAnswer={answer}
        onBack={() => {
          onTurn(false)
        }}
      />
    )
  return (
    <div data-test="renew">
      <Heading>{t('renew.title')}</Heading>
      <p class="lead">{t('renew.lead', { day: showDay(until) })}</p>
      <ErrorSummary
        title={t('renew.mend')}
        attempt={presses}
        errors={Object.entries(missing).map(([fieldId, key]: [string, MissingText]) => ({ fieldId, text: t(key) }))}
      />
      {ownSecret !== null && (
        <Choices id="renew-how" legend={t('renew.how')} error={missing['renew-how'] && t(missing['renew-how'])}>
          <Pick
            name="renew-how"
            chosen={asking.how}
            onChoose={(next) => {
              setAsking({ ...asking, how: next })
            }}
            options={[
              { value: 'shown', text: t('renew.how-shown') },
              { value: 'spoken', text: t('renew.how-spoken'), hint: t('renew.how-spoken-more') },
            ]}
          />
        </Choices>
      )}
      {isTooEarly ? (
        <Note tone="wait" role="status" test="renew-spoken-early">
          <p>{t('renew.spoken-early', { day: showDay(spokenFrom(until)) })}</p>
        </Note>
      ) : (
        how !== null && (
          <Choices id="renew-days" legend={t('renew.days')} error={missing['renew-days'] && t(missing['renew-days'])}>
            <Pick
              name="renew-days"
              chosen={chosen && String(chosen.days)}
              onChoose={(days) => {
                setAsking({ ...asking, days: Number(days) })
              }}
              options={offered.map(({ days, day }) => ({
                value: String(days),
                text: t('until.days', { days, day: showDay(day) }),
              }))}
            />
          </Choices>
        )
      )}
      {ownSecret === null &&
        (note.kind === 'sent' && note.keptTicket !== null ? (
          <p class="hint">{t('renew.kept')}</p>
        ) : (
          <>
            <p>{t('renew.code')}</p>
            <TicketField busy={busy} isNeeded={missing.ticket !== undefined} typed={digits} onDigits={onDigits} />
            {note.kind === 'received' && <p class="hint">{t('renew.no-code')}</p>}
          </>
        ))}
      {!isTooEarly && (
        <div class="buttons">
          <ActionButton
            test="renew-ask"
            disabled={busy}
            onClick={() => {
              setPresses(presses + 1)
              if (Object.keys(missingOf({ how, chosen, digits })).length === 0) onTurn(true)
            }}
          >
            {t(how === 'spoken' ? 'renew.ask-aloud' : 'renew.ask')}
          </ActionButton>
        </div>
      )}
      <DraftLine draft={draft} />
      <BackToPage entry={entry} />
    </div>
  )
}

interface Missing {
  'renew-how'?: 'need.renew-how'
  'renew-days'?: 'need.renew-days'
  ticket?: 'need.renew-code'
}

type MissingText = NonNullable<Missing[keyof Missing]>

interface Filled {
  how: RenewalHow | null
  chosen: Later | null
  digits: string | null
}

function missingOf({ how, chosen, digits }: Filled): Missing {
  return {
    ...(how === null && { 'renew-how': 'need.renew-how' as const }),
    ...(how !== null && chosen === null && { 'renew-days': 'need.renew-days' as const }),
    ...(how === 'ticket' && digits === null && { ticket: 'need.renew-code' as const }),
  }
}

function BackToPage({ entry: { held } }: { entry: Entry }): VNode {
  const { t, go } = useDesk()
  return (
    <>
      <ActionButton
        test="renew-back"
        quiet
        onClick={() => {
          go({ name: held.note.kind, id: held.id })
        }}
      >
        {t('renew.back')}
      </ActionButton>
      <BackToToday />
    </>
  )
}

/** No and "not today" leave everything as it was, and nothing of them is written down. */
function NotRenewed({ entry, answer }: { entry: Entry; answer: 'no' | 'not-today' }): VNode {
  const { t } = useDesk()
  return (
    <div data-test="renew-not-renewed" data-status={answer}>
      <Heading>{t('renew.stays', { day: showDay(entry.until) })}</Heading>
      <p>{t(answer === 'no' ? 'renew.no-more' : 'renew.not-today-more')}</p>
      <BackToPage entry={entry} />
    </div>
  )
}

/** The new day, and for a code the paper with it. */
function Renewed({ entry, until, digits }: { entry: Entry; until: Day; digits: string | null }): VNode {
  const { t } = useDesk()
  const [lines, setLines] = useState<PaperLine[]>([])
  const [phone, setPhone] = useState('')
  return (
    <div data-test="renewed">
      <div class="no-print">
        <Heading>{t('renew.done', { day: showDay(until) })}</Heading>
        <p>{t('renew.done-more')}</p>
        {digits !== null && (
          <section>
            <h2>{t('renew.paper')}</h2>
            <p>{t('renew.paper-more')}</p>
            <PaperLinesChoice chosen={lines} phone={phone} onLines={setLines} onPhone={setPhone} />
          </section>
        )}
      </div>
      {digits !== null && <PaperSheet digits={digits} chosen={lines} phone={phone} until={until} canPrint />}
      <div class="no-print">
        <BackToPage entry={entry} />
      </div>
    </div>
  )
}
