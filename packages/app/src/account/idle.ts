// Notices when nobody touches the page (docs/working-day.md, WCAG 2.2.1).
import { useEffect, useRef, useState } from 'preact/hooks'

/** Idle time until the screen locks. Unit: ms. Source: docs/protocol.md (five minutes). */
const LOCK_MS = 300_000
/** How long before that the worker is told. Unit: ms. Source: WCAG 2.2.1. */
const WARNING_MS = 60_000

/** Calls `onIdle` after five untouched minutes, except while `held`. True in the last minute. */
export function useIdle(held: boolean, onIdle: () => void): boolean {
  const [ending, setEnding] = useState(false)
  const act = useRef(onIdle)
  act.current = onIdle
  useEffect(() => {
    if (held) {
      setEnding(false)
      return
    }
    let warn = 0
    let lock = 0
    const stop = () => {
      window.clearTimeout(warn)
      window.clearTimeout(lock)
    }
    const start = () => {
      stop()
      setEnding(false)
      warn = window.setTimeout(() => {
        setEnding(true)
      }, LOCK_MS - WARNING_MS)
      lock = window.setTimeout(() => {
        act.current()
      }, LOCK_MS)
    }
    const signs = ['pointerdown', 'keydown', 'wheel'] as const
    for (const sign of signs) window.addEventListener(sign, start, { passive: true })
    start()
    return () => {
      stop()
      for (const sign of signs) window.removeEventListener(sign, start)
    }
  }, [held])
  return ending
}
