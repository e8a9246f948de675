// The client's code, typed or scanned, never read aloud through an interpreter (docs/working-day.md). Slips are told here, nothing is sent.
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { readTicket } from '@apila/sealing/ticket.ts'
import { ActionButton, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { countDigits, cursorIn, grouped } from './digit-groups.ts'
import { Scanner, hasCamera } from '../../Scanner.tsx'

interface TicketFieldProps {
  busy: boolean
  /** Whether something was pressed that needs them: an empty field, or half of the digits, then says so. */
  isNeeded?: boolean
  /** Digits that were typed before, where the field comes back. */
  typed?: string | null
  onDigits: (digits: string | null) => void
}

export function TicketField({ busy, isNeeded = false, typed = null, onDigits }: TicketFieldProps): VNode {
  const { t } = useDesk()
  const [text, setText] = useState(() => grouped(typed ?? ''))
  const [scanning, setScanning] = useState(false)
  const cursor = useRef<number | null>(null)
  const take = (value: string) => {
    const field = document.getElementById('ticket')
    if (field instanceof HTMLInputElement && field === document.activeElement)
      cursor.current = cursorIn(value, field.selectionStart ?? value.length)
    setText(grouped(value))
    const read = readTicket(value)
    onDigits(read.ok ? read.digits : null)
  }
  useLayoutEffect(() => {
    const field = document.getElementById('ticket')
    if (cursor.current !== null && field instanceof HTMLInputElement)
      field.setSelectionRange(cursor.current, cursor.current)
    cursor.current = null
  }, [text])
  const read = readTicket(text)
  const digits = countDigits(text)
  const slip = read.ok || digits < 24 ? undefined : t(read.problem === 'slip' ? 'ticket.slip' : 'ticket.too-long')
  const error = slip ?? (isNeeded && !read.ok ? t('ticket.missing') : undefined)
  return (
    <div>
      <Write
        id="ticket"
        label={t('ticket.label')}
        hint={t('ticket.hint', { count: digits })}
        error={error}
        numeric
        max={60}
        value={text}
        onInput={take}
      />
      {!scanning && hasCamera() && (
        <ActionButton
          test="scan"
          quiet
          disabled={busy}
          onClick={() => {
            setScanning(true)
          }}
        >
          {t('ticket.scan')}
        </ActionButton>
      )}
      {scanning && (
        <Scanner
          t={t}
          noCamera={t('ticket.no-camera')}
          isRight={(value) => readTicket(value).ok}
          onFound={(value) => {
            setScanning(false)
            take(value)
          }}
          onEnd={() => {
            setScanning(false)
          }}
        />
      )}
    </div>
  )
}
