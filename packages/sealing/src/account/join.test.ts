// Enrolment: both sides of a code understand each other, and nobody who lacks the code, the server above all, says anything that counts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCode } from '@apila/core/account/code-text.ts'
import { JoinOffer, JoinRequest } from '@apila/core/account/join.ts'
import type { NetworkId } from '@apila/core/organisation/roster.ts'
import { canonical } from '@apila/core/canonical.ts'
import { BrokenSeal, sealText } from '../age.ts'
import { fromBase64url, fromUtf8, systemRandom, toBase64url, utf8 } from '../encoding.ts'
import { describe, deviceOf } from '../organisation/test-network.ts'
import {
  answerPossession,
  askPossession,
  codeBytes,
  hearJoin,
  isPossessed,
  joinKeys,
  newJoinCode,
  sayJoin,
  spokenDigits,
  typedCode,
} from './join.ts'
import { signCredential } from './new-device.ts'
import { isSignedBy } from '../labels.ts'
import { credentialText, Credential } from '@apila/core/account/passkey.ts'

const digest = 'A'.repeat(43)
const code = newJoinCode(
  { network: 'test-network' as NetworkId, genesis: digest as never, host: 'desk.example' },
  systemRandom,
)
const keys = await joinKeys(fromBase64url(code.code))
const stranger = await joinKeys(systemRandom(16))
const record = await describe('alder-worker-3', 'alder', { desks: ['referral'] })
const request = JoinRequest.parse({ v: 2, record, credential: null })

test('the code on the screen, typed in any way, leads to the same keys on both sides', async () => {
  const typed = readCode(typedCode(code).toUpperCase())
  const bytes = codeBytes(typed ?? '')
  assert.ok(bytes)
  const again = await joinKeys(bytes)
  assert.equal(again.id, keys.id)
  assert.equal(await spokenDigits(again, request), await spokenDigits(keys, request))
  assert.notEqual(stranger.id, keys.id)
  assert.equal(codeBytes('no code'), null)
})

test('what one side says the other hears; with another code, another side, a changed word or another shape it is nothing', async () => {
  const said = await sayJoin(keys, 'device', request)
  assert.deepEqual(await hearJoin(keys, 'device', said, JoinRequest), request)
  assert.equal(await hearJoin(stranger, 'device', said, JoinRequest), null)
  assert.equal(await hearJoin(keys, 'keeper', said, JoinRequest), null, 'nobody is answered with their own words')
  assert.equal(await hearJoin(keys, 'device', said, JoinOffer), null)
  const text = fromUtf8(fromBase64url(said))
  const other = await describe('alder-worker-4', 'alder')
  const { mac } = JSON.parse(text) as { mac: string }
  const swapped = canonical({ content: canonical({ ...request, record: other }), mac })
  for (const changed of [swapped, ` ${text}`, text.replace('"mac"', '"mad"'), '{}', 'x'])
    assert.equal(await hearJoin(keys, 'device', toBase64url(utf8(changed)), JoinRequest), null)
  for (const blob of ['', '!', 'AAAA']) assert.equal(await hearJoin(keys, 'device', blob, JoinRequest), null)
  assert.equal(await hearJoin(keys, 'device', await sayJoin(stranger, 'device', request), JoinRequest), null)
})

test('six digits stand for the whole request under this code', async () => {
  const digits = await spokenDigits(keys, request)
  assert.match(digits, /^\d{6}$/)
  assert.notEqual(await spokenDigits(stranger, request), digits)
  const others = await Promise.all(
    [['worker', 'press'], ['keeper']].map(async (roles) =>
      spokenDigits(keys, { ...request, record: await describe('alder-worker-3', 'alder', { roles, desks: [] }) }),
    ),
  )
  assert.equal(others.includes(digits), false)
  // One in ten begins with a nought, which is read aloud too.
  const many = await Promise.all(
    Array.from({ length: 300 }, async () => spokenDigits(await joinKeys(systemRandom(16)), request)),
  )
  for (const each of many) assert.match(each, /^\d{6}$/)
  assert.ok(many.some((each) => each.startsWith('0')))
})

test("possession: only the record's own device gives the 32 bytes back", async () => {
  const own = await deviceOf('alder-worker-3')
  const { bytes, sealed } = await askPossession(record.recipient, systemRandom)
  const returned = await answerPossession(own.identity, sealed)
  assert.equal(isPossessed(bytes, returned ?? ''), true)
  assert.equal(await answerPossession((await deviceOf('alder-worker-4')).identity, sealed), null)
  assert.equal(isPossessed(bytes, toBase64url(systemRandom(32))), false)
  assert.equal(isPossessed(bytes, ''), false)
  await assert.rejects(answerPossession(own.identity, 'AAAA'), BrokenSeal)
  const short = await sealText(record.recipient, new Uint8Array(31))
  assert.equal(await answerPossession(own.identity, short), null, 'no other length is given back')
})

test("a passkey comes with its device's word, for this network and this device", async () => {
  const own = await deviceOf('alder-worker-3')
  const credential = Credential.parse({ id: 'AAAA', publicKey: 'AAAA', algorithm: -7, origin: 'https://desk.example' })
  const network = 'test-network' as NetworkId
  const signed = await signCredential(own, network, credential)
  const holds = (text: string) => isSignedBy(own.verifyKey, signed.signature, 'apila/credential/v2', text)
  assert.equal(await holds(credentialText(network, own.id, credential)), true)
  for (const text of [
    credentialText('other', own.id, credential),
    credentialText(network, 'alder-worker-4', credential),
    credentialText(network, own.id, { ...credential, origin: 'https://other.example' }),
  ])
    assert.equal(await holds(text), false)
})
