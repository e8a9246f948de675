// Her ticket, typed or scanned, never read aloud through an interpreter (docs/working-day.md). Slips are told here, nothing is sent.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { readTicket } from '@apila/sealing/ticket.ts'
import { ActionButton, Write } from '../../controls.tsx'
import { useDesk } from '../../desk-context.ts'

interface Detector {
  detect: (from: HTMLVideoElement) => Promise<readonly { rawValue: string }[]>
}
type Detectors = new (options: { formats: readonly string[] }) => Detector

/** Present only where the browser can read square codes itself. */
const detectors = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector

/** Groups of four as one types; keeps digits of any script. */
function grouped(text: string): string {
  const digits = [...text].filter((character) => /\p{Nd}/u.test(character))
  return digits.map((digit, at) => (at > 0 && at % 4 === 0 ? ` ${digit}` : digit)).join('')
}

export function TicketField({ busy, onDigits }: { busy: boolean; onDigits: (digits: string | null) => void }): VNode {
  const { t } = useDesk()
  const [text, setText] = useState('')
  const [scanning, setScanning] = useState(false)
  const take = (value: string) => {
    // Mending a digit in the middle must not move the cursor to the end.
    const shown = value.startsWith(text) ? grouped(value) : value
    setText(shown)
    const read = readTicket(shown)
    onDigits(read.ok ? read.digits : null)
  }
  const read = readTicket(text)
  const digits = [...text].filter((character) => /\p{Nd}/u.test(character)).length
  const error = read.ok || digits < 24 ? undefined : t(read.problem === 'slip' ? 'ticket.slip' : 'ticket.too-long')
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
      {detectors && !scanning && (
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

function Scanner({ onFound, onEnd }: { onFound: (text: string) => void; onEnd: () => void }): VNode {
  const { t } = useDesk()
  const video = useRef<HTMLVideoElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let stream: MediaStream | null = null
    let timer = 0
    const look = async (detector: Detector) => {
      const codes = video.current ? await detector.detect(video.current).catch(() => []) : []
      const found = codes.map((code) => code.rawValue).find((value) => readTicket(value).ok)
      if (found !== undefined) onFound(found)
      else timer = window.setTimeout(() => void look(detector), 250)
    }
    const start = async () => {
      if (!detectors) return
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (video.current) video.current.srcObject = stream
      await look(new detectors({ formats: ['qr_code'] }))
    }
    start().catch(() => {
      setFailed(true)
    })
    return () => {
      window.clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [])
  return (
    <div>
      {failed ? (
        <p role="status">{t('ticket.no-camera')}</p>
      ) : (
        <video ref={video} autoplay playsInline muted aria-label={t('ticket.camera')} />
      )}
      <ActionButton test="scan-end" quiet onClick={onEnd}>
        {t('close')}
      </ActionButton>
    </div>
  )
}
