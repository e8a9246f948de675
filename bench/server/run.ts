// `npm run bench -- server`: the server beside programs that do nothing else: PostgreSQL for what must be durable, nginx for pages.
// Everything is measured in turns in one run (A B A B), and the median of each is compared. Read the ratios, not the numbers.
import { compareDeposits, measureEndings } from './acts.ts'
import { comparePages } from './pages.ts'
import { measureStart } from './start.ts'

export type Row = {
  what: string
  ours: string
  theirs: string
  ratio: number | null
  floor: number | null
  goal: number | null
}

const rows: Row[] = []
const add = (more: readonly Row[]): void => {
  for (const row of more) {
    rows.push(row)
    const against =
      row.floor === null ? '' : `floor ${String(row.floor)}${row.goal === null ? '' : `, goal ${String(row.goal)}`}`
    const verdict = row.ratio === null || row.floor === null ? '' : row.ratio >= row.floor ? 'holds' : 'BELOW'
    const ratio = row.ratio === null ? '' : row.ratio.toFixed(2)
    console.log(
      `${row.what.padEnd(58)} ${row.ours.padStart(14)} ${row.theirs.padStart(14)} ${ratio.padStart(7)}  ${against} ${verdict}`,
    )
  }
}

console.log(`${''.padEnd(58)} ${'Apila'.padStart(14)} ${'beside'.padStart(14)} ${'ratio'.padStart(7)}`)
// Parts may be named: `npm run bench -- server endings`.
const wanted = process.argv.slice(2).filter((word) => word !== 'server')
const isWanted = (part: string) => wanted.length === 0 || wanted.includes(part)
if (isWanted('deposits')) {
  add(await compareDeposits(false))
  add(await compareDeposits(true))
}
if (isWanted('endings')) add(await measureEndings())
if (isWanted('pages')) add(await comparePages())
if (isWanted('start')) add(await measureStart())
process.exitCode = rows.some(({ ratio, floor }) => ratio !== null && floor !== null && ratio < floor) ? 1 : 0
