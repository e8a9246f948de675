// What two desks have said under one permission, in its order: what happened, questions and answers, times as leaves of a calendar.
import { type ComponentChildren, Fragment, type VNode } from 'preact'
import { type Said, type Time, standingTime } from '@apila/core/referral/conversation.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Side, TimeAnswer, Unnumbered } from '@apila/core/referral/items.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import { Icon } from '@apila/ui/Icon.tsx'
import { forwardIcon } from '@apila/ui/icons-first.ts'
import { ActionButton } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { CalendarLink } from './CalendarLink.tsx'
import { placeInCalendar, placeText } from './place.ts'
import { dayWithName, shortWeekday } from '../../content/day-text.ts'
import { showTime } from '../../content/show-time.ts'

interface StreamProps {
  items: readonly Said[]
  side: Side
  front: Front
  busy: boolean
  /** Null: nothing can be answered here, only read. */
  onSay: ((said: Unnumbered) => void) | null
  onOther: () => void
}

export function Stream({ items, side, front, busy, onSay, onOther }: StreamProps): VNode {
  const desk = useDesk()
  const { t } = desk
  let day = ''
  return (
    <ol class="stream" data-test="stream" aria-label={t('talk.title')}>
      {items.map((said) => {
        const isNewDay = said.item.said !== day
        day = said.item.said
        return (
          <Fragment key={said.item.n}>
            {isNewDay && (
              <li class="day">{day === desk.today ? t('talk.today') : dayWithName(desk, said.item.said)}</li>
            )}
            <Line {...{ said, items, side, front, busy, onSay, onOther }} />
          </Fragment>
        )
      })}
    </ol>
  )
}

function Line({ said, ...rest }: StreamProps & { said: Said }): VNode | null {
  const { t } = useDesk()
  const { item } = said
  switch (item.kind) {
    case 'question':
      return (
        <Say said={said} {...rest}>
          <p class="pre">{item.text}</p>
        </Say>
      )
    case 'answer':
      return (
        <Say said={said} {...rest}>
          <Answered items={rest.items} of={item.of} />
          <p class="pre">{item.text}</p>
        </Say>
      )
    case 'time':
      return (
        <Say said={said} {...rest} isPast={!isStanding(rest.items, item)}>
          <TimeLeaf {...rest} time={item} by={said.side} />
        </Say>
      )
    case 'time-answer':
      return <Event said={said} {...rest} text={t(`time-answered.${item.answer}`)} />
    case 'renewed':
      return (
        <Event said={said} {...rest} text={t(`renewed.${item.renewal.how}`, { day: showDay(item.renewal.until) })} />
      )
    case 'declined':
      return <Event said={said} {...rest} text={`${t('happened.declined')}: ${t(`decline.${item.reason}`)}`} />
    case 'accepted':
    case 'opened':
    case 'not-today':
    case 'ticket':
    case 'addition':
    case 'sheet':
    case 'sheet-wish':
      return <Event said={said} {...rest} text={t(`happened.${item.kind}`)} />
  }
}

const isStanding = (items: readonly Said[], time: Time): boolean => standingTime(items)?.time.n === time.n

type OfStream = Pick<StreamProps, 'side' | 'front'>

function useNameOf({ front }: OfStream): (side: Side) => string {
  const { nameOf } = useDesk()
  return (side) => nameOf(front[side].organisation)
}

function Say({
  said,
  side,
  front,
  isPast = false,
  children,
}: OfStream & { said: Said; isPast?: boolean; children: ComponentChildren }): VNode {
  const nameOf = useNameOf({ side, front })
  const classes = ['say', said.side === side ? 'ours' : '', isPast ? 'past' : ''].filter(Boolean).join(' ')
  return (
    <li class={classes} data-test={`said-${said.item.kind}`}>
      <p class="small">
        <b>{nameOf(said.side)}</b>
      </p>
      {children}
    </li>
  )
}

function Event({ said, side, front, text }: OfStream & { said: Said; text: string }): VNode {
  const nameOf = useNameOf({ side, front })
  return (
    <li class="event" data-test={`said-${said.item.kind}`}>
      <Icon shape={forwardIcon} flips />
      <span>
        {nameOf(said.side)}: {text}
      </span>
    </li>
  )
}

/** To which question an answer belongs, in its first words. */
function Answered({ items, of }: { items: readonly Said[]; of: number | null }): VNode | null {
  const { t } = useDesk()
  const asked = items.find(({ item }) => item.n === of)?.item
  if (asked?.kind !== 'question') return null
  const words = asked.text.length > 60 ? `${asked.text.slice(0, 60)} …` : asked.text
  return <p class="hint">{t('talk.answer-to', { what: words })}</p>
}

function TimeLeaf({
  time,
  by,
  items,
  side,
  front,
  busy,
  onSay,
  onOther,
}: StreamProps & { time: Time; by: Side }): VNode {
  const desk = useDesk()
  const { t } = desk
  const nameOf = useNameOf({ side, front })
  const standing = standingTime(items)
  const [, month = '', day = ''] = time.on.split('-')
  const stands = standing?.time.n === time.n
  const answer = (given: TimeAnswer) => {
    onSay?.({ kind: 'time-answer', of: time.n, answer: given })
  }
  const canAnswer = stands && standing.state === 'proposed' && by !== side && onSay !== null
  return (
    <>
      <div class="slot">
        <span class="leaf-day" aria-hidden="true">
          {shortWeekday(desk, time.on)}
          <b>{Number(day)}</b>
          {Number(month)}.
        </span>
        <div>
          <p>
            <b>{t('time', { day: dayWithName(desk, time.on), at: showTime(desk, time.at) })}</b>
          </p>
          {time.place !== null && <p>{placeText(desk.t, { place: time.place, by }, nameOf)}</p>}
          {!stands && <p class="hint">{t('time.replaced')}</p>}
          {stands && <p class="hint">{stateText(desk.t, standing.state, by === side)}</p>}
        </div>
      </div>
      {canAnswer && (
        <div class="buttons">
          <ActionButton
            test="time-yes"
            disabled={busy}
            onClick={() => {
              answer('yes')
            }}
          >
            {t('time.yes')}
          </ActionButton>
          <ActionButton
            test="time-other"
            quiet
            disabled={busy}
            onClick={() => {
              onOther()
            }}
          >
            {t('time.other')}
          </ActionButton>
          <ActionButton
            test="time-no"
            quiet
            disabled={busy}
            onClick={() => {
              answer('no')
            }}
          >
            {t('time.no')}
          </ActionButton>
        </div>
      )}
      {stands && standing.state === 'agreed' && (
        <CalendarLink
          time={time}
          place={time.place === null ? null : placeInCalendar(desk.t, { place: time.place, by }, side)}
        />
      )}
    </>
  )
}

type T = ReturnType<typeof useDesk>['t']

function stateText(t: T, state: 'proposed' | 'agreed' | 'open', isOwn: boolean): string {
  if (state === 'proposed') return t(isOwn ? 'time.proposed-ours' : 'time.proposed-theirs')
  return t(state === 'agreed' ? 'time.agreed' : 'time.open')
}
