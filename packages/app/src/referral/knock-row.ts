// What a row says of a first contact. The bell tells no more than that one came: whether it is for a client or a question, from whom and
// under which reference stands inside the seal, and opening is written into the client's journal; so the rest is told once it was opened.
// Pure.
import type { Mark } from '@apila/core/bytes.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { shownMarks } from '@apila/core/referral/case-mark.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import type { Texts } from '../content/texts.ts'
import type { HeardKnock, ReadFront, ReceivedEntry, SentEntry } from './today.ts'

export const readFrontOf = ({ from, why, kind, notBefore }: Front, mark: Mark): ReadFront => ({
  ...{ mark, from: from.organisation, why, kind, on: notBefore },
})

interface Shown {
  sent: readonly SentEntry[]
  received: readonly ReceivedEntry[]
  knocks: readonly HeardKnock[]
}

/** References of all that this desk has read, the long form where two are alike. */
export const deskMarks = ({ sent, received, knocks }: Shown) =>
  shownMarks([
    ...[...sent, ...received].map(({ held }) => held.note.mark),
    ...knocks.flatMap(({ read }) => (read ? [read.mark] : [])),
  ])

export interface KnockWords {
  /** Said first, so that no two links have one name. */
  spoken: string
  title: string
  line: string
}

/** `at`: its place among those on the list; unit: from 1. `code`: the reference, once it was opened. */
export function knockWords(
  { t, nameOf }: Pick<Texts, 't'> & { nameOf: (id: OrganisationId) => string },
  { s, read, isUrgent: isUrgentUnread = false }: HeardKnock,
  { at, all, code }: { at: number; all: number; code: string | undefined },
): KnockWords {
  if (!read)
    return {
      spoken: t('today.knock-nth', { at, all }),
      title: t(isUrgentUnread ? 'today.urgent' : 'today.knock'),
      line: t(isUrgentUnread ? 'today.knock-urgent' : 'today.knock-unopened', { at, all }),
    }
  const isQuestion = read.kind === 'consult'
  const isUrgent = read.kind === 'urgent'
  const line = t('today.knock-read', { name: nameOf(read.from), what: t(`for.${read.why}`), day: showDay(read.on) })
  return {
    spoken: t('today.reference', { code: code ?? '' }),
    title: t(isQuestion ? 'today.knock-question' : isUrgent ? 'today.urgent' : 'today.knock-help'),
    line: s !== null && read.kind === 'referral' ? `${line}. ${t('today.knock-ahead')}` : line,
  }
}
