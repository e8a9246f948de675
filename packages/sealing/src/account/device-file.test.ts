// What lies on a locked device: the file opens by its own passkey's result or its own words, for its own device and network, and by nothing else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeviceId, NetworkId } from '@apila/core/organisation/roster.ts'
import { BrokenSeal, openText, sealText } from '../age.ts'
import { systemRandom, toBase64url, utf8 } from '../encoding.ts'
import { isSignedBy, signLabelled } from '../labels.ts'
import { stretchSalted } from '../ticket.ts'
import {
  type DeviceFile,
  openDeviceFile,
  prfSalt,
  readDeviceFile,
  sealUnderPasskey,
  sealUnderWords,
} from './device-file.ts'
import { newDeviceWords, readDeviceWords } from './device-words.ts'
import { deviceFrom, newDeviceSeed, newSigningKey } from './new-device.ts'

const of = { network: 'net' as NetworkId, device: 'alder-worker-1' as DeviceId }
const seed = newDeviceSeed(systemRandom)
const prf = systemRandom(32)
const stretch = stretchSalted
const file = await sealUnderPasskey(of, seed, { prf, credential: 'AAAA' }, systemRandom)

test('the seed comes back by the same PRF result, and by no other', async () => {
  assert.deepEqual(await openDeviceFile(file, { prf }), new Uint8Array(seed))
  assert.equal(await openDeviceFile(file, { prf: systemRandom(32) }), null)
  assert.equal(await openDeviceFile(file, { words: 'kalu pena', stretch }), null, 'no words open it')
})

test('a file is of one device, one network and one way', async () => {
  for (const changed of [
    { ...file, network: 'other' },
    { ...file, device: 'alder-worker-2' },
    { ...file, iv: toBase64url(systemRandom(12)) },
    { ...file, box: toBase64url(systemRandom(48)) },
  ])
    assert.equal(await openDeviceFile(changed as DeviceFile, { prf }), null)
  const salts = await Promise.all(
    [of, { ...of, network: 'other' as NetworkId }, { ...of, device: 'alder-worker-2' as DeviceId }].map(prfSalt),
  )
  assert.equal(new Set(salts.map((salt) => toBase64url(salt))).size, 3)
  assert.ok(salts.every((salt) => salt.length === 32))
})

test('under words it opens by these words, and by no others', async () => {
  const words = newDeviceWords(systemRandom)
  const under = await sealUnderWords(of, seed, { words, stretch }, systemRandom)
  assert.equal(under.under, 'words')
  assert.deepEqual(await openDeviceFile(under, { words, stretch }), new Uint8Array(seed))
  assert.equal(await openDeviceFile(under, { words: newDeviceWords(systemRandom), stretch }), null)
  assert.equal(await openDeviceFile(under, { prf }), null, 'nor by a passkey')
})

test('what the browser kept is a device file or nothing; it holds neither seed nor key', () => {
  assert.deepEqual(readDeviceFile(structuredClone(file)), file)
  for (const kept of [
    null,
    {},
    { ...file, v: 1 },
    { ...file, under: 'words' },
    { ...file, more: 1 },
    { ...file, box: 'AAAA' },
  ])
    assert.throws(() => readDeviceFile(kept), BrokenSeal)
  const text = JSON.stringify(file)
  for (const secret of [seed, prf]) assert.equal(text.includes(toBase64url(secret)), false)
})

test('the same file is never sealed twice alike', async () => {
  const again = await sealUnderPasskey(of, seed, { prf, credential: 'AAAA' }, systemRandom)
  assert.notEqual(again.box, file.box)
  assert.notEqual(again.iv, file.iv)
})

test('a new device signs and opens with keys of its own; the signing key cannot be taken out', async () => {
  const keys = await newSigningKey()
  assert.equal(keys.signingKey.extractable, false)
  await assert.rejects(crypto.subtle.exportKey('pkcs8', keys.signingKey))
  const device = await deviceFrom(of.device, keys, seed)
  const again = await deviceFrom(of.device, keys, seed)
  assert.deepEqual(
    [again.identity, again.recipient, again.verifyKey],
    [device.identity, device.recipient, device.verifyKey],
  )
  const other = await newSigningKey()
  assert.notEqual(other.verifyKey, keys.verifyKey)
  assert.deepEqual([device.id, device.verifyKey], [of.device, keys.verifyKey])
  const signature = await signLabelled(device, 'apila/part/v2', 'text')
  assert.equal(await isSignedBy(keys.verifyKey, signature, 'apila/part/v2', 'text'), true)
  assert.equal(await isSignedBy(other.verifyKey, signature, 'apila/part/v2', 'text'), false)
  const sealed = await sealText(device.recipient, utf8('for this device'))
  assert.deepEqual(await openText(device.identity, sealed), utf8('for this device'))
})

test('six words of two open syllables, each as likely as the others, and none that hurts', () => {
  const drawn = Array.from({ length: 500 }, () => newDeviceWords(systemRandom))
  for (const words of drawn) {
    assert.match(words, /^([hjklmnprstv][aeiou][hjklmnprstv][aeiou] ){5}[hjklmnprstv][aeiou][hjklmnprstv][aeiou]$/)
    assert.doesNotMatch(words, /\b(kusi|nusi|rape|sota|tapa|vitu)\b/)
  }
  assert.equal(new Set(drawn).size, drawn.length)
  // Each word by its two bytes: what lies above the last whole round is drawn again, and so is a word that is left out.
  const stream = (...values: number[]) => {
    const bytes = values.flatMap((value) => [value >> 8, value & 255])
    return (length: number) => Uint8Array.from(bytes.splice(0, length))
  }
  const last = 3025 * 21 - 1
  assert.equal(newDeviceWords(stream(last + 1, 65_535, 0, 1, 55, 3024, last, 3025)), 'haha hahe heha vuvu vuvu haha')
  const left = 'hjklmnprstv'
  const value = (word: string) =>
    [0, 2].reduce((sum, at) => sum * 55 + left.indexOf(word[at] ?? '') * 5 + 'aeiou'.indexOf(word[at + 1] ?? ''), 0)
  assert.equal(newDeviceWords(stream(value('kusi'), 0, value('tapo'), 0, 0, 0, 0, 0)), 'haha haha haha haha haha haha')
})

test('words are read as people type them', () => {
  const words = 'haha hahe heha vuvu vuvu haha'
  for (const typed of [
    words,
    words.toUpperCase(),
    words.replaceAll(' ', ''),
    words.replaceAll(' ', '-'),
    ` ${words}\n`,
  ])
    assert.equal(readDeviceWords(typed), words)
  for (const typed of [
    '',
    'haha',
    `${words} haha`,
    words.replace('haha', 'baha'),
    words.replace('haha', 'ahah'),
    words.slice(1),
  ])
    assert.equal(readDeviceWords(typed), null, typed)
})
