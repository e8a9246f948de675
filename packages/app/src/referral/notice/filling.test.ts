// A notice holds what was tapped last and nothing that nobody tapped (docs/protocol.md "True record").
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Day } from '@apila/core/day.ts'
import { DeferReason, NoticeTo } from '@apila/core/referral/notice.ts'
import { NoticeRole, NoticeWhat, Provision } from '@apila/core/referral/owed-notice.ts'
import {
  type Filling,
  NOTHING_FILLED,
  NOTHING_TOLD,
  TOLD_HOW,
  UNDERSTOOD,
  laterDays,
  missingOfFilling,
  noticeOf,
  stateOf,
} from './filling.ts'

const today = Day.parse('2026-11-30')
const OPTIONS = {
  provision: Provision.options,
  to: NoticeTo.options,
  byRole: NoticeRole.options,
  state: ['owed', 'deferred', 'told'],
  how: TOLD_HOW,
  language: ['fi', 'ar', 'other', 'not-asked'],
  understood: UNDERSTOOD,
  reason: DeferReason.options,
  lookAgain: laterDays(today),
} as const
type Name = keyof typeof OPTIONS
const OUTER: readonly Name[] = ['provision', 'to', 'byRole']

const tap = fc.oneof(
  fc
    .constantFrom(...(Object.keys(OPTIONS) as Name[]))
    .chain((name) => fc.constantFrom<string>(...OPTIONS[name]).map((value) => ({ name, value }))),
  fc.constantFrom(...NoticeWhat.options).map((value) => ({ name: 'what' as const, value })),
)
type Tap = typeof tap extends fc.Arbitrary<infer T> ? T : never

const after = (taps: readonly Tap[]): Filling =>
  taps.reduce<Filling>((filling, { name, value }) => {
    if (name === 'what') return { ...filling, what: [...new Set([...filling.what, value])] }
    if (OUTER.includes(name)) return { ...filling, [name]: value }
    return { ...filling, telling: { ...filling.telling, [name]: value } }
  }, NOTHING_FILLED)

test('after any walk each member is what was tapped last, and what another answer asked is left out', () => {
  let whole = 0
  fc.assert(
    fc.property(fc.array(tap, { minLength: 15, maxLength: 60 }), (taps) => {
      const notice = noticeOf(after(taps), null, today)
      assert.equal(notice === null, missingOfFilling(after(taps)).length > 0)
      if (!notice) return
      whole += 1
      const last = (name: Tap['name']) => taps.findLast((one) => one.name === name)?.value
      assert.deepEqual(
        new Set(notice.what),
        new Set(taps.flatMap(({ name, value }) => (name === 'what' ? [value] : []))),
      )
      assert.deepEqual([notice.provision, notice.to, notice.byRole], OUTER.map(last))
      const asked = { owed: [], deferred: ['reason', 'lookAgain'], told: ['how', 'language', 'understood'] } as const
      const { state } = notice.client
      assert.equal(state, last('state'))
      assert.deepEqual(
        notice.client,
        Object.fromEntries([
          ['state', state],
          ...(state === 'owed' ? [] : [['on', today]]),
          ...asked[state].map((name) => [name, last(name)]),
        ]),
      )
      assert.deepEqual([notice.on, notice.under, notice.inBook], [today, null, null])
    }),
    { seed: 2026, numRuns: 3000 },
  )
  assert.ok(whole > 100, `only ${String(whole)} walks were whole`)
})

test('nothing is taken as told: not the language, not that it was understood', () => {
  assert.deepEqual(missingOfFilling(NOTHING_FILLED), ['what', 'provision', 'to', 'byRole', 'state'])
  const telling = { ...NOTHING_TOLD, state: 'told' as const, how: 'met' as const }
  assert.equal(stateOf(telling, today), null)
  assert.equal(stateOf({ ...telling, language: 'fi' }, today), null)
  assert.deepEqual(stateOf({ ...telling, language: 'fi', understood: 'not-asked' }, today), {
    ...{ state: 'told', on: today, how: 'met', language: 'fi', understood: 'not-asked' },
  })
})

test('it can be looked at again on each of thirty days from tomorrow', () => {
  const days = laterDays(today)
  assert.deepEqual([days.length, days[0], days.at(-1)], [30, '2026-12-01', '2026-12-30'])
})
