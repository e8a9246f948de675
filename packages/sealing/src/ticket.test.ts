import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createHash, hkdfSync } from 'node:crypto'
import { Secret } from '@apila/core/bytes.ts'
import { recipientOf } from './age.ts'
import { systemRandom, toBase64url } from './encoding.ts'
import {
  markOf,
  newTicket,
  proofOf,
  randomKeys,
  readTicket,
  stretchTicket,
  ticketGroups,
  ticketKeys,
  withdrawOf,
} from './ticket.ts'
import { seededBytes } from '../../../tests/machinery/seeded.ts'

test('a ticket has 24 digits and reads back, whatever stands between them', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const digits = newTicket(seededBytes(seed))
      assert.match(digits, /^\d{24}$/)
      assert.deepEqual(readTicket(` ${ticketGroups(digits).join(' - ')}\n`), { ok: true, digits })
    }),
  )
})

test('the digits are shown as six groups of four, and nothing is shown of none', () => {
  assert.deepEqual(ticketGroups('123456789012345678901234'), ['1234', '5678', '9012', '3456', '7890', '1234'])
  assert.deepEqual(ticketGroups(''), [])
})

test('rejection: the first value that is drawn again is the limit itself, and the one before it is taken', () => {
  // 12 times 10^23, the largest multiple below 2^80.
  const bytesOf = (value: bigint) =>
    Uint8Array.from(value.toString(16).padStart(20, '0').match(/../g) ?? [], (hex) => parseInt(hex, 16))
  const limit = 12n * 10n ** 23n
  const draws = [bytesOf(limit + 1n), bytesOf(limit), bytesOf(limit - 1n)]
  const ticket = newTicket(() => draws.shift() ?? assert.fail('the last one is taken'))
  assert.equal(ticket.slice(0, 23), '9'.repeat(23))
  assert.equal(draws.length, 0)
})

test('rejection: values at or above the fair limit are drawn again', () => {
  const draws = [new Uint8Array(10).fill(255), new Uint8Array(10)]
  assert.equal(newTicket(() => draws.shift() ?? new Uint8Array(10)).slice(0, 23), '0'.repeat(23))
  assert.equal(draws.length, 0)
})

test('every single wrong digit is caught as a slip', () => {
  const digits = newTicket(seededBytes(7))
  for (let at = 0; at < 24; at += 1) {
    for (let by = 1; by < 10; by += 1) {
      const wrong = digits.slice(0, at) + String((Number(digits[at]) + by) % 10) + digits.slice(at + 1)
      assert.deepEqual(readTicket(wrong), { ok: false, problem: 'slip' })
    }
  }
})

test('digits of other scripts are read: Arabic-Indic, Persian, Devanagari, Thai, fullwidth, mathematical', () => {
  const digits = newTicket(seededBytes(8))
  for (const zero of [0x660, 0x6f0, 0x966, 0xe50, 0xff10, 0x1d7ce, 0x1d7f6]) {
    const typed = [...digits].map((d) => String.fromCodePoint(zero + Number(d))).join('')
    assert.deepEqual(readTicket(typed), { ok: true, digits })
  }
})

test('too few and too many digits are told apart from a slip', () => {
  const digits = newTicket(seededBytes(9))
  for (const text of ['', 'abc', digits.slice(1), `${digits}0`])
    assert.deepEqual(readTicket(text), { ok: false, problem: 'wrong-length' })
})

test('keys: one ticket gives the same keys, another network or digit gives others; parts are independent', async () => {
  const root = await stretchTicket('0'.repeat(24), 'a')
  const again = await stretchTicket('0'.repeat(24), 'a')
  assert.equal(toBase64url(root), toBase64url(again))
  assert.notEqual(toBase64url(root), toBase64url(await stretchTicket('0'.repeat(24), 'b')))
  assert.notEqual(toBase64url(root), toBase64url(await stretchTicket('1' + '0'.repeat(23), 'a')))
  const keys = await ticketKeys(root)
  assert.deepEqual(await ticketKeys(again), keys)
  assert.equal(new Set(Object.values(keys)).size, 5)
})

test('every key of a ticket has its full length, and the neutral page gets the one that ends', async () => {
  const root = new Uint8Array(32).fill(1)
  const keys = await ticketKeys(root)
  const bytes = (text: string) => Buffer.from(text, 'base64url').length
  assert.deepEqual([bytes(keys.name), bytes(keys.withdraw), bytes(keys.renew)], [16, 32, 32])
  assert.equal(await withdrawOf(root), keys.withdraw)
  const recipients = await Promise.all([keys.openIdentity, keys.receiptIdentity].map(recipientOf))
  assert.notEqual(recipients[0], recipients[1])
  const label = (name: string, length: number) =>
    Buffer.from(hkdfSync('sha256', root, '', `apila/ticket/v2/${name}`, length)).toString('base64url')
  assert.deepEqual(
    [keys.name, keys.withdraw, keys.renew],
    [label('locator', 16), label('withdraw', 32), label('renew', 32)],
  )
})

test('without a ticket the keys come from 32 random bytes, other ones each time', async () => {
  const asked: number[] = []
  const keys = await randomKeys((length) => {
    asked.push(length)
    return new Uint8Array(length).fill(1)
  })
  assert.deepEqual(asked, [32])
  assert.deepEqual(keys, await ticketKeys(new Uint8Array(32).fill(1)))
  const many = await Promise.all(Array.from({ length: 20 }, () => randomKeys(systemRandom)))
  assert.equal(new Set(many.flatMap((each) => Object.values(each))).size, 100)
})

test('a proof is a hash under its label, and a mark comes from the proof', async () => {
  const secret = Secret.parse(toBase64url(new Uint8Array(32).fill(2)))
  const proof = await proofOf(secret)
  const hashed = createHash('sha256').update('apila/proof/v2\0').update(new Uint8Array(32).fill(2)).digest()
  assert.equal(proof, hashed.toString('base64url'))
  const mark = Buffer.from(hkdfSync('sha256', hashed, '', 'apila/mark/v2', 16)).toString('base64url')
  assert.equal(await markOf(proof), mark)
  const other = await proofOf(Secret.parse(toBase64url(new Uint8Array(32).fill(3))))
  assert.notEqual(proof, other)
  assert.notEqual(await markOf(other), mark)
})
