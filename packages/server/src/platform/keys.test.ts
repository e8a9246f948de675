// Day keys and tags: what is sealed for a day opens under its own name only, and never after the day's key is gone.
// Governed by docs/protocol.md "Suite".
import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import fs, {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { type ListId, Proof, Secret } from '@apila/core/bytes.ts'
import { isX25519Key } from '@apila/core/curve-points.ts'
import { Day } from '@apila/core/day.ts'
import { VerifyKey } from '@apila/core/organisation/roster.ts'
import {
  digestOf,
  fillerBell,
  fromBase64url,
  isSignedBy,
  listTag,
  markOf,
  memoryTag,
  openDayKeys,
  openPepper,
  proofOf,
  randomBytes,
  sha256,
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
const KEY_BYTES = 32
/** Nonce and tag around the content. */
const SEAL_BYTES = 12 + 16

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
  'no nonce comes twice, and what is sealed tells nothing of what is in it',
  inFolder((folder) => {
    const keys = openDayKeys(folder)
    const leash = new Uint8Array(74)
    const sealed = Array.from({ length: 300 }, () => keys.seal(day, 'tag', leash))
    const nonces = new Set(sealed.map((bytes) => toBase64url(bytes.subarray(0, 12))))
    assert.equal(nonces.size, sealed.length)
    // Under two nonces the same zeros look like two different things, from the first byte on.
    assert.equal(new Set(sealed.map((bytes) => toBase64url(bytes.subarray(12, 28)))).size, sealed.length)
    assert.ok(sealed.every((bytes) => bytes.length === leash.length + SEAL_BYTES))
  }),
)

test(
  'no two days share a key, and every key has its full length',
  inFolder((folder) => {
    const keys = openDayKeys(folder)
    openPepper(folder)
    for (let n = 1; n <= 28; n += 1)
      keys.seal(Day.parse(`2026-02-${String(n).padStart(2, '0')}`), 'tag', randomBytes(74))
    const made = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
    assert.equal(made.length, 29)
    assert.equal(new Set(made.map(toBase64url)).size, 29)
    assert.ok(made.every((key) => key.length === KEY_BYTES && new Set(key).size > 8))
  }),
)

test(
  'keys of past days go, others stay',
  inFolder((folder) => {
    const keys = openDayKeys(folder)
    keys.forgetBefore(next)
    const sealed = keys.seal(day, 'tag', randomBytes(74))
    keys.seal(next, 'tag', randomBytes(74))
    writeFileSync(join(folder, 'a-note-of-the-operator'), 'stays')
    keys.forgetBefore(next)
    assert.deepEqual(readdirSync(folder).sort(), ['a-note-of-the-operator', 'day-2026-03-11.key'])
    assert.equal(keys.open(day, 'tag', sealed), null)
    keys.forgetBefore(next)
    assert.deepEqual(readdirSync(folder).length, 2)
  }),
)

test(
  'a key that goes is overwritten first: what still points at its place finds noise',
  inFolder((folder) => {
    const keys = openDayKeys(folder)
    keys.seal(day, 'tag', randomBytes(74))
    const file = join(folder, `day-${day}.key`)
    const key = readFileSync(file)
    linkSync(file, `${folder}-copy-of-the-entry`)
    keys.forgetBefore(next)
    const left = readFileSync(`${folder}-copy-of-the-entry`)
    assert.equal(left.length, KEY_BYTES)
    assert.notDeepEqual(left, key)
    assert.ok(new Set(left).size > 8)
  }),
)

test(
  'nobody else on the machine reads keys',
  inFolder((folder) => {
    openDayKeys(folder).seal(day, 'tag', randomBytes(74))
    assert.equal(statSync(folder).mode & 0o777, 0o700)
    assert.equal(statSync(join(folder, `day-${day}.key`)).mode & 0o777, 0o600)
  }),
)

/** What is asked of the disk while `work` runs: names of files and folders without their way there. `failing` fails, as on a full disk. */
function onDisk(work: () => void, failing?: string): string[] {
  const asked: string[] = []
  const open = new Map<number, string>()
  const { openSync, writeSync, fsyncSync, renameSync, rmSync, closeSync } = fs
  const ask = (what: string): void => {
    asked.push(what)
    if (what === failing) throw new Error('the disk is full')
  }
  const named = (handle: number): string => open.get(handle) ?? 'nothing open'
  fs.openSync = (path, ...rest) => {
    const handle = openSync(path, ...rest)
    open.set(handle, basename(path as string))
    return handle
  }
  fs.writeSync = ((handle: number, bytes: Uint8Array) => {
    ask(`write ${named(handle)}`)
    return writeSync(handle, bytes)
  }) as typeof fs.writeSync
  fs.fsyncSync = (handle) => {
    ask(`sync ${named(handle)}`)
    fsyncSync(handle)
  }
  fs.renameSync = (from, to) => {
    ask(`rename ${basename(from as string)}`)
    renameSync(from, to)
  }
  fs.rmSync = (path, options) => {
    ask(`remove ${basename(path as string)}`)
    rmSync(path, options)
  }
  fs.closeSync = (handle) => {
    open.delete(handle)
    closeSync(handle)
  }
  syncBuiltinESMExports()
  try {
    work()
  } finally {
    Object.assign(fs, { openSync, writeSync, fsyncSync, renameSync, rmSync, closeSync })
    syncBuiltinESMExports()
    assert.deepEqual([...open.values()], [], 'nothing stays open')
  }
  return asked
}

test(
  'a key survives a power cut before it seals anything, and is gone for good after one',
  inFolder((folder) => {
    const keys = openDayKeys(folder)
    const made = ['write day-2026-03-10.key.unfinished', 'sync day-2026-03-10.key.unfinished']
    const named = ['rename day-2026-03-10.key.unfinished', 'sync keys']
    const parent = basename(join(folder, '..'))
    assert.deepEqual(
      onDisk(() => keys.seal(day, 'tag', randomBytes(74))),
      [`sync ${parent}`, ...made, ...named],
    )
    assert.deepEqual(
      onDisk(() => keys.seal(day, 'tag', randomBytes(74))),
      [],
    )
    rmSync(join(folder, 'day-2026-03-10.key'))
    assert.deepEqual(
      onDisk(() => keys.seal(day, 'tag', randomBytes(74))),
      [...made, ...named],
    )
    assert.deepEqual(
      onDisk(() => keys.forgetBefore(next)),
      ['write day-2026-03-10.key', 'sync day-2026-03-10.key', 'remove day-2026-03-10.key', 'sync keys'],
    )
    assert.deepEqual(
      onDisk(() => keys.forgetBefore(next)),
      [],
    )
  }),
)

test(
  'on a full disk nothing stays open, and a key that may be lost seals nothing',
  inFolder((folder) => {
    mkdirSync(folder)
    const keys = openDayKeys(folder)
    const seal = (): unknown => keys.seal(day, 'tag', randomBytes(74))
    for (const failing of ['write day-2026-03-10.key.unfinished', 'sync day-2026-03-10.key.unfinished']) {
      assert.throws(() => onDisk(seal, failing), /the disk is full/)
      assert.deepEqual(readdirSync(folder), ['day-2026-03-10.key.unfinished'])
    }
    assert.throws(() => onDisk(seal, 'sync keys'), /the disk is full/)
  }),
)

test(
  'tags differ by purpose and by folder, and stay the same in one',
  inFolder((folder) => {
    const tag = openPepper(folder).tag('loc', 'AAAA')
    assert.equal(openPepper(folder).tag('loc', 'AAAA'), tag)
    assert.notEqual(openPepper(folder).tag('end', 'AAAA'), tag)
    assert.notEqual(openPepper(`${folder}2`).tag('loc', 'AAAA'), tag)
    assert.equal(fromBase64url(tag).length, 32)
  }),
)

// Source: FIPS 180-2 appendix B.1.
test('a digest is SHA-256', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  assert.equal(Buffer.from(sha256(Buffer.from('abc'))).toString('hex'), abc)
  assert.equal(digestOf('abc'), Buffer.from(abc, 'hex').toString('base64url'))
})

test('a list is kept under a digest that is not that of its bare name', () => {
  const list = toBase64url(new Uint8Array(16)) as ListId
  assert.equal(listTag(list), digestOf(`list\0${list}`))
  assert.notEqual(listTag(list), digestOf(list))
})

// Source: RFC 4231, test case 2.
test('a tag in memory is HMAC-SHA-256', () => {
  const expected = Buffer.from('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'hex')
  assert.equal(memoryTag(Buffer.from('Jefe'), 'what do ya want for nothing?'), expected.toString('base64url'))
})

// Source: RFC 8032 section 7.1, test 2: the message is one byte, 0x72, which is the text "r".
test("a signature is checked, and what is none is nobody's", () => {
  const verifyKey = Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex')
  const signature = Buffer.from(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    'hex',
  )
  const key = VerifyKey.parse(verifyKey.toString('base64url'))
  const text = signature.toString('base64url')
  assert.equal(isSignedBy(key, 'r', text), true)
  assert.equal(isSignedBy(key, 's', text), false)
  assert.equal(
    isSignedBy(VerifyKey.parse(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x), 'r', text),
    false,
  )
  for (const malformed of ['', 'AAAA', text.slice(0, -4)]) assert.equal(isSignedBy(key, 'r', malformed), false)
  for (const malformed of ['', 'AAAA']) assert.equal(isSignedBy(malformed as VerifyKey, 'r', text), false)
})

test('bytes go through their text unchanged, in the alphabet of addresses', () => {
  const bytes = Uint8Array.from([251, 255, 254, 0, 1])
  assert.equal(toBase64url(bytes), '-__-AAE')
  assert.deepEqual(fromBase64url('-__-AAE'), Buffer.from(bytes))
})

test('random bytes are as many as were asked for, and no two alike', () => {
  assert.deepEqual([randomBytes(0).length, randomBytes(32).length], [0, 32])
  assert.equal(new Set(Array.from({ length: 100 }, () => toBase64url(randomBytes(32)))).size, 100)
})

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
