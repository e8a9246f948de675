// Keeps trying to send what waits on this device, while somebody is signed in (docs/protocol.md: the device's queue).
import { useEffect, useRef } from 'preact/hooks'
import type { Session } from '../account/session.ts'
import { NOTHING_CAME, type QueueOutcome, sendQueue } from './queue.ts'
import { listWaiting } from './waiting.ts'

/** How long until the queue is tried again. Unit: ms. A browser says "online" before anything gets through. */
const AGAIN_MS = 5000

export function useQueue(session: Session, offline: boolean, heard: (outcome: QueueOutcome) => void): void {
  const hear = useRef(heard)
  hear.current = heard
  useEffect(() => {
    if (offline || !session.referralDesk) return
    let timer = 0
    let left = false
    const tryNow = async () => {
      const came = listWaiting(session, 'queue').then(({ items }) => sendQueue(session, items))
      hear.current(await came.catch((failure: unknown) => ({ ...NOTHING_CAME, failure })))
      // A try that was under way when she signed out or lost signal begins no other.
      if (!left) timer = window.setTimeout(() => void tryNow(), AGAIN_MS)
    }
    void tryNow()
    return () => {
      left = true
      window.clearTimeout(timer)
    }
  }, [session, offline])
}
