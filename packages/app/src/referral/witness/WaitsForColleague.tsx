// On the page of whoever asks: that a colleague is waited for, whether they have signed, and what to do where nobody can. It looks by
// itself while it is seen.
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Back } from '@apila/core/referral/permission.ts'
import type { WitnessNote } from '@apila/core/referral/witness.ts'
import { secondedBack } from '@apila/sealing/referral/witness.ts'
import { Note } from '@apila/ui/Note.tsx'
import { ActionButton } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { type AskedColleague, isSeconded } from '../asked-colleague.ts'
import { useWitnesses } from '../use-witnesses.ts'

/** How often is looked whether somebody has signed. Unit: ms. */
const LOOK_MS = 15_000

interface WaitsForColleagueProps {
  asked: AskedColleague
  as: WitnessNote['as']
  /** Somebody has signed. */
  onSeconded: (back: Back) => void
  /** The request was taken back. */
  onTakenBack: () => void
  /** Another request for the same, where this one can come to nothing any more. */
  onAskAgain: () => Promise<void>
  /** What can be done where nobody signs. */
  children?: ComponentChildren
}

type Became = 'waiting' | 'refused' | 'not-right' | 'gone'

export function WaitsForColleague({
  asked,
  as,
  onSeconded,
  onTakenBack,
  onAskAgain,
  children,
}: WaitsForColleagueProps): VNode {
  const { t, session, list } = useDesk()
  const requests = useWitnesses()
  const { busy, act } = useAct()
  const [became, setBecame] = useState<Became>('waiting')
  const isSigned = isSeconded(asked)
  useEffect(() => {
    if (requests === null || isSigned) return
    const held = requests.find(({ id }) => id === asked.id)
    if (!held) {
      // A look that began before the request was written does not know it yet.
      if (!list.busy) setBecame('gone')
      return
    }
    const { answer } = held.note
    if (answer.state !== 'signed') {
      setBecame(answer.state)
      return
    }
    let left = false
    void secondedBack({ as, ...asked }, held.note, session.roster).then((back) => {
      if (left) return
      if (back) onSeconded(back)
      else setBecame('not-right')
    })
    return () => {
      left = true
    }
  }, [requests, isSigned])
  useEffect(() => {
    if (isSigned) return
    void list.refresh()
    const timer = window.setInterval(() => {
      if (document.visibilityState === 'visible') void list.refresh()
    }, LOOK_MS)
    return () => {
      window.clearInterval(timer)
    }
  }, [isSigned])
  // Another request is waited for anew.
  useEffect(() => {
    setBecame('waiting')
  }, [asked.id])
  const state = isSigned ? 'signed' : became
  const isWaiting = state === 'waiting'
  return (
    <Note tone={isSigned ? undefined : 'wait'} role="status" test="waits-colleague">
      <div data-test="colleague" data-state={state}>
        <p>
          <strong>{t(`colleague.${state}`)}</strong>
        </p>
        {isWaiting && <p>{t(`colleague.how-${as}`)}</p>}
        {!isSigned && !isWaiting && <p>{t(`colleague.again-${as}`)}</p>}
      </div>
      {!isSigned && (
        <div class="buttons">
          {isWaiting ? (
            <ActionButton test="colleague-look" quiet disabled={list.busy} onClick={() => void list.refresh()}>
              {list.busy ? t('today.looking') : t('colleague.look')}
            </ActionButton>
          ) : (
            <ActionButton test="colleague-again" quiet disabled={busy} onClick={() => void act(onAskAgain)}>
              {t('colleague.again')}
            </ActionButton>
          )}
          <ActionButton test="colleague-back" quiet onClick={onTakenBack}>
            {t('colleague.take-back')}
          </ActionButton>
          {children}
        </div>
      )}
    </Note>
  )
}
