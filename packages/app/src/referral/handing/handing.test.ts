// The line of handing out says what was tapped last, and nothing that nobody tapped (docs/protocol.md "True record").
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { HandedItem, HandedOut } from '@apila/core/referral/content.ts'
import { HANDED_HOW, HANDED_TO, type Handing, NOTHING_CHOSEN, handedOutOf, missingOf } from './handing.ts'

const tap = fc.oneof(
  fc.record({ name: fc.constant('what' as const), item: fc.constantFrom(...HandedItem.options), isOn: fc.boolean() }),
  fc.record({ name: fc.constant('to' as const), to: fc.constantFrom(...HANDED_TO) }),
  fc.record({ name: fc.constant('how' as const), how: fc.constantFrom(...HANDED_HOW) }),
)
type Tap = typeof tap extends fc.Arbitrary<infer T> ? T : never

const after = (taps: readonly Tap[]): Handing =>
  taps.reduce<Handing>((handing, one) => {
    if (one.name === 'to') return { ...handing, to: one.to }
    if (one.name === 'how') return { ...handing, how: one.how }
    const others = handing.what.filter((item) => item !== one.item)
    return { ...handing, what: one.isOn ? [...others, one.item] : others }
  }, NOTHING_CHOSEN)

test('after any walk each member is what was tapped last, only of what is offered, or there is no line at all', () => {
  let whole = 0
  fc.assert(
    fc.property(fc.array(tap, { maxLength: 12 }), fc.subarray([...HandedItem.options]), (taps, offered) => {
      const made = handedOutOf(after(taps), offered)
      const last = (name: Tap['name']) => taps.findLast((one) => one.name === name)
      const what = HandedItem.options.filter((item) => {
        const said = taps.findLast((one) => one.name === 'what' && one.item === item)
        return said?.name === 'what' && said.isOn && offered.includes(item)
      })
      const [to, how] = [last('to'), last('how')]
      const isWhole = what.length > 0 && to !== undefined && how !== undefined
      assert.equal(made !== null, isWhole)
      assert.equal(missingOf(after(taps), offered).length === 0, isWhole)
      if (!made) return
      whole += 1
      assert.deepEqual(made, HandedOut.parse(made))
      assert.deepEqual(made, { what, to: to?.name === 'to' && to.to, how: how?.name === 'how' && how.how })
    }),
    { seed: 2026, numRuns: 2000 },
  )
  assert.ok(whole > 100, `only ${String(whole)} walks were whole`)
})

test('what is missing is named, each by itself', () => {
  assert.deepEqual(missingOf(NOTHING_CHOSEN, ['book']), ['what', 'to', 'how'])
  assert.deepEqual(missingOf({ what: ['sheet'], to: 'lawyer', how: 'file' }, ['book']), ['what'])
  assert.deepEqual(missingOf({ what: ['book'], to: null, how: 'file' }, ['book']), ['to'])
})
