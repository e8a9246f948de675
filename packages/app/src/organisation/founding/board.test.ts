// What a device of a founding may believe: a record of a stranger or of a device that is gone holds nobody up, and of two batches one is signed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FoundingNetwork, FoundingRecord } from '@apila/core/account/founding.ts'
import type { Digest } from '@apila/core/bytes.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import { describeDevice } from '@apila/sealing/account/device.ts'
import { deviceFrom, newDeviceSeed, newSigningKey, signCredential } from '@apila/sealing/account/new-device.ts'
import { digestOf, systemRandom, toBase64url } from '@apila/sealing/encoding.ts'
import { signFounding } from '@apila/sealing/organisation/founding.ts'
import { makePapers, papersKey } from '@apila/sealing/organisation/papers.ts'
import { TODAY, keysOf } from '@apila/sealing/organisation/test-network.ts'
import { type Compared, type Founder, missingOf, nextRound, standingOf } from './board.ts'
import { collect, problemOfBatch } from './founding-work.ts'

const network = FoundingNetwork.parse({ v: 2, network: 'own-net', track: 'ngo-led', purchaser: null })
const names = { fi: 'Yksi', sv: 'Ett', en: 'One' }
const devices = new Map<Digest, Awaited<ReturnType<typeof deviceFrom>>>()

async function founder(id: string, organisation: string, isFirst: boolean): Promise<Founder> {
  const device = await deviceFrom(id as DeviceId, await newSigningKey(), newDeviceSeed(systemRandom))
  const placing = { roles: ['keeper' as const, 'worker' as const], desks: [], supervisor: null, pledge: null }
  const credential = await signCredential(device, network.network, {
    id: toBase64url(systemRandom(16)) as never,
    publicKey: toBase64url(systemRandom(91)),
    algorithm: -7,
    origin: 'http://localhost:3000',
  })
  const { recipient, verifyKey } = await papersKey(organisation as never, makePapers(systemRandom).seed)
  const { recipient: deskRecipient, bellPublic: bell } = await keysOf(organisation, id)
  const desk = { id: 'work', names, recipient: deskRecipient, bell }
  const record = FoundingRecord.parse({
    v: 2,
    record: await describeDevice(device, { ...placing, organisation: organisation as never }),
    credential,
    organisation: isFirst ? { names, recovery: { recipient, verifyKey }, desk } : null,
  })
  const from = await digestOf(`${id} ${organisation}`)
  devices.set(from, device)
  return { from, record, batch: null, signed: null }
}

const aune = await founder('lyhty-aune', 'lyhty', true)
const bo = await founder('lyhty-boja', 'lyhty', false)
const cia = await founder('majakka-cia2', 'majakka', true)
const dan = await founder('majakka-dan2', 'majakka', false)
const living = await founder('majakka-dan3', 'majakka', false)

const compared = (...of: Founder[]): Compared => new Set(of.map(({ record }) => record.record.proof))
const board = (own: Founder, ...founders: Founder[]) => ({ own: own.from, founders })

async function together(by: Founder, round: number, ...members: Founder[]): Promise<Founder> {
  const entries = await collect(network, members, TODAY)
  return { ...by, batch: { round, entries, digest: await digestOf(entries.at(-1) ?? '') } }
}

async function signs(who: Founder, { batch }: Founder): Promise<Founder> {
  const device = devices.get(who.from)
  assert.ok(device && batch)
  const signatures = (await signFounding(device, batch.entries)).map(({ signature }) => signature)
  const signed = { v: 2 as const, batch: batch.digest, device: device.id, signatures, wraps: [], recovery: [] }
  return { ...who, signed }
}

const mayBo = (founders: readonly Founder[], ticks: Compared) =>
  problemOfBatch(standingOf(board(bo, ...founders), ticks), bo.record, network, TODAY)

test('a device that is gone before anybody signed is left out by whoever does not tick it, and all others sign', async () => {
  const ticks = compared(bo, cia, living)
  const before = standingOf(board(aune, aune, bo, cia, dan, living), ticks)
  assert.deepEqual(before.chosen, [aune, bo, cia, living])
  assert.deepEqual(before.rest, [dan])
  assert.equal(missingOf(before.chosen), null)
  const maker = await together(aune, 1, ...before.chosen)
  const others = [maker, bo, cia, dan, living]
  assert.equal(await mayBo(others, compared(aune, cia, living)), null)
  const all = await Promise.all([maker, bo, cia, living].map((each) => signs(each, maker)))
  const standing = standingOf(board(aune, ...all, dan), ticks)
  assert.equal(standing.isWhole, true, 'the record of the device that is gone is waited for')
  assert.equal(standingOf(board(aune, ...all.slice(1), maker, dan), ticks).isWhole, false)
})

test('a device that is gone after signatures is left out by what is put together anew, which alone counts', async () => {
  const first = await together(aune, 1, aune, bo, cia, dan)
  const signed = [await signs(first, first), await signs(bo, first)]
  const founders = [...signed, cia, dan, living]
  const ticks = compared(aune, bo, living)
  const round = nextRound(board(cia, ...founders), ticks)
  assert.equal(round, 2)
  const maker = await together(cia, round, aune, bo, cia, living)
  const now = [...signed, maker, dan, living]
  const standing = standingOf(board(bo, ...now), compared(aune, cia, dan, living))
  assert.equal(standing.batch?.by.from, cia.from)
  assert.deepEqual(standing.signedBy, [], 'a signature of the batch of before counts')
  assert.equal(standing.isOwnIn, true)
  assert.equal(await mayBo(now, compared(aune, cia, living)), null)
})

test('who puts everything together may be gone, too: another one does, and its batch is newer also where the first is ticked', async () => {
  const first = await together(aune, 4, aune, bo, cia, dan)
  const founders = [first, bo, cia, dan]
  assert.equal(nextRound(board(bo, ...founders), compared(cia, dan)), 5)
  const maker = await together(bo, 5, bo, cia, dan)
  const stillTicked = standingOf(board(cia, first, maker, cia, dan), compared(aune, bo, dan))
  assert.equal(stillTicked.batch?.by.from, bo.from)
})

test('of two batches the newer round is signed, whoever has put it together', async () => {
  for (const [older, newer] of [
    [aune, cia],
    [cia, aune],
  ] as const) {
    const all = [await together(older, 1, aune, bo, cia, dan), await together(newer, 2, aune, bo, cia, dan), bo, dan]
    assert.equal(standingOf(board(bo, ...all), compared(aune, cia, dan)).batch?.by.from, newer.from)
  }
})

test('what a stranger with the code says is no batch, holds nobody up and takes nobody’s round', async () => {
  const stranger = await founder('satama-nobo', 'satama', true)
  const foreign = await together({ ...stranger, batch: null }, 1000, stranger, bo)
  const own = await together(aune, 1, aune, bo, cia, dan)
  const standing = standingOf(board(bo, own, bo, cia, dan, foreign), compared(aune, cia, dan))
  assert.equal(standing.batch?.by.from, aune.from)
  assert.equal(standing.notCompared.length, 0)
  assert.equal(nextRound(board(bo, own, bo, cia, dan, foreign), compared(aune, cia, dan)), 2)
  assert.equal(standingOf(board(bo, bo, foreign), compared()).batch, null)
})

test('a device signs nobody whom it has not compared, nor what somebody no longer says, nor another network', async () => {
  const maker = await together(aune, 1, aune, bo, cia, dan)
  const all = [maker, bo, cia, dan]
  const ticks = compared(aune, cia, dan)
  assert.equal(await mayBo(all, ticks), null)
  assert.equal(await mayBo(all, compared(aune, cia)), 'not-what-was-heard')
  assert.deepEqual(standingOf(board(bo, ...all), compared(aune, cia)).notCompared, [dan])
  assert.deepEqual(
    standingOf(board(bo, maker, bo, cia, living), ticks).gone.map(({ id }) => id),
    ['majakka-dan2'],
  )
  assert.equal(await mayBo([maker, bo, cia, living], ticks), 'not-what-was-heard')
  const { batch } = maker
  assert.ok(batch)
  const short = { ...maker, batch: { ...batch, entries: batch.entries.slice(0, -1) } }
  assert.equal(await mayBo([short, bo, cia, dan], ticks), 'not-what-was-heard')
  const elsewhere = { ...network, network: 'other-net' as never }
  const standing = standingOf(board(bo, ...all), ticks)
  assert.equal(await problemOfBatch(standing, bo.record, elsewhere, TODAY), 'not-what-was-heard')
})

test('who is left out is told so, and two of one round are one on every screen', async () => {
  const [one, two] = [await together(aune, 2, aune, bo, cia, dan), await together(cia, 2, aune, bo, cia, living)]
  const of = (own: Founder, ticks: Compared) => standingOf(board(own, one, bo, two, dan, living), ticks)
  const everybody = compared(aune, bo, cia, dan, living)
  const chosen = [aune, bo, cia].map((own) => of(own, everybody).batch?.digest)
  assert.equal(new Set(chosen).size, 1)
  assert.notEqual(of(dan, everybody).isOwnIn, of(living, everybody).isOwnIn)
})

test('an organisation needs the device that has its papers, one name, and two devices', () => {
  assert.equal(missingOf([aune, bo, cia, dan]), null)
  assert.equal(missingOf([aune, bo, dan, living]), 'no-first-device')
  assert.equal(missingOf([aune, bo, cia]), 'two-devices')
  assert.equal(missingOf([aune, bo]), 'two-organisations')
  assert.equal(missingOf([aune, bo, cia, { ...cia, from: dan.from }]), 'same-name')
})
