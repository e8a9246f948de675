// Day keys and tags: what is sealed for a day opens under its own name only, and never after the day's key is gone.
// Governed by docs/protocol.md "Suite".
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Proof, Secret } from '@apila/core/bytes.ts'
import { isX25519Key } from '@apila/core/curve-points.ts'
import { Day } from '@apila/core/day.ts'
import { VerifyKey } from '@apila/core/organisation/roster.ts'
import {
  fillerBell,
  fromBase64url,
  isSignedBy,
  markOf,
  openDayKeys,
  openPepper,
  proofOf,
  randomBytes,
  toBase64url,
} from './keys.ts'

const inFolder = (work: (folder: string) => void) => () => {
  const folder = mkdtempSync(join(tmpdir(), 'apila-keys-'))
  try {
    work(join(folder, 'keys'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const day = Day.parse('2026-03-10')
const next = Day.parse('2026-03-11')

test(
  'a leash opens on its day, under its name, unchanged',
  inFolder((folder) => {
    const leash = randomBytes(74)
    const sealed = openDayKeys(folder).seal(day, 'tag', leash)
    const reopened = openDayKeys(folder)
    assert.deepEqual(reopened.open(day, 'tag', sealed), Buffer.from(leash))
    assert.equal(reopened.open(day, 'other', sealed), null)
    assert.equal(reopened.open(next, 'tag', sealed), null)
    for (const at of [0, 20, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      assert.equal(reopened.open(day, 'tag', changed), null)
    }
    assert.equal(reopened.open(day, 'tag', sealed.subarray(0, 20)), null)
  }),
)

test(
  'keys of past days go, others stay',
  inFolder((folder) => {
    const keys = openDayKeys(folder)
    const sealed = keys.seal(day, 'tag', randomBytes(74))
    keys.seal(next, 'tag', randomBytes(74))
    keys.forgetBefore(next)
    assert.deepEqual(readdirSync(folder), ['day-2026-03-11.key'])
    assert.equal(keys.open(day, 'tag', sealed), null)
  }),
)

test(
  'tags differ by purpose and by folder, and stay the same in one',
  inFolder((folder) => {
    const tag = openPepper(folder).tag('loc', 'AAAA')
    assert.equal(openPepper(folder).tag('loc', 'AAAA'), tag)
    assert.notEqual(openPepper(folder).tag('end', 'AAAA'), tag)
    assert.notEqual(openPepper(`${folder}2`).tag('loc', 'AAAA'), tag)
  }),
)

test('proofs and marks are those that devices compute', async () => {
  const vectors = new URL('../../../sealing/vectors/protocol.json', import.meta.url)
  const { tickets } = JSON.parse(await readFile(vectors, 'utf8')) as {
    tickets: Array<{ withdraw: string; proof: string; mark: string }>
  }
  assert.ok(tickets.length > 0)
  for (const { withdraw, proof, mark } of tickets) {
    assert.equal(proofOf(Secret.parse(withdraw)), proof)
    assert.equal(markOf(Proof.parse(proof)), mark)
  }
})

test('a filler bell looks like a bell: a real key in front, and no two alike', () => {
  const bells = Array.from({ length: 40 }, fillerBell)
  for (const bell of bells) assert.ok(isX25519Key(fromBase64url(bell).subarray(0, 32)))
  for (const [from, to] of [
    [0, 32],
    [32, 104],
  ])
    assert.equal(new Set(bells.map((bell) => toBase64url(fromBase64url(bell).subarray(from, to)))).size, bells.length)
})

test('a signature is by the key, over the text, and malformed ones are none', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const verifyKey = VerifyKey.parse(publicKey.export({ format: 'jwk' }).x)
  const signature = sign(null, Buffer.from('text'), privateKey)
  const isOurs = (bytes: Uint8Array, text = 'text', key = verifyKey) => isSignedBy(key, text, toBase64url(bytes))
  assert.equal(isOurs(signature), true)
  assert.equal(isOurs(signature), true, 'again, with the key that is known')
  assert.equal(isOurs(signature, 'other'), false)
  const other = VerifyKey.parse(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x)
  assert.equal(isOurs(signature, 'text', other), false)
  for (const bytes of [new Uint8Array(0), new Uint8Array(64), signature.subarray(0, 63)])
    assert.equal(isOurs(bytes), false)
  const changed = Buffer.from(signature)
  changed[63] = (changed[63] ?? 0) ^ 1
  assert.equal(isOurs(changed), false)
  for (const key of ['', 'A'.repeat(43)]) assert.equal(isOurs(signature, 'text', key as VerifyKey), false)
})
