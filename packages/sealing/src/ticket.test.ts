import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { seededBytes } from '../../../tests/machinery/seeded.ts'
import { newTicket, readTicket, stretchTicket, ticketGroups, ticketKeys } from './ticket.ts'
import { toBase64url } from './encoding.ts'

test('a ticket has 24 digits and reads back, whatever stands between them', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const digits = newTicket(seededBytes(seed))
      assert.match(digits, /^\d{24}$/)
      assert.deepEqual(readTicket(` ${ticketGroups(digits).join(' - ')}\n`), { ok: true, digits })
    }),
  )
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
  assert.equal(new Set(Object.values(keys)).size, 4)
})
