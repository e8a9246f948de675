// The network's own entries in the data folder: shown beside those of the version, in their place where they have their id, and every way to write
// the file wrongly told with the place.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Day } from '@apila/core/day.ts'
import { listOwnServices } from '@apila/core/services/confirm.ts'
import { Refusal } from '../platform/problem.ts'
import { DIRECTORY_FILE, lookAtOwnDirectory, withOwnDirectory } from './own-directory.ts'
import { smallLibrary } from './test/small-library.ts'

const folder = mkdtempSync(join(tmpdir(), 'apila-directory-'))
after(() => {
  rmSync(folder, { recursive: true })
})
const library = smallLibrary()
const today = Day.parse('2026-11-30')
const written = (value: unknown) => {
  writeFileSync(join(folder, DIRECTORY_FILE), typeof value === 'string' ? value : JSON.stringify(value))
  return withOwnDirectory(library, folder, today)
}
const said = (text: string) => ({ fi: text, sv: text, en: text })
const ORGANISATION = '3f0b1a52-52a3-4a4c-9a83-4d0e7b9d2f11'
const organisation = {
  ...{ id: ORGANISATION, name: said('Lyhty'), about: said('An association.'), role: 'member', rosterId: 'lyhty' },
}
const [first] = library.directory.services
assert.ok(first)
const { reportedOn, ...whole } = first
assert.equal(reportedOn, undefined)
const service = {
  ...whole,
  ...{ id: '9b1c7a0e-7d54-4a0e-8f2d-0d6c0d7c8e21', organisation: ORGANISATION, name: said('Evening house') },
  ...{ checkedOn: '2026-11-28', sources: [{ address: 'lyhty.example', confidence: 'A' }] },
}
const OWN = { organisations: [organisation], services: [service] }

test('a folder without a file leaves the library as it is', () => {
  assert.equal(withOwnDirectory(library, folder, today), library)
  assert.equal(lookAtOwnDirectory(folder), null)
})

test('own entries stand beside the others with their source and day, and belong to the member that is named', () => {
  const { directory } = written(OWN)
  assert.equal(directory.services.length, library.directory.services.length + 1)
  const own = listOwnServices(directory, 'lyhty' as Parameters<typeof listOwnServices>[1])
  assert.deepEqual(
    own.map(({ name, sources, checkedOn }) => [name.en, sources[0]?.address, checkedOn]),
    [['Evening house', 'lyhty.example', '2026-11-28']],
  )
  assert.deepEqual(lookAtOwnDirectory(folder)?.rosterIds, ['lyhty'])
})

test('an entry with an id of the version takes its place, and a member of the version gets its id in the roster', () => {
  const mended = { ...whole, name: said('Mended') }
  const member = library.directory.organisations.find(({ role }) => role === 'member')
  assert.ok(member)
  const { directory } = written({ members: { [member.id]: 'lyhty' }, organisations: [], services: [mended] })
  assert.equal(directory.services.length, library.directory.services.length)
  assert.equal(directory.services[0]?.name.en, 'Mended')
  assert.equal(directory.organisations.find(({ id }) => id === member.id)?.rosterId, 'lyhty')
  assert.deepEqual(lookAtOwnDirectory(folder)?.rosterIds, ['lyhty'])
})

test('what cannot stand stops the start and says where to look', () => {
  const wrong: [unknown, RegExp][] = [
    ['{', /directory\.json is cut off or no JSON: .*line 1/],
    [{ ...OWN, services: [{ ...service, web: 'javascript:alert(1)' }] }, /services\.0\.web/],
    [
      { ...OWN, organisations: OWN.organisations.map((one) => ({ ...one, web: 'data:text/html,x' })) },
      /organisations\.0\.web/,
    ],
    [{}, /look at organisations: .*; services: /],
    [{ ...OWN, services: [{ ...service, sources: [] }] }, /services\.0\.sources/],
    [{ ...OWN, services: [{ ...service, checkedOn: undefined }] }, /services\.0\.checkedOn/],
    [{ ...OWN, services: [{ ...service, checkedOn: '2026-12-01' }] }, /services\.0\.checkedOn is a day that has not/],
    [{ ...OWN, organisations: [] }, /every service names an organisation/],
    [{ ...OWN, services: [service, service] }, /services\.1\.id stands there twice/],
    [{ ...OWN, services: [{ ...service, needs: ['no-such-need'] }] }, /needs: .*no no-such-need/],
    [{ ...OWN, members: { [ORGANISATION]: 'lyhty' } }, /members: the directory of this version has no organisation/],
    [{ ...OWN, secrets: 1 }, /directory\.json holds no entries/],
  ]
  for (const [value, reason] of wrong)
    assert.throws(
      () => written(value),
      (error) => error instanceof Refusal && reason.test(error.message),
      JSON.stringify(value).slice(0, 80),
    )
})

test('two entries of one id are refused also where the version has it, and nobody outside becomes a member by a line', () => {
  assert.throws(() => written({ organisations: [], services: [whole, whole] }), Refusal)
  const outside = library.directory.organisations.find(({ role }) => role !== 'member')
  assert.ok(outside)
  assert.throws(() => written({ members: { [outside.id]: 'lyhty' }, organisations: [], services: [] }), /only a member/)
})
