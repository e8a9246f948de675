// What is sent without the client holds what was tapped last and nothing that nobody said: no wish, no word, no code of theirs.
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Day, addDays } from '@apila/core/day.ts'
import { NoticeRole } from '@apila/core/referral/owed-notice.ts'
import { OrganisationId, type WhichDesk } from '@apila/core/organisation/roster.ts'
import type { AskedColleague } from '../asked-colleague.ts'
import {
  NOTHING_URGENT,
  URGENT_NEEDS,
  URGENT_PURPOSES,
  URGENT_WHAT,
  Urgent,
  changeUrgent,
  codesOfUrgent,
  maySend,
  missingOfUrgent,
  needsOfUrgent,
  owedOf,
  permissionOfUrgent,
} from './urgent.ts'

const today = Day.parse('2026-11-30')
const deskOf = (organisation: string): WhichDesk =>
  ({ organisation: OrganisationId.parse(organisation), desk: 'referral' }) as WhichDesk
const known = { id: 'AAAAAAAAAAA', from: deskOf('koivu'), to: deskOf('kataja'), today, days: 3 }

const OPTIONS = {
  reason: ['life', 'health', null],
  cannotAsk: [true, false],
  cannotWait: [true, false],
  age: ['adult', 'child', 'unsure'],
  why: [...URGENT_PURPOSES],
  to: [OrganisationId.parse('kataja')],
  situation: ['what happens', ' ', ''],
  needs: ['a bed', ''],
  what: [['danger'], ['where', 'danger'], []],
  byRole: [...NoticeRole.options],
} as const
type Name = keyof typeof OPTIONS
const NAMES = Object.keys(OPTIONS) as Name[]
const tap = fc
  .constantFrom(...NAMES)
  .chain((name) => fc.constantFrom<unknown>(...OPTIONS[name]).map((value) => ({ name, value })))

test('after any walk each member is what was tapped last; while one sentence is not tapped, there is nothing to sign', () => {
  let whole = 0
  fc.assert(
    fc.property(fc.array(tap, { minLength: 12, maxLength: 60 }), (taps) => {
      const urgent = taps.reduce((now, { name, value }) => changeUrgent(now, { [name]: value }), NOTHING_URGENT)
      assert.ok(Urgent.safeParse(urgent).success)
      const made = permissionOfUrgent(urgent, known)
      assert.equal(made === null, missingOfUrgent(urgent).length > 0)
      if (!made) return
      whole += 1
      const last = (name: Name) => taps.findLast((one) => one.name === name)?.value
      const { front, back } = made
      assert.deepEqual([last('cannotAsk'), last('cannotWait')], [true, true])
      assert.deepEqual([back.reason, back.age, front.why], [last('reason'), last('age'), last('why')])
      assert.deepEqual(
        back.what,
        (['situation', 'needs'] as const).filter((part) => urgent[part].trim() !== ''),
      )
      assert.deepEqual([front.kind, front.mode, front.until], ['urgent', 'all-ahead', addDays(today, 3)])
      assert.deepEqual([back.how, back.keep, back.signatures], ['without-her', [], []])
      // Nobody asked, so nobody said.
      assert.deepEqual([...new Set(Object.values(back.said))], [null])
      assert.deepEqual([front.talk, front.extent, front.grows, front.meeting], [null, null, null, []])
      assert.deepEqual(codesOfUrgent(front.why), {
        ...{ service: front.why, language: 'not-asked', interpreter: 'not-asked', days: [], ownChannel: null },
      })
      const owed = owedOf(urgent)
      assert.deepEqual(new Set(owed?.what), new Set(last('what') as string[]))
      assert.deepEqual([owed?.byRole, owed?.provision], [last('byRole'), 'vital-interest'])
    }),
    { seed: 2026, numRuns: 2000 },
  )
  assert.ok(whole > 50, `only ${String(whole)} walks were whole`)
})

const WHOLE: Urgent = {
  ...NOTHING_URGENT,
  ...{ reason: 'life', cannotAsk: true, cannotWait: true, age: 'adult', why: 'crisis' },
  ...{ to: OrganisationId.parse('kataja'), situation: 'what happens', what: ['danger'], byRole: 'worker' },
}

test('each thing that is missing has its name, in the order of the screen', () => {
  // What the words tell is open only where there are words.
  assert.deepEqual(
    missingOfUrgent(NOTHING_URGENT),
    URGENT_NEEDS.filter((need) => need !== 'words' && need !== 'who'),
  )
  assert.deepEqual(missingOfUrgent(WHOLE), [])
  assert.deepEqual(missingOfUrgent({ ...WHOLE, situation: '', needs: 'a bed' }), [])
  assert.equal(owedOf({ ...WHOLE, cannotWait: false }), null)
  assert.deepEqual(URGENT_WHAT.includes('worry-for-child' as never), false)
})

test('a signature is for the answers before it and for its day', () => {
  const made = permissionOfUrgent(WHOLE, known) ?? assert.fail('it is whole')
  const signed = { device: 'koivu-worker-2', as: 'second', signature: 'A'.repeat(86) } as never
  const ask: AskedColleague = { list: 'A' as never, id: 'A' as never, front: made.front, back: made.back }
  const asked = { ...WHOLE, asked: ask }
  const seconded: Urgent = { ...WHOLE, asked: { ...ask, back: { ...made.back, signatures: [signed] } } }
  assert.deepEqual([maySend(WHOLE, today), maySend(asked, today), maySend(seconded, today)], [false, false, true])
  assert.equal(maySend(seconded, addDays(today, 1)), false)
  const changes: Parameters<typeof changeUrgent>[1][] = [
    { reason: 'health' },
    { situation: 'something else' },
    { what: [] },
  ]
  for (const change of changes) assert.equal(changeUrgent(seconded, change).asked, null, JSON.stringify(change))
})

test('urgent words were looked at by nobody: a code stops, and who the client is goes only where the client will be told of it', async () => {
  const said = { '040 123 4567': 'needed', 'Maija Virtanen': 'needed', 'Kauppakatu 3 B 12': 'needed' } as const
  const cases: ReadonlyArray<[string, Partial<Urgent>, readonly string[]]> = [
    ['010190-123M is unconscious', { what: ['danger', 'who'], stays: { '010190-123M': 'needed' } }, ['words']],
    ['call 040 123 4567', {}, ['words']],
    ['call 040 123 4567', { stays: said }, ['who']],
    ['call 040 123 4567', { what: ['where', 'danger'], stays: said }, ['who']],
    ['call 040 123 4567', { what: ['who'], stays: said }, []],
    ['call 040 123 4567', { stays: { '040 123 4567': 'harmless' } }, []],
    ['it is Maija Virtanen', { what: ['danger', 'who'], stays: said }, []],
    ['it is Maija Virtanen', { stays: said }, ['who']],
    ['she is at Kauppakatu 3 B 12', {}, ['words']],
    ['she is at Kauppakatu 3 B 12', { stays: said }, ['who']],
    ['she is at Kauppakatu 3 B 12', { what: ['where'], stays: said }, []],
  ]
  for (const field of ['situation', 'needs'] as const)
    for (const [text, answers, needs] of cases)
      assert.deepEqual(await needsOfUrgent({ ...WHOLE, situation: '', [field]: text, ...answers }), needs, text)
  assert.deepEqual(
    missingOfUrgent({ ...WHOLE, needs: 'a'.repeat(1001) }),
    ['situation'],
    'the colleague reads all of it',
  )
})
