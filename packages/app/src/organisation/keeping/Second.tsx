// Adding a device, as the second administrator: the same code, the digits heard once more, and the last signature.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { groupedCode, readCode } from '@apila/core/account/code-text.ts'
import type { JoinRequest } from '@apila/core/account/join.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { JoinKeys } from '@apila/sealing/account/join.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Heading, Write } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { keysOfTyped, rememberCode } from '../joining/join-work.ts'
import { LookAtDevice } from './LookAtDevice.tsx'
import { listWaiting, signWaiting } from './keeping-work.ts'

export function Second({ onEnd }: { onEnd: () => void }): VNode {
  const { t, session, today } = useDesk()
  const { busy, act } = useAct()
  const [typed, setTyped] = useState('')
  const [isSlip, setSlip] = useState(false)
  const [keys, setKeys] = useState<JoinKeys | null>(null)
  const [said, setSaid] = useState<'enrol.no-proposal' | 'enrol.done' | null>(null)
  const find = async (request: JoinRequest) => {
    await session.catchUp()
    const record = canonical(request.record)
    // The very record whose digits were heard: another one that waits is another device.
    return (await listWaiting(session, today)).find(({ read }) =>
      read.contents.some((content) => content.kind === 'device' && canonical(content.device) === record),
    )
  }
  const refusal = async (request: JoinRequest) => {
    if (keys) rememberCode(request.record.id, keys)
    const found = await find(request)
    return found === undefined ? t('enrol.no-proposal') : found.isOwn ? t('enrol.own-proposal') : null
  }
  const sign = async (request: JoinRequest) => {
    const found = await find(request)
    if (!found || found.isOwn) {
      setSaid('enrol.no-proposal')
      return
    }
    await signWaiting(session, found, today, request.credential ? [request.credential] : [])
    setSaid('enrol.done')
  }
  return (
    <>
      <Heading>{t('keys.second')}</Heading>
      <p>{t('enrol.second-more')}</p>
      {said !== null && (
        <p class={said === 'enrol.done' ? undefined : 'error'} role="status" data-test={said.replace('.', '-')}>
          {t(said)}
        </p>
      )}
      {!keys && (
        <>
          <Write
            id="second-code"
            label={t('join.code')}
            hint={t('join.code-hint')}
            error={isSlip ? t('code.slip') : undefined}
            max={60}
            value={typed}
            onInput={(text) => {
              const code = readCode(text)
              setTyped(code ? groupedCode(code) : text)
              setSlip(false)
            }}
          />
          <Button
            test="second-read"
            busy={busy}
            onClick={() => {
              void act(async () => {
                const found = await keysOfTyped(typed)
                setSlip(found === null)
                setKeys(found)
              })
            }}
          >
            {t('next')}
          </Button>
        </>
      )}
      {keys && said !== 'enrol.done' && <LookAtDevice keys={keys} refusal={refusal} onSign={sign} />}
      <p>
        <Button test="second-end" quiet onClick={onEnd}>
          {t('back')}
        </Button>
      </p>
    </>
  )
}
