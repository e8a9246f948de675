// Comma-separated text (RFC 4180) that a spreadsheet opens and no formula runs in.

export type Cell = string | number | null

/** A text that a spreadsheet would compute begins with an apostrophe, as such programs write it themselves. */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvText = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
