// Promise: only the permitted keys open (docs/threat-model.md). All subsets of {ticket, organisation key, leash},
// with real ciphers, for first contact, story, receipt and conversation in every mode.
import { before, test } from 'node:test'
import assert from 'node:assert/strict'
import { Secret } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import type { Mode } from '@apila/core/referral/permission.ts'
import { newIdentity, open } from '@apila/sealing/age.ts'
import { hearBell } from '@apila/sealing/bell.ts'
import { fromBase64url, toBase64url, utf8 } from '@apila/sealing/encoding.ts'
import { leashIdentity, sealLock } from '@apila/sealing/referral/locks.ts'
import { nextLock, openKnock, openReceipt, openStory } from '@apila/sealing/referral/open.ts'
import { permissionDigest } from '@apila/sealing/referral/signed.ts'
import { openTalk, sealItem } from '@apila/sealing/referral/talk.ts'
import { type TicketKeys, ticketKeys } from '@apila/sealing/ticket.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type DemoOptions, type Sent, randomBytes, releasedOf, sealDemo, talkOf } from '../world/referral.ts'

const today = Day.parse('2026-11-22')
let world: World
before(async () => {
  world = await foundDemo(today)
})

const seal = (mode: Mode, options: Partial<DemoOptions> = {}) =>
  sealDemo(world, { from: 'koivu', to: 'kataja', mode, today, ...options })

type Held = { ticket: boolean; organisation: boolean; leash: boolean }
const subsets: Held[] = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => ({
  ticket: (n & 1) > 0,
  organisation: (n & 2) > 0,
  leash: (n & 4) > 0,
}))
const shown = (held: Held) =>
  Object.entries(held)
    .filter(([, has]) => has)
    .map(([name]) => name)
    .join('+') || 'nothing'

const otherLeash = async () => toBase64url(utf8(await newIdentity()))

/** Someone who lacks a key holds another of the same kind instead. */
async function attempt(sent: Sent, held: Held) {
  const { roster } = world
  const own = world.desk('kataja', 'referral')
  const desks = [held.organisation ? own : { ...own, identity: await newIdentity() }]
  const leash = held.leash ? null : await otherLeash()
  const behind = <T extends { leash: string }>(thing: T): T => (leash === null ? thing : { ...thing, leash })
  const ticket = held.ticket && sent.keys ? sent.keys : await ticketKeys(randomBytes(32))
  const { k, t, keys } = sent.reservation
  const [knock, story] = [behind(releasedOf(sent, 'knock')), behind(releasedOf(sent, 'story'))]
  const grant = await permissionDigest(sent.front, sent.back)
  const talk = { desks, side: 'to' as const, talk: behind(talkOf(sent)), t, front: sent.front, grant, roster, today }
  return {
    knock: (await openKnock({ desks, released: knock, name: k, roster, today })).ok,
    story: (await openStory({ desks, released: story, name: keys.name, roster, today, ticket })).ok,
    receipt: (await openReceipt(story, keys.name, ticket.receiptIdentity, roster)) !== null,
    talk: (await openTalk(talk)) !== null,
  }
}

const modes: Mode[] = ['knock-ahead', 'all-together', 'all-ahead']
for (const mode of modes) {
  test(`only the permitted subsets open: ${mode}`, async () => {
    const sent = await seal(mode, { ticket: true })
    for (const held of subsets) {
      const both = held.organisation && held.leash
      const expected = {
        knock: both,
        story: both && (held.ticket || mode === 'all-ahead'),
        receipt: held.ticket && held.leash,
        talk: both,
      }
      assert.deepEqual(await attempt(sent, held), expected, `${mode} with ${shown(held)}`)
    }
  })
}

test('one part of a permission is no way to another: no leash opens what lies behind another leash', async () => {
  const sent = await seal('all-ahead')
  const { roster } = world
  const desks = [world.desk('kataja', 'referral')]
  const { knock, story, talk } = sent.deposit
  const { k, t, keys } = sent.reservation
  const grant = await permissionDigest(sent.front, sent.back)
  for (const leash of [story.leash, talk.leash]) {
    const released = { ...releasedOf(sent, 'knock'), leash }
    assert.equal((await openKnock({ desks, released, name: k, roster, today })).ok, false)
  }
  for (const leash of [knock.leash, talk.leash]) {
    const released = { ...releasedOf(sent, 'story'), leash }
    assert.equal((await openStory({ desks, released, name: keys.name, roster, today, ticket: null })).ok, false)
    assert.equal(await openReceipt(released, keys.name, keys.receiptIdentity, roster), null)
  }
  for (const leash of [knock.leash, story.leash]) {
    const other = { ...talkOf(sent), leash }
    const opening = { desks, side: 'to' as const, talk: other, t, front: sent.front, grant, roster, today }
    assert.equal(await openTalk(opening), null)
  }
})

test('the bell is heard by the receiving desk alone, names the story only when she chose ahead, and by nobody when all is together', async () => {
  const { network } = world.roster
  for (const mode of modes) {
    const sent = await seal(mode, { ticket: true })
    const ring = await hearBell(world.desk('kataja', 'referral').bellPrivate, network, sent.deposit.bell)
    const other = mode === 'all-ahead' ? sent.reservation.keys.name : null
    const expected = { kind: 'permission', name: sent.reservation.k, other }
    assert.deepEqual(ring, mode === 'all-together' ? null : expected)
    for (const organisation of ['koivu', 'vaahtera', 'haapa'])
      assert.equal(await hearBell(world.desk(organisation, 'referral').bellPrivate, network, sent.deposit.bell), null)
  }
})

test('after her Yes the desk reads again without the ticket, never without the leash; after "only now" not without the ticket', async () => {
  const sent = await seal('knock-ahead')
  const { roster } = world
  const desk = world.desk('kataja', 'referral')
  const name = sent.reservation.keys.name
  const released = releasedOf(sent, 'story')
  const read = (changes: Partial<typeof released>, ticket: TicketKeys | null) =>
    openStory({ desks: [desk], released: { ...released, ...changes }, name, roster, today, ticket })
  const first = await read({}, sent.keys)
  assert.ok(first.ok)
  const lockAfter = async (answer: 'yes' | 'only-now') => {
    const turn = Secret.parse(toBase64url(randomBytes(32)))
    const signing = { device: world.device('kataja-worker-1'), roster, today }
    const content = await nextLock(first.opened, name, turn, answer, signing)
    return { n: 1, blob: await sealLock(first.opened.leash, desk.recipient, content) }
  }
  const yes = { locks: [...released.locks, await lockAfter('yes')] }
  assert.equal((await read(yes, null)).ok, true)
  assert.equal((await read({ ...yes, leash: await otherLeash() }, sent.keys)).ok, false)
  const onlyNow = { locks: [...released.locks, await lockAfter('only-now')] }
  assert.equal((await read(onlyNow, null)).ok, false)
  assert.equal((await read(onlyNow, sent.keys)).ok, true)
})

test('sender and receiver both read the conversation, a third desk does not', async () => {
  const sent = await seal('knock-ahead')
  const { roster } = world
  const { t } = sent.reservation
  const grant = await permissionDigest(sent.front, sent.back)
  const read = (organisation: string, side: 'from' | 'to', items: string[]) =>
    openTalk({
      desks: [world.desk(organisation, 'referral')],
      side,
      talk: talkOf(sent, items),
      t,
      front: sent.front,
      grant,
      roster,
      today,
    })
  const opened = await read('kataja', 'to', [])
  assert.ok(opened)
  const device = world.device('kataja-worker-1')
  const item = await sealItem(
    { device, roster, t, front: sent.front, grant, identity: opened.identity, today },
    { n: 0, kind: 'accepted' },
  )
  for (const [organisation, side] of [
    ['koivu', 'from'],
    ['kataja', 'to'],
  ] as const) {
    const talk = await read(organisation, side, [item])
    assert.deepEqual(talk?.items, [{ item: { n: 0, kind: 'accepted' }, from: 'kataja', device: device.id }])
    assert.equal(talk.broken, 0)
  }
  for (const side of ['from', 'to'] as const) assert.equal(await read('haapa', side, [item]), null)
})

test('what refusing leaves out: her refusals stand in her receipt and nowhere else', async () => {
  const sent = await seal('knock-ahead')
  assert.ok(sent.keys)
  const { roster } = world
  const { k, keys } = sent.reservation
  const released = releasedOf(sent, 'story')
  const receipt = await openReceipt(released, keys.name, sent.keys.receiptIdentity, roster)
  assert.deepEqual(receipt?.refused, ['clarified'])
  const desks = [world.desk('kataja', 'referral')]
  const story = await openStory({ desks, released, name: keys.name, roster, today, ticket: sent.keys })
  const knock = await openKnock({ desks, released: releasedOf(sent, 'knock'), name: k, roster, today })
  assert.ok(story.ok && knock.ok)
  for (const opened of [story.opened, knock.opened, sent.note]) assert.ok(!JSON.stringify(opened).includes('refused'))
})

test('a first contact tells neither where she keeps a ticket nor how she said yes', async () => {
  const sent = await seal('knock-ahead')
  const desks = [world.desk('kataja', 'referral')]
  const { k: name } = sent.reservation
  const knock = await openKnock({ desks, released: releasedOf(sent, 'knock'), name, roster: world.roster, today })
  assert.ok(knock.ok)
  for (const member of ['keep', 'how', 'said', 'age', 'reason']) assert.ok(!(member in knock.opened.front), member)
  assert.ok(!('back' in knock.opened))
})

test('peeling: the leash alone shows only another seal', async () => {
  const sent = await seal('knock-ahead')
  for (const part of ['knock', 'story'] as const) {
    const inner = await open(leashIdentity(sent.deposit[part].leash), fromBase64url(sent.deposit[part].lock))
    assert.ok(inner)
    assert.equal(new TextDecoder().decode(inner.subarray(0, 21)), 'age-encryption.org/v1')
    assert.equal(await open(await newIdentity(), inner), null)
  }
})
