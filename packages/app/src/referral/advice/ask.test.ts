// What a question for advice records: only what a tap said, and the device's own day.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Day, addDays } from '@apila/core/day.ts'
import type { WhichDesk } from '@apila/core/organisation/roster.ts'
import { Back, Front } from '@apila/core/referral/permission.ts'
import { adviceOf, lastDayOfQuestion } from './ask.ts'

const today = Day.parse('2026-11-30')
const desk = (organisation: string) => ({ organisation, desk: 'referral' }) as WhichDesk
const asked = (matter: 'client' | 'nobody') =>
  adviceOf({ from: desk('koivu'), to: desk('kataja'), matter, today, id: 'AAAAAAAAAAA' })

test('whose matter it is follows the tap; nothing else of a client is recorded', () => {
  for (const [matter, how] of [
    ['client', 'spoken'],
    ['nobody', 'nobody'],
  ] as const) {
    const { front, back } = asked(matter)
    assert.equal(back.how, how)
    assert.deepEqual([back.age, back.what, back.keep, back.reason, back.signatures], ['not-asked', [], [], null, []])
    assert.deepEqual(new Set(Object.values(back.said)), new Set([null]))
    assert.deepEqual([front.extent, front.grows, front.meeting], [null, null, []])
    assert.deepEqual([Front.parse(front), Back.parse(back)], [front, back])
  }
})

test('it lasts as long as the page says under its button, and no longer than advice may', () => {
  const { front } = asked('nobody')
  assert.deepEqual([front.notBefore, front.until], [today, lastDayOfQuestion(today)])
  assert.equal(front.until, addDays(today, 30))
})
