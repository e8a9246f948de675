// Short notes as workers write them, marked before the rules were looked at: recall and precision by kind, each with its floor, and that
// nothing is offered in the place of a finding.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  measureNotes,
  measureRevealingNotes,
  readNotes,
  SOUGHT,
  type Sought,
} from '../../../../bench/check-text/notes.ts'
import { precisionOf, recallOf } from '../../../../bench/check-text/measure.ts'
import { checkText } from './check-text.ts'

const notes = readNotes()
/** Recall and precision. Dates have no floor of precision: a day of care is asked about too, and never written over. */
const FLOORS: Readonly<Record<Sought, readonly [number, number]>> = {
  phone: [0.95, 0.9],
  email: [0.95, 0.95],
  handle: [0.95, 0.95],
  id: [0.95, 0.95],
  account: [0.95, 0.95],
  plate: [0.95, 0.95],
  device: [0.95, 0.95],
  position: [0.95, 0.9],
  address: [0.95, 0.9],
  place: [0.95, 0.9],
  work: [0.95, 0.7],
  name: [0.95, 0.9],
  birth: [0.95, 0],
}

test('at least 200 short notes in three languages', () => {
  assert.ok(notes.length >= 200, String(notes.length))
  assert.ok(notes.filter(({ marks, care, reveals }) => marks.length + care.length === 0 && !reveals).length >= 60)
})

for (const sought of SOUGHT)
  test(`${sought}: recall and precision above their floors`, () => {
    const one = measureNotes(notes, sought)
    const [recall, precision] = FLOORS[sought]
    console.log(
      `${sought}: ${String(one.found)} of ${String(one.marked)} found, ${String(one.right)} of ${String(one.raised)} marks right`,
    )
    assert.ok(one.marked >= 6, sought)
    assert.ok(recallOf(one) >= recall, one.missed.join(' | '))
    assert.ok(precisionOf(one) >= precision, one.false.join(' | '))
  })

test('every note that names the crime or the trade is marked', () => {
  const { marked, found } = measureRevealingNotes(notes)
  assert.ok(marked >= 10)
  assert.equal(found, marked)
})

test('no mark that could be written over touches a finding', () => {
  const withCare = notes.filter(({ care }) => care.length > 0)
  assert.ok(withCare.length >= 25)
  for (const { text, care } of withCare)
    for (const { kind, start, end, stays } of checkText(text).findings) {
      if (['sign', 'plea', 'combination'].includes(kind) || stays) continue
      assert.ok(
        !care.some((one) => one.start < end && start < one.end),
        `${kind} "${text.slice(start, end)}" in: ${text}`,
      )
    }
})
