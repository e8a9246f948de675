// A start meeting of many as its host sees it: which permissions belong together, who gets a version, who has which.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Day } from '@apila/core/day.ts'
import type { Said } from '@apila/core/referral/conversation.ts'
import type { Item } from '@apila/core/referral/items.ts'
import type { SentEntry, Status } from '../today.ts'
import { entriesOfMeeting, getsVersions, inOrder, meetingOf, timesOn } from './host-meeting.ts'

const today = Day.parse('2026-11-30')
const ALL = ['koivu', 'kataja', 'haapa', 'vaahtera']

type Unsaid<T = Item> = T extends Item ? Omit<T, 'n' | 'said'> : never
const said = (side: 'from' | 'to', ...items: Unsaid[]): Said[] =>
  items.map((item, n) => ({ item: { n, said: today, ...item }, side }))
const sheet = (version: number, contact = `words of ${String(version)}`): Unsaid => ({
  ...{ kind: 'sheet', version, sheet: { tasks: [], contact, information: '', reviewOn: null } },
})

interface Wish {
  status?: Status
  items?: readonly Said[]
  meets?: string | null
  meeting?: readonly string[]
  t?: string
}
const entry = (
  to: string,
  { status = 'opened', items = [], meets = 'sitting', meeting = ALL, t = to }: Wish = {},
): SentEntry =>
  ({
    held: {
      id: t,
      note: {
        kind: 'sent',
        t,
        ...(meets !== null && { meets }),
        front: { meeting, to: { organisation: to }, from: { organisation: 'koivu' } },
      },
    },
    status,
    items,
    until: today,
  }) as unknown as SentEntry

const places = (...entries: SentEntry[]) =>
  Object.fromEntries(meetingOf(entries).participants.map((one) => [one.organisation, one.place]))
const has = (...entries: SentEntry[]) =>
  Object.fromEntries(meetingOf(entries).participants.map((one) => [one.organisation, one.has]))

test('permissions of one sitting belong together, and those of another client never: not even with the same organisations', () => {
  const [a, b, other] = [entry('kataja'), entry('haapa'), entry('haapa', { meets: 'another', t: 'x' })]
  const alone = entry('kataja', { meets: null, t: 'y' })
  const alone2 = entry('haapa', { meets: null, t: 'z' })
  const all = [a, b, other, alone, alone2, { ...a }]
  assert.deepEqual(
    entriesOfMeeting(a, all),
    [a, b].map((one) => (one === a ? all.at(-1) : one)),
  )
  assert.deepEqual(entriesOfMeeting(other, all), [other])
  assert.deepEqual(entriesOfMeeting(alone, all), [alone])
})

test('a version goes to whoever has opened and is named by all; to nobody that was taken out, declined or is over', () => {
  const statuses: readonly [Status, string, boolean][] = [
    ['opened', 'takes-part', true],
    ['waiting', 'waiting', false],
    ['accepted', 'waiting', false],
    ['agreed', 'waiting', false],
    ['not-today', 'waiting', false],
    ['declined', 'declined', false],
    ['ended', 'taken-out', false],
    ['expired', 'over', false],
  ]
  for (const [status, place, gets] of statuses) {
    const { participants } = meetingOf([entry('kataja', { status }), entry('haapa')])
    const one = participants.find(({ organisation }) => organisation === 'kataja')
    assert.ok(one)
    assert.deepEqual([one.place, getsVersions(one)], [place, gets], status)
    assert.equal(
      participants.find(({ organisation }) => organisation === 'haapa')?.place,
      'takes-part',
      'the others go on',
    )
  }
  const narrow = ['koivu', 'kataja']
  assert.deepEqual(places(entry('kataja', { meeting: narrow }), entry('haapa')), {
    kataja: 'takes-part',
    haapa: 'not-named',
  })
  const ended = entry('kataja', { meeting: narrow, status: 'ended' })
  assert.equal(places(ended, entry('haapa'))['haapa'], 'takes-part', 'what has ended names nobody any more')
})

test('who has which version: the newest, an older one, none, or the same number with other words', () => {
  const two = said('from', sheet(1), sheet(2))
  const entries = [
    entry('kataja', { items: two }),
    entry('haapa', { items: said('from', sheet(1)) }),
    entry('vaahtera'),
  ]
  assert.deepEqual(has(...entries), { kataja: 'newest', haapa: 'older', vaahtera: 'none' })
  const { newest, earlier } = meetingOf(entries)
  assert.deepEqual([newest?.version, earlier.map(({ version }) => version)], [2, [1]])
  const other = entry('haapa', { items: said('from', sheet(1), sheet(2, 'other words')) })
  assert.deepEqual(has(entry('kataja', { items: two }), other), { kataja: 'other', haapa: 'newest' })
})

test('what the other side wrote is no version, and what was taken out shows none', () => {
  const { newest } = meetingOf([entry('kataja', { items: said('to', sheet(3)) }), entry('haapa')])
  assert.equal(newest, null)
  const gone = meetingOf([entry('kataja', { status: 'ended', items: said('from', sheet(3)) }), entry('haapa')])
  assert.equal(gone.newest, null)
})

test('the first conversation is the same for every tab: who has had a sheet longest', () => {
  const order = (...all: [string, number[]][]) =>
    inOrder(all.map(([t, versions]) => ({ t, versions: versions.map((version) => ({ version })) }) as never)).map(
      ({ t }: { t: string }) => t,
    )
  assert.deepEqual(order(['c', []], ['a', []], ['b', []]), ['a', 'b', 'c'])
  assert.deepEqual(order(['a', [2]], ['b', [1, 2]], ['c', []]), ['b', 'a', 'c'])
  assert.deepEqual(order(['b', [1]], ['a', [1, 2]]), ['a', 'b'])
})

test('on the day of the meeting its times stand in the order of the clock; what does not suit is none', () => {
  const at = (hour: string, ...more: Unsaid[]) => [
    ...said('from', { kind: 'time', on: today, at: hour, place: null }),
    ...said('to', { kind: 'accepted' }, ...more).slice(1),
  ]
  const answer = (given: 'yes' | 'no'): Unsaid => ({ kind: 'time-answer', of: 0, answer: given })
  const { participants } = meetingOf([
    entry('kataja', { items: at('14:00', answer('yes')) }),
    entry('haapa', { items: at('09:30') }),
    entry('vaahtera', { items: at('08:00', answer('no')) }),
  ])
  assert.deepEqual(
    timesOn(participants, today).map(({ participant, standing }) => [participant.organisation, standing.state]),
    [
      ['haapa', 'proposed'],
      ['kataja', 'agreed'],
    ],
  )
  assert.deepEqual(timesOn(participants, Day.parse('2026-12-01')), [])
})
