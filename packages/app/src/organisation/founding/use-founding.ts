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
  forgetFounding,
  hear,
  keepFounding,
  keepPin,
  readFounding,
  sayAgain,
  saySigned,
} from './founding-work.ts'
import { type Heard, standingOf } from './board.ts'

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
  /** Keeps what is new of it; everything else stays as it is now. */
  change: (what: Partial<FoundingKept>) => Promise<void>
  /** Says whether a record was read aloud and is the same. */
  tick: (proof: string, isSame: boolean) => Promise<void>
  begin: (kept: FoundingKept) => Promise<void>
  /** The network is there, and this device is not in it: the others have left it out. */
  isWithout: boolean
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

/** Takes this device's signature back where the batch that is to be signed now is another one. */
async function takeBackVoid(kept: FoundingKept, heard: Heard): Promise<boolean> {
  const { batch } = standingOf(heard, new Set(kept.compared))
  if (!kept.signed || !batch || batch.digest === kept.signed.batch) return false
  await saySigned(kept, null)
  return true
}

export function useFounding(): FoundingHere {
  const [isRead, setRead] = useState(false)
  const [kept, setKept] = useState<FoundingKept | null>(null)
  const [heard, setHeard] = useState<Heard | null>(null)
  const [own, setOwn] = useState<OwnKept | null>(null)
  const [device, setDeviceNow] = useState<OwnDevice | null>(null)
  const [isFounded, setFounded] = useState(false)
  const [isWithout, setWithout] = useState(false)
  const [failure, fail] = useState<ProblemKey | null>(null)
  const [busy, setBusy] = useState(false)
  const now = useRef<FoundingKept | null>(null)
  const begin = useCallback(async (next: FoundingKept) => {
    const before = now.current
    // At once: what is ticked meanwhile comes on top of it.
    now.current = next
    setKept(next)
    try {
      await keepFounding(next)
    } catch (error) {
      now.current = before
      setKept(before)
      throw error
    }
  }, [])
  const change = useCallback(async (what: Partial<FoundingKept>) => {
    if (now.current) await begin({ ...now.current, ...what })
  }, [])
  const tick = useCallback(async (proof: string, isSame: boolean) => {
    const rest = (now.current?.compared ?? []).filter((each) => each !== proof)
    await change({ compared: isSame ? [...rest, proof] : rest })
  }, [])
  const restart = useCallback(async () => {
    await forgetFounding()
    now.current = null
    setKept(null)
    setHeard(null)
    setWithout(false)
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
      const all = await hear(here)
      // As it is now: meanwhile this device may have signed.
      const current = now.current ?? here
      if (await takeBackVoid(current, all)) {
        if (now.current?.signed === current.signed) await change({ batch: null, signed: null })
      } else await sayAgain(current, all)
      setHeard(all)
      fail((before) => (before === 'offline' ? null : before))
    } catch (error) {
      if (error instanceof Refused && error.code === 'code-refused') {
        const { network } = await findNetwork()
        // The board is gone since the network is there.
        if (network !== null && here.batch && here.signed) {
          await keepPin(here.batch)
          setFounded(true)
        } else if (network !== null && here.record) setWithout(true)
        else fail('code-refused')
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
    if (!kept || isFounded || isWithout) return
    void listen()
    const timer = window.setInterval(() => void listen(), HEAR_MS)
    return () => {
      window.clearInterval(timer)
    }
  }, [kept?.code, isFounded, isWithout])
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
    tick,
    begin,
    isWithout,
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
