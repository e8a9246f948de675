// Heads and signatures: what is signed under a permission, whose signature it is, and what a colleague's word covers.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash, createPublicKey, verify } from 'node:crypto'
import * as z from 'zod'
import { canonical } from '@apila/core/canonical.ts'
import { BrokenSeal } from '../age.ts'
import { digestOf, fromUtf8, utf8 } from '../encoding.ts'
import {
  TODAY,
  deviceOf,
  epochBody,
  foundNetwork,
  keepersOf,
  readWhole,
  withBatch,
} from '../organisation/test-network.ts'
import {
  backDigest,
  digestOfRecipient,
  isReadAs,
  permissionDigest,
  readPart,
  signPart,
  signSecond,
  verifySeconds,
} from './signed.ts'
import { standingRoster, viewOf } from './view.ts'
import { backOf, frontOf, randomName, testRoster } from './test/permission.ts'

const roster = await testRoster()
const device = await deviceOf('alder-worker-1')
const keeper = await deviceOf('alder-keeper-1')
const Said = z.strictObject({ said: z.string() })
const head = {
  part: 'item' as const,
  network: roster.network,
  at: randomName(),
  receiver: await digestOf('a key'),
  grant: await digestOf('a permission'),
  roster: { length: roster.length, head: roster.head },
}
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest()

test('a part says who signed what; node:crypto verifies the same bytes', async () => {
  const bytes = await signPart(device, head, { said: 'yes' })
  const read = await readPart(bytes, Said, roster)
  assert.deepEqual(read.head, { v: 2, suite: 2, device: device.id, ...head })
  assert.deepEqual([read.content, read.isSigned, read.writer?.id], [{ said: 'yes' }, true, device.id])
  const { signature } = JSON.parse(fromUtf8(bytes)) as { signature: string }
  const message = Buffer.concat([
    Buffer.from('apila/part/v2\0'),
    sha256(canonical(read.head)),
    sha256(canonical(read.content)),
  ])
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: device.verifyKey }, format: 'jwk' })
  assert.ok(verify(null, message, key, Buffer.from(signature, 'base64url')))
})

test('changed in any member, a part is not signed; of another shape it is broken', async () => {
  const bytes = await signPart(device, head, { said: 'yes' })
  const inner = JSON.parse(fromUtf8(bytes)) as { head: Record<string, unknown>; content: object; signature: string }
  const read = (value: object) => readPart(utf8(canonical(value)), Said, roster)
  for (const [member, value] of Object.entries({
    part: 'line',
    device: 'alder-keeper-1',
    network: 'another-network',
    at: randomName(),
    receiver: await digestOf('another'),
    grant: null,
    suite: 3,
    roster: { length: roster.length, head: await digestOf('another') },
  }))
    assert.equal((await read({ ...inner, head: { ...inner.head, [member]: value } })).isSigned, false, member)
  assert.equal((await read({ ...inner, content: { said: 'no' } })).isSigned, false)
  for (const broken of [
    { ...inner, more: 1 },
    { ...inner, content: { said: 'yes', more: 1 } },
    { ...inner, content: { said: 1 } },
    { ...inner, head: { ...inner.head, v: 1 } },
    { ...inner, head: { ...inner.head, part: 'grant' } },
    { ...inner, head: { ...inner.head, more: 1 } },
    { ...inner, signature: inner.signature.slice(1) },
    { head: inner.head, content: inner.content },
    { head: inner.head, signature: inner.signature },
  ])
    await assert.rejects(read(broken), BrokenSeal)
  await assert.rejects(readPart(utf8(JSON.stringify(inner, null, 1)), Said, roster), BrokenSeal)
})

test('a device that was removed signs nothing after that, and what it signed before still counts', async () => {
  const entries = await foundNetwork()
  const removed = await readWhole(
    await withBatch(
      entries,
      [{ kind: 'device-remove', id: device.id }, keepersOf('alder')],
      [await epochBody('alder', 'referral', 1), keepersOf('alder')],
    ),
  )
  const before = await readPart(await signPart(device, head, { said: 'yes' }), Said, removed)
  assert.deepEqual([before.isSigned, before.writer?.id], [true, device.id])
  const now = { length: removed.length, head: removed.head }
  const after = await readPart(await signPart(device, { ...head, roster: now }, { said: 'yes' }), Said, removed)
  assert.deepEqual([after.isSigned, after.writer], [false, undefined])
})

test('the digest of a permission covers both halves, and the back alone by its digest', async () => {
  const [front, back] = [frontOf(), backOf()]
  const expected = sha256(Buffer.concat([sha256(canonical(front)), sha256(canonical(back))])).toString('base64url')
  assert.equal(await permissionDigest(front, back), expected)
  assert.equal(await permissionDigest(front, await backDigest(back)), expected)
  assert.equal(await backDigest(back), sha256(canonical(back)).toString('base64url'))
  assert.notEqual(await permissionDigest({ ...front, why: 'housing' }, back), expected)
  assert.notEqual(await permissionDigest(front, { ...back, how: 'spoken' }), expected)
  assert.equal(await digestOfRecipient(device.recipient), sha256(device.recipient).toString('base64url'))
})

test("a colleague's word covers front, back and what it is; not the other signatures", async () => {
  const [front, back] = [frontOf(), backOf({ how: 'spoken' })]
  const heard = await signSecond(keeper, 'witness', front, back)
  const agreed = await signSecond(keeper, 'second', front, back)
  const whole = { ...back, signatures: [heard, agreed] }
  assert.deepEqual(await verifySeconds(front, whole, roster, roster.length), [heard, agreed])
  assert.deepEqual(await verifySeconds(front, back, roster, roster.length), [])
  const wrong = [
    { ...heard, as: 'second' as const },
    { ...heard, device: device.id },
    { ...heard, device: 'nobody' as typeof device.id },
    { ...heard, signature: agreed.signature },
  ]
  assert.deepEqual(await verifySeconds(front, { ...back, signatures: [...wrong, heard] }, roster, roster.length), [
    heard,
  ])
  const signed = { ...back, signatures: [heard] }
  assert.deepEqual(await verifySeconds({ ...front, mode: 'all-ahead' }, signed, roster, roster.length), [])
  assert.deepEqual(await verifySeconds(front, { ...signed, age: 'child' }, roster, roster.length), [])
  const later = await deviceOf('alder-worker-2')
  const early = { ...back, signatures: [await signSecond(later, 'witness', front, back)] }
  assert.equal((await verifySeconds(front, early, roster, roster.length)).length, 1)
  assert.deepEqual(await verifySeconds(front, early, roster, 1), [], 'it was not there then')
})

test("a colleague's word is over label, kind and the permission without any word on it; node:crypto verifies it", async () => {
  const [front, back] = [frontOf(), backOf({ how: 'spoken' })]
  const heard = await signSecond(keeper, 'witness', front, back)
  const after = await signSecond(keeper, 'witness', front, { ...back, signatures: [heard] })
  assert.deepEqual(after, heard, 'what others said before changes nothing')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: keeper.verifyKey }, format: 'jwk' })
  const without = sha256(canonical({ ...back, signatures: [] }))
  const message = Buffer.concat([Buffer.from('apila/grant/v2\0witness'), sha256(canonical(front)), without])
  assert.ok(verify(null, message, key, Buffer.from(heard.signature, 'base64url')))
})

test('what the rule does not judge is compared member by member', async () => {
  const read = await readPart(await signPart(device, head, { said: 'yes' }), Said, roster)
  const asked = { part: 'item' as const, at: head.at, receivers: [head.receiver], grant: head.grant }
  assert.equal(isReadAs(read, roster, asked), true)
  assert.equal(isReadAs(read, roster, { ...asked, at: null }), true)
  const other = await digestOf('another')
  for (const change of [
    { part: 'line' as const },
    { at: randomName() },
    { receivers: [] },
    { receivers: [other] },
    { grant: other },
    { grant: null },
  ])
    assert.equal(isReadAs(read, roster, { ...asked, ...change }), false, JSON.stringify(change))
  assert.equal(isReadAs({ ...read, isSigned: false }, roster, asked), false)
})

test('the rule asks the roster as it was; what is not given is absent', async () => {
  const asks = await standingRoster(roster)
  assert.equal(await standingRoster(roster), asks, 'made once')
  assert.deepEqual([asks.network, asks.length, asks.headAt(1)], [roster.network, roster.length, roster.heads[0]])
  assert.equal(asks.headAt(roster.length + 1), undefined)
  assert.deepEqual([asks.mayRead(2, TODAY), asks.mayRead(3, TODAY)], [true, false])
  const desk = { organisation: 'birch', desk: 'referral' } as Parameters<typeof asks.desk>[0]
  const [epoch] = roster.epochs.get('birch/referral') ?? []
  assert.ok(epoch)
  const epochs = [await digestOfRecipient(epoch.recipient)]
  assert.deepEqual(asks.desk(desk), { kind: 'referral', epochs, volunteers: false })
  assert.equal(asks.desk({ organisation: 'alder', desk: 'evening' } as never)?.volunteers, true)
  assert.equal(asks.desk(desk, 1), undefined)
  assert.equal(asks.desk({ ...desk, desk: 'nowhere' as never }), undefined)
  assert.deepEqual(asks.desk({ organisation: 'alder', desk: 'numbers' } as never), {
    ...{ kind: 'statistics', epochs: [], volunteers: false },
  })
  assert.equal(asks.device('birch-worker-1')?.organisation, 'birch')
  assert.equal(asks.device('birch-worker-1', 1), undefined)
  const read = await readPart(await signPart(device, head, { said: 'yes' }), Said, roster)
  const [front, grant] = [frontOf(), head.grant]
  const asked = { part: head.part, at: head.at, receiver: head.receiver }
  const least = await viewOf('open', { today: TODAY, roster, asked, read, grant, front })
  assert.deepEqual(
    [least.back, least.parts, least.released, least.ticket, least.yes, least.seconds, least.item, least.renewals],
    [null, null, null, false, null, [], null, []],
  )
  assert.deepEqual([least.side, least.isSigned, least.head, least.grant], ['open', true, read.head, grant])
  const back = backOf({ how: 'spoken' })
  const signed = { ...back, signatures: [await signSecond(keeper, 'witness', front, back)] }
  const yes = { grant, device: 'birch-worker-1', length: 1, isSigned: true }
  const item = { kind: 'time', on: TODAY } as const
  const given = { back: signed, parts: ['needs' as const], released: TODAY, ticket: true, yes, item }
  const most = await viewOf('seal', { today: TODAY, roster, asked, read, grant, front, ...given })
  assert.deepEqual(
    [most.side, most.back, most.parts, most.released, most.ticket, most.yes, most.seconds, most.item],
    ['seal', signed, ['needs'], TODAY, true, yes, signed.signatures, item],
  )
})
