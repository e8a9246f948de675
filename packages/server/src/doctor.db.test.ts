// What apila doctor says of a folder, beside a running server too, and that it changes nothing. Governed by docs/operating.md "Doctor".
import assert from 'node:assert/strict'
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import { examineKeeper, examineKeptHere } from './doctor-keeper.ts'
import { examine, examineLanguages } from './doctor.ts'
import { type Finding, block, fine, linesOf } from './finding.ts'
import { makeTlsFiles } from './leashes/make-certificate.ts'
import { serveLeashes } from './leashes/serve.ts'
import { readWay } from './leashes/way.ts'
import { content } from './library/test/library.ts'
import { type Config, readConfig } from './platform/config.ts'
import { openDatabase, openLeashDatabase } from './platform/db.ts'
import { randomBytes } from './platform/keys.ts'
import { freePort } from './test/free-port.ts'
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
    /^Apila \d+\.\d+\.\d+ on Node 24\./m,
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

const blocksOf = (flags: Record<string, string>, of = content, keeper: Finding[] = []): string[] =>
  examine(config(flags), of, today, keeper).flatMap((each) => (each.kind === 'blocks' ? [each.text] : []))
const HOSTS = { 'public-url': 'https://a.example', 'neutral-url': 'https://b.example' }
const named = { ...content, runBy: { name: { fi: 'Koivu', sv: 'Björk', en: 'Birch' }, contact: 'a@b.example' } }

test('what keeps from real work comes first, in the order in which it is mended, each with what to do', () => {
  const order = (found: string[], meant: RegExp[]) => {
    assert.equal(found.length, meant.length, found.join('\n'))
    for (const [at, each] of meant.entries()) assert.match(found[at] ?? '', each)
  }
  const nothing = block('The keeper is away.', 'Start it.')
  order(blocksOf({}, content, [nothing]), [
    /not both set.*passkeys/,
    /Nobody is named as the operator/,
    /keeper is away/,
    /holds no network yet/,
  ])
  const plain = { 'public-url': 'http://a.example', 'neutral-url': 'https://b.example' }
  order(blocksOf(plain, named), [/not an https: address/, /no network yet/])
  order(blocksOf(HOSTS, named), [/all clients count as one/, /no network yet/])
  order(blocksOf({ ...HOSTS, 'address-header': 'X-Client' }, named), [/no network yet/])
  const lines = linesOf(examine(config(), content, today))
  assert.match(lines[0] ?? '', /^Before real work, 3 things, in this order:$/)
  assert.deepEqual(
    lines.slice(1, -1).map((line) => line.split(' ')[0]),
    [
      ...['first', 'first', 'first'],
      ...lines.filter((line) => line.startsWith('look ')).map(() => 'look'),
      ...lines.filter((line) => line.startsWith('ok ')).map(() => 'ok'),
    ],
  )
  for (const line of lines.slice(1, 4)) assert.match(line, /\. [A-Z][^.]*(\.json[^.]*)?[^.]*\.?.*\.$/)
  assert.match(lines.at(-1) ?? '', /^3 to do first, \d+ to look at\.$/)
  assert.equal(linesOf([fine('All.')])[0], 'Nothing keeps from real work.')
})

test('of a keeper of its own: the files, whether it answers, and whose it is', async (t) => {
  const tls = join(folder, 'tls')
  const where = `localhost:${String(await freePort())}`
  const asked = { data: folder, leashKeeper: where, leashTls: tls }
  const now = new Date()
  const textOf = async (flags: Partial<typeof asked> = {}) =>
    (await examineKeeper({ ...asked, ...flags }, now)).map(({ kind, text }) => `${kind} ${text}`).join('\n')
  assert.match(await textOf({ leashKeeper: '' }), /^look This process keeps the leashes/)
  assert.match(await textOf(), /^blocks .*own\.key is missing: apila leash-certificate makes it/)
  makeTlsFiles({ folder: tls, name: 'localhost', now, randomBytes })
  assert.match(await textOf(), /^blocks .*other\.pem is missing/)
  copyFileSync(join(tls, 'own.pem'), join(tls, 'other.pem'))
  const away = await textOf()
  assert.match(away, /^fine The certificate own\.pem in .* is good until \d+\.\d+\.\d{4}\./)
  assert.match(away, /To compare aloud: own\.pem ([0-9a-f]{4} ){7}[0-9a-f]{4}; other\.pem/)
  assert.match(away, /blocks The leash keeper does not answer/)
  const served = await serveLeashes({
    ...{ folder: join(folder, 'kept'), way: readWay(where, tls), randomBytes },
    ...{ today: () => today, log: () => undefined },
  })
  t.after(() => served.close())
  assert.match(await textOf(), /fine The leash keeper answers\.$/)
  const here = await examineKeptHere({ leashes: join(folder, 'kept'), leashKeeper: where, leashTls: tls }, now)
  const said = here.map(({ kind, text }) => `${kind} ${text}`).join('\n')
  assert.match(said, /belongs to no network yet/, 'asking how it is takes nothing')
  assert.match(said, /fine Where the members decide that this machine keeps the leashes, its public key is [\w-]{43}$/m)
  assert.match(said, /look It has no recipient yet/, 'looking makes no key')
  const recipient = await served.recipient()
  const keyed = (await examineKeptHere({ leashes: join(folder, 'kept'), leashKeeper: where, leashTls: tls }, now)).at(
    -1,
  )
  assert.equal(keyed?.text, `For the same decision, its recipient is ${recipient}`)
  assert.match(recipient, /^age1pq/)
  const bare = await examineKeptHere({ leashes: join(folder, 'kept'), leashKeeper: '', leashTls: tls }, now)
  assert.match(bare.map(({ text }) => text).join(' '), /Say with --leash-keeper where it listens/)
  const late = (await examineKeeper(asked, new Date(now.getTime() + 800 * 86_400_000)))
    .map(({ text }) => text)
    .join('\n')
  assert.match(late, /own\.pem in .* has expired on /)
})

test('the network’s own directory is counted, and a member that the roster lacks is named', () => {
  const file = join(folder, 'directory.json')
  assert.match(texts().join('\n'), /No directory\.json in the data folder/)
  const id = '3f0b1a52-52a3-4a4c-9a83-4d0e7b9d2f11'
  const said = { fi: 'Lyhty', sv: 'Lyhty', en: 'Lyhty' }
  const organisation = { id, name: said, about: said, role: 'member', rosterId: 'lyhty' }
  writeFileSync(file, JSON.stringify({ organisations: [organisation], services: [] }))
  const lines = texts().join('\n')
  assert.match(lines, /directory\.json has 1 organisations and 0 services/)
  assert.match(lines, /directory\.json names lyhty as members, and the roster has none of that name/)
  rmSync(file)
})

test('looking changes nothing', () => {
  const state = () =>
    readdirSync(folder)
      .filter((name) => /\.(db|json)$/.test(name))
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
    examineLanguages({ clients }).map(({ kind, text }) => [kind, text]),
    [
      [
        'look',
        `Neutral pages, ${first.lang}: prepared, not shown; nobody has signed them. Their digest is ${first.digest}.`,
      ],
      ['fine', `Neutral pages, ${second.lang}: shown; Leila Example signed on 21.11.2026.`],
      [
        'look',
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
