// From a codebook file and a file of rows to columns of value positions. Multi attributes become binary ones.
// Every cell must be a code of the codebook; messages name line and column, never what stands in the cell.
import type { CodebookFile } from '@apila/core/statistics/codebook-file.ts'
import type { Columns } from '@apila/disclosure/counting.ts'
import type { Domain } from '@apila/disclosure/domain.ts'
import { Failure } from '../failure.ts'
import { readCsv } from './csv.ts'

const BINARY = ['no', 'yes']

/** Most cells that all measured tables may have together: about a gigabyte while they are worked on. */
const MOST_CELLS = 20_000_000

/** The closed domain of a codebook file: its tables, or all up to `maxWay` attributes where it lists none. */
export function domainOf(codebook: CodebookFile, maxWay: number): Domain {
  const attributes = codebook.attributes.flatMap(({ code, values, multi }) =>
    multi ? values.map((value) => ({ code: value, values: BINARY })) : [{ code, values }],
  )
  const tooLong = codebook.tables.find((table) => table.length > maxWay)
  if (tooLong !== undefined) {
    throw new Failure(`The table ${tooLong.join(' x ')} has more attributes than --max-way ${String(maxWay)} allows.`)
  }
  const sizes = attributes.map(({ values }) => values.length)
  if (codebook.tables.length === 0 && cellsUpTo(sizes, maxWay) > MOST_CELLS) {
    throw new Failure(
      `All tables of up to ${String(maxWay)} attributes have too many cells; list tables in the codebook or lower --max-way.`,
    )
  }
  const tables =
    codebook.tables.length > 0
      ? codebook.tables.flatMap((table) => expand(codebook, table))
      : allTables(
          attributes.map(({ code }) => code),
          maxWay,
        )
  return { codebook: codebook.codebook, attributes, tables }
}

/** A table with multi attributes stands for one table for each choice of their codes. */
function expand(codebook: CodebookFile, table: readonly string[]): string[][] {
  let tables: string[][] = [[]]
  for (const code of table) {
    const attribute = codebook.attributes.find((candidate) => candidate.code === code)
    const choices = attribute?.multi === true ? attribute.values : [code]
    tables = tables.flatMap((part) => choices.map((choice) => [...part, choice]))
  }
  return tables
}

/** Number of cells of all tables of up to `maxWay` attributes: sums of products, without listing the tables. */
function cellsUpTo(sizes: readonly number[], maxWay: number): number {
  const sums = [1, ...new Array<number>(maxWay).fill(0)]
  for (const size of sizes) {
    for (let way = maxWay; way >= 1; way--) sums[way] = (sums[way] ?? 0) + (sums[way - 1] ?? 0) * size
  }
  return sums.reduce((total, sum) => total + sum, 0)
}

function allTables(codes: readonly string[], maxWay: number): string[][] {
  const tables: string[][] = []
  let longest: { table: string[]; next: number }[] = [{ table: [], next: 0 }]
  for (let way = 1; way <= Math.min(maxWay, codes.length); way++) {
    longest = longest.flatMap(({ table, next }) =>
      codes.slice(next).map((code, offset) => ({ table: [...table, code], next: next + offset + 1 })),
    )
    tables.push(...longest.map(({ table }) => table))
  }
  return tables
}

/** Writes the positions of one cell of the file into the columns of the domain. */
type Reader = (cell: string, row: number) => 'ok' | 'empty' | 'unknown' | 'twice'

/** Reads all rows; throws a `Failure` that names line and column of the first cell that does not fit. */
export function readRows(codebook: CodebookFile, text: string, progress: (share: number) => void): Columns {
  const records = readCsv(text)
  const header = records.next()
  if (header.done === true) throw new Failure('The file of rows is empty; its first line must name the attributes.')
  const names = header.value.cells
  checkHeader(codebook, names)
  const columns: number[][] = []
  const readers = new Map<string, Reader>()
  for (const attribute of codebook.attributes) readers.set(attribute.code, readerFor(attribute, columns))
  const ordered = names.map((name) => readers.get(name))
  let rows = 0
  const blank: number[] = []
  for (const { line, cells } of records) {
    // Told at the end, all together: deleted rows of a spreadsheet lie in hundreds under the others.
    if (cells.every((cell) => cell.trim() === '')) {
      blank.push(line)
      continue
    }
    if (cells.length !== names.length) {
      throw new Failure(
        `Line ${String(line)} has ${String(cells.length)} cells; the first line names ${String(names.length)} columns.`,
      )
    }
    for (const [at, cell] of cells.entries()) {
      const result = ordered[at]?.(cell, rows) ?? 'unknown'
      if (result !== 'ok') throw cellFailure(result, line, names[at] ?? '')
    }
    rows++
    if (rows % 50_000 === 0) progress(line)
  }
  if (blank.length > 0) throw blankFailure(blank)
  return { rows, columns: columns.map((column) => Uint16Array.from(column)) }
}

/** Neither counted as people of whom nothing was asked, nor dropped: only who made the file knows what they are. */
function blankFailure(lines: readonly number[]): Failure {
  const [first = 0, last = first] = [lines[0], lines.at(-1)]
  const where =
    lines.length === 1
      ? `Line ${String(first)} has no code in any cell.`
      : `${String(lines.length)} lines have no code in any cell, the first is line ${String(first)}, the last line ${String(last)}.`
  return new Failure(
    `${where} A spreadsheet leaves such lines where rows were deleted: take them out. A person of whom nothing was asked is written with the codes for "not asked".`,
  )
}

function cellFailure(result: 'empty' | 'unknown' | 'twice', line: number, name: string): Failure {
  const where = `Line ${String(line)}, column ${name}`
  if (result === 'empty')
    return new Failure(`${where}: the cell is empty, and the codebook has no ${name}.NQ for "not asked".`)
  if (result === 'twice') return new Failure(`${where}: a code stands twice in the cell.`)
  return new Failure(`${where}: what stands there is not a code of the codebook.`)
}

function checkHeader(codebook: CodebookFile, names: readonly string[]): void {
  const known = codebook.attributes.map(({ code }) => code)
  if (names.length === 1 && known.length > 1 && /[;\t]/.test(names[0] ?? '')) {
    throw new Failure('Line 1: columns must be separated by commas; this file uses semicolons or tabs.')
  }
  const missing = known.find((code) => !names.includes(code))
  if (missing !== undefined) throw new Failure(`Line 1: there is no column ${missing}, which the codebook lists.`)
  const position = names.findIndex((name, at) => !known.includes(name) || names.indexOf(name) !== at)
  if (position >= 0) {
    throw new Failure(
      `Line 1: column ${String(position + 1)} is not an attribute of the codebook, or stands there twice.`,
    )
  }
}

function readerFor(attribute: CodebookFile['attributes'][number], columns: number[][]): Reader {
  const positions = new Map(attribute.values.map((value, position) => [value, position]))
  const notAsked = positions.get(`${attribute.code}.NQ`)
  if (attribute.multi) return multiReader(attribute.values, positions, notAsked, columns)
  const column: number[] = []
  columns.push(column)
  return (cell, row) => {
    const position = cell === '' ? notAsked : positions.get(cell)
    if (position === undefined) return cell === '' ? 'empty' : 'unknown'
    column[row] = position
    return 'ok'
  }
}

/** An empty cell is the code for "not asked" where there is one, and no code at all otherwise. */
function multiReader(
  values: readonly string[],
  positions: ReadonlyMap<string, number>,
  notAsked: number | undefined,
  columns: number[][],
): Reader {
  const own = values.map((): number[] => [])
  columns.push(...own)
  return (cell, row) => {
    if (cell !== '' && cell.trim() === '') return 'unknown'
    for (const column of own) column[row] = 0
    if (cell === '' && notAsked !== undefined) {
      const column = own[notAsked]
      if (column !== undefined) column[row] = 1
    }
    for (const code of cell.split(' ')) {
      if (code === '') continue
      const column = own[positions.get(code) ?? -1]
      if (column === undefined) return 'unknown'
      if (column[row] === 1) return 'twice'
      column[row] = 1
    }
    return 'ok'
  }
}
