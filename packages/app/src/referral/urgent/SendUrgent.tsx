// Danger to life or health, and the client cannot be asked: first the telephone, then what the law allows, to whom, what for and which words; a
// colleague signs; and the client is owed to be told. Never a way round a No. Governed by docs/protocol.md "Urgent".
import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { addDays, daysBetween } from '@apila/core/day.ts'
import { hasRight } from '@apila/core/organisation/roles.ts'
import { findDesk } from '@apila/core/organisation/roster-value.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { NoticeRole } from '@apila/core/referral/owed-notice.ts'
import type { SentNote } from '@apila/core/referral/notes.ts'
import { Chips } from '@apila/ui/Chips.tsx'
import { Choices } from '@apila/ui/Choice.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { Refused } from '../../account/api.ts'
import { BackToToday } from '../../BackToToday.tsx'
import { hourInFinland } from '../../clock.ts'
import { ActionButton, Heading, Pick, Tick, Write } from '../../controls.tsx'
import { type DeskContext, useAct, useDesk } from '../../desk-context.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { useDraft } from '../../drafts/use-draft.ts'
import { nextReading } from '../../organisation/next-reading.ts'
import { deskOf } from '../desk-note.ts'
import { keepOwedNotice } from '../notice-keeping.ts'
import { becomesOf, sendParcel } from '../queue.ts'
import { linesOf, useReceivers } from '../receivers.ts'
import { readingLine } from '../sending/ReceiverStep.tsx'
import { WaitsForColleague } from '../witness/WaitsForColleague.tsx'
import { isSeconded } from '../asked-colleague.ts'
import { TellingList } from '../talk/TellingList.tsx'
import { type Telling, useTelling } from '../talk/clear-text.ts'
import { useDropRequest } from '../witness/use-drop-request.ts'
import { UrgentLaw } from '../notice/UrgentLaw.tsx'
import { askSecond, daysFor, sealUrgent, urgentDesk } from './send-urgent.ts'
import {
  LONGEST_URGENT_TEXT,
  NOTHING_URGENT,
  URGENT_PURPOSES,
  URGENT_WHAT,
  Urgent,
  type UrgentNeed,
  changeUrgent,
  maySend,
  missingOfUrgent,
  needsOfUrgent,
  wordsOfUrgent,
} from './urgent.ts'

/** Who may, and from which team: said instead of the form where somebody may not. */
function whyNot({ session }: DeskContext): 'volunteer' | 'volunteers-team' | null {
  if (!hasRight(session.own.roles, 'send-urgent')) return 'volunteer'
  return findDesk(session.roster, deskOf(session).which)?.volunteers === false ? null : 'volunteers-team'
}

export function SendUrgent(): VNode {
  const desk = useDesk()
  const { t } = desk
  const why = whyNot(desk)
  if (why)
    return (
      <div data-test="urgent-not" data-status={why}>
        <Heading>{t('urgent.title')}</Heading>
        <FirstCall />
        <p>{t(`urgent.not-${why}`)}</p>
        <BackToToday />
      </div>
    )
  return <Form />
}

/** Help comes by telephone; this only tells who goes on. */
function FirstCall(): VNode {
  const { t } = useDesk()
  return (
    <Note tone="wait">
      <p>
        <strong>{t('urgent.call')}</strong> <a href="tel:112">112</a>
      </p>
      <p>{t('urgent.call-more')}</p>
    </Note>
  )
}

function Form(): VNode {
  const desk = useDesk()
  const { t, session, today, list } = desk
  const { busy, act } = useAct()
  const [urgent, setUrgent] = useState<Urgent>(NOTHING_URGENT)
  const [presses, setPresses] = useState(0)
  const [became, setBecame] = useState<'sent' | 'queued' | null>(null)
  const note = useRef<SentNote | null>(null)
  const draft = useDraft({
    kind: 'urgent',
    schema: Urgent,
    value: urgent === NOTHING_URGENT || became !== null ? null : urgent,
    onFound: setUrgent,
  })
  useReceivers()
  useDropRequest(became === null ? urgent.asked : null)
  const telling = useTelling(wordsOfUrgent(urgent), 'urgent') ?? []
  const missing = presses === 0 ? [] : missingOfUrgent(urgent, telling)
  const errorOf = (need: UrgentNeed) => (missing.includes(need) ? t(`urgent.need-${need}`) : undefined)
  const change = (answers: Parameters<typeof changeUrgent>[1]) => {
    // What is sealed goes as it is.
    if (urgent.deposit) return
    setUrgent(changeUrgent(urgent, answers))
  }
  const ask = () => {
    setPresses(presses + 1)
    if (missingOfUrgent(urgent, telling).length > 0) return
    void act(async () => {
      // Asked of the words as they stand now: what is typed last is looked at only after a pause.
      if ((await needsOfUrgent(urgent)).length > 0) return
      setUrgent({ ...urgent, asked: await askSecond(session, urgent, today) })
    })
  }
  const send = () => {
    void act(async () => {
      const sealed = urgent.deposit ? null : await sealUrgent(session, urgent, today)
      const deposit = sealed?.deposit ?? urgent.deposit
      if (!deposit) return
      if (sealed) {
        note.current = sealed.note
        // Part of the draft before it leaves: a tab that dies now finds it again and sends the same one.
        setUrgent({ ...urgent, deposit })
        await draft.flush()
      }
      const sent = await sendParcel(session, { deposit, isUrgent: true }).catch(async (error: unknown) => {
        // Never taken as it is: a key or the day has changed, so it is sealed anew at the next tap.
        if (error instanceof Refused && becomesOf(error.code) === 'refused') {
          setUrgent({ ...urgent, deposit: null })
          await session.catchUp()
        }
        throw error
      })
      // Where this is cut off, the list of the day keeps the notice: what is owed lies in the note that went with the parcel.
      if (sent === 'sent' && note.current) await keepOwedNotice(session, note.current, [], today)
      setBecame(sent)
      await draft.drop()
    }).then(() => list.refresh())
  }
  if (became) return <Sent became={became} urgent={urgent} />
  return (
    <div data-test="urgent">
      <Heading>{t('urgent.title')}</Heading>
      <FirstCall />
      <UrgentLaw />
      <ErrorSummary
        title={t('urgent.mend')}
        attempt={presses}
        errors={missing.map((need) => ({ fieldId: `urgent-${need}`, text: t(`urgent.need-${need}`) }))}
      />
      <Conditions urgent={urgent} change={change} errorOf={errorOf} />
      <Words urgent={urgent} change={change} errorOf={errorOf} telling={telling} />
      {urgent.to !== null && (
        <p data-test="urgent-until">
          {t('urgent.until', {
            day: showDay(addDays(today, daysFor(session, urgent.to, today))),
            days: daysFor(session, urgent.to, today),
          })}
        </p>
      )}
      <Note>
        <p>{t('urgent.owed')}</p>
      </Note>
      {urgent.asked === null ? (
        <div class="buttons">
          <ActionButton test="urgent-ask" disabled={busy} onClick={ask}>
            {t('urgent.ask')}
          </ActionButton>
        </div>
      ) : (
        <WaitsForColleague
          asked={urgent.asked}
          as="second"
          onSeconded={(back) => {
            setUrgent((now) => (now.asked ? { ...now, asked: { ...now.asked, back } } : now))
          }}
          onTakenBack={() => {
            setUrgent({ ...urgent, asked: null })
          }}
          onAskAgain={async () => {
            setUrgent({ ...urgent, asked: await askSecond(session, urgent, today) })
          }}
        >
          <p>{t('urgent.nobody')}</p>
        </WaitsForColleague>
      )}
      {urgent.asked !== null && isSeconded(urgent.asked) && (
        <div class="buttons">
          {maySend(urgent, today) ? (
            <ActionButton test="urgent-send" disabled={busy} onClick={send}>
              {t('urgent.send')}
            </ActionButton>
          ) : (
            <ActionButton
              test="urgent-again"
              disabled={busy}
              onClick={() => {
                change({})
              }}
            >
              {t('urgent.again')}
            </ActionButton>
          )}
        </div>
      )}
      <DraftLine draft={draft} />
      <BackToToday />
    </div>
  )
}

interface PartProps {
  urgent: Urgent
  change: (answers: Parameters<typeof changeUrgent>[1]) => void
  errorOf: (need: UrgentNeed) => string | undefined
}

/** Whether the law allows it at all: each sentence by its own tap. */
function Conditions({ urgent, change, errorOf }: PartProps): VNode {
  const { t } = useDesk()
  return (
    <>
      <Choices id="urgent-reason" legend={t('urgent.reason')} error={errorOf('reason')}>
        <Pick
          name="urgent-reason"
          chosen={urgent.reason}
          onChoose={(reason) => {
            change({ reason })
          }}
          options={(['life', 'health'] as const).map((value) => ({ value, text: t(`urgent.reason-${value}`) }))}
        />
      </Choices>
      <Choices id="urgent-cannot-ask" legend={t('urgent.cannot-ask')} error={errorOf('cannot-ask')}>
        <Tick
          test="urgent-cannot-ask"
          checked={urgent.cannotAsk}
          onChange={(cannotAsk) => {
            change({ cannotAsk })
          }}
        >
          {t('urgent.cannot-ask-true')}
        </Tick>
        <p class="hint">{t('urgent.not-after-no')}</p>
      </Choices>
      <Choices id="urgent-cannot-wait" legend={t('urgent.cannot-wait')} error={errorOf('cannot-wait')}>
        <Tick
          test="urgent-cannot-wait"
          checked={urgent.cannotWait}
          onChange={(cannotWait) => {
            change({ cannotWait })
          }}
        >
          {t('urgent.cannot-wait-true')}
        </Tick>
      </Choices>
      <Chips
        name="urgent-age"
        id="urgent-age"
        legend={t('age.question')}
        options={(['adult', 'child', 'unsure'] as const).map((value) => ({ value, text: t(`age.${value}`) }))}
        chosen={urgent.age === null ? [] : [urgent.age]}
        error={errorOf('age')}
        onChoose={(age) => {
          change({ age })
        }}
      />
    </>
  )
}

/** What for, to whom, and the words themselves: only what help needs now. */
function Words({ urgent, change, errorOf, telling }: PartProps & { telling: readonly Telling[] }): VNode {
  const desk = useDesk()
  const { t } = desk
  return (
    <>
      <Chips
        name="urgent-why"
        id="urgent-why"
        legend={t('why.question')}
        options={URGENT_PURPOSES.map((value) => ({ value, text: t(`why.${value}`) }))}
        chosen={urgent.why === null ? [] : [urgent.why]}
        error={errorOf('why')}
        onChoose={(why) => {
          change({ why })
        }}
      />
      <Choices id="urgent-to" legend={t('urgent.to')} error={errorOf('to')}>
        <Pick
          name="urgent-to"
          chosen={urgent.to}
          onChoose={(to) => {
            change({ to: OrganisationId.parse(to) })
          }}
          options={receiversOf(desk)}
        />
      </Choices>
      <p class="hint">{t('urgent.words-hint')}</p>
      <Write
        id="urgent-situation"
        label={t('urgent.situation')}
        error={errorOf('situation')}
        rows={4}
        max={LONGEST_URGENT_TEXT}
        value={urgent.situation}
        onInput={(situation) => {
          change({ situation })
        }}
      />
      <Write
        id="urgent-needs"
        label={t('urgent.needs')}
        rows={3}
        max={LONGEST_URGENT_TEXT}
        value={urgent.needs}
        onInput={(needs) => {
          change({ needs })
        }}
      />
      <div id="urgent-words" tabIndex={-1} role="status" data-test="urgent-tells">
        {errorOf('words') !== undefined && <p class="error">{errorOf('words')}</p>}
        {telling.length > 0 && (
          <TellingList
            id="urgent"
            telling={telling}
            saidOf={(text) => urgent.stays[text]}
            onSay={(text, said) => {
              const others = Object.entries(urgent.stays).filter(([one]) => one !== text)
              if (said === 'harmless' || said === 'needed') others.push([text, said])
              change({ stays: Object.fromEntries(others) })
            }}
          />
        )}
        {errorOf('who') !== undefined && (
          <p class="error" id="urgent-who">
            {errorOf('who')}
          </p>
        )}
      </div>
      <Chips
        name="urgent-what"
        id="urgent-what"
        legend={t('urgent.what')}
        hint={t('urgent.what-hint')}
        several
        options={URGENT_WHAT.map((value) => ({ value, text: t(`notice-what.${value}`) }))}
        chosen={urgent.what}
        error={errorOf('what')}
        onChoose={(value, isChosen) => {
          const others = urgent.what.filter((one) => one !== value)
          change({ what: isChosen ? [...others, value] : others })
        }}
      />
      <Chips
        name="urgent-role"
        id="urgent-role"
        legend={t('urgent.role')}
        options={NoticeRole.options.map((value) => ({ value, text: t(`notice-role.${value}`) }))}
        chosen={urgent.byRole === null ? [] : [urgent.byRole]}
        error={errorOf('role')}
        onChoose={(byRole) => {
          change({ byRole })
        }}
      />
    </>
  )
}

function receiversOf(desk: DeskContext): { value: OrganisationId; text: string; hint: string }[] {
  const { session, nameOf, today } = desk
  return [...session.roster.organisations.keys()]
    .filter((id) => id !== session.own.organisation && urgentDesk(session, id))
    .map((id) => ({ value: id, text: nameOf(id), hint: readingLine(desk, linesOf(session, id), today) }))
    .toSorted((a, b) => openFrom(desk, a.value) - openFrom(desk, b.value))
}

/** Who reads first stands first. Unit: days from today; what nobody knows comes last. */
function openFrom({ session, today }: DeskContext, id: OrganisationId): number {
  const lines = linesOf(session, id)
  if (!lines) return Infinity
  const next = nextReading(lines.reading, today, hourInFinland())
  return next.when === 'now' ? -1 : daysBetween(today, next.day)
}

function Sent({ became, urgent }: { became: 'sent' | 'queued'; urgent: Urgent }): VNode {
  const { t, nameOf } = useDesk()
  return (
    <div data-test="urgent-sent" data-state={became}>
      <Heading>{t(became === 'sent' ? 'urgent.sent' : 'urgent.queued')}</Heading>
      <p>{t(`urgent.${became}-call`, { name: nameOf(urgent.to ?? '') })}</p>
      <p>{t(`urgent.${became}-owed`)}</p>
      <BackToToday />
    </div>
  )
}
