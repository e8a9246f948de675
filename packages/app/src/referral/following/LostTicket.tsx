// The client has lost the code: the digits that the worker keeps are read out again, once their line stands in the client's book
// (docs/protocol.md "Lost ticket"). Where nobody keeps them, the permission is withdrawn by the agreed word and a new one agreed.
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { SentNote } from '@apila/core/referral/notes.ts'
import { ticketGroups } from '@apila/sealing/ticket.ts'
import { ActionButton } from '../../controls.tsx'
import { useAct, useDesk } from '../../desk-context.ts'
import { release } from '../release.ts'

export function LostTicket({ note }: { note: SentNote }): VNode | null {
  const { t, session, today } = useDesk()
  const { busy, act } = useAct()
  const [isShown, setShown] = useState(false)
  const { keptTicket, back } = note
  if (back.keep.length === 0) return null
  const readOut = () => {
    void act(async () => {
      await release(session, note.s, 'ticket-read-out', today)
      setShown(true)
    })
  }
  return (
    <section class="no-print">
      <h2>{t('lost.title')}</h2>
      {keptTicket === null ? (
        <p data-test="lost-new">{t(note.ending ? 'lost.by-word' : 'lost.no-word')}</p>
      ) : isShown ? (
        <>
          <p>{t('lost.read')}</p>
          <p class="digits" data-test="read-out-digits" aria-label={t('paper.label')}>
            {ticketGroups(keptTicket).map((group, at) => (
              <span key={at}>{group} </span>
            ))}
          </p>
          <ActionButton
            test="read-out-done"
            quiet
            onClick={() => {
              setShown(false)
            }}
          >
            {t('lost.hide')}
          </ActionButton>
        </>
      ) : (
        <>
          <p>{t('lost.kept')}</p>
          <ActionButton test="read-out" quiet disabled={busy} onClick={readOut}>
            {t('lost.do')}
          </ActionButton>
        </>
      )}
    </section>
  )
}
