// Which locks of a story a session may write without a person's touch: those that a removal asks for, and no other. Governed by
// docs/protocol.md "Signing in" and "Re-locking".
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import { FRESH_SECONDS } from '@apila/core/account/passkey.ts'
import { proofOf } from '../platform/keys.ts'
import { type TestPermission, blobOf, newLine, random } from '../test/noise.ts'
import { type TestServer, startRealServer } from '../test/network.ts'
import { RELOCK_DAYS } from './quotas.ts'

const DAY_MS = 86_400_000
let server: TestServer
let passed = 0
let epoch = 0
/** Lines in the book of the permission that was sent last. */
let sent = 0
before(async () => {
  server = await startRealServer({ now: () => new Date(Date.UTC(2026, 0, 2, 9) + passed), endings: { step: 20 } })
  add('worker-2', ['worker'])
  add('worker-3', ['worker'])
  await sendEntries()
})
after(() => server.close())

const keeper = 'birch-keeper-1'
const [one, other] = ['birch-worker-1', 'birch-keeper-2']

/** A device of birch for the roster, not sent yet. */
function add(
  name: string,
  roles: string[],
  desk = 'referral',
  volunteer?: Parameters<typeof server.network.describe>[2],
) {
  const { network } = server
  const device = network.newDevice('birch', `birch-${name}`, roles, [desk])
  network.devices.set(device.id, device)
  network.add({ kind: 'device', device: network.describe(device, [desk], volunteer) }, network.keepersOf('birch'))
}

/** Sends what the network has and the server has not, with a passkey of whoever is new. */
async function sendEntries(newcomer?: string): Promise<void> {
  const length = server.running.ctx.network.roster.current()?.length ?? 0
  assert.equal((await server.touch(keeper, 'add-to-roster')).status, 204)
  const credentials = newcomer === undefined ? [] : [server.makePasskey(newcomer)]
  const body = { entries: server.network.entries.slice(length), credentials }
  const { status, body: answer } = await server.call('POST', '/api/v2/roster/add', { as: keeper, body })
  assert.equal(status, 204, JSON.stringify(answer))
}

async function rotate(removed?: string): Promise<void> {
  const { network } = server
  const keepers = network.keepersOf('birch')
  if (removed !== undefined) network.add({ kind: 'device-remove', id: `birch-${removed}` }, keepers)
  epoch += 1
  network.addEpoch('birch', 'referral', epoch)
  await sendEntries()
}

/** A permission whose story has been opened by a person once, or by nobody yet. */
async function deposit(isOpened: boolean): Promise<TestPermission> {
  const permission = server.newPermission(server.today(), { days: 90 })
  assert.equal((await server.send('alder-worker-1', permission)).status, 204)
  sent = 0
  if (isOpened) {
    assert.equal((await server.touch(other, 'lock-story')).status, 204)
    assert.equal(await lock(other, permission), 200)
    passed += FRESH_SECONDS * 1_000
  }
  return permission
}

async function lock(
  as: string,
  { deposit: { knock, story }, secrets }: TestPermission,
  slot: 'k' | 's' = 's',
): Promise<number | string> {
  const { status, body } = await server.call('POST', '/api/v2/locks', {
    as,
    body: {
      ...{ name: slot === 's' ? story.s : knock.k, slot, turn: secrets.turns[slot], lock: blobOf('lock') },
      ...{ proof: proofOf(random(32) as never), roster: server.network.entries.length, line: newLine(sent) },
    },
  })
  if (status < 300) sent += 1
  return status < 300 ? status : (body as { type: string }).type
}

test('nothing has been asked for: every lock of a story wants a touch', async () => {
  assert.equal(await lock(one, await deposit(true)), 'touch-again')
  assert.equal(await lock(one, await deposit(false)), 'touch-again')
})

test('a monthly key asks for nothing: it lets nobody lock a story by an open screen alone', async () => {
  const permission = await deposit(true)
  await rotate()
  assert.equal(await lock(one, permission), 'touch-again')
  assert.equal(server.running.ctx.network.quotas.isRelocking(one as DeviceId), false)
})

test('after a removal a story that was opened is locked anew once, by whoever is first; one that nobody opened wants a touch', async () => {
  const [opened, unopened] = [await deposit(true), await deposit(false)]
  await rotate('worker-2')
  sent = 0
  assert.equal(await lock(one, unopened), 'touch-again', 'a first opening is a person’s')
  assert.equal(await lock('alder-worker-1', opened), 'touch-again', 'of another organisation')
  sent = 1
  assert.equal(await lock(one, opened), 200)
  assert.equal(await lock(one, opened), 'touch-again', 'a second time')
  assert.equal(await lock(keeper, opened), 'touch-again', 'by a colleague who is later')
  assert.equal((await server.touch(one, 'lock-story')).status, 204)
  assert.equal(await lock(one, opened), 200, 'a person may')
  sent = 0
  assert.equal(await lock(one, unopened), 200)
})

test('a story that was refused for another reason is still owed', async () => {
  const opened = await deposit(true)
  await rotate('worker-3')
  const wrong = { ...opened, secrets: { ...opened.secrets, turns: { ...opened.secrets.turns, s: random(32) } } }
  assert.equal(await lock(one, wrong), 'not-found')
  assert.equal(await lock(one, opened), 200)
})

test('whoever comes in the place of a lost device locks anew too; after the last day nobody does without a touch', async () => {
  add('worker-4', ['worker'])
  await sendEntries()
  const [first, second] = [await deposit(true), await deposit(true)]
  await rotate('worker-4')
  add('worker-5', ['worker'])
  await sendEntries('birch-worker-5')
  sent = 1
  assert.equal(await lock('birch-worker-5', first), 200)
  passed += (RELOCK_DAYS + 1) * DAY_MS
  server.forgetSessions()
  sent = 1
  assert.equal(await lock(one, second), 'touch-again')
})

test('a volunteer locks what was read after the client’s yes, and nothing else', async () => {
  const { network } = server
  const keepers = network.keepersOf('birch')
  const desk = { organisation: 'birch', id: 'evening', deskKind: 'referral', volunteers: true }
  network.add({ kind: 'desk', ...desk, names: { fi: 'Ilta', sv: 'Kväll', en: 'Evening' } }, keepers)
  network.addEpoch('birch', 'evening', 0)
  const change = {
    kind: 'device-change',
    id: one,
    roles: ['worker'],
    desks: ['referral', 'statistics', 'evening'],
    supervisor: null,
  }
  network.add(change, keepers)
  const volunteer = { supervisor: one, pledge: { on: '2026-01-02', text: 'Silence.' } }
  add('helper', ['volunteer'], 'evening', volunteer)
  await sendEntries('birch-helper')
  const permission = await deposit(false)
  assert.equal(await lock('birch-helper', permission, 'k'), 'not-found')
  assert.equal(await lock('birch-helper', permission), 'touch-again')
  assert.equal((await server.touch('birch-helper', 'lock-story')).status, 204)
  assert.equal(await lock('birch-helper', permission), 200)
})
