// Web push against a push service of this test's own: four times a day, to all who asked or to nobody, one request like the other; an address that
// leads into a private net is neither taken nor asked; who is removed gets nothing any more. Governed by docs/protocol.md "Something waits".
import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import type { LookupAddress } from 'node:dns'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { Looked } from '@apila/core/referral/wire.ts'
import { isPushAddress } from '@apila/core/ringing/push.ts'
import { type TestServer, startRealServer } from '../test/network.ts'
import { blobOf, newRecipient, x25519Key } from '../test/noise.ts'
import { proposeBy } from '../test/proposal.ts'
import { isPublicAddress, publicOnly } from './push-service.ts'
import { ringRound } from './rounds.ts'
import { listSubscriptions } from './store.ts'

type Got = { path: string; method: string; headers: Record<string, unknown>; body: string }

let service: Server
let server: TestServer
let origin: string
let got: Got[] = []
let gone = new Set<string>()
// 07:00 in Finland, where it is two hours later than UTC in winter.
let minutes = 0
const now = () => new Date(Date.UTC(2026, 10, 30, 5, minutes))
const at = (day: number, hour: number, minute = 0) => {
  minutes = day * 1_440 + (hour - 7) * 60 + minute
}

before(async () => {
  service = createServer((request, answer) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const { url: path = '', method = '', headers } = request
      got.push({ path, method, headers, body })
      answer.writeHead(gone.has(path) ? 410 : 201).end('what is said here is not read')
    })
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${String((service.address() as AddressInfo).port)}`
  server = await startRealServer({ now, pushPlaces: { trusts: (endpoint) => endpoint.startsWith(`${origin}/`) } })
})
after(async () => {
  await server.close()
  service.close()
})

const post = (path: string, body: unknown, as?: string) =>
  server.call('POST', `/api/v2/${path}`, { body, ...(as && { as }) })
const subscribe = async (as: string, path: string): Promise<string> => {
  const { status, body } = await post('push', { endpoint: `${origin}${path}` }, as)
  assert.equal(status, 200)
  return (body as { listen: string }).listen
}
const ring = async () => {
  got = []
  server.forgetSessions()
  const told = await ringRound(server.running.ctx)
  return { told, got }
}
const bell = async () => {
  server.forgetSessions()
  assert.equal((await server.send('alder-worker-1', server.newPermission(server.today()))).status, 204)
}
const listenOf: Record<string, string> = {}

test('four times a day at the most, and only where a bell came since, everybody who asked gets a message', async () => {
  listenOf['a'] = await subscribe('alder-worker-1', '/a')
  listenOf['b'] = await subscribe('birch-worker-1', '/b')
  await bell()
  assert.deepEqual([(await ring()).told, got.length], [null, 0], 'before the first round of the day')
  at(0, 8)
  const first = await ring()
  assert.equal(first.told, 2)
  assert.deepEqual(first.got.map(({ path }) => path).toSorted(), ['/a', '/b'], 'whoever the bell was for')
  at(0, 8, 30)
  await bell()
  assert.equal((await ring()).told, null, 'between two rounds')
  at(0, 12)
  assert.equal((await ring()).told, 2)
  at(0, 16)
  assert.deepEqual([(await ring()).told, got.length], [0, 0], 'no bell since')
  at(0, 20, 59)
  await bell()
  assert.equal((await ring()).told, 2)
  at(0, 23)
  assert.equal((await ring()).told, null)
  at(1, 7)
  assert.equal((await ring()).told, null)
  at(1, 8)
  assert.equal((await ring()).told, 0, 'nothing came in the night')
})

test('a start in the middle of a round rings nobody twice', async () => {
  await bell()
  at(1, 12)
  assert.equal((await ring()).told, 2)
  await server.running.close()
  await server.restart({
    kind: 'empty',
    now,
    pushPlaces: { trusts: (endpoint) => endpoint.startsWith(`${origin}/`) },
  })
  assert.deepEqual([(await ring()).told, got.length], [null, 0])
})

test('one message is like the other: nothing in it, and nothing around it, tells a device or its desk', async () => {
  await bell()
  at(1, 16)
  const { got: both } = await ring()
  assert.equal(both.length, 2)
  const [one, other] = both.map(({ method, headers, body }) => ({ method, headers, body }))
  assert.deepEqual(one, other)
  assert.deepEqual([one?.method, one?.body, one?.headers['content-length']], ['POST', '', '0'])
  assert.deepEqual(
    Object.keys(one?.headers ?? {}).toSorted(),
    ['authorization', 'connection', 'content-length', 'host', 'ttl', 'urgency'],
    'no topic, no content, nothing else',
  )
})

test('the server says who it is by its own key, to that push service alone, for half a day', async () => {
  await bell()
  at(1, 20)
  const { got: both } = await ring()
  const [, word = '', key = ''] =
    /^vapid t=([\w.-]+), k=([\w-]{87})$/.exec(String(both[0]?.headers['authorization'])) ?? []
  const [head = '', claims = '', signature = ''] = word.split('.')
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
  assert.deepEqual(read(head), { typ: 'JWT', alg: 'ES256' })
  const { aud, exp, sub } = read(claims) as { aud: string; exp: number; sub: string }
  assert.deepEqual([aud, sub], [origin, new URL(server.url).origin])
  assert.equal(exp - now().getTime() / 1_000, 12 * 3_600)
  const point = Buffer.from(key, 'base64url')
  const half = (from: number, to: number) => point.subarray(from, to).toString('base64url')
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: half(1, 33), y: half(33, 65) },
    format: 'jwk',
  })
  const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' as const }
  assert.ok(verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url')))
  const standing = (await post('push/key', {}, 'alder-worker-1')).body as { key: string; isOn: boolean }
  assert.deepEqual(standing, { key, isOn: true }, 'browsers are told the same key, also after a restart')
})

test('who asked reads bells by a secret of its own, and nothing else; another secret reads nothing', async () => {
  const { status, body } = await post('push/look', { listen: listenOf['a'], bells: 0, ended: 0 })
  assert.equal(status, 200)
  const heard = Looked.parse(body)
  assert.deepEqual(heard.next, Looked.parse((await post('look', { bells: 0, ended: 0 }, 'alder-worker-1')).body).next)
  const { listen } = { listen: 'A'.repeat(43) }
  assert.equal((await post('push/look', { listen, bells: 0, ended: 0 })).status, 404)
  for (const path of ['look', 'roster', 'wraps', 'push/key', 'push/end', 'notes'])
    assert.equal(
      (await server.call('POST', `/api/v2/${path}`, { body: {}, token: listenOf['a'] ?? '' })).status,
      401,
      path,
    )
})

test('an address that is no push service’s is not taken', async () => {
  for (const endpoint of [
    'http://push.example.com/a',
    'https://push.example.com:8443/a',
    'https://user:word@push.example.com/a',
    'https://127.0.0.1/a',
    'https://2130706433/a',
    'https://0x7f.0.0.1/a',
    'https://[::1]/a',
    'https://localhost/a',
    'https://desk.localhost/a',
    'https://printer.local/a',
    'https://db.internal/a',
    'https://router.home.arpa/a',
    'https://push/a',
    'https://PUSH.example.com/a',
    'https://push.example.com',
    'https://push.example.com/a b',
    'https://push.example.com/a\nHost: x',
    'https://push.example.com/a#b',
    'https://push.example.com\\@127.0.0.1/',
    'file:///etc/passwd',
    `https://push.example.com/${'a'.repeat(1_000)}`,
  ])
    assert.equal((await post('push', { endpoint }, 'alder-worker-1')).status, 400, endpoint)
  for (const address of [
    'https://fcm.googleapis.com/fcm/send/eX4mple:APA91bH_-x',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAAABm-x_',
    'https://wns2-par02p.notify.windows.com/w/?token=BQYAAAC%2f%3d',
    'https://web.push.apple.com/QOxvZ-x_',
  ])
    assert.ok(isPushAddress(address), address)
})

test('a name that leads to this machine or the network around it is not asked, also where only one of its addresses does', async () => {
  for (const address of [
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:10.0.0.1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      '2001:db8::1',
      'ff02::1',
    ],
  ])
    assert.equal(isPublicAddress(address), false, address)
  for (const address of ['142.250.74.106', '1.1.1.1', '2a00:1450:4026:805::200a'])
    assert.equal(isPublicAddress(address), true, address)
  const found = (...addresses: string[]) =>
    new Promise<string | null>((resolve) => {
      const ask = ((_host: string, _options: object, done: (error: null, all: LookupAddress[]) => void) => {
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        )
      }) as unknown as Parameters<typeof publicOnly>[0]
      publicOnly(ask)('push.example.com', { all: false }, (error, address) => {
        resolve(error || typeof address !== 'string' ? null : address)
      })
    })
  assert.equal(await found('142.250.74.106'), '142.250.74.106')
  assert.equal(await found('142.250.74.106', '10.0.0.1'), null)
  assert.equal(await found(), null)
})

test('what a push service knows no more goes, and the next address of the same device stays', async () => {
  gone = new Set(['/b'])
  await bell()
  at(2, 8)
  assert.equal((await ring()).told, 1)
  gone = new Set()
  await bell()
  at(2, 12)
  assert.deepEqual([(await ring()).told, got.map(({ path }) => path)], [1, ['/a']])
  const before = await subscribe('birch-worker-1', '/b-again')
  listenOf['b'] = await subscribe('birch-worker-1', '/b-new')
  assert.equal((await post('push/look', { listen: before, bells: 0, ended: 0 })).status, 404, 'the one before is over')
  await bell()
  at(2, 16)
  await ring()
  assert.deepEqual(got.map(({ path }) => path).toSorted(), ['/a', '/b-new'])
})

test('a tap ends it at once', async () => {
  assert.equal((await post('push/end', {}, 'alder-worker-1')).status, 204)
  assert.equal((await post('push/look', { listen: listenOf['a'], bells: 0, ended: 0 })).status, 404)
  assert.equal(((await post('push/key', {}, 'alder-worker-1')).body as { isOn: boolean }).isOn, false)
  await bell()
  at(2, 20)
  await ring()
  assert.deepEqual(
    got.map(({ path }) => path),
    ['/b-new'],
  )
})

const removalOf = (id: string) => [
  { kind: 'device-remove', id },
  ...['referral', 'statistics'].map((desk) => ({
    ...{ kind: 'epoch', organisation: 'birch', desk, epoch: 1, recipient: newRecipient(), bell: x25519Key() },
  })),
]

test('while one keeper has signed its removal and the second has not, a device gets no message and reads no bell', async () => {
  const [keeper] = server.network.keepersOf('birch')
  assert.ok(keeper)
  const keys = {
    wraps: server.network.keepersOf('birch').map(({ id }) => ({
      ...{ device: id, desk: 'referral', epoch: 1, blob: blobOf('wrap') },
    })),
    recovery: [{ organisation: 'birch', desk: 'referral', epoch: 1, blob: blobOf('wrap') }],
    links: [],
  }
  assert.equal((await post('push/look', { listen: listenOf['b'], bells: 0, ended: 0 })).status, 200)
  const { body } = proposeBy(server.network, [keeper], removalOf('birch-worker-1'), { on: server.today(), keys })
  server.forgetSessions()
  await server.touch(keeper.id, 'propose')
  const proposed = await post('roster/propose', body, keeper.id)
  assert.equal(proposed.status, 204, JSON.stringify(proposed.body))
  assert.equal((await post('push/look', { listen: listenOf['b'], bells: 0, ended: 0 })).status, 404)
  await bell()
  at(3, 8)
  const { told } = await ring()
  assert.deepEqual([told, got.length], [0, 0])
})

test('a removed device gets no message and reads no bell any more, at once', async () => {
  const { network } = server
  const signers = network.keepersOf('birch')
  const [keeper] = signers
  assert.ok(keeper)
  const before = network.entries.length
  network.add({ kind: 'device-remove', id: 'birch-worker-1' }, signers)
  for (const desk of ['referral', 'statistics']) network.addEpoch('birch', desk, 1)
  server.forgetSessions()
  await server.touch(keeper.id, 'add-to-roster')
  const added = await post('roster/add', { entries: network.entries.slice(before) }, keeper.id)
  assert.equal(added.status, 204, JSON.stringify(added.body))
  assert.equal((await post('push/look', { listen: listenOf['b'], bells: 0, ended: 0 })).status, 404)
  await bell()
  at(3, 12)
  const { told } = await ring()
  assert.deepEqual([told, got.length], [0, 0])
  const kept = await listSubscriptions(server.running.ctx.db.read())
  assert.deepEqual(kept, [], 'the address by which its browser was rung lies in no folder any more')
})
