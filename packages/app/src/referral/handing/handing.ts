// What is handed out at the client's word, to what kind of recipient, and how: each from one tap, nothing beforehand. Pure.
// Governed by docs/protocol.md "Handed out".
import { HandedItem, HandedOut } from '@apila/core/referral/content.ts'

export interface Handing {
  what: readonly HandedItem[]
  to: HandedOut['to'] | null
  how: HandedOut['how'] | null
}
export const NOTHING_CHOSEN: Handing = { what: [], to: null, how: null }

export const HANDED_TO = HandedOut.shape.to.options
export const HANDED_HOW = HandedOut.shape.how.options

export type HandingNeed = keyof Handing

/** What nobody has tapped yet. `offered`: what can be handed out here. */
export function missingOf({ what, to, how }: Handing, offered: readonly HandedItem[]): HandingNeed[] {
  return [
    ...(what.some((item) => offered.includes(item)) ? [] : (['what'] as const)),
    ...(to === null ? (['to'] as const) : []),
    ...(how === null ? (['how'] as const) : []),
  ]
}

/** What the line in the client's book says; null while something is not tapped. Only what is offered here can be given. */
export function handedOutOf(handing: Handing, offered: readonly HandedItem[]): HandedOut | null {
  const { to, how } = handing
  const what = HandedItem.options.filter((item) => handing.what.includes(item) && offered.includes(item))
  return what.length === 0 || to === null || how === null ? null : { what, to, how }
}
