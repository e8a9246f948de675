// What a worker has to know before a code is handed over: which of several it is, what a No or a new question has changed, and which codes in
// the client's hand hold no longer.
import type { VNode } from 'preact'
import { Note } from '@apila/ui/Note.tsx'
import { useDesk } from '../../desk-context.ts'
import { type Sending, isChild, isClosed } from './sending.ts'

/** Which of the sitting's permissions this one is, among those that got a yes. */
const sittingAt = ({ ready, more }: Sending, name: string) => ({
  at: ready.length + 1,
  of: ready.length + 1 + more.length,
  name,
})

export function SittingNotes({ sending }: { sending: Sending }): VNode {
  const { t, nameOf } = useDesk()
  const { ready, more, to, met } = sending
  return (
    <>
      <AfterNo sending={sending} />
      <VoidCodes sending={sending} />
      {ready.length + more.length > 0 && (
        <Note test="code-of">
          <p>
            {t(isChild(sending) ? 'code.of-sitting-child' : 'code.of-sitting', sittingAt(sending, nameOf(to ?? '')))}
          </p>
          <p data-test="code-sitting-state">
            {isClosed(sending) ? t('code.closed', { names: met.map(nameOf).join(', ') }) : t('code.all-at-last')}
          </p>
        </Note>
      )}
    </>
  )
}

/** The page goes on with another organisation's code: why, and what the No has changed for those that are handed over. */
function AfterNo({ sending }: { sending: Sending }): VNode | null {
  const { t, nameOf } = useDesk()
  const { saidNo, ready, asked, hearing } = sending
  const isHad = asked[0]?.code !== undefined
  if (saidNo === null) return null
  const name = nameOf(saidNo)
  return (
    <Note tone="wait" test="said-no">
      <p>{t(isChild(sending) ? 'code.said-no-child' : 'code.said-no', { name })}</p>
      {!isChild(sending) && (isHad || ready.length > 0) && <p>{t('code.others-hold')}</p>}
      {isHad && <p>{t(isChild(sending) ? 'code.same-child' : 'code.same', { name: nameOf(sending.to ?? '') })}</p>}
      {isHad && hearing === 'colleague' && <p>{t('code.said-no-signed', { name })}</p>}
    </Note>
  )
}

/** Said wherever the client may hold a code that opens and withdraws nothing any more. */
export function VoidCodes({ sending: { hasVoid } }: { sending: Sending }): VNode | null {
  const { t } = useDesk()
  if (!hasVoid) return null
  return (
    <Note tone="wait" test="void-codes">
      <p>{t('code.void')}</p>
    </Note>
  )
}
