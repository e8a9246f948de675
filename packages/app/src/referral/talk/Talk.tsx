// The conversation under one permission, as either desk sees it: what was said, a proposed time with its answers, a new time, a text.
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Unnumbered } from '@apila/core/referral/items.ts'
import type { ReceivedNote } from '@apila/core/referral/notes.ts'
import { Note } from '@apila/ui/Note.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { useOpenPart } from '../../drafts/use-open-part.ts'
import { conversationOf, say } from '../conversation.ts'
import { notePut } from '../desk-note.ts'
import type { Held, ReceivedEntry, SentEntry } from '../today.ts'
import { Composer } from './Composer.tsx'
import { ProposeTime } from './ProposeTime.tsx'
import { Stream } from './Stream.tsx'

export function Talk({ entry }: { entry: SentEntry | ReceivedEntry }): VNode {
  const { t, session, today, list, problem, nameOf } = useDesk()
  const { busy, act } = useAct()
  const { held, items } = entry
  const { note } = held
  const [proposing, setProposing] = useOpenPart('answer', note.t)
  const { front } = note
  const side = note.kind === 'sent' ? ('from' as const) : ('to' as const)
  const { until } = entry
  // What this desk or a colleague said rings no bell here.
  useEffect(() => void list.reread(note.t), [note.t])
  const send = (said: Unnumbered): Promise<boolean> =>
    act(async () => {
      const after = noteAfter(held, said, today)
      const put = after && (() => notePut(session, after.note, after.held))
      // An answer names what it answers: where another time was proposed meanwhile, the rule refuses it.
      await say(session, await conversationOf(note), said, today, put ? { noteOf: put } : {})
      setProposing(false)
    }).finally(() => void list.reread(note.t))
  const isAdvice = front.kind === 'consult'
  return (
    <section aria-labelledby="talk">
      <h2 id="talk">{t(isAdvice ? 'talk.advice-title' : 'talk.title')}</h2>
      <Stream
        items={items}
        side={side}
        front={front}
        busy={busy}
        onSay={(said) => void send(said)}
        onOther={() => {
          setProposing(true)
        }}
      />
      {entry.refused.map((why) => (
        <p key={why} class="hint" data-test="not-standing">
          {problem(`stands-not.${why}`)}
        </p>
      ))}
      <p role="status" class="unseen">
        {entry.waits.length > 0 ? t('talk.new') : ''}
      </p>
      {!isAdvice && (
        <details
          open={proposing}
          onToggle={(event) => {
            setProposing(event.currentTarget.open)
          }}
        >
          <summary data-test="propose-open">{t('answer-form.propose')}</summary>
          {proposing && (
            <ProposeTime
              of={note.t}
              other={nameOf(front[side === 'from' ? 'to' : 'from'].organisation)}
              until={until}
              busy={busy}
              onPropose={(said) => void send(said)}
            />
          )}
        </details>
      )}
      {front.talk === 'words' ? (
        <Composer t={note.t} items={items} side={side} front={front} busy={busy} onSay={send} />
      ) : (
        <Note>
          <p>{t(note.front.kind === 'urgent' ? 'talk.codes-urgent' : 'talk.codes-only')}</p>
        </Note>
      )}
    </section>
  )
}

/** What the receiving desk notes with what it says; null where its note stays as it is. */
function noteAfter(held: Held, said: Unnumbered, today: ReceivedNote['on']): { note: ReceivedNote; held: Held } | null {
  const { note } = held
  if (note.kind !== 'received') return null
  if (said.kind === 'time')
    return { held, note: { ...note, state: 'time', on: today, time: { on: said.on, at: said.at } } }
  if (said.kind === 'accepted') return { held, note: { ...note, state: 'accepted', on: today } }
  if (said.kind === 'answer' && said.of === null) return { held, note: { ...note, state: 'answer', on: today } }
  return null
}
