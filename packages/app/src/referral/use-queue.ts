// Keeps trying to send what waits on this device, while somebody is signed in (docs/protocol.md: the device's queue).
import { useEffect, useRef } from 'preact/hooks'
import type { Day } from '@apila/core/day.ts'
import type { Session } from '../account/session.ts'
import { sendQueue } from './queue.ts'

/** How long until the queue is tried again. Unit: ms. A browser says "online" before anything gets through. */
const AGAIN_MS = 5000

interface Heard {
  onSent: () => void
  onRefused: () => void
  /** She ended it before it was sent. */
  onEnded: () => void
  onFailure: (error: unknown) => void
}

export function useQueue(session: Session, today: Day, offline: boolean, heard: Heard): void {
  const hear = useRef(heard)
  hear.current = heard
  useEffect(() => {
    if (offline || !session.referralDesk) return
    let timer = 0
    let left = false
    const tryNow = async () => {
      try {
        const outcome = await sendQueue(session, today)
        if (outcome.refused > 0) hear.current.onRefused()
        if (outcome.ended > 0) hear.current.onEnded()
        if (outcome.sent > 0) hear.current.onSent()
        if (outcome.failure !== undefined) hear.current.onFailure(outcome.failure)
      } catch (error) {
        hear.current.onFailure(error)
      }
      // A try that was under way when she signed out or lost signal begins no other.
      if (!left) timer = window.setTimeout(() => void tryNow(), AGAIN_MS)
    }
    void tryNow()
    return () => {
      left = true
      window.clearTimeout(timer)
    }
  }, [session, today, offline])
}
