// Who is told that a signature of theirs is missing: nobody too many, nobody too few, and whoever has signed is asked no more.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findMissing } from './missing-signatures.ts'
import type { Device, DeviceId, OrganisationId } from './roster.ts'
import type { Roster } from './roster-value.ts'

const MEMBERS = ['alder', 'birch', 'cedar', 'maple'] as OrganisationId[]
const keeper = (organisation: string, n: number) => `${organisation}-keeper-${String(n)}` as DeviceId
const device = (id: string, organisation: string, roles: string[]) => ({ id, organisation, roles }) as unknown as Device
const devices = MEMBERS.flatMap((id) => [
  ...[1, 2, 3].map((n) => device(keeper(id, n), id, ['keeper'])),
  device(`${id}-worker`, id, ['worker']),
])
const roster = {
  organisations: new Map(MEMBERS.map((id) => [id, { id }])),
  devices: new Map(devices.map((each) => [each.id, each])),
} as unknown as Roster

type Contents = Parameters<typeof findMissing>[1]
const missing = (contents: object[], ...signedBy: string[]) =>
  findMissing(roster, contents as Contents, signedBy as DeviceId[])
const of = (organisation: string, count: number) => ({ organisation, count })

test('what an organisation does alone needs two of its own keepers, each once, and nobody else', () => {
  for (const content of [
    { kind: 'desk', organisation: 'birch' },
    { kind: 'epoch', organisation: 'birch' },
    { kind: 'device', device: { organisation: 'birch' } },
    { kind: 'device-change', id: 'birch-worker' },
    { kind: 'device-remove', id: 'birch-worker' },
  ]) {
    const tell = (...signedBy: string[]) => missing([content], ...signedBy)
    assert.deepEqual(tell(), { must: [of('birch', 2)], members: null, orElse: [] }, content.kind)
    assert.deepEqual(tell(keeper('birch', 1)).must, [of('birch', 1)])
    assert.deepEqual(tell(keeper('birch', 1), keeper('birch', 3)).must, [])
    assert.deepEqual(tell(keeper('birch', 1), keeper('birch', 2), keeper('birch', 3)).must, [])
    assert.deepEqual(tell('birch-worker', keeper('alder', 1), 'nobody-here').must, [of('birch', 2)])
  }
  assert.deepEqual(missing([{ kind: 'device-remove', id: 'nobody-here' }]).must, [])
})

test('the next key of the team that all share needs two of any one member; who has signed is not among those asked', () => {
  const shared = { kind: 'epoch', organisation: null }
  const { must, members } = missing([shared], keeper('alder', 1))
  assert.deepEqual(must, [])
  assert.deepEqual(members, { more: 1, among: [of('alder', 1), of('birch', 2), of('cedar', 2), of('maple', 2)] })
  assert.equal(missing([shared], keeper('alder', 1), keeper('alder', 2)).members, null)
})

test('what all decide needs two each of more than half; those that have two are named no more', () => {
  for (const kind of ['policy', 'organisation']) {
    const content = { kind, id: 'rowan', devices: [] }
    const tell = (...signedBy: string[]) => missing([content], ...signedBy)
    assert.equal(tell().members?.more, 3, 'of four members')
    const two = [keeper('alder', 1), keeper('alder', 2), keeper('cedar', 1)]
    assert.deepEqual(tell(...two).members, { more: 2, among: [of('birch', 2), of('cedar', 1), of('maple', 2)] })
    const enough = ['alder', 'birch', 'maple'].flatMap((id) => [keeper(id, 1), keeper(id, 2)])
    assert.equal(tell(...enough).members, null)
    assert.equal(tell(...enough.slice(1)).members?.more, 1)
  }
  assert.equal(missing([{ kind: 'policy' }]).must.length, 0)
})

test('a member that comes signs by the keepers that it brings', () => {
  const brought = [1, 2].map((n) => device(keeper('rowan', n), 'rowan', ['keeper']))
  const tell = (...signedBy: string[]) =>
    missing([{ kind: 'organisation', id: 'rowan', devices: brought }], ...signedBy).must
  assert.deepEqual(tell(), [of('rowan', 2)])
  assert.deepEqual(tell(keeper('rowan', 1)), [of('rowan', 1)])
  assert.deepEqual(tell(keeper('rowan', 1), keeper('rowan', 2)), [])
})

test('a member goes by its own two, or all the others put it out; by its own word nobody else is asked', () => {
  const goes = { kind: 'organisation-remove', id: 'cedar' }
  assert.deepEqual(missing([goes], keeper('alder', 1), keeper('maple', 1), keeper('maple', 2)), {
    must: [of('cedar', 2)],
    members: null,
    orElse: [of('alder', 1), of('birch', 2)],
  })
  assert.deepEqual(missing([goes], keeper('cedar', 1), keeper('cedar', 2)), { must: [], members: null, orElse: [] })
})

test('whoever goes does not count among those who make the next key for the others', () => {
  const contents = [
    { kind: 'organisation-remove', id: 'cedar' },
    { kind: 'epoch', organisation: null },
  ]
  const both = missing(contents, keeper('cedar', 1), keeper('cedar', 2))
  assert.deepEqual(both.members, { more: 1, among: [of('alder', 2), of('birch', 2), of('maple', 2)] })
})

test('a return by papers and a founding are asked of nobody here: they have signers of their own', () => {
  for (const kind of ['recovery', 'genesis'])
    assert.deepEqual(missing([{ kind, devices: [] }]), { must: [], members: null, orElse: [] })
})
