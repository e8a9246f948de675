// What may follow what in a conversation, and what stands in it: every kind after every other, by both sides.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { addDays } from '../day.ts'
import type { Day } from '../day.ts'
import { type Said, openQuestions, openWishes, standingTime, waitsFor } from './conversation.ts'
import { fitsConversation, lastDayAfter } from './fits-conversation.ts'
import type { Item, Side } from './items.ts'
import type { Front, Renewal } from './permission.ts'

const FIRST = '2026-11-30' as Day
const LAST = addDays(FIRST, 14)
const front = (changes: Partial<Front> = {}) =>
  ({ kind: 'referral', meeting: [], notBefore: FIRST, until: LAST, ...changes }) as unknown as Front
const ADVICE = front({ kind: 'consult' })

type Unsaid<T = Item> = T extends Item ? Omit<T, 'n' | 'said'> : never
const said = (n: number, side: Side, item: Unsaid, on: Day = FIRST): Said => ({
  item: { n, said: on, ...item },
  side,
})
const time = (n: number, side: Side) => said(n, side, { kind: 'time', on: LAST, at: '09:30', place: 'ours' })
const answered = (n: number, side: Side, of: number, answer: 'yes' | 'no' | 'other' = 'yes') =>
  said(n, side, { kind: 'time-answer', of, answer })
const question = (n: number, side: Side) => said(n, side, { kind: 'question', text: 'which floor?' })
const answer = (n: number, side: Side, of: number | null) => said(n, side, { kind: 'answer', of, text: 'the second' })

const fits = (before: readonly Said[], next: Said, of: Front = front()): string => {
  const judged = fitsConversation(before, next, of)
  return judged.ok ? 'fits' : judged.problem
}

test('a time is answered by the other desk, and only while it is the last that was proposed', () => {
  const before = [time(0, 'to')]
  assert.equal(fits(before, answered(1, 'from', 0)), 'fits')
  assert.equal(fits(before, answered(1, 'to', 0)), 'answers-nothing', 'its own')
  assert.equal(fits([], answered(0, 'from', 0)), 'answers-nothing', 'nothing was proposed')
  assert.equal(fits([question(0, 'to')], answered(1, 'from', 0)), 'answers-nothing', 'a question is no time')
  assert.equal(fits([...before, time(1, 'to')], answered(2, 'from', 0)), 'answers-nothing', 'an earlier one')
  assert.equal(fits([...before, time(1, 'from')], answered(2, 'from', 0)), 'answers-nothing', 'its own is the last')
  assert.equal(fits([...before, time(1, 'from')], answered(2, 'to', 1)), 'fits')
  assert.equal(fits([...before, answered(1, 'from', 0)], answered(2, 'from', 0, 'no')), 'fits', 'changed its mind')
})

test('an answer names a question of the other desk', () => {
  const before = [question(0, 'to'), time(1, 'to')]
  assert.equal(fits(before, answer(2, 'from', 0)), 'fits')
  for (const [by, of] of [
    ['to', 0],
    ['from', 1],
    ['from', 7],
    ['from', null],
    ['to', null],
  ] as const)
    assert.equal(fits(before, answer(2, by, of)), 'answers-nothing', `${by} ${String(of)}`)
})

test('advice: only questions, answers and no; the first answer is to the question that stands before the conversation', () => {
  assert.equal(fits([], answer(0, 'to', null), ADVICE), 'fits')
  assert.equal(fits([], answer(0, 'from', null), ADVICE), 'answers-nothing')
  assert.equal(fits([], question(0, 'to'), ADVICE), 'fits')
  assert.equal(fits([question(0, 'to')], answer(1, 'from', 0), ADVICE), 'fits')
  for (const reason of ['full', 'may-identify'] as const)
    assert.equal(fits([], said(0, 'to', { kind: 'declined', reason }), ADVICE), 'fits')
  const sheet = { tasks: [], contact: '', information: '', reviewOn: null }
  const others: Unsaid[] = [
    { kind: 'accepted' },
    { kind: 'opened' },
    { kind: 'not-today' },
    { kind: 'ticket', digits: 'AAAA' },
    { kind: 'sheet', version: 1, sheet },
    { kind: 'addition', part: 'needs', text: 'AAAA' },
  ]
  for (const other of others) {
    assert.equal(fits([], said(0, 'to', other), ADVICE), 'not-in-advice', other.kind)
    assert.equal(fits([], said(0, 'to', other)), 'fits', other.kind)
  }
  assert.equal(fits([], time(0, 'to'), ADVICE), 'not-in-advice')
  assert.equal(fits([time(0, 'to')], answered(1, 'from', 0), ADVICE), 'not-in-advice')
})

test('a referral is not declined because somebody might be recognised: that is said of a question only', () => {
  assert.equal(fits([], said(0, 'to', { kind: 'declined', reason: 'may-identify' })), 'not-in-advice')
})

test('nothing is said before the first day or after the last', () => {
  for (const [day, says] of [
    [addDays(FIRST, -1), 'said-outside-days'],
    [FIRST, 'fits'],
    [LAST, 'fits'],
    [addDays(LAST, 1), 'said-outside-days'],
  ] as const)
    assert.equal(fits([], said(0, 'to', { kind: 'accepted' }, day)), says, day)
})

const NEW_LAST = addDays(LAST, 20)
interface Word {
  side?: Side
  how?: Renewal['how']
  on?: Day
  until?: Day
  renewedOn?: Day
}
const renewed = (
  n: number,
  { side = 'to', how = 'ticket', on = LAST, until = NEW_LAST, renewedOn = on }: Word = {},
): Said => {
  const renewal = { grant: 'g', until, on: renewedOn, how }
  return said(n, side, { kind: 'renewed', renewal, signature: 's' } as Unsaid, on)
}
const AHEAD = front({ mode: 'all-ahead' })

test('her new word moves the last day for all that is said after it', () => {
  const before = [time(0, 'to'), renewed(1)]
  assert.equal(fits([time(0, 'to')], renewed(1)), 'fits')
  assert.deepEqual([lastDayAfter([], front()), lastDayAfter(before, front())], [LAST, NEW_LAST])
  assert.equal(lastDayAfter([...before, question(2, 'to')], front()), NEW_LAST, 'whatever is said after it')
  const late = (day: Day) => fits(before, said(2, 'to', { kind: 'accepted' }, day))
  assert.deepEqual([addDays(LAST, 1), NEW_LAST, addDays(NEW_LAST, 1)].map(late), ['fits', 'fits', 'said-outside-days'])
  const again = renewed(2, { on: NEW_LAST, until: addDays(NEW_LAST, 30) })
  assert.equal(fits(before, again), 'fits')
  assert.equal(lastDayAfter([...before, again], front()), addDays(NEW_LAST, 30))
})

test('a renewal is said while the permission lives, on its own day, and only later than the day that stands', () => {
  assert.equal(fits([], renewed(0, { on: addDays(LAST, 1) })), 'said-outside-days', 'nothing is revived')
  assert.equal(fits([], renewed(0, { renewedOn: addDays(LAST, -1) })), 'renewal-other-day')
  assert.equal(fits([], renewed(0, { renewedOn: addDays(LAST, 1) })), 'renewal-other-day')
  assert.equal(fits([], renewed(0, { until: LAST })), 'renewal-not-later')
  assert.equal(fits([], renewed(0, { until: addDays(LAST, -1) })), 'renewal-not-later')
  assert.equal(fits([], renewed(0, { until: addDays(LAST, 1) })), 'fits')
  assert.equal(
    fits([renewed(0)], renewed(1, { on: LAST, until: NEW_LAST })),
    'renewal-not-later',
    'the day that stands now',
  )
})

test('without a ticket only the sender can write down her word, and only where all was told ahead', () => {
  for (const side of ['from', 'to'] as const) {
    assert.equal(fits([], renewed(0, { side })), 'fits')
    assert.equal(fits([], renewed(0, { side }), AHEAD), 'fits')
    for (const how of ['shown', 'spoken'] as const) {
      assert.equal(fits([], renewed(0, { side, how })), 'renewal-without-ticket', `${side} ${how}`)
      assert.equal(fits([], renewed(0, { side, how }), AHEAD), side === 'from' ? 'fits' : 'renewal-without-ticket')
    }
  }
})

test('neither a question for advice nor what was sent without her is lengthened', () => {
  assert.equal(fits([], renewed(0), ADVICE), 'not-in-advice')
  assert.equal(fits([], renewed(0), front({ kind: 'urgent', mode: 'all-ahead' })), 'not-renewable')
})

test('the last time stands, with its last answer', () => {
  assert.equal(standingTime([]), null)
  assert.equal(standingTime([question(0, 'to')]), null)
  const states: ReadonlyArray<[readonly Said[], string, Side, string | null]> = [
    [[time(0, 'to')], 'proposed', 'to', null],
    [[time(0, 'to'), answered(1, 'from', 0)], 'agreed', 'to', 'yes'],
    [[time(0, 'to'), answered(1, 'from', 0, 'no')], 'open', 'to', 'no'],
    [[time(0, 'to'), answered(1, 'from', 0, 'other')], 'open', 'to', 'other'],
    [[time(0, 'to'), answered(1, 'from', 0), answered(2, 'from', 0, 'no')], 'open', 'to', 'no'],
    [[time(0, 'to'), answered(1, 'from', 0), time(2, 'from')], 'proposed', 'from', null],
    [[time(0, 'to'), answered(1, 'from', 0), question(2, 'from')], 'agreed', 'to', 'yes'],
  ]
  for (const [items, state, side, given] of states) {
    const standing = standingTime(items)
    assert.deepEqual([standing?.state, standing?.side, standing?.answer?.answer ?? null], [state, side, given])
    assert.equal(standing?.answer?.said ?? FIRST, FIRST)
  }
})

test('what waits for a side is what the other asked and nobody answered', () => {
  const items = [question(0, 'to'), question(1, 'to'), answer(2, 'from', 0), question(3, 'from'), time(4, 'from')]
  assert.deepEqual(
    openQuestions(items, 'to').map(({ n }) => n),
    [1],
  )
  assert.deepEqual(
    openQuestions(items, 'from').map(({ n }) => n),
    [3],
  )
  assert.deepEqual(waitsFor(items, 'from'), ['question'])
  assert.deepEqual(waitsFor(items, 'to'), ['time', 'question'])
  assert.deepEqual(waitsFor([...items, answered(5, 'to', 4), answer(6, 'to', 3)], 'to'), [])
  assert.deepEqual(waitsFor([], 'to'), [])
  assert.deepEqual(waitsFor([said(0, 'to', { kind: 'accepted' }), answer(1, 'to', null)], 'from'), [])
})

const SHEET = { tasks: [], contact: '', information: '', reviewOn: null }
const sheet = (n: number, side: Side, version: number) => said(n, side, { kind: 'sheet', version, sheet: SHEET })
const wish = (n: number, version = 0) => said(n, 'to', { kind: 'sheet-wish', version, text: 'later' })
const TWO = front({ meeting: ['koivu', 'kataja'] as never })
const MANY = front({ meeting: ['koivu', 'kataja', 'haapa'] as never })

test('of two desks either writes the sheet; of many the host alone, and the others wish', () => {
  for (const side of ['from', 'to'] as const) assert.equal(fits([], sheet(0, side, 1), TWO), 'fits')
  assert.equal(fits([], sheet(0, 'from', 1), MANY), 'fits')
  assert.equal(fits([], sheet(0, 'to', 1), MANY), 'not-host')
  assert.equal(fits([], wish(0), MANY), 'fits')
  assert.equal(fits([], wish(0), TWO), 'no-host')
})

test('a version of the sheet comes once, and after those before it; some may be left out', () => {
  for (const agreed of [TWO, MANY]) {
    const before = [sheet(0, 'from', 2), wish(1, 2)]
    for (const [version, says] of [
      [1, 'version-not-later'],
      [2, 'version-not-later'],
      [3, 'fits'],
      [7, 'fits'],
    ] as const)
      assert.equal(fits(before, sheet(2, 'from', version), agreed), says, String(version))
  }
  assert.equal(fits([sheet(0, 'from', 5), sheet(1, 'from', 9)], sheet(2, 'from', 8), MANY), 'version-not-later')
})

test('a wish waits for the host until the next version, and for nobody else', () => {
  const before = [sheet(0, 'from', 1), wish(1, 1), wish(2, 1)]
  assert.deepEqual(
    openWishes(before).map(({ n }) => n),
    [1, 2],
  )
  assert.deepEqual([waitsFor(before, 'from'), waitsFor(before, 'to')], [['wish'], []])
  assert.deepEqual(waitsFor([...before, question(3, 'to')], 'from'), ['question', 'wish'])
  const after = [...before, sheet(3, 'from', 2)]
  assert.deepEqual([openWishes(after), waitsFor(after, 'from')], [[], []])
})
