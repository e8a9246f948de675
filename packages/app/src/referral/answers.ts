// Which items of a conversation answer a first contact.
import type { Item } from '@apila/core/referral/items.ts'

const ANSWERS: readonly Item['kind'][] = ['accepted', 'declined', 'time', 'not-today']
export const isAnswer = (kind: Item['kind']): kind is 'accepted' | 'declined' | 'time' | 'not-today' =>
  ANSWERS.includes(kind)

/** Whether the receiving desk has answered: a second worker there must not answer again. */
export const hasAnswer = (items: readonly Item[]): boolean => items.some(({ kind }) => isAnswer(kind))
