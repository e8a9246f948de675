// A network with keys of its own is founded by whoever has the code that the server said once, and by nobody else. Governed by
// docs/protocol.md "Founding".
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { codeText } from '@apila/core/account/code-text.ts'
import { canonical } from '@apila/core/canonical.ts'
import { FOUNDING_DAYS } from './founding.ts'
import { digestOf } from '../platform/keys.ts'
import { random } from '../test/noise.ts'
import { TestServer, newNetwork, startOn, startRealServer, startTestServer, testFolder } from '../test/network.ts'

type Options = Parameters<typeof startOn>[1]

async function startEmpty(t: TestContext, options: Options = {}) {
  const folder = testFolder()
  const server = new TestServer(
    folder,
    newNetwork({ demo: false }),
    await startOn(folder, { kind: 'empty', ...options }),
  )
  t.after(() => server.close())
  const credentials = [...server.network.devices.keys()].map((id) => server.makePasskey(id))
  const found = async (code: unknown, entries = server.network.entries) => {
    const { status, body } = await server.call('POST', '/api/v2/roster/add', { body: { entries, credentials, code } })
    return status === 204 ? 204 : (body as { type: string }).type
  }
  return { server, found, credentials, code: () => server.running.ctx.network.founding?.fresh }
}

const other = () => codeText(Buffer.from(random(16), 'base64url'))

test('with the code a network is founded, its devices sign in with their passkeys, and the code is used', async (t) => {
  const { server, found, code } = await startEmpty(t)
  const said = code()
  assert.equal(await found(said), 204)
  const token = await server.signIn('alder-keeper-1')
  const { status } = await server.call('POST', '/api/v2/roster', { token, body: { from: 0 } })
  assert.equal(status, 200)
  assert.equal(await found(said), 'not-signed-in', 'there is a network now')
  const hear = await server.call('POST', '/api/v2/founding/hear', { body: { code: said } })
  assert.equal((hear.body as { type: string }).type, 'code-refused')
  await server.running.close()
  await server.restart({ kind: 'empty' })
  assert.equal(server.running.ctx.network.founding, null)
  assert.match(await server.signIn('birch-worker-1'), /^[\w-]{43}$/)
})

test('without the code, with a wrong one, or with an earlier one nothing is founded', async (t) => {
  const { server, found, code } = await startEmpty(t)
  const first = code()
  assert.deepEqual([await found(undefined), await found(other())], ['code-refused', 'code-refused'])
  await server.running.close()
  await server.restart({ kind: 'empty', isCodeAskedAnew: true })
  const second = code()
  assert.notEqual(second, first)
  assert.equal(await found(first), 'code-refused')
  const { body } = await server.call('POST', '/api/v2/network', { body: {} })
  assert.equal((body as { network: unknown }).network, null)
})

test('a restart before the founding says no code and takes the one that was said', async (t) => {
  const { server, found, code } = await startEmpty(t)
  const said = code()
  await server.running.close()
  await server.restart({ kind: 'empty' })
  assert.equal(code(), null)
  server.passkeys.clear()
  const credentials = [...server.network.devices.keys()].map((id) => server.makePasskey(id))
  const { status } = await server.call('POST', '/api/v2/roster/add', {
    body: { entries: server.network.entries, credentials, code: said },
  })
  assert.equal(status, 204)
  assert.equal(await found(said), 'not-signed-in')
})

test('a code that is too old is refused, and the next start says another', async (t) => {
  let day = 0
  const now = () => new Date(Date.UTC(2026, 10, 1 + day, 12))
  const { server, found, code } = await startEmpty(t, { now })
  const said = code()
  day = FOUNDING_DAYS + 1
  assert.equal(await found(said), 'code-refused')
  await server.running.close()
  await server.restart({ kind: 'empty', now })
  assert.notEqual(code(), null)
  assert.notEqual(code(), said)
})

test('the code itself is in no file', async (t) => {
  const { server, code } = await startEmpty(t)
  const said = code() ?? ''
  assert.equal(said.length, 32)
  const files = readdirSync(server.folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  assert.ok(files.length > 3)
  for (const { parentPath, name } of files)
    assert.equal(readFileSync(join(parentPath, name)).includes(said), false, name)
})

test('whoever tries codes is told to wait; who has the right one never is', async (t) => {
  const { server, code } = await startEmpty(t, {
    settings: { 'sign-ins-per-hour': 5 },
    now: () => new Date('2026-11-30T12:10:00Z'),
  })
  const hear = async (tried: unknown) =>
    (await server.call('POST', '/api/v2/founding/hear', { body: { code: tried } })).status
  for (let tries = 0; tries < 20; tries += 1) assert.equal(await hear(code()), 200)
  for (let tries = 0; tries < 5; tries += 1) assert.equal(await hear(other()), 403)
  assert.equal(await hear(other()), 429)
})

test('a founding with an entry that is not right, or a passkey that is not its device’s, founds nothing', async (t) => {
  const { server, found, credentials, code } = await startEmpty(t)
  const said = code()
  assert.equal(await found(said, server.network.entries.slice(1)), 'roster-refused')
  const [first, second] = credentials
  assert.ok(first && second)
  for (const wrong of [
    { ...first, device: second.device },
    { ...first, credential: { ...first.credential, origin: 'https://elsewhere.example' } },
    { ...first, credential: { ...first.credential, algorithm: -8 } },
  ]) {
    const body = { entries: server.network.entries, credentials: [wrong], code: said }
    assert.ok((await server.call('POST', '/api/v2/roster/add', { body })).status >= 400)
  }
  assert.equal(server.running.ctx.network.roster.current(), null)
  assert.equal(await found(said), 204, 'the code was not used by what failed')
})

test('a made-up network is not founded in a folder of an own one, nor the other way round', async (t) => {
  const { server, code } = await startEmpty(t)
  const body = { entries: newNetwork({ demo: true }).entries, code: code() }
  const refused = await server.call('POST', '/api/v2/roster/add', { body })
  assert.deepEqual(refused.body, { type: 'roster-refused', status: 422, paths: ['entries.0 demo'] })
  const demo = new TestServer(testFolder(), newNetwork({ demo: false }), await startOn(testFolder()))
  t.after(() => demo.running.close())
  const { body: said } = await demo.call('POST', '/api/v2/roster/add', { body: { entries: demo.network.entries } })
  assert.deepEqual(said, { type: 'roster-refused', status: 422, paths: ['entries.0 not-demo'] })
})

test('a demo has no founding code, and no board', async (t) => {
  const server = await startTestServer()
  t.after(() => server.close())
  assert.equal(server.running.ctx.network.founding, null)
  assert.equal((await server.call('POST', '/api/v2/founding/hear', { body: { code: other() } })).status, 403)
})

test('what devices say on the board is there for all who have the code, each topic once, and is bounded', async (t) => {
  const { server, code } = await startEmpty(t)
  const said = code()
  const say = async (from: string, text: string, topic = 'record') =>
    (await server.call('POST', '/api/v2/founding/say', { body: { code: said, from, topic, text } })).status
  const one = random(16)
  assert.deepEqual([await say(one, 'first'), await say(one, 'second')], [204, 204])
  const heard = await server.call('POST', '/api/v2/founding/hear', { body: { code: said } })
  assert.deepEqual(heard.body, {
    said: [{ from: digestOf(one), topic: 'record', text: 'second' }],
    hasOperator: false,
  })
  const large = 'x'.repeat(500_000)
  const answers: number[] = []
  for (let count = 0; count < 18; count += 1) answers.push(await say(random(16), large))
  assert.ok(answers.includes(429))
  assert.equal(await say(one, 'third'), 204, 'who was there before goes on')
})

/** A board on which every device of the genesis has said its record, each from a place of its own. */
async function startBoard(t: TestContext) {
  const { server, found, credentials, code } = await startEmpty(t)
  const said = code()
  const say = async (from: string, topic: string, value: unknown) => {
    const text = value === null ? '' : canonical(value)
    return (await server.call('POST', '/api/v2/founding/say', { body: { code: said, from, topic, text } })).status
  }
  const genesis = JSON.parse(server.network.entries[0]?.entry ?? '') as { devices: { id: string }[] }
  const recordOf = (record: { id: string }) => ({
    v: 2,
    record,
    credential: credentials.find(({ device }) => device === record.id),
    organisation: null,
  })
  const places = genesis.devices.map((record) => ({ from: random(16), record, id: record.id }))
  for (const { from, record } of places) assert.equal(await say(from, 'record', recordOf(record)), 204)
  const batch = digestOf(server.network.entries.at(-1)?.entry ?? '')
  const signed = (device: string, of = batch) => ({
    ...{ v: 2, batch: of, device, signatures: ['A'.repeat(86)], wraps: [], recovery: [] },
  })
  return { server, found: () => found(said), say, places, signed, recordOf, said }
}

test('founding again: nothing is founded with a signature that its device has taken back, or given to another batch', async (t) => {
  const { found, say, places, signed } = await startBoard(t)
  assert.equal(await found(), 'roster-refused', 'nobody has signed on the board')
  for (const { from, id } of places) assert.equal(await say(from, 'signed', signed(id)), 204)
  const [first] = places
  assert.ok(first)
  assert.equal(await say(first.from, 'signed', null), 204)
  assert.equal(await found(), 'roster-refused')
  assert.equal(await say(first.from, 'signed', signed(first.id, digestOf('another batch'))), 204)
  assert.equal(await found(), 'roster-refused')
  // Whoever has the code gives no signature back in another's place.
  assert.equal(await say(random(16), 'signed', signed(first.id)), 204)
  assert.equal(await found(), 'roster-refused')
  assert.equal(await say(first.from, 'signed', signed(first.id)), 204)
  assert.equal(await found(), 204)
})

test('a record on the board is its device’s alone: nobody says it again, nobody learns how to speak in its place', async (t) => {
  const { server, found, say, places, signed, recordOf, said } = await startBoard(t)
  const [first] = places
  assert.ok(first)
  assert.equal(await say(random(16), 'record', recordOf(first.record)), 429)
  assert.equal(await say(first.from, 'record', recordOf(first.record)), 204)
  const heard = JSON.stringify((await server.call('POST', '/api/v2/founding/hear', { body: { code: said } })).body)
  for (const { from } of places) assert.equal(heard.includes(from), false)
  // A stranger's record beside them holds nobody up.
  const stranger = server.network.devices.get('alder-worker-1')
  assert.ok(stranger)
  assert.equal(await say(random(16), 'record', recordOf(server.network.describe(stranger))), 204)
  for (const { from, id } of places) assert.equal(await say(from, 'signed', signed(id)), 204)
  assert.equal(await found(), 204)
})

test('whoever founds says who answers for the server, once: readers see it at once, the folder keeps it', async (t) => {
  const { server, code } = await startEmpty(t)
  const said = code()
  const operator = {
    name: { fi: 'Koivu ry', sv: 'Björken rf', en: 'Birch Association' },
    contact: 'tieto@koivu.example',
  }
  const file = join(server.folder, 'operator.json')
  const say = async (body: unknown) => (await server.call('POST', '/api/v2/founding/operator', { body })).status
  const privacy = async () => (await fetch(`${server.url}/en/privacy`)).text()
  assert.equal((await privacy()).includes('Birch Association'), false)
  assert.equal(await say({ code: other(), operator }), 403)
  for (const wrong of [
    { ...operator, contact: ' ' },
    { ...operator, name: { ...operator.name, sv: '' } },
    { ...operator, more: 1 },
  ])
    assert.equal(await say({ code: said, operator: wrong }), 400)
  assert.equal(existsSync(file), false)
  assert.equal(await say({ code: said, operator }), 204)
  assert.ok((await privacy()).includes('Birch Association'))
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), operator)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(await say({ code: said, operator: { ...operator, contact: 'other@example' } }), 409)
  const heard = await server.call('POST', '/api/v2/founding/hear', { body: { code: said } })
  assert.deepEqual(heard.body, { said: [], hasOperator: true })
  await server.running.close()
  await server.restart({ kind: 'empty' })
  assert.ok((await privacy()).includes('Birch Association'))
})

test('a real network takes no signed challenge of a worker', async (t) => {
  const server = await startRealServer()
  t.after(() => server.close())
  server.passkeys.clear()
  assert.equal(await server.signIn('alder-worker-1').catch(() => undefined), undefined)
})
