// What every screen of the worker's app shares: texts, the signed-in worker, where to go, and what went wrong.
import { createContext } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { Hint } from '@apila/core/referral/content.ts'
import type { Locator, Recipient } from '@apila/core/bytes.ts'
import type { Day } from '@apila/core/day.ts'
import type { ProblemKey, Texts } from './content/texts.ts'
import type { Session } from './account/session.ts'
import type { DeskList } from './referral/desk-list.ts'
import type { ReceivedEntry, SentEntry } from './referral/today.ts'

/** Screens live in memory only: no address, title or history entry ever says which one. */
export type Screen =
  | { name: 'today' }
  | { name: 'send'; draftKey: string | null }
  | { name: 'knock'; hint: Hint }
  | { name: 'sent'; entry: SentEntry }
  | { name: 'received'; entry: ReceivedEntry }
  | { name: 'ticket' }
  | { name: 'sheet'; story: Locator; receiptRecipient: Recipient; back: Screen; draftKey?: string }
  | { name: 'observe' }
  | { name: 'contacts' }
  | { name: 'close' }
  | { name: 'coordination' }
  | { name: 'release' }

/** Who was here when the screen locked, and where to go on. */
export interface Locked {
  device: string
  screen: Screen
}

export interface DeskContext extends Texts {
  session: Session
  list: DeskList
  /** The day on this device's clock. */
  today: Day
  go: (screen: Screen) => void
  /** Runs an act; a failure is shown as one sentence above the screen and nothing is lost. True when it succeeded. */
  attempt: (act: () => Promise<void>) => Promise<boolean>
  fail: (key: ProblemKey) => void
  /** While held, idling never blanks the screen (docs/working-day.md: consent and ticket screens). */
  holdScreen: (held: boolean) => void
  /** What to do, and where to come back to, if the screen locks now: a draft is kept sealed. Null: nothing. */
  onLock: (leave: (() => Promise<Screen>) | null) => void
  /** The name of an organisation of the roster in the page's language. */
  nameOf: (organisation: string) => string
}

export const Desk = createContext<DeskContext | null>(null)

export function useDesk(): DeskContext {
  const desk = useContext(Desk)
  if (!desk) throw new Error('a screen stands outside the desk')
  return desk
}

/** Runs the acts of a screen as `attempt` does, true when one succeeded; `busy` while it lasts, so that nothing is tapped twice. */
export function useAct(): { busy: boolean; act: (what: () => Promise<void>) => Promise<boolean> } {
  const { attempt } = useDesk()
  const [busy, setBusy] = useState(false)
  const act = async (what: () => Promise<void>): Promise<boolean> => {
    setBusy(true)
    const done = await attempt(what)
    setBusy(false)
    return done
  }
  return { busy, act }
}
