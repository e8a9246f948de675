// Promise: a parcel for B opens for nobody else, cannot be forwarded, moved, re-signed or kept beyond its days (docs/threat-model.md).
import { before, test } from 'node:test'
import assert from 'node:assert/strict'
import { Day, addDays } from '@apila/core/day.ts'
import type { Locator } from '@apila/core/bytes.ts'
import type { Released } from '@apila/core/referral/wire.ts'
import { BrokenSeal, open, recipientOf, seal } from '@apila/sealing/age.ts'
import { fromBase64url, toBase64url } from '@apila/sealing/encoding.ts'
import { openKnock, openStory } from '@apila/sealing/referral/open.ts'
import { openReply, sealReply } from '@apila/sealing/referral/reply.ts'
import { leashIdentity, lockKey, sealReferral } from '@apila/sealing/referral/seal.ts'
import { unlockKey } from '@apila/sealing/referral/open.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Sent, sealDemoReferral } from '../world/referral.ts'

const today = Day.parse('2026-11-22')
let world: World
let sent: Sent
before(async () => {
  world = await foundDemo(today)
  sent = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
})

const released = (row: { body: string; key: string; leash: string }): Released => ({
  body: row.body,
  key: row.key,
  leash: row.leash,
  receipt: null,
  version: 0,
  opened: 0,
  until: today,
})
const story = (organisation: string, changes: { released?: Released; locator?: Locator; on?: Day } = {}) =>
  openStory({
    desk: world.desk(organisation, 'referral'),
    released: changes.released ?? released(sent.deposit.story),
    locator: changes.locator ?? sent.deposit.story.locator,
    roster: world.roster,
    ticket: sent.keys,
    today: changes.on ?? today,
  })

test('a parcel for B does not open for C, not even with ticket and leash', async () => {
  assert.ok(await story('kataja'))
  for (const other of ['koivu', 'vaahtera', 'haapa']) {
    assert.equal(await story(other), null)
    const knock = {
      desk: world.desk(other, 'referral'),
      released: released(sent.deposit.knock),
      locator: sent.deposit.knock.locator,
      roster: world.roster,
    }
    assert.equal(await openKnock(knock), null)
  }
})

test("a parcel that B forwards to C under C's key is refused by C", async () => {
  const { story: row } = sent.deposit
  const leash = leashIdentity(row.leash)
  const key = await unlockKey(world.desk('kataja', 'referral'), leash, row.key)
  assert.ok(key)
  const forwarded = await lockKey(leash, await recipientOf(world.desk('haapa', 'referral').identity), key)
  await assert.rejects(story('haapa', { released: { ...released(row), key: forwarded } }), BrokenSeal)
})

test('a first contact that B forwards to C is refused by C, though it carries no grant', async () => {
  const { knock: row } = sent.deposit
  const leash = leashIdentity(row.leash)
  const key = await unlockKey(world.desk('kataja', 'referral'), leash, row.key)
  assert.ok(key)
  const desk = world.desk('haapa', 'referral')
  const forwarded = { ...released(row), key: await lockKey(leash, await recipientOf(desk.identity), key) }
  await assert.rejects(openKnock({ desk, released: forwarded, locator: row.locator, roster: world.roster }), BrokenSeal)
})

test('a parcel under another name, or a knock served as a story, is refused', async () => {
  const other = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  await assert.rejects(story('kataja', { locator: other.deposit.story.locator }), BrokenSeal)
  await assert.rejects(
    story('kataja', { released: released(sent.deposit.knock), locator: sent.deposit.knock.locator }),
    BrokenSeal,
  )
})

test('before its first and after its last day a story does not open', async () => {
  await assert.rejects(story('kataja', { on: addDays(today, -1) }), BrokenSeal)
  assert.ok(await story('kataja', { on: addDays(today, 30) }))
  await assert.rejects(story('kataja', { on: addDays(today, 31) }), BrokenSeal)
})

test('content signed by a device that is not on the roster, or sealed again with other content, is refused', async () => {
  const { story: row } = sent.deposit
  const opened = await story('kataja')
  assert.ok(opened)
  const padded = await open(opened.storyIdentity, fromBase64url(row.body))
  assert.ok(padded)
  const at = Buffer.from(padded).indexOf('Somewhere safe')
  assert.ok(at > 0)
  padded[at] = 'X'.charCodeAt(0)
  const body = toBase64url(await seal(await recipientOf(opened.storyIdentity), padded))
  await assert.rejects(story('kataja', { released: { ...released(row), body } }), BrokenSeal)
  const devices = new Map(world.roster.devices)
  devices.delete(world.device('koivu-worker-1').id)
  const withoutWriter = { ...world.roster, devices }
  await assert.rejects(
    openStory({
      desk: world.desk('kataja', 'referral'),
      released: released(row),
      locator: row.locator,
      roster: withoutWriter,
      ticket: sent.keys,
      today,
    }),
    BrokenSeal,
  )
})

test('a reply moved to another permission is refused', async () => {
  const { repliesIdentity, knock } = sent.note
  const repliesRecipient = await recipientOf(repliesIdentity)
  const blob = await sealReply({
    device: world.device('kataja-worker-1'),
    network: world.roster.network,
    locator: knock,
    repliesRecipient,
    reply: { kind: 'accepted' },
  })
  assert.deepEqual(await openReply({ repliesIdentity, blob, locator: knock, roster: world.roster }), {
    reply: { kind: 'accepted' },
    from: 'kataja',
  })
  await assert.rejects(openReply({ repliesIdentity, blob, locator: sent.note.story, roster: world.roster }), BrokenSeal)
})

test('grants that cannot stand are not sealed: too long, backwards, to oneself, a child with a ticket or without everything ahead', async () => {
  const base = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', today, age: 'child' })
  assert.equal(base.note.grant.keep, 'none')
  await assert.rejects(
    sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today, age: 'unsure' }),
    /child-goes-ahead/,
  )
  await assert.rejects(
    sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', ticket: true, today, age: 'child' }),
    /child-goes-ahead/,
  )
  await assert.rejects(
    sealDemoReferral(world, { from: 'koivu', to: 'koivu', mode: 'knock-ahead', today }),
    /same-organisation/,
  )
  const stale = { ...base.grant, toEpoch: sent.grant.id as never }
  const input = { ...inputOf(base), grant: stale }
  await assert.rejects(sealReferral(input), /no such desk/)
})

function inputOf(base: Sent): Parameters<typeof sealReferral>[0] {
  return {
    grant: base.grant,
    refused: [],
    device: world.device('koivu-worker-1'),
    senderDesk: world.desk('koivu', 'referral'),
    roster: world.roster,
    checkpoint: world.pin,
    ticket: null,
    today,
    ending: null,
    ifEnded: 'wait',
    keptTicket: null,
    onlyDevice: null,
    knock: { service: 'support', language: 'fi', interpreter: 'not-asked', days: [], ownChannel: null },
    story: { safeContact: null, situation: null, needs: null, clarified: null },
    random: (n) => new Uint8Array(n),
  }
}
