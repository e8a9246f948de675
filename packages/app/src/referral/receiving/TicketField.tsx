// The client's code, typed or scanned, never read aloud through an interpreter (docs/working-day.md). Slips are told here, nothing is sent.
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { readTicket } from '@apila/sealing/ticket.ts'
import { ActionButton, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'
import { countDigits, cursorIn, grouped } from './digit-groups.ts'
import { squareReader } from './scan.ts'

/** A desk computer without a camera offers none. */
const hasCamera = (): boolean => 'mediaDevices' in navigator && 'getUserMedia' in navigator.mediaDevices

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

/** Pause between two looks at the camera's picture. Unit: ms. */
const LOOK_MS = 250

function Scanner({ onFound, onEnd }: { onFound: (text: string) => void; onEnd: () => void }): VNode {
  const { t } = useDesk()
  const video = useRef<HTMLVideoElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let stream: MediaStream | null = null
    let timer = 0
    let left = false
    const stop = () => {
      window.clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      const reader = await squareReader()
      if (left) {
        stop()
        return
      }
      if (video.current) video.current.srcObject = stream
      const look = async () => {
        const value = video.current && (await reader(video.current))
        if (left) return
        if (value && readTicket(value).ok) onFound(value)
        else timer = window.setTimeout(() => void look(), LOOK_MS)
      }
      await look()
    }
    start().catch(() => {
      stop()
      setFailed(true)
    })
    return () => {
      left = true
      stop()
    }
  }, [])
  return (
    <div>
      {failed ? (
        <p role="status" data-test="no-camera">
          {t('ticket.no-camera')}
        </p>
      ) : (
        <video ref={video} autoplay playsInline muted aria-label={t('ticket.camera')} data-test="camera" />
      )}
      <ActionButton test="scan-end" quiet onClick={onEnd}>
        {t('close')}
      </ActionButton>
    </div>
  )
}
