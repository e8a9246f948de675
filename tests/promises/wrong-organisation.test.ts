// Promise: a parcel for B opens for nobody else, cannot be forwarded, moved, re-signed or kept beyond its days (docs/threat-model.md).
import { before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Digest, Name } from '@apila/core/bytes.ts'
import { Day, addDays } from '@apila/core/day.ts'
import { KnockContent } from '@apila/core/referral/content.ts'
import type { Part } from '@apila/core/referral/head.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import type { Released } from '@apila/core/referral/wire.ts'
import { KNOCK_BYTES, RECEIPT_BYTES } from '@apila/core/sizes.ts'
import { BrokenSeal, open, openText, recipientOf, seal, sealText } from '@apila/sealing/age.ts'
import { fromBase64url, toBase64url } from '@apila/sealing/encoding.ts'
import { leashIdentity, sealLock } from '@apila/sealing/referral/locks.ts'
import { openKnock, openReceipt, openStory } from '@apila/sealing/referral/open.ts'
import type { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { sealPermission } from '@apila/sealing/referral/seal.ts'
import { digestOfRecipient, permissionDigest, readPart, signPart } from '@apila/sealing/referral/signed.ts'
import { openTalk } from '@apila/sealing/referral/talk.ts'
import { padTo, unpad } from '@apila/sealing/padding.ts'
import { newestLock, sealUnasked } from '../world/lie.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type DemoOptions, type Sent, demoInput, releasedOf, sealDemo, talkOf } from '../world/referral.ts'

const today = Day.parse('2026-11-22')
let world: World
let sent: Sent
before(async () => {
  world = await foundDemo(today)
  sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
})

const desk = (organisation: string) => world.desk(organisation, 'referral')

type Changes = { released?: Partial<Released>; name?: Name; on?: Day; roster?: World['roster']; of?: Sent }
async function story(organisation: string, changes: Changes = {}) {
  const of = changes.of ?? sent
  const result = await openStory({
    desks: [desk(organisation)],
    released: { ...releasedOf(of, 'story'), ...changes.released },
    name: changes.name ?? of.reservation.keys.name,
    roster: changes.roster ?? world.roster,
    ticket: of.keys,
    today: changes.on ?? today,
  })
  return result.ok ? 'stands' : result.problem
}
async function knock(organisation: string, changes: Changes = {}) {
  const of = changes.of ?? sent
  const result = await openKnock({
    desks: [desk(organisation)],
    released: { ...releasedOf(of, 'knock'), ...changes.released },
    name: changes.name ?? of.reservation.k,
    roster: changes.roster ?? world.roster,
    today: changes.on ?? today,
  })
  return result.ok ? 'stands' : result.problem
}

/** The lock of a part as B would make it for C, who can then open every layer. */
async function forwarded(part: 'knock' | 'story', to: string): Promise<Partial<Released>> {
  const { leash, locks } = releasedOf(sent, part)
  const identity = leashIdentity(leash)
  const lock = await newestLock(identity, desk('kataja'), locks)
  assert.ok(lock)
  const { turn, yes, inner } = lock
  return { locks: [{ n: 0, blob: await sealLock(identity, desk(to).recipient, { turn, yes, inner }) }] }
}

test('a parcel for B does not open for C, not even with ticket and leash', async () => {
  assert.deepEqual([await story('kataja'), await knock('kataja')], ['stands', 'stands'])
  for (const other of ['koivu', 'vaahtera', 'haapa'])
    assert.deepEqual([await story(other), await knock(other)], ['not-for-us', 'not-for-us'])
})

test("a story or a first contact that B forwards to C under C's key is refused by C", async () => {
  assert.equal(await story('haapa', { released: await forwarded('story', 'haapa') }), 'not-ours')
  assert.equal(await knock('haapa', { released: await forwarded('knock', 'haapa') }), 'not-ours')
  assert.equal(await story('kataja', { released: await forwarded('story', 'kataja') }), 'stands', 'the check can fail')
})

test("B cannot write the permission anew for C: the sender's desk is another, and the signature is B's", async () => {
  const { leash, locks, body } = releasedOf(sent, 'knock')
  const lock = await newestLock(leashIdentity(leash), desk('kataja'), locks)
  assert.ok(lock && typeof lock.inner === 'string')
  const identity = lock.inner
  const opened = await openText(identity, body)
  assert.ok(opened)
  const { content } = await readPart(unpad(opened, KNOCK_BYTES), KnockContent, world.roster)
  const signed = async (front: Front) => {
    const grant = await permissionDigest(front, content.back)
    const head = headOf('knock', sent.reservation.k, await digestOfRecipient(desk('haapa').recipient), grant)
    const bytes = padTo(await signPart(world.device('kataja-worker-1'), head, { ...content, front }), KNOCK_BYTES)
    const anew = await sealText(await recipientOf(identity), bytes)
    return knock('haapa', { released: { ...(await forwarded('knock', 'haapa')), body: anew } })
  }
  const haapa: Front = { ...sent.front, to: desk('haapa').which }
  assert.equal(await signed(haapa), 'wrong-writer', 'in the name of the first sender')
  const own = { ...haapa, from: sent.front.to }
  assert.equal(
    await signed(own),
    'stands',
    'in its own name it may: that is a permission of its own, which she can find',
  )
})

test('a parcel under another name, or a first contact served as a story, is refused', async () => {
  const other = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  assert.equal(await story('kataja', { name: other.reservation.keys.name }), 'not-ours')
  assert.equal(await knock('kataja', { name: other.reservation.k }), 'not-ours')
  const swapped = { ...releasedOf(sent, 'knock'), receipt: null }
  await assert.rejects(story('kataja', { released: swapped, name: sent.reservation.k }), BrokenSeal)
})

test('before its first and after its last day nothing opens, also where the server still gives it', async () => {
  for (const opens of [story, knock]) {
    assert.equal(await opens('kataja', { on: addDays(today, -1) }), 'not-these-days')
    assert.equal(await opens('kataja', { on: addDays(today, 30) }), 'stands')
    assert.equal(await opens('kataja', { on: addDays(today, 31) }), 'not-these-days')
    const later = { until: addDays(today, 60) }
    assert.equal(await opens('kataja', { released: later }), 'server-keeps-longer')
  }
})

test('content of a device that is not on the roster, or sealed again with other content, is refused', async () => {
  const { leash, locks, body } = releasedOf(sent, 'knock')
  const lock = await newestLock(leashIdentity(leash), desk('kataja'), locks)
  assert.ok(lock && typeof lock.inner === 'string')
  const padded = await open(lock.inner, fromBase64url(body))
  assert.ok(padded)
  const at = Buffer.from(padded).indexOf('"service":"support"')
  assert.ok(at > 0)
  Buffer.from(padded.buffer, padded.byteOffset).write('"service":"housing"', at)
  const changed = toBase64url(await seal(await recipientOf(lock.inner), padded))
  assert.equal(await knock('kataja', { released: { body: changed } }), 'not-ours')
  const id = world.device('koivu-worker-1').id
  for (const opens of [story, knock]) {
    const devices = new Map([...world.roster.devices].filter(([key]) => key !== id))
    const stays = new Map([...world.roster.stays].filter(([key]) => key !== id))
    const roster = { ...world.roster, devices, stays }
    assert.equal(await opens('kataja', { roster }), 'not-ours')
  }
})

test('an item of one conversation is refused in another, and one by a third desk everywhere', async () => {
  const other = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  const { roster } = world
  const read = async (of: Sent, items: string[]) =>
    openTalk({
      desks: [desk('kataja')],
      side: 'to',
      talk: talkOf(of, items),
      t: of.reservation.t,
      front: of.front,
      grant: await permissionDigest(of.front, of.back),
      roster,
      today,
    })
  const talk = await read(sent, [])
  assert.ok(talk)
  const writing = {
    device: world.device('kataja-worker-1'),
    roster,
    t: sent.reservation.t,
    grant: await permissionDigest(sent.front, sent.back),
    identity: talk.identity,
  }
  const item = { n: 0, kind: 'accepted' as const }
  const good = await sealUnasked(writing, item)
  assert.equal((await read(sent, [good]))?.items.length, 1)
  // Opened and sealed again to the other conversation's key, as a desk that is in both could.
  const otherTalk = await read(other, [])
  const opened = await openText(talk.identity, good)
  assert.ok(otherTalk && opened)
  const moved = await sealText(await recipientOf(otherTalk.identity), opened)
  const renamed = await sealUnasked({ ...writing, identity: otherTalk.identity }, item)
  const stranger = await sealUnasked({ ...writing, device: world.device('haapa-worker-1') }, item)
  const wrongSide = await sealUnasked({ ...writing, device: world.device('koivu-worker-1') }, item)
  assert.deepEqual(await refusals(read(other, [moved])), [0, 'not-ours'])
  assert.deepEqual(await refusals(read(other, [renamed])), [0, 'not-ours'])
  assert.deepEqual(await refusals(read(sent, [stranger])), [0, 'wrong-writer'])
  assert.deepEqual(await refusals(read(sent, [wrongSide])), [0, 'wrong-writer'])
})

test("a receipt for her by another desk than the sender's is a broken seal, and none is another's", async () => {
  assert.ok(sent.keys)
  const { name, receiptIdentity } = sent.keys
  const good = releasedOf(sent, 'story')
  const opened = await openReceipt(good, name, receiptIdentity, world.roster)
  assert.ok(opened)
  const to = await recipientOf(receiptIdentity)
  const grant = await permissionDigest(sent.front, sent.back)
  const forged = async (device: string, part: Part, at: Name) => {
    const head = headOf(part, at, await digestOfRecipient(to), grant)
    const bytes = await signPart(world.device(device), head, opened)
    const sealed = await seal(to, padTo(bytes, RECEIPT_BYTES))
    const receipt = await sealText(await recipientOf(leashIdentity(good.leash)), sealed)
    return openReceipt({ ...good, receipt }, name, receiptIdentity, world.roster)
  }
  assert.ok(await forged('koivu-worker-1', 'receipt', name), 'the check can fail')
  await assert.rejects(forged('kataja-worker-1', 'receipt', name), BrokenSeal)
  await assert.rejects(forged('haapa-worker-1', 'receipt', name), BrokenSeal)
  await assert.rejects(forged('koivu-worker-1', 'story', name), BrokenSeal)
  await assert.rejects(forged('koivu-worker-1', 'receipt', sent.reservation.k), BrokenSeal)
})

const refused = (problem: string) => (error: DoesNotStand) => error.name === 'DoesNotStand' && error.problem === problem

test('permissions that cannot stand are not sealed: too long, backwards, to oneself, a child with a ticket or without everything ahead', async () => {
  const base = { from: 'koivu', to: 'kataja', mode: 'all-ahead', today } as const
  const sealing = (options: Partial<DemoOptions>) => sealDemo(world, { ...base, ...options })
  const child = await sealing({ age: 'child' })
  assert.deepEqual([child.note.back.keep, child.digits], [[], null])
  await assert.rejects(sealing({ mode: 'knock-ahead', age: 'unsure' }), refused('child-or-ticket'))
  await assert.rejects(sealing({ ticket: true, age: 'child' }), refused('child-or-ticket'))
  await assert.rejects(sealing({ mode: 'all-together', back: { keep: [] } }), refused('child-or-ticket'))
  await assert.rejects(sealing({ to: 'koivu' }), refused('no-such-desk'))
  for (const days of [-1, 0, 1, 29, 31, 91, 3650])
    await assert.rejects(sealing({ front: { until: addDays(today, days) } }), refused('not-these-days'), String(days))
  const earlier = { notBefore: addDays(today, 1), until: addDays(today, 31) }
  await assert.rejects(sealing({ front: earlier }), refused('not-these-days'))
  const { input } = await demoInput(world, base)
  const reservation = { ...input.reservation, sealedOn: addDays(today, -1) }
  await assert.rejects(sealPermission({ ...input, reservation }), refused('not-these-days'))
  const stranger = world.device('haapa-worker-1')
  await assert.rejects(sealPermission({ ...input, device: stranger }), refused('wrong-writer'))
})

const headOf = (part: Part, at: Name, receiver: Digest, grant: Digest) => ({
  part,
  at,
  receiver,
  network: world.roster.network,
  grant,
  roster: { length: world.roster.length, head: world.roster.head },
})

/** How many items stand, and why the others do not. */
const refusals = async (reading: ReturnType<typeof openTalk>) => {
  const talk = await reading
  return talk && [talk.items.length, ...talk.refused.map(({ problem }) => problem)]
}
