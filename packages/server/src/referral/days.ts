// Which days the server takes. It knows no more of a permission than its last day (docs/protocol.md "Deposit").
import { type Day, daysBetween } from '@apila/core/day.ts'
import { LONGEST_PERMISSION_DAYS } from '@apila/core/referral/permission.ts'
import { isPermissionLength } from '@apila/core/referral/standing.ts'
import { WAITING_DAYS } from '@apila/core/referral/waiting.ts'
import { ENDED_LIST_DAYS } from '@apila/core/referral/wire.ts'
import { Problem } from '../platform/problem.ts'

/** A note may outlive its permission while the desk still reads that it ended. Unit: days. */
const LONGEST_NOTE_DAYS = LONGEST_PERMISSION_DAYS + ENDED_LIST_DAYS

/** Refuses a permission of a length that none can have, or one that was sealed too long ago or not yet. */
export function requireSealed({ until, sealedOn }: { until: Day; sealedOn: Day }, today: Day): void {
  if (!isPermissionLength(sealedOn, until)) throw new Problem('too-long', { paths: ['until'] })
  const waited = daysBetween(sealedOn, today)
  if (waited < 0 || waited > WAITING_DAYS) throw new Problem('ask-again', { paths: ['sealedOn'] })
}

/** Refuses a renewal of a length that none can have from today on, or that would not move the day. */
export function requireLater(until: Day, before: string, today: Day): void {
  if (!isPermissionLength(today, until)) throw new Problem('too-long', { paths: ['until'] })
  if (until <= before) throw new Problem('not-later', { paths: ['until'] })
}

/** Refuses a note whose day has passed, or that would outlive the longest permission and the ended list. */
export function requireNoteDay(until: Day, today: Day): void {
  if (until < today) throw new Problem('bad-input', { paths: ['note.until'] })
  if (daysBetween(today, until) > LONGEST_NOTE_DAYS) throw new Problem('too-long', { paths: ['note.until'] })
}
