// The ticket as she sees and carries it: six groups of four digits, and a square code of the digits only (docs/protocol.md "Ticket").
import type { VNode } from 'preact'
import { ticketGroups } from '@apila/sealing/ticket.ts'
import { QrCode } from '@apila/ui/QrCode.tsx'
import { ActionButton } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'

export function TicketPaper({ digits }: { digits: string }): VNode {
  const { t } = useDesk()
  return (
    <div class="paper">
      <p class="digits" data-test="ticket" aria-label={t('paper.label')}>
        {ticketGroups(digits).map((group, at) => (
          <span key={at}>{group}</span>
        ))}
      </p>
      <QrCode text={digits} label={t('paper.square')} />
      <div class="no-print">
        <ActionButton
          test="print"
          quiet
          onClick={() => {
            window.print()
          }}
        >
          {t('paper.print')}
        </ActionButton>
        <p class="hint">{t('paper.more')}</p>
      </div>
    </div>
  )
}
