// Rows of the list of the day. The whole row is one link; its spoken name begins with the reference.
import type { ComponentChildren, VNode } from 'preact'
import { showDay } from '@apila/core/content/show-day.ts'
import { Mark } from '@apila/ui/Mark.tsx'
import { Row, Rows } from '@apila/ui/Rows.tsx'
import { Tag } from '@apila/ui/Tag.tsx'
import { clockIcon, freshIcon, messageIcon, waitingIcon, warningIcon } from '@apila/ui/icons-first.ts'
import { useDesk } from '../desk-context.ts'
import { isThere } from '../organisation/is-there.ts'
import { ActionButton } from '../first-controls.tsx'
import { knockWords } from './knock-row.ts'
import { STATUS_LOOKS } from './status-looks.ts'
import { showTime } from '../content/show-time.ts'
import type { HeardKnock, ReceivedEntry, SentEntry } from './today.ts'

interface SectionProps {
  id: string
  title: string
  /** How many; told beside the title. */
  count?: number
  /** The marks are filled: it is our turn. */
  due?: boolean
  children: ComponentChildren
}

export function Section({ id, title, count = 0, due = false, children }: SectionProps): VNode {
  const { count: countOf } = useDesk()
  return (
    <section aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>{title}</h2>
        {count > 0 && <span class="small">{countOf('today.things', count)}</span>}
      </div>
      <Rows due={due} test={id}>
        {children}
      </Rows>
    </section>
  )
}

interface KnockRowProps {
  heard: HeardKnock
  /** Its place among those that wait; unit: from 1. */
  at: number
  all: number
  mark: { code: string; shape: number } | undefined
}

/** A first contact that nobody here has answered. Its reference stands inside the seal, and on the row once it was opened. */
export function KnockRow({ heard, at, all, mark }: KnockRowProps): VNode {
  const desk = useDesk()
  const { t, go } = desk
  const { spoken, title, line } = knockWords(desk, heard, { at, all, code: mark?.code })
  return (
    <Row
      test="knock"
      linkTest="open-knock"
      mark={mark ? <Mark code={mark.code} shape={mark.shape} /> : <Mark icon={messageIcon} />}
      spoken={spoken}
      title={title}
      href="#knock"
      onOpen={() => {
        go({ name: 'knock', heard })
      }}
      line={line}
      state={
        <Tag
          shape={heard.isUrgent ? warningIcon : freshIcon}
          tone="wait"
          test={heard.isUrgent ? 'knock-urgent-row' : 'status'}
        >
          {t('today.new')} {heard.read ? showDay(heard.read.on) : t('status.day-unknown')}
        </Tag>
      }
    />
  )
}

interface CaseRowProps {
  entry: SentEntry | ReceivedEntry
  mark: { code: string; shape: number } | undefined
}

export function CaseRow({ entry, mark }: CaseRowProps): VNode {
  const { t, nameOf, go } = useDesk()
  const { note, id } = entry.held
  const isSent = note.kind === 'sent'
  const what = t(`for.${note.front.why}`)
  const title = isSent
    ? note.front.kind === 'consult'
      ? t('today.question', { name: nameOf(note.front.to.organisation) })
      : note.front.kind === 'urgent'
        ? t('today.urgent')
        : (note.ending?.word ?? t('today.no-word'))
    : what
  const line = isSent
    ? t('today.to', { what, name: nameOf(note.front.to.organisation) })
    : t('today.from', { name: nameOf(note.from.organisation) })
  return (
    <Row
      test={isSent ? 'sent-card' : 'received-card'}
      linkTest={isSent ? 'open-sent' : 'open-received'}
      status={entry.status}
      mark={<Mark code={mark?.code} shape={mark?.shape} />}
      spoken={mark && t('today.reference', { code: mark.code })}
      title={title}
      href={`#${note.kind}`}
      onOpen={() => {
        go({ name: note.kind, id })
      }}
      line={line}
      state={<States entry={entry} />}
      action={
        isSent && entry.endsSoon ? (
          <ActionButton
            test="ask-renew"
            quiet
            onClick={() => {
              go({ name: 'renew', id })
            }}
          >
            {t('today.renew')}
          </ActionButton>
        ) : undefined
      }
    />
  )
}

/** What it stands at, with that event's own day; a time only while it is to come; and that it ends soon. */
function States({ entry }: { entry: SentEntry | ReceivedEntry }): VNode {
  const desk = useDesk()
  const { t, today, session } = desk
  const { status, on, time } = entry
  const isSent = entry.held.note.kind === 'sent'
  const word = isSent ? t(`sent.${status}`) : t(`received.${status as ReceivedEntry['status']}`)
  return (
    <>
      <Tag {...STATUS_LOOKS[status]} test="status">
        {word} {on === null ? t('status.day-unknown') : showDay(on)}
      </Tag>
      {time && (
        <b>
          {time.on === today
            ? t('today.at', { at: showTime(desk, time.at) })
            : t('time', { day: showDay(time.on), at: showTime(desk, time.at) })}
        </b>
      )}
      {entry.held.note.front.kind === 'urgent' && !isSent && (
        <Tag shape={warningIcon} tone="wait" test="urgent-tag">
          {t('today.urgent')}
        </Tag>
      )}
      {entry.toConfirm && (
        <Tag shape={waitingIcon} tone="wait" test="to-confirm">
          {t('today.to-confirm', { day: showDay(entry.until) })}
        </Tag>
      )}
      {isSent && status !== 'ended' && status !== 'expired' && !isThere(session.roster, entry.held.note.front.to) && (
        <Tag shape={clockIcon} tone="wait" test="receiver-left">
          {t('sent.left')}
        </Tag>
      )}
      {entry.endsSoon && (
        <Tag shape={clockIcon} tone="wait">
          {t('ends-soon', { day: showDay(entry.until) })}
        </Tag>
      )}
    </>
  )
}
