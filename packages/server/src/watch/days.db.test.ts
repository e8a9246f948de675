// The head of each day: chained, signed, with every line of the day in it, and signed again by the members' ringers. Governed by
// docs/protocol.md "Days".
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { labelledText } from '@apila/core/labels.ts'
import { DayHead, Days, LEAVES_STEP } from '@apila/core/organisation/days.ts'
import { digestOf, isSignedBy } from '../platform/keys.ts'
import { sweep } from '../sweep.ts'
import { sha256Of, newLine } from '../test/noise.ts'
import { type TestServer, signBy, startRealServer } from '../test/network.ts'

let server: TestServer
let day = 30
const now = () => new Date(Date.UTC(2026, 10, day, 9))
before(async () => {
  server = await startRealServer({ now, endings: { step: 20 } })
})
after(() => server.close())

const read = async (from = 0) => {
  const { key, days } = Days.parse((await server.call('POST', '/api/v2/days', { body: { from } })).body)
  return { key, days: days.map((each) => ({ ...each, content: DayHead.parse(JSON.parse(each.head)) })) }
}
const nextDay = async () => {
  day += 1
  server.forgetSessions()
  await sweep(server.running.ctx)
}

test('on the day of the founding there is no head yet; the day after there is one, with every line and noise around them', async () => {
  await sweep(server.running.ctx)
  assert.deepEqual((await read()).days, [])
  const permission = server.newPermission(server.today())
  const as = 'alder-worker-1'
  assert.equal((await server.send(as, permission)).status, 204)
  const lines = [newLine(0), newLine(1)]
  const { knock, story } = permission.deposit
  for (const [n, name] of [knock.k, story.s].entries())
    assert.equal((await server.call('POST', '/api/v2/open', { as, body: { name, line: lines[n] } })).status, 200)
  await server.end(permission)
  await nextDay()
  const { key, days } = await read()
  const [first, more] = days
  assert.ok(first && !more)
  const { roster, on, n, previous, leaves } = first.content
  assert.deepEqual([n, on, previous], [0, '2026-11-30', null])
  assert.equal(roster.length, server.network.entries.length)
  assert.equal(roster.head, digestOf(server.network.entries.at(-1)?.entry ?? ''))
  assert.equal(leaves.length, LEAVES_STEP)
  assert.equal(new Set(leaves).size, LEAVES_STEP)
  assert.deepEqual(leaves, leaves.toSorted(), 'their order tells nothing')
  for (const { blob } of lines) assert.ok(leaves.includes(sha256Of(blob) as never), 'also of what has ended')
  assert.ok(isSignedBy(key, labelledText('apila/day/v2', first.head), first.signature))
})

test('a day has one head, whoever starts or sweeps again; the next one follows it', async () => {
  await sweep(server.running.ctx)
  await server.running.close()
  const { key } = await read().catch(() => ({ key: null }))
  assert.equal(key, null)
  await server.restart({ kind: 'empty', now, endings: { step: 20 } })
  const one = await read()
  assert.equal(one.days.length, 1)
  await nextDay()
  const two = await read()
  assert.equal(two.key, one.key, 'the server’s key is the same after a restart')
  assert.deepEqual(
    two.days.map(({ content }) => [content.n, content.on, content.previous]),
    [
      [0, '2026-11-30', null],
      [1, '2026-12-01', digestOf(one.days[0]?.head ?? '')],
    ],
  )
  assert.equal(two.days[1]?.content.leaves.length, LEAVES_STEP, 'also of a day without a line')
  assert.equal((await read(1)).days.length, 1)
})

test('ringers of the members that the policy names sign; nobody else does, and nothing else than the head', async () => {
  const { network } = server
  const before = network.entries.length
  const keepers = [...network.keepersOf('alder'), ...network.keepersOf('birch')]
  network.add({ kind: 'policy', topic: 'witnesses', value: { organisations: ['alder'], needed: 1 } }, keepers)
  for (const organisation of ['alder', 'birch']) {
    const ringer = network.newDevice(organisation, `${organisation}-ringer`, ['ringer'], ['referral'])
    network.devices.set(ringer.id, ringer)
    network.add({ kind: 'device', device: network.describe(ringer) }, network.keepersOf(organisation))
  }
  await server.touch('alder-keeper-1', 'add-to-roster')
  const entries = network.entries.slice(before)
  assert.equal(
    (await server.call('POST', '/api/v2/roster/add', { as: 'alder-keeper-1', body: { entries } })).status,
    204,
  )
  const [head, other] = (await read()).days.map((each) => each.head)
  const sign = async (as: string, text: string, n = 0) => {
    const device = network.devices.get(as)
    assert.ok(device)
    const signature = signBy(device, 'apila/day/v2', text)
    return (await server.call('POST', '/api/v2/days/cosign', { as, body: { n, signature } })).status
  }
  assert.ok(head && other)
  assert.deepEqual(
    [await sign('birch-ringer', head), await sign('alder-worker-1', head), await sign('alder-ringer', other)],
    [404, 404, 400],
  )
  assert.equal(await sign('alder-ringer', head, 9), 404)
  for (let times = 0; times < 2; times += 1) assert.equal(await sign('alder-ringer', head), 204)
  const [signed, unsigned] = (await read()).days
  assert.deepEqual([signed?.cosignatures.map(({ device }) => device), unsigned?.cosignatures], [['alder-ringer'], []])
})
