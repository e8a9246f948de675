// Kills the server at random moments while devices seal, talk, renew, lock anew and end: what was acknowledged holds, what was not can be
// repeated. With a leash keeper as a process of its own: kills-apart.db.test.ts.
// Governed by docs/protocol.md "Deposit" and "Ending".
import assert from 'node:assert/strict'
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { seededBelow } from '../../../../tests/machinery/seeded.ts'
import { type Life, WORKERS, end, today, verify, workUntilGone } from '../test/lives.ts'
import { TestClient, foundOn, newNetwork, testFolder } from '../test/network.ts'
import type { TestPermission } from '../test/noise.ts'
import { type ServerProcess, serveInProcess } from '../test/process.ts'

const folder = testFolder()
const network = newNetwork()
const SEED = 20_261_122

before(() => foundOn(folder, network))
after(() => {
  rmSync(folder, { recursive: true, force: true })
})

const clientOf = ({ publicUrl }: ServerProcess) => new TestClient(network, publicUrl)

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

test('180 ended leashes are in no file, also after a kill', async () => {
  rmSync(folder, { recursive: true })
  await foundOn(folder, network)
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
