// Promise: ending destroys (docs/threat-model.md). Of 200 ended permissions no leash is found in any file, after a kill too,
// and an ended parcel does not open with the organisation's key and the ticket.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { copyFile, mkdtemp, readFile, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import type { Secret } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { Talk } from '@apila/core/referral/wire.ts'
import { openStory } from '@apila/sealing/referral/open.ts'
import { openTalk } from '@apila/sealing/referral/talk.ts'
import { type Apila, filesBelow, startApila, todayInFinland } from '../machinery/server.ts'
import {
  type Acting,
  conversationOf,
  lineFor,
  lockAnew,
  lookAll,
  newNote,
  readKnock,
  readStory,
  receivedNote,
  release,
  say,
  send,
} from '../world/acts.ts'
import { type Client, Refused, signIn, signedOut } from '../world/client.ts'
import { ORGANISATIONS, type World, foundDemo } from '../world/network.ts'
import { type Readdressed, readdress } from '../world/readdress.ts'
import { sealDemo } from '../world/referral.ts'
import { liveOn } from './live-on.ts'

const PERMISSIONS = 200
const LEASHES = 3
/** A sealed leash at the end of its column: nonce, 77 bytes, tag. Zeros stand before it. */
const SEALED_BYTES = 105
const today = todayInFinland()
let apila: Apila
let world: World
const permissions: Readdressed[] = []
/** The sealed leashes as they lie in the leash file: what a thief of disks would look for. */
let sealedLeashes: Buffer[] = []
let isKilled = false

before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  const { deposit } = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', today })
  // A device may send only so many in a day.
  const devices = ORGANISATIONS.flatMap(({ id }) => [`${id}-worker-1`, `${id}-worker-2`])
  const clients = await Promise.all(devices.map((id) => signIn(apila.url, world.roster.network, world.device(id))))
  while (permissions.length < PERMISSIONS)
    for (const client of clients) {
      const made = await readdress(deposit)
      await client.post('/names', made.names)
      await client.post('/permissions', made.deposit)
      permissions.push(made)
    }
  sealedLeashes = await readLeashes()
})
after(() => apila.close())

const at = async (organisation: string): Promise<Acting> => ({
  world,
  client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`)),
  organisation,
  today,
})

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

/** As the page does: where many of one network wait already, or the line was cut while the server stands, it asks again. */
async function untilReached<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act()
    } catch (error) {
      const isCut = error instanceof TypeError && !isKilled
      if (!isCut && !(error instanceof Refused && error.code === 'busy')) throw error
      await wait(100)
    }
  }
}

const end = (client: Client, withdraw: Secret): Promise<void> =>
  untilReached(() => client.end(withdraw)).then(() => undefined)

async function countFound(needles: readonly Buffer[]): Promise<number> {
  const files = await filesBelow(apila.data)
  return needles.filter((needle) => files.some(({ bytes }) => bytes.includes(needle))).length
}

const leashTexts = () =>
  permissions
    .flatMap(({ deposit: { knock, story, talk } }) => [knock.leash, story.leash, talk.leash])
    .map((leash) => Buffer.from(leash, 'base64url'))

test('the check can fail: before ending, every sealed leash is found', async () => {
  assert.ok(sealedLeashes.length >= LEASHES * PERMISSIONS, `${String(sealedLeashes.length)} leashes`)
  assert.equal(await countFound(sealedLeashes), sealedLeashes.length)
})

test('no leash ever lies open in a file', async () => {
  assert.equal(await countFound(leashTexts()), 0)
})

test("a hoarder with the desk's key, the ticket and all that was ever released but the leash has nothing after the end", async () => {
  const sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  const [sender, receiver] = [await at('koivu'), await at('kataja')]
  await send(sender, sent)
  const { k, t, keys } = sent.reservation
  const hoarded = await release(receiver, keys.name, 'story-opened')
  const line = await lineFor(receiver, keys.name, 'story-opened')
  await end(sender.client, keys.withdraw)
  const gone = (error: unknown) => error instanceof Refused && error.code === 'not-found'
  for (const name of [k, keys.name]) {
    await assert.rejects(release(receiver, name, 'story-opened'), gone)
    await assert.rejects(receiver.client.post('/open', { name, line }), gone)
  }
  await assert.rejects(receiver.client.post('/talk/open', { t }), gone)
  await assert.rejects(receiver.client.post('/book', { name: keys.name }), gone)
  const opening = (leash: string) =>
    openStory({
      desks: [world.desk('kataja', 'referral')],
      released: { ...hoarded, leash },
      name: keys.name,
      roster: world.roster,
      ticket: sent.keys,
      today,
    })
  assert.equal((await opening(permissions[1]?.deposit.story.leash ?? '').catch(() => ({ ok: false }))).ok, false)
  const other = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  assert.deepEqual(await opening(other.deposit.story.leash), { ok: false, problem: 'not-for-us' })
  assert.equal((await opening(hoarded.leash)).ok, true, 'the check can fail: who kept the leash reads on')
})

test('additions, what was handed out, a notice and a lock made anew bring no leash of their own, and none of it opens after the end', async () => {
  const before = await readLeashes()
  const sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  const [sender, receiver] = [await at('koivu'), await at('kataja')]
  await send(sender, sent)
  const { keys, t, k } = sent.reservation
  const knock = await readKnock(receiver, k)
  const note = await newNote(receiver, receivedNote(sent, knock, 'accepted'), knock.front.until)
  const where = await conversationOf(sent)
  await say(receiver, where, [{ kind: 'accepted' }], note)
  const { story } = await readStory(receiver, keys.name, sent.keys)
  await lockAnew(receiver, keys.name, story, 'yes')
  await say(receiver, where, [{ kind: 'opened' }])
  const anew = await liveOn(sender, receiver, sent, story.storyIdentity, 'They found somewhere to stay.')
  const own = (await readLeashes()).filter((leash) => !before.some((other) => other.equals(leash)))
  assert.equal(own.length, LEASHES, 'whatever is added hangs on the leashes of the permission')
  assert.equal(await countFound(own), LEASHES, 'the check can fail: while it lives they are found')

  const hoarded = await release(receiver, keys.name, 'story-opened')
  const talk = Talk.parse(await receiver.client.post('/talk/open', { t }))
  assert.ok(hoarded.locks.some(({ blob }) => blob === anew.lock))
  await end(sender.client, keys.withdraw)
  assert.equal(await countFound(own), 0)
  assert.equal((await readLeashes()).length, before.length)
  const gone = (error: unknown) => error instanceof Refused && error.code === 'not-found'
  await assert.rejects(receiver.client.post('/look-at', { name: keys.name }), gone)
  await assert.rejects(receiver.client.post('/talk/open', { t }), gone)
  await assert.rejects(receiver.client.post('/book', { name: keys.name }), gone)

  const desks = [world.desk('kataja', 'referral')]
  const { roster } = world
  const other = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  const reading = (leash: string) =>
    openStory({ desks, released: { ...hoarded, leash }, name: keys.name, roster, ticket: sent.keys, today })
  const talking = (leash: string) => openTalk({ ...where, desks, side: 'to', talk: { ...talk, leash }, roster, today })
  const [foreignStory, foreignTalk] = [other.deposit.story.leash, other.deposit.talk.leash]
  assert.equal((await reading(foreignStory)).ok, false, 'the lock made anew opens by no other leash')
  assert.equal(await talking(foreignTalk), null, 'nor does the conversation with what was added')
  assert.equal((await reading(hoarded.leash)).ok, true, 'the check can fail: who kept the leash reads on')
  const read = await talking(talk.leash)
  assert.ok(read?.items.some(({ item }) => item.kind === 'addition'))
})

test('200 ended, the last 20 in a storm that a kill cuts off: no leash of an acknowledged end in any file', async () => {
  const client = signedOut(apila.url)
  const withdrawals = permissions.map(({ secrets }) => secrets.withdraw)
  // Each answer waits for its step of time: one after another they would wait minutes.
  await Promise.all(withdrawals.slice(0, -20).map((withdraw) => end(client, withdraw)))
  let acknowledged = PERMISSIONS - 20
  const storm = withdrawals.slice(-20).map(async (withdraw, index) => {
    // A step holds all that came before it; so that the kill falls between, they come at different ones.
    await wait(index * 40)
    await end(client, withdraw)
    acknowledged += 1
  })
  const settled = Promise.allSettled(storm)
  await Promise.race(storm)
  isKilled = true
  await apila.kill()
  await settled
  // Straight after the kill, before anything is swept: at most the leashes of ends that nobody was told of, and the demo's own.
  const demoLeashes = sealedLeashes.length - LEASHES * PERMISSIONS
  assert.ok((await readLeashes()).length <= LEASHES * (PERMISSIONS - acknowledged) + demoLeashes)
  assert.ok(acknowledged < PERMISSIONS, 'some were cut off')
  await apila.restart()
  isKilled = false
  await Promise.all(withdrawals.map((withdraw) => end(client, withdraw)))
  const left = await readLeashes()
  const gone = sealedLeashes.filter((leash) => !left.some((other) => other.equals(leash)))
  assert.ok(gone.length >= LEASHES * PERMISSIONS)
  assert.equal(await countFound(gone), 0)
  const { marks } = await untilReached(async () => lookAll((await at('koivu')).client))
  for (const { mark } of permissions) assert.ok(marks.has(mark))
})

test('day keys and the pepper lie in a folder that nobody else reads', async () => {
  const keys = join(apila.data, 'keys')
  assert.equal((await stat(keys)).mode & 0o777, 0o700)
  for (const name of await readdir(keys)) assert.equal((await stat(join(keys, name))).mode & 0o077, 0, name)
  assert.ok((await readFile(join(apila.data, 'leash.db'))).length > 0)
})
