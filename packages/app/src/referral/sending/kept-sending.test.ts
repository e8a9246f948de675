// A kept draft is believed only as far as it has the shape of this program: bad, old, future and foreign ones are refused by name.
import test from 'node:test'
import assert from 'node:assert/strict'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { readKeptSending } from './kept-sending.ts'
import { NEW_SENDING, type Page, type Sending, codesOf, pagesOf } from './sending.ts'

const FULL: Sending = {
  ...NEW_SENDING,
  page: 'turned',
  age: 'adult',
  to: OrganisationId.parse('kataja'),
  why: 'support',
  told: { 'safe-contact': 'no', situation: 'yes', needs: 'think', clarified: 'no' },
  language: 'fi',
  wishedInterpreter: 'woman',
  notInterpreters: '12, 34',
  days: ['mon', 'sun'],
  reach: 'worker',
  mode: 'knock-ahead',
  untilDays: 14,
  meeting: 'no',
  interpreterNow: 'phone',
  knowsInterpreter: 'no',
  situation: 'what\thappened\n"ä"',
  clarified: [{ code: 'housing', byRole: 'herself', month: '', outcome: '', reusable: false }],
  word: 'rowan',
  ifEnded: 'wait',
  shown: 'the text',
  shownIn: 'en',
}

/** As it comes back from the device. */
const kept = (sending: unknown) => readKeptSending(JSON.parse(JSON.stringify(sending)))
const problemOf = (sending: unknown) => {
  const read = kept(sending)
  return read.ok ? 'opens' : read.problem
}
const without = (name: keyof Sending) => Object.fromEntries(Object.entries(FULL).filter(([key]) => key !== name))

test('a draft of this program comes back as it was', () => {
  assert.deepEqual(kept(FULL), { ok: true, sending: FULL })
  assert.deepEqual(kept(NEW_SENDING), { ok: true, sending: NEW_SENDING })
})

test('a draft is gone on with on every page where it may be left', () => {
  for (const page of pagesOf(FULL).filter((one) => one !== 'ticket'))
    assert.deepEqual(kept({ ...FULL, page }), { ok: true, sending: { ...FULL, page } })
})

test('what is no draft is refused as unreadable', () => {
  for (const foreign of [null, 7, 'text', [], {}, { until: '2026-11-30', blob: 'x' }, { deposit: {} }, [FULL]])
    assert.equal(problemOf(foreign), 'kept-unreadable', JSON.stringify(foreign).slice(0, 40))
})

test('an old draft, which lacks a question, is refused as of another version: nothing is answered for her', () => {
  for (const name of Object.keys(FULL) as (keyof Sending)[])
    assert.equal(problemOf(without(name)), name === 'page' ? 'kept-unreadable' : 'kept-other-version', name)
})

test('a future draft, which has a question more, is refused as of another version: nothing is left out unsaid', () => {
  assert.equal(problemOf({ ...FULL, talk: 'words' }), 'kept-other-version')
  assert.equal(problemOf({ ...FULL, v: 2 }), 'kept-other-version')
})

test('a value that this program does not know is refused in every member, also deep inside', () => {
  for (const name of Object.keys(FULL) as (keyof Sending)[])
    for (const wrong of [{ strange: true }, -1.5, ['x']])
      assert.equal(problemOf({ ...FULL, [name]: wrong }), 'kept-unreadable', `${name} ${JSON.stringify(wrong)}`)
  const deep: readonly Partial<Record<keyof Sending, unknown>>[] = [
    { age: 'not-asked' },
    { age: 'senior' },
    { mode: 'nobody-knows' },
    { to: 'No Such Form' },
    { told: { ...FULL.told, more: 'yes' } },
    { told: { situation: 'perhaps' } },
    { days: ['mon', 'holiday'] },
    { contact: { ...FULL.contact, channel: 'pigeon' } },
    { contact: { ...FULL.contact, more: '' } },
    { ownChannel: { ...FULL.ownChannel, address: null } },
    { clarified: [{ ...FULL.clarified[0], code: 'weather' }] },
    { clarified: [{ ...FULL.clarified[0], month: undefined }] },
    { untilDays: 0 },
    { endByPhone: 'yes' },
  ]
  for (const change of deep) assert.equal(problemOf({ ...FULL, ...change }), 'kept-unreadable', JSON.stringify(change))
})

test('a page on which no draft is left, and one that her answers rule out, are refused', () => {
  const never: readonly (Page | 'elsewhere')[] = ['ticket', 'sent', 'queued', 'refused', 'thinking', 'elsewhere']
  for (const page of never) assert.equal(problemOf({ ...FULL, page }), 'kept-unreadable', page)
  assert.equal(problemOf({ ...FULL, page: 'child' }), 'kept-unreadable', 'an adult has no such page')
})

test('what lacks an answer by now goes on at the page that asks it, and not at the screen turned towards her', () => {
  const read = kept({ ...FULL, meeting: null, interpreterNow: null })
  assert.ok(read.ok)
  assert.equal(read.sending.page, 'how')
  const first = kept({ ...NEW_SENDING, page: 'turned' })
  assert.ok(first.ok)
  assert.equal(first.sending.page, 'age')
  const whole = kept(FULL)
  assert.ok(whole.ok)
  assert.doesNotThrow(() => codesOf(whole.sending))
})

test('a child who was kept with a ticket goes on without one', () => {
  const read = kept({ ...FULL, age: 'unsure', childCaller: 'me', keep: 'paper', mode: 'knock-ahead' })
  assert.ok(read.ok)
  assert.deepEqual([read.sending.keep, read.sending.mode], ['none', 'all-ahead'])
})
