// Leashes that another organisation keeps: who sees and records all that the server hears, stores and says learns no leash by any request; and what
// is put, asked or answered in another place than its own opens nothing. Governed by docs/protocol.md "Sealed requests".
import assert from 'node:assert/strict'
import { cpSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { type Recipient } from '@apila/core/bytes.ts'
import { addDays } from '@apila/core/day.ts'
import { newIdentity, recipientOf } from '@apila/sealing/age.ts'
import { finnishToday } from '../start-server.ts'
import { newItem, newLine, newLock, newRenewal } from '../test/noise.ts'
import { openSeals } from './seals.ts'
import { act } from './act.ts'
import { type SealedNetwork, type SealedPermission, newSealed, startSealed } from './test/sealed.ts'

const [as, other] = ['alder-worker-1', 'birch-worker-1'] as const

/** Every way in which a leash may be spelled on the way or in a file. */
const spellings = (leash: string): string[] => {
  const bytes = Buffer.from(leash)
  return [leash, bytes.toString('base64').slice(0, -4), bytes.toString('base64url').slice(0, -2), bytes.toString('hex')]
}

function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')
}

const opensAs = async (on: SealedNetwork, { deposit }: SealedPermission, to?: Recipient) => [
  await on.open(other, deposit.knock.k, to),
  await on.open(other, deposit.story.s, to),
  await on.openTalk(other, deposit.talk.t, to),
]
const statusesOf = async (on: SealedNetwork, permission: SealedPermission, to?: Recipient) =>
  (await opensAs(on, permission, to)).map(({ status }) => status)
const OPEN = [200, 200, 200]
const GONE = [404, 404, 404]
const BUSY = [503, 503, 503]

/** All that a server hears and says, in one place: what a thief of its machine could have recorded. */
async function start(t: TestContext) {
  const on = await startSealed(t)
  const passed: string[] = []
  const call = on.server.call.bind(on.server)
  on.server.call = async (method, path, options) => {
    const reply = await call(method, path, options)
    passed.push(JSON.stringify([path, options?.body, reply.body]))
    return reply
  }
  return { ...on, recorded: () => `${passed.join('\n')}\n${on.heard()}\n${everythingIn(on.server.folder)}` }
}

test('a server that records everything learns no leash by any request', async (t) => {
  const on = await start(t)
  const { server, keeper } = on
  const [lives, ends, cutOff] = await Promise.all([1, 2, 3].map(() => newSealed(on, keeper.recipient)))
  assert.ok(lives && ends && cutOff)
  for (const permission of [lives, ends]) assert.equal((await server.send(as, permission)).status, 204)
  // Open, all three parts, by both desks.
  const opened = await opensAs(on, lives)
  assert.deepEqual(
    opened.map(({ leash }) => leash),
    [lives.leashes.k, lives.leashes.s, lives.leashes.t],
  )
  assert.equal((await on.openTalk(as, lives.deposit.talk.t)).leash, lives.leashes.t)
  // Talk, re-lock, confirm, renew.
  const post = async (path: string, body: object, by: string = as) =>
    (await server.call('POST', `/api/v2/${path}`, { as: by, body })).status
  assert.equal(await post('talk', newItem(lives, { lines: 2 })), 204)
  assert.equal(await post('locks', newLock(lives, { lines: 3 }), other), 200)
  const confirm = { name: lives.deposit.talk.t, slot: 't', n: 0, turn: lives.secrets.turns.t }
  await post('locks/confirm', confirm, as)
  const renewal = newRenewal(lives, addDays(finnishToday(), 30), { items: 1, lines: 4 })
  assert.equal(await post('renew', renewal), 204)
  assert.deepEqual(await statusesOf(on, lives), OPEN)
  // A deposit that was cut off: names alone, and the same again.
  assert.equal(await post('names', cutOff.names), 204)
  assert.equal(await post('permissions', cutOff.deposit), 204)
  assert.equal(await post('permissions', cutOff.deposit), 204)
  // End, and look for what has ended; a restart with its sweep.
  assert.equal((await server.end(ends)).status, 204)
  assert.deepEqual(await statusesOf(on, ends), GONE)
  await on.restart()
  assert.deepEqual(await statusesOf(on, lives), OPEN)
  const recorded = on.recorded()
  for (const { leashes } of [lives, ends, cutOff])
    for (const leash of Object.values(leashes))
      for (const spelled of spellings(leash)) assert.ok(!recorded.includes(spelled))
  // The check can fail: the sealed ones are all there, and so is a name.
  for (const { deposit } of [lives, ends, cutOff])
    assert.ok([deposit.knock, deposit.story, deposit.talk].every(({ leash }) => recorded.includes(leash)))
  assert.ok(opened.every(({ answer }) => recorded.includes(answer)))
  assert.ok(!on.heard().includes(lives.deposit.knock.k), 'the keeper is told no names but inside the seal')
  assert.throws(() => statSync(join(server.folder, 'leash.db')), /ENOENT/)
})

test('what came sealed leaves sealed, whoever asks for it otherwise', async (t) => {
  const on = await start(t)
  const { server, keeper } = on
  const permission = await newSealed(on, keeper.recipient)
  assert.equal((await server.send(as, permission)).status, 204)
  const { knock, talk } = permission.deposit
  const bare = [
    await server.call('POST', '/api/v2/open', { as, body: { name: knock.k, line: newLine(0) } }),
    await server.call('POST', '/api/v2/talk/open', { as, body: { t: talk.t } }),
    await server.send(as, server.newPermission(finnishToday())),
  ]
  for (const { status, body } of bare)
    assert.deepEqual([status, (body as { type: string }).type], [409, 'roster-moved'])
  const seals = openSeals({ folder: keeper.folder, paper: null })
  t.after(seals.close)
  const kept = Buffer.alloc(94, 'x')
  const store = { release: () => Promise.resolve(kept) } as unknown as Parameters<typeof act>[0]['store']
  const acting = { store, network: 'test-network', seals, own: finnishToday() }
  const request = { act: 'release', tag: 'x', today: finnishToday() } as const
  await assert.rejects(act({ ...acting, isSameMachine: false }, request), /asked for unsealed/)
  assert.equal(await act({ ...acting, isSameMachine: true }, request), kept.subarray(0, 77).toString('base64'))
})

test('what has ended is not put again, by whoever kept what the device had sealed', async (t) => {
  const on = await start(t)
  const { server, keeper } = on
  const { leashes } = server.running.ctx.network
  const permission = await newSealed(on, keeper.recipient)
  const { until, knock, story, talk } = permission.deposit
  const { withdraw, renew } = permission.deposit.proofs
  const proofs = { withdraw, renew }
  assert.equal((await server.send(as, permission)).status, 204)
  const again = (last = until) =>
    [knock.leash, story.leash, talk.leash].map((leash, at) => ({
      ...{ tag: `again-${String(at)}`, leash: Buffer.from(leash, 'base64url'), until: last },
    }))
  // While it lives, its own word ends the second too.
  await leashes.put(again(), proofs)
  assert.equal((await server.end(permission)).status, 204)
  for (const { tag } of again()) assert.equal(await leashes.has(tag), false)
  await assert.rejects(leashes.put(again(), proofs), { code: 'has-ended' })
  await assert.rejects(leashes.put(again(addDays(until, 20)), proofs), { code: 'bad-input' })
  await assert.rejects(leashes.put(again(), { ...proofs, withdraw: proofs.renew }), { code: 'bad-input' })
  // When its day has passed nothing need be remembered of it.
  const seals = openSeals({ folder: keeper.folder, paper: null })
  t.after(seals.close)
  const store = { put: () => Promise.resolve() } as unknown as Parameters<typeof act>[0]['store']
  const acting = { store, network: 'test-network' as const, seals, isSameMachine: false }
  const sent = again().map(({ leash, ...rest }) => ({ ...rest, leash: leash.toString('base64') }))
  const put = { act: 'put' as const, leashes: sent, proofs }
  for (const leash of [Buffer.alloc(7), Buffer.alloc(78), Buffer.alloc(2682)])
    await assert.rejects(
      act({ ...acting, own: until }, { ...put, leashes: [{ tag: 'x', leash: leash.toString('base64'), until }] }),
      /of another size/,
    )
  await assert.rejects(act({ ...acting, own: addDays(until, 1) }, put), /whose last day has passed/)
  assert.equal(await act({ ...acting, own: until }, put), null)
  await keeper.stop()
  await keeper.start()
  await on.reached()
  await assert.rejects(leashes.put(again(), proofs), { code: 'has-ended' })
  for (const { tag } of again()) assert.equal(await leashes.has(tag), false)
})

test('a request or an answer that was swapped or kept opens nothing', async (t) => {
  const on = await start(t)
  const { server, keeper } = on
  const [one, two] = [await newSealed(on, keeper.recipient), await newSealed(on, keeper.recipient)]
  for (const permission of [one, two]) assert.equal((await server.send(as, permission)).status, 204)
  const { leashes } = server.running.ctx.network
  const tagOf = (name: string): string => server.running.ctx.network.pepper.tag('loc', name)
  const today = finnishToday()
  const asked = await on.asking(as, one.deposit.talk.t, null)
  // The server asks for another part by a request that names this one.
  await assert.rejects(leashes.release(tagOf(two.deposit.talk.t), today, asked), { code: 'bad-input' })
  const answer = await leashes.release(tagOf(one.deposit.talk.t), today, asked)
  assert.ok(answer)
  // A request that is sent again is answered to the same key; once it has ended, by nothing.
  assert.ok(await leashes.release(tagOf(one.deposit.talk.t), today, asked))
  assert.equal((await server.end(one)).status, 204)
  assert.equal(await leashes.release(tagOf(one.deposit.talk.t), today, asked), null)
  assert.deepEqual(await statusesOf(on, two), OPEN)
})

test('sealed to another key than the keeper has: busy, said, and nothing is lost once the keeper has it', async (t) => {
  const on = await start(t)
  const { server, keeper } = on
  const stranger = await recipientOf(await newIdentity())
  const wrong = await newSealed(on, stranger)
  assert.equal((await server.send(as, wrong)).status, 503)
  assert.match(keeper.said.join('\n'), /leash-keeper-keys sealed to a key that is not in this folder/)
  const ready = await fetch(`${server.url}/readyz`)
  assert.deepEqual(
    [ready.status, await ready.text()],
    [503, 'the leash keeper has not the key that the roster names, or does not believe the roster; its log says which'],
  )
  const good = await newSealed(on, keeper.recipient)
  assert.equal((await server.send(as, good)).status, 204)
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
  assert.deepEqual(await statusesOf(on, good), OPEN)
  assert.deepEqual(await statusesOf(on, good, stranger), BUSY)
})

test('the members name another key of the keeper: what lies there opens on, what was sealed to the old one is sealed anew', async (t) => {
  const on = await start(t)
  const { server, keeper } = on
  const [before, late, queued] = [1, 2, 3].map(() => newSealed(on, keeper.recipient))
  const [lives, unsent, offline] = [await before!, await late!, await queued!]
  assert.equal((await server.send(as, lives)).status, 204)
  await keeper.stop()
  renameSync(join(keeper.folder, 'recipient.key'), join(keeper.folder, 'recipient-2026.key'))
  const now = (await (await keeper.start()).recipient()) as Recipient
  assert.notEqual(now, keeper.recipient)
  await on.reached()
  assert.equal(await on.decide(now), 204)
  assert.deepEqual(await statusesOf(on, lives, now), OPEN)
  // A device that has not read the decision asks by the old key, which still lies beside the new one.
  assert.deepEqual(await statusesOf(on, lives), OPEN)
  const moved = await server.send(as, unsent)
  assert.deepEqual([moved.status, (moved.body as { type: string }).type], [409, 'roster-moved'])
  const anew = await newSealed(on, now)
  assert.equal((await server.send(as, anew)).status, 204)
  assert.deepEqual(await statusesOf(on, anew, now), OPEN)
  // Once the old key is taken away, what is sealed to it opens for nobody; what the keeper has opened goes on.
  await keeper.stop()
  rmSync(join(keeper.folder, 'recipient-2026.key'))
  await keeper.start()
  await on.reached()
  const kept = { ...offline.deposit, roster: on.network.entries.length }
  assert.equal((await server.send(as, { ...offline, deposit: kept })).status, 503)
  assert.deepEqual(await statusesOf(on, lives, now), OPEN)
  assert.deepEqual(await statusesOf(on, lives), BUSY)
})

test('a keeper that is away, or an older copy of itself: busy, and nothing that has ended opens', async (t) => {
  const on = await start(t)
  const { server, keeper } = on
  const [ended, lives] = [await newSealed(on, keeper.recipient), await newSealed(on, keeper.recipient)]
  for (const permission of [ended, lives]) assert.equal((await server.send(as, permission)).status, 204)
  assert.deepEqual(await statusesOf(on, lives), OPEN)
  await keeper.stop()
  assert.deepEqual(await statusesOf(on, lives), BUSY)
  assert.equal((await server.end(ended)).status, 503)
  const copy = `${keeper.folder}-copy`
  t.after(() => rmSync(copy, { recursive: true, force: true }))
  cpSync(keeper.folder, copy, { recursive: true })
  await keeper.start()
  await on.reached()
  const { leashes, pepper } = server.running.ctx.network
  assert.equal((await server.end(ended)).status, 204)
  assert.deepEqual(await statusesOf(on, lives), OPEN)
  await keeper.stop()
  rmSync(keeper.folder, { recursive: true })
  cpSync(copy, keeper.folder, { recursive: true })
  await keeper.start()
  const isOlder = async () => {
    await leashes.mark().catch(() => null)
    return (await (await fetch(`${server.url}/readyz`)).text()) === 'the leashes are an older copy and are not used'
  }
  while (!(await isOlder())) await turn()
  assert.deepEqual(await statusesOf(on, ended), GONE)
  assert.deepEqual(await statusesOf(on, lives), BUSY)
  const { t: name } = ended.deposit.talk
  const asked = await on.asking(other, name, null)
  await assert.rejects(leashes.release(pepper.tag('loc', name), finnishToday(), asked), { code: 'busy' })
})

test('where no keeper is named all goes as before, and nothing sealed is taken', async (t) => {
  const on = await start(t)
  const { server, keeper } = on
  assert.equal(await on.decide(null), 204)
  const permission = server.newPermission(finnishToday())
  assert.equal((await server.send(as, permission)).status, 204)
  const { body } = await server.open(other, permission.deposit.knock.k)
  assert.equal(body.leash, permission.deposit.knock.leash)
  const sealed = await server.send(as, await newSealed(on, keeper.recipient))
  assert.deepEqual([sealed.status, (sealed.body as { type: string }).type], [409, 'roster-moved'])
  assert.equal((await on.open(other, permission.deposit.story.s)).status, 409)
})
