// Where a return stands on this device, and what the others have said so far: heard every few seconds while the page is open. A reload finds what
// was kept; the device is shut until its passkey is touched again.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CodeText } from '@apila/core/account/code-text.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { type JoinKeys, codeBytes, joinKeys } from '@apila/sealing/account/join.ts'
import { Refused } from '../../account/api.ts'
import { keep } from '../../account/device-store.ts'
import { failureKey } from '../../account/failure.ts'
import { type OwnKept, readOwn } from '../../account/own/own-device.ts'
import { todayInFinland } from '../../clock.ts'
import type { ProblemKey, Texts } from '../../content/texts.ts'
import {
  type HeardReturn,
  type ReturnKept,
  answerSealed,
  hearReturn,
  isBackNow,
  keepReturn,
  readReturn,
  rosterOf,
  sayRecord,
} from './return-work.ts'

/** How often the others are heard. Unit: ms. */
const HEAR_MS = 1_500

export type ReturnStop = 'code-gone' | 'refused' | 'other-first' | 'too-many' | 'not-right'

export interface ReturnHere {
  /** False until it is known what this device had done before. */
  isRead: boolean
  kept: ReturnKept | null
  heard: HeardReturn | null
  keys: JoinKeys | null
  roster: Roster | null
  own: OwnKept | null
  /** Open since this page made it or its passkey was touched. */
  device: OwnDevice | null
  stop: ReturnStop | null
  failure: ProblemKey | null
  busy: boolean
  change: (changes: Partial<ReturnKept>) => Promise<void>
  begin: (kept: ReturnKept) => Promise<void>
  setDevice: (device: OwnDevice, own: OwnKept) => void
  setStop: (stop: ReturnStop | null) => void
  act: (what: () => Promise<void>) => Promise<boolean>
}

export interface ReturnStepProps {
  texts: Texts
  here: ReturnHere
}

export async function keysOfCode(code: CodeText): Promise<JoinKeys | null> {
  const bytes = codeBytes(code)
  return bytes && joinKeys(bytes)
}

export function useReturn(): ReturnHere {
  const [isRead, setRead] = useState(false)
  const [kept, setKept] = useState<ReturnKept | null>(null)
  const [heard, setHeard] = useState<HeardReturn | null>(null)
  const [keys, setKeys] = useState<JoinKeys | null>(null)
  const [roster, setRoster] = useState<Roster | null>(null)
  const [own, setOwn] = useState<OwnKept | null>(null)
  const [device, setDeviceNow] = useState<OwnDevice | null>(null)
  const [stop, setStop] = useState<ReturnStop | null>(null)
  const [failure, setFailure] = useState<ProblemKey | null>(null)
  const [busy, setBusy] = useState(false)
  const now = useRef<ReturnKept | null>(null)
  const opened = useRef<OwnDevice | null>(null)
  const answered = useRef(new Set<string>())
  const begin = async (next: ReturnKept) => {
    await keepReturn(next)
    now.current = next
    setKept(next)
  }
  const change = async (changes: Partial<ReturnKept>) => {
    if (now.current) await begin({ ...now.current, ...changes })
  }
  const running = useRef(false)
  const act = async (what: () => Promise<void>) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setFailure(null)
    try {
      await what()
      return true
    } catch (error) {
      const key = failureKey(error)
      // A touch was right, and the device is not in the network.
      setFailure(key === 'not-signed-in' ? 'own-not-in' : key)
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  const listen = async (under: JoinKeys) => {
    const here = now.current
    if (!here || here.isBack) return
    try {
      const all = await hearReturn(under)
      // A new code: what this device has said is said once more.
      if (here.record && !all.records.some(({ record }) => record.id === here.record?.record.id))
        await sayRecord(under, here.record)
      setHeard(all)
      setFailure((before) => (before === 'offline' ? null : before))
      if (opened.current) await answerSealed(under, opened.current, all.sealed, answered.current)
      const state = await isBackNow(under, here, todayInFinland())
      if (state === 'back') await change({ isBack: true })
      else if (state === 'other') setStop('other-first')
      else if (all.isRefused) {
        // Nothing more comes under this code; a new one may.
        setStop('refused')
        await change({ code: null })
      }
    } catch (error) {
      if (error instanceof Refused && error.code === 'not-found') {
        setStop('code-gone')
        await change({ code: null })
      } else setFailure(failureKey(error))
    }
  }
  useEffect(() => {
    void Promise.all([readReturn(), readOwn()]).then(([before, made]) => {
      now.current = before
      setKept(before)
      if (before?.code === null) setStop('code-gone')
      // A device of before is none that this return has made.
      setOwn(before?.record && made?.device === before.record.record.id ? made : null)
      setRead(true)
    })
  }, [])
  useEffect(() => {
    const code = kept?.code ?? null
    setKeys(null)
    setHeard(null)
    if (code === null || kept?.isBack) return
    let isOver = false
    let timer = 0
    const start = async () => {
      const under = await keysOfCode(code)
      if (isOver || !under) return
      setKeys(under)
      const pin = now.current?.offer.pin
      let isRosterRead = false
      // Beside what the person does: a tap meanwhile is not lost, and an answer that did not come is asked for again.
      const readTheRoster = async () => {
        if (isRosterRead || !pin) return
        try {
          const read = await rosterOf(under, pin, todayInFinland())
          await keep('pin', pin)
          isRosterRead = true
          setRoster(read)
          const names = read.organisations.get(now.current?.offer.organisation ?? ('' as never))?.names
          if (names && !now.current?.names) await change({ names })
        } catch (error) {
          if (!(error instanceof Refused && error.code === 'not-found')) setFailure(failureKey(error))
        }
      }
      const look = async () => {
        await readTheRoster()
        await listen(under)
        if (!isOver) timer = window.setTimeout(() => void look(), HEAR_MS)
      }
      await look()
    }
    void start()
    return () => {
      isOver = true
      window.clearTimeout(timer)
    }
  }, [kept?.code, kept?.isBack])
  return {
    ...{ isRead, kept, heard, keys, roster, own, device, stop, failure, busy, change, begin, setStop, act },
    setDevice: (made, of) => {
      opened.current = made
      setDeviceNow(made)
      setOwn(of)
    },
  }
}
