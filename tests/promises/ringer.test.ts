// The organisation's own bell and witness: comes by a joining code, hears that something waits for its desks and opens nothing, has the
// organisation's mail server send two words over TLS, signs the days that are right, and names a fork, another program and a witness that is away.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { TLSSocket } from 'node:tls'
import { JoinFound, JoinOffer, JoinRequest, JoinSealed } from '@apila/core/account/join.ts'
import type { Digest } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import { Day } from '@apila/core/day.ts'
import { Days } from '@apila/core/organisation/days.ts'
import { DeviceId, OrganisationId, type SignedEntry, VerifyKey } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { RosterRest } from '@apila/core/organisation/wire.ts'
import {
  type JoinKeys,
  askPossession,
  codeBytes,
  hearJoin,
  joinKeys,
  newJoinCode,
  sayJoin,
  typedCode,
} from '@apila/sealing/account/join.ts'
import { ed25519Pair } from '@apila/sealing/ed25519.ts'
import { digestOf, systemRandom, toBase64url } from '@apila/sealing/encoding.ts'
import { signLabelled } from '@apila/sealing/labels.ts'
import { type Batch, NO_KEYS, signBatch } from '@apila/sealing/organisation/batch.ts'
import { enrol, removeDevices } from '@apila/sealing/organisation/changes.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import { readDays } from '@apila/sealing/ringing/days.ts'
import { joinRinger } from '../../packages/tools/src/ringing/join-ringer.ts'
import { readMailSettings, sendMail } from '../../packages/tools/src/ringing/mail.ts'
import { openFolder } from '../../packages/tools/src/ringing/ringer-folder.ts'
import { type Ringer, openRinger } from '../../packages/tools/src/ringing/ringer.ts'
import { beginningLine, goRound } from '../../packages/tools/src/ringing/run-ring.ts'
import { type ServerApi, openServerApi } from '../../packages/tools/src/ringing/server-api.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { TEST_CERTIFICATE, TEST_KEY } from '../machinery/test-certificate.ts'
import { send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { sealDemo } from '../world/referral.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const DAY_MS = 86_400_000
let folder: string
let apila: Apila
let world: World
/** How far the server's clock and everybody's have gone on. Unit: ms. */
let ahead = 0
let roster: Roster
let entries: readonly SignedEntry[]
const today = (): Day => todayInFinland(ahead)
const at = (name: string) => join(folder, name)
const clientOf = (id: string) => signIn(apila.url, world.roster.network, world.device(id))
const keepersOf = (organisation: string) => [1, 2].map((n) => world.device(`${organisation}-keeper-${String(n)}`))

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apila-ringer-'))
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  await readOn()
})
after(async () => {
  await apila.close()
  await rm(folder, { recursive: true, force: true })
})

async function readOn(): Promise<void> {
  const client = await clientOf('koivu-keeper-1')
  entries = RosterRest.parse(await client.post('/roster', { from: 0 })).entries
  const reading = await readRoster(entries, null, today())
  assert.ok(reading.ok)
  roster = reading.roster
}

/** Both administrators of these organisations sign, and one of them sends. */
async function add({ contents, keys }: Batch, organisations: readonly string[]): Promise<void> {
  const signed = await signBatch(roster, today(), contents, organisations.flatMap(keepersOf))
  await (await clientOf(`${organisations[0] ?? ''}-keeper-1`)).post('/roster/add', { entries: signed, keys })
  await readOn()
}

const said: string[] = []
const say = (line: string) => void said.push(line)

/** Adds a ringer as two administrators and a machine do, through a joining code. */
async function addRinger(organisation: string): Promise<void> {
  const code = newJoinCode(
    { network: roster.network, genesis: roster.genesis, host: new URL(apila.url).host },
    systemRandom,
  )
  const bytes = codeBytes(typedCode(code))
  assert.ok(bytes)
  const keys = await joinKeys(bytes)
  const keeper = await clientOf(`${organisation}-keeper-1`)
  const { network, genesis, length, head } = roster
  const offer = JoinOffer.parse({
    ...{ v: 2, network, pin: { genesis, length, head } },
    device: {
      ...{ id: `${organisation}-ringer`, organisation, roles: ['ringer'], desks: ['referral'] },
      ...{ supervisor: null, pledge: null },
    },
  })
  await keeper.post('/join/open', { id: keys.id })
  await keeper.post('/join/say', { id: keys.id, side: 'keeper', blob: await sayJoin(keys, 'keeper', offer) })
  const joining = joinRinger({
    ...{ server: apila.url, folder: at(organisation), code: typedCode(code), today, say },
    api: openServerApi(apila.url),
  })
  const request = await found(keys, keeper)
  const { sealed } = await askPossession(request.record.recipient, systemRandom)
  const asked = JoinSealed.parse({ v: 2, keeper: `${organisation}-keeper-1`, sealed })
  await keeper.post('/join/say', { id: keys.id, side: 'keeper', blob: await sayJoin(keys, 'keeper', asked) })
  const held = [world.desk(organisation, 'referral')]
  await add(await enrol({ roster, held, random: systemRandom }, request.record), [organisation])
  await joining
}

async function found(keys: JoinKeys, keeper: Awaited<ReturnType<typeof clientOf>>): Promise<JoinRequest> {
  for (;;) {
    const { blob } = JoinFound.parse(await keeper.post('/join/find', { id: keys.id }))
    const request = blob === null ? null : await hearJoin(keys, 'device', blob, JoinRequest)
    if (request) return request
  }
}

const ringerOf = async (organisation: string, api: ServerApi = openServerApi(apila.url)): Promise<Ringer> =>
  openRinger(await openFolder(at(organisation)), api, today)

async function sendTo(to: string): Promise<void> {
  const sent = await sealDemo(world, { from: 'koivu', to, mode: 'knock-ahead', today: today(), word: 'aster' })
  await send({ world, client: await clientOf('koivu-worker-1'), organisation: 'koivu', today: today() }, sent)
}

/** The day ends and the server publishes its head. */
async function nextDay(): Promise<void> {
  ahead += DAY_MS
  await apila.kill()
  await apila.restart([], ahead)
}

test('a ringer comes by a joining code, its folder is its owner’s alone, and a code for a person is not taken', async () => {
  await addRinger('kataja')
  assert.match(said.join('\n'), /six digits aloud: \d{6}[\s\S]*kataja-ringer stands in the roster/)
  for (const name of ['ringer.json', 'state.json']) assert.equal((await stat(at(`kataja/${name}`))).mode & 0o777, 0o600)
  await assert.rejects(
    joinRinger({ server: apila.url, folder: at('x'), code: 'A'.repeat(32), today, say, api: openServerApi(apila.url) }),
    /no joining code|Nobody waits for this code/,
  )
})

test('it hears what waits for its own desk, once, and of another desk nothing; it opens nothing', async () => {
  const ringer = await ringerOf('kataja')
  await ringer.look()
  await sendTo('haapa')
  assert.equal(await ringer.look(), 0, 'for another')
  await sendTo('kataja')
  assert.equal(await ringer.look(), 1)
  assert.equal(await ringer.look(), 0, 'once')
  await sendTo('kataja')
  assert.equal(await (await ringerOf('kataja')).look(), 1, 'also after a restart, what it had heard is not told again')
  const kept = (await readFile(at('kataja/ringer.json'), 'utf8')) + (await readFile(at('kataja/state.json'), 'utf8'))
  const { identity } = world.desk('kataja', 'referral')
  assert.ok(!kept.includes(identity))
  const { device } = await openFolder(at('kataja'))
  const client = await signIn(apila.url, world.roster.network, device)
  for (const [path, body] of [
    ['/notes', { list: world.desk('kataja', 'referral').list }],
    ['/look-at', { name: toBase64url(systemRandom(16)) }],
    ['/sessions', {}],
    ['/push', { endpoint: 'https://push.example.com/a' }],
  ] as const)
    await assert.rejects(client.post(path, body), /not-found/, path)
})

test('a start that is right says for whom it listens, and where it rings', async () => {
  const ringer = await ringerOf('kataja')
  const { keys } = await openFolder(at('kataja'))
  const said = await beginningLine(ringer, keys, false)
  assert.match(
    said,
    /^kataja-ringer listens at http.* for referral, every five minutes\. It rings in this window; no mail is set\./,
  )
  assert.match(await beginningLine(ringer, keys, true), /by mail/)
})

test('the local program takes its release keys from the ringer’s roster, and the ringer runs beside it', async () => {
  const tools = (...args: string[]) => run(process.execPath, [join(ROOT, 'packages/tools/bin/apila-tools.js'), ...args])
  const members = ['koivu', 'kataja', 'haapa'].map((id) => OrganisationId.parse(id))
  const keys = await Promise.all(
    members.map(async (organisation) => ({
      organisation,
      verifyKey: VerifyKey.parse((await tools('program', 'key', '--out', at(`${organisation}.key`))).stdout.trim()),
    })),
  )
  const from = join(ROOT, 'packages/app/dist')
  await tools(
    'program',
    'make',
    '--from',
    from,
    '--version',
    '1.0.0',
    '--on',
    '2026-11-30',
    '--out',
    at('program.json'),
  )
  const desk = ['desk', '--program', at('program.json'), '--ringer', at('kataja'), '--server', apila.url, '--port', '0']
  const args = [join(ROOT, 'packages/server/bin/apila.js'), ...desk, '--data', at('desk')]
  const refused = () =>
    run(process.execPath, args).then(
      () => '',
      (error: unknown) => (error as { stderr: string }).stderr,
    )
  assert.match(await refused(), /have not named three release keys.*--keys/)
  await add({ contents: [{ kind: 'policy', topic: 'release-keys', value: { keys } }], keys: NO_KEYS }, members)
  await tools('program', 'sign', at('program.json'), '--key', at('koivu.key'))
  assert.match(await refused(), /Fewer than two/)
  await tools('program', 'sign', at('program.json'), '--key', at('haapa.key'))
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  try {
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (printed += text.toString()))
    await sendTo('kataja')
    while (!/Ready\./.test(printed)) {
      assert.equal(child.exitCode, null, printed)
      await once(child.stdout, 'data')
    }
    assert.match(printed, /Program 1\.0\.0 of 2026-11-30: two release keys signed it/)
    while (!/Something waits\./.test(printed)) await once(child.stdout, 'data')
    const [, url] = /(http:\/\/localhost:\d+)\/desk\//.exec(printed) ?? []
    assert.equal((await fetch(`${url ?? ''}/desk/ring-worker.js`)).status, 200)
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
})

type Mail = { clear: string; sealed: string }

/** A mail server of the test's own. `offers`: whether it says that it can turn to TLS. */
async function startMail(offers: boolean): Promise<{ server: Server; port: number; got: Mail[] }> {
  const got: Mail[] = []
  const server = createServer((socket: Socket) => {
    const mail: Mail = { clear: '', sealed: '' }
    got.push(mail)
    let isData = false
    const answer = (to: Socket | TLSSocket, line: string, isTls: boolean): void => {
      if (isData) {
        if (line !== '.') return
        isData = false
        to.write('250 taken\r\n')
      } else if (/^EHLO/i.test(line))
        to.write(`250-mail.example\r\n${offers && !isTls ? '250-STARTTLS\r\n' : ''}250 8BITMIME\r\n`)
      else if (/^STARTTLS/i.test(line) && !offers) to.write('502 not here\r\n')
      else if (/^STARTTLS/i.test(line)) {
        to.write('220 go\r\n')
        const sealed = new TLSSocket(to, { isServer: true, key: TEST_KEY, cert: TEST_CERTIFICATE })
        to.removeAllListeners('data')
        sealed.on('error', () => undefined)
        read(sealed, true)
      } else if (/^DATA/i.test(line)) {
        isData = true
        to.write('354 go on\r\n')
      } else to.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 ok\r\n')
    }
    const read = (from: Socket | TLSSocket, isTls: boolean): void => {
      let rest = ''
      from.on('data', (part: Buffer) => {
        mail[isTls ? 'sealed' : 'clear'] += part.toString()
        const lines = (rest + part.toString()).split('\r\n')
        rest = lines.pop() ?? ''
        for (const line of lines) answer(from, line, isTls)
      })
    }
    socket.on('error', () => undefined)
    read(socket, false)
    socket.write('220 mail.example\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port, got }
}

const settings = (port: number, more: object = {}) =>
  JSON.stringify({
    ...{ host: 'localhost', port, from: 'bell@kataja.example', to: ['team@kataja.example'], language: 'en' },
    ca: TEST_CERTIFICATE,
    ...more,
  })

test('it has the organisation’s mail server send two words, over TLS, and nothing where TLS is not to be had', async () => {
  const [good, bare] = [await startMail(true), await startMail(false)]
  try {
    await writeFile(at('kataja/mail.json'), settings(good.port))
    const mail = await readMailSettings(at('kataja'))
    await sendTo('kataja')
    const lines: string[] = []
    const ringer = await ringerOf('kataja')
    for (let times = 0; times < 2; times += 1)
      await goRound(ringer, { mail, program: undefined, isOnce: false, told: '' }, (line) => void lines.push(line))
    assert.deepEqual(
      lines.filter((line) => line.includes('waits')),
      ['\u0007Something waits.'],
    )
    assert.equal(good.got.length, 1, 'one mail for what came, and none for nothing')
    const [{ clear, sealed } = { clear: '', sealed: '' }] = good.got
    assert.doesNotMatch(clear, /kataja|waits/i, 'in the clear nothing but the wish for TLS')
    assert.match(sealed, /Subject: Something waits\.\r\n/)
    const [, body] = sealed.split('\r\n\r\n')
    assert.equal(body?.split('\r\n')[0], 'Something waits.')
    assert.doesNotMatch(sealed, /X-Mailer|koivu|apila/i)

    const refused = { ...JSON.parse(settings(bare.port)), port: bare.port } as Parameters<typeof sendMail>[0]
    await assert.rejects(sendMail(refused), /has not taken the mail/)
    assert.doesNotMatch(bare.got.map((each) => each.clear).join(''), /MAIL FROM|kataja/)
    const stranger = { ...(JSON.parse(settings(good.port)) as Parameters<typeof sendMail>[0]) }
    delete stranger.ca
    await assert.rejects(sendMail(stranger), /has not taken the mail/, 'a mail server that nobody vouches for')
    assert.equal(good.got.at(-1)?.sealed ?? '', '')
  } finally {
    good.server.close()
    bare.server.close()
  }
})

const read = async (from = 0) => openServerApi(apila.url)('days', Days, { from })

test('it signs the days that are right, once the members ask its organisation to; and says which witness is away', async () => {
  await addRinger('haapa')
  const value = { organisations: ['kataja', 'haapa'].map((id) => OrganisationId.parse(id)), needed: 2 }
  await add({ contents: [{ kind: 'policy', topic: 'witnesses', value }], keys: NO_KEYS }, ['koivu', 'kataja', 'haapa'])
  await nextDay()
  const [kataja, haapa] = [await ringerOf('kataja'), await ringerOf('haapa')]
  assert.deepEqual(await kataja.witness(null), [])
  assert.deepEqual(await haapa.witness(null), [])
  const first = await readDays(await read(), { before: null, roster, programs: null, today: today() })
  assert.equal(first.problem, null)
  assert.deepEqual(first.read.at(-1)?.witnesses, { needed: 2, signed: ['kataja', 'haapa'], away: [] })
  for (let days = 0; days < 3; days += 1) {
    await nextDay()
    // Haapa's machine is off.
    const told = await (await ringerOf('kataja')).witness(null)
    if (days < 2) assert.deepEqual(told, [])
    else
      assert.match(
        told.join(),
        /The witness of .+ has not signed .+ 1 have, 2 are needed\. Ask whether its program runs\./,
      )
  }
  const later = await readDays(await read(), { before: null, roster, programs: null, today: today() })
  assert.equal(later.read.length, 4)
  assert.deepEqual(later.read.at(-1)?.witnesses.away, ['haapa'])
})

/** A server that lies to this one machine: `change` makes another answer of what it says at a path. */
const lying =
  (path: string, change: (answer: unknown) => unknown): ServerApi =>
  async (asked, shape, body, token) => {
    const honest = openServerApi(apila.url)
    if (asked !== path || shape === null) return honest(asked, shape, body, token)
    const seen: unknown = await honest(asked, shape, body, token)
    return shape.parse(change(structuredClone(seen)))
  }

test('a day that a lying server shows to one machine is not signed, and one sentence says why', async () => {
  await nextDay()
  const signedBefore = (await read()).days.at(-1)?.cosignatures
  const changed = (change: (head: Record<string, unknown>) => object) =>
    lying('days', (answer) => {
      const days = answer as Days
      return {
        ...days,
        days: days.days.map((day) => ({
          ...day,
          head: JSON.stringify(change(JSON.parse(day.head) as Record<string, unknown>)),
        })),
      }
    })
  const tries: [string, ServerApi, RegExp][] = [
    ['another roster', changed((head) => ({ ...head, program: null })), /not signed by the server/],
    ['a day left out', lying('days', (answer) => ({ ...(answer as Days), days: [] })), /^$/],
    [
      'another key',
      lying('days', (answer) => ({ ...(answer as Days), key: world.device('koivu-worker-1').verifyKey })),
      /another key than before/,
    ],
  ]
  for (const [what, api, reason] of tries) {
    const told = await (await ringerOf('kataja', api)).witness(null)
    assert.match(told.filter((line) => !line.startsWith('The witness of')).join(), reason, what)
  }
  assert.deepEqual((await read()).days.at(-1)?.cosignatures, signedBefore, 'nothing was signed')
})

/** A server whose owner makes days of its own by the very key of this folder. */
async function forge(change: (head: Record<string, unknown>) => object): Promise<ServerApi> {
  const seed = await readFile(join(apila.data, 'keys/signing.key'))
  const signer = await ed25519Pair(seed)
  const honest = openServerApi(apila.url)
  return async (asked, shape, body, token) => {
    if (asked !== 'days' || shape === null) return honest(asked, shape, body, token)
    const { key, days } = await honest('days', Days, body)
    const forged = await Promise.all(
      days.map(async (day) => {
        const head = canonical(change(JSON.parse(day.head) as Record<string, unknown>))
        return { ...day, head, signature: await signLabelled(signer, 'apila/day/v2', head) }
      }),
    )
    return shape.parse({ key, days: forged })
  }
}

test('another roster, a longer one, another program and a broken chain in a day that the server did sign are named', async () => {
  const other = await digestOf('another entry')
  const page = await digestOf('a page')
  const tries: [string, (head: Record<string, unknown>) => object, RegExp, Digest[] | null][] = [
    [
      'fork',
      (head) => ({ ...head, roster: { ...(head['roster'] as object), head: other } }),
      /roster was another/,
      null,
    ],
    ['longer', (head) => ({ ...head, roster: { length: roster.length + 1, head: other } }), /roster was longer/, null],
    ['program', (head) => head, /another program than the release keys signed/, [page]],
    ['chain', (head) => ({ ...head, previous: other }), /missing, or is another/, null],
    ['leaves', (head) => ({ ...head, leaves: [] }), /no head of a day/, null],
  ]
  for (const [what, change, reason, programs] of tries) {
    const told = await (await ringerOf('kataja', await forge(change))).witness(programs)
    assert.match(told[0] ?? '', reason, what)
  }
  const { program } = JSON.parse((await read()).days.at(-1)?.head ?? '{}') as { program: Digest | null }
  assert.ok(program)
  const told = await (await ringerOf('kataja')).witness([program])
  assert.ok(!told.some((line) => line.includes('program than')), 'the program that was signed')
})

test('a fork of the roster, and one that is shorter than before, stop it with a sentence; nothing is heard or signed', async () => {
  const [last] = entries.slice(-1)
  assert.ok(last)
  for (const change of [
    (rest: SignedEntry[]) => rest.with(0, { ...last, entry: last.entry.replace(/"on":"[\d-]+"/, '"on":"2026-11-29"') }),
    () => [],
  ]) {
    const api = lying('roster', (answer) => ({ entries: change((answer as { entries: SignedEntry[] }).entries) }))
    await sendTo('kataja')
    const ringer = await ringerOf('kataja', api)
    await assert.rejects(ringer.look(), /another roster than this machine has read before/)
    await assert.rejects(ringer.witness(null), /another roster than this machine has read before/)
  }
  assert.equal(await (await ringerOf('kataja')).look(), 2, 'nothing was lost meanwhile')
})

test('a clock that is months behind is told of as a clock, and not as a fork', async () => {
  const behind = openRinger(await openFolder(at('haapa')), openServerApi(apila.url), () => Day.parse('2026-01-01'))
  await assert.rejects(behind.look(), /clock of this machine/)
})

test('a server that is away is one sentence, said once; a removed ringer is told so', async () => {
  const lines: string[] = []
  const how = { mail: null, program: undefined, isOnce: false }
  const ringer = await ringerOf('kataja')
  await apila.kill()
  let told = ''
  for (let times = 0; times < 2; times += 1)
    told = await goRound(ringer, { ...how, told }, (line) => void lines.push(line))
  assert.deepEqual(lines, [`${apila.url} does not answer.`])
  await apila.restart([], ahead)
  await goRound(ringer, { ...how, told }, (line) => void lines.push(line))
  const held = [world.desk('kataja', 'referral')]
  await add(await removeDevices({ roster, held, random: systemRandom }, [DeviceId.parse('kataja-ringer')]), ['kataja'])
  await assert.rejects((await ringerOf('kataja')).look(), /does not let kataja-ringer in/)
})
