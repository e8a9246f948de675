// Promise: only the permitted keys open (docs/threat-model.md). All subsets of {ticket, organisation key, leash},
// with real ciphers, for knock, story, receipt and sheet in every mode.
import { before, test } from 'node:test'
import assert from 'node:assert/strict'
import { Day } from '@apila/core/day.ts'
import type { Mode } from '@apila/core/referral/grant.ts'
import type { Released } from '@apila/core/referral/wire.ts'
import { BrokenSeal, newIdentity, open } from '@apila/sealing/age.ts'
import { fromBase64url, toBase64url, utf8 } from '@apila/sealing/encoding.ts'
import { openHint, openKnock, openReceipt, openStory, relockStory } from '@apila/sealing/referral/open.ts'
import { leashIdentity } from '@apila/sealing/referral/seal.ts'
import { openSheets, sealSheet } from '@apila/sealing/referral/sheet.ts'
import { ticketKeys } from '@apila/sealing/ticket.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Sent, randomBytes, sealDemoReferral } from '../world/referral.ts'

const today = Day.parse('2026-11-22')
let world: World
before(async () => {
  world = await foundDemo(today)
})

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

/** Someone who lacks a key holds another of the same kind instead. */
async function attempt(sent: Sent, held: Held) {
  const stranger = { ...world.desk('kataja', 'referral'), identity: await newIdentity() }
  const desk = held.organisation ? world.desk('kataja', 'referral') : stranger
  const otherLeash = toBase64url(utf8(await newIdentity()))
  const released = (row: { body: string; key: string; leash: string }, receipt: string | null): Released => ({
    body: row.body,
    key: row.key,
    leash: held.leash ? row.leash : otherLeash,
    receipt,
    version: 0,
    opened: 0,
    until: sent.deposit.until,
  })
  const ticket = held.ticket && sent.keys ? sent.keys : await ticketKeys(randomBytes(32))
  const { knock, story } = sent.deposit
  const sheets = { leash: held.leash ? story.leash : otherLeash, keys: story.sheetKeys, sheets: [] }
  return {
    knock:
      (await openKnock({ desk, released: released(knock, null), locator: knock.locator, roster: world.roster })) !==
      null,
    story:
      (await openStory({
        desk,
        released: released(story, story.receipt),
        locator: story.locator,
        roster: world.roster,
        ticket,
        today,
      })) !== null,
    receipt: (await openReceipt(released(story, story.receipt), ticket.receiptIdentity)) !== null,
    sheet: (await openSheets({ desk, sheets, locator: story.locator, roster: world.roster })) !== null,
  }
}

const modes: Mode[] = ['knock-ahead', 'all-together', 'all-ahead']
for (const mode of modes) {
  test(`only the permitted subsets open: ${mode}`, async () => {
    const sent = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode, today, ticket: true })
    for (const held of subsets) {
      const expected = {
        knock: held.organisation && held.leash,
        story: held.organisation && held.leash && (held.ticket || mode === 'all-ahead'),
        receipt: held.ticket && held.leash,
        sheet: held.organisation && held.leash,
      }
      assert.deepEqual(await attempt(sent, held), expected, `${mode} with ${shown(held)}`)
    }
  })
}

test('the hint is read by the receiving desk alone, names the story only when she chose ahead, and by nobody when all is together', async () => {
  for (const mode of modes) {
    const sent = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode, today, ticket: true })
    const hint = await openHint(world.desk('kataja', 'referral'), sent.deposit.hint)
    const expected = {
      v: 1,
      knock: sent.deposit.knock.locator,
      story: mode === 'all-ahead' ? sent.deposit.story.locator : null,
    }
    assert.deepEqual(hint, mode === 'all-together' ? null : expected)
    for (const other of ['koivu', 'vaahtera', 'haapa'])
      assert.equal(await openHint(world.desk(other, 'referral'), sent.deposit.hint), null)
  }
})

test('after her Yes the desk reads again without the ticket, never without the leash; the ticket layer is gone from nothing else', async () => {
  const sent = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  const desk = world.desk('kataja', 'referral')
  const { story } = sent.deposit
  const released: Released = {
    body: story.body,
    key: story.key,
    leash: story.leash,
    receipt: story.receipt,
    version: 0,
    opened: 0,
    until: today,
  }
  const opened = await openStory({
    desk,
    released,
    locator: story.locator,
    roster: world.roster,
    ticket: sent.keys,
    today,
  })
  assert.ok(opened)
  const relocked = { ...released, key: await relockStory(desk, opened) }
  assert.ok(
    await openStory({ desk, released: relocked, locator: story.locator, roster: world.roster, ticket: null, today }),
  )
  const otherLeash = toBase64url(utf8(await newIdentity()))
  assert.equal(
    await openStory({
      desk,
      released: { ...relocked, leash: otherLeash },
      locator: story.locator,
      roster: world.roster,
      ticket: sent.keys,
      today,
    }),
    null,
  )
})

test('sender and receiver both read the sheet, a third desk does not', async () => {
  const sent = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  const { story } = sent.deposit
  const empty = { leash: story.leash, keys: story.sheetKeys, sheets: [] as string[] }
  const read = (organisation: string, sheets: string[]) =>
    openSheets({
      desk: world.desk(organisation, 'referral'),
      sheets: { ...empty, sheets },
      locator: story.locator,
      roster: world.roster,
    })
  const key = await read('kataja', [])
  assert.ok(key)
  const sheet = {
    tasks: [{ who: 'Birch', what: 'housing' }],
    contact: 'through Birch',
    information: 'only what is on this sheet',
    reviewOn: today,
  }
  const blob = await sealSheet({
    device: world.device('kataja-worker-1'),
    network: world.roster.network,
    sheetIdentity: key.sheetIdentity,
    locator: story.locator,
    sheet,
  })
  for (const side of ['koivu', 'kataja'])
    assert.deepEqual((await read(side, [blob]))?.versions, [{ sheet, from: 'kataja' }])
  assert.equal(await read('haapa', [blob]), null)
})

test('what refusing leaves out: her refusals stand in her receipt and nowhere else', async () => {
  const sent = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  assert.ok(sent.keys)
  const { story } = sent.deposit
  const released: Released = {
    body: story.body,
    key: story.key,
    leash: story.leash,
    receipt: story.receipt,
    version: 0,
    opened: 0,
    until: today,
  }
  assert.deepEqual((await openReceipt(released, sent.keys.receiptIdentity))?.refused, ['clarified'])
  const opened = await openStory({
    desk: world.desk('kataja', 'referral'),
    released,
    locator: story.locator,
    roster: world.roster,
    ticket: sent.keys,
    today,
  })
  assert.ok(!JSON.stringify(opened).includes('refused'))
})

test('one size for every mode: nothing in a deposit shows which she chose', async () => {
  const sizes = await Promise.all(
    modes.map(async (mode) => {
      const { deposit } = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode, today, ticket: true })
      const { knock, story } = deposit
      return [
        deposit.hint,
        knock.body,
        knock.key,
        story.body,
        story.key,
        story.receipt,
        ...story.sheetKeys,
        deposit.note.blob,
      ].map((blob) => blob.length)
    }),
  )
  assert.deepEqual(sizes[0], sizes[1])
  assert.deepEqual(sizes[0], sizes[2])
})

test('peeling: the leash alone shows only another seal', async () => {
  const sent = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  const inner = await open(leashIdentity(sent.deposit.story.leash), fromBase64url(sent.deposit.story.key))
  assert.ok(inner)
  await assert.rejects(open(await newIdentity(), new Uint8Array(10)), BrokenSeal)
  assert.equal(await open(await newIdentity(), inner), null)
})
