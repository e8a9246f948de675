// Every answer of /hsds against the shapes of HSDS 3.0, and against this profile.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type * as z from 'zod'
import { Day, addDays } from '@apila/core/day.ts'
import type { WeekHours } from '@apila/core/services/schema.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { content, networkOf } from '../library/test/library.ts'
import { smallLibrary } from '../library/test/small-library.ts'
import { HSDS_PATHS, HsdsPage, HsdsRoot, getTable, openShapes } from './test/hsds-shape.ts'
import { hsdsRoutes } from './public-routes.ts'
import { PROFILE_PATCHES } from './profile.ts'
import { hsdsRecords } from './records.ts'

const { directory, choices: directoryChoices } = content
const app = hsdsRoutes({
  today: () => Day.parse('2026-11-22'),
  network: networkOf(content),
  config: { publicUrl: 'https://apila.example' },
})
const asked = async (path: string): Promise<unknown> => {
  const response = await app.request(`/hsds${path}`)
  assert.equal(response.status, 200, path)
  return response.json()
}
type Thing = HsdsPage['contents'][number]
const page = async (path: string): Promise<HsdsPage> => HsdsPage.parse(await asked(path))
const all = async (path: string): Promise<Thing[]> =>
  (await page(`${path}${path.includes('?') ? '&' : '?'}per_page=200`)).contents

const hsds = openShapes()
const profile = openShapes(PROFILE_PATCHES)

function holds(shape: z.ZodType, thing: unknown, label: string): void {
  const { error } = shape.safeParse(thing)
  assert.equal(error, undefined, `${label}: ${JSON.stringify(error?.issues.slice(0, 3))}`)
}

const KINDS = [
  { path: '/services', table: 'service', total: directory.services.length },
  { path: '/organizations', table: 'organization', total: directory.organisations.length },
  {
    path: '/service_at_locations',
    table: 'service_at_location',
    total: directory.services.filter(({ advice }) => advice !== 'hold').length,
  },
  { path: '/taxonomies', table: 'taxonomy' },
  { path: '/taxonomy_terms', table: 'taxonomy_term' },
]

for (const [name, shapes] of Object.entries({ 'HSDS 3.0': hsds, 'the profile': profile })) {
  for (const { path, table, total } of KINDS) {
    test(`every page of ${path}, and each of its things, holds ${name}`, async () => {
      const things: Thing[] = []
      for (let n = 1, last = false; !last; n += 1) {
        const part = await page(`${path}?page=${String(n)}&per_page=7`)
        things.push(...part.contents)
        last = part.last_page
        assert.deepEqual([part.page_number, part.size], [n, part.contents.length])
        assert.equal(part.total_pages, Math.ceil(part.total_items / 7))
      }
      assert.ok(things.length > 0)
      if (total !== undefined) assert.equal(things.length, total)
      for (const thing of things) {
        holds(shapes(table, 'listed'), thing, `${path} list`)
        holds(shapes(table, 'whole'), await asked(`${path}/${thing.id}`), `${path}/${thing.id}`)
      }
      for (const full of ['full=true', 'full_service=true']) {
        for (const thing of await all(`${path}?${full}`)) holds(shapes(table, 'whole'), thing, `${path}?${full}`)
      }
    })
  }
}

test('what a reader of the page is told of a service stands in its description, in every language', async () => {
  const things = new Map((await all('/services?full=true')).map((thing) => [thing.id, thing]))
  for (const { id, gives, note } of directory.services) {
    const thing = things.get(id)
    const said = [String(thing?.description), ...(thing?.attributes as { value: string }[]).map(({ value }) => value)]
    for (const lang of ['fi', 'sv', 'en'] as const) {
      const sentence = gives[lang].replace(/\.$/, '')
      assert.ok(
        said.some((text) => text.startsWith(sentence) && text.endsWith(note?.[lang] ?? '')),
        `${id} ${lang}`,
      )
    }
  }
})

test('a language that needs an interpreter says so', async () => {
  const line = (await all('/services?full=true')).find(({ name }) => name === 'Nollalinja')
  const languages = line?.languages as { code: string; note?: string }[]
  const noteOf = (code: string) => languages.find((one) => one.code === code)?.note
  assert.deepEqual([noteOf('fi'), noteOf('ru')], [undefined, 'Tulkin avulla'])
  assert.equal(line?.interpretation_services, 'Tulkki järjestyy')
})

test('what has not changed is not sent again, and a wrong address is told to a machine', async () => {
  for (const path of ['/hsds/services?full=true', '/hsds/datapackage.zip']) {
    const tag = (await app.request(path)).headers.get('etag') ?? ''
    assert.match(tag, /^W\/"/, path)
    assert.equal((await app.request(path, { headers: { 'if-none-match': tag } })).status, 304, path)
    const other = (await app.request('/hsds/organizations')).headers.get('etag') ?? ''
    assert.equal((await app.request(path, { headers: { 'if-none-match': other } })).status, 200, path)
  }
  for (const path of ['/hsds/services/', '/hsds/locations', '/hsds/services/x/y', '/hsds/services/x']) {
    const { status, headers } = await app.request(path)
    assert.equal(status, 404, path)
    assert.match(headers.get('content-type') ?? '', /^application\/json/, path)
  }
})

test('the minimal form says which services there are and when each was changed, and no more', async () => {
  const brief = await all('/services?minimal=true')
  assert.equal(brief.length, directory.services.length)
  for (const thing of brief) {
    holds(hsds('service', 'flat'), thing, 'minimal')
    assert.deepEqual(Object.keys(thing).sort(), ['id', 'last_modified', 'name', 'status'])
  }
})

test('full forms carry what the short ones leave out', async () => {
  const [service] = await all('/services?full=true')
  const [short] = await all('/services')
  for (const part of ['phones', 'schedules', 'service_areas', 'service_at_locations', 'languages', 'attributes']) {
    assert.ok(Array.isArray(service?.[part]), part)
    assert.equal(short?.[part], undefined, part)
  }
  const organization = async (query: string) => (await all(`/organizations?${query}`))[0]
  assert.equal((await organization(''))?.services, undefined)
  assert.equal(((await organization('full=true'))?.services as Thing[])[0]?.phones, undefined)
  assert.ok(Array.isArray(((await organization('full_service=true'))?.services as Thing[])[0]?.phones))
})

test('every record of the package holds HSDS 3.0, table by table', () => {
  for (const [name, rows] of Object.entries(hsdsRecords(directory, directoryChoices, Day.parse('2026-11-22')))) {
    assert.ok(rows.length > 0, name)
    // What has no value is not there, as in an answer.
    for (const row of rows) holds(hsds(name, 'row'), JSON.parse(JSON.stringify(row)), name)
    for (const column of ['id', ...(getTable(name).unique ?? [])])
      assert.equal(new Set(rows.map((row) => row[column])).size, rows.length, `${name}.${column}`)
  }
})

/** Every place in a record, as a copy of it in which something else stands there. */
function* spoilt(thing: unknown, instead: unknown): Generator {
  yield instead
  if (Array.isArray(thing)) {
    const items: unknown[] = thing
    for (const [i, item] of items.entries()) for (const other of spoilt(item, instead)) yield items.with(i, other)
  } else if (typeof thing === 'object' && thing !== null) {
    for (const [key, value] of Object.entries(thing))
      for (const other of spoilt(value, instead)) yield { ...thing, [key]: other }
  }
}

test('no place in an answer is unread: something else anywhere, or anything more, is refused', async () => {
  let tried = 0
  for (const { path, table } of KINDS) {
    const [thing] = await all(`${path}?full=true`)
    const shape = hsds(table, 'whole')
    holds(shape, thing, path)
    for (const other of spoilt(thing, { other: true })) {
      assert.equal(shape.safeParse(other).success, false, JSON.stringify(other).slice(0, 200))
      tried += 1
    }
    assert.equal(shape.safeParse({ ...thing, other: 'x' }).success, false)
    for (const field of getTable(table).required) {
      const rest = Object.fromEntries(Object.entries(thing ?? {}).filter(([name]) => name !== field))
      assert.equal(shape.safeParse(rest).success, false, `${path} without ${field}`)
    }
  }
  assert.ok(tried > 200, String(tried))
})

test('the root declares version, profile and description, and each answers', async () => {
  const root = {
    version: '3.0' as const,
    profile: 'https://apila.example/hsds/profile',
    openapi_url: 'https://apila.example/hsds/openapi.json',
  }
  assert.deepEqual(HsdsRoot.parse(await asked('/')), root)
  assert.deepEqual(await asked(''), root)
  const { modifications, uri } = (await asked('/profile')) as { modifications: string[]; uri: string }
  assert.equal(uri, root.profile)
  assert.equal(modifications.length, Object.keys(PROFILE_PATCHES).length)
  for (const [file, patch] of Object.entries(PROFILE_PATCHES)) {
    assert.ok(modifications.includes(`${root.profile}/${file}`))
    assert.deepEqual(await asked(`/profile/${file}`), patch)
  }
  const { paths } = (await asked('/openapi.json')) as { paths: object }
  assert.equal(HSDS_PATHS.length, 11)
  assert.deepEqual(Object.keys(paths).sort(), [...HSDS_PATHS].sort())
})

test('hours that are trusted are times too, several a day and round the clock; old ones are words alone', () => {
  const library = smallLibrary()
  const [line] = library.directory.services.filter(({ name }) => name.en === 'Safety line')
  assert.ok(line)
  const rowsOf = (week: WeekHours | undefined, hoursAsOf = '2026') => {
    const { number, shown, hours, confidence } = line.phones[0]!
    const phones = [{ number, shown, confidence, hoursAsOf, ...(hours && { hours }), ...(week && { week }) }]
    const directory = { ...library.directory, services: [{ ...line, phones }] }
    const { schedule } = hsdsRecords(directory, library.choices, Day.parse('2026-11-22'))
    for (const row of schedule) {
      holds(hsds('schedule', 'row'), JSON.parse(JSON.stringify(row)), 'schedule')
      assert.ok(row.description)
    }
    assert.equal(new Set(schedule.map(({ id }) => id)).size, schedule.length)
    return schedule.map(({ freq, byday, opens_at, closes_at }) => [freq, byday, opens_at, closes_at])
  }
  const daily = [1, 2, 3, 4, 5, 6, 7]
  assert.deepEqual(rowsOf([{ days: daily, from: '00:00', to: '24:00' }]), [
    ['WEEKLY', 'MO,TU,WE,TH,FR,SA,SU', '00:00', '23:59'],
  ])
  assert.deepEqual(
    rowsOf([
      { days: [1, 2], from: '09:00', to: '12:00' },
      { days: [1, 2], from: '13:00', to: '15:30' },
      { days: [6], from: '22:00', to: '24:00', lang: 'sv' },
    ]),
    [
      ['WEEKLY', 'MO,TU', '09:00', '12:00'],
      ['WEEKLY', 'MO,TU', '13:00', '15:30'],
      ['WEEKLY', 'SA', '22:00', '23:59'],
    ],
  )
  const inWords = [[undefined, undefined, undefined, undefined]]
  assert.deepEqual(rowsOf(undefined), inWords)
  assert.deepEqual(rowsOf([{ days: daily, from: '00:00', to: '24:00' }], '2022'), inWords)
  const { schedule } = hsdsRecords(library.directory, library.choices, Day.parse('2026-11-22'))
  assert.ok(schedule.filter(({ opens_at, closes_at }) => opens_at === '00:00' && closes_at === '23:59').length >= 4)
})

test('letters that were typed as two signs find what is written with one', async () => {
  for (const word of ['työ', 'lappi', 'hätä'])
    assert.deepEqual(
      await all(`/services?search=${encodeURIComponent(word.normalize('NFD'))}`),
      await all(`/services?search=${encodeURIComponent(word.normalize('NFC'))}`),
      word,
    )
  assert.ok((await all(`/services?search=${encodeURIComponent('hätä'.normalize('NFD'))}`)).length > 0)
})

test('pages come in order, and end', async () => {
  const first = await page('/services?page=1&per_page=10')
  const total = directory.services.length
  assert.deepEqual(
    [first.total_items, first.total_pages, first.size, first.first_page, first.last_page, first.empty],
    [total, Math.ceil(total / 10), 10, true, false, false],
  )
  const last = await page(`/services?page=${String(first.total_pages)}&per_page=10`)
  assert.deepEqual([last.first_page, last.last_page, last.size], [false, true, total % 10 || 10])
  const beyond = await page('/services?page=99')
  assert.deepEqual([beyond.empty, beyond.last_page, beyond.contents], [true, true, []])
  for (const nonsense of [
    'page=0',
    'page=-1',
    'page=x',
    'per_page=0',
    'per_page=1e9',
    'search=%00',
    'full=perhaps',
    'modified_after=soon',
  ]) {
    assert.equal((await page(`/services?${nonsense}`)).page_number, 1, nonsense)
  }
})

test('every service names an organisation, a day of checking and an area', async () => {
  const organizations = new Set((await all('/organizations')).map(({ id }) => id))
  for (const service of await all('/services?full=true')) {
    assert.ok(organizations.has(String(service.organization_id)))
    assert.match(String(service.assured_date), /^\d{4}-\d{2}-\d{2}$/)
    assert.ok((service.service_areas as Thing[]).length > 0)
  }
})

test('names are the Finnish ones, and the other languages stand in attributes', async () => {
  for (const { id, name } of directory.services) {
    const found = (await asked(`/services/${id}`)) as {
      name: string
      attributes: { value: string; taxonomy_term: { code: string } }[]
    }
    assert.equal(found.name, name.fi)
    const value = (code: string) => found.attributes.find((one) => one.taxonomy_term.code === code)?.value
    assert.deepEqual([value('text:name-sv'), value('text:name-en')], [name.sv, name.en])
  }
})

test('identifiers are the same at every reading and never shared', async () => {
  const read = async () => JSON.stringify(await Promise.all(KINDS.map(({ path }) => all(`${path}?full=true`))))
  assert.equal(await read(), await read())
  const phones = (await all('/services?full=true')).flatMap(({ phones, attributes }) => [
    ...(phones as Thing[]),
    ...(attributes as Thing[]),
  ])
  assert.equal(new Set(phones.map(({ id }) => id)).size, phones.length)
})

test('what is on hold has no contact and no place; a secret place has a gate and no address', async () => {
  const text = JSON.stringify(await all('/services?full=true'))
  assert.doesNotMatch(text, /237 ?7104|664 ?1707|paperittomat@pakolaisneuvonta|"addresses"|"latitude"/)
  for (const service of directory.services.filter(({ advice }) => advice === 'hold')) {
    const found = (await asked(`/services/${service.id}`)) as {
      phones: unknown[]
      email?: string
      alert?: string
      service_at_locations: unknown[]
    }
    assert.deepEqual([found.phones, found.email, found.service_at_locations], [[], undefined, []])
    assert.match(found.alert ?? '', /ei ole vahvistettu/)
  }
  for (const service of directory.services.filter(({ secretPlace }) => secretPlace)) {
    const found = (await asked(`/services/${service.id}`)) as { application_process: string }
    assert.equal(found.application_process, service.frontGate?.fi)
  }
})

test('a purchased service whose time has passed is inactive, everything else active', async () => {
  const inactive = (await all('/services')).filter(({ status }) => status !== 'active')
  assert.deepEqual(
    inactive.map(({ name }) => name),
    ['Kausityöntekijöiden neuvontapalvelu'],
  )
})

test('filters narrow together', async () => {
  const terms = await all('/taxonomy_terms')
  const term = (code: string): string => {
    const found = terms.find((one) => one.code === code)
    assert.ok(found, code)
    return found.id
  }
  const bought = await all(`/services?taxonomy_term_id=${term('track:purchased')}`)
  assert.deepEqual(
    bought.map(({ name }) => name),
    ['Kausityöntekijöiden neuvontapalvelu'],
  )
  const riku = directory.organisations.find(({ name }) => name.fi.includes('RIKU'))?.id ?? ''
  const ofRiku = await all(`/services?organization_id=${riku}`)
  assert.equal(ofRiku.length, directory.services.filter(({ organisation }) => organisation === riku).length)
  assert.deepEqual(await all(`/services?organization_id=${riku}&taxonomy_term_id=${term('need:danger')}`), [])
  assert.equal((await all('/services?modified_after=2999-01-01T00:00:00Z')).length, 0)
  assert.ok((await all('/services?search=shelter')).length > 0)
  assert.equal((await all('/services?search=shelter%20zzz')).length, 0)
  assert.equal((await all(`/service_at_locations?organization_id=${riku}`)).length, ofRiku.length - 1)
  const taxonomy = (await all('/taxonomies'))[0]?.id ?? ''
  assert.ok((await all(`/taxonomy_terms?taxonomy_id=${taxonomy}`)).every((one) => one.taxonomy_id === taxonomy))
})

test('what is not there is 404, and anyone may read from a page of their own', async () => {
  for (const path of ['/services/none', '/services/__proto__', '/organizations/', '/programs', '/profile/phone.json']) {
    assert.equal((await app.request(`/hsds${path}`)).status, 404, path)
  }
  assert.equal((await app.request('/hsds/services')).headers.get('access-control-allow-origin'), '*')
})

test('what only professionals may use, and what nobody has checked for a year, says so', () => {
  const [service] = directory.services.filter(({ advice, warning }) => advice === 'ready' && warning === undefined)
  assert.ok(service)
  const after = (days: number) =>
    hsdsRecords(
      { ...directory, services: [{ ...service, professionalsOnly: true }] },
      directoryChoices,
      addDays(Day.parse(service.checkedOn), days),
    )
  assert.ok(after(0).attribute.some(({ link_type, value }) => link_type === 'access' && value === 'professionals-only'))
  assert.equal(after(0).service[0]?.alert, undefined)
  assert.match(String(after(366).service[0]?.alert), /yli vuoden vanhoja/)
  assert.ok(after(366).attribute.some(({ value }) => /över ett år/.test(String(value))))
})

test("a member's word changes day, assurer and alert at once, and every record still holds", async () => {
  const library = smallLibrary()
  const { services } = library.directory
  const [right, changed, held] = [
    services.find(({ name }) => name.en === 'Peer group'),
    services.find(({ name }) => name.en === 'Crisis support'),
    services.find(({ advice }) => advice === 'hold'),
  ]
  assert.ok(right && changed && held)
  const network = networkOf(library)
  const live = hsdsRoutes({
    today: () => Day.parse('2026-11-22'),
    network,
    config: { publicUrl: 'https://apila.example' },
  })
  const read = async ({ id }: { id: string }) => {
    const thing = (await (await live.request(`/hsds/services/${id}`)).json()) as {
      assured_date: string
      alert?: string
      last_modified: string
      phones: unknown[]
      attributes: { link_type: string; value: string }[]
    }
    holds(hsds('service', 'whole'), thing, 'HSDS 3.0')
    holds(profile('service', 'whole'), thing, 'the profile')
    return { ...thing, by: thing.attributes.find(({ link_type }) => link_type === 'assured-by')?.value }
  }
  assert.match((await read(right)).alert ?? '', /kolmeen kuukauteen/)
  const before = await read(held)
  const word = (service: { id: string }, state: 'right' | 'changed', day = '2026-11-21') => ({
    ...{ service: service.id, state, organisation: OrganisationId.parse('koivu'), message: 'kanarialintu' },
    day: Day.parse(day),
  })
  network.library.set([word(right, 'right'), word(changed, 'changed'), word(held, 'right', '2026-11-23')])
  const { assured_date, alert, by } = await read(right)
  assert.deepEqual([assured_date, by], ['2026-11-21', 'organisation'])
  assert.doesNotMatch(alert ?? '', /kuukaut/)
  const warned = await read(changed)
  assert.match(warned.alert ?? '', /ilmoitti 21\.11\.2026/)
  assert.deepEqual([warned.assured_date, warned.last_modified], [changed.checkedOn, '2026-11-21T00:00:00Z'])
  assert.deepEqual(await read(held), before)
  const everything = JSON.stringify(await (await live.request('/hsds/services?full=true&per_page=200')).json())
  assert.doesNotMatch(everything, /kanarialintu/)
})
