import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Day } from '../day.ts'
import { OrganisationId } from '../organisation/roster.ts'
import { type Confirmation, confirmDirectory, entryStanding, listOwnServices, overtakenWords } from './confirm.ts'
import { Organisation, Service, ServiceDirectory } from './schema.ts'

const text = { fi: 'a', sv: 'b', en: 'c' }
const organisation = '00000000-0000-4000-8000-000000000002'
const id = '00000000-0000-4000-8000-000000000001'
const today = Day.parse('2026-11-22')
const koivu = OrganisationId.parse('koivu')

const service = (more: Partial<Service> = {}): Service =>
  Service.parse({
    ...{ id, organisation, name: text, forWhom: text, gives: text, needs: ['talk'], areas: ['all'], languages: [] },
    ...{ interpreter: false, groups: ['everyone'], withoutName: 'yes', cost: text, costs: 'free', track: 'ngo-led' },
    ...{
      funding: [],
      phones: [],
      emails: [],
      web: 'https://example.org',
      professionalsOnly: false,
      secretPlace: false,
    },
    ...{ advice: 'ready', sources: [{ address: 'example.org', confidence: 'A' }], checkedBy: 'editors' },
    checkedOn: '2026-01-10',
    ...more,
  })
const directory = (more: Partial<Service> = {}) =>
  ServiceDirectory.parse({
    owner: 'test',
    organisations: [{ id: organisation, name: text, about: text, role: 'member', rosterId: 'koivu' }],
    services: [service(more)],
  })
const word = (state: Confirmation['state'], day: string): Confirmation => ({
  ...{ service: id, organisation: koivu, state, message: null },
  day: Day.parse(day),
})
const shown = (more: Partial<Service>, ...words: Confirmation[]) => {
  const [first] = confirmDirectory(directory(more), words).services
  assert.ok(first)
  return first
}

test('a confirmation is the newest check, by the organisation itself, and ends "check first"', () => {
  const { checkedOn, checkedBy, advice } = shown({ advice: 'check' }, word('right', '2026-11-20'))
  assert.deepEqual([checkedOn, checkedBy, advice], ['2026-11-20', 'organisation', 'ready'])
})

test('a confirmation makes the hours true on its day; a number without hours gets none', () => {
  const phone = { number: '112', shown: '112', confidence: 'A' as const }
  const phones = [{ ...phone, hours: text, hoursAsOf: '2020-03-16' }, phone]
  const now = shown({ advice: 'check', phones }, word('right', '2026-11-20')).phones
  assert.deepEqual(now, [{ ...phone, hours: text, hoursAsOf: '2026-11-20' }, phone])
  assert.deepEqual(shown({ phones }, word('changed', '2026-11-20')).phones, phones)
})

test('a confirmation of an entry on hold makes no contact of it', () => {
  const held = service({ advice: 'hold' })
  for (const state of ['right', 'changed'] as const)
    assert.deepEqual(shown({ advice: 'hold' }, word(state, '2026-11-20')), held)
})

test('a report warns until the content is newer, and not a day less', () => {
  for (const checkedOn of ['2026-01-10', '2026-11-20']) {
    const now = shown({ checkedOn }, word('changed', '2026-11-20'))
    assert.deepEqual([now.advice, now.reportedOn, now.checkedOn], ['check', '2026-11-20', checkedOn])
  }
  const mended = service({ checkedOn: '2026-11-21' })
  assert.deepEqual(shown({ checkedOn: '2026-11-21' }, word('changed', '2026-11-20')), mended)
})

test('an old confirmation does not hide a newer check of the content', () => {
  const { checkedOn, checkedBy, advice } = shown(
    { checkedOn: '2026-11-21', advice: 'check' },
    word('right', '2026-11-20'),
  )
  assert.deepEqual([checkedOn, checkedBy, advice], ['2026-11-21', 'editors', 'check'])
})

test('words of services that have gone, or that the content has overtaken, are forgotten', () => {
  const gone = { ...word('right', '2026-11-20'), service: '00000000-0000-4000-8000-000000000009' }
  const still = word('changed', '2026-01-10')
  assert.deepEqual(overtakenWords(directory(), [gone, still]), [gone])
  assert.deepEqual(overtakenWords(directory({ checkedOn: '2026-01-11' }), [still]), [still])
})

test('an entry is due after a quarter or where it waits for a check, not while it is reported or on hold', () => {
  const isDue = (more: Partial<Service>, ...words: Confirmation[]) => entryStanding(shown(more, ...words), today).isDue
  assert.equal(isDue({ checkedOn: '2026-08-22' }), false)
  assert.equal(isDue({ checkedOn: '2026-08-21' }), true)
  assert.equal(isDue({ checkedOn: '2026-11-01', advice: 'check' }), true)
  assert.equal(isDue({}, word('right', '2026-11-22')), false)
  assert.equal(isDue({}, word('right', '2026-08-21')), true)
  assert.equal(isDue({}, word('changed', '2026-11-22')), false)
  assert.equal(isDue({ advice: 'hold' }), false)
})

test('an organisation of the roster has the services of its own, and only a member can be named', () => {
  assert.equal(listOwnServices(directory(), koivu).length, 1)
  assert.equal(listOwnServices(directory(), OrganisationId.parse('kataja')).length, 0)
  const about = { id: organisation, name: text, about: text, rosterId: 'koivu' }
  assert.throws(() => Organisation.parse({ ...about, role: 'other' }))
})
