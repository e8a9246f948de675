// What one's own organisation says of itself: nothing is chosen beforehand, each gap has its place, and what is whole is what the wire takes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ReceiverLines } from '@apila/core/referral/receiver-lines.ts'
import { NOTHING_WRITTEN, finishLines, inOrder, withChoice, writtenOf } from './our-lines.ts'

const words = (text: string) => ({ fi: text, sv: text, en: text })
const whole = {
  ...{ line: words('An organisation.'), way: words('A call.') },
  ...{ gives: ['support' as const], languages: ['fi'], areas: ['all'], days: [5, 1], fromHour: 9, toHour: 16 },
}

test('an untouched form lacks every answer, each at its own place', () => {
  const finished = finishLines(NOTHING_WRITTEN)
  assert.ok(!finished.ok)
  assert.deepEqual(
    finished.needs.map(({ at }) => at),
    [
      ...['our-line-fi', 'our-way-fi', 'our-line-sv', 'our-way-sv', 'our-line-en', 'our-way-en'],
      ...['our-gives', 'our-languages', 'our-areas', 'our-days'],
    ],
  )
})

test('what is whole is taken by the wire, days in their order, and comes back as it was written', () => {
  const finished = finishLines(whole)
  assert.ok(finished.ok)
  assert.deepEqual(finished.lines.reading, { days: [1, 5], fromHour: 9, toHour: 16 })
  assert.deepEqual(ReceiverLines.parse(finished.lines), finished.lines)
  assert.deepEqual(writtenOf(finished.lines), { ...whole, days: [1, 5] })
})

test('spaces are no words, and an end before the beginning is no hours', () => {
  const wrongs: [typeof whole, string][] = [
    [{ ...whole, way: { ...whole.way, sv: '  ' } }, 'our-way-sv'],
    [{ ...whole, toHour: 9 }, 'our-to'],
    [{ ...whole, days: [] }, 'our-days'],
  ]
  for (const [wrong, at] of wrongs) {
    const finished = finishLines(wrong)
    assert.ok(!finished.ok)
    assert.deepEqual(
      finished.needs.map((need) => need.at),
      [at],
    )
  }
})

test('what is chosen stands in the order of what is offered, whatever was tapped first', () => {
  assert.deepEqual(inOrder(['fi', 'sv', 'en'], ['en', 'fi']), ['fi', 'en'])
  assert.deepEqual(inOrder(['fi', 'sv'], ['xx', 'sv']), ['sv', 'xx'], 'what is offered no more is kept')
  const finished = finishLines({ ...whole, gives: ['legal-advice', 'support'] })
  const turned = finishLines({ ...whole, gives: ['support', 'legal-advice'] })
  assert.ok(finished.ok && turned.ok)
  assert.deepEqual(finished.lines.gives, turned.lines.gives)
})

test('the whole country stands alone, and any area takes its place', () => {
  assert.deepEqual(withChoice(['uusimaa'], 'all', true), ['all'])
  assert.deepEqual(withChoice(['all'], 'uusimaa', true), ['uusimaa'])
  assert.deepEqual(withChoice(['all', 'uusimaa'], 'all', false), ['uusimaa'])
})
