// The last day is the one that she was told: no act of any desk moves it, and when it has passed nothing is left to open (findings M3, H2).
// Governed by docs/protocol.md "Expiry".
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { addDays } from '@apila/core/day.ts'
import { LookedAt } from '@apila/core/referral/wire.ts'
import { proofOf } from '../platform/keys.ts'
import { bell, blobOf, newLine, random } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { sweep } from '../sweep.ts'

let day = '2026-03-02'
let server: TestServer
before(async () => {
  server = await startTestServer({ endings: { step: 20 }, now: () => new Date(`${day}T10:00:00Z`) })
})
after(() => server.close())

const sender = 'alder-worker-1'
const receiver = 'birch-worker-1'
const post = (path: string, body: unknown, as: string) => server.call('POST', `/api/v2/${path}`, { as, body })

/** Every last day that stands in the files. */
function daysOnDisk(): string[] {
  return ['apila.db', 'leash.db'].flatMap((file) => {
    const db = new DatabaseSync(join(server.folder, file), { readOnly: true, timeout: 5_000 })
    const table = file === 'apila.db' ? 'permissions' : 'leashes'
    const rows = db.prepare(`SELECT until_day FROM ${table}`).all()
    db.close()
    return rows.map((row) => String(row['until_day']))
  })
}

test('whatever desks do, the day stays; the day after it nothing opens, and key and leashes are gone', async () => {
  const permission = server.newPermission(server.today(), { days: 3 })
  const { deposit, secrets } = permission
  const until = addDays(server.today(), 3)
  assert.equal((await server.send(sender, permission)).status, 204)
  const roster = server.network.entries.length
  let turn = secrets.turns.s
  const nextLine = async () =>
    newLine(LookedAt.parse((await post('look-at', { name: deposit.knock.k }, sender)).body).n)
  for (const [n, passed] of ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].entries()) {
    day = passed
    server.forgetSessions()
    for (const as of [receiver, sender]) {
      for (const name of [deposit.knock.k, deposit.story.s]) {
        const { status, body } = await server.open(as, name)
        assert.deepEqual([status, body.until], [200, until])
      }
      const next = random(32)
      const lock = { lock: blobOf('lock'), proof: proofOf(next as never), roster, line: await nextLine() }
      assert.equal((await post('locks', { name: deposit.story.s, slot: 's', turn, ...lock }, as)).status, 200)
      turn = next
    }
    const item = { t: deposit.talk.t, n, post: secrets.post, item: blobOf('item'), line: await nextLine() }
    const later = { list: random(16), id: random(16), version: 0, blob: blobOf('note'), until: addDays(until, 60) }
    assert.equal((await post('talk', { ...item, bell: bell(), note: later, roster }, receiver)).status, 204)
    await sweep(server.running.ctx)
    // Her own day in the row of the permission and in each of three leashes.
    assert.deepEqual(daysOnDisk(), [until, until, until, until])
  }
  for (const to of [addDays(until, 30), addDays(until, -1)]) {
    const names = await post('names', { ...permission.names, until: to }, sender)
    assert.ok([409, 422].includes(names.status))
    assert.ok([409, 422].includes((await post('permissions', { ...deposit, until: to }, sender)).status))
  }
  day = '2026-03-06'
  server.forgetSessions()
  for (const name of [deposit.knock.k, deposit.story.s]) assert.equal((await server.open(receiver, name)).status, 404)
  for (const [path, body] of [
    ['talk/open', { t: deposit.talk.t }],
    ['book', { name: deposit.story.s }],
    ['locks/confirm', { name: deposit.story.s, slot: 's', n: 1, turn }],
  ] as const)
    assert.equal((await post(path, body, receiver)).status, 404, path)
  await sweep(server.running.ctx)
  assert.deepEqual(daysOnDisk(), [])
  assert.ok(!existsSync(join(server.folder, 'keys', `day-${until}.key`)))
})
