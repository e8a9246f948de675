// One permission that this desk received: what was said, the ticket at the meeting, reading again, the end.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import { isMeetingOfMany } from '@apila/core/referral/fits-conversation.ts'
import type { NoticeNote } from '@apila/core/referral/notice.ts'
import type { ReceivedNote } from '@apila/core/referral/notes.ts'
import { Note } from '@apila/ui/Note.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { QuestionText } from '../advice/Question.tsx'
import { ToRenew } from '../ToRenew.tsx'
import { StatusLine } from '../talk/StatusLine.tsx'
import { Talk } from '../talk/Talk.tsx'
import { NoticeForm } from '../NoticeForm.tsx'
import { OverNote, OverWhileOpen, WhileOpen } from '../WhileOpen.tsx'
import { WhoMaySee } from '../start-meeting/WhoMaySee.tsx'
import { Meeting } from './Meeting.tsx'
import { Story } from './Story.tsx'
import { dropNote } from '../desk-note.ts'
import { type OpenStory, passedTicket, readAhead, readKnock } from './acts.ts'
import type { ReceivedEntry } from '../today.ts'

export function Received({ entry }: { entry: ReceivedEntry }): VNode {
  const { t, nameOf, list } = useDesk()
  const [story, setStory] = useState<OpenStory | null>(null)
  const [passed, setPassed] = useState<string | null>(null)
  const [meeting, setMeeting] = useState(false)
  // The list may have been looked at again since; the newest note counts.
  const now = list.received.find((other) => other.held.id === entry.held.id) ?? entry
  const { note } = now.held
  const isOver = now.status === 'ended' || now.status === 'expired'
  // Whether it stood open here when it ended.
  const [wasOpen, setWasOpen] = useState(false)
  const [beganOpen] = useState(!isOver)
  useEffect(() => {
    if (isOver) setPassed(null)
  }, [isOver])
  if (story)
    return (
      <Story
        story={story}
        onOver={() => {
          setStory(null)
          setWasOpen(true)
        }}
      />
    )
  if (wasOpen) return <OverWhileOpen />
  if (meeting && passed !== null) return <Meeting passed={passed} />
  return (
    <div data-test="received-page" data-status={now.status}>
      <Heading>{t('today.from', { name: nameOf(note.from.organisation) })}</Heading>
      <StatusLine entry={now} />
      {isOver ? (
        <>
          {beganOpen && <OverNote />}
          <Over entry={now} />
        </>
      ) : (
        <WhileOpen
          mark={note.mark}
          until={now.until}
          onOver={() => {
            setWasOpen(true)
          }}
        >
          <p>{t('received.until', { day: showDay(now.until) })}</p>
          {now.toConfirm && (
            <Note tone="wait" test="received-to-confirm">
              <p>{t('confirm.received', { name: nameOf(note.from.organisation), day: showDay(now.until) })}</p>
            </Note>
          )}
          {isMeetingOfMany(note.front) && <WhoMaySee front={note.front} />}
          {note.front.kind === 'consult' ? (
            <AskedQuestion entry={now} />
          ) : (
            <Open
              entry={now}
              passed={passed}
              onPassed={setPassed}
              onMeeting={() => {
                setMeeting(true)
              }}
              onStory={setStory}
            />
          )}
          <Talk entry={now} />
          {note.front.kind !== 'consult' && <ToRenew entry={now} />}
          {note.front.kind !== 'consult' && <NoticeForm under={underOf(note)} />}
        </WhileOpen>
      )}
      <BackToToday />
    </div>
  )
}

/** The name under which this desk can write into the client's book; without one the notice stands at the desk alone. */
function underOf({ s, k, mark }: ReceivedNote): NoticeNote['under'] {
  const name = s ?? k
  return name && { name, mark }
}

/** The question that this desk has answered; its words are fetched anew, since no note keeps them. */
function AskedQuestion({ entry }: { entry: ReceivedEntry }): VNode {
  const { t, session, today, fail } = useDesk()
  const { busy, act } = useAct()
  const [asked, setAsked] = useState<string | null>(null)
  const { k, s } = entry.held.note
  const read = async () => {
    const knock = k && (await readKnock(session, { k, s }, today))
    if (knock && 'asked' in knock.opened) setAsked(knock.opened.asked.text)
    else fail('broken-seal')
  }
  if (asked !== null) return <QuestionText text={asked} />
  return (
    <ActionButton test="question-again" quiet disabled={busy} onClick={() => void act(read)}>
      {t('question.again')}
    </ActionButton>
  )
}

interface OpenProps {
  entry: ReceivedEntry
  passed: string | null
  onPassed: (digits: string | null) => void
  onMeeting: () => void
  onStory: (story: OpenStory) => void
}

function Open({ entry, passed, onPassed, onMeeting, onStory }: OpenProps): VNode {
  const { t, go, session, today, fail, list } = useDesk()
  const { busy, act } = useAct()
  const { note } = entry.held
  useEffect(() => {
    if (note.k && note.state !== 'opened') passedTicket(session, note, today).then(onPassed, () => undefined)
  }, [note.k])
  const read = async () => {
    if (!note.s) return
    const story = await readAhead(session, entry.held, today)
    if (!story) {
      fail('needs-ticket')
      return
    }
    void list.refresh()
    onStory(story)
  }
  return (
    <>
      {passed !== null && note.state !== 'opened' && (
        <Note role="status">
          <p>{t('received.passed')}</p>
          <ActionButton test="open-passed" disabled={busy} onClick={onMeeting}>
            {t('meeting.open')}
          </ActionButton>
        </Note>
      )}
      <div class="buttons">
        {note.s && (
          <ActionButton
            test="read-story"
            disabled={busy}
            onClick={() => {
              void act(read)
            }}
          >
            {t(note.state === 'opened' ? 'received.read-again' : 'received.read')}
          </ActionButton>
        )}
        {!note.s && (
          <ActionButton
            test="start-ticket"
            onClick={() => {
              go({ name: 'ticket' })
            }}
          >
            {t('today.ticket')}
          </ActionButton>
        )}
        {note.state === 'opened' && note.front.meeting.length > 0 && <OpenSheet entry={entry} />}
      </div>
    </>
  )
}

function OpenSheet({ entry }: { entry: ReceivedEntry }): VNode {
  const { t, go } = useDesk()
  return (
    <ActionButton
      test="to-sheet"
      quiet
      onClick={() => {
        go({ name: 'sheet', t: entry.held.note.t })
      }}
    >
      {t('sheet.open')}
    </ActionButton>
  )
}

function Over({ entry }: { entry: ReceivedEntry }): VNode {
  const { t, session, list, go } = useDesk()
  const { busy, act } = useAct()
  const acknowledge = () => {
    void act(() => dropNote(session, entry.held)).then((done) => {
      if (!done) return
      void list.refresh()
      go({ name: 'today' })
    })
  }
  return (
    <div data-test="over">
      <p>{t(entry.status === 'ended' ? 'over.ended' : 'over.expired')}</p>
      <p>{t('over.receiver')}</p>
      <div class="buttons">
        <ActionButton test="acknowledge" disabled={busy} onClick={acknowledge}>
          {t('over.acknowledge')}
        </ActionButton>
      </div>
    </div>
  )
}
