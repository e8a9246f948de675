// Every route of the API: works, not signed in, wrong organisation, bad input. A route without all four fails here.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { canonicalJson } from '@apila/disclosure/canonical.ts'
import { ProblemDocument } from '@apila/core/problem.ts'
import { addDays } from '@apila/core/day.ts'
import { CONTACT_MESSAGE_MOST_CHARACTERS } from '@apila/core/services/wire.ts'
import { releaseText } from '@apila/core/statistics/release-desk.ts'
import { API_ROUTES } from './app.ts'
import { digestOf } from './platform/keys.ts'
import { mostBytes } from './platform/route.ts'
import type { Route } from './platform/route.ts'
import { testDirectory } from './services/test/directory.ts'
import { newUnsignedRelease } from './statistics/test/release.ts'
import { type TestServer, newDeposit, random, signBy, startTestServer } from './test/network.ts'

const nameOf = (route: Route) => `${route.method.toUpperCase()} ${route.path.slice('/api/v1'.length)}`

let server: TestServer
before(async () => {
  server = await startTestServer({ directory: testDirectory(), now: () => new Date('2026-11-22T09:00:00Z') })
})
after(() => server.close())

const worker = 'alder-worker-1'
const other = 'birch-worker-1'
const keeper = 'alder-keeper-1'
const officer = 'alder-officer'

const post = (path: string, body: unknown, as?: string) =>
  server.call('POST', `/api/v1${path}`, { body, ...(as && { as }) })
const put = (path: string, body: unknown, as: string) => server.call('PUT', `/api/v1${path}`, { body, as })
const get = (path: string, as?: string) => server.call('GET', `/api/v1${path}`, as ? { as } : {})
type Answer = Awaited<ReturnType<typeof get>>
const is = (answer: Answer, status: number): unknown => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  if (status >= 400) assert.equal(ProblemDocument.parse(answer.body).status, status)
  return answer.body
}

async function deposited() {
  const deposit = newDeposit(server.today())
  is(await post('/parcels', deposit, worker), 204)
  return deposit
}

type Case = {
  works: () => Promise<void>
  /** What a device of another organisation, or without the desk or role, gets; `null` where anyone, or any device, may call. */
  wrong: (() => Promise<void>) | null
  /** A body that the schema refuses; by default an empty object. Routes without a body have none. */
  bad?: unknown
}

// Officers have no desk: to them referral routes are not there.
const noDesk = (method: 'post' | 'put', path: string, body: () => unknown) => async () => {
  is(await (method === 'post' ? post : put)(path, body(), officer), 404)
}
const named = () => ({ locator: random(16) })

const CASES: Readonly<Record<string, Case>> = {
  'GET /feedback': {
    works: async () => {
      assert.match(await givenFeedback(), /^[A-Za-z0-9_-]{22}$/)
    },
    wrong: async () => {
      is(await get('/feedback', worker), 404)
      is(await get('/feedback', officer), 404)
    },
  },
  'POST /feedback/answered': {
    works: async () => {
      is(await post('/feedback/answered', { id: await givenFeedback() }, keeper), 204)
    },
    wrong: async () => {
      is(await post('/feedback/answered', { id: random(16) }, keeper), 404)
      is(await post('/feedback/answered', { id: random(16) }, worker), 404)
    },
  },
  'GET /services/own': {
    works: async () => {
      assert.equal((await ownEntries(worker)).length, 2)
    },
    wrong: async () => {
      const mine = new Set((await ownEntries(worker)).map(({ id }) => id))
      assert.ok((await ownEntries(other)).every(({ id }) => !mine.has(id)))
    },
  },
  'POST /services/right': {
    works: async () => {
      const entries = (await ownEntries(worker)).map(({ id }) => ({ id, reportedOn: null }))
      is(await post('/services/right', { entries }, worker), 204)
      is(await post('/services/right', { entries }, officer), 204)
    },
    wrong: async () => {
      const entries = (await ownEntries(worker)).map(({ id }) => ({ id, reportedOn: null }))
      is(await post('/services/right', { entries }, other), 404)
      is(await post('/services/right', { entries: [{ id: randomUUID(), reportedOn: null }] }, worker), 404)
    },
    bad: { entries: [] },
  },
  'POST /services/changed': {
    works: async () => {
      const [entry] = await ownEntries(other)
      is(await post('/services/changed', { id: entry?.id, message: 'Another number' }, other), 204)
      is(await post('/services/changed', { id: entry?.id, message: 'Another number' }, other), 204)
    },
    wrong: async () => {
      const [entry] = await ownEntries(other)
      is(await post('/services/changed', { id: entry?.id, message: '' }, worker), 404)
      is(await post('/services/changed', { id: entry?.id, message: '' }, keeper), 404)
    },
    bad: { id: randomUUID(), message: 'x'.repeat(CONTACT_MESSAGE_MOST_CHARACTERS + 1) },
  },
  'GET /services/waiting': {
    works: async () => {
      const [entry] = await ownEntries(other)
      is(await post('/services/changed', { id: entry?.id, message: 'Another number' }, other), 204)
      const { entries } = is(await get('/services/waiting', keeper), 200) as { entries: { id: string }[] }
      assert.equal(entries[0]?.id, entry?.id)
    },
    wrong: async () => {
      is(await get('/services/waiting', worker), 404)
      is(await get('/services/waiting', officer), 404)
    },
  },
  'GET /refusals': {
    works: async () => {
      const { status, body } = await server.call('GET', '/api/v1/refusals', { as: keeper })
      assert.equal(status, 200)
      assert.ok(Array.isArray((body as { refusals: unknown }).refusals))
    },
    wrong: async () => {
      is(await server.call('GET', '/api/v1/refusals', { as: worker }), 404)
      is(await server.call('GET', '/api/v1/refusals', { as: officer }), 404)
    },
  },
  'GET /texts/waiting': {
    works: async () => {
      const { clients } = is(await get('/texts/waiting', keeper), 200) as { clients: { lang: string }[] }
      assert.ok(clients.some(({ lang }) => lang === 'ar'))
    },
    wrong: async () => {
      is(await get('/texts/waiting', worker), 404)
      is(await get('/texts/waiting', officer), 404)
    },
  },
  'POST /session/challenge': {
    works: async () => {
      const { challenge } = is(await post('/session/challenge', {}), 200) as { challenge: string }
      assert.equal(challenge.length, 43)
    },
    wrong: null,
  },
  'POST /session': {
    works: async () => {
      server.forgetSessions()
      assert.equal((await server.signIn(worker)).length, 43)
    },
    wrong: async () => {
      const { challenge } = (await post('/session/challenge', {})).body as { challenge: string }
      const key = server.network.devices.get(other)
      assert.ok(key)
      const signature = signBy(key, `apila/session/v1\0test-network\0${challenge}`)
      is(await post('/session', { device: worker, challenge, signature }), 401)
      is(await post('/session', { device: other, challenge, signature }), 401)
    },
  },
  'DELETE /session': {
    works: async () => {
      const token = await server.signIn('birch-keeper-2')
      is(await server.call('DELETE', '/api/v1/session', { token }), 204)
      is(await server.call('GET', '/api/v1/wraps', { token }), 401)
    },
    wrong: null,
  },
  'GET /network': {
    works: async () => {
      assert.deepEqual(is(await get('/network'), 200), { network: 'test-network', demo: true })
    },
    wrong: null,
  },
  'GET /roster': {
    works: async () => {
      assert.deepEqual(is(await get('/roster', worker), 200), { entries: server.network.entries })
    },
    wrong: null,
  },
  'POST /roster': {
    works: async () => {
      const { network } = server
      const device = network.newDevice('alder', 'alder-worker-9', ['worker'], ['referral'])
      network.devices.set(device.id, device)
      network.add({ kind: 'device-add', device: network.describe(device) }, network.keepersOf('alder'))
      is(await post('/roster', { entries: network.entries.slice(-1) }, keeper), 204)
      is(await get('/ended', device.id), 200)
    },
    wrong: async () => {
      const { network } = server
      const before = network.entries.length
      const device = network.newDevice('alder', 'alder-worker-8', ['worker'], ['referral'])
      network.add({ kind: 'device-add', device: network.describe(device) }, network.keepersOf('birch'))
      is(await post('/roster', { entries: network.entries.slice(-1) }, keeper), 422)
      is(await post('/roster', { entries: network.entries.slice(-1) }, worker), 404)
      network.entries.length = before
      is(await post('/roster', { entries: network.entries.slice(0, 1) }, keeper), 422)
    },
  },
  'PUT /wraps': {
    works: async () => {
      const wraps = [{ device: worker, desk: 'referral', blob: random(3000) }]
      is(await put('/wraps', { wraps }, keeper), 204)
      assert.deepEqual(is(await get('/wraps', worker), 200), { wraps })
    },
    wrong: async () => {
      const blob = random(3000)
      is(await put('/wraps', { wraps: [{ device: other, desk: 'referral', blob }] }, keeper), 404)
      is(await put('/wraps', { wraps: [{ device: officer, desk: 'referral', blob }] }, keeper), 404)
      is(await put('/wraps', { wraps: [{ device: worker, desk: 'referral', blob }] }, worker), 404)
    },
  },
  'GET /wraps': {
    works: async () => {
      is(await get('/wraps', keeper), 200)
    },
    wrong: async () => {
      assert.deepEqual(is(await get('/wraps', other), 200), { wraps: [] })
    },
  },
  'POST /parcels': {
    works: async () => {
      await deposited()
    },
    wrong: noDesk('post', '/parcels', () => newDeposit(server.today())),
    bad: { ...newDeposit('2026-01-01' as never), withdraw: 'short' },
  },
  'POST /hints/list': {
    works: async () => {
      const deposit = await deposited()
      const { hints } = is(await post('/hints/list', { after: 0 }, other), 200) as { hints: string[] }
      assert.ok(hints.includes(deposit.hint))
    },
    wrong: noDesk('post', '/hints/list', () => ({ after: 0 })),
  },
  'POST /parcels/open': {
    works: async () => {
      const { knock } = await deposited()
      is(await post('/parcels/open', { locator: knock.locator }, other), 200)
    },
    wrong: async () => {
      const { knock } = await deposited()
      is(await post('/parcels/open', { locator: knock.locator }, officer), 404)
      is(await post('/parcels/open', named(), worker), 404)
    },
  },
  'PUT /parcels/key': {
    works: async () => {
      const { story } = await deposited()
      const until = addDays(server.today(), 60)
      const key = random(2000)
      assert.deepEqual(is(await put('/parcels/key', { locator: story.locator, version: 0, key, until }, other), 200), {
        version: 1,
      })
      is(await put('/parcels/key', { locator: story.locator, version: 0, key, until }, other), 409)
      const released = is(await post('/parcels/open', { locator: story.locator }, other), 200) as {
        key: string
        until: string
        leash: string
      }
      assert.deepEqual([released.key, released.until, released.leash], [key, until, story.leash])
    },
    wrong: async () => {
      const { knock, story } = await deposited()
      const lock = { version: 0, key: null, until: server.today() }
      is(await put('/parcels/key', { ...lock, locator: story.locator }, officer), 404)
      is(await put('/parcels/key', { ...lock, locator: knock.locator }, other), 404)
      is(await put('/parcels/key', { ...lock, locator: story.locator, until: addDays(server.today(), 91) }, other), 422)
    },
  },
  'POST /journal': {
    works: async () => {
      const { locator } = (await deposited()).knock
      const line = { locator, n: 0, blob: random(4000) }
      is(await post('/journal', line, other), 204)
      is(await post('/journal', line, other), 204)
      is(await post('/journal', { ...line, blob: random(4000) }, worker), 409)
    },
    wrong: async () => {
      is(await post('/journal', { ...named(), n: 0, blob: random(10) }, worker), 404)
      is(await post('/journal', { locator: (await deposited()).knock.locator, n: 0, blob: random(10) }, officer), 404)
    },
  },
  'POST /journal/list': {
    works: async () => {
      const { locator } = (await deposited()).story
      const blob = random(4000)
      await post('/journal', { locator, n: 0, blob }, other)
      assert.deepEqual(is(await post('/journal/list', { locator }, worker), 200), { blobs: [blob] })
    },
    wrong: async () => {
      assert.deepEqual(is(await post('/journal/list', named(), worker), 200), { blobs: [] })
      is(await post('/journal/list', named(), officer), 404)
    },
  },
  'POST /replies': {
    works: async () => {
      const { locator } = (await deposited()).knock
      const { note } = newDeposit(server.today())
      is(await post('/replies', { locator, n: 0, blob: random(5000), note }, other), 204)
      const second = await post(
        '/replies',
        { locator, n: 0, blob: random(5000), note: { ...note, id: random(16) } },
        worker,
      )
      is(second, 409)
      const { notes } = (await post('/notes/list', { list: note.list }, other)).body as { notes: unknown[] }
      assert.equal(notes.length, 1, 'the note of the refused reply was not written')
    },
    wrong: async () => {
      const reply = { n: 0, blob: random(10), note: null }
      is(await post('/replies', { ...reply, ...named() }, worker), 404)
      is(await post('/replies', { ...reply, locator: (await deposited()).knock.locator }, officer), 404)
    },
  },
  'POST /replies/list': {
    works: async () => {
      const { locator } = (await deposited()).story
      const blob = random(5000)
      await post('/replies', { locator, n: 0, blob, note: null }, other)
      assert.deepEqual(is(await post('/replies/list', { locator }, worker), 200), { blobs: [blob] })
    },
    wrong: async () => {
      assert.deepEqual(is(await post('/replies/list', named(), worker), 200), { blobs: [] })
      is(await post('/replies/list', named(), officer), 404)
    },
  },
  'POST /sheets': {
    works: async () => {
      const { locator } = (await deposited()).story
      is(await post('/sheets', { locator, n: 0, blob: random(16_000) }, other), 204)
      is(await post('/sheets', { locator, n: 1, blob: random(200_000) }, worker), 204)
      is(await post('/sheets', { locator, n: 1, blob: random(200) }, other), 409)
    },
    wrong: async () => {
      const { knock, story } = await deposited()
      is(await post('/sheets', { locator: knock.locator, n: 0, blob: random(10) }, worker), 404)
      is(await post('/sheets', { locator: story.locator, n: 0, blob: random(10) }, officer), 404)
    },
  },
  'POST /sheets/list': {
    works: async () => {
      const { story } = await deposited()
      const blob = random(16_000)
      await post('/sheets', { locator: story.locator, n: 0, blob }, other)
      const sheets = is(await post('/sheets/list', { locator: story.locator }, worker), 200)
      assert.deepEqual(sheets, { leash: story.leash, keys: story.sheetKeys, sheets: [blob] })
    },
    wrong: async () => {
      const { knock, story } = await deposited()
      is(await post('/sheets/list', { locator: knock.locator }, worker), 404)
      is(await post('/sheets/list', { locator: story.locator }, officer), 404)
    },
  },
  'POST /notes/list': {
    works: async () => {
      const { note } = await deposited()
      const { id, blob, until } = note
      assert.deepEqual(is(await post('/notes/list', { list: note.list }, worker), 200), {
        notes: [{ id, version: 1, blob, until }],
      })
    },
    wrong: async () => {
      await deposited()
      assert.deepEqual(is(await post('/notes/list', { list: random(16) }, other), 200), { notes: [] })
      is(await post('/notes/list', { list: random(16) }, officer), 404)
    },
  },
  'PUT /notes': {
    works: async () => {
      const { note } = newDeposit(server.today())
      assert.deepEqual(is(await put('/notes', note, worker), 200), { version: 1 })
      const changed = { ...note, version: 1, blob: random(5000) }
      assert.deepEqual(is(await put('/notes', changed, worker), 200), { version: 2 })
      assert.deepEqual(is(await put('/notes', changed, worker), 200), { version: 2 })
      is(await put('/notes', { ...changed, blob: random(5000) }, worker), 409)
    },
    wrong: noDesk('put', '/notes', () => newDeposit(server.today()).note),
  },
  'POST /notes/delete': {
    works: async () => {
      const { note } = await deposited()
      is(await post('/notes/delete', { list: note.list, id: note.id }, worker), 204)
      is(await post('/notes/delete', { list: note.list, id: note.id }, worker), 404)
    },
    wrong: async () => {
      const { note } = await deposited()
      is(await post('/notes/delete', { list: random(16), id: note.id }, other), 404)
      is(await post('/notes/delete', { list: note.list, id: note.id }, officer), 404)
    },
  },
  'GET /ended': {
    works: async () => {
      const deposit = await deposited()
      await post('/end', { locator: deposit.knock.locator, withdraw: deposit.withdraw })
      const { marks } = is(await get('/ended', other), 200) as { marks: string[] }
      assert.ok(marks.includes(deposit.mark))
    },
    wrong: async () => {
      is(await get('/ended', officer), 404)
    },
  },
  'POST /end': {
    works: async () => {
      const deposit = await deposited()
      assert.equal(is(await post('/end', { locator: deposit.story.locator, withdraw: deposit.withdraw }), 204), '')
      is(await post('/parcels/open', { locator: deposit.knock.locator }, worker), 404)
    },
    wrong: async () => {
      const deposit = await deposited()
      const another = await deposited()
      is(await post('/end', { locator: deposit.story.locator, withdraw: another.withdraw }), 204)
      is(await post('/parcels/open', { locator: deposit.story.locator }, worker), 200)
      is(await post('/parcels/open', { locator: another.story.locator }, worker), 200)
    },
  },
  'PUT /counters': {
    works: async () => {
      const counters = { list: random(16), slot: random(16), cohort: 2026, blob: random(18_000) }
      is(await put('/counters', counters, worker), 204)
      is(await put('/counters', { ...counters, blob: random(18_000) }, worker), 204)
    },
    wrong: noDesk('put', '/counters', () => ({ list: random(16), slot: random(16), cohort: 2026, blob: random(10) })),
  },
  'POST /counters/list': {
    works: async () => {
      const { list, slot, blob } = { list: random(16), slot: random(16), blob: random(18_000) }
      await put('/counters', { list, slot, cohort: 2026, blob }, worker)
      assert.deepEqual(is(await post('/counters/list', { list, cohort: 2026 }, keeper), 200), {
        slots: [{ slot, blob }],
      })
    },
    wrong: async () => {
      const list = random(16)
      assert.deepEqual(is(await post('/counters/list', { list, cohort: 2026 }, 'birch-keeper-1'), 200), { slots: [] })
      is(await post('/counters/list', { list, cohort: 2026 }, worker), 404)
    },
  },
  'POST /closings': {
    works: async () => {
      const blob = random(20_000)
      is(await post('/closings', { cohort: 2021, blob }, keeper), 204)
      is(await post('/closings', { cohort: 2021, blob }, keeper), 204)
      is(await post('/closings', { cohort: 2021, blob: random(20_000) }, 'alder-keeper-2'), 409)
      is(await put('/counters', { list: random(16), slot: random(16), cohort: 2021, blob }, worker), 409)
      is(await post('/closings', { cohort: 2026, blob }, keeper), 422)
    },
    wrong: async () => {
      is(await post('/closings', { cohort: 2021, blob: random(10) }, worker), 404)
    },
  },
  'POST /releases/state': {
    works: async () => {
      const { state } = is(await post('/releases/state', { cohort: 2024 }, keeper), 200) as { state: string }
      assert.equal(state, 'open')
    },
    wrong: async () => {
      is(await post('/releases/state', { cohort: 2024 }, worker), 404)
    },
  },
  'POST /releases/steps': {
    works: publishOne,
    wrong: async () => {
      const total = { step: 'total', cohort: 2022, blob: random(10) }
      is(await post('/releases/steps', total, keeper), 404)
      is(await post('/releases/steps', total, officer), 409)
    },
  },
  'POST /releases/fixtures': {
    works: async () => {
      const { ledger, ...rest } = await newUnsignedRelease(2023, server)
      const text = canonicalJson({ ...rest, ledger, signatures: signatures() })
      is(await post('/releases/fixtures', { release: text }, keeper), 204)
      is(await post('/releases/fixtures', { release: text }, keeper), 422)
    },
    wrong: async () => {
      is(await post('/releases/fixtures', { release: '{}' }, worker), 404)
      const release = canonicalJson({
        ...(await newUnsignedRelease(2024, server)),
        invented: false,
        signatures: signatures(),
      })
      is(await post('/releases/fixtures', { release }, keeper), 422)
    },
  },
}

async function ownEntries(as: string): Promise<{ id: string }[]> {
  return (is(await get('/services/own', as), 200) as { entries: { id: string }[] }).entries
}

const signatures = () =>
  ['alder', 'birch'].map((organisation) => ({ device: `${organisation}-officer`, organisation, signature: random(64) }))

async function publishOne(): Promise<void> {
  const cohort = 2022
  const step = (as: string, body: object) => post('/releases/steps', { cohort, ...body }, as)
  for (const as of [keeper, 'birch-keeper-1']) is(await post('/closings', { cohort, blob: random(20_000) }, as), 204)
  const state = async (as: string) =>
    is(await post('/releases/state', { cohort }, as), 200) as {
      state: string
      blobs: { organisation: string; blob: string }[]
    }
  const { blobs } = await state(officer)
  assert.deepEqual(
    [blobs.length, (await state('birch-officer')).blobs.length, (await state(keeper)).blobs.length],
    [2, 0, 0],
  )
  const halves = blobs.map(({ organisation }) => ({ organisation, blob: random(19_000) }))
  is(await step(officer, { step: 'halves', halves }), 204)
  assert.deepEqual((await state('birch-officer')).blobs, halves)
  is(await step('birch-officer', { step: 'total', blob: random(18_000) }), 204)
  const release = canonicalJson(await newUnsignedRelease(cohort, server))
  const sign = (as: string, text: string) => {
    const key = server.network.devices.get(as)
    assert.ok(key)
    return signBy(key, releaseText(text))
  }
  is(await step(officer, { step: 'drawn', release, signature: random(64) }), 422)
  const drawn = { step: 'drawn', release, signature: sign(officer, release) }
  is(await step(officer, drawn), 204)
  is(await step(officer, drawn), 204)
  is(await step(officer, { ...drawn, release: `${release} ` }), 409)
  const checked = { step: 'checked', digest: digestOf(release), signature: sign('birch-officer', release) }
  is(await step('birch-officer', { ...checked, signature: drawn.signature }), 422)
  is(await step(officer, checked), 409)
  is(await step('birch-officer', checked), 204)
  assert.equal((await state(keeper)).state, 'published')
}

/** What the public form stores; the form itself is tested with its page. */
async function givenFeedback(): Promise<string> {
  const body = new URLSearchParams({ message: 'The link is broken', contact: 'reader@example.org' })
  const answer = await fetch(`${server.url}/en/accessibility`, { method: 'POST', body, redirect: 'manual' })
  assert.equal(answer.status, 303)
  const { feedback } = is(await get('/feedback', keeper), 200) as { feedback: { id: string }[] }
  return feedback.at(-1)?.id ?? ''
}

test('every route has its four', () => {
  assert.deepEqual(API_ROUTES.map(nameOf).toSorted(), Object.keys(CASES).toSorted())
})

for (const route of API_ROUTES) {
  const name = nameOf(route)
  const { works, wrong, bad } = CASES[name]!
  const method = route.method.toUpperCase()
  test(`${name}: works`, works)
  test(`${name}: wrong organisation, desk or role`, async () => {
    if (wrong !== null) await wrong()
    else assert.match(route.access, /^(anyone|device)$/, 'somebody may not call this')
  })
  test(`${name}: not signed in`, async () => {
    // The founding route is open only until there is a network.
    if (route.access === 'anyone' && name !== 'POST /roster') {
      const { status } = await server.call(method, route.path, { ...(route.body && { body: {} }), token: random(32) })
      assert.ok([200, 204, 400].includes(status), `answers ${String(status)} to anyone`)
      return
    }
    const body = name === 'POST /roster' ? { entries: server.network.entries.slice(0, 1) } : {}
    const sent = route.body ? { body } : {}
    is(await server.call(method, route.path, sent), 401)
    is(await server.call(method, route.path, { ...sent, token: random(32) }), 401)
    is(await server.call(method, route.path, { ...sent, token: 'short' }), 401)
  })
  test(`${name}: bad input`, async () => {
    if (!route.body) {
      const { status } = await server.call('PATCH', route.path)
      assert.equal(status, 405)
      return
    }
    const as = route.access === 'release-officer' ? officer : keeper
    const secret = 'never-to-be-repeated'
    for (const options of [
      { text: `{"a":"${secret}"` },
      { body: bad ?? { secret } },
      { body: [secret] },
      { body: null },
    ]) {
      const answer = await server.call(method, route.path, { as, ...options })
      is(answer, 400)
      assert.ok(!JSON.stringify(answer.body).includes(secret))
    }
    const { status } = await server.call(method, route.path, {
      as,
      text: `"${'a'.repeat(mostBytes(route) + 1)}"`,
    })
    assert.equal(status, 413)
  })
}
