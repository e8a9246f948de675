// Proposes a time: a day up to the last one, half an hour, a place as a code. What has passed and what comes after the last day is not offered.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import { Day, addDays, daysBetween } from '@apila/core/day.ts'
import type { Weekday } from '@apila/core/referral/content.ts'
import { MeetingPlace, type Unnumbered } from '@apila/core/referral/items.ts'
import { DayField, type DayOption, TimeField, halfHours } from '@apila/ui/DayTime.tsx'
import { Chips } from '@apila/ui/Chips.tsx'
import { ActionButton } from '../../controls.tsx'
import { timeInFinland } from '../../clock.ts'
import { useDesk } from '../../desk-context.ts'
import { dayText, weekdayName } from '../../content/day-text.ts'
import { showTime } from '../../content/show-time.ts'
import { DraftLine } from '../../drafts/DraftLine.tsx'
import { useDraft } from '../../drafts/use-draft.ts'

export type SaidTime = Extract<Unnumbered, { kind: 'time' }>

const Chosen = z.object({ on: Day.nullable(), at: z.string().nullable(), place: MeetingPlace.nullable() })

/** Earliest and latest hour that is offered. */
const HOURS = [7, 20] as const

interface ProposeTimeProps {
  /** Under which its draft is kept: the conversation, or the first contact. */
  of: string
  /** The other desk's organisation. */
  other: string
  /** The last day of the permission. */
  until: Day
  /** Weekdays that suit the client; none: any. */
  days?: readonly Weekday[]
  busy: boolean
  onPropose: (said: SaidTime) => void
}

export function ProposeTime({ of, other, until, days = [], busy, onPropose }: ProposeTimeProps): VNode {
  const texts = useDesk()
  const { t, today } = texts
  const [on, setOn] = useState<Day | null>(null)
  const [at, setAt] = useState<string | null>(null)
  const [place, setPlace] = useState<MeetingPlace | null>(null)
  const [missing, setMissing] = useState(false)
  const draft = useDraft({
    kind: 'answer',
    of,
    schema: Chosen,
    value: on === null && at === null && place === null ? null : { on, at, place },
    onFound: (found) => {
      setOn(found.on)
      setAt(found.at)
      setPlace(found.place)
    },
  })
  const offered = Array.from({ length: Math.max(0, daysBetween(today, until)) + 1 }, (_, n) => addDays(today, n))
  const suiting = offered.filter((day) => days.includes(weekdayName(day))).slice(0, 6)
  const option = (day: Day): DayOption => ({ value: day, text: dayText(texts, day, until) })
  const times = halfHours(...HOURS).filter((time) => on !== today || time > timeInFinland())
  const propose = () => {
    if (on === null || at === null || !times.includes(at)) setMissing(true)
    else void draft.drop().then(() => onPropose({ kind: 'time', on, at, place }))
  }
  return (
    <>
      <DayField
        id="time-on"
        legend={t('time.day')}
        suits={suiting.map(option)}
        others={offered.filter((day) => !suiting.includes(day)).map(option)}
        othersLabel={t('time.other-day')}
        othersEmpty={t('choose')}
        chosen={on}
        error={missing && on === null ? t('time.need-day') : undefined}
        onChoose={(day) => {
          setOn(offered.find((one) => one === day) ?? null)
        }}
      />
      <TimeField
        id="time-at"
        label={t('time.at')}
        empty={t('choose')}
        times={times}
        show={(time) => showTime(texts, time)}
        chosen={at}
        error={missing && (at === null || !times.includes(at)) ? t('time.need-time') : undefined}
        onChoose={setAt}
      />
      <Chips
        name="time-place"
        legend={t('time.place')}
        options={MeetingPlace.options.map((value) => ({
          value,
          text: value === 'yours' ? t('place.at', { name: other }) : t(`place.${value}`),
        }))}
        chosen={place === null ? [] : [place]}
        onChoose={(value) => {
          setPlace(value)
        }}
      />
      <ActionButton test="propose" quiet disabled={busy} onClick={propose}>
        {t('answer-form.send-time')}
      </ActionButton>
      <DraftLine draft={draft} />
    </>
  )
}
