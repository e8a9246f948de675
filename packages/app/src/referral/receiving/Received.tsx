// One permission that this desk received: its answer, the ticket at the meeting, reading again, the end.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { showDay } from '@apila/core/content/show-day.ts'
import type { ReceivedNote } from '@apila/core/referral/notes.ts'
import { Notice } from '@apila/ui/Notice.tsx'
import { BackToToday } from '../../BackToToday.tsx'
import { ActionButton, Heading } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { AnswerForm, type Answered, timeOf } from './Knock.tsx'
import { Meeting } from './Meeting.tsx'
import { Story } from './Story.tsx'
import { dropNote } from '../desk-note.ts'
import { type OpenStory, answerSender, lockAnew, passedTicket, readStory, tellMeeting } from './acts.ts'
import type { ReceivedEntry } from '../today.ts'

export function Received({ entry }: { entry: ReceivedEntry }): VNode {
  const { t, nameOf, list } = useDesk()
  const [story, setStory] = useState<OpenStory | null>(null)
  const [passed, setPassed] = useState<string | null>(null)
  const [meeting, setMeeting] = useState(false)
  // The list may have been looked at again since; the newest note counts.
  const now = list.received.find((other) => other.held.id === entry.held.id) ?? entry
  const { note } = now.held
  if (story) return <Story story={story} />
  if (meeting && passed !== null) return <Meeting passed={passed} />
  return (
    <div data-test="received-page" data-status={now.status}>
      <Heading>{t('today.from', { name: nameOf(note.from.organisation) })}</Heading>
      <p class="status">{t(`received.${now.status}`)}</p>
      {note.time && <p>{t('time', { day: showDay(note.time.on), at: note.time.at })}</p>}
      {now.status === 'ended' || now.status === 'expired' ? (
        <Over entry={now} />
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
      <BackToToday />
    </div>
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
    const read = await readStory(session, note.s, null, today)
    if (!read) {
      fail('needs-ticket')
      return
    }
    const story = await lockAnew(session, read, 'only-now', today)
    await tellMeeting(session, story, entry.held, 'opened', today)
    void list.refresh()
    onStory(story)
  }
  const reply = async (said: Answered) => {
    if (said.kind === 'declined') return
    const after: ReceivedNote = { ...note, state: said.kind, time: timeOf(said) ?? note.time }
    await answerSender(session, { said, seen: null, note: after, held: entry.held }, today)
    await list.refresh()
  }
  return (
    <>
      {passed !== null && note.state !== 'opened' && (
        <Notice role="status">
          <p>{t('received.passed')}</p>
          <ActionButton test="open-passed" disabled={busy} onClick={onMeeting}>
            {t('meeting.open')}
          </ActionButton>
        </Notice>
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
      {(note.state === 'accepted' || note.state === 'time' || note.state === 'not-today') && (
        <>
          {note.state === 'time' && (
            <ActionButton
              test="accept"
              quiet
              disabled={busy}
              onClick={() => {
                void act(() => reply({ kind: 'accepted' }))
              }}
            >
              {t('answer-form.accept')}
            </ActionButton>
          )}
          <AnswerForm
            busy={busy}
            first={false}
            until={note.until}
            onAnswer={(said) => {
              void act(() => reply(said))
            }}
          />
        </>
      )}
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
  const { t, session, attempt, list, go } = useDesk()
  const acknowledge = () => {
    void attempt(() => dropNote(session, entry.held)).then((done) => {
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
        <ActionButton test="acknowledge" onClick={acknowledge}>
          {t('over.acknowledge')}
        </ActionButton>
      </div>
    </div>
  )
}
