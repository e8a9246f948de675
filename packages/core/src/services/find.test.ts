import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findServices, hasUnknownWish, knownWish } from './find.ts'
import { Service, ServiceDirectory, type DirectoryChoices } from './schema.ts'

const text = { fi: 'a', sv: 'b', en: 'c' }

function service(name: string, more: Partial<Service>): Service {
  return Service.parse({
    id: '00000000-0000-4000-8000-000000000001',
    organisation: '00000000-0000-4000-8000-000000000002',
    name: { fi: name, sv: name, en: name },
    forWhom: text,
    gives: text,
    needs: ['talk'],
    areas: ['all'],
    areaNote: text,
    languages: ['fi'],
    interpreter: false,
    groups: ['everyone'],
    withoutName: 'yes',
    cost: text,
    costs: 'free',
    track: 'ngo-led',
    funding: [],
    phones: [],
    emails: [],
    web: 'https://example.org',
    professionalsOnly: false,
    secretPlace: false,
    advice: 'ready',
    sources: [{ address: 'example.org', confidence: 'A' }],
    checkedOn: '2026-11-22',
    checkedBy: 'editors',
    ...more,
  })
}

const all = [
  service('whole country', {}),
  service('lapland', { areas: ['lappi'] }),
  service('women', { groups: ['women'], needs: ['safe-place'] }),
  service('interpreter', { languages: [], interpreter: true }),
  service('silent', { languages: [] }),
]
const names = (services: readonly Service[]) => services.map(({ name }) => name.en)

test('without a wish everything fits', () => {
  assert.equal(findServices(all, {}).fitting.length, all.length)
  assert.equal(findServices(all, {}).notKnown.length, 0)
})

test('an area brings its own services and those of the whole country', () => {
  const { fitting, country } = findServices(all, { area: 'lappi' })
  assert.ok(names(fitting).includes('lapland') && names(country).includes('whole country'))
  const elsewhere = findServices(all, { area: 'kainuu' })
  assert.ok(!names([...elsewhere.fitting, ...elsewhere.near, ...elsewhere.country]).includes('lapland'))
})

test('a group brings its own services and those for everyone', () => {
  const found = names(findServices(all, { group: 'women' }).fitting)
  assert.ok(found.includes('women') && found.includes('whole country'))
  assert.ok(!names(findServices(all, { group: 'children' }).fitting).includes('women'))
})

test('a language that is spoken, an interpreter, and not known are kept apart', () => {
  const speaks = service('speaks', { languages: ['ar'] })
  const both = service('both', { languages: ['fi'], interpreter: true })
  const { fitting, throughInterpreter, notKnown } = findServices([...all, speaks, both], { language: 'ar' })
  assert.deepEqual(names(fitting), ['speaks'])
  assert.deepEqual(names(throughInterpreter), ['interpreter', 'both'])
  assert.deepEqual(names(notKnown), ['silent'])
})

test('an interpreter for some languages is none for others', () => {
  const some = [service('line', { languages: ['fi'], interpreter: true, interpreted: ['ar', 'ru'] })]
  const found = (language: string) => {
    const { fitting, throughInterpreter, notKnown } = findServices(some, { language })
    return [fitting, throughInterpreter, notKnown].map((list) => list.length)
  }
  assert.deepEqual(
    [found('fi'), found('ru'), found('uk')],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  )
  assert.throws(() => service('nobody', { interpreter: false, interpreted: ['ru'] }))
})

test("the area's own services come first, then those of its neighbours, then the whole country; each stands once", () => {
  const beside = service('oulu', { areas: ['pohjois-pohjanmaa'] })
  const far = service('turku', { areas: ['varsinais-suomi'] })
  const found = findServices([...all, beside, far], { area: 'lappi' }, { near: ['pohjois-pohjanmaa'] })
  assert.deepEqual(names(found.fitting), ['lapland'])
  assert.deepEqual(names(found.near), ['oulu'])
  assert.deepEqual(names(found.country), ['whole country', 'women', 'interpreter', 'silent'])
  // Without an area nothing is far, and nothing is beside.
  const everything = findServices([...all, beside, far], {})
  assert.deepEqual([everything.fitting.length, everything.near.length, everything.country.length], [7, 0, 0])
})

test('a client who wants no authorities meets members first and authorities last, and none is hidden', () => {
  const some = ['authority', 'other', 'member', 'authority'].map((role, i) => service(`${role} ${String(i)}`, {}))
  const roleOf = ({ name }: Service) => name.en.split(' ')[0] as 'member' | 'authority' | 'other'
  assert.deepEqual(names(findServices(some, { authorities: 'no' }, { roleOf }).fitting), [
    ...['member 2', 'other 1', 'authority 0', 'authority 3'],
  ])
  assert.deepEqual(names(findServices(some, {}, { roleOf }).fitting), names(some))
  // The order is no wish of its own: what is on hold stays in sight as it does without a wish.
  const held = [service('member 1', { advice: 'hold' })]
  assert.deepEqual(names(findServices(held, { authorities: 'no' }, { roleOf }).fitting), ['member 1'])
})

test('what nobody could confirm is never said to fit a wish, and is not hidden either', () => {
  const some = [service('held', { advice: 'hold', languages: ['ru'] }), service('sure', { languages: ['ru'] })]
  const { fitting, notKnown } = findServices(some, { language: 'ru' })
  assert.deepEqual([names(fitting), names(notKnown)], [['sure'], ['held']])
  assert.equal(findServices(some, {}).fitting.length, 2)
})

test('wishes narrow, and narrow together', () => {
  assert.deepEqual(names(findServices(all, { need: 'safe-place' }).fitting), ['women'])
  assert.deepEqual(names(findServices(all, { need: 'safe-place', group: 'children' }).fitting), [])
})

test('a choice that does not exist leaves that side open', () => {
  const choices: DirectoryChoices = { needs: [{ id: 'talk', name: text }], areas: [], languages: [], groups: [] }
  assert.deepEqual(knownWish({ need: 'talk', area: '<script>', language: '', group: undefined }, choices), {
    need: 'talk',
    area: undefined,
    language: undefined,
    group: undefined,
    withoutName: undefined,
    cost: undefined,
    track: undefined,
    authorities: undefined,
  })
})

test('every kind of choice that exists is kept, and none that does not', () => {
  const choices: DirectoryChoices = {
    needs: [{ id: 'talk', name: text }],
    areas: [{ id: 'lappi', name: text, short: text }],
    languages: [{ id: 'ar', name: text }],
    groups: [{ id: 'women', name: text }],
  }
  const wish = {
    need: 'talk',
    area: 'lappi',
    language: 'ar',
    group: 'women',
    withoutName: 'yes',
    track: 'ngo-led',
    authorities: 'no',
  }
  for (const cost of ['free', 'free-but-call'])
    assert.deepEqual(knownWish({ ...wish, cost }, choices), { ...wish, cost })
  const asked = { withoutName: 'no', cost: 'means', track: 'other', authorities: 'yes' }
  const { withoutName, cost, track, authorities } = knownWish(asked, choices)
  assert.deepEqual([withoutName, cost, track, authorities], Array(4).fill(undefined))
})

test('a choice that does not exist can be told to whoever asked', () => {
  const choices: DirectoryChoices = { needs: [{ id: 'talk', name: text }], areas: [], languages: [], groups: [] }
  const tells = (asked: Record<string, string>) => hasUnknownWish(asked, knownWish(asked, choices))
  assert.equal(tells({ need: 'talk', area: '' }), false)
  assert.equal(tells({ need: 'talk', area: 'zzz' }), true)
  assert.equal(tells({ nothing: 'zzz' }), false)
})

test('without a name means for certain, and a cost means no more than that', () => {
  const some = [
    service('sure', {}),
    service('unsure', { withoutName: 'not-known' }),
    service('call', { costs: 'call' }),
    service('fee', { costs: 'means' }),
    service('unknown', { costs: 'not-known' }),
  ]
  const everything = [...some, service('named', { withoutName: 'no' })]
  assert.equal(findServices(everything, {}).fitting.length, everything.length)
  const nameless = findServices(everything, { withoutName: 'yes' })
  assert.ok(!names(nameless.fitting).includes('unsure'))
  assert.deepEqual(names(nameless.notKnown), ['unsure'])
  assert.ok(!names([...nameless.fitting, ...nameless.notKnown]).includes('named'))
  assert.deepEqual(names(findServices(some, { cost: 'free' }).fitting), ['sure', 'unsure'])
  assert.deepEqual(names(findServices(some, { cost: 'free' }).notKnown), ['unknown'])
  assert.deepEqual(names(findServices(some, { cost: 'free-but-call' }).fitting), ['sure', 'unsure', 'call'])
})

test('tracks never mix: a purchased service is not among the NGO-led ones', () => {
  const some = [service('ours', {}), service('bought', { track: 'purchased' })]
  assert.deepEqual(names(findServices(some, { track: 'ngo-led' }).fitting), ['ours'])
  assert.deepEqual(names(findServices(some, { track: 'purchased' }).fitting), ['bought'])
})

test('a service of some areas that does not say which in words is refused', () => {
  assert.throws(() => service('lapland', { areas: ['lappi'], areaNote: undefined }))
})

test('a secret place without an open door is refused, and an open door without a secret place', () => {
  assert.throws(() => service('shut', { secretPlace: true }))
  assert.throws(() => service('odd', { frontGate: text }))
  assert.ok(service('shelter', { secretPlace: true, frontGate: text }))
})

test('a service on hold with a contact is refused', () => {
  const phones: Service['phones'] = [{ number: '112', shown: '112', confidence: 'A' }]
  assert.throws(() => service('held', { advice: 'hold', phones }))
  assert.throws(() => service('held', { advice: 'hold', emails: [{ address: 'a@example.org', confidence: 'A' }] }))
})

test('a service of an organisation that is not there is refused', () => {
  assert.throws(
    () => ServiceDirectory.parse({ owner: 'x', organisations: [], services: [service('lost', {})] }),
    /every service names an organisation/,
  )
})
