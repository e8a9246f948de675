// The log: one JSON line with a code, the pattern of a route and a reference number. No address, no name, no time of a request.
// Governed by docs/protocol.md "Metadata"; there is no access log.

export type LogLine = { code: string; route?: string; reference?: string; reason?: string; count?: number }
export type Log = (line: LogLine) => void

/** Writes lines to a stream such as the process's standard error. */
export const logTo =
  (stream: { write: (text: string) => unknown }): Log =>
  (line) => {
    stream.write(`${JSON.stringify(line)}\n`)
  }

const MINUTE_MS = 60_000

/** Writes a line once a minute; equal ones of that minute are counted, and their number is written when the next minute has begun. Lines
 *  are equal but for their references. `tell` writes the numbers of what is over; to be called now and then, since nobody else may. */
export function countEqual(log: Log, now: () => Date): { log: Log; tell: () => void } {
  let minute = -1
  const seen = new Map<string, { line: LogLine; count: number }>()
  const tell = (): void => {
    const current = Math.floor(now().getTime() / MINUTE_MS)
    if (current === minute) return
    minute = current
    for (const { line, count } of seen.values()) if (count > 0) log({ ...line, count })
    seen.clear()
  }
  return {
    tell,
    log: ({ reference, ...line }) => {
      tell()
      const key = JSON.stringify([line.code, line.route, line.reason])
      const known = seen.get(key)
      if (known) known.count += 1
      else {
        seen.set(key, { line, count: 0 })
        log({ ...line, ...(reference !== undefined && { reference }) })
      }
    },
  }
}
