// Progress of long work on stderr: silent for the first second, then a line a second at most.

export interface Progress {
  /** Says what begins now. */
  say(text: string): void
  /** For work counted in lines. */
  step(text: string): (line: number) => void
  /** For work counted as a share from 0 to 1. */
  share(text: string): (share: number) => void
}

const PAUSE_MS = 1000

export function progressTo(stream: { write(text: string): unknown }): Progress {
  let last = performance.now()
  const line = (text: string): void => {
    const now = performance.now()
    if (now - last < PAUSE_MS) return
    last = now
    stream.write(`${text}\n`)
  }
  return {
    say: line,
    step: (text) => (at) => {
      line(`${text} ${String(at)}`)
    },
    share: (text) => (share) => {
      line(`${text}, ${String(Math.round(share * 100))} %`)
    },
  }
}
