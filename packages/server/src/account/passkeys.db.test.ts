// Signing in to a network with keys of its own: a touch of the device's own passkey, here, now, once; and a further touch before what matters.
// Governed by docs/protocol.md "Signing in".
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { FRESH_SECONDS, type FreshAct } from '@apila/core/account/passkey.ts'
import { sessionMessage } from '@apila/core/account/session.ts'
import { DeviceId } from '@apila/core/organisation/roster.ts'
import { assertBy, newPasskey } from '../test/authenticator.ts'
import { blobOf, newLine, random } from '../test/noise.ts'
import { type TestServer, signBy, startRealServer } from '../test/network.ts'
import { proofOf } from '../platform/keys.ts'
import { CHALLENGE_MS } from './sessions.ts'

let server: TestServer
let passed = 0
const codes: string[] = []
const now = () => new Date(Date.UTC(2026, 10, 30, 9) + passed)
before(async () => {
  server = await startRealServer({ now, endings: { step: 20 }, log: ({ code }) => codes.push(code) })
})
after(() => server.close())

const worker = 'alder-worker-1'
const keeper = 'alder-keeper-1'
const post = (path: string, body: unknown, as?: string) =>
  server.call('POST', `/api/v2/${path}`, { body, ...(as && { as }) })
const said = ({ status, body }: Awaited<ReturnType<typeof post>>) =>
  status < 300 ? status : (body as { type: string }).type
const passkeyOf = (device: string) => {
  const passkey = server.passkeys.get(device)
  assert.ok(passkey)
  return passkey
}

test('a touch of its own passkey signs a device in, once for a challenge', async () => {
  const challenge = await server.newChallenge()
  const body = { device: worker, challenge, assertion: assertBy(passkeyOf(worker), challenge) }
  assert.equal(said(await post('session', body)), 200)
  assert.equal(said(await post('session', body)), 'not-signed-in')
})

test('a challenge is good for two minutes', async () => {
  const challenge = await server.newChallenge()
  passed += CHALLENGE_MS
  const assertion = assertBy(passkeyOf(worker), challenge)
  assert.equal(said(await post('session', { device: worker, challenge, assertion })), 'not-signed-in')
})

test('another passkey, another page, nobody verified, or a challenge of one’s own signs nobody in', async () => {
  const origin = new URL(server.url).origin
  const stranger = newPasskey(origin)
  for (const [device, make] of [
    [worker, (challenge: string) => assertBy(stranger, challenge)],
    [worker, (challenge: string) => ({ ...assertBy(stranger, challenge), credential: passkeyOf(worker).id })],
    [worker, (challenge: string) => assertBy(passkeyOf('birch-worker-1'), challenge)],
    ['birch-worker-1', (challenge: string) => assertBy(passkeyOf(worker), challenge)],
    [
      worker,
      (challenge: string) => assertBy(passkeyOf(worker), challenge, { client: { origin: 'https://evil.example' } }),
    ],
    [worker, (challenge: string) => assertBy(passkeyOf(worker), challenge, { host: 'evil.example' })],
    [worker, (challenge: string) => assertBy(passkeyOf(worker), challenge, { flags: 0x01 })],
    [worker, () => assertBy(passkeyOf(worker), random(32))],
    ['nobody', (challenge: string) => assertBy(passkeyOf(worker), challenge)],
  ] as const) {
    const challenge = await server.newChallenge()
    assert.equal(said(await post('session', { device, challenge, assertion: make(challenge) })), 'not-signed-in')
  }
  const challenge = random(32)
  const assertion = assertBy(passkeyOf(worker), challenge)
  assert.equal(said(await post('session', { device: worker, challenge, assertion })), 'not-signed-in')
})

test('a signed challenge signs in a ringer alone, and a ringer is served its few routes', async () => {
  const { network } = server
  const challenged = async (device: string) => {
    const key = network.devices.get(device)
    assert.ok(key)
    const challenge = await server.newChallenge()
    const message = sessionMessage(new URL(server.url).origin, 'test-network', challenge)
    return post('session', { device, challenge, signature: signBy(key, 'apila/session/v2', message) })
  }
  assert.equal(said(await challenged(worker)), 'not-signed-in')
  const ringer = network.newDevice('alder', 'alder-ringer', ['ringer'], ['referral'])
  network.devices.set(ringer.id, ringer)
  network.add({ kind: 'device', device: network.describe(ringer) }, network.keepersOf('alder'))
  await server.touch(keeper, 'add-to-roster')
  assert.equal(said(await post('roster/add', { entries: network.entries.slice(-1) }, keeper)), 204)
  const { token } = (await challenged(ringer.id)).body as { token: string }
  const as = async (path: string, body: unknown) => said(await server.call('POST', `/api/v2/${path}`, { token, body }))
  assert.equal(await as('look', { bells: 0, ended: 0 }), 200)
  assert.equal(await as('roster', { from: 0 }), 200)
  assert.equal(await as('wraps', {}), 200)
  for (const [path, body] of [
    ['look-at', { name: random(16) }],
    ['open', { name: random(16), line: newLine(0) }],
    ['notes', { list: random(16) }],
    ['sessions', {}],
    ['names', server.newPermission(server.today()).names],
    ['credentials', {}],
  ] as const)
    assert.equal(await as(path, body), 'not-found', path)
})

test('a count that goes back is a copy: nobody signs in, other sessions end, device and keepers are told', async () => {
  const device = 'birch-worker-1'
  server.forgetSessions()
  const token = await server.signIn(device)
  const passkey = passkeyOf(device)
  const counted = async (count: number) => {
    const challenge = await server.newChallenge()
    return said(await post('session', { device, challenge, assertion: assertBy(passkey, challenge, { count }) }))
  }
  const high = passkey.count + 10
  assert.equal(await counted(high), 200)
  assert.equal(await counted(high), 'passkey-copied')
  assert.equal(await counted(high - 1), 'passkey-copied')
  assert.equal(said(await server.call('POST', '/api/v2/wraps', { token, body: {} })), 'not-signed-in')
  assert.ok(codes.includes('passkey-copied'))
  const { devices } = (await post('sessions', {}, 'birch-keeper-1')).body as {
    devices: { device: string; copiedOn: string | null }[]
  }
  assert.equal(devices.find((each) => each.device === device)?.copiedOn, '2026-11-30')
  passkey.count = high
  server.forgetSessions()
  assert.match(await server.signIn(device), /^[\w-]{43}$/, 'whose count goes on signs in')
})

test('what matters asks for a touch in that session, for that act, once, within two minutes', async () => {
  const { network } = server
  const add = async () => {
    const device = network.newDevice(
      'alder',
      `alder-worker-${String(network.entries.length)}`,
      ['worker'],
      ['referral'],
    )
    network.devices.set(device.id, device)
    network.add({ kind: 'device', device: network.describe(device) }, network.keepersOf('alder'))
    return said(await post('roster/add', { entries: network.entries.slice(-1) }, keeper))
  }
  const refused = async () => {
    const before = network.entries.length
    assert.equal(await add(), 'touch-again')
    network.entries.length = before
  }
  await refused()
  assert.equal(said(await server.touch(keeper, 'add-wraps')), 204)
  await refused()
  assert.equal(said(await server.touch('alder-keeper-2', 'add-to-roster')), 204)
  await refused()
  assert.equal(said(await server.touch(keeper, 'add-to-roster')), 204)
  assert.equal(await add(), 204)
  await refused()
  assert.equal(said(await server.touch(keeper, 'add-to-roster')), 204)
  passed += FRESH_SECONDS * 1_000
  await refused()
})

test('a refusal of what was touched for uses nothing up', async () => {
  assert.equal(said(await server.touch(keeper, 'add-wraps')), 204)
  const wrap = (device: string) => ({ wraps: [{ device, desk: 'referral', epoch: 0, blob: blobOf('wrap') }] })
  assert.equal(said(await post('wraps/add', wrap('birch-worker-1'), keeper)), 'not-found')
  assert.equal(said(await post('wraps/add', wrap(worker), keeper)), 204)
  assert.equal(said(await post('wraps/add', wrap('alder-keeper-2'), keeper)), 'touch-again')
})

test('every act that needs a touch is refused without one', async () => {
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(worker, permission)).status, 204)
  const lock = (slot: 's' | 'k', name: string, n: number) => ({
    ...{
      name,
      slot,
      turn: permission.secrets.turns[slot],
      lock: blobOf('lock'),
      roster: server.network.entries.length,
    },
    ...{ proof: proofOf(random(32) as never), line: newLine(n) },
  })
  const { story, knock } = permission.deposit
  const acts: readonly [FreshAct, string, string, unknown][] = [
    ['lock-story', 'locks', worker, lock('s', story.s, 0)],
    ['read-recovery', 'wraps/recovery', keeper, {}],
    ['add-credential', 'credentials', worker, server.makePasskey(worker, { ...passkeyOf(worker) })],
  ]
  for (const [act, path, as, body] of acts) {
    assert.equal(said(await post(path, body, as)), 'touch-again', path)
    assert.equal(said(await server.touch(as, act)), 204)
    assert.ok(Number(said(await post(path, body, as))) < 300, path)
  }
  assert.equal(said(await post('locks', lock('k', knock.k, 1), worker)), 200, 'the first contact’s lock needs none')
  for (let n = 2; n < 4; n += 1) assert.equal(said(await post('locks', lock('s', story.s, n), worker)), 200)
})

test('a device has at most five passkeys, each its own and signed for by it', async () => {
  const device = 'alder-officer'
  const first = passkeyOf(device)
  const add = async (credential = server.makePasskey(device)) => {
    server.passkeys.set(device, first)
    assert.equal(said(await server.touch(device, 'add-credential')), 204)
    return said(await post('credentials', credential, device))
  }
  const other = server.makePasskey(worker, passkeyOf(worker))
  assert.equal(await add({ ...other, device: DeviceId.parse(device) }), 'bad-input', 'another device’s word')
  const stolen = server.makePasskey(device, { ...newPasskey(new URL(server.url).origin), id: passkeyOf(worker).id })
  assert.equal(await add(stolen), 'already-there', 'the name of another’s')
  const elsewhere = server.makePasskey(device, newPasskey('https://apila.example.evil'))
  assert.equal(await add(elsewhere), 'wrong-address')
  const local = server.makePasskey(device, newPasskey('http://localhost:4700'))
  assert.equal(await add(local), 204, 'the local program’s')
  for (let more = 0; more < 3; more += 1) assert.equal(await add(), 204)
  assert.equal(await add(), 'too-many')
  const asked = await post('session/passkeys', { device, origin: 'http://localhost:4700' })
  assert.deepEqual(asked.body, { credentials: [local.credential.id] })
})
