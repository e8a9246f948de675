// A day and an hour without a calendar: chips of the days that suit, a list of the others up to the last day, half hours.
// The browser's own date field follows the browser's language and offers days that cannot be.
import type { VNode } from 'preact'
import { Chips } from './Chips.tsx'
import { SelectField } from './Field.tsx'

export interface DayOption {
  /** As the caller keeps days. */
  value: string
  /** With its weekday; the last day says that it is the last. */
  text: string
}

export interface DayFieldProps {
  id: string
  legend: string
  hint?: string | undefined
  error?: string | undefined
  /** Days that suit the client and are not after the last day. */
  suits: readonly DayOption[]
  /** Every other day up to the last. */
  others: readonly DayOption[]
  othersLabel: string
  /** What the list says while none of its days is chosen. */
  othersEmpty: string
  chosen: string | null
  onChoose: (value: string) => void
}

export function DayField(props: DayFieldProps): VNode {
  const { id, suits, others, chosen, onChoose } = props
  return (
    <>
      {suits.length > 0 && (
        <Chips
          id={id}
          name={id}
          legend={props.legend}
          hint={props.hint}
          error={props.error}
          options={suits}
          chosen={chosen === null ? [] : [chosen]}
          onChoose={onChoose}
        />
      )}
      {others.length > 0 && (
        <SelectField
          id={suits.length > 0 ? `${id}-other` : id}
          label={suits.length > 0 ? props.othersLabel : props.legend}
          hint={suits.length > 0 ? undefined : props.hint}
          error={suits.length > 0 ? undefined : props.error}
          test={`${id}-other`}
          selected={others.some(({ value }) => value === chosen) ? (chosen ?? '') : ''}
          options={[{ value: '', text: props.othersEmpty }, ...others]}
          onChoose={(value) => {
            if (value !== '') onChoose(value)
          }}
        />
      )}
    </>
  )
}

export interface TimeFieldProps {
  id: string
  label: string
  /** While none is chosen. */
  empty: string
  /** Half hours from `halfHours`; what is past is left out by the caller. */
  times: readonly string[]
  /** How an hour is written in the page's language: "13.00" or "13:00". */
  show: (time: string) => string
  chosen: string | null
  error?: string | undefined
  onChoose: (value: string) => void
}

export function TimeField({ id, label, empty, times, show, chosen, error, onChoose }: TimeFieldProps): VNode {
  return (
    <SelectField
      id={id}
      label={label}
      error={error}
      test={id}
      selected={chosen ?? ''}
      options={[{ value: '', text: empty }, ...times.map((time) => ({ value: time, text: show(time) }))]}
      onChoose={(value) => {
        if (value !== '') onChoose(value)
      }}
    />
  )
}

/** From one whole hour to another, the last one included: `halfHours(8, 9)` is 08:00, 08:30, 09:00. */
export function halfHours(from: number, to: number): string[] {
  return Array.from({ length: (to - from) * 2 + 1 }, (_, n) => {
    const hour = String(from + Math.floor(n / 2)).padStart(2, '0')
    return `${hour}:${n % 2 === 0 ? '00' : '30'}`
  })
}
