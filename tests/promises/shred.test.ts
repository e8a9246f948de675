// Promise: ending destroys (docs/threat-model.md). Of 200 ended permissions no leash is found in any file, after a kill too,
// and an ended parcel does not open with the organisation's key and the ticket.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { copyFile, mkdtemp, readFile, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Day } from '@apila/core/day.ts'
import { openStory } from '@apila/sealing/referral/open.ts'
import { Ended } from '@apila/core/referral/wire.ts'
import { type Apila, filesBelow, startApila, todayInFinland } from '../machinery/server.ts'
import { type Client, Refused, signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Sent, sealDemoReferral } from '../world/referral.ts'

const PERMISSIONS = 200
/** A sealed leash at the end of its column: nonce, 74 bytes, tag. Zeros stand before it. */
const SEALED_BYTES = 102
const today = todayInFinland()
let apila: Apila
let world: World
let client: Client
const permissions: Sent[] = []
/** The sealed leashes as they lie in the leash file: what a thief of disks would look for. */
let sealedLeashes: Buffer[] = []

before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  client = await signIn(apila.url, world.roster.network, world.device('koivu-worker-1'))
  for (let n = 0; n < PERMISSIONS; n += 1) {
    const sent = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', today })
    await client.deposit(sent.deposit)
    permissions.push(sent)
  }
  sealedLeashes = await readLeashes()
})
after(() => apila.close())

// Every blob column of the leash file, whatever it is called.
async function readLeashes(): Promise<Buffer[]> {
  const copy = join(await mkdtemp(join(tmpdir(), 'apila-leashes-')), 'leash.db')
  const name = (await readdir(apila.data)).find((file) => file === 'leash.db')
  assert.ok(name, 'there is a leash file')
  await copyFile(join(apila.data, name), copy)
  const db = new DatabaseSync(copy, { readOnly: true })
  const tables = db
    .prepare("select name from sqlite_master where type = 'table'")
    .all()
    .map((row) => String(row['name']))
  const rows = tables.flatMap((table) => db.prepare(`select * from "${table}"`).all())
  db.close()
  return rows
    .flatMap((row) => Object.values(row))
    .filter((value) => value instanceof Uint8Array && value.length > 60)
    .map((value) => Buffer.from(value as Uint8Array).subarray(-SEALED_BYTES))
}

async function countFound(needles: readonly Buffer[]): Promise<number> {
  const files = await filesBelow(apila.data)
  return needles.filter((needle) => files.some(({ bytes }) => bytes.includes(needle))).length
}

const leashTexts = () =>
  permissions
    .flatMap(({ deposit }) => [deposit.knock.leash, deposit.story.leash])
    .map((leash) => Buffer.from(leash, 'base64url'))

test('the check can fail: before ending, every sealed leash is found', async () => {
  assert.ok(sealedLeashes.length >= 2 * PERMISSIONS, `${String(sealedLeashes.length)} leashes`)
  assert.equal(await countFound(sealedLeashes), sealedLeashes.length)
})

test('no leash ever lies open in a file', async () => {
  assert.equal(await countFound(leashTexts()), 0)
})

test("a hoarder with the desk's key and the parcel has nothing once the leash is gone", async () => {
  const sent = permissions[0]
  assert.ok(sent)
  const { locator } = sent.deposit.story
  const hoarded = await client.open(locator)
  await client.end(locator, sent.deposit.withdraw)
  await assert.rejects(client.open(locator), (error) => error instanceof Refused && error.code === 'not-found')
  const withoutLeash = { ...hoarded, leash: permissions[1]?.deposit.story.leash ?? '' }
  const desk = world.desk('kataja', 'referral')
  assert.equal(
    await openStory({ desk, released: withoutLeash, locator, roster: world.roster, ticket: sent.keys, today }),
    null,
  )
})

test('200 ended, the last 20 in a storm that a kill cuts off: no leash of an acknowledged end in any file', async () => {
  for (const sent of permissions.slice(1, -20)) await client.end(sent.deposit.story.locator, sent.deposit.withdraw)
  const acknowledged = permissions.slice(0, -20)
  const storm = permissions.slice(-20).map(async (sent) => {
    await client.end(sent.deposit.story.locator, sent.deposit.withdraw)
    acknowledged.push(sent)
  })
  const settled = Promise.allSettled(storm)
  await Promise.race(storm)
  await apila.kill()
  await settled
  // Straight after the kill, before anything is swept: at most the leashes of ends that nobody was told of, and the demo's own.
  const demoLeashes = sealedLeashes.length - 2 * PERMISSIONS
  assert.ok((await readLeashes()).length <= 2 * (PERMISSIONS - acknowledged.length) + demoLeashes)
  await apila.restart()
  client = await signIn(apila.url, world.roster.network, world.device('koivu-worker-1'))
  for (const sent of permissions) await client.end(sent.deposit.story.locator, sent.deposit.withdraw)
  const left = await readLeashes()
  const gone = sealedLeashes.filter((leash) => !left.some((other) => other.equals(leash)))
  assert.ok(gone.length >= 2 * PERMISSIONS)
  assert.equal(await countFound(gone), 0)
  const { marks } = Ended.parse(await client.get('/ended'))
  for (const sent of permissions) assert.ok(marks.includes(sent.deposit.mark))
})

test('day keys and the pepper lie in a folder that nobody else reads', async () => {
  const keys = join(apila.data, 'keys')
  assert.equal((await stat(keys)).mode & 0o777, 0o700)
  for (const name of await readdir(keys)) assert.equal((await stat(join(keys, name))).mode & 0o077, 0, name)
  assert.ok((await readFile(join(apila.data, 'leash.db'))).length > 0)
})
