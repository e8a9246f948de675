// Where a founding stands on this device, and what the others have said so far: asked every few seconds while the page is open.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { Refused } from '../../account/api.ts'
import { failureKey } from '../../account/failure.ts'
import { type OwnKept, readOwn } from '../../account/own/own-device.ts'
import { findNetwork } from '../../account/session.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import type { ProblemKey, Texts } from '../../content/texts.ts'
import {
  type FoundingKept,
  type Heard,
  forgetFounding,
  hear,
  keepFounding,
  keepPin,
  readFounding,
  sayAgain,
} from './founding-work.ts'

/** How often the others are heard. Unit: ms. */
const HEAR_MS = 2_000

export interface FoundingHere {
  /** False until it is known what this device had done before. */
  isRead: boolean
  kept: FoundingKept | null
  heard: Heard | null
  own: OwnKept | null
  /** Open since this page made it or its passkey was touched. */
  device: OwnDevice | null
  isFounded: boolean
  failure: ProblemKey | null
  busy: boolean
  change: (kept: FoundingKept) => Promise<void>
  /** Forgets what this device has begun: another code is typed. */
  restart: () => Promise<void>
  setDevice: (device: OwnDevice, own: OwnKept) => void
  act: (what: () => Promise<void>) => Promise<boolean>
  fail: (problem: ProblemKey | null) => void
  /** Hears the others now. */
  listen: () => Promise<void>
}

export interface FoundingStepProps {
  texts: Texts
  here: FoundingHere
}

export function useFounding(): FoundingHere {
  const [isRead, setRead] = useState(false)
  const [kept, setKept] = useState<FoundingKept | null>(null)
  const [heard, setHeard] = useState<Heard | null>(null)
  const [own, setOwn] = useState<OwnKept | null>(null)
  const [device, setDeviceNow] = useState<OwnDevice | null>(null)
  const [isFounded, setFounded] = useState(false)
  const [failure, fail] = useState<ProblemKey | null>(null)
  const [busy, setBusy] = useState(false)
  const now = useRef<FoundingKept | null>(null)
  const change = useCallback(async (next: FoundingKept) => {
    await keepFounding(next)
    now.current = next
    setKept(next)
  }, [])
  const restart = useCallback(async () => {
    await forgetFounding()
    now.current = null
    setKept(null)
    setHeard(null)
    fail(null)
  }, [])
  const running = useRef(false)
  const act = useCallback(async (what: () => Promise<void>) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    fail(null)
    try {
      await what()
      return true
    } catch (error) {
      fail(failureKey(error))
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  const listen = useCallback(async () => {
    const here = now.current
    if (!here) return
    try {
      const all = await hear(here.code)
      await sayAgain(here, all)
      setHeard(all)
      fail((before) => (before === 'offline' ? null : before))
    } catch (error) {
      if (error instanceof Refused && error.code === 'code-refused') {
        const { network } = await findNetwork()
        // The board is gone since the network is there.
        if (network !== null && here.batch && here.signed) {
          await keepPin(here.batch)
          setFounded(true)
        } else fail('code-refused')
      } else fail((before) => before ?? failureKey(error))
    }
  }, [])
  useEffect(() => {
    void Promise.all([readFounding(), readOwn()]).then(([before, made]) => {
      now.current = before
      setKept(before)
      setOwn(made)
      setRead(true)
    })
  }, [])
  useEffect(() => {
    if (!kept || isFounded) return
    void listen()
    const timer = window.setInterval(() => void listen(), HEAR_MS)
    return () => {
      window.clearInterval(timer)
    }
  }, [kept?.code, isFounded])
  return {
    isRead,
    kept,
    heard,
    own,
    device,
    isFounded,
    failure,
    busy,
    change,
    restart,
    setDevice: (opened, made) => {
      setDeviceNow(opened)
      setOwn(made)
    },
    act,
    fail,
    listen,
  }
}
