// What devices do while servers and leash keepers are killed under them: they seal, talk, renew, lock anew and end without pause; and what must hold
// of it afterwards. What was acknowledged holds, what was not is whole or can be repeated. Governed by docs/protocol.md "Deposit" and "Ending".
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import type { Name } from '@apila/core/bytes.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import { Appended, type LockAppend, LookedAt, type Renew, Talk, type TalkPost } from '@apila/core/referral/wire.ts'
import { markOf } from '../platform/keys.ts'
import type { Reply, TestClient } from './network.ts'
import { type TestPermission, newItem, newLock, newRenewal } from './noise.ts'

export const WORKERS = ['alder-worker-1', 'birch-worker-1'] as const
export const today = (): Day =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(new Date()) as Day

type Done = 'no' | 'asked' | 'yes'

/** How devices send and open: leashes as they are, or sealed to a keeper. `leash`: as the permission has it, or `null`. */
export type Form = {
  newPermission: (client: TestClient, options: { offline: boolean }) => Promise<TestPermission>
  open: (client: TestClient, as: string, name: Name) => Promise<{ status: number; leash: string | null }>
  openTalk: (client: TestClient, as: string, t: Name) => Promise<Reply>
  leashOf: (permission: TestPermission, slot: 'k' | 's') => string
}

export const BARE: Form = {
  newPermission: (client, options) => Promise.resolve(client.newPermission(today(), options)),
  open: async (client, as, name) => {
    const { status, body } = await client.open(as, name)
    return { status, leash: status === 200 ? body.leash : null }
  },
  openTalk: (client, as, t) => client.call('POST', '/api/v2/talk/open', { as, body: { t } }),
  leashOf: ({ deposit: { knock, story } }, slot) => (slot === 'k' ? knock : story).leash,
}

export type Life = {
  permission: TestPermission
  offline: boolean
  sent: Done
  ended: Done
  renewed: Done
  talked: Done
  relocked: Done
  /** Their new word on it, as it is sent. */
  renewal: Renew
  item: TalkPost
  lock: LockAppend
}

/** Deposits without pause, with and without names kept before, ending every third permission, renewing another third, talking and locking anew in
 *  the last, until the server or its leash keeper is gone, or `goesOn` says no. `from`: with
 *  which act it begins. */
export async function workUntilGone(
  client: TestClient,
  as: string,
  lives: Life[],
  { from = 0, goesOn = () => true, form = BARE }: { from?: number; goesOn?: () => boolean; form?: Form } = {},
): Promise<void> {
  try {
    for (let count = from; goesOn(); count += 1) {
      const offline = count % 2 === 1
      const permission = await form.newPermission(client, { offline })
      const { names, deposit } = permission
      if (!offline) {
        const kept = await client.call('POST', '/api/v2/names', { as, body: names })
        assert.equal(kept.status, 204)
      }
      const renewal = newRenewal(permission, addDays(today(), 30))
      const lock = newLock(permission, { lines: 1 })
      const nothing = { ended: 'no', renewed: 'no', talked: 'no', relocked: 'no' } as const
      const life: Life = { permission, offline, sent: 'asked', ...nothing, renewal, item: newItem(permission), lock }
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
      if (count % 3 === 2) {
        life.talked = 'asked'
        const talked = await client.call('POST', '/api/v2/talk', { as, body: life.item })
        if (talked.status === 503) return
        assert.equal(talked.status, 204, JSON.stringify(talked.body))
        life.talked = 'yes'
        life.relocked = 'asked'
        const relocked = await client.call('POST', '/api/v2/locks', { as, body: life.lock })
        if (relocked.status === 503) return
        assert.equal(relocked.status, 200, JSON.stringify(relocked.body))
        life.relocked = 'yes'
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
export async function end(client: TestClient, permission: TestPermission): Promise<Reply> {
  for (;;) {
    const answer = await client.end(permission)
    if (answer.status !== 503) return answer
    await wait(250)
  }
}

/** By whom what must hold is looked at. */
type On = { client: TestClient; form: Form }

/** The conversation, where the permission opens. */
async function readTalk({ client, form }: On, { deposit }: TestPermission): Promise<Talk> {
  const [as] = WORKERS
  return Talk.parse((await form.openTalk(client, as, deposit.talk.t)).body)
}

const dayOf = async (on: On, permission: TestPermission): Promise<Day> => (await readTalk(on, permission)).until

async function nextLine(client: TestClient, name: string): Promise<number> {
  const [as] = WORKERS
  return LookedAt.parse((await client.call('POST', '/api/v2/look-at', { as, body: { name } })).body).n
}

/** A message that was cut off stands there once or not at all, and can be repeated. */
async function verifyTalk(on: On, { permission, talked, item }: Life): Promise<void> {
  const [as] = WORKERS
  const { client } = on
  const there = async () => (await readTalk(on, permission)).items.filter((blob) => blob === item.item).length
  const before = await there()
  if (talked === 'yes') assert.equal(before, 1)
  if (talked === 'no') assert.equal(before, 0)
  if (talked !== 'asked') return
  assert.ok(before <= 1)
  const again = { ...item, line: { ...item.line, n: await nextLine(client, item.t) } }
  assert.equal((await client.call('POST', '/api/v2/talk', { as, body: again })).status, 204)
  assert.equal(await there(), 1)
}

/** A lock that was cut off stands there once or not at all, and can be repeated. */
async function verifyLock(on: On, { permission, relocked, lock }: Life): Promise<void> {
  const [as] = WORKERS
  const { client } = on
  const there = async () => (await readTalk(on, permission)).locks.t.filter(({ blob }) => blob === lock.lock).length
  const before = await there()
  if (relocked === 'yes') assert.equal(before, 1)
  if (relocked === 'no') assert.equal(before, 0)
  if (relocked !== 'asked') return
  assert.ok(before <= 1)
  const again = { ...lock, line: { ...lock.line, n: await nextLine(client, lock.name) } }
  assert.equal(Appended.parse((await client.call('POST', '/api/v2/locks', { as, body: again })).body).n, 1)
  assert.equal(await there(), 1)
}

/** A renewal that was cut off has moved all of it or nothing, and can be repeated. */
async function verifyRenewal(on: On, { permission, renewed, renewal }: Life): Promise<void> {
  const [as] = WORKERS
  const { client } = on
  const before = await dayOf(on, permission)
  if (renewed === 'yes') assert.equal(before, renewal.until)
  if (renewed !== 'asked') return
  assert.ok(before === renewal.until || before === permission.deposit.until)
  // Lines of her book were written by looking whether it opens.
  const n = await nextLine(client, renewal.t)
  const again = { ...renewal, line: { ...renewal.line, n } }
  assert.equal((await client.call('POST', '/api/v2/renew', { as, body: again })).status, 204)
  assert.equal(await dayOf(on, permission), renewal.until)
}

/** Whether first contact, story and conversation open. */
async function openAll({ client, form }: On, permission: TestPermission): Promise<boolean[]> {
  const [as] = WORKERS
  const { knock, story, talk } = permission.deposit
  const results: boolean[] = []
  for (const [slot, name] of [
    ['k', knock.k],
    ['s', story.s],
  ] as const) {
    const { status, leash } = await form.open(client, as, name)
    assert.ok(status === 200 || status === 404, String(status))
    if (status === 200) assert.equal(leash, form.leashOf(permission, slot))
    results.push(status === 200)
  }
  return [...results, (await form.openTalk(client, as, talk.t)).status === 200]
}

const ALL = [true, true, true]
const NONE = [false, false, false]

/** What must hold of one permission once all is up again. `marks`: the ended list. */
export async function verify(client: TestClient, life: Life, marks: string[], form: Form = BARE): Promise<void> {
  const { permission, sent, ended } = life
  const on = { client, form }
  const opened = await openAll(on, permission)
  assert.equal(new Set(opened).size, 1, 'a permission opens as a whole or not at all')
  const isMarked = marks.includes(markOf(permission.deposit.proofs.withdraw))
  if (ended === 'yes') assert.deepEqual([opened, isMarked], [NONE, true])
  else if (ended === 'asked') {
    assert.equal(isMarked, !opened[0])
    assert.equal((await end(client, permission)).status, 204)
    assert.deepEqual(await openAll(on, permission), NONE)
  } else if (sent === 'yes') {
    assert.deepEqual([opened, isMarked], [ALL, false])
    await verifyRenewal(on, life)
    await verifyTalk(on, life)
    await verifyLock(on, life)
  } else if (sent === 'asked') {
    assert.equal(isMarked, false, 'what was never acknowledged has not ended')
    const [as] = WORKERS
    const again = await client.call('POST', '/api/v2/permissions', { as, body: permission.deposit })
    assert.equal(again.status, 204, JSON.stringify(again.body))
    assert.deepEqual(await openAll(on, permission), ALL)
  }
}
