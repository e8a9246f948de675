// What each of the two administrators does with a new device: waits for its request, types the digits that its person reads aloud, and has the
// device show that it opens what is sealed to it.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { JoinRequest } from '@apila/core/account/join.ts'
import type { JoinKeys } from '@apila/sealing/account/join.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Refused } from '../../account/api.ts'
import { Write } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { digitsOfRequest, findRequest, seePossession } from '../joining/join-work.ts'

/** How often the new device's answer is looked for. Unit: ms. */
const LOOK_MS = 1_000
const pause = (): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, LOOK_MS))

interface LookAtDeviceProps {
  keys: JoinKeys
  /** Why this administrator cannot sign for it, once the digits were right; nothing is asked of the new device then. */
  refusal?: (request: JoinRequest) => Promise<string | null>
  /** After the digits were right and the device has shown that it opens. */
  onSign: (request: JoinRequest) => Promise<void>
}

export function LookAtDevice({ keys, refusal, onSign }: LookAtDeviceProps): VNode {
  const { t, session, attempt } = useDesk()
  const { busy, act } = useAct()
  const [isGone, setGone] = useState(false)
  const [request, setRequest] = useState<JoinRequest | null>(null)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [isShut, setShut] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => {
    let hasLeft = false
    void attempt(async () => {
      while (!hasLeft) {
        const found = await findRequest(session.api, keys).catch(noneOpen)
        if (found === 'not-open') {
          setGone(true)
          return
        }
        if (found) {
          setRequest(found)
          return
        }
        await pause()
      }
    })
    return () => {
      hasLeft = true
    }
  }, [])
  if (isGone)
    return (
      <p class="error" role="alert" data-test="code-not-open">
        {t('enrol.code-not-open')}
      </p>
    )
  if (!request) return <p role="status">{t('enrol.waits')}</p>
  const compare = () =>
    act(async () => {
      const isSame = typed.replaceAll(/\D/g, '') === (await digitsOfRequest(keys, request))
      setWrong(!isSame)
      if (!isSame) return
      const why = refusal ? await refusal(request) : null
      setRefused(why)
      if (why !== null) return
      const isOpened = await seePossession(session.api, keys, request, session.device.id, pause)
      setShut(!isOpened)
      if (isOpened) await onSign(request)
    })
  return (
    <section>
      <Write
        id="heard-digits"
        label={t('enrol.digits')}
        hint={t('enrol.digits-hint')}
        error={isWrong ? t('enrol.digits-wrong') : undefined}
        numeric
        max={12}
        value={typed}
        onInput={(text) => {
          setTyped(text)
          setWrong(false)
        }}
      />
      {refused !== null && (
        <p class="error" role="alert" data-test="enrol-refused">
          {refused}
        </p>
      )}
      {isShut && (
        <p class="error" role="alert">
          {t('enrol.not-opened')}
        </p>
      )}
      <Button test="digits-compare" busy={busy} onClick={() => void compare()}>
        {t('enrol.compare')}
      </Button>
      {/* For as long as it is asked: a device that was loaded anew has forgotten its place, and answers nothing. */}
      <p class="hint" role="status" data-test="asks-device">
        {busy ? t('enrol.asks-device') : ''}
      </p>
    </section>
  )
}

/** A code that has ended and one that another organisation shows are answered alike. */
function noneOpen(error: unknown): 'not-open' {
  if (error instanceof Refused && error.code === 'not-found') return 'not-open'
  throw error
}
