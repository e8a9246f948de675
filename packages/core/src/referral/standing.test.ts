// The rule of standing: every case of tests/promises/standing-cases.ts, then each clause's edges one by one.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { REFUSED, STANDS, type CaseView } from '../../../../tests/promises/standing-cases.ts'
import type { Day } from '../day.ts'
import { addDays } from '../day.ts'
import { PERMISSION_DAYS } from './permission.ts'
import { type StandingView, isPermissionLength, lastDayOf, standing } from './standing.ts'

/** The case as the rule takes it; its roster knows one suite. */
function viewOf(view: CaseView): StandingView {
  const { roster } = view
  return { ...view, roster: { mayRead: (suite: number) => suite === 2, ...roster } } as unknown as StandingView
}

const says = (view: CaseView): string => {
  const rule = standing(viewOf(view))
  return rule.ok ? 'stands' : rule.problem
}

for (const { name, sides, view } of STANDS)
  for (const side of sides) test(`${name} stands (${side})`, () => assert.equal(says(view(side)), 'stands'))

for (const { name, sides, view, problem } of REFUSED)
  for (const side of sides)
    test(`${name} does not stand: ${problem} (${side})`, () => assert.equal(says(view(side)), problem))

const base = (name: string) => STANDS.find((each) => each.name === name) ?? assert.fail(name)
/** A case that stands, changed by a function of its view. */
const changed = (name: string, side: 'seal' | 'open', change: (view: CaseView) => void): string => {
  const view = base(name).view(side)
  change(view)
  return says(view)
}
/** Whoever asks for it: another answer of the roster. */
const rosterWith = (view: CaseView, changes: Partial<CaseView['roster']> & { mayRead?: unknown }) => {
  view.roster = { ...view.roster, ...changes }
}
const day = (n: number): string => addDays('2026-11-30' as Day, n)

test('lengths are those of the list and no other', () => {
  const from = '2026-11-30' as Day
  const lengths = Array.from({ length: 400 }, (_, n) => n - 100).filter((n) =>
    isPermissionLength(from, addDays(from, n)),
  )
  assert.deepEqual(lengths, [...PERMISSION_DAYS])
  assert.deepEqual(lengths, [3, 7, 14, 30, 60, 90])
})

test('the last day is the latest of front and renewals, whatever their order', () => {
  const front = { until: '2026-12-10' } as StandingView['front']
  const renewal = (until: string) => ({ grant: 'g', until, on: until, isSigned: true }) as never
  assert.equal(lastDayOf({ front, renewals: [] }), '2026-12-10')
  const [earlier, later, latest] = ['2026-12-01', '2026-12-20', '2026-12-30'].map(renewal) as [never, never, never]
  assert.equal(lastDayOf({ front, renewals: [earlier] }), '2026-12-10')
  assert.equal(lastDayOf({ front, renewals: [later, latest] }), '2026-12-30')
  assert.equal(lastDayOf({ front, renewals: [latest, later] }), '2026-12-30')
})

test('1: each member of the head that is bound, on both sides', () => {
  for (const side of ['seal', 'open'] as const) {
    const own = (change: (view: CaseView) => void) => changed('knock ahead', side, change)
    assert.equal(
      own((view) => (view.head.receiver = 'neuvonta-0')),
      'not-ours',
    )
    assert.equal(
      own((view) => (view.asked.receiver = 'neuvonta-0')),
      'not-ours',
    )
    assert.equal(
      own((view) => (view.head.at = 'other')),
      'not-ours',
    )
    assert.equal(
      own((view) => (view.head.part = 'item')),
      'not-ours',
    )
    assert.equal(
      own((view) => (view.head.grant = 'other')),
      'not-ours',
    )
    assert.equal(
      own((view) => (view.grant = 'other')),
      'not-ours',
    )
    assert.equal(
      own((view) => (view.isSigned = false)),
      'not-ours',
    )
    assert.equal(
      own((view) => rosterWith(view, { network: 'other' })),
      'not-ours',
    )
    assert.equal(
      own((view) => rosterWith(view, { mayRead: () => false })),
      'not-ours',
    )
    const asked: unknown[] = []
    own((view) => rosterWith(view, { mayRead: (...given: unknown[]) => asked.push(given) > 0 }))
    assert.deepEqual(asked, [[2, day(10)]], 'the suite is asked of the day')
  }
})

test('14: a log of the same head at the length; a longer one is not ours to judge; the sealer asks nothing', () => {
  const own = (side: 'seal' | 'open', roster: CaseView['head']['roster']) =>
    changed('knock ahead', side, (view) => (view.head.roster = roster))
  assert.equal(own('open', { length: 4, head: 'head-4' }), 'stands')
  assert.equal(own('open', { length: 4, head: 'head-9' }), 'fork')
  assert.equal(own('open', { length: 10, head: 'head-10' }), 'fork')
  const known = changed('knock ahead', 'open', (view) => {
    view.head.roster = { length: 10, head: 'head-10' }
    rosterWith(view, { headAt: (length) => `head-${length}` })
  })
  assert.equal(known, 'fork', 'what is beyond our own log is not compared')
  assert.equal(own('seal', { length: 4, head: 'head-9' }), 'stands')
})

test('2: the receiving desk now, the sending desk then, both for permissions, of two organisations', () => {
  for (const side of ['seal', 'open'] as const) {
    const own = (change: (view: CaseView) => void) => changed('knock ahead', side, change)
    const asked: unknown[] = []
    own((view) => {
      const { desk } = view.roster
      rosterWith(view, {
        desk: (...given: Parameters<typeof desk>) => {
          asked.push(given)
          return desk(...given)
        },
      })
    })
    assert.deepEqual(asked.slice(0, 2), [
      [{ organisation: 'kataja', desk: 'neuvonta' }],
      [{ organisation: 'koivu', desk: 'tuki' }, 9],
    ])
    assert.equal(
      own((view) => (view.front.to.desk = 'nowhere')),
      'no-such-desk',
    )
    assert.equal(
      own((view) => (view.front.from = { organisation: 'kataja', desk: 'tilastot' })),
      'no-such-desk',
    )
    assert.equal(
      own((view) => (view.front.from = { organisation: 'koivu', desk: 'nowhere' })),
      'no-such-desk',
    )
    assert.equal(
      own((view) => (view.front.from = { organisation: 'kataja', desk: 'neuvonta' })),
      'no-such-desk',
    )
  }
})

test('3: a worker or volunteer of the desk; of the other desk for items alone; as it was at the length', () => {
  const own = (change: (view: CaseView) => void, side: 'seal' | 'open' = 'open') => changed('knock ahead', side, change)
  const device =
    (roles: string[], organisation = 'koivu', desks = ['tuki']) =>
    (view: CaseView) =>
      rosterWith(view, { device: () => ({ organisation, desks, roles }) })
  assert.equal(own(device(['worker'])), 'stands')
  assert.equal(own(device(['volunteer'])), 'stands')
  assert.equal(own(device(['keeper', 'worker'])), 'stands')
  assert.equal(own(device(['keeper'])), 'wrong-writer')
  assert.equal(own(device([])), 'wrong-writer')
  assert.equal(own(device(['worker'], 'haapa')), 'wrong-writer', 'a desk of the same name elsewhere')
  assert.equal(own(device(['worker'], 'koivu', ['toinen'])), 'wrong-writer')
  assert.equal(
    own((view) => rosterWith(view, { device: () => undefined })),
    'wrong-writer',
  )
  assert.equal(
    own((view) => (view.head.device = 'receiver')),
    'wrong-writer',
  )
  const item = (device: string) =>
    own((view) => {
      view.head.device = device
      view.item = { kind: 'accepted' }
    })
  assert.deepEqual([item('receiver'), item('sender'), item('stranger')], ['stands', 'stands', 'wrong-writer'])
  const asked: unknown[] = []
  own((view) =>
    rosterWith(view, {
      device: (...given: [string]) => {
        asked.push(given)
        return { organisation: 'koivu', desks: ['tuki'], roles: ['worker'] }
      },
    }),
  )
  assert.ok(asked.length > 0)
  for (const given of asked) assert.deepEqual(given, ['sender', 9])
})

test('4: any key that the desk had for the opener, the current one for the sealer; items are under another', () => {
  const under = (side: 'seal' | 'open', receiver: string, item: string | null = null) =>
    changed('knock ahead', side, (view) => {
      view.head.receiver = view.asked.receiver = receiver
      view.item = item === null ? null : { kind: item }
    })
  assert.deepEqual([under('open', 'neuvonta-0'), under('open', 'neuvonta-1')], ['stands', 'stands'])
  assert.deepEqual([under('seal', 'neuvonta-0'), under('seal', 'neuvonta-1')], ['wrong-key', 'stands'])
  // Of many periods the last one counts, not the second.
  const ofThree = (receiver: string) =>
    changed('knock ahead', 'seal', (view) => {
      const desk = view.roster.desk
      rosterWith(view, {
        desk: (...given: Parameters<typeof desk>) => {
          const found = desk(...given)
          return found && { ...found, epochs: ['neuvonta-0', 'neuvonta-1', 'neuvonta-2'] }
        },
      })
      view.head.receiver = view.asked.receiver = receiver
    })
  assert.deepEqual(['neuvonta-0', 'neuvonta-1', 'neuvonta-2'].map(ofThree), ['wrong-key', 'wrong-key', 'stands'])
  assert.equal(under('open', 'conversation', 'accepted'), 'stands')
  assert.equal(under('open', 'conversation'), 'wrong-key')
})

test('15 and 5: three renewals, each of this permission, signed, of a length from its own day', () => {
  const own = (renewals: CaseView['renewals'], today = 50) =>
    changed('renewed by her word', 'open', (view) => {
      view.renewals = renewals
      view.today = day(today)
    })
  const renewal = (changes: Partial<CaseView['renewals'][number]> = {}) => ({
    grant: 'this-permission',
    until: day(69),
    on: day(39),
    how: 'ticket' as const,
    device: 'receiver',
    length: 9,
    isSigned: true,
    ...changes,
  })
  assert.equal(own([renewal(), renewal(), renewal()]), 'stands')
  assert.equal(own([renewal(), renewal(), renewal(), renewal()]), 'renewal-not-right')
  assert.equal(own([renewal(), renewal({ isSigned: false })]), 'renewal-not-right')
  assert.equal(own([renewal({ until: day(70) })]), 'renewal-not-right')
  for (const [how, until, expected] of [
    ['spoken', 42, 'stands'],
    ['spoken', 46, 'renewal-not-right'],
    ['spoken', 69, 'renewal-not-right'],
    ['shown', 69, 'stands'],
    ['ticket', 46, 'stands'],
  ] as const)
    assert.equal(
      changed('renewed by her word', 'seal', (view) => {
        view.renewals = [renewal({ how, until: day(until) })]
        view.today = day(41)
      }),
      expected,
      `${how} ${String(until)}`,
    )
  for (const [device, expected] of [
    ['sender', 'stands'],
    ['receiver', 'stands'],
    ['volunteer', 'renewal-not-right'],
    ['officer', 'renewal-not-right'],
    ['stranger', 'renewal-not-right'],
    ['nobody', 'renewal-not-right'],
  ] as const)
    assert.equal(own([renewal({ device })]), expected, device)
  const askedAt: (number | undefined)[] = []
  changed('renewed by her word', 'open', (view) => {
    view.renewals = [renewal({ length: 4 })]
    const { device } = view.roster
    rosterWith(view, {
      device: (id: string, length?: number) => {
        if (id === 'receiver') askedAt.push(length)
        return device(id)
      },
    })
  })
  assert.ok(askedAt.includes(4), 'as the roster knew the device when it signed')
  assert.equal(own([renewal()], 69), 'stands')
  assert.equal(own([renewal()], 70), 'not-these-days')
  for (const [today, expected] of [
    [9, 'not-these-days'],
    [10, 'stands'],
    [40, 'stands'],
    [41, 'not-these-days'],
  ] as const)
    assert.equal(
      changed('knock ahead', 'open', (view) => (view.today = day(today))),
      expected,
    )
})

test('6: the server may keep less and not more; where it named nothing, nothing is compared', () => {
  const own = (released: string | null, side: 'seal' | 'open' = 'open') =>
    changed('knock ahead', side, (view) => (view.released = released))
  assert.deepEqual([own(day(39)), own(day(40)), own(null)], ['stands', 'stands', 'stands'])
  assert.equal(own(day(41)), 'server-keeps-longer')
  assert.equal(own(day(41), 'seal'), 'stands')
})

test('7: exactly the parts that she permitted, in any order; once each', () => {
  const own = (what: string[], parts: string[] | null) =>
    changed('knock ahead', 'open', (view) => {
      if (view.back) view.back.what = what
      view.parts = parts
    })
  assert.equal(own(['needs', 'situation'], ['situation', 'needs']), 'stands')
  assert.equal(own(['needs'], null), 'stands')
  assert.equal(own([], null), 'other-parts')
  assert.equal(own(['needs', 'needs'], ['needs', 'needs']), 'other-parts')
  assert.equal(own(['needs', 'needs'], ['needs', 'situation']), 'other-parts')
  assert.equal(own(['needs', 'situation'], ['needs']), 'other-parts')
  assert.equal(own(['situation'], ['needs']), 'other-parts')
})

test('8: a child sends all ahead and carries no ticket; everybody else holds one, or sends all ahead', () => {
  const own = (name: string, back: Partial<NonNullable<CaseView['back']>>, mode?: CaseView['front']['mode']) =>
    changed(name, 'seal', (view) => {
      Object.assign(view.back ?? {}, back)
      if (mode) view.front.mode = mode
    })
  for (const age of ['child', 'unsure'] as const) {
    assert.equal(own('all ahead', { age }), 'stands')
    assert.equal(own('all ahead', { age, keep: ['memory'] }), 'child-or-ticket')
    for (const mode of ['knock-ahead', 'all-together'] as const)
      assert.equal(own('all ahead', { age }, mode), 'child-or-ticket')
  }
  assert.equal(own('all ahead', { keep: ['paper'] }), 'stands')
  for (const mode of ['knock-ahead', 'all-together'] as const)
    assert.equal(own('knock ahead', { keep: [] }, mode), 'child-or-ticket')
  assert.equal(own('advice', { how: 'nobody' }), 'stands')
  assert.equal(own('all ahead', { how: 'nobody' }), 'child-or-ticket')
  assert.equal(own('all ahead', { age: 'not-asked' }), 'child-or-ticket')
  assert.equal(own('advice', { age: 'child' }), 'stands')
})

test('9: without her ticket a Yes of the receiving desk, by a device that was there then', () => {
  const own = (change: Partial<NonNullable<CaseView['yes']>>) =>
    changed('read again after her Yes', 'open', (view) => (view.yes = view.yes && { ...view.yes, ...change }))
  assert.equal(own({}), 'stands')
  assert.equal(own({ device: 'nobody' }), 'not-without-her')
  assert.equal(own({ device: 'sender' }), 'not-without-her')
  const asked: unknown[] = []
  const yesBy = (device: unknown) =>
    changed('read again after her Yes', 'open', (view) => {
      const before = view.roster.device
      view.yes = view.yes && { ...view.yes, length: 5 }
      rosterWith(view, {
        device: ((id: string, length: number) => {
          if (id !== 'receiver') return before(id)
          asked.push(length)
          return device
        }) as never,
      })
    })
  assert.equal(yesBy({ organisation: 'kataja', desks: ['neuvonta'], roles: [] }), 'stands')
  assert.equal(yesBy({ organisation: 'kataja', desks: ['tilastot'], roles: [] }), 'not-without-her')
  assert.equal(yesBy({ organisation: 'haapa', desks: ['neuvonta'], roles: [] }), 'not-without-her')
  assert.deepEqual(asked, [5, 5, 5])
  const sealing = changed('knock ahead', 'seal', (view) => (view.ticket = false))
  assert.equal(sealing, 'stands')
})

test('10: each condition of what is urgent', () => {
  const own = (change: (view: CaseView) => void) => changed('urgent', 'seal', change)
  const until = (n: number) => (view: CaseView) => (view.front.until = day(10 + n))
  assert.deepEqual([own(until(7)), own(until(14))], ['stands', 'urgent-not-right'])
  assert.equal(
    own((view) => view.back && (view.back.how = 'shown')),
    'urgent-not-right',
  )
  assert.equal(
    own((view) => (view.front.kind = 'referral')),
    'urgent-not-right',
  )
  assert.equal(
    own((view) => view.back && (view.back.reason = null)),
    'urgent-not-right',
  )
  assert.equal(
    own((view) => view.back && (view.back.keep = ['paper'])),
    'urgent-not-right',
  )
  assert.equal(
    own((view) => (view.seconds = [])),
    'urgent-not-right',
  )
  const knock = own((view) => {
    view.front.mode = 'knock-ahead'
    if (view.back) view.back.keep = ['paper']
  })
  assert.equal(knock, 'urgent-not-right')
  for (const device of ['sender', 'volunteer', 'receiver', 'stranger', 'nobody'])
    assert.equal(
      own((view) => (view.seconds = [{ device, as: 'second' }])),
      'urgent-not-right',
      device,
    )
  const both = own((view) => (view.seconds = [{ device: 'stranger', as: 'second' }, ...view.seconds]))
  assert.equal(both, 'stands', 'one right one is enough')
  const asked: unknown[] = []
  own((view) => {
    const { device } = view.roster
    rosterWith(view, {
      device: ((id: string, length: number) => {
        if (id === 'colleague') asked.push(length)
        return device(id)
      }) as never,
    })
  })
  assert.deepEqual(asked, [9])
})

test('11: spoken for three days, or heard; advice needs neither', () => {
  const own = (name: string, change: (view: CaseView) => void) => changed(name, 'seal', change)
  const alone = 'spoken and heard by nobody, for three days'
  assert.equal(
    own(alone, (view) => (view.front.until = day(17))),
    'no-witness',
  )
  const heard = 'spoken, and a colleague heard it'
  assert.equal(
    own(heard, (view) => (view.seconds = [{ device: 'colleague', as: 'second' }])),
    'no-witness',
  )
  assert.equal(
    own('advice', (view) => (view.front.until = day(40))),
    'stands',
  )
})

test('12: advice identifies nobody: all ahead, in words, no meeting, 30 days, nothing told, no ticket', () => {
  const own = (change: (view: CaseView) => void) => changed('advice', 'open', change)
  assert.equal(
    own((view) => (view.front.talk = 'codes')),
    'not-a-question',
  )
  assert.equal(
    own((view) => (view.front.talk = null)),
    'not-a-question',
  )
  assert.equal(
    own((view) => (view.front.meeting = ['koivu'])),
    'not-a-question',
  )
  assert.equal(
    own((view) => (view.front.mode = 'all-together')),
    'not-a-question',
  )
  assert.equal(
    own((view) => view.back && (view.back.keep = ['paper'])),
    'not-a-question',
  )
  assert.equal(
    own((view) => view.back && (view.back.what = ['needs'])),
    'not-a-question',
  )
  const lasting = (n: number) => changed('advice', 'seal', (view) => (view.front.until = day(10 + n)))
  assert.deepEqual([lasting(30), lasting(60)], ['stands', 'not-a-question'])
  const first = own((view) => (view.back = view.parts = null))
  assert.equal(first, 'stands', 'the first contact of a question')
})

test('13: words where she allowed words, sheets where a meeting was agreed', () => {
  const own = (kind: string, talk: CaseView['front']['talk'], meeting: string[] = []) =>
    changed('knock ahead', 'open', (view) => {
      Object.assign(view.front, { talk, meeting })
      view.item = { kind }
    })
  for (const kind of ['question', 'answer'])
    for (const talk of ['codes', null] as const) assert.equal(own(kind, talk, ['koivu']), 'not-asked-for-words')
  assert.deepEqual([own('question', 'words'), own('answer', 'words')], ['stands', 'stands'])
  for (const kind of ['accepted', 'opened', 'ticket', 'not-today']) assert.equal(own(kind, null), 'stands', kind)
  for (const kind of ['sheet', 'sheet-wish']) {
    assert.equal(own(kind, null, ['koivu', 'kataja']), 'stands', kind)
    assert.equal(own(kind, null, ['haapa', 'kataja', 'koivu']), 'stands', kind)
    for (const others of [[], ['koivu'], ['kataja'], ['haapa', 'koivu'], ['haapa', 'kataja']])
      assert.equal(own(kind, 'words', others), 'not-asked-for-words', `${kind} ${others.join()}`)
  }
})

test('16: a time lies within the days of the permission; of other items no day is asked', () => {
  const own = (on: number, side: 'seal' | 'open' = 'open', today = 10) =>
    changed('knock ahead', side, (view) => {
      view.today = day(today)
      view.item = { kind: 'time', on: day(on) }
    })
  const late = 'time-outside-days'
  for (const side of ['seal', 'open'] as const) {
    assert.deepEqual(
      [9, 10, 25, 40, 41, 400].map((on) => own(on, side)),
      [late, 'stands', 'stands', 'stands', late, late],
    )
    const other = changed('knock ahead', side, (view) => (view.item = { kind: 'accepted', on: day(400) }))
    assert.equal(other, 'stands')
  }
  assert.deepEqual([own(29, 'open', 30), own(30, 'open', 30)], ['stands', 'stands'], 'it was right when it was said')
  assert.deepEqual([own(29, 'seal', 30), own(30, 'seal', 30)], [late, 'stands'], 'nobody meets yesterday')
  const renewed = (on: number) =>
    changed('renewed by her word', 'open', (view) => (view.item = { kind: 'time', on: day(on) }))
  assert.deepEqual([41, 69, 70].map(renewed), ['stands', 'stands', late], 'her new word moves the day')
})
