// A table of numbers with their ranges, the same on the public pages and where officers look before they sign. The range is the number;
// the drawing beside it repeats the text and is passed over by screen readers.
import type { VNode } from 'preact'
import { type ShownGroup, type ShownRow, type ShownTable, wholeNumbers } from '@apila/core/statistics/shown-table.ts'

export interface NumbersTableProps {
  caption: string
  table: ShownTable
  /** The words of a dimension, or of a category of it. */
  nameOf: (dimension: string, category?: string) => string
  /** Head of the column of ranges, with its year and the end of the drawings' scale. */
  rangeHead: string
  /** The row of numbers too small to show: its sentence, of their names and the highest end. */
  weakText: (names: readonly string[], limit: string) => string
  /** Another year's ranges beside these, where there is one: its head, and the range of a row. */
  before?: { head: string; rangeOf: (group: string | null, code: string) => string | undefined } | undefined
}

/** Two columns at every width, and on a wide page a third; the first of two crossed dimensions becomes groups of rows. */
export function NumbersTable(props: NumbersTableProps): VNode {
  const { caption, table, nameOf, rangeHead, weakText, before } = props
  const [outer = ''] = table.dimensions
  const columns = before === undefined ? 2 : 3
  return (
    <table class="numbers">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{table.dimensions.map((code) => nameOf(code)).join(' / ')}</th>
          <th scope="col">{rangeHead}</th>
          {before !== undefined && (
            <th scope="col" class="narrow-hide">
              {before.head}
            </th>
          )}
        </tr>
      </thead>
      {table.groups.map((group) => (
        <tbody key={group.code ?? ''}>
          {group.code !== null && (
            <tr>
              <th scope="rowgroup" colSpan={columns}>
                {nameOf(outer, group.code)}
              </th>
            </tr>
          )}
          <GroupRows {...props} group={group} columns={columns} />
        </tbody>
      ))}
      {table.weak !== null && (
        <tbody>
          <tr>
            <td class="hint" colSpan={columns}>
              {weakText(
                table.weak.codes.map((code) => nameOf(outer, code)),
                String(Math.ceil(table.weak.limit)),
              )}
            </td>
          </tr>
        </tbody>
      )}
    </table>
  )
}

interface GroupRowsProps extends NumbersTableProps {
  group: ShownGroup
  columns: number
}

function GroupRows({ table, group, nameOf, weakText, before, columns }: GroupRowsProps): VNode {
  const inner = table.dimensions.at(-1) ?? ''
  return (
    <>
      {group.rows.map((row) => (
        <tr key={row.code}>
          <th scope="row">{nameOf(inner, row.code)}</th>
          <td>
            <Range row={row} scale={table.scale} />
          </td>
          {before !== undefined && <td class="narrow-hide small">{before.rangeOf(group.code, row.code) ?? '–'}</td>}
        </tr>
      ))}
      {group.weak !== null && (
        <tr>
          <td class="hint" colSpan={columns}>
            {weakText(
              group.weak.codes.map((code) => nameOf(inner, code)),
              String(Math.ceil(group.weak.limit)),
            )}
          </td>
        </tr>
      )}
    </>
  )
}

/** A range and its drawing, whose line is the estimate; the scale is one for the whole table. */
export function Range({ row, scale }: { row: Pick<ShownRow, 'value' | 'low' | 'high'>; scale: number }): VNode {
  const words = wholeNumbers(row)
  const at = (number: number): number => Math.round((1000 * Math.min(number, scale)) / scale) / 10
  const [low, high, best] = [at(row.low), at(row.high), String(at(row.value))]
  return (
    <>
      <b class="range">
        {words.low}–{words.high}
      </b>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect fill="currentColor" stroke="none" x={low} y="2" width={(high - low).toFixed(1)} height="6" />
        <path
          stroke="var(--ink)"
          stroke-width="2"
          vector-effect="non-scaling-stroke"
          d={`M0 5H${String(low)}M${best} 0V10`}
        />
      </svg>
    </>
  )
}
