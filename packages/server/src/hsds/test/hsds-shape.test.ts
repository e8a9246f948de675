// The shapes do refuse: a test that could not fail would say nothing of an answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HSDS_TABLES, HsdsPage, HsdsRoot, getTable, linkedTable, openShapes } from './hsds-shape.ts'
import { PROFILE_PATCHES } from '../profile.ts'

const hsds = openShapes()
const profile = openShapes(PROFILE_PATCHES)
const id = 'd2b6a7c0-5f3e-4a85-9b0d-6c1f6f2f9a31'
const service = { id, name: 'x', status: 'active' }
const location = { id, location_type: 'virtual' }
const fits = (shapes: typeof hsds, table: string, thing: unknown): boolean =>
  shapes(table, 'whole').safeParse(thing).success

test('a service is refused for a wrong field, a missing one and one too many', () => {
  assert.ok(fits(hsds, 'service', service))
  for (const wrong of [
    { name: 'x', status: 'active' },
    { id, status: 'active' },
    { id, name: 'x' },
    { ...service, id: '1' },
    { ...service, status: 'open' },
    { ...service, name: 7 },
    { ...service, name: null },
    { ...service, minimum_age: '18' },
    { ...service, email: 'somebody' },
    { ...service, url: 'apila' },
    { ...service, url: 'javascript:alert(1)' },
    { ...service, assured_date: '2026-02-30' },
    { ...service, last_modified: '2026-02-03' },
    { ...service, address: 'x' },
    { ...service, phones: {} },
    { ...service, phones: [{ id }] },
    { ...service, phones: [{ id, number: '112', languages: [{ code: 'fi' }] }] },
    { ...service, schedules: [{ id, freq: 'DAILY' }] },
    { ...service, organization: { id, name: 'x' } },
    { ...service, attributes: [{ id, taxonomy_term: { id, name: 'x' } }] },
    { ...service, service_at_locations: [{ id, location: { id } }] },
  ])
    assert.equal(fits(hsds, 'service', wrong), false, JSON.stringify(wrong))
})

test('an entry of a list carries nothing that is many, and a row nothing nested', () => {
  const organization = { id, name: 'x', description: 'x' }
  const fitsAs = (form: 'row' | 'listed', thing: object) => hsds('service', form).safeParse(thing).success
  assert.ok(fitsAs('listed', { ...service, organization }))
  assert.equal(fitsAs('listed', { ...service, phones: [] }), false)
  assert.equal(fitsAs('listed', { ...service, organization: { ...organization, phones: [] } }), false)
  assert.ok(fitsAs('row', { ...service, organization_id: id }))
  assert.equal(fitsAs('row', { ...service, organization_id: id, organization }), false)
  // In the package nothing else says whose a service is.
  assert.equal(fitsAs('row', service), false)
})

test('the profile asks for more, and refuses any place', () => {
  assert.equal(fits(profile, 'service', service), false)
  for (const place of [
    { id, location_type: 'physical' },
    { ...location, latitude: 60.2, longitude: 24.9 },
    {
      ...location,
      addresses: [
        { id, address_1: 'x', city: 'x', state_province: 'x', postal_code: '0', country: 'FI', address_type: 'postal' },
      ],
    },
  ]) {
    assert.ok(fits(hsds, 'location', place), JSON.stringify(place))
    assert.equal(fits(profile, 'location', place), false, JSON.stringify(place))
    assert.equal(fits(profile, 'service_at_location', { id, location: place }), false)
  }
  assert.ok(fits(profile, 'location', { ...location, addresses: [] }))
})

test('the profile never asks for less than HSDS does', () => {
  for (const [file, patch] of Object.entries(PROFILE_PATCHES)) {
    const { required } = getTable(file.replace('.json', ''))
    if ('required' in patch)
      for (const field of required) assert.ok((patch.required as readonly string[]).includes(field))
  }
})

test('a patch that nobody has taught these shapes is not passed over', () => {
  for (const patch of [
    { required: ['place'] },
    { properties: { place: null } },
    { properties: { name: { pattern: 'x' } } },
    { additionalProperties: false },
  ])
    assert.throws(() => openShapes({ 'service.json': patch })('service', 'whole'), JSON.stringify(patch))
})

test('every table has an identifier and every shape can be made', () => {
  for (const [name, { fields, required }] of Object.entries(HSDS_TABLES)) {
    assert.equal(fields.id, 'uuid')
    assert.ok(required.includes('id'))
    for (const form of ['row', 'flat', 'listed', 'whole'] as const) {
      assert.equal(hsds(name, form).safeParse({}).success, false)
      assert.equal(profile(name, form).safeParse({}).success, false)
    }
  }
  assert.deepEqual(['service_at_location_id', 'link_id', 'parent_id', 'service'].map(linkedTable), [
    'service_at_location',
    undefined,
    undefined,
    undefined,
  ])
})

test('a page and a root are refused for a field that is missing, other or too many', () => {
  const page = {
    total_items: 1,
    total_pages: 1,
    page_number: 1,
    size: 1,
    first_page: true,
    last_page: true,
    empty: false,
    contents: [service],
  }
  assert.ok(HsdsPage.safeParse(page).success)
  for (const field of Object.keys(page)) {
    const rest = Object.fromEntries(Object.entries(page).filter(([name]) => name !== field))
    assert.equal(HsdsPage.safeParse(rest).success, false, field)
    assert.equal(HsdsPage.safeParse({ ...page, [field]: '1' }).success, false, field)
  }
  assert.equal(HsdsPage.safeParse({ ...page, next: 2 }).success, false)
  const root = { version: '3.0', profile: 'https://apila.example/p', openapi_url: 'https://apila.example/o' }
  assert.ok(HsdsRoot.safeParse(root).success)
  for (const wrong of [{ ...root, version: '3.1' }, { ...root, profile: 'p' }, { version: '3.0' }])
    assert.equal(HsdsRoot.safeParse(wrong).success, false)
})
