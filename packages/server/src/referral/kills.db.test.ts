// Kills the server at random moments while devices deposit and end: what was acknowledged holds, what was not can be repeated.
// Governed by docs/protocol.md "Sealing and ending".
import assert from 'node:assert/strict'
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import type { Deposit } from '@apila/core/referral/wire.ts'
import type { Day } from '@apila/core/day.ts'
import { seededBelow } from '../../../../tests/machinery/seeded.ts'
import { TestClient, newDeposit, newNetwork, startOn, testFolder } from '../test/network.ts'
import { type ServerProcess, serveInProcess } from '../test/process.ts'

const folder = testFolder()
const network = newNetwork()
const as = 'alder-worker-1'
const SEED = 20_261_122

before(async () => {
  const running = await startOn(folder)
  const server = new TestClient(network, running.publicUrl)
  assert.equal((await server.call('POST', '/api/v1/roster', { body: { entries: network.entries } })).status, 204)
  await running.close()
})
after(() => {
  rmSync(folder, { recursive: true, force: true })
})

const clientOf = ({ publicUrl }: ServerProcess) => new TestClient(network, publicUrl)
const today = (): Day => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date()) as Day

type Life = { deposit: Deposit; deposited: 'yes' | 'asked'; ended: 'no' | 'asked' | 'yes' }

/** Deposits without pause, ending every third permission, until the server is gone. */
async function workUntilGone(client: TestClient, lives: Life[]): Promise<void> {
  try {
    for (let count = 0; ; count += 1) {
      const life: Life = { deposit: newDeposit(today()), deposited: 'asked', ended: 'no' }
      lives.push(life)
      const { status } = await client.call('POST', '/api/v1/parcels', { as, body: life.deposit })
      assert.equal(status, 204)
      life.deposited = 'yes'
      if (count % 3 !== 0) continue
      life.ended = 'asked'
      assert.equal((await end(client, life.deposit)).status, 204)
      life.ended = 'yes'
    }
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error
  }
}

const end = (client: TestClient, { story, withdraw }: Deposit) =>
  client.call('POST', '/api/v1/end', { body: { locator: story.locator, withdraw } })

async function openBoth(client: TestClient, { knock, story }: Deposit): Promise<boolean[]> {
  const results: boolean[] = []
  for (const part of [knock, story]) {
    const { status, body } = await client.call('POST', '/api/v1/parcels/open', { as, body: { locator: part.locator } })
    assert.ok(status === 200 || status === 404)
    if (status === 200) assert.equal((body as { leash: string }).leash, part.leash)
    results.push(status === 200)
  }
  return results
}

test('20 kills: acknowledged deposits open, acknowledged endings hold, the rest is whole or repeatable', async (t) => {
  t.diagnostic(`seed ${String(SEED)}`)
  const below = seededBelow(SEED)
  const lives: Life[] = []
  let running = await serveInProcess(folder)
  for (let kill = 0; kill < 20; kill += 1) {
    const round: Life[] = []
    const work = [workUntilGone(clientOf(running), round), workUntilGone(clientOf(running), round)]
    // From the first that was acknowledged on, however slow the machine is.
    while (!round.some((life) => life.deposited === 'yes')) await wait(5)
    await wait(below(250))
    await running.kill()
    await Promise.all(work)
    running = await serveInProcess(folder)
    const client = clientOf(running)
    const { body } = await client.call('GET', '/api/v1/ended', { as })
    const { marks } = body as { marks: string[] }
    for (const life of round) await verify(client, life, marks)
    lives.push(...round)
  }
  await running.kill()
  const acknowledged = lives.filter((life) => life.deposited === 'yes').length
  t.diagnostic(
    `${String(acknowledged)} acknowledged deposits, ${String(lives.filter((life) => life.ended === 'yes').length)} acknowledged endings`,
  )
  assert.ok(acknowledged >= 20)
})

async function verify(client: TestClient, { deposit, deposited, ended }: Life, marks: string[]): Promise<void> {
  const [knock, story] = await openBoth(client, deposit)
  assert.equal(knock, story, 'a permission opens as a whole or not at all')
  const isMarked = marks.includes(deposit.mark)
  if (ended === 'yes') assert.deepEqual([knock, isMarked], [false, true])
  else if (ended === 'asked') {
    assert.equal(isMarked, !knock)
    assert.equal((await end(client, deposit)).status, 204)
    assert.deepEqual(await openBoth(client, deposit), [false, false])
  } else if (deposited === 'yes') assert.deepEqual([knock, isMarked], [true, false])
  else {
    assert.equal(isMarked, false, 'what was never acknowledged has not ended')
    assert.equal((await client.call('POST', '/api/v1/parcels', { as, body: deposit })).status, 204)
    assert.deepEqual(await openBoth(client, deposit), [true, true])
  }
}

test('200 ended leashes are in no file, also after a kill', async () => {
  const running = await serveInProcess(folder)
  const client = clientOf(running)
  const deposits = Array.from({ length: 100 }, () => newDeposit(today()))
  for (const deposit of deposits)
    assert.equal((await client.call('POST', '/api/v1/parcels', { as, body: deposit })).status, 204)
  const before = sealedLeashes()
  assert.ok(before.length >= 200)
  const answers = await Promise.all(deposits.map((deposit) => end(client, deposit)))
  assert.ok(answers.every(({ status }) => status === 204))
  await running.kill()
  const left = new Set(sealedLeashes().map((leash) => leash.toString('hex')))
  const gone = before.filter((leash) => !left.has(leash.toString('hex')))
  assert.equal(gone.length, 200)
  const plain = deposits.flatMap(({ knock, story }) =>
    [knock, story].map(({ leash }) => Buffer.from(leash, 'base64url')),
  )
  for (const [name, bytes] of filesBelow(folder)) {
    assert.equal([...gone, ...plain].filter((leash) => bytes.includes(leash)).length, 0, `leashes found in ${name}`)
  }
})

function sealedLeashes(): Buffer[] {
  const db = new DatabaseSync(join(folder, 'leash.db'), { readOnly: true, timeout: 5_000 })
  const rows = db.prepare('SELECT sealed FROM leashes').all()
  db.close()
  // Nonce, 74 bytes and tag; zeros stand before them.
  return rows.map(({ sealed }) => Buffer.from(sealed as Uint8Array).subarray(-102))
}

function filesBelow(path: string): [string, Buffer][] {
  return readdirSync(path).flatMap((name): [string, Buffer][] => {
    const file = join(path, name)
    return statSync(file).isDirectory() ? filesBelow(file) : [[name, readFileSync(file)]]
  })
}
