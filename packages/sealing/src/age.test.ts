import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import * as z from 'zod'
import { Recipient } from '@apila/core/bytes.ts'
import { decodeBech32 } from '@apila/core/bech32.ts'
import { LARGEST_CONTENT_BYTES, STORY_CLASSES, sealedLength } from '@apila/core/sizes.ts'
import {
  BrokenSeal,
  identityFromSeed,
  newIdentity,
  open,
  openText,
  readSealed,
  recipientOf,
  seal,
  sealText,
  textOf,
} from './age.ts'
import { utf8 } from './encoding.ts'
import { spellRecipient } from './organisation/test-network.ts'
import { padTo, padToClass, unpad, unpadClass } from './padding.ts'

test('what is sealed to a key opens with it and with no other', async () => {
  const [a, b] = [await newIdentity(), await newIdentity()]
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (content) => {
      const sealed = await seal(await recipientOf(a), content)
      assert.deepEqual(await open(a, sealed), new Uint8Array(content))
      assert.equal(await open(b, sealed), null)
    }),
    { numRuns: 10 },
  )
})

test('mixed recipients are refused, hybrid with hybrid and hybrid with X25519', async () => {
  const [a, b] = [await newIdentity(), await newIdentity()]
  const classic = await identityToRecipient(await generateX25519Identity())
  for (const other of [await recipientOf(b), classic]) {
    const encrypter = new Encrypter()
    encrypter.addRecipient(await recipientOf(a))
    encrypter.addRecipient(other)
    const sealed = await encrypter.encrypt(new Uint8Array([1]))
    await assert.rejects(open(a, sealed), BrokenSeal)
  }
})

test('nothing is sealed to a recipient that is not hybrid', async () => {
  const classic = await identityToRecipient(await generateX25519Identity())
  await assert.rejects(seal(classic as Recipient, new Uint8Array([1])))
})

test('every flipped byte, and every cut, is a broken seal or a key that is not ours; never other content', async () => {
  const identity = identityFromSeed(new Uint8Array(32).fill(3))
  const sealed = await seal(await recipientOf(identity), new Uint8Array([1, 2, 3]))
  const refused = async (bytes: Uint8Array) => {
    try {
      assert.equal(await open(identity, bytes), null)
    } catch (error) {
      assert.ok(error instanceof BrokenSeal)
    }
  }
  for (let at = 0; at < sealed.length; at += 37) {
    const flipped = new Uint8Array(sealed)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    await refused(flipped)
    await refused(sealed.slice(0, at))
  }
  await assert.rejects(openText(identity, '!!not base64url'), BrokenSeal)
})

test('padding: round trip, five sizes, and nothing but zeros behind the content', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), (content) => {
      const padded = padToClass(content)
      assert.ok([16_384, 65_536].includes(padded.length))
      assert.deepEqual(unpadClass(padded), new Uint8Array(content))
    }),
  )
  // From one byte more than the class before holds, up to its own last byte.
  const most = STORY_CLASSES.map((size) => Math.min(size - 4, LARGEST_CONTENT_BYTES))
  assert.equal(most.length, 5)
  for (const [place, size] of STORY_CLASSES.entries())
    for (const length of [(most[place - 1] ?? -1) + 1, most[place] ?? 0])
      assert.equal(padToClass(new Uint8Array(length)).length, size, String(length))
  const padded = padTo(new Uint8Array([1]), 16)
  padded[15] = 1
  assert.throws(() => unpad(padded, 16), BrokenSeal)
  assert.throws(() => unpad(new Uint8Array([0, 0, 0, 9, 1]), 5), BrokenSeal)
  assert.throws(() => unpad(new Uint8Array(2), 2), BrokenSeal)
  assert.throws(() => padTo(new Uint8Array(13), 16), RangeError)
  assert.throws(() => padToClass(new Uint8Array(4_194_304 - 65_535)), RangeError)
})

test('whatever goes wrong inside a seal is one BrokenSeal: identity, spelling, text, numbers, members', async () => {
  const identity = await newIdentity()
  const sealed = await seal(await recipientOf(identity), new Uint8Array([1]))
  for (const wrong of ['', 'AGE-SECRET-KEY-1', identity.slice(0, -1), identity.toLowerCase(), 'age1pq1', '\u0000'])
    await assert.rejects(open(wrong, sealed), BrokenSeal, wrong)
  for (const text of ['', 'A', '=', ' ', 'AB', '\u00e4'])
    await assert.rejects(openText(identity, text), BrokenSeal, text)
  const Shape = z.strictObject({ n: z.int(), text: z.string() })
  assert.deepEqual(readSealed(utf8('{"n":1,"text":"a"}'), Shape), { n: 1, text: 'a' })
  const broken = [
    Uint8Array.from([0xff, 0xfe]),
    Uint8Array.from([...utf8('{"n":1,"text":"'), 0xc3, ...utf8('"}')]),
    utf8('{"n":9007199254740993,"text":"a"}'),
    utf8('{"n":1.5,"text":"a"}'),
    utf8('{"n":1,"text":"a","more":1}'),
    utf8('{"n":1,"n":1,"text":"a"}'),
    utf8(' {"n":1,"text":"a"}'),
    utf8('{"n":1,"text":"\\u0000"}'),
    utf8('{"n":1,"text":"\\ud800"}'),
    utf8('['.repeat(50_000)),
    utf8(''),
  ]
  for (const bytes of broken) assert.throws(() => readSealed(bytes, Shape), BrokenSeal)
  assert.throws(() => textOf(Uint8Array.from([0x80])), BrokenSeal)
  assert.equal(textOf(utf8('ä')), 'ä')
})

test('the length of a seal follows from the length of its content alone', async () => {
  const recipient = await recipientOf(await newIdentity())
  for (const plain of [0, 1, 1024, 4096, 8192, 16_384, 65_535, 65_536, 65_537, 131_072, 131_073]) {
    const sealed = await seal(recipient, crypto.getRandomValues(new Uint8Array(Math.min(plain, 65_536))))
    if (plain <= 65_536) assert.equal(sealed.length, sealedLength(plain))
    assert.equal((await seal(recipient, new Uint8Array(plain))).length, sealedLength(plain))
  }
})

test('a recipient is what age writes, and its bytes are those of age', async () => {
  const recipient = await recipientOf(identityFromSeed(new Uint8Array(32).fill(7)))
  const decoded = decodeBech32(recipient)
  assert.equal(decoded?.prefix, 'age1pq')
  assert.equal(decoded.bytes.length, 1216)
  assert.equal(Recipient.safeParse(recipient).success, true)
  for (const text of [recipient.toUpperCase(), recipient.slice(0, -1), `${recipient}q`, ` ${recipient}`])
    assert.equal(Recipient.safeParse(text).success, false)
  for (let at = 0; at < recipient.length; at += 101) {
    const changed = recipient.slice(0, at) + (recipient[at] === 'q' ? 'p' : 'q') + recipient.slice(at + 1)
    assert.equal(Recipient.safeParse(changed).success, false, String(at))
  }
  // Rightly checked, each wrong in one thing alone: of zeros the X25519 half is of low order; a byte too few or too many; another prefix.
  const isTaken = (length: number, fill: number, prefix?: string) =>
    Recipient.safeParse(spellRecipient(new Uint8Array(length).fill(fill), prefix)).success
  assert.equal(isTaken(1216, 9), true)
  assert.deepEqual(
    [isTaken(1216, 0), isTaken(1215, 9), isTaken(1217, 9), isTaken(1216, 9, 'age1px')],
    Array(4).fill(false),
  )
  for (const length of [0, 31, 33]) assert.throws(() => identityFromSeed(new Uint8Array(length)), RangeError)
})

test('no two seals of the same content share a key, a share or a nonce, and every one has its full length', async () => {
  const recipient = await recipientOf(await newIdentity())
  const content = new Uint8Array(1024)
  const sealed = await Promise.all(Array.from({ length: 30 }, async () => Buffer.from(await seal(recipient, content))))
  // age v1: the stanza's line holds the encapsulated key, the next lines the wrapped file key; after the header's MAC come 16 bytes of nonce.
  const parts = sealed.map((file) => {
    const [header, mac] = file.toString('latin1').split('\n--- ')
    const at = file.indexOf('\n', file.indexOf('\n--- ') + 1) + 1
    const encapsulated = header?.split('\n')[1]?.split(' ')[2] ?? ''
    return {
      encapsulated: Buffer.from(encapsulated, 'base64'),
      fileKey: Buffer.from(header?.split('\n').slice(2).join('') ?? '', 'base64'),
      mac: mac?.slice(0, 43) ?? '',
      nonce: file.subarray(at, at + 16),
      chunk: file.subarray(at + 16),
    }
  })
  for (const [member, length] of [
    ['encapsulated', 1088 + 32],
    ['fileKey', 16 + 16],
    ['mac', 43],
    ['nonce', 16],
    ['chunk', 1024 + 16],
  ] as const) {
    for (const part of parts) assert.equal(part[member].length, length, member)
    assert.equal(new Set(parts.map((part) => part[member].toString('latin1'))).size, 30, member)
  }
  const identities = await Promise.all(Array.from({ length: 30 }, newIdentity))
  assert.equal(new Set(identities).size, 30)
  for (const identity of identities) assert.equal(identity.length, 77)
})

test('wire text opens, and is not opened by another key', async () => {
  const [a, b] = [await newIdentity(), await newIdentity()]
  const text = await sealText(await recipientOf(a), utf8('words'))
  assert.equal(textOf((await openText(a, text)) ?? new Uint8Array()), 'words')
  assert.equal(await openText(b, text), null)
})
