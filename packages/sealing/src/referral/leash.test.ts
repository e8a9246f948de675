// Leashes where the roster names another organisation as keeper: every deposit carries them sealed and bound, of one size, and without a keeper
// nothing changes. What the keeper does with them: tools/leashes. Governed by docs/protocol.md "Sealed requests".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { STORED_BYTES } from '@apila/core/sizes.ts'
import { newIdentity, recipientOf } from '../age.ts'
import { fromBase64url, toBase64url, utf8 } from '../encoding.ts'
import {
  ALL_KEEPERS,
  TODAY,
  deviceOf,
  foundNetwork,
  keysOf,
  readWhole,
  withBatch,
} from '../organisation/test-network.ts'
import { answerLeash, askLeash, isAskedBy, keeperOf, openAnswer, openAsk, openBound } from './leash.ts'
import { openKnock } from './open.ts'
import { sealPermission } from './seal.ts'
import { AHEAD, inputWith, releasedKnock, testRoster } from './test/permission.ts'

const identity = await newIdentity()
const { verifyKey } = await deviceOf('some-keeper')
const keeper = { organisation: 'cedar', recipient: await recipientOf(identity), verifyKey }
const decided = await withBatch(await foundNetwork(), [
  { kind: 'policy', topic: 'leash-keeper', value: { keeper } },
  ALL_KEEPERS,
])
const roster = await readWhole(decided)

test('without a decision nobody but the server keeps, and a leash goes as it is', async () => {
  assert.equal(keeperOf(await testRoster()), null)
  const { deposit } = await sealPermission(await inputWith())
  for (const { leash } of [deposit.knock, deposit.story, deposit.talk])
    assert.equal(fromBase64url(leash).length, STORED_BYTES.leash)
  const back = { kind: 'policy', topic: 'leash-keeper', value: { keeper: null } }
  assert.equal(keeperOf(await readWhole(await withBatch(decided, [back, ALL_KEEPERS]))), null)
})

test('with a keeper each leash is sealed to it in every kind and mode, bound to part, word, day and network', async () => {
  assert.equal(keeperOf(roster), keeper.recipient)
  for (const changes of [{}, AHEAD]) {
    const { deposit } = await sealPermission(await inputWith({ ...changes, input: { roster } }))
    const { knock, story, talk, proofs, until } = deposit
    const parts = [
      ['k', knock.k, knock.leash],
      ['s', story.s, story.leash],
      ['t', talk.t, talk.leash],
    ] as const
    const leashes = new Set<string>()
    for (const [slot, name, sealed] of parts) {
      assert.equal(fromBase64url(sealed).length, STORED_BYTES.boundLeash)
      const bound = await openBound([await newIdentity(), identity], sealed)
      assert.ok(bound)
      const { leash, ...rest } = bound
      leashes.add(leash)
      const { withdraw, renew } = proofs
      assert.deepEqual(rest, { v: 2, network: roster.network, slot, name, withdraw, renew, until })
      assert.equal(await openBound([await newIdentity()], sealed), null)
    }
    assert.equal(leashes.size, 3)
    // What a keeper gives back opens what was sealed.
    const leash = (await openBound([identity], knock.leash))?.leash ?? ''
    const released = { ...releasedKnock(deposit), leash: toBase64url(utf8(leash)) }
    const desks = [await keysOf('birch', 'referral')]
    const opened = await openKnock({ desks, released, name: knock.k, roster, today: TODAY })
    assert.equal(opened.ok, true)
  }
})

test('a request is signed by its device and read by the keeper alone; its answer opens with its own key alone', async () => {
  const device = await deviceOf('alder-worker-1')
  const { deposit } = await sealPermission(await inputWith({ input: { roster } }))
  const { t } = deposit.talk
  const asking = await askLeash(keeper.recipient, { device, roster, today: TODAY }, t, null)
  assert.equal(fromBase64url(asking.request).length, STORED_BYTES.leashRequest)
  assert.equal(await openAsk([await newIdentity()], asking.request), null)
  const signed = await openAsk([identity], asking.request)
  assert.ok(signed)
  assert.equal(await isAskedBy(signed, roster), true)
  for (const wrong of [
    { ...signed, asked: { ...signed.asked, name: deposit.knock.k } },
    { ...signed, asked: { ...signed.asked, device: (await deviceOf('birch-worker-1')).id } },
    { ...signed, asked: { ...signed.asked, to: keeper.recipient } },
  ])
    assert.equal(await isAskedBy(wrong, roster), false)
  const leash = (await openBound([identity], deposit.talk.leash))?.leash ?? ''
  const answer = await answerLeash(signed.asked, leash)
  assert.equal(fromBase64url(answer).length, STORED_BYTES.leashAnswer)
  assert.equal(await openAnswer(asking, answer), toBase64url(utf8(leash)))
  const other = await askLeash(keeper.recipient, { device, roster, today: TODAY }, t, null)
  await assert.rejects(openAnswer({ ...asking, identity: other.identity }, answer), { name: 'BrokenSeal' })
  await assert.rejects(openAnswer({ ...asking, digest: other.digest }, answer), { name: 'BrokenSeal' })
  await assert.rejects(openAnswer({ ...asking, name: deposit.knock.k }, answer), { name: 'BrokenSeal' })
})
