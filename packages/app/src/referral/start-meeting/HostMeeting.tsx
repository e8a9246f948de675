// A start meeting of many at the desk that the client came from: who answers what, one sheet for all, what the others would change, and who
// has which version. On the day of the meeting its times come first. Governed by docs/protocol.md "Start meetings of many".
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Day } from '@apila/core/day.ts'
import { type Unnumbered, Sheet as SheetContent } from '@apila/core/referral/items.ts'
import type { SentNote } from '@apila/core/referral/notes.ts'
import { ActionButton, Heading } from '../../controls.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { useOpenPart } from '../../drafts/use-open-part.ts'
import { useDraft } from '../../drafts/use-draft.ts'
import { conversationOf, say } from '../conversation.ts'
import { HandOut } from '../handing/HandOut.tsx'
import { plainSheet } from '../plain-text.ts'
import { writeHandedOut } from '../release.ts'
import { ProposeTime } from '../talk/ProposeTime.tsx'
import { OverWhileOpen, WhileOpen } from '../WhileOpen.tsx'
import type { Held } from '../today.ts'
import { Participants } from './Participants.tsx'
import { EMPTY_SHEET, SheetForm, isTooLong, ticked } from './SheetForm.tsx'
import { SheetView, sheetText } from './SheetView.tsx'
import { TimesToday } from './TimesToday.tsx'
import { WhoMaySee } from './WhoMaySee.tsx'
import { Wishes } from './Wishes.tsx'
import { type Meeting, type Participant, entriesOfMeeting, getsVersions, meetingOf } from './host-meeting.ts'
import { postAgain, postVersion } from './post-version.ts'

export function HostMeeting({ held }: { held: Held<SentNote> }): VNode {
  const { t, list } = useDesk()
  const entry = list.sent.find((one) => one.held.note.t === held.note.t)
  const meeting = entry ? meetingOf(entriesOfMeeting(entry, list.sent)) : null
  const talks = meeting?.participants.map((one) => one.t) ?? []
  const [isRead, setRead] = useState(false)
  // What this desk or a colleague said rings no bell here.
  useEffect(() => {
    void list.reread(...talks).then(() => {
      setRead(true)
    })
  }, [talks.length])
  const alive = meeting?.participants.find(isAlive)
  if (!meeting || !alive) return list.busy ? <p role="status">{t('opening')}</p> : <OverWhileOpen />
  const { mark } = alive.entry.held.note
  // One that ends takes its own words from the page; the others go on.
  return (
    <WhileOpen mark={mark} until={alive.entry.until}>
      <OpenMeeting held={held} meeting={meeting} isRead={isRead} />
    </WhileOpen>
  )
}

const isAlive = ({ place }: Participant): boolean => place !== 'taken-out' && place !== 'over'

/** The last day on which all of them may still meet. */
const lastDayOf = (participants: readonly Participant[], today: Day): Day =>
  participants.reduce(
    (last, { entry }) => (entry.until < last ? entry.until : last),
    participants[0]?.entry.until ?? today,
  )

interface OpenMeetingProps {
  held: Held<SentNote>
  meeting: Meeting
  isRead: boolean
}

function OpenMeeting({ held: { note }, meeting, isRead }: OpenMeetingProps): VNode {
  const { t, list, session, today, fail } = useDesk()
  const { busy, act } = useAct()
  const { participants, newest, earlier } = meeting
  const [written, setWritten] = useState<SheetContent | null>(null)
  const draft = useDraft({
    kind: 'sheet',
    of: note.meets ?? note.t,
    schema: SheetContent,
    value: written,
    onFound: setWritten,
  })
  const reread = () => list.reread(...participants.map((one) => one.t))
  const lacking = participants.filter((one) => getsVersions(one) && (one.has === 'none' || one.has === 'older'))
  const save = async (sheet: SheetContent) => {
    if (isTooLong(sheet)) {
      fail('sheet-too-long')
      return
    }
    const posted = { version: (newest?.version ?? 0) + 1, sheet: plainSheet(sheet) }
    const missed = await postVersion(session, participants, posted, today)
    await draft.drop()
    setWritten(null)
    if (missed.length > 0) throw missed[0]
  }
  const run = (what: () => Promise<void>) => {
    void act(what).finally(() => void reread())
  }
  const propose = (said: Unnumbered) => {
    run(async () => {
      for (const one of participants.filter((other) => isAlive(other) && other.place !== 'declined'))
        await say(session, await conversationOf(one.entry.held.note), said, today)
    })
  }
  const canWrite = isRead && participants.some(getsVersions)
  return (
    <div data-test="host-meeting">
      <div class="no-print">
        <Heading>{t('meeting-many.title')}</Heading>
        <p>{t('meeting-many.more')}</p>
        <WhoMaySee front={note.front} />
      </div>
      <TimesToday participants={participants} />
      <Participants participants={participants} newest={newest} />
      <section class="no-print">
        {lacking.length > 0 && newest && (
          <ActionButton
            test="sheet-send-lacking"
            quiet
            disabled={busy || !isRead}
            onClick={() => {
              run(() => postAgain(session, lacking, newest, today))
            }}
          >
            {t('meeting-many.send-lacking', { n: newest.version })}
          </ActionButton>
        )}
        <TimeForAll note={note} participants={participants} busy={busy} onPropose={propose} />
      </section>
      <section>
        <h2 class="no-print">{t('sheet.title')}</h2>
        <div class="no-print">
          {participants.map(({ t: talk, wishes, entry }) => (
            <WishesOf key={talk} wishes={wishes} organisation={entry.held.note.front.to.organisation} />
          ))}
        </div>
        {written ? (
          <SheetForm
            sheet={written}
            busy={busy}
            draft={draft}
            until={lastDayOf(participants.filter(isAlive), today)}
            onChange={setWritten}
            onSave={() => {
              run(() => save(written))
            }}
          />
        ) : (
          <>
            {newest ? (
              <SheetView
                version={newest}
                onTick={
                  canWrite
                    ? (at, isDone) => {
                        run(() => save(ticked(newest.sheet, at, isDone ? today : null)))
                      }
                    : undefined
                }
              />
            ) : (
              <p>{t(isRead ? 'sheet.none' : 'opening')}</p>
            )}
            {newest && <MeetingOut participants={participants} text={sheetText({ t }, newest.sheet)} />}
            {!participants.some(getsVersions) && <p class="hint no-print">{t('meeting-many.nobody-opened')}</p>}
            <div class="buttons no-print">
              <ActionButton
                test="sheet-write"
                disabled={!canWrite}
                onClick={() => {
                  setWritten(newest?.sheet ?? EMPTY_SHEET)
                }}
              >
                {t(newest ? 'sheet.new-version' : 'sheet.write')}
              </ActionButton>
            </div>
            {earlier.length > 0 && (
              <details class="no-print">
                <summary>{t('sheet.earlier', { count: earlier.length })}</summary>
                {earlier.map((version) => (
                  <SheetView key={version.version} version={version} />
                ))}
              </details>
            )}
          </>
        )}
      </section>
      <BackToToday />
    </div>
  )
}

function WishesOf({ wishes, organisation }: Pick<Participant, 'wishes' | 'organisation'>): VNode | null {
  const { nameOf } = useDesk()
  return <Wishes wishes={wishes} name={nameOf(organisation)} />
}

interface TimeForAllProps {
  note: SentNote
  participants: readonly Participant[]
  busy: boolean
  onPropose: (said: Unnumbered) => void
}

/** The same time, proposed to each organisation by itself; each answers by itself. */
function TimeForAll({ note, participants, busy, onPropose }: TimeForAllProps): VNode {
  const { t, today } = useDesk()
  const [isOpen, setOpen] = useOpenPart('answer', note.meets ?? note.t)
  return (
    <details
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary data-test="propose-all-open">{t('meeting-many.propose')}</summary>
      {isOpen && (
        <ProposeTime
          of={note.meets ?? note.t}
          other={t('meeting-many.theirs')}
          until={lastDayOf(participants.filter(isAlive), today)}
          busy={busy}
          onPropose={(said) => {
            setOpen(false)
            onPropose(said)
          }}
        />
      )}
    </details>
  )
}

/** On paper, for the client or for an authority outside the network: the line stands in the client's book of each permission. */
function MeetingOut({ participants, text }: { participants: readonly Participant[]; text: readonly string[] }): VNode {
  const { t, session, today, language } = useDesk()
  return (
    <>
      <p class="hint no-print">{t('meeting-many.paper')}</p>
      <HandOut
        onLine={async (handedOut) => {
          for (const { entry } of participants.filter(isAlive))
            await writeHandedOut(session, entry.held.note.s, handedOut, today)
        }}
        lang={language}
        parts={[{ item: 'sheet', title: t('sheet.title'), text }]}
      />
    </>
  )
}
