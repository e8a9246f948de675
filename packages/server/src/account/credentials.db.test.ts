// Which passkeys the server takes: signed for by their device, of the desk's own address or a local program's, each name once. What a wrong
// touch leaves behind: nothing. Governed by docs/protocol.md "Signing in".
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { SignedCredential } from '@apila/core/account/passkey.ts'
import { DeviceId } from '@apila/core/organisation/roster.ts'
import { Problem } from '../platform/problem.ts'
import { assertBy, newPasskey } from '../test/authenticator.ts'
import { random } from '../test/noise.ts'
import { type TestServer, startRealServer, startTestServer } from '../test/network.ts'
import { takeCredential } from './credentials.ts'

let server: TestServer
before(async () => {
  server = await startRealServer()
})
after(() => server.close())

const worker = 'alder-worker-1'
const own = 'https://desk.example'

/** What becomes of a passkey where the desk stands at `own`. */
async function take(signed: SignedCredential): Promise<string> {
  const { ctx } = server.running
  const roster = ctx.network.roster.current()
  assert.ok(roster)
  const here = { ...ctx, config: { ...ctx.config, publicUrl: `${own}/` } }
  try {
    await ctx.db.write((tx) => takeCredential(here, tx, roster, signed))
    return 'taken'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return [error.code, ...(error.paths ?? [])].join(' ')
  }
}
/** Signed for by the device, which goes on with the passkey that it had. */
function made(device: string, passkey = newPasskey(own)): SignedCredential {
  const before = server.passkeys.get(device)
  const signed = server.makePasskey(device, passkey)
  if (before) server.passkeys.set(device, before)
  return signed
}

test('a passkey is of the desk’s own address or of a program on the same machine, and of no other', async () => {
  for (const origin of [own, 'http://localhost', 'http://localhost:4700'])
    assert.equal(await take(made(worker, newPasskey(origin))), 'taken', origin)
  for (const origin of [
    'http://desk.example',
    'https://desk.example:8443',
    'https://localhost:4700',
    'http://localhost.evil.example',
    'http://127.0.0.1:4700',
    'http://other.example',
  ])
    assert.equal(await take(made('birch-worker-1', newPasskey(origin))), 'wrong-address', origin)
  for (const spelled of [`${own}/`, `${own}/desk`, 'HTTPS://DESK.EXAMPLE', 'http://localhost:4700/', 'desk', '']) {
    const passkey = { ...newPasskey(own), origin: spelled }
    assert.equal(await take(made('birch-worker-1', passkey)), 'wrong-address', spelled)
  }
})

test('the very same passkey again is no fault; its name with anything else is refused', async () => {
  const device = 'birch-keeper-1'
  const passkey = newPasskey(own)
  assert.equal(await take(made(device, passkey)), 'taken')
  assert.equal(await take(made(device, passkey)), 'taken')
  const { id, publicKey } = passkey
  for (const [who, twin] of [
    [device, { ...passkey, origin: 'http://localhost' }],
    [device, { ...newPasskey(own), id }],
    ['birch-keeper-2', passkey],
    ['birch-keeper-2', { ...newPasskey(own), id, publicKey }],
  ] as const)
    assert.equal(await take(made(who, twin)), 'already-there')
})

test('who signed for it, and what kind of key it is, is told by its member', async () => {
  const good = made('birch-keeper-2')
  assert.equal(await take({ ...good, device: DeviceId.parse(worker) }), 'bad-input signature')
  assert.equal(await take({ ...good, device: DeviceId.parse('nobody-here') }), 'bad-input signature')
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
  const publicKey = curve.export({ type: 'spki', format: 'der' }).toString('base64url')
  assert.equal(await take(made('birch-keeper-2', { ...newPasskey(own), publicKey })), 'bad-input publicKey')
  const other = newPasskey(own, { kind: 'eddsa' })
  assert.equal(await take(made('birch-keeper-2', other)), 'bad-input publicKey', 'said to be of another algorithm')
  assert.equal(await take(good), 'taken')
})

test('a touch that is refused for anything but its count marks nothing as copied, and one that is right neither', async () => {
  const passkey = server.passkeys.get(worker)
  assert.ok(passkey)
  const signIn = async (wrong: Parameters<typeof assertBy>[2]) => {
    const challenge = await server.newChallenge()
    const body = { device: worker, challenge, assertion: assertBy(passkey, challenge, wrong) }
    return (await server.call('POST', '/api/v2/session', { body })).status
  }
  for (const wrong of [{ flags: 0x01 }, { client: { challenge: random(32) } }, { host: 'evil.example' }])
    assert.equal(await signIn(wrong), 401)
  assert.equal(await signIn({}), 200)
  const { body } = await server.call('POST', '/api/v2/sessions', { as: 'alder-keeper-1', body: {} })
  const { devices } = body as { devices: { device: string; copiedOn: string | null }[] }
  assert.deepEqual(devices.find(({ device }) => device === worker)?.copiedOn, null)
})

test('where what was touched for is refused in the doing, the touch still counts', async () => {
  assert.equal((await server.touch(worker, 'add-credential')).status, 204)
  const add = async (origin: string) => {
    const signed = made(worker, newPasskey(origin))
    return (await server.call('POST', '/api/v2/credentials', { as: worker, body: signed })).body as {
      type?: string
    } | null
  }
  assert.equal((await add('https://apila.example.evil'))?.type, 'wrong-address')
  assert.equal((await add('http://localhost:4701'))?.type, undefined)
  assert.equal((await add('http://localhost:4702'))?.type, 'touch-again')
})

test('a network of invented keys asks for no touch', async () => {
  const demo = await startTestServer()
  try {
    const reply = await demo.call('POST', '/api/v2/wraps/recovery', { as: 'alder-keeper-1', body: {} })
    assert.equal(reply.status, 200)
  } finally {
    await demo.close()
  }
  assert.equal((await server.call('POST', '/api/v2/wraps/recovery', { as: 'alder-keeper-1', body: {} })).status, 403)
})
