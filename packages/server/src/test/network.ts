// A small network for tests: Ed25519 keys of node:crypto, signed entries, a running server on a folder of its own.
// What devices send is noise of the right sizes; the server cannot tell it from what is sealed.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FreshAct, type SignedCredential, credentialText } from '@apila/core/account/passkey.ts'
import { Challenge, sessionMessage } from '@apila/core/account/session.ts'
import type { Signature } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import { type SignatureLabel, labelledText } from '@apila/core/labels.ts'
import type { DeviceId, SignedEntry } from '@apila/core/organisation/roster.ts'
import { LookedAt, Looked, type Note, Notes, type Released } from '@apila/core/referral/wire.ts'
import { readConfig } from '../platform/config.ts'
import { digestOf } from '../platform/keys.ts'
import { type RunningServer, type StartOptions, startServer } from '../start-server.ts'
import { type Passkey, assertBy, credentialOf, newPasskey } from './authenticator.ts'
import { type TestPermission, newLine, newPermission, newRecipient, x25519Key } from './noise.ts'

export type TestDevice = {
  id: string
  organisation: string
  roles: string[]
  desks: string[]
  privateKey: KeyObject
  verifyKey: string
}

function newDevice(organisation: string, id: string, roles: string[], desks: string[]): TestDevice {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { id, organisation, roles, desks, privateKey, verifyKey: String(publicKey.export({ format: 'jwk' }).x) }
}

const NO_SUPERVISOR: { supervisor: string | null; pledge: { on: string; text: string } | null } = {
  supervisor: null,
  pledge: null,
}

/** The device's record as it enters the roster. */
function describe(device: TestDevice, desks = device.desks, volunteer = NO_SUPERVISOR) {
  const { id, organisation, roles, verifyKey } = device
  const record = { id, organisation, roles, desks, verifyKey, recipient: newRecipient(), suites: [2] }
  const whole = { ...record, ...volunteer }
  return { ...whole, proof: signBy(device, 'apila/device/v2', canonical(whole)) }
}

export const signBy = (device: TestDevice, label: SignatureLabel, message: string): string =>
  sign(null, Buffer.from(labelledText(label, message)), device.privateKey).toString('base64url')

const DESKS = ['referral', 'statistics']
const names = { fi: 'Yksi', sv: 'Ett', en: 'One' }

/** Two organisations with two desks, two keepers and a worker each, and two release officers without desks. */
export function newNetwork(options: { demo?: boolean; on?: string } = {}) {
  const organisations = ['alder', 'birch']
  const keepers = organisations.flatMap((o) =>
    [1, 2].map((n) => newDevice(o, `${o}-keeper-${String(n)}`, ['keeper', 'worker'], DESKS)),
  )
  const workers = organisations.map((o) => newDevice(o, `${o}-worker-1`, ['worker'], DESKS))
  const officers = organisations.map((o) => newDevice(o, `${o}-officer`, ['release-officer'], []))
  const devices = new Map([...keepers, ...workers, ...officers].map((device) => [device.id, device]))
  const papers = new Map<string, TestDevice>()
  const papersKey = (id: string): string => {
    const papersOf = newDevice(id, `papers-${id}`, [], [])
    papers.set(id, papersOf)
    return papersOf.verifyKey
  }
  const entries: SignedEntry[] = []
  const on = options.on ?? '2026-01-02'
  const keepersOf = (organisation: string) => keepers.filter((keeper) => keeper.organisation === organisation)
  const add = (fields: object, signers: TestDevice[]) => {
    const last = entries.at(-1)
    const entry = canonical({ v: 2, ...fields, n: entries.length, previous: last ? digestOf(last.entry) : null, on })
    const signatures = signers.map((device) => ({
      device: device.id,
      signature: signBy(device, 'apila/roster/v2', entry),
    }))
    entries.push({ entry, signatures } as SignedEntry)
  }
  const addEpoch = (organisation: string, desk: string, epoch: number) => {
    const keys = { recipient: newRecipient(), bell: x25519Key() }
    add({ kind: 'epoch', organisation, desk, epoch, ...keys }, keepersOf(organisation))
  }
  const genesis = {
    kind: 'genesis',
    network: 'test-network',
    demo: options.demo ?? true,
    track: 'ngo-led',
    purchaser: null,
    organisations: organisations.map((id) => ({
      ...{ id, names },
      ...(options.demo === false && { recovery: { recipient: newRecipient(), verifyKey: papersKey(id) } }),
    })),
    devices: keepers.map((keeper) => describe(keeper, [])),
  }
  add(genesis, keepers)
  for (const organisation of organisations) {
    for (const id of DESKS) {
      add({ kind: 'desk', organisation, id, deskKind: id, names, volunteers: false }, keepersOf(organisation))
      addEpoch(organisation, id, 0)
    }
    for (const { id, roles } of keepersOf(organisation))
      add({ kind: 'device-change', id, roles, desks: DESKS, supervisor: null }, keepersOf(organisation))
  }
  for (const device of [...workers, ...officers])
    add({ kind: 'device', device: describe(device) }, keepersOf(device.organisation))
  const value = {
    epsilonMilli: 2000,
    deltaInverse: 1_000_000,
    contributionBound: 1,
    rhoCapMicro: 1_000_000,
    firstOfficer: 'alder-officer',
    secondOfficer: 'birch-officer',
    fromCohort: 2020,
  }
  add({ kind: 'policy', topic: 'statistics', value }, keepers)
  return { devices, entries, papers, keepersOf, add, addEpoch, describe, newDevice }
}
export type TestNetwork = ReturnType<typeof newNetwork>

export type Reply = { status: number; body: unknown; headers: Headers }

/** The calls that devices of a network make to a server. */
export class TestClient {
  readonly network: TestNetwork
  url: string
  /** Of devices that sign in with a touch. */
  readonly passkeys = new Map<string, Passkey>()
  #tokens = new Map<string, string>()

  constructor(network: TestNetwork, url: string) {
    this.network = network
    this.url = url
  }

  async call(
    method: string,
    path: string,
    options: { as?: string; body?: unknown; token?: string; text?: string; url?: string; origin?: string } = {},
  ): Promise<Reply> {
    const token = options.token ?? (options.as && (await this.signIn(options.as)))
    const response = await fetch(`${options.url ?? this.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(options.origin !== undefined && { origin: options.origin }),
      },
      ...(options.text !== undefined
        ? { body: options.text }
        : options.body !== undefined && { body: JSON.stringify(options.body) }),
    })
    const text = await response.text()
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text, headers: response.headers }
  }

  async signIn(device: string): Promise<string> {
    const known = this.#tokens.get(device)
    if (known) return known
    const { body: asked } = await this.call('POST', '/api/v2/challenge', { body: {} })
    const { challenge } = asked as { challenge: string }
    const key = this.network.devices.get(device)
    if (!key) throw new Error(`no device ${device}`)
    const passkey = this.passkeys.get(device)
    const message = sessionMessage(new URL(this.url).origin, 'test-network', challenge)
    const proof = passkey
      ? { assertion: assertBy(passkey, challenge) }
      : { signature: signBy(key, 'apila/session/v2', message) }
    const { body } = await this.call('POST', '/api/v2/session', { body: { device, challenge, ...proof } })
    const { token } = body as { token: string }
    this.#tokens.set(device, token)
    return token
  }

  async newChallenge(): Promise<string> {
    return Challenge.parse((await this.call('POST', '/api/v2/challenge', { body: {} })).body).challenge
  }

  /** Touches the device's passkey for an act. */
  async touch(as: string, act: FreshAct): Promise<Reply> {
    const passkey = this.passkeys.get(as)
    if (!passkey) throw new Error(`${as} has no passkey`)
    // The authenticator counts in the order in which it is asked.
    await this.signIn(as)
    const challenge = await this.newChallenge()
    return this.call('POST', '/api/v2/fresh', { as, body: { act, challenge, assertion: assertBy(passkey, challenge) } })
  }

  /** A new passkey of a device, with the device's word for it. */
  makePasskey(device: string, passkey = newPasskey(new URL(this.url).origin, { count: 1 })): SignedCredential {
    const key = this.network.devices.get(device)
    if (!key) throw new Error(`no device ${device}`)
    this.passkeys.set(device, passkey)
    const credential = credentialOf(passkey)
    const text = credentialText('test-network', device, credential)
    return { device: key.id as DeviceId, credential, signature: signBy(key, 'apila/credential/v2', text) as Signature }
  }

  forgetSessions(): void {
    this.#tokens.clear()
  }

  /** A permission that this network's devices could send, not sent yet. */
  newPermission(today: Day, options: Partial<Parameters<typeof newPermission>[1]> = {}): TestPermission {
    return newPermission(today, { roster: this.network.entries.length, ...options })
  }

  /** Keeps the names and sends the permission, as a device with signal does; gives the answer to the second. */
  async send(as: string, { names, deposit }: TestPermission): Promise<Reply> {
    const kept = await this.call('POST', '/api/v2/names', { as, body: names })
    return kept.status === 204 ? this.call('POST', '/api/v2/permissions', { as, body: deposit }) : kept
  }

  /** Writes a line and opens; a `TestPermission` that ended or never came gives the 404 of the look. */
  async open(as: string, name: string): Promise<Reply & { body: Released }> {
    const looked = await this.call('POST', '/api/v2/look-at', { as, body: { name } })
    if (looked.status !== 200) return looked as Reply & { body: Released }
    const line = newLine(LookedAt.parse(looked.body).n)
    return (await this.call('POST', '/api/v2/open', { as, body: { name, line } })) as Reply & { body: Released }
  }

  /** All bells and marks, fillers too. */
  async lookAll(as: string): Promise<{ bells: string[]; marks: string[] }> {
    const found = { bells: [] as string[], marks: [] as string[] }
    for (let after = { bells: 0, ended: 0 }; ;) {
      const looked = Looked.parse((await this.call('POST', '/api/v2/look', { as, body: after })).body)
      found.bells.push(...looked.bells)
      found.marks.push(...looked.marks)
      if (!looked.more) return found
      after = looked.next
    }
  }

  async listNotes(as: string, list: string): Promise<Note[]> {
    return Notes.parse((await this.call('POST', '/api/v2/notes', { as, body: { list } })).body).notes
  }

  end({ secrets }: TestPermission, url?: string): Promise<Reply> {
    return this.call('POST', '/api/v2/end', { body: { withdraw: secrets.withdraw }, ...(url && { url }) })
  }
}

/** A server in this process on a folder, with its devices. */
export class TestServer extends TestClient {
  readonly folder: string
  running: RunningServer

  constructor(folder: string, network: TestNetwork, running: RunningServer) {
    super(network, running.publicUrl)
    this.folder = folder
    this.running = running
  }

  today(): Day {
    return this.running.ctx.today()
  }

  /** Starts again on the same folder, after a stop. */
  async restart(options: TestOptions = {}): Promise<void> {
    this.running = await startOn(this.folder, options)
    this.url = this.running.publicUrl
    this.forgetSessions()
  }

  async close(): Promise<void> {
    await this.running.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export const testFolder = (): string => mkdtempSync(join(tmpdir(), 'apila-'))

/** `settings`: flags of the command line. */
type TestOptions = Partial<StartOptions> & { settings?: Record<string, string | number> }

/** Starts a server on a folder; `kind` demo and no world unless told otherwise. */
export function startOn(folder: string, { settings, ...options }: TestOptions = {}): Promise<RunningServer> {
  const config = readConfig(
    {
      data: folder,
      port: 0,
      'neutral-port': 0,
      'sign-ins-per-hour': 100_000,
      'opens-per-hour': 100_000,
      'ends-per-hour': 100_000,
      'feedbacks-per-hour': 100_000,
      // Tests let weeks go by in a moment.
      'sweep-days': 1_000,
      ...settings,
    },
    {},
  )
  return startServer({ config, kind: 'demo', ...options })
}

/** A network with keys of its own on a new folder, founded with the code; every device has a passkey. */
export async function startRealServer(options: TestOptions = {}): Promise<TestServer> {
  const folder = testFolder()
  const network = newNetwork({ demo: false })
  const server = new TestServer(folder, network, await startOn(folder, { kind: 'empty', ...options }))
  const credentials = [...network.devices.keys()].map((id) => server.makePasskey(id))
  const code = server.running.ctx.network.founding?.fresh
  const { status, body } = await server.call('POST', '/api/v2/roster/add', {
    body: { entries: network.entries, credentials, code },
  })
  if (status !== 204) throw new Error(`founding answered ${String(status)} ${JSON.stringify(body)}`)
  return server
}

/** A founded network on a new folder. */
export async function startTestServer(options: TestOptions = {}): Promise<TestServer> {
  const folder = testFolder()
  const network = newNetwork()
  const server = new TestServer(folder, network, await startOn(folder, options))
  const { status } = await server.call('POST', '/api/v2/roster/add', { body: { entries: network.entries } })
  if (status !== 204) throw new Error(`founding answered ${String(status)}`)
  return server
}

/** Founds a network on a folder, for servers in processes of their own. */
export async function foundOn(
  folder: string,
  network: TestNetwork,
  settings: TestOptions['settings'] = {},
): Promise<void> {
  const running = await startOn(folder, { settings })
  const client = new TestClient(network, running.publicUrl)
  const { status } = await client.call('POST', '/api/v2/roster/add', { body: { entries: network.entries } })
  await running.close()
  if (status !== 204) throw new Error(`founding answered ${String(status)}`)
}
