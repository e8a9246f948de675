// The data package: the names, types and keys of HSDS 3.0, every key known, the same bytes each time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { Day } from '@apila/core/day.ts'
import { content, networkOf } from '../library/test/library.ts'
import { HSDS_TABLES, columnType, getTable, linkedTable, openShapes } from './test/hsds-shape.ts'
import { hsdsRoutes } from './public-routes.ts'
import { hsdsRecords } from './records.ts'

const { directory, choices: directoryChoices } = content
const app = hsdsRoutes({
  today: () => Day.parse('2026-11-22'),
  network: networkOf(content),
  config: { publicUrl: 'https://apila.example' },
})
const download = async () => new Uint8Array(await (await app.request('/hsds/datapackage.zip')).arrayBuffer())

interface Resource {
  name: string
  path: string
  schema: {
    fields: { name: string; type: string; format?: string }[]
    primaryKey: string
    foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[]
  }
}
const files = unzipSync(await download())
const read = (path: string) => strFromU8(files[path] ?? new Uint8Array())
const { resources } = JSON.parse(read('datapackage.json')) as { resources: Resource[] }

/** RFC 4180, for what the package writes. */
function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end = ''] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gs)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  const [head = [], ...rest] = rows.slice(0, -1)
  return rest.map((cells) => {
    assert.equal(cells.length, head.length)
    return Object.fromEntries(head.map((name, i) => [name, cells[i] ?? '']))
  })
}
const tables = new Map(resources.map((resource) => [resource.name, parseCsv(read(resource.path))]))

/** What in a table's description is not as HSDS 3.0 has it. */
function faults({ name, path, schema }: Resource): string[] {
  const table = HSDS_TABLES[name]
  if (table === undefined) return [`no table ${name}`]
  const found: string[] = []
  if (path !== table.path) found.push(`file ${path}`)
  if (schema.primaryKey !== 'id') found.push(`key ${schema.primaryKey}`)
  const columns = new Map(schema.fields.map((field) => [field.name, field]))
  if (columns.size !== schema.fields.length) found.push('a column twice')
  for (const { name: column, type, format } of schema.fields) {
    const kind = table.fields[column]
    const [wantedType, wantedFormat] = kind === undefined ? [] : columnType(kind)
    if (type !== wantedType || format !== wantedFormat) found.push(`column ${column}`)
  }
  for (const column of [...table.required, ...(table.requiredInPackage ?? [])])
    if (!columns.has(column)) found.push(`no ${column}`)
  const links = new Map((schema.foreignKeys ?? []).map(({ fields, reference }) => [fields, reference]))
  for (const column of new Set([...columns.keys(), ...links.keys()])) {
    const reference = links.get(column)
    if (reference?.resource !== linkedTable(column) || (reference && reference.fields !== 'id'))
      found.push(`link ${column}`)
  }
  return found
}

test('tables, files, columns, types and keys are those of HSDS 3.0', () => {
  assert.equal(resources.length, 13)
  for (const resource of resources) assert.deepEqual(faults(resource), [], resource.name)
})

test('a table with another name, file, column, type or key is seen', () => {
  const service = resources.find(({ name }) => name === 'service')
  assert.ok(service)
  const { schema } = service
  const [id, ...rest] = schema.fields
  assert.ok(id)
  const [link, ...links] = schema.foreignKeys ?? []
  assert.ok(link)
  const wrong: Resource[] = [
    { ...service, name: 'services' },
    { ...service, path: 'service.csv' },
    { ...service, schema: { ...schema, primaryKey: 'name' } },
    { ...service, schema: { ...schema, fields: rest } },
    { ...service, schema: { ...schema, fields: [...schema.fields, id] } },
    { ...service, schema: { ...schema, fields: [...schema.fields, { name: 'place', type: 'string' }] } },
    { ...service, schema: { ...schema, fields: [{ name: 'id', type: 'string' }, ...rest] } },
    { ...service, schema: { ...schema, fields: [{ ...id, type: 'integer' }, ...rest] } },
    { ...service, schema: { ...schema, foreignKeys: links } },
    { ...service, schema: { ...schema, foreignKeys: [{ ...link, reference: { resource: 'program', fields: 'id' } }] } },
    {
      ...service,
      schema: { ...schema, foreignKeys: [{ ...link, reference: { resource: 'organization', fields: 'name' } }] },
    },
  ]
  for (const one of wrong) assert.notDeepEqual(faults(one), [], JSON.stringify(one))
})

test('every row of every file is a row of HSDS 3.0', () => {
  const shapes = openShapes()
  for (const { name } of resources) {
    const { fields } = getTable(name)
    for (const row of tables.get(name) ?? []) {
      const filled = Object.entries(row).filter(([, cell]) => cell !== '')
      const read = filled.map(([column, cell]) => [column, fields[column] === 'number' ? Number(cell) : cell])
      const { error } = shapes(name, 'row').safeParse(Object.fromEntries(read))
      assert.equal(error, undefined, `${name}: ${JSON.stringify(error?.issues)}`)
    }
  }
})

test('every file of the descriptor is there, with its header, and no other', () => {
  assert.deepEqual(Object.keys(files).sort(), ['datapackage.json', ...resources.map(({ path }) => path)].sort())
  for (const { path, schema } of resources)
    assert.ok(read(path).startsWith(`${schema.fields.map(({ name }) => name).join(',')}\r\n`), path)
  assert.equal(tables.get('service')?.length, directory.services.length)
  assert.equal(tables.get('organization')?.length, directory.organisations.length)
})

test('every identifier is there once, and every reference is known', () => {
  const ids = new Map([...tables].map(([name, rows]) => [name, new Set(rows.map(({ id }) => id))]))
  for (const { name, schema } of resources) {
    const rows = tables.get(name) ?? []
    assert.equal(ids.get(name)?.size, rows.length, name)
    for (const { fields, reference } of schema.foreignKeys ?? []) {
      for (const row of rows) assert.ok(ids.get(reference.resource)?.has(row[fields]), `${name}.${fields}`)
    }
  }
  const linked = new Set([...(ids.get('service') ?? []), ...(ids.get('organization') ?? [])])
  for (const row of tables.get('attribute') ?? []) assert.ok(linked.has(row.link_id))
})

test('files say what the records say, cell by cell', () => {
  for (const [name, rows] of Object.entries(hsdsRecords(directory, directoryChoices, Day.parse('2026-11-22')))) {
    const written = tables.get(name) ?? []
    assert.equal(written.length, rows.length)
    rows.forEach((row, i) => {
      for (const [column, cell] of Object.entries(written[i] ?? {}))
        assert.equal(cell, String(row[column] ?? ''), `${name}.${column}`)
      // No value is lost because its column was forgotten.
      for (const [column, value] of Object.entries(row))
        assert.ok(value === undefined || column in (written[i] ?? {}), `${name}.${column}`)
    })
  }
})

test('telephone numbers arrive as they are', () => {
  const numbers = new Set(tables.get('phone')?.map(({ number }) => number))
  for (const { phones } of directory.services) for (const { number } of phones) assert.ok(numbers.has(number))
})

test('the same records make the same bytes', async () => {
  assert.deepEqual(await download(), await download())
})
