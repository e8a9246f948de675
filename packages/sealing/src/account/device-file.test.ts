import { test } from 'node:test'
import assert from 'node:assert/strict'
import { DeviceId, NetworkId } from '@apila/core/organisation/roster.ts'
import { BrokenSeal } from '../age.ts'
import { systemRandom, utf8 } from '../encoding.ts'
import { isSignedBy, signLabelled } from '../labels.ts'
import { deviceOf, newDevice, openDeviceFile, prfSalt, sealDeviceFile, wordsSalt } from './device-file.ts'
import { openOnDevice, sealToDevice } from './device.ts'
import { newSixWords, readSixWords } from './six-words.ts'

const whose = { network: NetworkId.parse('north'), device: DeviceId.parse('lyhty-k3ja') }
const others = [
  { ...whose, network: NetworkId.parse('south') },
  { ...whose, device: DeviceId.parse('lyhty-k3jb') },
]
const root = new Uint8Array(32).fill(7)

test('a device file opens with what sealed it, and the device of it signs and opens as before', async () => {
  const made = await newDevice(whose.device, systemRandom)
  const file = await sealDeviceFile(root, whose, made.seed, systemRandom)
  const seed = await openDeviceFile(root, whose, file)
  const again = await deviceOf(whose.device, made.signingKey, made.device.verifyKey, seed)
  assert.deepEqual([again.identity, again.recipient], [made.device.identity, made.device.recipient])
  const signature = await signLabelled(again, 'apila/device/v2', 'text')
  assert.equal(await isSignedBy(made.device.verifyKey, signature, 'apila/device/v2', 'text'), true)
  assert.deepEqual(await openOnDevice(again, await sealToDevice(made.device, { a: 1 })), { a: 1 })
  assert.equal(made.signingKey.extractable, false)
})

test('it opens for no other passkey, words, device or network, and not where a byte has changed', async () => {
  const { seed } = await newDevice(whose.device, systemRandom)
  const file = await sealDeviceFile(root, whose, seed, systemRandom)
  await assert.rejects(openDeviceFile(new Uint8Array(32).fill(8), whose, file), BrokenSeal)
  for (const other of others) await assert.rejects(openDeviceFile(root, other, file), BrokenSeal)
  for (const broken of [`A${file.slice(1)}`.replace(/^A(?=A)/, 'B'), file.slice(0, 12), '', '!'])
    await assert.rejects(openDeviceFile(root, whose, broken), BrokenSeal, broken)
  assert.notEqual(file, await sealDeviceFile(root, whose, seed, systemRandom), 'each time under a new nonce')
})

test('salts differ by network, device and use', async () => {
  const salts = [whose, ...others].flatMap((one) => [prfSalt(one), wordsSalt(one)])
  const texts = (await Promise.all(salts)).map(String)
  assert.equal(new Set(texts).size, 6)
})

test('six words are of the program, are read however they are typed, and nothing else is taken for them', () => {
  const bytes = [255, 220, 0, 54, 219, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  const drawn = newSixWords(() => Uint8Array.of(bytes.shift() ?? 0))
  assert.equal(drawn[0], 'havu', 'too large bytes are drawn again')
  for (let n = 0; n < 50; n += 1) {
    const words = newSixWords(systemRandom)
    assert.deepEqual(readSixWords(words.join(' ')), words)
    assert.deepEqual(readSixWords(` ${words.join('\n- ').toUpperCase()} `), words)
  }
  for (const text of [
    '',
    'kamo',
    'kamo tiru sela nohi puka',
    'kamo tiru sela nohi puka bado',
    'kamo tiru sela nohi puka lum',
  ])
    assert.equal(readSixWords(text), null, text)
  assert.equal(utf8(drawn.join('')).length, 24)
})
