// The ticket as she sees and carries it: six groups of four digits, and a square code of the digits only (protocol.md 3.4).
import type { VNode } from 'preact'
import { encode } from 'uqr'
import { ticketGroups } from '@apila/sealing/ticket.ts'
import { Act } from '../controls.tsx'
import { useDesk } from '../desk-context.ts'

export function TicketPaper({ digits }: { digits: string }): VNode {
  const { t } = useDesk()
  return (
    <div class="paper">
      <p class="digits" data-test="ticket" aria-label={t('paper.label')}>
        {ticketGroups(digits).map((group, at) => (
          <span key={at}>{group}</span>
        ))}
      </p>
      <Square text={digits} label={t('paper.square')} />
      <div class="no-print">
        <Act
          test="print"
          quiet
          onClick={() => {
            window.print()
          }}
        >
          {t('paper.print')}
        </Act>
        <p class="hint">{t('paper.more')}</p>
      </div>
    </div>
  )
}

function Square({ text, label }: { text: string; label: string }): VNode {
  const { data, size } = encode(text, { border: 0 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      shape-rendering="crispEdges"
    >
      <path d={path} />
    </svg>
  )
}
