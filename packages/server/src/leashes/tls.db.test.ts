// A leash keeper on another machine: both sides show a certificate, and each takes the other's alone. Whatever is wrong with one is said in a plain
// sentence, and nothing is sealed, opened or ended. Governed by docs/protocol.md "Leash keeper".
import assert from 'node:assert/strict'
import { X509Certificate, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type ConnectionOptions, connect } from 'node:tls'
import { makeCertificate } from '../platform/certificate.ts'
import { finnishToday } from '../start-server.ts'
import { freePort } from '../test/free-port.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { newRecipient } from '../test/noise.ts'
import { makeTlsFiles } from './make-certificate.ts'
import { serveLeashes } from './serve.ts'
import { examineCertificates, readTlsFiles, verifyKeyOf } from './tls.ts'
import { readWay } from './way.ts'

const as = 'alder-worker-1'
const HOST = 'localhost'
const DAY_MS = 86_400_000
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS)

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'apila-tls-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

type Side = { folder: string; certificate: string }
type Named = { name?: string; from?: Date; to?: Date }

function newSide(t: TestContext, { name = HOST, from = inDays(-1), to = inDays(700) }: Named = {}): Side {
  const folder = newFolder(t)
  const { key, certificate } = makeCertificate({ name, from, to, randomBytes })
  writeFileSync(join(folder, 'own.key'), key, { mode: 0o600 })
  writeFileSync(join(folder, 'own.pem'), certificate)
  return { folder, certificate }
}

const knows = (side: Side, ...others: Side[]): void =>
  writeFileSync(join(side.folder, 'other.pem'), others.map(({ certificate }) => certificate).join(''))

type Logged = { code: string; reason?: string }

async function startKeeper(t: TestContext, side: Side, folder = newFolder(t), port?: number) {
  const at = port ?? (await freePort())
  const where = `${HOST}:${String(at)}`
  const said: Logged[] = []
  const log = ({ code, reason }: Logged) => said.push({ code, ...(reason !== undefined && { reason }) })
  const way = readWay(where, side.folder)
  const served = await serveLeashes({ folder, way, randomBytes, today: () => finnishToday(), log })
  let isOpen = true
  const stop = async (): Promise<void> => {
    if (isOpen) await served.close()
    isOpen = false
  }
  t.after(stop)
  return { where, port: at, folder, said, stop }
}

async function startServer(t: TestContext, where: string, side: Side) {
  const said: Logged[] = []
  const log = ({ code, reason }: Logged) => said.push({ code, ...(reason !== undefined && { reason }) })
  const settings = { 'leash-keeper': where, 'leash-tls': side.folder }
  const server = await startTestServer({ settings, endings: { step: 20 }, log })
  t.after(() => server.close())
  return { server, said }
}

async function opened(server: TestServer, { deposit }: ReturnType<TestServer['newPermission']>): Promise<number[]> {
  const talk = await server.call('POST', '/api/v2/talk/open', { as, body: { t: deposit.talk.t } })
  return [(await server.open(as, deposit.knock.k)).status, (await server.open(as, deposit.story.s)).status, talk.status]
}

test('over a port with both certificates a permission is sealed, opened and ended', async (t) => {
  const [ours, theirs] = [newSide(t), newSide(t)]
  knows(ours, theirs)
  knows(theirs, ours)
  const keeper = await startKeeper(t, theirs)
  const { server, said } = await startServer(t, keeper.where, ours)
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(as, permission)).status, 204)
  assert.deepEqual(await opened(server, permission), [200, 200, 200])
  assert.equal((await server.end(permission)).status, 204)
  assert.deepEqual(await opened(server, permission), [404, 404, 404])
  assert.throws(() => statSync(join(server.folder, 'leash.db')), /ENOENT/)
  assert.deepEqual([said, keeper.said], [[], []])
})

/** Both certificates of a side have one name. Whichever it shows, and in whichever order they lie in other.pem, it is taken. */
for (const order of ['old, fresh', 'fresh, old'])
  for (const shown of ['old', 'fresh'])
    for (const renewed of ['keeper', 'server'])
      test(`the ${renewed}’s certificate is being made anew (other.pem: ${order}): the ${shown} one is taken`, async (t) => {
        const [still, old, fresh] = [newSide(t), newSide(t), newSide(t, { to: inDays(730) })]
        const side = shown === 'old' ? old : fresh
        knows(still, ...(order === 'old, fresh' ? [old, fresh] : [fresh, old]))
        knows(side, still)
        const keeper = await startKeeper(t, renewed === 'keeper' ? side : still)
        const { server } = await startServer(t, keeper.where, renewed === 'keeper' ? still : side)
        assert.equal((await server.send(as, server.newPermission(server.today()))).status, 204)
      })

/** What both sides say where one certificate is wrong; nothing is taken, and the other side's file stays as it is. */
const WRONG = {
  'the server is another than the one that the keeper knows': {
    make: (t: TestContext) => {
      const [ours, theirs, stranger] = [newSide(t), newSide(t), newSide(t)]
      knows(ours, theirs)
      knows(theirs, stranger)
      return { ours, theirs }
    },
    server: /does not take our certificate: own\.pem here is not in the keeper's other\.pem/,
    keeper: /certificate is none of those in other\.pem/,
  },
  'the keeper is another than the one that the server knows': {
    make: (t: TestContext) => {
      const [ours, theirs, stranger] = [newSide(t), newSide(t), newSide(t)]
      knows(ours, stranger)
      knows(theirs, ours)
      return { ours, theirs }
    },
    server: /certificate is none of those in other\.pem/,
    keeper: null,
  },
  'the server’s certificate has expired': {
    make: (t: TestContext) => {
      const [ours, theirs] = [newSide(t, { from: inDays(-30), to: inDays(-1) }), newSide(t)]
      knows(ours, theirs)
      knows(theirs, ours)
      return { ours, theirs }
    },
    server: /does not take our certificate, since it has expired/,
    keeper: /certificate has expired/,
  },
  'the server’s certificate has expired, and the fresh one beside it is not shown': {
    make: (t: TestContext) => {
      const [ours, theirs, fresh] = [newSide(t, { from: inDays(-30), to: inDays(-1) }), newSide(t), newSide(t)]
      knows(ours, theirs)
      knows(theirs, fresh, ours)
      return { ours, theirs }
    },
    server: /does not take our certificate, since it has expired/,
    keeper: /certificate has expired/,
  },
  'the server’s certificate is not valid yet, and the old one beside it is not shown': {
    make: (t: TestContext) => {
      const [ours, theirs, old] = [newSide(t, { from: inDays(2) }), newSide(t), newSide(t)]
      knows(ours, theirs)
      knows(theirs, old, ours)
      return { ours, theirs }
    },
    server: /does not take our certificate, since it is not valid yet/,
    keeper: /certificate is not valid yet/,
  },
  'the server shows another certificate with the name of the two that the keeper knows': {
    make: (t: TestContext) => {
      const [ours, theirs, one, two] = [newSide(t), newSide(t), newSide(t), newSide(t)]
      knows(ours, theirs)
      knows(theirs, one, two)
      return { ours, theirs }
    },
    server: /does not take our certificate: own\.pem here is not in the keeper's other\.pem/,
    keeper: /certificate is none of those in other\.pem/,
  },
  'the keeper’s certificate has expired': {
    make: (t: TestContext) => {
      const [ours, theirs] = [newSide(t), newSide(t, { from: inDays(-30), to: inDays(-1) })]
      knows(ours, theirs)
      knows(theirs, ours)
      return { ours, theirs }
    },
    server: /other side's certificate has expired/,
    keeper: null,
  },
  'the keeper’s certificate is not valid yet': {
    make: (t: TestContext) => {
      const [ours, theirs] = [newSide(t), newSide(t, { from: inDays(2) })]
      knows(ours, theirs)
      knows(theirs, ours)
      return { ours, theirs }
    },
    server: /certificate is not valid yet/,
    keeper: null,
  },
  'the keeper’s certificate is for another name': {
    make: (t: TestContext) => {
      const [ours, theirs] = [newSide(t), newSide(t, { name: 'renamed.example' })]
      knows(ours, theirs)
      knows(theirs, ours)
      return { ours, theirs }
    },
    server: /for another name than the one in --leash-keeper/,
    keeper: null,
  },
} as const

for (const [what, { make, server: atServer, keeper: atKeeper }] of Object.entries(WRONG))
  test(`${what}: refused, and said`, async (t) => {
    const { ours, theirs } = make(t)
    const keeper = await startKeeper(t, theirs)
    const { server, said } = await startServer(t, keeper.where, ours)
    assert.equal((await server.send(as, server.newPermission(server.today()))).status, 503)
    assert.equal((await server.end(server.newPermission(server.today()))).status, 503)
    const ready = await fetch(`${server.url}/readyz`)
    assert.deepEqual(
      [ready.status, await ready.text()],
      [503, 'the server and the leash keeper do not take each other’s certificates'],
    )
    const reasonOf = (lines: Logged[]) => lines.find(({ code }) => code === 'leash-keeper-refused')?.reason ?? ''
    assert.match(reasonOf(said), atServer)
    assert.equal(said.filter(({ code }) => code === 'leash-keeper-refused').length, 1, 'said once')
    if (atKeeper) assert.match(reasonOf(keeper.said), atKeeper)
  })

/** What a stranger hears who connects and asks for everything. */
const askAs = (port: number, options: ConnectionOptions): Promise<string> =>
  new Promise((resolve) => {
    const stranger = connect({ host: HOST, port, rejectUnauthorized: false, ...options })
    let heard = ''
    stranger.on('error', () => undefined)
    stranger.on('secureConnect', () =>
      stranger.write(`${JSON.stringify({ n: 1, network: 'test-network', request: { act: 'mark' } })}\n`),
    )
    stranger.setEncoding('utf8')
    stranger.on('data', (text: string) => (heard += text))
    stranger.on('close', () => resolve(heard))
  })

test('who shows no certificate, another one, or speaks an older TLS gets no answer to what they ask', async (t) => {
  const [ours, theirs, stranger] = [newSide(t), newSide(t), newSide(t)]
  knows(ours, theirs)
  knows(theirs, ours)
  const keeper = await startKeeper(t, theirs)
  assert.equal(await askAs(keeper.port, {}), '{"refused":"no-certificate"}\n')
  const key = readFileSync(join(stranger.folder, 'own.key'))
  assert.equal(await askAs(keeper.port, { key, cert: stranger.certificate }), '{"refused":"not-known"}\n')
  const own = { key: readFileSync(join(ours.folder, 'own.key')), cert: ours.certificate }
  assert.equal(await askAs(keeper.port, { ...own, maxVersion: 'TLSv1.2' }), '')
  assert.deepEqual(
    keeper.said.map(({ code }) => code),
    ['leash-keeper-refused', 'leash-keeper-refused'],
  )
  const { server } = await startServer(t, keeper.where, ours)
  assert.equal((await server.send(as, server.newPermission(server.today()))).status, 204)
})

test('once the right certificate is in its place all goes on, and nothing was lost', async (t) => {
  const [ours, theirs, fresh] = [newSide(t), newSide(t), newSide(t)]
  knows(ours, theirs)
  knows(theirs, ours)
  const keeper = await startKeeper(t, theirs)
  const { server } = await startServer(t, keeper.where, ours)
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(as, permission)).status, 204)
  await keeper.stop()
  knows(fresh, ours)
  const other = await startKeeper(t, fresh, keeper.folder, keeper.port)
  assert.deepEqual(await opened(server, permission), [503, 503, 503])
  await other.stop()
  await startKeeper(t, theirs, keeper.folder, keeper.port)
  assert.deepEqual(await opened(server, permission), [200, 200, 200])
})

test('where the roster names a keeper, a certificate with another key is none of it', async (t) => {
  const [ours, theirs, listed] = [newSide(t), newSide(t), newSide(t)]
  knows(ours, theirs, listed)
  knows(theirs, ours)
  knows(listed, ours)
  const keeper = await startKeeper(t, theirs)
  const { server, said } = await startServer(t, keeper.where, ours)
  const { network } = server
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(as, permission)).status, 204)
  const verifyKey = verifyKeyOf(new X509Certificate(listed.certificate))
  const value = { keeper: { organisation: 'birch', recipient: newRecipient(), verifyKey } }
  network.add({ kind: 'policy', topic: 'leash-keeper', value }, [...network.devices.values()].filter(isKeeper))
  const body = { entries: network.entries.slice(-1) }
  assert.equal((await server.call('POST', '/api/v2/roster/add', { as: 'alder-keeper-1', body })).status, 204)
  await keeper.stop()
  const again = await startKeeper(t, theirs, keeper.folder, keeper.port)
  assert.equal((await server.end(permission)).status, 503)
  assert.match(said.at(-1)?.reason ?? '', /not the one that the network's roster names/)
  await again.stop()
  await startKeeper(t, listed, keeper.folder, keeper.port)
  assert.equal((await server.end(permission)).status, 204, JSON.stringify(said))
})

const isKeeper = ({ roles }: { roles: string[] }): boolean => roles.includes('keeper')

test('a missing, unreadable or foreign file is named before anything is served', (t) => {
  const [ours, theirs] = [newSide(t), newSide(t)]
  const read = () => readWay('keeper.example:4800', ours.folder)
  assert.throws(read, /other\.pem is missing: it is a copy of the other side's own\.pem/)
  writeFileSync(join(ours.folder, 'other.pem'), 'no certificate')
  assert.throws(read, /other\.pem holds no certificate that can be read/)
  knows(ours, theirs)
  assert.equal(read().kind, 'port')
  writeFileSync(join(ours.folder, 'own.key'), readFileSync(join(theirs.folder, 'own.key')))
  assert.throws(read, /own\.key and own\.pem in .* do not belong together/)
  rmSync(join(ours.folder, 'own.key'))
  assert.throws(read, /own\.key is missing: apila leash-certificate makes it/)
  assert.throws(() => readWay('keeper.example:99999', ours.folder), /no port/)
  for (const path of ['/run/apila/keeper.sock', './keeper.sock', 'C:\\apila\\keeper'])
    assert.deepEqual(readWay(path, ours.folder), { kind: 'socket', path })
})

test('the command makes a key for this side alone, and never writes over one', (t) => {
  const folder = join(newFolder(t), 'leash-tls')
  const now = new Date('2026-11-30T12:00:00Z')
  const made = makeTlsFiles({ folder, name: 'keeper.example', now, randomBytes })
  assert.equal(made.until, '2028-11-29')
  assert.match(made.fingerprint, /^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)
  assert.match(made.verifyKey, /^[\w-]{43}$/)
  for (const name of ['own.key', 'own.pem']) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600)
  const certificate = new X509Certificate(readFileSync(join(folder, 'own.pem')))
  assert.deepEqual([certificate.ca, certificate.checkHost('keeper.example')], [false, 'keeper.example'])
  assert.equal(certificate.checkHost('other.example'), undefined)
  assert.throws(() => makeTlsFiles({ folder, name: 'keeper.example', now, randomBytes }), /is there already/)
  for (const name of ['', 'a b', 'https://keeper.example', '-a.example', 'a'.repeat(70)])
    assert.throws(() => makeTlsFiles({ folder: newFolder(t), name, now, randomBytes }), /--name is the host name/)
  for (const name of ['192.0.2.7', '2001:db8::7']) {
    const at = join(newFolder(t), 'tls')
    makeTlsFiles({ folder: at, name, now, randomBytes })
    assert.equal(new X509Certificate(readFileSync(join(at, 'own.pem'))).checkIP(name), name)
  }
})

test('a certificate that ends soon is told of in time', (t) => {
  const [ours, theirs] = [newSide(t, { to: new Date('2027-01-10') }), newSide(t, { to: new Date('2027-06-01') })]
  knows(ours, theirs)
  const statesOn = (day: string) =>
    examineCertificates(readTlsFiles(ours.folder), new Date(day)).map(({ side, state }) => `${side} ${state}`)
  assert.deepEqual(statesOn('2026-12-05'), ['own good', 'other good'])
  assert.deepEqual(statesOn('2026-12-20'), ['own ends-soon', 'other good'])
  assert.deepEqual(statesOn('2027-05-20'), ['own expired', 'other ends-soon'])
  assert.deepEqual(statesOn('2020-01-01'), ['own not-yet', 'other not-yet'])
  mkdirSync(join(ours.folder, 'empty'))
  assert.throws(() => readTlsFiles(join(ours.folder, 'empty')), /own\.key is missing/)
})
