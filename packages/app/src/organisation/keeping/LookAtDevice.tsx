// What each of the two administrators does with a new device: waits for its request, types the digits that its person reads aloud, and has the
// device show that it opens what is sealed to it.
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { JoinRequest } from '@apila/core/account/join.ts'
import type { JoinKeys } from '@apila/sealing/account/join.ts'
import { Button } from '@apila/ui/Button.tsx'
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
  const [request, setRequest] = useState<JoinRequest | null>(null)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [isShut, setShut] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => {
    let hasLeft = false
    void attempt(async () => {
      while (!hasLeft) {
        const found = await findRequest(session.api, keys)
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
    </section>
  )
}
