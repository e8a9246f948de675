// Her new word moves the last day, with the leashes, in one act; nothing else moves it, and nothing is revived by it.
// Governed by docs/protocol.md "Renewal".
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, beforeEach, test } from 'node:test'
import { type Day, addDays } from '@apila/core/day.ts'
import { DeviceId } from '@apila/core/organisation/roster.ts'
import { PERMISSION_DAYS } from '@apila/core/referral/permission.ts'
import type { Renew, Talk } from '@apila/core/referral/wire.ts'
import { bell, blobOf, newLine, newNote, newRenewal, random, type TestPermission } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { sweep } from '../sweep.ts'

let now = '2026-03-02'
let server: TestServer
const options = { endings: { step: 20 }, log: () => undefined, now: () => new Date(`${now}T10:00:00Z`) }
before(async () => {
  server = await startTestServer(options)
})
// A day of its own for each test, since a device may send only so many in one.
beforeEach(() => {
  goTo(addDays(now as Day, 1))
})
after(() => server.close())

const sender = 'alder-worker-1'
const receiver = 'birch-worker-1'

const goTo = (day: Day): void => {
  now = day
  server.forgetSessions()
}

async function sent(days = 3): Promise<TestPermission> {
  const permission = server.newPermission(server.today(), { days })
  assert.equal((await server.send(sender, permission)).status, 204)
  return permission
}

const renew = async (post: Renew, as = receiver): Promise<unknown> => {
  const { status, body } = await server.call('POST', '/api/v2/renew', { as, body: post })
  return status === 204 ? status : (body as { type: string }).type
}

const talkOf = async ({ deposit }: TestPermission, as = receiver) =>
  server.call('POST', '/api/v2/talk/open', { as, body: { t: deposit.talk.t } })

/** First contact, story and conversation: the day that each names, or that it does not open. */
async function daysOf(permission: TestPermission): Promise<unknown[]> {
  const { knock, story, talk } = permission.deposit
  const days: unknown[] = []
  for (const [name, { leash }] of [
    [knock.k, knock],
    [story.s, story],
  ] as const) {
    const { status, body } = await server.open(receiver, name)
    if (status === 200) assert.equal(body.leash, leash)
    days.push(status === 200 ? body.until : status)
  }
  const opened = await talkOf(permission)
  const { leash, until } = opened.body as Talk
  if (opened.status === 200) assert.equal(leash, talk.leash)
  return [...days, opened.status === 200 ? until : opened.status]
}

const GONE = [404, 404, 404]
const all = (day: unknown) => [day, day, day]

/** Days of the leashes on disk, and how often the day of a row was moved. */
function onDisk(): { leashes: string[]; rows: { until: string; renewals: number }[] } {
  const read = (file: string, query: string) => {
    const db = new DatabaseSync(join(server.folder, file), { readOnly: true, timeout: 5_000 })
    const rows = db.prepare(query).all()
    db.close()
    return rows
  }
  return {
    leashes: read('leash.db', 'SELECT until_day FROM leashes').map((row) => String(row['until_day'])),
    rows: read('apila.db', 'SELECT until_day, renewals FROM permissions').map((row) => ({
      until: String(row['until_day']),
      renewals: Number(row['renewals']),
    })),
  }
}

/** Ends what a test has left, so that the next one sees its own rows alone. */
const endAll = async (...permissions: TestPermission[]): Promise<void> => {
  for (const permission of permissions) assert.equal((await server.end(permission)).status, 204)
  assert.deepEqual(onDisk(), { leashes: [], rows: [] })
}

const dayKey = (day: Day) => join(server.folder, 'keys', `day-${day}.key`)

test('it opens past the first day it was told, until the new one and not a day longer', async () => {
  const permission = await sent()
  const { until } = permission.deposit
  const text = { t: permission.deposit.talk.t, n: 0, post: permission.secrets.post, item: blobOf('item') }
  const roster = server.network.entries.length
  const first = { ...text, line: newLine(0), bell: bell(), note: null, roster }
  assert.equal((await server.call('POST', '/api/v2/talk', { as: sender, body: first })).status, 204)
  goTo(until)
  const later = addDays(until, 7)
  const note = newNote(server.today())
  const post = { ...newRenewal(permission, later, { items: 1, lines: 1 }), note }
  assert.equal(await renew(post), 204)
  assert.deepEqual(onDisk(), { leashes: all(later), rows: [{ until: later, renewals: 1 }] })
  const talk = (await talkOf(permission)).body as Talk
  assert.deepEqual([talk.items, talk.line.n, talk.until], [[first.item, post.item], 2, later], 'nothing was replaced')
  assert.ok((await server.lookAll(sender)).bells.includes(post.bell))
  assert.deepEqual(
    (await server.listNotes(receiver, note.list)).map(({ blob }) => blob),
    [note.blob],
  )
  await sweep(server.running.ctx)
  assert.deepEqual(await daysOf(permission), all(later))
  goTo(addDays(until, 1))
  await sweep(server.running.ctx)
  assert.ok(!existsSync(dayKey(until)), 'the key of the first day is gone')
  assert.deepEqual(await daysOf(permission), all(later))
  goTo(later)
  await sweep(server.running.ctx)
  assert.deepEqual(await daysOf(permission), all(later))
  goTo(addDays(later, 1))
  assert.deepEqual(await daysOf(permission), GONE)
  await sweep(server.running.ctx)
  assert.deepEqual(onDisk(), { leashes: [], rows: [] })
  assert.ok(!existsSync(dayKey(later)))
})

test('the same again is answered like the first time, and counts once', async () => {
  const permission = await sent()
  const later = addDays(server.today(), 7)
  const post = newRenewal(permission, later)
  for (let times = 0; times < 3; times += 1) assert.equal(await renew(post), 204)
  assert.equal(await renew({ ...post, line: newLine(5) }), 204)
  assert.deepEqual(onDisk(), { leashes: all(later), rows: [{ until: later, renewals: 1 }] })
  const talk = (await talkOf(permission)).body as Talk
  assert.deepEqual([talk.items, talk.line.n], [[post.item], 1])
  await endAll(permission)
})

test('three times and no fourth; what was refused leaves everything as it was', async () => {
  const permission = await sent()
  let until = permission.deposit.until
  for (const days of [7, 14, 30]) {
    until = addDays(server.today(), days)
    const n = [7, 14, 30].indexOf(days)
    assert.equal(await renew(newRenewal(permission, until, { items: n, lines: n })), 204)
  }
  const fourth = newRenewal(permission, addDays(server.today(), 60), { items: 3, lines: 3 })
  assert.equal(await renew(fourth), 'renewed-often')
  assert.deepEqual(onDisk(), { leashes: all(until), rows: [{ until, renewals: 3 }] })
  await endAll(permission)
})

test('each length of the list from today on, later than the day that stands; no other', async () => {
  const today = server.today()
  for (let days = -2; days <= 100; days += 1) {
    const isLength = (PERMISSION_DAYS as readonly number[]).includes(days)
    if (!isLength && days % 9 !== 0 && ![-1, 1, 2, 4, 8, 29, 31, 89, 91].includes(days)) continue
    const permission = await sent(7)
    const answer = await renew(newRenewal(permission, addDays(today, days)))
    assert.equal(answer, !isLength ? 'too-long' : days <= 7 ? 'not-later' : 204, String(days))
    const stands = addDays(today, answer === 204 ? days : 7)
    assert.deepEqual(onDisk(), { leashes: all(stands), rows: [{ until: stands, renewals: answer === 204 ? 1 : 0 }] })
    await endAll(permission)
  }
})

test('without her word, by another desk, out of turn or with an old roster: refused by name, and nothing moves', async () => {
  const permission = await sent()
  const another = await sent()
  const { until } = permission.deposit
  const post = newRenewal(permission, addDays(server.today(), 30))
  const secrets = [random(32), permission.secrets.withdraw, permission.secrets.post, another.secrets.renew]
  for (const wrong of secrets) assert.equal(await renew({ ...post, renew: wrong as never }), 'not-this-ticket')
  assert.equal(await renew({ ...post, post: random(32) as never }), 'not-found', 'who is on neither side has no post')
  assert.equal(await renew({ ...post, post: another.secrets.post as never }), 'not-found')
  for (const name of [random(16), permission.deposit.knock.k, permission.deposit.story.s])
    assert.equal(await renew({ ...post, t: name as never }), 'not-found')
  assert.equal(await renew(post, 'alder-officer'), 'not-found')
  assert.equal(await renew({ ...post, n: 1 }), 'changed-meanwhile')
  assert.equal(await renew({ ...post, line: newLine(1) }), 'changed-meanwhile')
  assert.equal(await renew({ ...post, roster: 1 }), 'roster-moved')
  const rows = [
    { until, renewals: 0 },
    { until, renewals: 0 },
  ]
  assert.deepEqual(onDisk(), { leashes: [...all(until), ...all(until)], rows })
  const talk = (await talkOf(permission)).body as Talk
  assert.deepEqual([talk.items, talk.line.n], [[], 0], 'nor is anything written')
  await endAll(permission, another)
})

test('an item that was written without her word is no renewal, also when it comes again with the day', async () => {
  const permission = await sent()
  const post = newRenewal(permission, addDays(server.today(), 30))
  const { t, n, item, line, bell: rings, note, roster } = post
  const said = { t, n, post: post.post, item, line, bell: rings, note, roster }
  assert.equal((await server.call('POST', '/api/v2/talk', { as: receiver, body: said })).status, 204)
  const { until } = permission.deposit
  assert.deepEqual(onDisk().rows, [{ until, renewals: 0 }])
  assert.equal(await renew(post), 'changed-meanwhile')
  assert.deepEqual(onDisk(), { leashes: all(until), rows: [{ until, renewals: 0 }] })
  await endAll(permission)
})

test('nothing is revived: not after the end, not after the day, not where one leash is gone', async () => {
  const [ended, over, cut] = [await sent(), await sent(), await sent()]
  const { until } = ended.deposit
  assert.equal((await server.end(ended)).status, 204)
  assert.equal(await renew(newRenewal(ended, addDays(server.today(), 30))), 'not-found')
  assert.deepEqual(await daysOf(ended), GONE)
  // An ending that was cut off: of whichever part, its leash alone is gone.
  const { ctx } = server.running
  for (const { name, permission } of [
    { name: cut.deposit.knock.k, permission: cut },
    { name: cut.deposit.story.s, permission: cut },
  ]) {
    await ctx.network.leashes.drop([ctx.network.pepper.tag('loc', name)])
    assert.equal(await renew(newRenewal(permission, addDays(server.today(), 30))), 'not-found')
  }
  assert.deepEqual(onDisk().leashes, [...all(until), until], 'those that are left did not move')
  goTo(addDays(until, 1))
  assert.equal(await renew(newRenewal(over, addDays(server.today(), 30))), 'not-found', 'before the sweep')
  await sweep(ctx)
  assert.equal(await renew(newRenewal(over, addDays(server.today(), 30))), 'not-found', 'after it')
  assert.deepEqual(await daysOf(over), GONE)
  assert.deepEqual(onDisk(), { leashes: [], rows: [] })
})

test('she ends and it is renewed in the same moment: it is over, whichever came first', async () => {
  for (let times = 0; times < 12; times += 1) {
    const permission = await sent()
    const posting = newRenewal(permission, addDays(server.today(), 30))
    const [renewed, ended] = await Promise.all([renew(posting), server.end(permission)])
    assert.ok(renewed === 204 || renewed === 'not-found', String(renewed))
    assert.equal(ended.status, 204)
    assert.equal(await renew(posting), 'not-found')
    assert.deepEqual(await daysOf(permission), GONE)
    assert.deepEqual(onDisk(), { leashes: [], rows: [] })
  }
})

/** Cuts the act off after the leashes have moved and before the rows are written. */
async function cutAfterLeashes(permission: TestPermission, post: Renew): Promise<void> {
  const { ctx } = server.running
  const { leashes } = ctx.network
  ctx.network.leashes = {
    ...leashes,
    move: async (...given) => {
      assert.equal(await leashes.move(...given), true)
      throw new Error('the power is gone')
    },
  }
  try {
    assert.equal(await renew(post), 'broken')
  } finally {
    ctx.network.leashes = leashes
  }
  const { until } = permission.deposit
  assert.deepEqual(onDisk(), { leashes: all(post.until), rows: [{ until, renewals: 0 }] })
}

test('cut off after the leashes moved: it lives until the day it was told, and the same again renews it', async () => {
  const permission = await sent()
  const { until } = permission.deposit
  const post = newRenewal(permission, addDays(server.today(), 30))
  await cutAfterLeashes(permission, post)
  await server.running.close()
  await server.restart(options)
  assert.deepEqual(await daysOf(permission), all(until))
  const line = newLine(2)
  assert.equal(await renew({ ...post, line }), 204)
  assert.deepEqual(await daysOf(permission), all(post.until))
  await endAll(permission)
})

test('cut off after the leashes moved and never asked again: over on the day after the one it was told', async () => {
  const [permission] = [await sent()]
  const { until } = permission.deposit
  await cutAfterLeashes(permission, newRenewal(permission, addDays(server.today(), 30)))
  goTo(addDays(until, 1))
  assert.deepEqual(await daysOf(permission), GONE)
  await sweep(server.running.ctx)
  assert.deepEqual(onDisk(), { leashes: [], rows: [] })
})

test('cut off after the leashes moved: she ends it, and nothing is left', async () => {
  const permission = await sent()
  await cutAfterLeashes(permission, newRenewal(permission, addDays(server.today(), 30)))
  await endAll(permission)
  assert.deepEqual(await daysOf(permission), GONE)
})

test('a device renews as often in a day as it may write', async () => {
  const { ctx } = server.running
  const permission = await sent()
  for (let count = 0; count < 200; count += 1) {
    try {
      ctx.network.quotas.spend('items', DeviceId.parse(sender))
    } catch {
      break
    }
  }
  assert.equal(await renew(newRenewal(permission, addDays(server.today(), 30)), sender), 'too-many')
  assert.deepEqual(onDisk().leashes, all(permission.deposit.until))
  await endAll(permission)
})
