// Whether a first contact has been answered. Comes after the list of the day.
import type { Said } from '@apila/core/referral/conversation.ts'
import { isAnswer } from './today.ts'

/** Whether the receiving desk has answered: a second worker there must not answer again. */
export const hasAnswer = (items: readonly Said[]): boolean =>
  items.some(({ item, side }) => side === 'to' && (isAnswer(item) || item.kind === 'time' || item.kind === 'answer'))
