// Who may be asked for a second signature, and when; and what is sent without the client: how long, with which notice, how often.
import test from 'node:test'
import assert from 'node:assert/strict'
import { type Day, addDays } from '../day.ts'
import type { Role } from '../organisation/roles.ts'
import { NoticeLine, NoticeNote, isNoticeDue, lineOfNotice, mayPutAway } from './notice.ts'
import type { OwedNotice } from './owed-notice.ts'
import type { SentNote } from './notes.ts'
import { Back, Front } from './permission.ts'
import { countByMonth, noticeOfUrgent, urgentDays } from './urgent.ts'
import { WitnessNote, canWitness } from './witness.ts'

const today = '2026-11-30' as Day
const front = Front.parse({
  ...{ v: 2, id: 'A'.repeat(11), kind: 'referral', mode: 'all-ahead', extent: null, why: 'crisis', talk: null },
  ...{ meeting: [], notBefore: today, until: addDays(today, 3), grows: null },
  from: { organisation: 'koivu', desk: 'referral' },
  to: { organisation: 'kataja', desk: 'referral' },
})
const said = { explained: null, alternatives: null, language: null, shown: null, interpreter: null }
const back = Back.parse({
  ...{ age: 'adult', what: ['needs'], how: 'spoken', keep: [], reason: null, signatures: [] },
  said: { ...said, knowsInterpreter: null },
})
const asked = { kind: 'witness', by: 'koivu-worker-1', as: 'witness', front, back, owes: null } as const
const note = (changes: object = {}) => WitnessNote.parse({ ...asked, answer: { state: 'waiting' }, ...changes })
const colleague = { device: 'koivu-worker-2', roles: ['worker'] as const satisfies readonly Role[], today }
const owes: OwedNotice = { what: ['danger', 'where'], provision: 'vital-interest', byRole: 'worker' }

test('a colleague who works there may sign on the day of the yes; each refusal has its name', () => {
  assert.deepEqual(canWitness(note(), colleague), { ok: true })
  const says = (changes: object, who: object = {}) => {
    const may = canWitness(note(changes), { ...colleague, ...who })
    return may.ok ? 'may' : may.problem
  }
  assert.equal(says({}, { device: 'koivu-worker-1' }), 'own-request')
  for (const roles of [['volunteer'], ['ringer'], ['keeper'], ['coordinator', 'press'], []])
    for (const as of ['witness', 'second']) assert.equal(says({ as }, { roles }), 'not-your-right', roles.join())
  assert.equal(says({}, { roles: ['keeper', 'worker'] }), 'may')
  assert.equal(says({ answer: { state: 'refused' } }), 'answered')
  for (const days of [-1, 1]) assert.equal(says({}, { today: addDays(today, days) }), 'another-day')
})

test('a note that is signed already when it asks, or names no sense, is none', () => {
  const signature = 'A'.repeat(86)
  const signed = { ...back, signatures: [{ device: 'koivu-worker-2', as: 'witness', signature }] }
  for (const wrong of [{ back: signed }, { as: 'other' }, { answer: null }, { reason: 'tired' }])
    assert.throws(() => note(wrong), JSON.stringify(wrong))
  // Who did not sign, and why, has no place in it.
  assert.throws(() => note({ answer: { state: 'refused', device: 'koivu-worker-2' } }))
})

test('urgent lasts three days, and seven where the receiver opens again only after those', () => {
  const opens = (n: number) => urgentDays(addDays(today, n), today)
  assert.deepEqual([0, 1, 2, 3, 4, 5, 9].map(opens), [3, 3, 3, 3, 7, 7, 7])
  assert.equal(urgentDays(null, today), 3)
})

test('what is sent without the client owes them a notice that stays until they are told', () => {
  const sent = { front, s: 'A'.repeat(22), mark: 'A'.repeat(22) } as unknown as SentNote
  assert.equal(noticeOfUrgent(sent), null)
  const notice = NoticeNote.parse(noticeOfUrgent({ ...sent, owes }))
  assert.deepEqual([notice.to, notice.on, notice.client.state, notice.inBook], ['member', today, 'owed', null])
  assert.deepEqual([isNoticeDue(notice, today), mayPutAway(notice)], [true, false])
  NoticeLine.parse(lineOfNotice(notice))
})

test('the months are counted, the latest first, and a note and its notice count once', () => {
  const on = (id: string, day: string) => ({ id, on: day as Day })
  const all = [on('a', '2026-11-30'), on('b', '2026-12-01'), on('a', '2026-11-30'), on('c', '2026-11-01')]
  assert.deepEqual(countByMonth(all), [
    { month: '2026-12', count: 1 },
    { month: '2026-11', count: 2 },
  ])
  assert.deepEqual(countByMonth([]), [])
})
