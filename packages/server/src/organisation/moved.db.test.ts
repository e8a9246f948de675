// A removal: who has not read it writes nothing, and the removed device has no session and no key any more (docs/protocol.md "Roster").
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { proofOf } from '../platform/keys.ts'
import { bell, blobOf, newLine, random } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'

let server: TestServer
before(async () => {
  server = await startTestServer({ endings: { step: 20 } })
})
after(() => server.close())

const sender = 'alder-worker-1'
const gone = 'birch-worker-1'
const keeper = 'birch-keeper-1'
const post = (path: string, body: unknown, as: string) => server.call('POST', `/api/v2/${path}`, { as, body })
const said = ({ status, body }: Awaited<ReturnType<typeof post>>) =>
  status < 300 ? status : (body as { type: string }).type

test('every write that names a length from before the removal is told so, and a later one is taken', async () => {
  const { network } = server
  const before = network.entries.length
  const permission = server.newPermission(server.today())
  const { deposit, secrets } = permission
  assert.equal((await server.send(sender, permission)).status, 204)
  const wrap = { device: gone, desk: 'referral', epoch: 0, blob: blobOf('wrap') }
  assert.equal(said(await post('wraps/add', { wraps: [wrap] }, keeper)), 204)
  assert.equal(said(await post('wraps', {}, gone)), 200)

  network.add({ kind: 'device-remove', id: gone }, network.keepersOf('birch'))
  // Alone it owes the desks their new keys.
  assert.equal(said(await post('roster/add', { entries: network.entries.slice(before) }, keeper)), 'roster-refused')
  for (const desk of ['referral', 'statistics']) network.addEpoch('birch', desk, 1)
  assert.equal(said(await post('roster/add', { entries: network.entries.slice(before) }, keeper)), 204)
  assert.equal(said(await post('wraps', {}, gone)), 'not-signed-in')
  assert.deepEqual((await post('roster', { from: before }, sender)).body, { entries: network.entries.slice(before) })

  const item = { t: deposit.talk.t, n: 0, post: secrets.post, item: blobOf('item'), line: newLine(0), bell: bell() }
  const lock = { lock: blobOf('lock'), proof: proofOf(random(32) as never), line: newLine(1) }
  const writes = (roster: number) =>
    [
      ['talk', { ...item, note: null, roster }],
      ['locks', { name: deposit.story.s, slot: 's', turn: secrets.turns.s, ...lock, roster }],
      ['permissions', server.newPermission(server.today(), { offline: true, roster }).deposit],
    ] as const
  for (const roster of [1, before, network.entries.length - 1])
    for (const [path, body] of writes(roster)) assert.equal(said(await post(path, body, sender)), 'roster-moved', path)
  for (const [path, body] of writes(network.entries.length))
    assert.ok([200, 204].includes((await post(path, body, sender)).status), path)
})

test('an entry that moves no key and no device moves nobody', async () => {
  const { network } = server
  const before = network.entries.length
  const device = network.newDevice('birch', 'birch-worker-2', ['worker'], ['referral'])
  network.devices.set(device.id, device)
  network.add({ kind: 'device', device: network.describe(device) }, network.keepersOf('birch'))
  assert.equal(said(await post('roster/add', { entries: network.entries.slice(before) }, keeper)), 204)
  const permission = server.newPermission(server.today(), { offline: true, roster: before })
  assert.equal(said(await post('permissions', permission.deposit, sender)), 204)
})

test('the removed device stays out after a restart, and its wraps are gone from the disk', async () => {
  await server.running.close()
  await server.restart()
  assert.equal(await server.signIn(gone).catch(() => undefined), undefined)
  const db = server.running.ctx.db.read()
  const left = await db.sql.selectFrom('wraps').select('device').where('device', '=', gone).execute()
  assert.deepEqual(left, [])
})
