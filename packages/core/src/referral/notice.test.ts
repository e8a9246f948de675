// Duty notices: from owed to told or put off, at most 30 days at a time, and off the list only when told.
import test from 'node:test'
import assert from 'node:assert/strict'
import notices from '../../../../content/rights/notices.json' with { type: 'json' }
import { addDays } from '../day.ts'
import type { Day } from '../day.ts'
import { missingReferences } from '../rights/legal-base.ts'
import { NoticeProvisions } from './notice-provisions.ts'
import {
  LONGEST_DEFERRAL_DAYS,
  NOTICE_ANEW_DAYS,
  NOTICE_KEPT_DAYS,
  NoticeNote,
  type NoticeState,
  isNoticeDue,
  lineOfNotice,
  mayPutAway,
  moveNotice,
} from './notice.ts'
import { NoticeWhat, Provision } from './owed-notice.ts'

const on = '2026-11-30' as Day
const OWED: NoticeNote = {
  ...{ kind: 'notice', what: ['worry-for-child', 'who'], provision: 'child-notify-duty', to: 'child-welfare' },
  ...{ byRole: 'worker', on, client: { state: 'owed' }, under: null, inBook: null },
}
const put = (days: number): Exclude<NoticeState, { state: 'owed' }> => ({
  ...{ state: 'deferred', on, reason: 'not-safe', lookAgain: addDays(on, days) },
})
const TOLD = { state: 'told', on, how: 'met', language: 'ar', understood: 'not-asked' } as const

test('put off from a day to at most thirty days ahead; every other day is refused', () => {
  for (const [days, expected] of [
    [-1, 'look-again-passed'],
    [0, 'look-again-passed'],
    [1, 'moved'],
    [LONGEST_DEFERRAL_DAYS, 'moved'],
    [LONGEST_DEFERRAL_DAYS + 1, 'look-again-too-late'],
    [365, 'look-again-too-late'],
  ] as const) {
    const moved = moveNotice(OWED, put(days))
    assert.equal(moved.ok ? 'moved' : moved.problem, expected, String(days))
  }
})

test('put off again and again, then told; after that nothing changes it', () => {
  let notice = OWED
  for (const to of [put(30), put(1), put(7), TOLD] as const) {
    const moved = moveNotice(notice, to)
    assert.ok(moved.ok)
    assert.deepEqual({ ...moved.notice, client: null }, { ...OWED, client: null }, 'nothing but the state moves')
    notice = moved.notice
  }
  for (const to of [put(1), TOLD]) assert.deepEqual(moveNotice(notice, to), { ok: false, problem: 'told-already' })
})

test('due while it is owed, and again on the day on which it is looked at; off the list only when told', () => {
  const deferred = { client: put(7) }
  assert.deepEqual(
    [isNoticeDue(OWED, on), isNoticeDue(deferred, addDays(on, 6)), isNoticeDue(deferred, addDays(on, 7))],
    [true, false, true],
  )
  assert.ok(isNoticeDue(deferred, addDays(on, 70)), 'a day that passed unseen is due')
  assert.equal(isNoticeDue({ client: TOLD }, addDays(on, 400)), false)
  assert.deepEqual([mayPutAway(OWED), mayPutAway(deferred), mayPutAway({ client: TOLD })], [false, false, true])
  assert.ok(NOTICE_KEPT_DAYS - NOTICE_ANEW_DAYS > LONGEST_DEFERRAL_DAYS, 'it is written anew before it would run out')
})

test('the book says what, why, to whom and the state, and nothing of how it was understood', () => {
  assert.deepEqual(lineOfNotice({ ...OWED, client: TOLD }), {
    ...{ what: ['worry-for-child', 'who'], provision: 'child-notify-duty', to: 'child-welfare', state: 'told' },
  })
})

test('a note of another shape is none: nothing twice, no free text, no day missing', () => {
  assert.ok(NoticeNote.safeParse(OWED).success)
  for (const wrong of [
    { what: [] },
    { what: ['who', 'who'] },
    { what: ['because'] },
    { provision: 'own-words' },
    { byRole: 'Maija' },
    { client: { state: 'told', on } },
    { client: { ...TOLD, understood: null } },
    { client: { state: 'deferred', on, reason: 'not-safe' } },
    { client: { state: 'owed', text: 'free' } },
    { text: 'free' },
  ])
    assert.equal(NoticeNote.safeParse({ ...OWED, ...wrong }).success, false, JSON.stringify(wrong))
})

test('each provision stands in the content with its law, its source and a day, in order', () => {
  const { provisions, reference } = NoticeProvisions.parse(notices)
  assert.deepEqual(
    provisions.map(({ id }) => id),
    Provision.options,
  )
  for (const provision of provisions) assert.deepEqual(missingReferences(provision, reference), [])
  assert.ok(NoticeWhat.options.length > 0)
})
