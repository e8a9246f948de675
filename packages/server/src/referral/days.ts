// How far ahead a day may lie. The server knows no more of a permission than this (docs/protocol.md "Expiry").
import { type Day, daysBetween } from '@apila/core/day.ts'
import { LONGEST_GRANT_DAYS } from '@apila/core/referral/grant.ts'
import { Problem } from '../platform/problem.ts'

/** Refuses a day that has passed, or lies further ahead than the longest permission. `path` names the field. */
export function requireDay(day: Day, today: Day, path: string, longestDays = LONGEST_GRANT_DAYS): void {
  if (day < today) throw new Problem('bad-input', { paths: [path] })
  if (daysBetween(today, day) > longestDays) throw new Problem('too-long', { paths: [path] })
}
