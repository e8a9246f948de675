// The camera's picture until a square code of the right kind is seen in it. Nothing of the picture is kept or sent.
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Texts } from './content/texts.ts'
import { ActionButton } from './controls.tsx'
import { squareReader } from './referral/receiving/scan.ts'

/** A desk computer without a camera offers none. */
export const hasCamera = (): boolean => 'mediaDevices' in navigator && 'getUserMedia' in navigator.mediaDevices

/** Pause between two looks at the camera's picture. Unit: ms. */
const LOOK_MS = 250

interface ScannerProps {
  t: Texts['t']
  /** What is said where there is no camera. */
  noCamera: string
  /** Whether this is what is looked for; other squares are passed over. */
  isRight: (text: string) => boolean
  onFound: (text: string) => void
  onEnd: () => void
}

export function Scanner({ t, noCamera, isRight, onFound, onEnd }: ScannerProps): VNode {
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
        if (value && isRight(value)) onFound(value)
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
          {noCamera}
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
