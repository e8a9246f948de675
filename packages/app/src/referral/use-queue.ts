// Keeps trying to send what waits on this device, while somebody is signed in (docs/protocol.md: the device's queue).
import { useEffect, useRef } from 'preact/hooks'
import type { Session } from '../account/session.ts'

// Fetched while there is signal, also where nothing waits yet, once the list of the day stands: what is fetched before it is weighed.
const sender = () => import('./queue.ts')

/** How long until the queue is tried again. Unit: ms. A browser says "online" before anything gets through. */
const AGAIN_MS = 5000

interface Heard {
  onSent: () => void
  /** Something will never be sent; the list says what and why. */
  onOver: () => void
  onFailure: (error: unknown) => void
}

/** `paused`: without signal, before the list of the day stands, or while another tab of this device does it. */
export function useQueue(session: Session, paused: boolean, heard: Heard): void {
  const hear = useRef(heard)
  hear.current = heard
  useEffect(() => {
    if (paused || !session.referralDesk) return
    let timer = 0
    let left = false
    // The same failure at each try is told once: somebody has read it.
    let told: string | null = null
    const tell = (error: unknown) => {
      const now = error instanceof Error ? `${error.name} ${error.message}` : null
      if (error !== undefined && now !== told) hear.current.onFailure(error)
      told = now
    }
    const tryNow = async () => {
      try {
        const { sendQueue } = await sender()
        const outcome = await sendQueue(session)
        if (outcome.refused + outcome.ended > 0) hear.current.onOver()
        if (outcome.sent > 0) hear.current.onSent()
        tell(outcome.failure)
      } catch (error) {
        tell(error)
      }
      // A try that was under way when she signed out or lost signal begins no other.
      if (!left) timer = window.setTimeout(() => void tryNow(), AGAIN_MS)
    }
    void tryNow()
    return () => {
      left = true
      window.clearTimeout(timer)
    }
  }, [session, paused])
}
