// Compares docs/data.md with the tables that the migrations make: every column is explained, and nothing else is.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { findRoot } from './config.ts'
import { openDatabase, openLeashDatabase } from './db.ts'

const folder = mkdtempSync(join(tmpdir(), 'apila-doc-'))
before(async () => {
  await (await openDatabase(folder)).close()
  await (await openLeashDatabase(folder)).destroy()
})
after(() => {
  rmSync(folder, { recursive: true })
})

type Column = { table: string; column: string }

function realColumns(file: string): Column[] {
  const db = new DatabaseSync(join(folder, file), { readOnly: true })
  try {
    const rows = db
      .prepare(
        "SELECT m.name AS 'table', c.name AS 'column' FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
      )
      .all()
    return rows.map((row) => ({ table: String(row.table), column: String(row.column) }))
  } finally {
    db.close()
  }
}

const text = readFileSync(join(findRoot(), 'docs/data.md'), 'utf8')

/** Rows under `## file` and `### table`: the column's name and its other cells. */
function explained(file: string): (Column & { cells: string[] })[] {
  const part = text.split(/^## /m).find((section) => section.startsWith(`\`${file}\``)) ?? ''
  return part
    .split(/^### /m)
    .slice(1)
    .flatMap((section) => {
      const table = /^`([a-z_]+)`/.exec(section)?.[1] ?? ''
      const rows = section.split('\n').filter((line) => line.startsWith('| `'))
      return rows.map((line) => {
        const [column = '', ...cells] = line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim())
        return { table, column: column.replaceAll('`', ''), cells }
      })
    })
}

const named = (columns: readonly Column[]) => columns.map(({ table, column }) => `${table}.${column}`).sort()

for (const file of ['apila.db', 'leash.db']) {
  test(`docs/data.md explains every column of ${file}, and no other`, () => {
    assert.deepEqual(named(explained(file)), named(realColumns(file)))
  })

  test(`docs/data.md says of every column of ${file} why, in what form, for whom and until when`, () => {
    for (const { table, column, cells } of explained(file)) {
      assert.ok(cells.length === 4 && cells.every((cell) => cell.length > 2), `${table}.${column}`)
    }
  })

  test(`every key of ${file} begins with network_id, and columns are text, integer or blob`, () => {
    const db = new DatabaseSync(join(folder, file), { readOnly: true })
    const tables = [...new Set(realColumns(file).map(({ table }) => table))].filter(
      (table) => !table.startsWith('kysely_'),
    )
    for (const table of tables) {
      const columns = db.prepare('SELECT name, type, pk FROM pragma_table_info(?)').all(table)
      assert.equal(columns.find(({ pk }) => pk === 1)?.name, 'network_id', table)
      for (const { type } of columns) assert.ok(['text', 'integer', 'blob'].includes(String(type).toLowerCase()), table)
    }
    db.close()
  })
}
