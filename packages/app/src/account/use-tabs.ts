// The tabs of this device, for the page: which one writes, and taking over (one-tab.ts).
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Tabs, type Writing, joinTabs } from './one-tab.ts'

export interface TabsHere {
  writing: Writing
  /** The same at this very moment. */
  isHere: () => boolean
  takeOver: () => Promise<void>
  lockAll: () => void
}

/** Until it is known that another tab was first, this one writes. `keepAll`: keeps what is unkept here, before another tab reads it. */
export function useTabs(device: string, keepAll: () => Promise<void>, onLock: () => void): TabsHere {
  const [writing, setWriting] = useState<Writing>('here')
  const now = useRef<Writing>('here')
  const tabs = useRef<Tabs | null>(null)
  const lock = useRef(onLock)
  lock.current = onLock
  // A hidden page paints nothing: it would hold the lock on, and hear its last word late.
  useLayoutEffect(() => {
    tabs.current = joinTabs(device, {
      onWriting: (next) => {
        now.current = next
        setWriting(next)
      },
      keepAll,
      onLock: () => {
        lock.current()
      },
    })
    return () => {
      tabs.current?.leave()
      tabs.current = null
    }
  }, [device])
  return {
    writing,
    isHere: useCallback(() => now.current === 'here', []),
    takeOver: useCallback(() => tabs.current?.takeOver() ?? Promise.resolve(), []),
    lockAll: useCallback(() => tabs.current?.lockAll(), []),
  }
}
