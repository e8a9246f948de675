// Says that it is done and can be undone, for ten seconds, longer while somebody is at it. It never takes the focus and is never the
// only place of news.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Unit: milliseconds. Long enough to read two lines and reach the button by keyboard. */
const SHOWN_MS = 10_000

export interface ToastProps {
  text: string
  undoText?: string | undefined
  onUndo?: (() => void) | undefined
  onGone: () => void
  test?: string | undefined
}

export function Toast({ text, undoText, onUndo, onGone, test }: ToastProps): VNode {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(onGone, SHOWN_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [held, text])
  const hold = (): void => {
    setHeld(true)
  }
  const letGo = (): void => {
    setHeld(false)
  }
  return (
    <div
      class="toast no-print"
      role="status"
      data-test={test}
      onMouseEnter={hold}
      onMouseLeave={letGo}
      onFocusCapture={hold}
      onBlurCapture={letGo}
    >
      <span>{text}</span>
      {undoText !== undefined && (
        <button type="button" data-test={test === undefined ? undefined : `${test}-undo`} onClick={onUndo}>
          {undoText}
        </button>
      )}
    </div>
  )
}
