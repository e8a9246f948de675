// Reads a square code from the camera's picture: with the browser's own reader where there is one, else with one that is fetched now.
// Nothing of the picture is kept or sent.

/** What stands in a square code in the picture; null while there is none. */
export type SquareReader = (from: HTMLVideoElement) => Promise<string | null>

interface Detector {
  detect: (from: HTMLVideoElement) => Promise<readonly { rawValue: string }[]>
}
interface Detectors {
  new (options: { formats: readonly string[] }): Detector
  getSupportedFormats?: () => Promise<readonly string[]>
}

/** Wider pictures are made smaller before they are read: a code held near is large in them. Unit: pixels. */
const READ_WIDTH = 640

/** Reads a picture of four bytes a pixel, with the reader that is fetched when it is first wanted. */
export async function readSquareIn(picture: Uint8ClampedArray, width: number, height: number): Promise<string | null> {
  const {
    default: { default: readSquare },
  } = await import('jsqr')
  return readSquare(picture, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null
}

/** The reader of this browser. Some offer one that knows no square codes. */
export async function squareReader(): Promise<SquareReader> {
  const detectors = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector
  const formats = (await detectors?.getSupportedFormats?.().catch(() => [])) ?? []
  if (detectors && formats.includes('qr_code')) {
    const detector = new detectors({ formats: ['qr_code'] })
    return async (from) => (await detector.detect(from).catch(() => []))[0]?.rawValue ?? null
  }
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return (from) => {
    if (!context || from.videoWidth === 0) return Promise.resolve(null)
    const scale = Math.min(1, READ_WIDTH / from.videoWidth)
    canvas.width = Math.round(from.videoWidth * scale)
    canvas.height = Math.round(from.videoHeight * scale)
    context.drawImage(from, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
    return readSquareIn(data, width, height)
  }
}
