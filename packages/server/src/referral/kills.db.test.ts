// Kills the server at random moments while devices deposit, renew and end: what was acknowledged holds, what was not can be repeated.
// Governed by docs/protocol.md "Deposit" and "Ending".
import assert from 'node:assert/strict'
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { type Day, addDays } from '@apila/core/day.ts'
import { LookedAt, type Renew, Talk } from '@apila/core/referral/wire.ts'
import { seededBelow } from '../../../../tests/machinery/seeded.ts'
import { markOf } from '../platform/keys.ts'
import { type Reply, TestClient, newNetwork, startOn, testFolder } from '../test/network.ts'
import { type TestPermission, newRenewal } from '../test/noise.ts'
import { type ServerProcess, keepInProcess, serveInProcess } from '../test/process.ts'

const folder = testFolder()
/** Of the leash keeper where it is a process of its own. */
const apart = { folder: testFolder(), socket: '' }
apart.socket = join(apart.folder, 'keeper.sock')
const network = newNetwork()
const WORKERS = ['alder-worker-1', 'birch-worker-1'] as const
const SEED = 20_261_122

async function found(settings: Record<string, string>): Promise<void> {
  const running = await startOn(folder, { settings })
  const server = new TestClient(network, running.publicUrl)
  assert.equal((await server.call('POST', '/api/v2/roster/add', { body: { entries: network.entries } })).status, 204)
  await running.close()
}

before(() => found({}))
after(() => {
  for (const each of [folder, apart.folder]) rmSync(each, { recursive: true, force: true })
})

const clientOf = ({ publicUrl }: ServerProcess) => new TestClient(network, publicUrl)
const today = (): Day => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date()) as Day

type Life = {
  permission: TestPermission
  offline: boolean
  sent: 'no' | 'asked' | 'yes'
  ended: 'no' | 'asked' | 'yes'
  renewed: 'no' | 'asked' | 'yes'
  /** Her new word on it, as it is sent. */
  renewal: Renew
}

/** Deposits without pause, with and without names kept before, ending every third permission and renewing another third, until the server
 *  or its leash keeper is gone. */
async function workUntilGone(client: TestClient, as: string, lives: Life[]): Promise<void> {
  try {
    for (let count = 0; ; count += 1) {
      const offline = count % 2 === 1
      const permission = client.newPermission(today(), { offline })
      const { names, deposit } = permission
      if (!offline) {
        const kept = await client.call('POST', '/api/v2/names', { as, body: names })
        assert.equal(kept.status, 204)
      }
      const renewal = newRenewal(permission, addDays(today(), 30))
      const life: Life = { permission, offline, sent: 'asked', ended: 'no', renewed: 'no', renewal }
      lives.push(life)
      const { status } = await client.call('POST', '/api/v2/permissions', { as, body: deposit })
      // A device may send only so many in a day.
      if (status === 429) {
        life.sent = 'no'
        return
      }
      // Without its leash keeper the server takes nothing; whether this was taken nobody knows.
      if (status === 503) return
      assert.equal(status, 204)
      life.sent = 'yes'
      if (count % 3 === 1) {
        life.renewed = 'asked'
        const renewed = await client.call('POST', '/api/v2/renew', { as, body: renewal })
        // The keeper has just gone: whether it moved them nobody knows.
        if (renewed.status === 503) return
        assert.equal(renewed.status, 204)
        life.renewed = 'yes'
      }
      if (count % 3 !== 0) continue
      life.ended = 'asked'
      assert.equal((await end(client, permission)).status, 204)
      life.ended = 'yes'
    }
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error
  }
}

// Of one network only so many wait at once; the others are told to try again, as the page does.
async function end(client: TestClient, permission: TestPermission): Promise<Reply> {
  for (;;) {
    const answer = await client.end(permission)
    if (answer.status !== 503) return answer
    await wait(250)
  }
}

/** The last day that the server names, where the permission opens. */
async function dayOf(client: TestClient, { deposit }: TestPermission): Promise<Day> {
  const [as] = WORKERS
  return Talk.parse((await client.call('POST', '/api/v2/talk/open', { as, body: { t: deposit.talk.t } })).body).until
}

/** A renewal that was cut off has moved all of it or nothing, and can be repeated. */
async function verifyRenewal(client: TestClient, { permission, renewed, renewal }: Life): Promise<void> {
  const [as] = WORKERS
  const before = await dayOf(client, permission)
  if (renewed === 'yes') assert.equal(before, renewal.until)
  if (renewed !== 'asked') return
  assert.ok(before === renewal.until || before === permission.deposit.until)
  // Lines of her book were written by looking whether it opens.
  const { n } = LookedAt.parse((await client.call('POST', '/api/v2/look-at', { as, body: { name: renewal.t } })).body)
  const again = { ...renewal, line: { ...renewal.line, n } }
  assert.equal((await client.call('POST', '/api/v2/renew', { as, body: again })).status, 204)
  assert.equal(await dayOf(client, permission), renewal.until)
}

/** Whether first contact, story and conversation open. */
async function openAll(client: TestClient, { deposit }: TestPermission): Promise<boolean[]> {
  const [as] = WORKERS
  const results: boolean[] = []
  for (const [name, { leash }] of [
    [deposit.knock.k, deposit.knock],
    [deposit.story.s, deposit.story],
  ] as const) {
    const { status, body } = await client.open(as, name)
    assert.ok(status === 200 || status === 404)
    if (status === 200) assert.equal(body.leash, leash)
    results.push(status === 200)
  }
  const talk = await client.call('POST', '/api/v2/talk/open', { as, body: { t: deposit.talk.t } })
  return [...results, talk.status === 200]
}

const ALL = [true, true, true]
const NONE = [false, false, false]

test('20 kills: acknowledged deposits open, acknowledged endings hold, the rest is whole or repeatable', async (t) => {
  t.diagnostic(`seed ${String(SEED)}`)
  const below = seededBelow(SEED)
  const lives: Life[] = []
  let running = await serveInProcess(folder)
  for (let kill = 0; kill < 20; kill += 1) {
    const round: Life[] = []
    const client = clientOf(running)
    const work = WORKERS.map((as) => workUntilGone(client, as, round))
    // From the first that was acknowledged on, however slow the machine is.
    while (!round.some((life) => life.sent === 'yes')) await wait(5)
    await wait(below(800))
    await running.kill()
    await Promise.all(work)
    running = await serveInProcess(folder)
    const after = clientOf(running)
    const { marks } = await after.lookAll(WORKERS[0])
    for (const life of round) await verify(after, life, marks)
    lives.push(...round)
  }
  await running.kill()
  const acknowledged = lives.filter((life) => life.sent === 'yes').length
  t.diagnostic(
    `${String(acknowledged)} acknowledged deposits, ${String(lives.filter((life) => life.ended === 'yes').length)} acknowledged endings`,
  )
  assert.ok(acknowledged >= 20)
})

async function verify(client: TestClient, life: Life, marks: string[]): Promise<void> {
  const { permission, sent, ended } = life
  const opened = await openAll(client, permission)
  assert.equal(new Set(opened).size, 1, 'a permission opens as a whole or not at all')
  const isMarked = marks.includes(markOf(permission.deposit.proofs.withdraw))
  if (ended === 'yes') assert.deepEqual([opened, isMarked], [NONE, true])
  else if (ended === 'asked') {
    assert.equal(isMarked, !opened[0])
    assert.equal((await end(client, permission)).status, 204)
    assert.deepEqual(await openAll(client, permission), NONE)
  } else if (sent === 'yes') {
    assert.deepEqual([opened, isMarked], [ALL, false])
    await verifyRenewal(client, life)
  } else if (sent === 'asked') {
    assert.equal(isMarked, false, 'what was never acknowledged has not ended')
    const [as] = WORKERS
    const again = await client.call('POST', '/api/v2/permissions', { as, body: permission.deposit })
    assert.equal(again.status, 204, JSON.stringify(again.body))
    assert.deepEqual(await openAll(client, permission), ALL)
  }
}

// What dies: the server, the leash keeper, or both. Each comes back, and nothing that was acknowledged is lost or undone.
const VICTIMS = ['server', 'keeper', 'both'] as const

test('12 kills with the leash keeper as a process of its own: the same holds, whichever of the two is killed', async (t) => {
  t.diagnostic(`seed ${String(SEED)}`)
  rmSync(folder, { recursive: true })
  await found({ 'leash-keeper': apart.socket })
  const below = seededBelow(SEED)
  const lives: Life[] = []
  let keeper = await keepInProcess(apart.folder, apart.socket)
  for (let kill = 0; kill < 12; kill += 1) {
    const victim = VICTIMS[kill % VICTIMS.length]
    const round: Life[] = []
    let running = await serveInProcess(folder, { socket: apart.socket })
    const client = clientOf(running)
    const work = WORKERS.map((as) => workUntilGone(client, as, round))
    while (!round.some((life) => life.sent === 'yes')) await wait(5)
    await wait(below(400))
    if (victim !== 'server') await keeper.kill()
    if (victim === 'keeper') {
      // Whoever is in the middle of something hears `busy`; an ending is tried until the keeper is back, as the page does.
      keeper = await keepInProcess(apart.folder, apart.socket)
      await running.kill()
    } else await running.kill()
    await Promise.all(work)
    if (victim === 'both') keeper = await keepInProcess(apart.folder, apart.socket)
    running = await serveInProcess(folder, { socket: apart.socket })
    const after = clientOf(running)
    const { marks } = await after.lookAll(WORKERS[0])
    for (const life of round) await verify(after, life, marks)
    lives.push(...round)
    await running.kill()
  }
  await keeper.kill()
  assert.ok(lives.filter((life) => life.sent === 'yes').length >= 12)
  assert.ok(!readdirSync(folder).includes('leash.db'))
})

test('180 ended leashes are in no file, also after a kill', async () => {
  rmSync(folder, { recursive: true })
  await found({})
  const running = await serveInProcess(folder)
  const client = clientOf(running)
  const permissions: TestPermission[] = []
  for (const as of WORKERS)
    for (let count = 0; count < 30; count += 1) {
      const permission = client.newPermission(today())
      assert.equal((await client.send(as, permission)).status, 204)
      permissions.push(permission)
    }
  const before = sealedLeashes()
  assert.ok(before.length >= 180)
  const answers = await Promise.all(permissions.map((permission) => end(client, permission)))
  assert.ok(answers.every(({ status }) => status === 204))
  await running.kill()
  const left = new Set(sealedLeashes().map((leash) => leash.toString('hex')))
  const gone = before.filter((leash) => !left.has(leash.toString('hex')))
  assert.equal(gone.length, 180)
  const plain = permissions.flatMap(({ deposit: { knock, story, talk } }) =>
    [knock, story, talk].map(({ leash }) => Buffer.from(leash, 'base64url')),
  )
  for (const [name, bytes] of filesBelow(folder)) {
    assert.equal([...gone, ...plain].filter((leash) => bytes.includes(leash)).length, 0, `leashes found in ${name}`)
  }
})

function sealedLeashes(): Buffer[] {
  const db = new DatabaseSync(join(folder, 'leash.db'), { readOnly: true, timeout: 5_000 })
  const rows = db.prepare('SELECT sealed FROM leashes').all()
  db.close()
  // Nonce, 77 bytes and tag; zeros stand before them.
  return rows.map(({ sealed }) => Buffer.from(sealed as Uint8Array).subarray(-105))
}

function filesBelow(path: string): [string, Buffer][] {
  return readdirSync(path).flatMap((name): [string, Buffer][] => {
    const file = join(path, name)
    return statSync(file).isDirectory() ? filesBelow(file) : [[name, readFileSync(file)]]
  })
}
