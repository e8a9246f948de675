// The tabular data package: one CSV file a table and its descriptor, in a zip. Table, file and column names are the specification's.
import { strToU8, zipSync } from 'fflate'
import { type Column, type HsdsTables, type Row, TABLES, type Table, type TableName } from './tables.ts'

const NAMES = Object.keys(TABLES) as TableName[]

/** The oldest day that a zip can write: every package of the same records has the same bytes. */
const ZIP_EPOCH = '1980-01-01T00:00:00'

export function dataPackage(tables: HsdsTables): Uint8Array {
  const files = NAMES.map((name) => [TABLES[name].path, strToU8(csvOf(TABLES[name].columns, tables[name]))] as const)
  const descriptor = strToU8(`${JSON.stringify(describePackage(), null, 2)}\n`)
  return zipSync({ 'datapackage.json': descriptor, ...Object.fromEntries(files) }, { mtime: ZIP_EPOCH, level: 6 })
}

/** The package's descriptor, version 1 of the Tabular Data Package. */
export function describePackage(): object {
  return {
    name: 'human_services_data',
    title: 'Apila: services for victims of human trafficking in Finland (HSDS 3.0)',
    profile: 'tabular-data-package',
    licenses: [{ name: 'EUPL-1.2' }],
    resources: NAMES.map((name) => describeTable(TABLES[name])),
  }
}

function describeTable({ name, path, columns, links }: Table): object {
  return {
    name,
    path,
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    schema: {
      primaryKey: 'id',
      fields: columns.map((column) => ({
        ...column,
        ...(column.name === 'id' && { constraints: { required: true, unique: true } }),
      })),
      foreignKeys: Object.entries(links).map(([fields, resource]) => ({
        fields,
        reference: { resource, fields: 'id' },
      })),
    },
  }
}

function csvOf(columns: readonly Column[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`
  const names = columns.map(({ name }) => name)
  return [line(names), ...rows.map((row) => line(names.map((name) => String(row[name] ?? ''))))].join('')
}

// RFC 4180. Telephone numbers begin with "+", so formulas are not escaped: a changed number would help nobody.
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
