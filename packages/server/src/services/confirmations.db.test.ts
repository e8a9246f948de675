// Members' words on their own entries over HTTP: kept once, laid over what readers see, forgotten in time, and nobody else's to say.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { OwnEntries, type OwnEntry, WaitingEntries } from '@apila/core/services/wire.ts'
import { type TestServer, startOn, startTestServer } from '../test/network.ts'
import { smallLibrary } from '../library/test/small-library.ts'

const worker = 'alder-worker-1'
const keeper = 'birch-keeper-1'
let server: TestServer
let now = new Date('2026-11-22T10:00:00Z')
before(async () => {
  server = await startTestServer({ library: smallLibrary(), now: () => now })
})
after(() => server.close())

const own = async (as = worker): Promise<OwnEntry[]> =>
  OwnEntries.parse((await server.call('GET', '/api/v2/services/own', { as })).body).entries
const first = async (as = worker): Promise<OwnEntry> => {
  const [entry] = await own(as)
  assert.ok(entry)
  return entry
}
const waiting = async () => {
  const { body } = await server.call('GET', '/api/v2/services/waiting', { as: keeper })
  return WaitingEntries.parse(body).entries
}
const right = (entries: readonly { id: string; reportedOn: string | null }[], as = worker) =>
  server.call('POST', '/api/v2/services/right', { as, body: { entries } })
const changed = (id: string, message = '', as = worker) =>
  server.call('POST', '/api/v2/services/changed', { as, body: { id, message } })
const page = async () => (await fetch(`${server.url}/en/services`)).text()
const hsds = async (id: string) =>
  (await (await fetch(`${server.url}/hsds/services/${id}`)).json()) as { assured_date: string; alert?: string }

/** Stops and starts on the same folder, with a directory whose entries were checked on another day. */
async function restart(checkedOn?: string): Promise<void> {
  await server.running.close()
  server.running = await startOn(server.folder, { library: smallLibrary(checkedOn), now: () => now })
  server.url = server.running.publicUrl
  server.forgetSessions()
}

test('keepers see also what no desk confirms yet, and nobody but members', async () => {
  const library = smallLibrary()
  const { organisations, services } = library.directory
  const [member, service] = [
    organisations[0]!,
    services.find(({ organisation }) => organisation === organisations[0]!.id)!,
  ]
  const { name, about, role } = member
  const deskless = { id: '00000000-0000-4000-8000-0000000000ff', name, about, role }
  const own = { ...service, id: '00000000-0000-4000-8000-0000000000fe', organisation: deskless.id }
  const directory = {
    ...library.directory,
    organisations: [...organisations, deskless],
    services: [...services, own, { ...own, id: '00000000-0000-4000-8000-0000000000fd', advice: 'hold' as const }],
  }
  const other = await startTestServer({ library: { ...library, directory }, now: () => now })
  try {
    const { body } = await other.call('GET', '/api/v2/services/waiting', { as: keeper })
    const { entries } = WaitingEntries.parse(body)
    const unanswered = entries.filter(({ rosterId }) => rosterId === null)
    assert.deepEqual(
      unanswered.map(({ advice, isDue }) => [advice, isDue]),
      [
        ['ready', true],
        ['hold', false],
      ],
    )
    assert.equal(entries.length - unanswered.length, 3)
  } finally {
    await other.close()
  }
})

test('each organisation sees its own entries, and what is due', async () => {
  const entries = await own()
  assert.deepEqual(
    entries.map(({ name, isDue, age, report }) => [name.en, isDue, age, report]),
    [
      ['Support and advice', true, 'quarter', null],
      ['Peer group', true, 'quarter', null],
    ],
  )
  assert.deepEqual(
    entries[0]?.languages.map(({ en }) => en),
    ['Finnish', 'Swedish', 'English'],
  )
  assert.deepEqual(
    (await own('birch-worker-1')).map(({ name }) => name.en),
    ['Crisis support'],
  )
  assert.equal((await waiting()).length, 3)
})

test('what is confirmed is all that readers are told', async () => {
  const text = (await page()).split('<li class="entry">').find((one) => one.includes('Support and advice')) ?? ''
  const { gives, areaNote, cost, warning, forWhom, withoutName } = await first()
  for (const part of [gives, areaNote, cost, warning, forWhom]) {
    assert.ok(part)
    assert.ok(text.includes(part.en.replace(/\.$/, '')), part.en)
  }
  assert.equal(withoutName, 'not-known')
  const { organisations, services } = smallLibrary().directory
  const [alder] = organisations
  const shown = Object.keys(await first())
  // Codes behind the words, and where the editors read it.
  const unseen = ['organisation', 'needs', 'areas', 'groups', 'costs', 'professionalsOnly', 'secretPlace', 'sources']
  for (const key of services.filter(({ organisation }) => organisation === alder?.id).flatMap(Object.keys))
    assert.ok(shown.includes(key) || unseen.includes(key), key)
})

test('one foreign entry among own ones: nothing is confirmed at all', async () => {
  const foreign = await first('birch-worker-1')
  const entries = [...(await own()), foreign].map(({ id }) => ({ id, reportedOn: null }))
  assert.equal((await right(entries)).status, 404)
  assert.ok((await own()).every(({ isDue }) => isDue))
  assert.equal((await changed(foreign.id, 'not mine')).status, 404)
  const real = smallLibrary().directory.services[0]?.id ?? ''
  assert.equal((await right([{ id: real, reportedOn: null }])).status, 404)
  assert.equal((await waiting()).filter(({ report }) => report).length, 0)
})

test('confirming all is for readers at once, twice is once, and it survives a restart', async () => {
  const entries = (await own()).map(({ id }) => ({ id, reportedOn: null }))
  for (let n = 0; n < 2; n += 1) assert.equal((await right(entries)).status, 204)
  const told = (await page()).split('The organisation itself confirmed this on 22.11.2026.').length - 1
  assert.equal(told, 2)
  assert.equal((await hsds(entries[0]?.id ?? '')).assured_date, '2026-11-22')
  await restart()
  assert.ok((await own()).every(({ isDue, checkedBy }) => !isDue && checkedBy === 'organisation'))
  assert.deepEqual(
    (await waiting()).map(({ rosterId }) => rosterId),
    ['birch'],
  )
})

test('a report warns readers, shows keepers alone what was written, and is not wiped away by whoever has not seen it', async () => {
  const { id } = await first()
  assert.equal((await changed(id, ' Uusi numero on kanarialintu ')).status, 204)
  assert.match(await page(), /said on 22\.11\.2026 that something here has changed/)
  assert.match((await hsds(id)).alert ?? '', /jokin tässä on muuttunut/)
  const [top] = await waiting()
  assert.deepEqual(
    [top?.rosterId, top?.report],
    ['alder', { day: '2026-11-22', message: 'Uusi numero on kanarialintu' }],
  )
  assert.equal((await first()).isDue, false)
  for (const path of ['/en/services', '/hsds/services?full=true&per_page=200', '/hsds/datapackage.zip'])
    assert.doesNotMatch(await (await fetch(`${server.url}${path}`)).text(), /kanarialintu/)
  const blind = await right([{ id, reportedOn: null }])
  assert.equal(blind.status, 409)
  assert.equal((await right([{ id, reportedOn: '2026-11-22' }])).status, 204)
  assert.doesNotMatch(await page(), /that something here has changed/)
  assert.equal((await first()).report, null)
})

test('content that is newer than a word overtakes it, and the word is forgotten', async () => {
  const { id } = await first()
  await changed(id, 'kanarialintu')
  await restart('2026-11-22')
  assert.ok((await first()).report, 'on the same day the report stands')
  await restart('2026-11-23')
  assert.equal((await first()).report, null)
  assert.doesNotMatch(await page(), /that something here has changed/)
  await restart()
  assert.equal((await first()).report, null, 'it is gone, not only hidden')
})

test('a quarter later it is due again', async () => {
  await right((await own()).map(({ id }) => ({ id, reportedOn: null })))
  now = new Date('2027-02-22T10:00:00Z')
  server.forgetSessions()
  assert.ok((await own()).every(({ isDue }) => !isDue))
  now = new Date('2027-02-23T10:00:00Z')
  server.forgetSessions()
  assert.ok((await own()).every(({ isDue, age }) => isDue && age === 'quarter'))
})
