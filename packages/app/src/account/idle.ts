// Notices when nobody touches the page (docs/working-day.md, WCAG 2.2.1). The clock decides, not a timer: timers stand still in sleep.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Idle time until the screen locks. Unit: ms. Source: docs/protocol.md (five minutes). */
const LOCK_MS = 300_000
/** How long before that the worker is told. Unit: ms. Source: WCAG 2.2.1. */
const WARNING_MS = 60_000
/** How often the clock is looked at. Unit: ms. A page that was asleep is looked at when it wakes, before any touch counts. */
const LOOK_MS = 5_000

/** Whatever a person does, however it reaches the page: pointer, key, touch, scrolling, dictation, an input method, a screen reader's
 *  press or a switch. */
const SIGNS = [
  'pointerdown',
  'pointermove',
  'keydown',
  'beforeinput',
  'input',
  'compositionupdate',
  'change',
  'click',
  'paste',
  'wheel',
  'scroll',
  'touchstart',
  'touchmove',
] as const
const WAKING = ['focus', 'pageshow', 'resume', 'online'] as const

/** How long ago something was, by the clock and by the time that the page ran: a clock that is set back shortens nothing. */
const since = (then: Moment): number => Math.max(Date.now() - then.clock, performance.now() - then.ran)

interface Moment {
  clock: number
  ran: number
}
const thisMoment = (): Moment => ({ clock: Date.now(), ran: performance.now() })

/**
 * Calls `onIdle` after five untouched minutes. While `held` and seen, the screen itself counts as touched (docs/working-day.md 18); not
 * while the window is hidden or the device sleeps. True in the last minute.
 */
export function useIdle(held: boolean, onIdle: () => void): boolean {
  const [ending, setEnding] = useState(false)
  const act = useRef(onIdle)
  act.current = onIdle
  const touched = useRef(thisMoment())
  // Ends with the page, not a paint later: what still listened then would swallow the first tap on the locked screen.
  useLayoutEffect(() => {
    let isOver = false
    const look = (): boolean => {
      const idle = since(touched.current)
      if (idle >= LOCK_MS && !isOver) {
        isOver = true
        act.current()
      } else if (held && document.visibilityState === 'visible') touched.current = thisMoment()
      setEnding(idle >= LOCK_MS - WARNING_MS)
      return isOver
    }
    // The first touch after a sleep is no sign that somebody was there before it: it locks, and does nothing else.
    const touch = (event: Event) => {
      if (look()) {
        event.stopImmediatePropagation()
        if (event.cancelable) event.preventDefault()
        return
      }
      touched.current = thisMoment()
      setEnding(false)
    }
    const signs = { capture: true, passive: false } as const
    for (const sign of SIGNS) window.addEventListener(sign, touch, signs)
    for (const sign of WAKING) window.addEventListener(sign, look)
    document.addEventListener('visibilitychange', look)
    const timer = window.setInterval(look, LOOK_MS)
    return () => {
      window.clearInterval(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, touch, signs)
      for (const sign of WAKING) window.removeEventListener(sign, look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [held])
  return ending
}
