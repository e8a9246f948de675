// A small network for tests: Ed25519 keys of node:crypto, signed entries, a running server on a folder of its own.
// Parcels are random bytes here; the server cannot tell them from sealed ones.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signInText } from '@apila/core/account/session.ts'
import { canonical } from '@apila/core/canonical.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import type { SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Deposit } from '@apila/core/referral/wire.ts'
import { readConfig } from '../platform/config.ts'
import { digestOf } from '../platform/keys.ts'
import { type RunningServer, type StartOptions, startServer } from '../start-server.ts'

export type TestDevice = {
  id: string
  organisation: string
  roles: string[]
  desks: string[]
  privateKey: KeyObject
  verifyKey: string
}

export const random = (bytes: number): string => randomBytes(bytes).toString('base64url')

function newDevice(organisation: string, id: string, roles: string[], desks: string[]): TestDevice {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { id, organisation, roles, desks, privateKey, verifyKey: String(publicKey.export({ format: 'jwk' }).x) }
}

const recipient = () => `age1pq1${'q'.repeat(40)}`
const describe = (device: TestDevice) => {
  const { id, organisation, roles, desks, verifyKey } = device
  return { id, organisation, roles, desks, verifyKey, recipient: recipient() }
}

export const signBy = (device: TestDevice, text: string): string =>
  sign(null, Buffer.from(text), device.privateKey).toString('base64url')

/** Two organisations with two keepers and a worker each, and two release officers without desks. */
export function newNetwork(options: { demo?: boolean; on?: string } = {}) {
  const organisations = ['alder', 'birch']
  const both = ['referral', 'statistics']
  const keepers = organisations.flatMap((o) =>
    [1, 2].map((n) => newDevice(o, `${o}-keeper-${String(n)}`, ['keeper', 'worker'], both)),
  )
  const workers = organisations.map((o) => newDevice(o, `${o}-worker-1`, ['worker'], both))
  const officers = organisations.map((o) => newDevice(o, `${o}-officer`, ['release-officer'], []))
  const devices = new Map([...keepers, ...workers, ...officers].map((device) => [device.id, device]))
  const entries: SignedEntry[] = []
  const on = options.on ?? '2026-01-02'
  const add = (fields: object, signers: TestDevice[]) => {
    const last = entries.at(-1)
    const entry = canonical({ ...fields, n: entries.length, previous: last ? digestOf(last.entry) : null, on })
    const signatures = signers.map((device) => ({
      device: device.id,
      signature: signBy(device, `apila/roster/v1\0${entry}`),
    }))
    entries.push({ entry, signatures } as SignedEntry)
  }
  const names = { fi: 'Yksi', sv: 'Ett', en: 'One' }
  const policy = {
    epsilonMilli: 2000,
    deltaInverse: 1_000_000,
    contributionBound: 1,
    rhoCapMicro: 1_000_000,
    firstOfficer: 'alder-officer',
    secondOfficer: 'birch-officer',
  }
  const genesis = {
    kind: 'genesis',
    network: 'test-network',
    demo: options.demo ?? true,
    organisations: organisations.map((id) => ({ id, names })),
    keepers: keepers.map(describe),
    policy,
  }
  add(genesis, keepers)
  for (const device of [...workers, ...officers])
    add({ kind: 'device-add', device: describe(device) }, keepersOf(device.organisation))
  function keepersOf(organisation: string) {
    return keepers.filter((keeper) => keeper.organisation === organisation)
  }
  return { devices, entries, keepersOf, add, describe, newDevice }
}
export type TestNetwork = ReturnType<typeof newNetwork>

export type Reply = { status: number; body: unknown; headers: Headers }

/** The calls that devices of a network make to a server. */
export class TestClient {
  readonly network: TestNetwork
  url: string
  #tokens = new Map<string, string>()

  constructor(network: TestNetwork, url: string) {
    this.network = network
    this.url = url
  }

  async call(
    method: string,
    path: string,
    options: { as?: string; body?: unknown; token?: string; text?: string; url?: string } = {},
  ): Promise<Reply> {
    const token = options.token ?? (options.as && (await this.signIn(options.as)))
    const response = await fetch(`${options.url ?? this.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
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
    const { body: asked } = await this.call('POST', '/api/v1/session/challenge', { body: {} })
    const { challenge } = asked as { challenge: string }
    const key = this.network.devices.get(device)
    if (!key) throw new Error(`no device ${device}`)
    const signature = signBy(key, signInText('test-network', challenge))
    const { body } = await this.call('POST', '/api/v1/session', { body: { device, challenge, signature } })
    const { token } = body as { token: string }
    this.#tokens.set(device, token)
    return token
  }

  forgetSessions(): void {
    this.#tokens.clear()
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
  async restart(): Promise<void> {
    this.running = await startOn(this.folder)
    this.url = this.running.publicUrl
    this.forgetSessions()
  }

  async close(): Promise<void> {
    await this.running.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export const testFolder = (): string => mkdtempSync(join(tmpdir(), 'apila-'))

/** Starts a server on a folder; `kind` demo and no world unless told otherwise. */
export function startOn(folder: string, options: Partial<StartOptions> = {}): Promise<RunningServer> {
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
    },
    {},
  )
  return startServer({ config, kind: 'demo', ...options })
}

/** A founded network on a new folder. */
export async function startTestServer(options: Partial<StartOptions> = {}): Promise<TestServer> {
  const folder = testFolder()
  const network = newNetwork()
  const server = new TestServer(folder, network, await startOn(folder, options))
  const { status } = await server.call('POST', '/api/v1/roster', { body: { entries: network.entries } })
  if (status !== 204) throw new Error(`founding answered ${String(status)}`)
  return server
}

/** A deposit of random bytes. */
export function newDeposit(today: Day, changes: Partial<Deposit> = {}): Deposit {
  const row = () => ({ locator: random(16), body: random(5000), key: random(3000), leash: random(74) })
  return {
    withdraw: random(32),
    mark: random(16),
    until: addDays(today, 14),
    hint: random(1900),
    knock: row(),
    story: { ...row(), receipt: random(3000), sheetKeys: [random(3000), random(3000)] },
    note: { list: random(16), id: random(16), version: 0, blob: random(5000), until: addDays(today, 30) },
    ...changes,
  } as Deposit
}
