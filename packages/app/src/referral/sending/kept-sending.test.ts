// A kept draft is believed only as far as it has the shape of this program: bad, old, future and foreign ones are refused, and none is filled up.
import test from 'node:test'
import assert from 'node:assert/strict'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { changeSending } from './change-sending.ts'
import { NEW_SENDING, type Page, STEPS, Sending } from './sending.ts'
import { codesOf } from './told.ts'

const FULL: Sending = {
  ...NEW_SENDING,
  page: 'decide',
  age: 'adult',
  to: OrganisationId.parse('kataja'),
  why: 'support',
  told: { situation: 'yes', needs: 'no', clarified: 'no' },
  language: 'fi',
  wishedInterpreter: 'woman',
  notInterpreters: '12, 34',
  days: ['mon', 'sun'],
  reach: 'worker',
  mode: 'knock-ahead',
  untilDays: 14,
  between: 'times',
  interpreterNow: 'phone',
  knowsInterpreter: 'no',
  situation: 'what\thappened\n"ä"',
  clarified: [{ code: 'housing', byRole: 'herself', month: '', outcome: '', reusable: false }],
  keep: 'paper',
  word: 'rowanberry',
  ifEnded: 'wait',
}

/** As it comes back from the device. */
const kept = (sending: unknown) => Sending.safeParse(JSON.parse(JSON.stringify(sending)))
const found = (sending: Sending) => changeSending(NEW_SENDING, { act: 'found', kept: sending })
const without = (name: keyof Sending) => Object.fromEntries(Object.entries(FULL).filter(([key]) => key !== name))

test('a draft of this program comes back as it was, on every step where it may be left', () => {
  for (const sending of [NEW_SENDING, FULL, ...STEPS.map((page) => ({ ...FULL, page, shown: 'the text' }))]) {
    const read = kept(sending)
    assert.ok(read.success)
    assert.deepEqual(found(read.data), sending)
  }
  assert.doesNotThrow(() => codesOf(found(FULL)))
})

test('what is typed too long for the seal, or half, loses no draft', () => {
  const long = 'ä'.repeat(5000)
  const typed = { address: long, when: long, whoWeSay: long, codeWord: long }
  assert.ok(kept({ ...FULL, contact: { ...FULL.contact, ...typed } }).success)
  assert.ok(kept({ ...FULL, clarified: [{ ...FULL.clarified[0], month: '20', outcome: long }] }).success)
})

test('what is no draft is refused', () => {
  for (const foreign of [null, 7, 'text', [], {}, { until: '2026-11-30', blob: 'x' }, { deposit: {} }, [FULL]])
    assert.ok(!kept(foreign).success, JSON.stringify(foreign).slice(0, 40))
})

test('an old draft, which lacks a question, is refused: nothing is answered for the client', () => {
  for (const name of Object.keys(FULL) as (keyof Sending)[]) assert.ok(!kept(without(name)).success, name)
})

test('a future draft, which has a question more, is refused: nothing is left out unsaid', () => {
  assert.ok(!kept({ ...FULL, fee: 'yes' }).success)
  assert.ok(!kept({ ...FULL, v: 2 }).success)
  assert.ok(!kept({ ...FULL, contact: { ...FULL.contact, more: '' } }).success)
})

test('a value that this program does not know is refused in every member, also deep inside', () => {
  for (const name of Object.keys(FULL) as (keyof Sending)[])
    for (const wrong of [{ strange: true }, -1.5, ['x']]) {
      // Any list of texts is one of words that are no names.
      const isOne = name === 'notNames' && Array.isArray(wrong)
      assert.equal(kept({ ...FULL, [name]: wrong }).success, isOne, `${name} ${JSON.stringify(wrong)}`)
    }
  const deep: readonly Partial<Record<keyof Sending, unknown>>[] = [
    { age: 'not-asked' },
    { age: 'senior' },
    { mode: 'nobody-knows' },
    { to: 'No Such Form' },
    { told: { ...FULL.told, more: 'yes' } },
    { told: { situation: 'perhaps' } },
    { days: ['mon', 'holiday'] },
    { contact: { ...FULL.contact, channel: 'pigeon' } },
    { clarified: [{ ...FULL.clarified[0], code: 'weather' }] },
    { clarified: [{ ...FULL.clarified[0], month: undefined }] },
    { untilDays: 0 },
    { onlyMe: 'yes' },
    { page: 'elsewhere' },
  ]
  for (const change of deep) assert.ok(!kept({ ...FULL, ...change }).success, JSON.stringify(change))
})

test('a draft that says it is over, or at the code without a yes, is looked at again', () => {
  for (const page of ['sent', 'queued', 'refused', 'thinking', 'code'] as const satisfies readonly Page[])
    assert.equal(found({ ...FULL, page }).page, 'check', page)
})

test('a child who was kept with a code goes on without one', () => {
  const read = found({ ...FULL, age: 'unsure', childCaller: 'me', keep: 'paper', mode: 'knock-ahead' })
  assert.deepEqual([read.keep, read.mode], ['none', null])
})
