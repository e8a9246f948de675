// Every route of the API: works, not signed in, wrong organisation, bad input. A route without all four fails here.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { codeText } from '@apila/core/account/code-text.ts'
import { canonicalJson } from '@apila/disclosure/canonical.ts'
import { ProblemDocument } from '@apila/core/problem.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import { CONTACT_MESSAGE_MOST_CHARACTERS } from '@apila/core/services/wire.ts'
import { API_ROUTES } from './app.ts'
import { digestOf, proofOf } from './platform/keys.ts'
import { mostBytes } from './platform/route.ts'
import type { Route } from './platform/route.ts'
import { smallLibrary } from './library/test/small-library.ts'
import { newUnsignedRelease } from './statistics/test/release.ts'
import { type TestServer, signBy, startTestServer } from './test/network.ts'
import { type TestPermission, bell, blobOf, newLine, newNote, newPermission, newRenewal, random } from './test/noise.ts'
import { type TestProposal, proposeBy } from './test/proposal.ts'

const nameOf = (route: Route) => `${route.method.toUpperCase()} ${route.path.slice('/api/v2'.length)}`

let server: TestServer
before(async () => {
  server = await startTestServer({
    library: smallLibrary(),
    now: () => new Date('2026-11-22T09:00:00Z'),
    endings: { step: 20 },
  })
})
after(() => server.close())

const worker = 'alder-worker-1'
const other = 'birch-worker-1'
const keeper = 'alder-keeper-1'
const officer = 'alder-officer'

const post = (path: string, body: unknown, as?: string) =>
  server.call('POST', `/api/v2${path}`, { body, ...(as && { as }) })
const put = (path: string, body: unknown, as: string) => server.call('PUT', `/api/v2${path}`, { body, as })
const get = (path: string, as?: string) => server.call('GET', `/api/v2${path}`, as ? { as } : {})
type Answer = Awaited<ReturnType<typeof get>>
const is = (answer: Answer, status: number): unknown => {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  if (status >= 400) assert.equal(ProblemDocument.parse(answer.body).status, status)
  return answer.body
}

async function sent(): Promise<TestPermission> {
  const permission = server.newPermission(server.today())
  is(await server.send(worker, permission), 204)
  return permission
}
const fresh = () => server.newPermission(server.today())

const TOLD = {
  line: { fi: 'Järjestö.', sv: 'En förening.', en: 'An organisation.' },
  way: { fi: 'Puhelu.', sv: 'Ett samtal.', en: 'A call.' },
  ...{ gives: ['support'], languages: ['fi', 'so'], areas: ['all'] },
  reading: { days: [1, 2, 5], fromHour: 9, toHour: 16 },
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
const named = () => ({ name: random(16) })
const rosterLength = () => server.network.entries.length

/** A lock of the story, and the turn that it needs later. */
function newLock({ deposit, secrets }: TestPermission) {
  const turn = random(32)
  const lock = {
    name: deposit.story.s,
    slot: 's',
    turn: secrets.turns.s,
    lock: blobOf('lock'),
    proof: proofOf(turn as never),
    roster: rosterLength(),
    line: newLine(0),
  }
  return { lock, turn }
}

const newItem = ({ deposit, secrets }: TestPermission) => ({
  t: deposit.talk.t,
  n: 0,
  post: secrets.post,
  item: blobOf('item'),
  line: newLine(0),
  bell: bell(),
  note: newNote(server.today()),
  roster: rosterLength(),
})

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
  'POST /export/own': {
    works: async () => {
      const { services, organisations } = is(await post('/export/own', undefined, keeper), 200) as {
        services: { id: string }[]
        organisations: { rosterId: string }[]
      }
      assert.deepEqual(
        services.map(({ id }) => id),
        (await ownEntries(worker)).map(({ id }) => id),
      )
      assert.deepEqual(
        organisations.map(({ rosterId }) => rosterId),
        ['alder'],
      )
    },
    wrong: async () => {
      is(await post('/export/own', undefined, worker), 404)
      is(await post('/export/own', undefined, officer), 404)
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
  'POST /receivers': {
    works: async () => {
      is(await post('/receivers/own', TOLD, keeper), 204)
      const { receivers } = is(await post('/receivers', undefined, officer), 200) as { receivers: object[] }
      assert.deepEqual(receivers, [{ organisation: 'alder', lines: TOLD, on: server.today() }])
    },
    wrong: null,
  },
  'POST /receivers/own': {
    works: async () => {
      is(await post('/receivers/own', TOLD, 'birch-keeper-1'), 204)
      is(await post('/receivers/own', { ...TOLD, gives: [] }, keeper), 204)
    },
    wrong: async () => {
      is(await post('/receivers/own', TOLD, worker), 404)
      is(await post('/receivers/own', TOLD, officer), 404)
    },
    bad: { ...TOLD, way: { ...TOLD.way, sv: '' } },
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
      const { status, body } = await server.call('GET', '/api/v2/refusals', { as: keeper })
      assert.equal(status, 200)
      assert.ok(Array.isArray((body as { refusals: unknown }).refusals))
    },
    wrong: async () => {
      is(await server.call('GET', '/api/v2/refusals', { as: worker }), 404)
      is(await server.call('GET', '/api/v2/refusals', { as: officer }), 404)
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
  'POST /challenge': {
    works: async () => {
      const { challenge } = is(await post('/challenge', {}), 200) as { challenge: string }
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
      const key = server.network.devices.get(other)
      assert.ok(key)
      const own = new URL(server.url).origin
      for (const [device, origin, network, label] of [
        [worker, own, 'test-network', 'apila/session/v2'],
        [other, 'https://apila.example', 'test-network', 'apila/session/v2'],
        [other, own, 'other-network', 'apila/session/v2'],
        [other, own, 'test-network', 'apila/part/v2'],
        ['nobody', own, 'test-network', 'apila/session/v2'],
      ] as const) {
        const { challenge } = (await post('/challenge', {})).body as { challenge: string }
        const signature = signBy(key, label, `${origin}\0${network}\0${challenge}`)
        is(await post('/session', { device, challenge, signature }), 401)
      }
      const { challenge } = (await post('/challenge', {})).body as { challenge: string }
      const signature = signBy(key, 'apila/session/v2', `${own}\0test-network\0${challenge}`)
      // A page at another address is told so: no session has ended.
      for (const from of ['http://127.0.0.1:1', 'https://apila.example', 'null']) {
        const answer = await server.call('POST', '/api/v2/session', {
          body: { device: other, challenge, signature },
          origin: from,
        })
        assert.deepEqual([answer.status, (answer.body as { type: string }).type], [403, 'wrong-address'], from)
      }
      is(await post('/session', { device: other, challenge, signature }), 200)
      is(await post('/session', { device: other, challenge, signature }), 401)
    },
  },
  'POST /session/passkeys': {
    works: async () => {
      const asked = { device: worker, origin: new URL(server.url).origin }
      assert.deepEqual(is(await post('/session/passkeys', asked), 200), { credentials: [] })
      assert.deepEqual(is(await post('/session/passkeys', { ...asked, device: 'nobody' }), 200), { credentials: [] })
    },
    wrong: null,
  },
  'POST /fresh': {
    works: async () => {
      const [key, challenge] = [server.network.devices.get(worker), await server.newChallenge()]
      assert.ok(key)
      const message = `${new URL(server.url).origin}\0test-network\0${challenge}\0close-year`
      const signature = signBy(key, 'apila/session/v2', message)
      is(await post('/fresh', { act: 'close-year', challenge, signature }, worker), 204)
      is(await post('/fresh', { act: 'close-year', challenge, signature }, worker), 401)
    },
    wrong: null,
  },
  'POST /credentials': {
    works: async () => {
      const credential = server.makePasskey('birch-keeper-2')
      server.passkeys.clear()
      is(await post('/credentials', credential, 'birch-keeper-2'), 204)
      is(await post('/credentials', credential, 'birch-keeper-2'), 204)
    },
    wrong: async () => {
      const credential = server.makePasskey('birch-keeper-2')
      server.passkeys.clear()
      is(await post('/credentials', credential, keeper), 404)
      is(await post('/credentials', { ...credential, device: keeper }, keeper), 400)
    },
  },
  'POST /join/open': {
    works: async () => {
      const id = random(16)
      is(await post('/join/open', { id }, keeper), 204)
      is(await post('/join/open', { id }, keeper), 204)
    },
    wrong: async () => {
      is(await post('/join/open', { id: random(16) }, worker), 404)
    },
  },
  'POST /join/close': {
    works: async () => {
      const id = await openedJoin()
      is(await post('/join/close', { id }, 'alder-keeper-2'), 204)
      is(await post('/join', { id, blob: random(64) }), 404)
    },
    wrong: async () => {
      is(await post('/join/close', { id: await openedJoin() }, 'birch-keeper-1'), 404)
      is(await post('/join/close', { id: random(16) }, worker), 404)
    },
  },
  'POST /join': {
    works: async () => {
      const [id, blob] = [await openedJoin(), random(64)]
      is(await post('/join', { id, blob }), 204)
      is(await post('/join', { id, blob }), 204)
      is(await post('/join', { id, blob: random(64) }), 409)
      is(await post('/join', { id: random(16), blob }), 404)
    },
    wrong: null,
  },
  'POST /join/find': {
    works: async () => {
      const [id, blob] = [await openedJoin(), random(64)]
      assert.deepEqual(is(await post('/join/find', { id }, keeper), 200), { blob: null })
      is(await post('/join', { id, blob }), 204)
      assert.deepEqual(is(await post('/join/find', { id }, 'alder-keeper-2'), 200), { blob })
    },
    wrong: async () => {
      const id = await openedJoin()
      is(await post('/join/find', { id }, 'birch-keeper-1'), 404)
      is(await post('/join/find', { id }, worker), 404)
    },
  },
  'POST /join/say': {
    works: async () => {
      const [id, blob] = [await openedJoin(), random(64)]
      is(await post('/join/say', { id, side: 'device', blob }), 204)
      is(await post('/join/say', { id, side: 'keeper', blob }, keeper), 204)
      is(await post('/join/say', { id: random(16), side: 'device', blob }), 404)
    },
    wrong: async () => {
      const [id, blob] = [await openedJoin(), random(64)]
      is(await post('/join/say', { id, side: 'keeper', blob }, 'birch-keeper-1'), 404)
      is(await post('/join/say', { id, side: 'keeper', blob }, worker), 404)
      is(await post('/join/say', { id, side: 'keeper', blob }), 401)
    },
  },
  'POST /join/hear': {
    works: async () => {
      const [id, blob] = [await openedJoin(), random(64)]
      is(await post('/join/say', { id, side: 'device', blob }), 204)
      assert.deepEqual(is(await post('/join/hear', { id }), 200), { isUsed: false, said: [{ side: 'device', blob }] })
      is(await post('/join/hear', { id: random(16) }), 404)
    },
    wrong: null,
  },
  'POST /join/roster': {
    works: async () => {
      const id = await openedJoin()
      const read = is(await post('/join/roster', { id, from: 1 }), 200)
      assert.deepEqual(read, { entries: server.network.entries.slice(1) })
      is(await post('/join/roster', { id: random(16), from: 0 }), 404)
    },
    wrong: null,
  },
  'POST /founding/say': {
    works: async () => {
      const said = { code: codeText(Buffer.alloc(16)), from: random(16), topic: 'record', text: '{}' }
      const refused = is(await post('/founding/say', said), 403)
      assert.equal(
        (refused as ProblemDocument).type,
        'code-refused',
        'there is a network; founding.db.test.ts has none',
      )
    },
    wrong: null,
  },
  'POST /founding/hear': {
    works: async () => {
      const refused = is(await post('/founding/hear', { code: codeText(Buffer.alloc(16)) }), 403)
      assert.equal((refused as ProblemDocument).type, 'code-refused')
    },
    wrong: null,
  },
  'POST /founding/operator': {
    works: async () => {
      const operator = { name: { fi: 'Koivu', sv: 'Björk', en: 'Birch' }, contact: 'a@b.example' }
      const refused = is(await post('/founding/operator', { code: codeText(Buffer.alloc(16)), operator }), 403)
      assert.equal((refused as ProblemDocument).type, 'code-refused')
    },
    wrong: null,
  },
  'POST /roster/propose': {
    works: async () => {
      const { body, id } = newProposal()
      is(await post('/roster/propose', body, keeper), 204)
      is(await post('/roster/propose', body, keeper), 204)
      is(await post('/roster/proposals/drop', { id }, 'alder-keeper-2'), 204)
    },
    wrong: async () => {
      const { body } = newProposal()
      is(await post('/roster/propose', body, worker), 404)
      is(await post('/roster/propose', body, 'birch-keeper-1'), 404)
    },
  },
  'POST /roster/proposals': {
    works: async () => {
      const { body, id } = newProposal()
      is(await post('/roster/propose', body, keeper), 204)
      assert.deepEqual(is(await post('/roster/proposals', {}, 'alder-keeper-2'), 200), { proposals: [body] })
      is(await post('/roster/proposals/drop', { id }, keeper), 204)
    },
    wrong: async () => {
      const { body, id } = newProposal()
      is(await post('/roster/propose', body, keeper), 204)
      assert.deepEqual(is(await post('/roster/proposals', {}, 'birch-keeper-1'), 200), { proposals: [] })
      is(await post('/roster/proposals', {}, worker), 404)
      is(await post('/roster/proposals/drop', { id }, keeper), 204)
    },
  },
  'POST /roster/proposals/sign': {
    works: async () => {
      const { body, id } = newProposal()
      const second = server.network.devices.get('alder-keeper-2')
      assert.ok(second)
      is(await post('/roster/propose', body, keeper), 204)
      const signature = { device: second.id, signature: signBy(second, 'apila/proposal/v2', body.proposal) }
      for (let times = 0; times < 2; times += 1)
        is(await post('/roster/proposals/sign', { id, signature }, 'alder-keeper-2'), 204)
      const signatures = [...body.signatures, signature]
      assert.deepEqual(is(await post('/roster/proposals', {}, keeper), 200), { proposals: [{ ...body, signatures }] })
      is(await post('/roster/proposals/drop', { id }, keeper), 204)
    },
    wrong: async () => {
      const { body, id } = newProposal()
      is(await post('/roster/propose', body, keeper), 204)
      const [signature] = body.signatures
      is(await post('/roster/proposals/sign', { id, signature }, 'birch-keeper-1'), 404)
      const untrue = { ...signature, device: 'alder-keeper-2' }
      is(await post('/roster/proposals/sign', { id, signature: untrue }, 'alder-keeper-2'), 422)
      is(await post('/roster/proposals/drop', { id }, keeper), 204)
    },
  },
  'POST /roster/proposals/drop': {
    works: async () => {
      const { body, id } = newProposal()
      is(await post('/roster/propose', body, keeper), 204)
      is(await post('/roster/proposals/drop', { id }, 'alder-keeper-2'), 204)
      is(await post('/roster/proposals/drop', { id }, 'alder-keeper-2'), 404)
    },
    wrong: async () => {
      const { body, id } = newProposal()
      is(await post('/roster/propose', body, keeper), 204)
      is(await post('/roster/proposals/drop', { id }, 'birch-keeper-1'), 404)
      is(await post('/roster/proposals/drop', { id }, worker), 404)
      is(await post('/roster/proposals/drop', { id }, keeper), 204)
    },
  },
  'POST /push/key': {
    works: async () => {
      const standing = is(await post('/push/key', {}, worker), 200) as { isOn: boolean }
      assert.equal(standing.isOn, false)
    },
    wrong: async () => {
      is(await post('/push/key', {}, 'alder-officer'), 404)
    },
  },
  'POST /push': {
    works: async () => {
      // It is used at the next round: push.db.test.ts has a push service.
      is(await post('/push', { endpoint: 'https://push.example.com/a' }, worker), 200)
      is(await post('/push/end', {}, worker), 204)
    },
    wrong: async () => {
      is(await post('/push', { endpoint: 'https://127.0.0.1/a' }, worker), 400)
      is(await post('/push', { endpoint: 'https://push.example.com/a' }, 'alder-officer'), 404)
    },
  },
  'POST /push/end': {
    works: async () => {
      for (let times = 0; times < 2; times += 1) is(await post('/push/end', {}, worker), 204)
    },
    wrong: null,
  },
  'POST /push/look': {
    works: async () => {
      const { listen } = is(await post('/push', { endpoint: 'https://push.example.com/a' }, worker), 200) as {
        listen: string
      }
      is(await post('/push/look', { listen, bells: 0, ended: 0 }), 200)
      is(await post('/push/end', {}, worker), 204)
      is(await post('/push/look', { listen, bells: 0, ended: 0 }), 404)
    },
    wrong: async () => {
      is(await post('/push/look', { listen: random(32), bells: 0, ended: 0 }), 404)
    },
  },
  'POST /days': {
    works: async () => {
      const { days } = is(await post('/days', { from: 0 }), 200) as { days: unknown[] }
      assert.deepEqual(days, [], 'days.db.test.ts lets days pass')
    },
    wrong: null,
  },
  'POST /days/cosign': {
    works: async () => {
      const { network } = server
      const ringer = network.newDevice('alder', 'alder-ringer', ['ringer'], ['referral'])
      network.devices.set(ringer.id, ringer)
      network.add({ kind: 'device', device: network.describe(ringer) }, network.keepersOf('alder'))
      is(await post('/roster/add', { entries: network.entries.slice(-1) }, keeper), 204)
      // No policy names its organisation as a witness.
      is(await post('/days/cosign', { n: 0, signature: random(64) }, ringer.id), 404)
    },
    wrong: async () => {
      is(await post('/days/cosign', { n: 0, signature: random(64) }, worker), 404)
    },
  },
  'POST /wraps/recovery': {
    works: async () => {
      assert.deepEqual(is(await post('/wraps/recovery', {}, keeper), 200), { recovery: [] })
    },
    wrong: async () => {
      is(await post('/wraps/recovery', {}, worker), 404)
    },
  },
  'POST /session/end': {
    works: async () => {
      const token = await server.signIn('birch-keeper-2')
      is(await server.call('POST', '/api/v2/session/end', { token }), 204)
      is(await server.call('POST', '/api/v2/wraps', { token }), 401)
      server.forgetSessions()
    },
    wrong: null,
  },
  'POST /sessions': {
    works: async () => {
      await server.signIn(worker)
      const shown = async (as: string) =>
        (is(await post('/sessions', {}, as), 200) as { devices: { device: string; sessions: number }[] }).devices
      const [own] = await shown(worker)
      assert.ok(own && own.device === worker && own.sessions >= 1)
      assert.deepEqual(
        (await shown(keeper)).map(({ device }) => device.split('-')[0]).filter((name) => name !== 'alder'),
        [],
      )
    },
    wrong: async () => {
      const { devices } = is(await post('/sessions', {}, officer), 200) as { devices: { device: string }[] }
      assert.deepEqual(
        devices.map(({ device }) => device),
        [officer],
      )
    },
  },
  'POST /sessions/end': {
    works: async () => {
      const token = await server.signIn(worker)
      is(await post('/sessions/end', { device: worker }, keeper), 204)
      is(await server.call('POST', '/api/v2/wraps', { token }), 401)
      server.forgetSessions()
      is(await post('/sessions/end', { device: officer }, officer), 204)
      server.forgetSessions()
    },
    wrong: async () => {
      is(await post('/sessions/end', { device: other }, keeper), 404)
      is(await post('/sessions/end', { device: keeper }, worker), 404)
      is(await post('/sessions/end', { device: 'nobody' }, keeper), 404)
    },
  },
  'POST /network': {
    works: async () => {
      assert.deepEqual(is(await post('/network', {}), 200), {
        v: [2],
        network: 'test-network',
        track: 'ngo-led',
        purchaser: null,
        demo: true,
        rosterLength: rosterLength(),
        neutral: server.running.neutralUrl,
      })
    },
    wrong: null,
  },
  'POST /roster': {
    works: async () => {
      const { entries } = server.network
      assert.deepEqual(is(await post('/roster', { from: 0 }, worker), 200), { entries })
      assert.deepEqual(is(await post('/roster', { from: 3 }, officer), 200), { entries: entries.slice(3) })
      assert.deepEqual(is(await post('/roster', { from: entries.length }, worker), 200), { entries: [] })
    },
    wrong: null,
  },
  'POST /roster/add': {
    works: async () => {
      const { network } = server
      const device = network.newDevice('alder', 'alder-worker-9', ['worker'], ['referral'])
      network.devices.set(device.id, device)
      network.add({ kind: 'device', device: network.describe(device) }, network.keepersOf('alder'))
      is(await post('/roster/add', { entries: network.entries.slice(-1) }, keeper), 204)
      is(await post('/roster/add', { entries: network.entries.slice(-1) }, keeper), 204)
      is(await post('/look', { bells: 0, ended: 0 }, device.id), 200)
    },
    wrong: async () => {
      const { network } = server
      const before = network.entries.length
      const device = network.newDevice('alder', 'alder-worker-8', ['worker'], ['referral'])
      network.add({ kind: 'device', device: network.describe(device) }, network.keepersOf('birch'))
      const refused = is(await post('/roster/add', { entries: network.entries.slice(-1) }, keeper), 422)
      assert.deepEqual((refused as ProblemDocument).paths, ['entries.0 not-enough-signatures'])
      is(await post('/roster/add', { entries: network.entries.slice(-1) }, worker), 404)
      // A signature that is not true: the entry that has it is named.
      network.entries.length = before
      network.add({ kind: 'device', device: network.describe(device) }, network.keepersOf('alder'))
      const [last] = network.entries.slice(-1)
      const [first, second] = last?.signatures ?? []
      const signatures = [first, { ...second, signature: first?.signature }]
      const untrue = is(await post('/roster/add', { entries: [{ ...last, signatures }] }, keeper), 422)
      assert.deepEqual((untrue as ProblemDocument).paths, ['entries.0 bad-signature'])
      // Whole or not at all: a right entry before a wrong one is not taken either.
      network.entries.length = before
      network.add({ kind: 'device', device: network.describe(device) }, network.keepersOf('alder'))
      network.add({ kind: 'device', device: network.describe(device) }, network.keepersOf('alder'))
      is(await post('/roster/add', { entries: network.entries.slice(before) }, keeper), 422)
      network.entries.length = before
      assert.deepEqual(is(await post('/roster', { from: before }, worker), 200), { entries: [] })
      is(await post('/roster/add', { entries: network.entries.slice(0, 2) }, worker), 404)
    },
  },
  'POST /wraps': {
    works: async () => {
      is(await post('/wraps', {}, keeper), 200)
    },
    wrong: async () => {
      assert.deepEqual(is(await post('/wraps', {}, other), 200), { wraps: [], links: [] })
    },
  },
  'POST /wraps/add': {
    works: async () => {
      const wrap = (desk = 'referral') => ({ device: worker, desk, epoch: 0, blob: blobOf('wrap') })
      const wraps = [wrap(), wrap('statistics')]
      is(await post('/wraps/add', { wraps }, keeper), 204)
      is(await post('/wraps/add', { wraps }, keeper), 204)
      // One keeper has one place, so that its noise leaves room for others.
      is(await post('/wraps/add', { wraps: [wrap()] }, keeper), 429)
      is(await post('/wraps/add', { wraps: [wrap()] }, 'alder-keeper-2'), 204)
      is(await post('/wraps/add', { wraps: [wrap()] }, 'alder-keeper-2'), 429)
      const there = is(await post('/wraps', {}, worker), 200) as { wraps: { blob: string }[] }
      assert.equal(there.wraps.length, 3)
      for (const { blob } of wraps) assert.ok(there.wraps.some((each) => each.blob === blob))
    },
    wrong: async () => {
      const wrap = { desk: 'referral', epoch: 0, blob: blobOf('wrap') }
      is(await post('/wraps/add', { wraps: [{ ...wrap, device: other }] }, keeper), 404)
      is(await post('/wraps/add', { wraps: [{ ...wrap, device: officer }] }, keeper), 404)
      is(await post('/wraps/add', { wraps: [{ ...wrap, device: worker, desk: 'evening' }] }, keeper), 404)
      is(await post('/wraps/add', { wraps: [{ ...wrap, device: worker, epoch: 1 }] }, keeper), 404)
      is(await post('/wraps/add', { wraps: [{ ...wrap, device: worker }] }, worker), 404)
    },
  },
  'POST /names': {
    works: async () => {
      is(await post('/names', fresh().names, worker), 204)
    },
    wrong: noDesk('post', '/names', () => fresh().names),
  },
  'POST /permissions': {
    works: async () => {
      await sent()
    },
    wrong: noDesk('post', '/permissions', () => fresh().deposit),
    bad: { ...newPermission('2026-11-22' as Day, { roster: 1 }).deposit, until: 'tomorrow' },
  },
  'POST /look': {
    works: async () => {
      const { deposit } = await sent()
      const { bells } = is(await post('/look', { bells: 0, ended: 0 }, other), 200) as { bells: string[] }
      assert.ok(bells.includes(deposit.bell))
    },
    wrong: noDesk('post', '/look', () => ({ bells: 0, ended: 0 })),
  },
  'POST /look-at': {
    works: async () => {
      const { deposit } = await sent()
      is(await post('/look-at', { name: deposit.knock.k }, other), 200)
    },
    wrong: async () => {
      is(await post('/look-at', { name: (await sent()).deposit.knock.k }, officer), 404)
      is(await post('/look-at', named(), worker), 404)
      is(await post('/look-at', { name: fresh().names.s }, worker), 404)
    },
  },
  'POST /open': {
    works: async () => {
      const { deposit } = await sent()
      is(await post('/open', { name: deposit.knock.k, line: newLine(0) }, other), 200)
    },
    wrong: async () => {
      const { deposit } = await sent()
      is(await post('/open', { name: deposit.knock.k, line: newLine(0) }, officer), 404)
      is(await post('/open', { ...named(), line: newLine(0) }, worker), 404)
      const kept = fresh()
      is(await post('/names', kept.names, worker), 204)
      is(await post('/open', { name: kept.names.k, line: newLine(0) }, worker), 404)
    },
  },
  'POST /locks': {
    works: async () => {
      const { lock } = newLock(await sent())
      assert.deepEqual(is(await post('/locks', lock, other), 200), { n: 1 })
    },
    wrong: async () => {
      const { lock } = newLock(await sent())
      is(await post('/locks', lock, officer), 404)
      is(await post('/locks', { ...lock, ...named() }, worker), 404)
    },
  },
  'POST /locks/confirm': {
    works: async () => {
      const { lock, turn } = newLock(await sent())
      is(await post('/locks', lock, other), 200)
      is(await post('/locks/confirm', { name: lock.name, slot: 's', n: 1, turn }, 'birch-keeper-1'), 204)
    },
    wrong: async () => {
      const { lock, turn } = newLock(await sent())
      is(await post('/locks', lock, other), 200)
      const confirm = { name: lock.name, slot: 's', n: 1, turn }
      is(await post('/locks/confirm', confirm, officer), 404)
      is(await post('/locks/confirm', confirm, other), 409)
      is(await post('/locks/confirm', { ...confirm, turn: lock.turn }, worker), 404)
    },
  },
  'POST /talk': {
    works: async () => {
      is(await post('/talk', newItem(await sent()), other), 204)
    },
    wrong: async () => {
      const item = newItem(await sent())
      is(await post('/talk', item, officer), 404)
      is(await post('/talk', { ...item, t: random(16) }, other), 404)
    },
  },
  'POST /renew': {
    works: async () => {
      is(await post('/renew', newRenewal(await sent(), addDays(server.today(), 30)), other), 204)
    },
    wrong: async () => {
      const renewal = newRenewal(await sent(), addDays(server.today(), 30))
      is(await post('/renew', renewal, officer), 404)
      is(await post('/renew', { ...renewal, post: random(32) }, other), 404)
      is(await post('/renew', { ...renewal, renew: random(32) }, other), 409)
    },
  },
  'POST /talk/open': {
    works: async () => {
      const { deposit } = await sent()
      const { leash } = is(await post('/talk/open', { t: deposit.talk.t }, other), 200) as { leash: string }
      assert.equal(leash, deposit.talk.leash)
    },
    wrong: async () => {
      const { deposit } = await sent()
      is(await post('/talk/open', { t: deposit.talk.t }, officer), 404)
      is(await post('/talk/open', { t: deposit.knock.k }, other), 404)
    },
  },
  'POST /book': {
    works: async () => {
      const { deposit } = await sent()
      const line = newLine(0)
      is(await post('/open', { name: deposit.story.s, line }, other), 200)
      assert.deepEqual(is(await post('/book', { name: deposit.story.s }, worker), 200), { lines: [line.blob] })
    },
    wrong: async () => {
      is(await post('/book', { name: (await sent()).deposit.story.s }, officer), 404)
      is(await post('/book', named(), worker), 404)
    },
  },
  'POST /notes': {
    works: async () => {
      const { id, list, blob, until } = (await sent()).deposit.note
      assert.deepEqual(is(await post('/notes', { list }, worker), 200), {
        notes: [{ id, version: 1, blob, until, dropped: false }],
      })
    },
    wrong: async () => {
      assert.deepEqual(is(await post('/notes', { list: random(16) }, other), 200), { notes: [] })
      is(await post('/notes', { list: random(16) }, officer), 404)
    },
  },
  'POST /notes/put': {
    works: async () => {
      const note = newNote(server.today())
      assert.deepEqual(is(await post('/notes/put', note, worker), 200), { version: 1 })
      const changed = { ...note, version: 1, blob: blobOf('note') }
      assert.deepEqual(is(await post('/notes/put', changed, worker), 200), { version: 2 })
      assert.deepEqual(is(await post('/notes/put', changed, worker), 200), { version: 2 })
      is(await post('/notes/put', { ...changed, blob: blobOf('note') }, worker), 409)
      is(await post('/notes/put', { ...newNote(server.today()), until: addDays(server.today(), -1) }, worker), 400)
      is(await post('/notes/put', { ...newNote(server.today()), until: addDays(server.today(), 121) }, worker), 422)
    },
    wrong: noDesk('post', '/notes/put', () => newNote(server.today())),
  },
  'POST /notes/drop': {
    works: async () => {
      const { list, id, blob } = (await sent()).deposit.note
      is(await post('/notes/drop', { list, id }, worker), 204)
      assert.deepEqual(is(await post('/notes', { list }, worker), 200), {
        notes: [{ id, version: 1, blob, until: addDays(server.today(), 30), dropped: true }],
      })
    },
    wrong: async () => {
      const { list, id } = (await sent()).deposit.note
      is(await post('/notes/drop', { list: random(16), id }, other), 204)
      is(await post('/notes/drop', { list, id }, officer), 404)
      assert.equal(
        (is(await post('/notes', { list }, worker), 200) as { notes: { dropped: boolean }[] }).notes[0]?.dropped,
        false,
      )
    },
  },
  'POST /quotas': {
    works: async () => {
      assert.ok('spent' in (is(await post('/quotas', {}, keeper), 200) as object))
    },
    wrong: async () => {
      is(await post('/quotas', {}, worker), 404)
      is(await post('/quotas', {}, officer), 404)
    },
  },
  'POST /end': {
    works: async () => {
      const permission = await sent()
      assert.equal(is(await server.end(permission), 204), '')
      is(await server.open(worker, permission.deposit.knock.k), 404)
    },
    wrong: async () => {
      const [permission, another] = [await sent(), fresh()]
      is(await server.end(another), 204)
      is(await server.open(worker, permission.deposit.story.s), 200)
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
    return signBy(key, 'apila/release/v2', text)
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
/** Each of a keeper's own, so that nobody has more than five open. */
async function openedJoin(): Promise<string> {
  const id = random(16)
  server.running.ctx.network.joins.open(id as never, { id: `keeper-${id}`, organisation: 'alder' } as never)
  return Promise.resolve(id)
}

let proposed = 0
function newProposal(): TestProposal {
  const [first] = server.network.keepersOf('alder')
  assert.ok(first)
  proposed += 1
  const desk = { kind: 'desk', organisation: 'alder', id: `desk-${String(proposed)}`, deskKind: 'referral' }
  const fields = { ...desk, names: { fi: 'Yksi', sv: 'Ett', en: 'One' }, volunteers: false }
  return proposeBy(server.network, [first], [fields], { on: server.today() })
}

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
  const cases = CASES[name]
  if (cases === undefined) {
    test(`${name}: has its cases`, () => {
      assert.fail(`CASES in this file has no '${name}': say there what works, who may not, and what is bad input`)
    })
    continue
  }
  const { works, wrong, bad } = cases
  const method = route.method.toUpperCase()
  test(`${name}: works`, works)
  test(`${name}: wrong organisation, desk or role`, async () => {
    if (wrong !== null) await wrong()
    else assert.match(route.access, /^(anyone|device)$/, 'somebody may not call this')
  })
  test(`${name}: not signed in`, async () => {
    // The founding route is open only until there is a network.
    if (route.access === 'anyone' && name !== 'POST /roster/add') {
      const { status } = await server.call(method, route.path, { ...(route.body && { body: {} }), token: random(32) })
      assert.ok([200, 204, 400].includes(status), `answers ${String(status)} to anyone`)
      return
    }
    const body = name === 'POST /roster/add' ? { entries: server.network.entries.slice(0, 1) } : {}
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
