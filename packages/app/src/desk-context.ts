// What every screen of the worker's app shares: texts, the signed-in worker, where to go, and what went wrong.
import { createContext } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Day } from '@apila/core/day.ts'
import type { DeskId } from '@apila/core/organisation/roster.ts'
import type { ProblemKey, TextKey, Texts } from './content/texts.ts'
import type { Session } from './account/session.ts'
import type { Screen } from './places.ts'
import type { DeskList } from './referral/desk-list.ts'
import type { KeptHere } from './referral/device-kept.ts'

export type { Screen } from './places.ts'

/** Who was here when the screen locked. Where to go on is kept sealed to that device (places.ts). */
export interface Locked {
  device: string
  /** What the lock does not keep as it keeps drafts: a letter, in this page's memory; an entry for the statistics, which is gone. */
  beside: 'letter' | 'observe' | null
}

/** What the locked screen says of what was being written. */
export const lockedText = ({ beside }: Locked): TextKey => (beside === null ? 'locked.more' : `locked.${beside}`)

export interface DeskContext extends Texts {
  session: Session
  list: DeskList
  /** What lies on this device: drafts, what waits for signal, what was never sent. */
  kept: KeptHere
  /** The day on this device's clock. */
  today: Day
  go: (screen: Screen) => void
  /** Runs an act; a failure is shown as one sentence above the screen and nothing is lost. True when it succeeded. */
  attempt: (act: () => Promise<void>) => Promise<boolean>
  fail: (key: ProblemKey) => void
  /** While held, idling never blanks the screen (docs/working-day.md: consent and ticket screens). */
  holdScreen: (held: boolean) => void
  /** While content is on the screen, an ending is looked for more often. */
  showContent: (isShown: boolean) => void
  /** Before anything is kept on this device: among several tabs of one device only one writes. */
  writeHere: () => Promise<void>
  /** Where within the screen one is, as it was told by `useSteps`. */
  step: string | null
  goStep: (step: string) => void
  /** Goes to the list of another of this worker's teams. */
  workIn: (team: DeskId) => void
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
  // The button is drawn anew only after a moment; a second tap comes sooner.
  const running = useRef(false)
  const act = async (what: () => Promise<void>): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    const done = await attempt(what)
    running.current = false
    setBusy(false)
    return done
  }
  return { busy, act }
}

/**
 * Steps of one screen as places of their own: Back goes to the step before, and after a reload the screen stands where it stood.
 * `step`: where the screen is now. `show`: where Back or Forward leads. A screen whose draft is read first tells its step after that.
 */
export function useSteps(step: string, show: (step: string) => void): void {
  const { step: wanted, goStep } = useDesk()
  const told = useRef<string | null>(null)
  // What was told and has not come back yet: a place that comes late must not be taken for somebody's Back.
  const echoes = useRef<string[]>([])
  useEffect(() => {
    const isFirst = told.current === null
    const isKnown = told.current === step || wanted === step
    told.current = step
    // What was kept from before a reload stands until the screen has found its draft.
    if ((isFirst && wanted !== null) || (isKnown && echoes.current.length === 0)) return
    echoes.current.push(step)
    goStep(step)
  }, [step])
  const isDrawn = useRef(false)
  useEffect(() => {
    const at = wanted === null ? -1 : echoes.current.indexOf(wanted)
    if (at >= 0) echoes.current.splice(0, at + 1)
    // At the first drawing the place is older than the screen.
    else if (isDrawn.current && wanted !== null && wanted !== told.current) {
      told.current = wanted
      show(wanted)
    }
    isDrawn.current = true
  }, [wanted])
}
