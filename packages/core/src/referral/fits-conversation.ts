// What may follow what in a conversation: who answers whom, and when her word moves the last day. Pure; both desks ask it of the same items
// in the same order. What stands in it: conversation.ts. Governed by docs/protocol.md "Conversation".
import type { Day } from '../day.ts'
import { type Renewed, type Said, isTime } from './conversation.ts'
import type { Item, Side } from './items.ts'
import type { Front } from './permission.ts'

/** Why an item does not fit what was said before it. */
export type ConversationProblem =
  | 'answers-nothing'
  | 'not-host'
  | 'no-host'
  | 'version-not-later'
  | 'not-in-advice'
  | 'said-outside-days'
  | 'not-renewable'
  | 'renewal-other-day'
  | 'renewal-not-later'
  | 'renewal-without-ticket'
  | 'renewal-not-kept'

export type Fits = { ok: true } | { ok: false; problem: ConversationProblem }

const refuse = (problem: ConversationProblem): Fits => ({ ok: false, problem })

/** A question for advice knows no client who is met, opened for or passed on. */
const ADVICE_KINDS: readonly Item['kind'][] = ['declined', 'question', 'answer']

/** More than the two desks of a permission meet: the desk that the client came from is host and alone writes the sheet. */
export const isMeetingOfMany = ({ meeting }: Pick<Front, 'meeting'>): boolean => meeting.length > 2

const isRenewed = (said: Said): said is Said<Renewed> => said.item.kind === 'renewed'

/** The last day after these: of the front, or of the last renewal. */
export const lastDayAfter = (before: readonly Said[], front: Pick<Front, 'until'>): Day =>
  before.findLast(isRenewed)?.item.renewal.until ?? front.until

/** Whether an item may follow these. Who may write which kind, the rule has asked before. */
export function fitsConversation(before: readonly Said[], { item, side }: Said, front: Front): Fits {
  const last = lastDayAfter(before, front)
  if (item.said < front.notBefore || item.said > last) return refuse('said-outside-days')
  const isAdvice = front.kind === 'consult'
  if (isAdvice && !ADVICE_KINDS.includes(item.kind)) return refuse('not-in-advice')
  if (item.kind === 'declined' && item.reason === 'may-identify' && !isAdvice) return refuse('not-in-advice')
  if (item.kind === 'time-answer') {
    const proposed = before.findLast(isTime)
    return proposed && proposed.item.n === item.of && proposed.side !== side ? { ok: true } : refuse('answers-nothing')
  }
  if (item.kind === 'answer') {
    if (item.of === null) return isAdvice && side === 'to' ? { ok: true } : refuse('answers-nothing')
    const asked = before.find((said) => said.item.n === item.of)
    return asked?.item.kind === 'question' && asked.side !== side ? { ok: true } : refuse('answers-nothing')
  }
  if (item.kind === 'sheet') return fitsSheet(before, item.version, side, front)
  if (item.kind === 'sheet-wish') return isMeetingOfMany(front) ? { ok: true } : refuse('no-host')
  return item.kind === 'renewed' ? fitsRenewal(item, side, front, last) : { ok: true }
}

/** A version comes once, and after those before it: the host may have left some out while a desk had not opened yet. */
function fitsSheet(before: readonly Said[], version: number, side: Side, front: Front): Fits {
  if (isMeetingOfMany(front) && side !== 'from') return refuse('not-host')
  const newest = before.reduce((last, { item }) => (item.kind === 'sheet' ? Math.max(last, item.version) : last), 0)
  return version > newest ? { ok: true } : refuse('version-not-later')
}

/** Her new word moves the day further, on the day on which she says it. What was sent without her is not lengthened: now she can be asked for
 *  a permission of her own. Without a ticket only the sender has what moves the day, and all was told ahead. */
function fitsRenewal({ renewal, said }: Renewed, side: Side, front: Front, last: Day): Fits {
  if (front.kind !== 'referral') return refuse('not-renewable')
  if (renewal.on !== said) return refuse('renewal-other-day')
  if (renewal.until <= last) return refuse('renewal-not-later')
  if (renewal.how !== 'ticket' && (side !== 'from' || front.mode !== 'all-ahead'))
    return refuse('renewal-without-ticket')
  return { ok: true }
}
