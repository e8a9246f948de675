// Promise: nothing acknowledged is lost and no permission is in two states (docs/threat-model.md).
// Kills at random moments while permissions are sent, opened, locked anew, answered and ended; after each the server is asked what it holds.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import type { Name, Secret } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { type Deposit, LookedAt, Released, Talk } from '@apila/core/referral/wire.ts'
import { bellToNobody } from '@apila/sealing/bell.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { proofOf } from '@apila/sealing/ticket.ts'
import { seededNumbers } from '../machinery/seeded.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { lookAll } from '../world/acts.ts'
import { type Client, Refused, signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Readdressed, noiseLike, readdress } from '../world/readdress.ts'
import { randomBytes, sealDemo } from '../world/referral.ts'

const KILLS = 20
/** A device may send only so many in a day, so several work. */
const DEVICES = ['koivu-worker-1', 'koivu-worker-2', 'kataja-worker-1', 'kataja-worker-2'] as const
const WORKERS = 3
const SEED = 20_261_122
/** Bytes of a line of her book. */
const LINE = 2_683
const today = todayInFinland()
const next = seededNumbers(SEED)
let apila: Apila
let world: World

/** What one device knows of one permission: asked for, and acknowledged. */
type Known = Readdressed & {
  offline: boolean
  sealed: boolean
  lines: number
  items: number
  locks: number
  endAsked: boolean
  ended: boolean
}
const permissions: Known[] = []

before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
})
after(() => apila.close())

const session = (device: string) => signIn(apila.url, world.roster.network, world.device(device))
const sessions = () => Promise.all(DEVICES.map(session))

async function templates(): Promise<Deposit[]> {
  const sealing = [0, 1, 2].map(() => sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', today }))
  return (await Promise.all(sealing)).map(({ deposit }) => deposit)
}

const line = (n: number) => ({ n, blob: toBase64url(randomBytes(LINE)) })
const linesOf = async (client: Client, name: Name) => LookedAt.parse(await client.post('/look-at', { name })).n
const open = async (client: Client, name: Name): Promise<Released> =>
  Released.parse(await client.post('/open', { name, line: line(await linesOf(client, name)) }))

async function actUntilKilled(client: Client, models: Deposit[]): Promise<void> {
  for (;;) {
    const model = models[Math.floor(next() * models.length)]
    if (!model) return
    const offline = next() < 0.4
    const made = await readdress({ ...model, offline })
    const known: Known = {
      ...made,
      offline,
      sealed: false,
      lines: 0,
      items: 0,
      locks: 0,
      endAsked: false,
      ended: false,
    }
    if (!offline) await client.post('/names', known.names)
    permissions.push(known)
    await client.post('/permissions', known.deposit)
    known.sealed = true
    const course = next()
    if (course < 0.2) continue
    if (course < 0.6) await live(client, known)
    if (course < 0.35) continue
    known.endAsked = true
    await client.end(known.secrets.withdraw)
    known.ended = true
  }
}

/** Opened, locked anew, answered: each adds a line. */
async function live(client: Client, known: Known): Promise<void> {
  const { story, talk, bell } = known.deposit
  const released = await open(client, story.s)
  assert.equal(released.leash, story.leash)
  known.lines = 1
  const turn = toBase64url(randomBytes(32)) as Secret
  await client.post('/locks', {
    name: story.s,
    slot: 's',
    turn: known.secrets.turns.s,
    lock: noiseLike(story.lock),
    proof: await proofOf(turn),
    roster: world.roster.length,
    line: line(1),
  })
  known.locks = 1
  known.lines = 2
  await client.post('/talk', {
    t: talk.t,
    n: 0,
    post: known.secrets.post,
    item: noiseLike(known.deposit.knock.body),
    line: line(2),
    bell: next() < 0.5 ? bell : await bellToNobody(world.roster.network),
    note: null,
    roster: world.roster.length,
  })
  known.items = 1
  known.lines = 3
}

const orNull = async <T>(asking: Promise<T>): Promise<T | null> => {
  try {
    return await asking
  } catch (error) {
    if (error instanceof Refused && error.code === 'not-found') return null
    throw error
  }
}

async function verify(client: Client, known: Known, marks: ReadonlySet<string>): Promise<void> {
  const { knock, story, talk } = known.deposit
  const lines = await orNull(linesOf(client, story.s))
  const k = await orNull(open(client, knock.k))
  const s = await orNull(open(client, story.s))
  const t = await orNull(client.post('/talk/open', { t: talk.t }))
  const live = k !== null
  assert.deepEqual([s !== null, t !== null, lines !== null], [live, live, live], 'all parts live and end together')
  const isMarked = marks.has(known.mark)
  if (known.ended) assert.ok(!live && isMarked, 'an acknowledged end has ended, and both desks can see it')
  if (known.endAsked) assert.notEqual(live, isMarked, 'live or on the ended list, never both, never neither')
  if (!known.endAsked && known.sealed) assert.ok(live, 'an acknowledged permission is there')
  if (!known.endAsked) assert.ok(!isMarked, 'what nobody ended is not on the ended list')
  if (!k || !s || !t || lines === null) return
  const there = Talk.parse(t)
  assert.deepEqual(
    [k.leash, s.leash, there.leash, k.body, s.body, k.until],
    [knock.leash, story.leash, talk.leash, knock.body, story.body, known.deposit.until],
  )
  assert.ok(s.locks.length > known.locks && there.items.length >= known.items, 'locks and items are kept')
  assert.equal(s.locks[0]?.blob, story.lock, 'the first lock is still there')
  assert.ok(lines >= known.lines, 'every line is kept')
  // A lock and an item come with their lines or not at all: nothing is done that her book does not count.
  assert.ok(lines >= s.locks.length - 1 + there.items.length)
}

async function verifyAll(clients: readonly Client[], some: readonly Known[]): Promise<void> {
  const [first] = clients
  assert.ok(first)
  const { marks } = await lookAll(first)
  // Opening is counted for each device and day, so they take turns.
  for (const [index, known] of some.entries()) await verify(clients[index % clients.length] ?? first, known, marks)
}

test(`${String(KILLS)} kills, seed ${String(SEED)}`, async (t) => {
  const models = await templates()
  let cut = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    const from = permissions.length
    const clients = (await sessions()).slice(0, WORKERS)
    const acting = Promise.allSettled(clients.map((client) => actUntilKilled(client, models)))
    // From the first that was acknowledged on, however slow the machine is; an ending is answered at a quarter of a second.
    while (!permissions.slice(from).some(({ sealed }) => sealed)) await wait(5)
    // Every fifth time from the first ending that was acknowledged on, or a slow machine would never get so far.
    const isEnded = (): boolean => permissions.slice(from).some(({ ended }) => ended)
    // Where every device has sent what it may in a day, none ends any more.
    const state = { areSpent: false }
    void acting.then(() => (state.areSpent = true))
    while (kill % 5 === 4 && !isEnded() && !state.areSpent) await wait(5)
    await wait(next() * 600)
    await apila.kill()
    for (const outcome of await acting) {
      const reason: unknown = outcome.status === 'rejected' ? outcome.reason : null
      // A device may send only so many in a day: on a quick machine it stops there.
      const isSpent = reason instanceof Refused && reason.code === 'too-many'
      if (!isSpent && (reason instanceof Refused || reason instanceof assert.AssertionError)) throw reason
    }
    cut += permissions.slice(from).filter((known) => !known.sealed || (known.endAsked && !known.ended)).length
    await apila.restart()
    await verifyAll(await sessions(), permissions.slice(from))
  }
  const clients = await sessions()
  await verifyAll(clients, permissions)
  t.diagnostic(
    `${String(permissions.length)} permissions, ${String(cut)} acts cut off, ${String(permissions.filter((p) => p.ended).length)} ended`,
  )
  assert.ok(cut > 0, 'some acts were cut off half-way')
  assert.ok(
    permissions.some(({ ended }) => ended),
    'some endings were acknowledged',
  )
  // A device that got no answer sends the same again: what was cut off is then whole.
  for (const [index, known] of permissions.filter((p) => !p.sealed).entries()) {
    const client = clients[index % clients.length]
    assert.ok(client)
    await client.post('/permissions', known.deposit)
    known.sealed = true
    await verifyAll([client], [known])
  }
})
