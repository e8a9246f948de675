// A network whose roster names a leash keeper of another organisation, for tests: what a device seals to it, and everything that the server hears
// and says on the way, recorded.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { createServer, connect, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { Name, type Recipient } from '@apila/core/bytes.ts'
import { Deposit, LookedAt } from '@apila/core/referral/wire.ts'
import { newIdentity } from '@apila/sealing/age.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '@apila/sealing/encoding.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import { askLeash, leashText, openAnswer } from '@apila/sealing/referral/leash.ts'
import { lineDigest } from '@apila/sealing/referral/book.ts'
import { finnishToday } from '../../start-server.ts'
import type { Form } from '../../test/lives.ts'
import { type Reply, type TestNetwork, TestServer, newNetwork, startOn, testFolder } from '../../test/network.ts'
import { type TestPermission, newLine } from '../../test/noise.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { Alarm } from '../remote.ts'
import { openSeals } from '../seals.ts'
import { type ServedKeeper, serveLeashes } from '../serve.ts'

export function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'apila-sealed-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Rings never: however slow the machine is, an answer is waited for. */
const PATIENT: Alarm = () => () => undefined

export type SealedPermission = TestPermission & { leashes: { k: string; s: string; t: string } }

/** Everything that passes between server and keeper, both ways, as one text. */
async function recorder(t: TestContext, to: string): Promise<{ path: string; heard: () => string }> {
  const path = join(newFolder(t), 'recorder.sock')
  const chunks: Buffer[] = []
  const server = createServer((ours) => {
    const theirs = connect(to)
    const pass = (from: Socket, other: Socket): void => {
      from.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        other.write(chunk)
      })
      from.on('close', () => other.destroy())
      from.on('error', () => other.destroy())
    }
    pass(ours, theirs)
    pass(theirs, ours)
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  t.after(() => server.close())
  return { path, heard: () => Buffer.concat(chunks).toString('utf8') }
}

const rosterOf = async (network: TestNetwork): Promise<Roster> => {
  const read = await readRoster(network.entries, null, finnishToday())
  if (!read.ok) throw new Error(read.problem)
  return read.roster
}

/** The digits of the founding's paper. */
const paperOf = ({ genesis }: Roster): string => Buffer.from(fromBase64url(genesis)).toString('hex').slice(0, 40)

/** The members' decision who keeps the leashes. */
function nameKeeper(network: TestNetwork, recipient: Recipient | null): void {
  const verifyKey = String(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x)
  const keeper = recipient && { organisation: 'birch', recipient, verifyKey }
  const signers = [...network.devices.values()].filter(({ roles }) => roles.includes('keeper'))
  network.add({ kind: 'policy', topic: 'leash-keeper', value: { keeper } }, signers)
}

/** A device of the network, which signs and has no key of its own to open with. */
function deviceOf(network: TestNetwork, id: string): OwnDevice {
  const found = network.devices.get(id)
  if (!found) throw new Error(`no device ${id}`)
  const signing = (message: Uint8Array) => Promise.resolve(new Uint8Array(sign(null, message, found.privateKey)))
  return { id, verifyKey: found.verifyKey, identity: '', recipient: '', sign: signing } as unknown as OwnDevice
}

/** Names the keeper that has this folder, and gives how its devices send and open. */
export async function sealedTo(network: TestNetwork, folder: string): Promise<{ form: Form; paper: string }> {
  const seals = openSeals({ folder, paper: null })
  const to = (await seals.recipient()) as Recipient
  await seals.close()
  nameKeeper(network, to)
  const roster = await rosterOf(network)
  const made = new WeakMap<object, { k: string; s: string }>()
  const asking = async (as: string, name: Name, line: { n: number; blob: string } | null) => {
    const by = { device: deviceOf(network, as), roster, today: finnishToday() }
    return askLeash(to, by, name, line && { n: line.n, digest: await lineDigest(line.blob) })
  }
  const form: Form = {
    newPermission: async (client, options) => {
      const bare = client.newPermission(finnishToday(), options)
      const { deposit, leashes } = await boundTo(bare.deposit, to, roster.network)
      const permission = { ...bare, deposit }
      made.set(permission, leashes)
      return permission
    },
    open: async (client, as, name) => {
      const looked = await client.call('POST', '/api/v2/look-at', { as, body: { name } })
      if (looked.status !== 200) return { status: looked.status, leash: null }
      const line = newLine(LookedAt.parse(looked.body).n)
      const asked = await asking(as, name, line)
      const body = { name, line, request: asked.request }
      const reply = await client.call('POST', '/api/v2/open', { as, body })
      if (reply.status !== 200) return { status: reply.status, leash: null }
      return { status: 200, leash: await openAnswer(asked, (reply.body as { leash: string }).leash) }
    },
    openTalk: async (client, as, t) => {
      const asked = await asking(as, t, null)
      return client.call('POST', '/api/v2/talk/open', { as, body: { t, request: asked.request } })
    },
    leashOf: (permission, slot) => toBase64url(utf8(made.get(permission)?.[slot] ?? '')),
  }
  return { form, paper: paperOf(roster) }
}

export async function startSealed(t: TestContext, { keyOf }: { keyOf?: Recipient } = {}) {
  const folder = newFolder(t)
  const socket = join(newFolder(t), 'keeper.sock')
  const network = newNetwork()
  const said: string[] = []
  const log = ({ code, reason }: { code: string; reason?: string }) => said.push(`${code} ${reason ?? ''}`)
  const roster = () => rosterOf(network)
  const paper = paperOf(await roster())
  let served: ServedKeeper | null = null
  const stop = async (): Promise<void> => {
    await served?.close()
    served = null
  }
  t.after(stop)
  const start = async (): Promise<ServedKeeper> => {
    const way = { kind: 'socket', path: socket } as const
    return (served = await serveLeashes({ folder, way, randomBytes, today: () => finnishToday(), log, paper }))
  }
  const recipient = (await (await start()).recipient()) as Recipient
  nameKeeper(network, keyOf ?? recipient)
  const { path, heard } = await recorder(t, socket)
  const settings = { 'leash-keeper': path }
  const options = { settings, endings: { step: 20 }, keeperAlarm: PATIENT, log: () => undefined }
  const running = testFolder()
  const server = new TestServer(running, network, await startOn(running, options))
  t.after(() => server.close())
  const { status } = await server.call('POST', '/api/v2/roster/add', { body: { entries: network.entries } })
  if (status !== 204) throw new Error(`founding answered ${String(status)}`)
  const asking = async (as: string, at: Name, line: { n: number; blob: string } | null, to = recipient) => {
    const by = { device: deviceOf(network, as), roster: await roster(), today: finnishToday() }
    return askLeash(to, by, at, line && { n: line.n, digest: await lineDigest(line.blob) })
  }
  type Opened = { status: number; leash: string | null; answer: string }
  const read = async ({ status: code, body }: Reply, asked: Awaited<ReturnType<typeof asking>>): Promise<Opened> => {
    if (code !== 200) return { status: code, leash: null, answer: '' }
    const { leash: answer } = body as { leash: string }
    return { status: code, leash: fromUtf8(fromBase64url(await openAnswer(asked, answer))), answer }
  }
  return {
    ...{ server, network, roster, heard, asking },
    keeper: { folder, socket, start, stop, said, recipient },
    /** Waits until the server speaks to the keeper that was started last. */
    reached: async (): Promise<void> => {
      const isReached = () =>
        server.running.ctx.network.leashes.mark().then(
          () => true,
          () => false,
        )
      while (!(await isReached())) await turn()
    },
    /** Starts the server again on its folder. */
    restart: async (): Promise<void> => {
      await server.running.close()
      await server.restart(options)
    },
    /** The members decide anew who keeps the leashes. */
    decide: async (key: Recipient | null): Promise<number> => {
      nameKeeper(network, key)
      const body = { entries: network.entries.slice(-1) }
      return (await server.call('POST', '/api/v2/roster/add', { as: 'alder-keeper-1', body })).status
    },
    /** Opens first contact or story. */
    open: async (as: string, at: string, to = recipient): Promise<Opened> => {
      const looked = await server.call('POST', '/api/v2/look-at', { as, body: { name: at } })
      if (looked.status !== 200) return { status: looked.status, leash: null, answer: '' }
      const line = newLine(LookedAt.parse(looked.body).n)
      const asked = await asking(as, Name.parse(at), line, to)
      return read(
        await server.call('POST', '/api/v2/open', { as, body: { name: at, line, request: asked.request } }),
        asked,
      )
    },
    openTalk: async (as: string, t0: string, to = recipient): Promise<Opened> => {
      const asked = await asking(as, Name.parse(t0), null, to)
      return read(
        await server.call('POST', '/api/v2/talk/open', { as, body: { t: t0, request: asked.request } }),
        asked,
      )
    },
  }
}
export type SealedNetwork = Awaited<ReturnType<typeof startSealed>>

/** A permission as a device seals it where a keeper is named. */
export async function newSealed(
  { server, roster }: SealedNetwork,
  to: Recipient,
  days = 14,
): Promise<SealedPermission> {
  const made = server.newPermission(finnishToday(), { days })
  return { ...made, ...(await boundTo(made.deposit, to, (await roster()).network)) }
}

/** The same deposit with fresh leashes, sealed to a keeper. */
export async function boundTo(deposit: Deposit, to: Recipient, network: Roster['network']) {
  const { knock, story, talk, proofs, until } = deposit
  const leashes = { k: await newIdentity(), s: await newIdentity(), t: await newIdentity() }
  const bind = (slot: 'k' | 's' | 't', name: Name) => {
    const { withdraw, renew } = proofs
    return leashText(to, { network, slot, name, withdraw, renew, until, leash: leashes[slot] })
  }
  const bound = {
    ...deposit,
    knock: { ...knock, leash: await bind('k', knock.k) },
    story: { ...story, leash: await bind('s', story.s) },
    talk: { ...talk, leash: await bind('t', talk.t) },
  }
  return { deposit: Deposit.parse(bound), leashes }
}
