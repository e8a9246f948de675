// Reads vectors/: our code, and beside it a second small implementation over node:crypto, written from docs/protocol.md alone.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import {
  argon2Sync,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  verify,
} from 'node:crypto'
import type { Bell, Digest, Name } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import { Day } from '@apila/core/day.ts'
import { NetworkId, SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import type { Released } from '@apila/core/referral/wire.ts'
import { deriveDemoDevice } from './account/demo-device.ts'
import { ForeignKey, deskKeys, openWrap } from './account/desk-keys.ts'
import { BrokenSeal, newIdentity, recipientOf } from './age.ts'
import { hearBell, makeBell } from './bell.ts'
import { digestOf, fromBase64url, toBase64url, utf8 } from './encoding.ts'
import { readRoster } from './organisation/roster.ts'
import { TODAY, keysOf } from './organisation/test-network.ts'
import { padTo } from './padding.ts'
import { sealLock } from './referral/locks.ts'
import { openStory } from './referral/open.ts'
import { openTalk } from './referral/talk.ts'
import { randomSecret } from './referral/test/permission.ts'
import { checkVectors } from './referral/test/check-vectors.ts'
import { type PermissionVectors, openVectors } from './referral/test/open-vectors.ts'
import { markOf, proofOf, readTicket, stretchTicket, ticketKeys } from './ticket.ts'
import type { BellCase } from '../vectors/bell-cases.ts'
import type { RosterCase } from '../vectors/roster-cases.ts'
import type { WrapCase } from '../vectors/wrap-cases.ts'

type Protocol = {
  readTicket: Array<{ typed: string; read: unknown }>
  tickets: Array<{
    digits: string
    network: string
    root: string
    name: string
    withdraw: string
    renew: string
    proof: string
    mark: string
    openRecipientDigest: string
    receiptRecipientDigest: string
  }>
  canonical: Array<{ json: string; canonical: string }>
  notCanonical: string[]
  padding: Array<{ text: string; size: number; padded: string }>
  devices: Array<{ id: string; verifyKey: string; recipientDigest: string; signatureOfAbc: string }>
}
const load = async (name: string) =>
  JSON.parse(await readFile(new URL(`../vectors/${name}`, import.meta.url), 'utf8')) as unknown
const protocol = (await load('protocol.json')) as Protocol

test('tickets: our code gives the vectors', async () => {
  for (const { typed, read } of protocol.readTicket) assert.deepEqual(readTicket(typed), read)
  for (const vector of protocol.tickets) {
    const root = await stretchTicket(vector.digits, vector.network)
    const keys = await ticketKeys(root)
    const proof = await proofOf(keys.withdraw)
    assert.deepEqual(
      [toBase64url(root), keys.name, keys.withdraw, keys.renew, proof, await markOf(proof)],
      [vector.root, vector.name, vector.withdraw, vector.renew, vector.proof, vector.mark],
    )
    assert.equal(await digestOf(await recipientOf(keys.openIdentity)), vector.openRecipientDigest)
    assert.equal(await digestOf(await recipientOf(keys.receiptIdentity)), vector.receiptRecipientDigest)
  }
})

test('tickets: a second implementation gives the vectors', () => {
  for (const { digits, network, root, name, withdraw, renew, proof, mark } of protocol.tickets) {
    const nonce = createHash('sha256').update(`apila/ticket/v2\0${network}`).digest().subarray(0, 16)
    const stretched = argon2Sync('argon2id', {
      message: digits,
      nonce,
      parallelism: 1,
      tagLength: 32,
      memory: 65_536,
      passes: 3,
    })
    const part = (label: string, length: number) =>
      Buffer.from(hkdfSync('sha256', stretched, '', `apila/ticket/v2/${label}`, length)).toString('base64url')
    assert.deepEqual(
      [stretched.toString('base64url'), part('locator', 16), part('withdraw', 32), part('renew', 32)],
      [root, name, withdraw, renew],
    )
    const proven = createHash('sha256').update('apila/proof/v2\0').update(Buffer.from(withdraw, 'base64url')).digest()
    const marked = Buffer.from(hkdfSync('sha256', proven, '', 'apila/mark/v2', 16))
    assert.deepEqual([proven.toString('base64url'), marked.toString('base64url')], [proof, mark])
  }
})

test('canonical JSON and padding', () => {
  for (const vector of protocol.canonical) assert.equal(canonical(JSON.parse(vector.json)), vector.canonical)
  for (const json of protocol.notCanonical) assert.throws(() => canonical(JSON.parse(json)), TypeError)
  assert.throws(() => canonical({ a: undefined }), TypeError)
  for (const { text, size, padded } of protocol.padding) assert.equal(toBase64url(padTo(utf8(text), size)), padded)
})

test('demo devices: keys, and a signature that node:crypto verifies', async () => {
  for (const { id, verifyKey, recipientDigest, signatureOfAbc } of protocol.devices) {
    const device = await deriveDemoDevice(id)
    assert.deepEqual([device.verifyKey, await digestOf(device.recipient)], [verifyKey, recipientDigest])
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: verifyKey }, format: 'jwk' })
    assert.ok(verify(null, Buffer.from('apila/part/v2\0abc'), key, Buffer.from(signatureOfAbc, 'base64url')))
  }
})

test('bells: our code hears them, and makes the same with the same ephemeral key', async () => {
  const file = (await load('bells.json')) as {
    seed: string
    list: string
    bellPublic: string
    recipientDigest: string
    bells: BellCase[]
  }
  const desk = await deskKeys(fromBase64url(file.seed))
  assert.deepEqual(
    [desk.list, desk.bellPublic, await digestOf(desk.recipient)],
    [file.list, file.bellPublic, file.recipientDigest],
  )
  assert.ok(file.bells.length >= 10)
  for (const { case: name, network: id, bell, ephemeral, ring } of file.bells) {
    const network = NetworkId.parse(id)
    assert.deepEqual(await hearBell(desk.bellPrivate, network, bell as Bell), ring, name)
    if (ring && ephemeral)
      assert.equal(await makeBell(desk.bellPublic, network, ring, () => fromBase64url(ephemeral)), bell)
  }
})

test('bells: a second implementation hears them', async () => {
  const { seed, bells } = (await load('bells.json')) as { seed: string; bells: BellCase[] }
  const scalar = Buffer.from(hkdfSync('sha256', Buffer.from(seed, 'base64url'), '', 'apila/desk/v2/bell', 32))
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), scalar])
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  for (const { case: name, network, bell, ring } of bells) {
    const bytes = Buffer.from(bell, 'base64url')
    const hear = () => {
      const x = bytes.subarray(0, 32).toString('base64url')
      const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' })
      const agreed = diffieHellman({ privateKey, publicKey })
      const keys = Buffer.from(hkdfSync('sha256', agreed, bytes.subarray(0, 32), `apila/bell/v2\0${network}`, 40))
      if (!keys.subarray(0, 8).equals(bytes.subarray(32, 40))) return null
      const box = createDecipheriv('aes-256-gcm', keys.subarray(8), Buffer.alloc(12))
      box.setAAD(Buffer.from(network)).setAuthTag(bytes.subarray(88))
      return Buffer.concat([box.update(bytes.subarray(40, 88)), box.final()])
    }
    const inside = orNull(hear)
    assert.equal(inside === null, ring === null, name)
    if (!inside || !ring) continue
    assert.equal(inside[0], ring.kind === 'permission' ? 1 : 2, name)
    assert.equal(inside.subarray(1, 17).toString('base64url'), ring.name, name)
    const other = ring.other === null ? Buffer.alloc(16) : Buffer.from(ring.other, 'base64url')
    assert.ok(inside.subarray(17).equals(Buffer.concat([other, Buffer.alloc(15)])), name)
  }
})

function orNull<T>(act: () => T): T | null {
  try {
    return act()
  } catch {
    return null
  }
}

test('rosters: what stands is read, and each rule refuses its cases', async () => {
  const file = (await load('roster.json')) as { today: string; entries: unknown[]; cases: RosterCase[] }
  const entries = file.entries.map((entry) => SignedEntry.parse(entry))
  const today = Day.parse(file.today)
  assert.equal((await readRoster(entries, null, today)).ok, true)
  assert.ok(file.cases.filter(({ stands }) => stands).length >= 5)
  assert.ok(file.cases.filter(({ stands }) => !stands).length >= 35)
  for (const { rule, case: name, after, batch, stands } of file.cases) {
    const reading = await readRoster([...entries.slice(0, after), ...batch], null, today)
    assert.equal(reading.ok, stands, `${rule}: ${name}`)
  }
})

test('wraps: the true key is taken, everything else refused', async () => {
  const { device: id, wraps } = (await load('wraps.json')) as { device: string; wraps: WrapCase[] }
  const file = (await load('roster.json')) as { today: string; entries: SignedEntry[] }
  const reading = await readRoster(file.entries, null, Day.parse(file.today))
  assert.ok(reading.ok)
  const device = await deriveDemoDevice(id)
  for (const { case: name, blob, gives } of wraps) {
    const opening = openWrap(device, reading.roster, blob)
    if (gives === 'foreign') await assert.rejects(opening, ForeignKey, name)
    else if (gives === 'broken') await assert.rejects(opening, BrokenSeal, name)
    else assert.equal((await opening) === null, gives === 'not-for-us', name)
  }
})

test('permissions: each part opens, and each case ends as it must', async () => {
  const vectors = (await load('permission.json')) as PermissionVectors
  const { entries } = (await load('roster.json')) as { entries: SignedEntry[] }
  checkVectors(vectors, await openVectors(vectors, entries))
})

test('second signatures: each story opens or is refused as it must', async () => {
  interface Seconds {
    seeds: Record<string, string>
    cases: Array<{
      case: string
      name: Name
      released: Released
      today: Day
      desk: string
      root: string | null
      says: string
    }>
  }
  const { seeds, cases } = (await load('seconds.json')) as Seconds
  const { entries } = (await load('roster.json')) as { entries: SignedEntry[] }
  const reading = await readRoster(entries, null, TODAY)
  assert.ok(reading.ok)
  assert.ok(cases.length >= 28)
  for (const { case: name, name: at, released, today, desk, root, says } of cases) {
    const desks = [await deskKeys(fromBase64url(seeds[desk] ?? ''))]
    const ticket = root === null ? null : await ticketKeys(fromBase64url(root))
    const result = await openStory({ desks, released, name: at, roster: reading.roster, today, ticket })
    assert.equal(result.ok ? 'opens' : result.problem, says, name)
  }
})

interface RenewalVectors {
  t: Name
  identity: string
  cases: Array<{
    case: string
    front: Front
    grant: Digest
    until: Day
    items: string[]
    stands: string[]
    last: Day
  }>
}

test('renewals: each moves the last day or is refused as it must', async () => {
  const { t, identity, cases } = (await load('renewal.json')) as RenewalVectors
  const { entries } = (await load('roster.json')) as { entries: SignedEntry[] }
  const reading = await readRoster(entries, null, TODAY)
  assert.ok(reading.ok)
  const [desk, leash] = [await keysOf('birch', 'referral'), await newIdentity()]
  const inner = { identity, post: randomSecret() }
  const blob = await sealLock(leash, desk.recipient, { turn: randomSecret(), yes: null, inner })
  assert.ok(cases.length >= 7)
  for (const { case: name, front, grant, until, items, stands, last } of cases) {
    const opened = await openTalk({
      ...{ desks: [desk], side: 'to', t, front, grant, roster: reading.roster, today: front.notBefore },
      talk: {
        leash: toBase64url(utf8(leash)),
        locks: { t: [{ n: 0, blob }], f: [] },
        line: { line: desk.recipient, n: 0, before: null },
        ...{ items, until },
      },
    })
    const refused = new Map(opened?.refused.map(({ n, problem }) => [n, problem]))
    const says = items.map((_, n) => refused.get(n) ?? 'stands')
    assert.deepEqual([says, opened?.until, opened?.broken], [stands, last, 0], name)
  }
})
