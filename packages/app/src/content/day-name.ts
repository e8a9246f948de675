// A day with its short weekday, as one says it: "ti 8.12.2026".
import { type Day, weekdayOf } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { Weekday } from '@apila/core/referral/content.ts'
import type { Texts } from './texts.ts'

export const dayWithName = ({ t }: Pick<Texts, 't'>, day: Day): string =>
  `${t(`day-short.${Weekday.options[weekdayOf(day) - 1] ?? 'mon'}`)} ${showDay(day)}`
