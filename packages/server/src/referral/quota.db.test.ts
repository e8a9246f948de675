// What one device and one permission may take, and the only sizes that the server knows. Governed by docs/protocol.md "Limits" and "Sizes"
// (finding M10).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import { QuotaName, type SpentQuota } from '@apila/core/referral/wire.ts'
import { STORED_BYTES, STORY_CLASSES, sealedLength } from '@apila/core/sizes.ts'
import { Problem } from '../platform/problem.ts'
import { bell, blobOf, newLine, newNote, random } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { MOST_ITEMS } from './talk.ts'
import { allowRelocking } from './relocking.ts'
import { MOST_A_DAY, openQuotas } from './quotas.ts'

let day = '2026-03-02'
let server: TestServer
before(async () => {
  server = await startTestServer({ endings: { step: 20 }, now: () => new Date(`${day}T10:00:00Z`) })
})
after(() => server.close())

const as = 'alder-worker-1'
const other = 'birch-worker-1'
const post = (path: string, body: unknown, by = as) => server.call('POST', `/api/v2/${path}`, { as: by, body })
const said = ({ status, body }: Awaited<ReturnType<typeof post>>) =>
  status < 300 ? status : (body as { type: string }).type
const nextDay = (to: string) => {
  day = to
  server.forgetSessions()
}

test('each kind of act is counted by itself, for each device and day, and told from four fifths on', () => {
  let today = Day.parse('2026-03-02')
  const quotas = openQuotas(() => today)
  const [one, two] = ['alder-worker-1', 'alder-worker-2'] as [DeviceId, DeviceId]
  for (const name of QuotaName.options) {
    const most = MOST_A_DAY[name]
    const told = () => quotas.listNearlySpent([one, two]).some((spent) => spent.name === name)
    for (let count = 1; count <= most; count += 1) {
      quotas.spend(name, one)
      assert.equal(told(), count >= most * 0.8, `${name} ${String(count)}`)
    }
    assert.throws(
      () => quotas.spend(name, one),
      (error) => error instanceof Problem && error.code === 'too-many',
    )
    quotas.spend(name, two)
    if (name === 'locks') quotas.spend(name, one, 'another part')
  }
  assert.deepEqual(
    quotas.listNearlySpent([two, one]).map(({ device, name, count, most }) => [device, name, count - most]),
    QuotaName.options.map((name) => [one, name, 0]),
  )
  today = Day.parse('2026-03-03')
  for (const name of QuotaName.options) quotas.spend(name, one)
  assert.deepEqual(quotas.listNearlySpent([one]), [])
})

test('the 41st permission of a device is refused, its repetition is not, others go on, and the keepers are told', async () => {
  const spent = async (keeper: string) =>
    ((await post('quotas', {}, keeper)).body as { spent: SpentQuota[] }).spent.filter(
      ({ name }) => name === 'permissions',
    )
  let last = server.newPermission(server.today(), { offline: true })
  for (let count = 1; count <= MOST_A_DAY.permissions; count += 1) {
    last = server.newPermission(server.today(), { offline: true })
    assert.equal(said(await post('permissions', last.deposit)), 204, String(count))
    if (count === 31) assert.deepEqual(await spent('alder-keeper-1'), [])
  }
  assert.deepEqual(await spent('alder-keeper-1'), [{ device: as, name: 'permissions', count: 40, most: 40 }])
  assert.deepEqual(await spent('birch-keeper-1'), [], 'other organisations’ devices are theirs')
  const refused = server.newPermission(server.today(), { offline: true })
  assert.equal(said(await post('permissions', refused.deposit)), 'too-many')
  assert.equal(said(await post('permissions', last.deposit)), 204)
  assert.equal(said(await post('permissions', refused.deposit, other)), 204)
  nextDay('2026-03-03')
  assert.equal(said(await post('permissions', server.newPermission(server.today(), { offline: true }).deposit)), 204)
})

test('the 61st reservation of a device is refused', async () => {
  nextDay('2026-03-04')
  for (let count = 0; count < MOST_A_DAY.names; count += 1)
    assert.equal(said(await post('names', server.newPermission(server.today()).names)), 204)
  assert.equal(said(await post('names', server.newPermission(server.today()).names)), 'too-many')
})

test('an office that opens much is not stopped by repeating, and each opening counts once', async () => {
  nextDay('2026-03-05')
  const { deposit } = server.newPermission(server.today(), { offline: true })
  assert.equal(said(await post('permissions', deposit)), 204)
  for (let n = 0; n < MOST_A_DAY.opens; n += 1)
    assert.equal(said(await post('open', { name: deposit.knock.k, line: newLine(n) }, other)), 200)
  const line = newLine(MOST_A_DAY.opens)
  assert.equal(said(await post('open', { name: deposit.knock.k, line }, other)), 'too-many')
  assert.equal(said(await post('open', { name: deposit.knock.k, line }, 'birch-keeper-1')), 200)
})

test('a conversation ends at 300 items, whoever writes', async () => {
  nextDay('2026-03-06')
  const { deposit, secrets } = server.newPermission(server.today(), { offline: true })
  assert.equal(said(await post('permissions', deposit)), 204)
  const item = (n: number) => ({
    ...{ t: deposit.talk.t, n, post: secrets.post, item: blobOf('item'), line: newLine(n), bell: bell(), note: null },
    roster: server.network.entries.length,
  })
  for (let n = 0; n < MOST_ITEMS; n += 1) assert.equal(said(await post('talk', item(n), n % 2 ? as : other)), 204)
  assert.equal(said(await post('talk', item(MOST_ITEMS))), 'too-many')
})

test('every size off by one is refused by its own name, on every route that takes something sealed', async () => {
  nextDay('2026-03-07')
  const whole = server.newPermission(server.today(), { offline: true })
  const { deposit, secrets } = whole
  const roster = server.network.entries.length
  const wrong = (bytes: number) => [random(bytes - 1), random(bytes + 1)]
  const { knock, story, talk, note } = deposit
  const of = STORED_BYTES
  const deposits = [
    ...wrong(of.knock).map((body) => ({ ...deposit, knock: { ...knock, body } })),
    ...wrong(of.lock).map((lock) => ({ ...deposit, knock: { ...knock, lock } })),
    ...wrong(of.leash).map((leash) => ({ ...deposit, knock: { ...knock, leash } })),
    ...STORY_CLASSES.slice(0, 3).flatMap((plain) =>
      wrong(sealedLength(plain)).map((body) => ({ ...deposit, story: { ...story, body } })),
    ),
    ...wrong(of.receipt).map((receipt) => ({ ...deposit, story: { ...story, receipt } })),
    ...wrong(of.lock).map((lock) => ({ ...deposit, talk: { ...talk, locks: [talk.locks[0], lock] } })),
    ...wrong(104).map((each) => ({ ...deposit, bell: each })),
    ...wrong(of.note).map((blob) => ({ ...deposit, note: { ...note, blob } })),
  ]
  for (const body of deposits) assert.equal(said(await post('permissions', body)), 'wrong-size')
  const locks = [wrong(of.lock).map((lock) => ({ lock })), wrong(of.line).map((blob) => ({ line: { n: 0, blob } }))]
  const append = { name: story.s, slot: 's', turn: secrets.turns.s, lock: blobOf('lock'), proof: random(32) }
  for (const changes of locks.flat())
    assert.equal(said(await post('locks', { ...append, roster, line: newLine(0), ...changes })), 'wrong-size')
  const item = { t: talk.t, n: 0, post: secrets.post, item: blobOf('item'), line: newLine(0), bell: bell(), note: null }
  for (const each of wrong(of.item))
    assert.equal(said(await post('talk', { ...item, roster, item: each })), 'wrong-size')
  for (const blob of wrong(of.line))
    assert.equal(said(await post('open', { name: knock.k, line: { n: 0, blob } })), 'wrong-size')
  for (const blob of wrong(of.note))
    assert.equal(said(await post('notes/put', { ...newNote(server.today()), blob })), 'wrong-size')
  for (const blob of wrong(of.wrap)) {
    const wraps = [{ device: as, desk: 'referral', epoch: 0, blob }]
    assert.equal(said(await post('wraps/add', { wraps }, 'alder-keeper-1')), 'wrong-size')
  }
  assert.equal(said(await post('permissions', { ...deposit, bell: `${deposit.bell.slice(0, -1)}*` })), 'bad-input')
})

test('a story of every size class is taken and comes out whole', async () => {
  nextDay('2026-03-08')
  for (const storyClass of STORY_CLASSES.keys()) {
    const permission = server.newPermission(server.today(), { storyClass })
    assert.equal(said(await server.send(as, permission)), 204)
    const { status, body } = await server.open(other, permission.deposit.story.s)
    assert.equal(status, 200)
    assert.equal(body.body, permission.deposit.story.body)
  }
})

test('after a removal a desk’s devices open as many as live, apart from their day and hour; others do not', () => {
  let today = Day.parse('2026-03-02')
  const quotas = openQuotas(() => today)
  const [one, two] = ['alder-worker-1', 'birch-worker-1'] as [DeviceId, DeviceId]
  const opens = (device: DeviceId): number => {
    for (let count = 0; ; count += 1)
      try {
        quotas.spend('opens', device)
      } catch {
        return count
      }
  }
  quotas.allowRelocking([one], 1_000)
  assert.deepEqual([quotas.isRelocking(one), quotas.isRelocking(two)], [true, false])
  assert.deepEqual([opens(one), opens(two)], [2_000 + MOST_A_DAY.opens, MOST_A_DAY.opens])
  assert.equal(quotas.isRelocking(one), false)
  assert.deepEqual([quotas.isOwed(one, 'story'), quotas.isOwed(two, 'story')], [true, false], 'apart from the opens')
  quotas.settle(one, 'story')
  assert.deepEqual([quotas.isOwed(one, 'story'), quotas.isOwed(one, 'another')], [false, true])
  assert.throws(() => {
    for (let count = 0; count <= MOST_A_DAY.permissions; count += 1) quotas.spend('permissions', one)
  }, 'everything else counts as ever')
  quotas.allowRelocking([one], 1_000)
  assert.equal(quotas.isOwed(one, 'story'), true, 'after the next removal again')
  today = Day.parse('2026-03-16')
  assert.equal(quotas.isRelocking(one), true, 'on the fourteenth day')
  today = Day.parse('2026-03-17')
  assert.deepEqual([quotas.isRelocking(one), quotas.isOwed(one, 'story')], [false, false])
})

test('a removal lets the desk’s devices lock all anew, also after a restart; a device of another organisation waits for tomorrow', async () => {
  nextDay('2026-03-09')
  const { network } = server
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(other, permission)).status, 204)
  const spentBy = (device: string) => {
    for (let count = 0; count < MOST_A_DAY.opens; count += 1)
      server.running.ctx.network.quotas.spend('opens', device as DeviceId)
  }
  const open = async (device: string) => (await server.open(device, permission.deposit.knock.k)).status
  for (const device of [as, other]) spentBy(device)
  assert.deepEqual([await open(as), await open(other)], [429, 429])
  let before = network.entries.length
  const add = async () =>
    assert.equal((await post('roster/add', { entries: network.entries.slice(before) }, 'birch-keeper-1')).status, 204)
  const leaver = network.newDevice('birch', 'birch-worker-2', ['worker'], ['referral'])
  network.add({ kind: 'device', device: network.describe(leaver) }, network.keepersOf('birch'))
  network.addEpoch('birch', 'referral', 1)
  await add()
  assert.deepEqual([await open(as), await open(other)], [429, 429], 'a monthly key asks for nothing to be locked anew')
  before = network.entries.length
  network.add({ kind: 'device-remove', id: leaver.id }, network.keepersOf('birch'))
  network.addEpoch('birch', 'referral', 2)
  await add()
  assert.deepEqual([await open(as), await open(other)], [429, 200])
  // A start reads it from the roster, whose new keys are of 2 January.
  const { roster, id } = server.running.ctx.network
  assert.ok(id())
  const afterStart = async (text: string) => {
    const [today, current] = [Day.parse(text), roster.current()]
    assert.ok(current)
    const quotas = openQuotas(() => today)
    await allowRelocking(quotas, server.running.ctx.db.read(), { roster: current, since: null, today })
    return [as, other].map((device) => quotas.isRelocking(device as DeviceId))
  }
  assert.deepEqual(await afterStart('2026-01-16'), [false, true])
  assert.deepEqual(await afterStart('2026-01-17'), [false, false])
})
