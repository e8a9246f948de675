// A day as the desk names it: with its weekday, and in lists the last day saying that it is the last.
import { showDay } from '@apila/core/content/show-day.ts'
import { type Day, weekdayOf } from '@apila/core/day.ts'
import { Weekday } from '@apila/core/referral/content.ts'
import type { Texts } from './texts.ts'

export const weekdayName = (day: Day): Weekday => Weekday.options[weekdayOf(day) - 1] ?? 'mon'

/** "ti 8.12.2026", and at the last day that it is the last. */
export function dayText(texts: Texts, day: Day, until: Day): string {
  const shown = `${texts.t(`day-short.${weekdayName(day)}`)} ${showDay(day)}`
  return day === until ? texts.t('time.last-day', { day: shown }) : shown
}

export const dayWithName = ({ t }: Pick<Texts, 't'>, day: Day): string =>
  `${t(`day-short.${weekdayName(day)}`)} ${showDay(day)}`

export const shortWeekday = ({ t }: Pick<Texts, 't'>, day: Day): string => t(`leaf-day.${weekdayName(day)}`)
