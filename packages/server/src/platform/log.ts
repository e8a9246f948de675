// The log: one JSON line with a code, the pattern of a route and a reference number. No address, no name, no time of a request.
// Governed by docs/protocol.md "Metadata"; there is no access log.

export type LogLine = { code: string; route?: string; reference?: string; reason?: string }
export type Log = (line: LogLine) => void

/** Writes lines to a stream such as the process's standard error. */
export const logTo =
  (stream: { write: (text: string) => unknown }): Log =>
  (line) => {
    stream.write(`${JSON.stringify(line)}\n`)
  }
