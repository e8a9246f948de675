// A strict reader of comma-separated files (RFC 4180), with line numbers. Nothing is guessed and nothing is dropped:
// what does not fit stops the run with the line where it stands.
import { Failure } from '../failure.ts'

export interface CsvRecord {
  /** Line on which the record begins; the first is 1. */
  readonly line: number
  readonly cells: readonly string[]
}

const QUOTE = '"'

/**
 * Records of a text, the header among them. Lines may end in LF or CRLF, the last one may lack its end;
 * a byte order mark at the start is passed over.
 */
export function* readCsv(text: string): Generator<CsvRecord> {
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let line = 1
  while (at < text.length) {
    const start = line
    const cells: string[] = []
    for (let open = true; open;) {
      const cell = text[at] === QUOTE ? quotedCell(text, at, line) : plainCell(text, at, line)
      cells.push(cell.value)
      at = cell.end
      line += cell.lines
      if (text[at] === ',') at++
      else open = false
    }
    at = endOfLine(text, at, line)
    line++
    yield { line: start, cells }
  }
}

interface Cell {
  readonly value: string
  /** Position after the cell. */
  readonly end: number
  /** Line ends inside the cell. */
  readonly lines: number
}

function plainCell(text: string, start: number, line: number): Cell {
  let end = start
  for (; end < text.length; end++) {
    const character = text[end]
    if (character === ',' || character === '\n' || character === '\r') break
    if (character === QUOTE)
      throw new Failure(`Line ${String(line)}: a quote stands inside a cell that does not begin with one.`)
  }
  return { value: text.slice(start, end), end, lines: 0 }
}

function quotedCell(text: string, start: number, line: number): Cell {
  let value = ''
  let from = start + 1
  for (;;) {
    const close = text.indexOf(QUOTE, from)
    if (close < 0) throw new Failure(`Line ${String(line)}: a quoted cell is not closed.`)
    value += text.slice(from, close)
    if (text[close + 1] !== QUOTE) return { value, end: close + 1, lines: value.split('\n').length - 1 }
    value += QUOTE
    from = close + 2
  }
}

function endOfLine(text: string, at: number, line: number): number {
  if (at >= text.length) return at
  if (text[at] === '\n') return at + 1
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2
  if (text[at] === '\r') throw new Failure(`Line ${String(line)}: the line ends in a lone carriage return.`)
  throw new Failure(`Line ${String(line)}: something follows a closing quote.`)
}
