// Which days the server takes: lengths that a permission can have, and for how long it may wait. Governed by docs/protocol.md "Deposit".
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day, addDays } from '@apila/core/day.ts'
import { LONGEST_PERMISSION_DAYS, PERMISSION_DAYS } from '@apila/core/referral/permission.ts'
import { ENDED_LIST_DAYS } from '@apila/core/referral/wire.ts'
import { Problem } from '../platform/problem.ts'
import { WAITING_DAYS, lastDayToSend } from '@apila/core/referral/waiting.ts'
import { requireNoteDay, requireSealed } from './days.ts'

const today = Day.parse('2026-11-30')
const problemOf = (work: () => void): string => {
  try {
    work()
    return 'none'
  } catch (problem) {
    assert.ok(problem instanceof Problem)
    return problem.code
  }
}
const sealed = (ago: number, length: number) =>
  problemOf(() => {
    const sealedOn = addDays(today, -ago)
    requireSealed({ sealedOn, until: addDays(sealedOn, length) }, today)
  })
const note = (days: number) =>
  problemOf(() => {
    requireNoteDay(addDays(today, days), today)
  })

test('a permission has one of six lengths, and no other', () => {
  for (let length = -3; length <= 400; length += 1) {
    const isLength = (PERMISSION_DAYS as readonly number[]).includes(length)
    assert.equal(sealed(0, length), isLength ? 'none' : 'too-long', String(length))
  }
})

test('it may wait three days without signal, and cannot come from tomorrow', () => {
  assert.deepEqual(
    [-1, 0, WAITING_DAYS, WAITING_DAYS + 1, 400].map((ago) => sealed(ago, 90)),
    ['ask-again', 'none', 'none', 'ask-again', 'ask-again'],
  )
})

test('the day that the desk is told is the last on which it is taken', () => {
  for (const length of PERMISSION_DAYS) {
    const until = addDays(today, length)
    const last = lastDayToSend({ sealedOn: today, until })
    assert.ok(last <= until)
    const on = (day: Day) =>
      problemOf(() => {
        requireSealed({ sealedOn: today, until }, day)
      })
    assert.equal(on(last), 'none', String(length))
    assert.ok(last === until || on(addDays(last, 1)) === 'ask-again', String(length))
  }
  // A permission's last day may come first.
  assert.equal(lastDayToSend({ sealedOn: today, until: addDays(today, 1) }), addDays(today, 1))
})

test('a note may stand until the ended list has told of the longest permission, and not in the past', () => {
  const most = LONGEST_PERMISSION_DAYS + ENDED_LIST_DAYS
  assert.deepEqual([-400, -1, 0, most, most + 1].map(note), ['bad-input', 'bad-input', 'none', 'none', 'too-long'])
})
