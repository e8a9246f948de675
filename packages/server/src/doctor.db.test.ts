// What apila doctor says of a folder, beside a running server too, and that it changes nothing. Governed by docs/operating.md "Doctor".
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import { examine, examineLanguages } from './doctor.ts'
import { content } from './library/test/library.ts'
import { type Config, readConfig } from './platform/config.ts'
import { openDatabase, openLeashDatabase } from './platform/db.ts'
import { testFolder } from './test/network.ts'

const folder = testFolder()
const today = Day.parse('2026-11-30')
const config = (flags: Record<string, string> = {}): Config => readConfig({ data: folder, ...flags }, {})
const texts = (flags?: Record<string, string>) => examine(config(flags), content, today).map(({ text }) => text)

before(async () => {
  const db = await openDatabase(folder)
  await db.close()
  await (await openLeashDatabase(folder)).destroy()
})

after(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('a new folder: sound, without a network, and what is not set is said', () => {
  const said = texts().join('\n')
  for (const meant of [
    /^Apila \d+\.\d+\.\d+ on Node 24\./,
    /holds no network yet/,
    /sound and up to date/,
    /keys is not in the data folder/,
    /--public-url and --neutral-url are not both set/,
    /no \/\.well-known\/security\.txt/,
    /Readers may save the guide/,
  ])
    assert.match(said, meant)
  const set = texts({
    'public-url': 'https://a.example',
    'neutral-url': 'https://b.example',
    'security-contact': 'https://a.example/report',
    'saved-guide': 'off',
  }).join('\n')
  for (const meant of [/neutral host https:\/\/b\.example/, /security\.txt names/, /may not save/])
    assert.match(set, meant)
})

test('looking changes nothing', () => {
  const state = () =>
    readdirSync(folder)
      .filter((name) => !/-(wal|shm)$/.test(name))
      .map((name) => readFileSync(join(folder, name), 'base64'))
  const earlier = state()
  texts()
  assert.deepEqual(state(), earlier)
})

test('a language says who signed and when, or what it waits for', () => {
  const [first, second, third] = content.neutral.clients
  assert.ok(first && second && third)
  const clients = [
    { ...first, reviewedBy: null, reviewedOn: null },
    { ...second, reviewedBy: 'Leila Example', reviewedOn: '2026-11-21', reviewedDigest: second.digest },
    { ...third, reviewedBy: 'Leila Example', reviewedOn: '2026-11-21', reviewedDigest: second.digest },
  ]
  assert.deepEqual(
    examineLanguages({ clients }).map(({ isFine, text }) => [isFine, text]),
    [
      [
        false,
        `Neutral pages, ${first.lang}: prepared, not shown; nobody has signed them. Their digest is ${first.digest}.`,
      ],
      [true, `Neutral pages, ${second.lang}: shown; Leila Example signed on 21.11.2026.`],
      [
        false,
        `Neutral pages, ${third.lang}: not shown; Leila Example signed on 21.11.2026, but words were changed since. Their digest is ${third.digest}.`,
      ],
    ],
  )
})

test('a database of an older version is behind, of a newer one or a damaged one is refused', () => {
  const database = join(folder, 'apila.db')
  const change = (sql: string): void => {
    const db = new DatabaseSync(database)
    db.exec(sql)
    db.close()
  }
  change("DELETE FROM kysely_migration WHERE name = '0001-first'")
  assert.match(texts().join('\n'), /behind by 1;/)
  change("INSERT INTO kysely_migration VALUES ('0001-first', ''), ('9999-later', '')")
  assert.throws(() => texts(), /newer version/)
  for (const end of ['', '-wal', '-shm']) rmSync(database + end, { force: true })
  writeFileSync(database, 'no database')
  assert.throws(() => texts(), /cannot be read, or is damaged/)
})
