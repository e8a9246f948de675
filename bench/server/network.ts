// A network with many desks to load a server with, and the few requests that a load is made of. The only file of this bench that knows
// the wire: another version of the protocol changes it here.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { sessionMessage } from '@apila/core/account/session.ts'
import { Day } from '@apila/core/day.ts'
import { newNetwork, signBy, testFolder } from '../../packages/server/src/test/network.ts'
import { newPermission } from '../../packages/server/src/test/noise.ts'
import { serveCommand } from '../../packages/server/src/test/process.ts'
import { MOST_A_DAY } from '../../packages/server/src/referral/quotas.ts'
import { type Caller, newCaller } from './load.ts'

const NETWORK = 'test-network'
const DEVICES = 660

export type Bench = {
  publicUrl: string
  neutralUrl: string
  pid: number | undefined
  /** Permissions ready to be sent, each once: random bytes, as long as those of a story of the smallest class. */
  makeDeposits: (count: number) => Deposited[]
  /** A caller that has signed in as a device of its own. */
  signedIn: (device: number) => Promise<{ call: Caller; headers: Record<string, string> }>
  /** What says that a deposit comes from a device that may send one more today; all devices are signed in before. */
  nextSender: () => Record<string, string>
  deposit: { method: 'POST'; path: string }
  end: { method: 'POST'; path: string }
  /** What a worker's list asks for. */
  list: { method: 'POST'; path: string; body: Buffer }
  stop: () => Promise<void>
}
export type Deposited = { text: Buffer; end: Buffer }

/** Starts a server on a new folder. `preload`: a library that slows the disk. */
export async function startBench(preload: string | null): Promise<Bench> {
  const folder = testFolder()
  const [file = '', ...rest] = serveCommand(folder)
  const child = spawn(file, rest, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(preload !== null && { LD_PRELOAD: preload }) },
  })
  const { publicUrl, neutralUrl } = await new Promise<{ publicUrl: string; neutralUrl: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve(JSON.parse(line) as { publicUrl: string; neutralUrl: string })
    })
    child.once('exit', () => {
      reject(new Error('the server did not start'))
    })
  })
  const network = newNetwork()
  // Devices as in networks of many organisations: one may send only so many a day.
  const workers = Array.from({ length: DEVICES }, (_, n) =>
    network.newDevice('alder', `alder-bench-${String(n)}`, ['worker'], ['referral']),
  )
  for (const device of workers) {
    network.devices.set(device.id, device)
    network.add({ kind: 'device', device: network.describe(device) }, network.keepersOf('alder'))
  }
  const founding = newCaller(publicUrl)
  const founded = await founding(
    'POST',
    '/api/v2/roster/add',
    Buffer.from(JSON.stringify({ entries: network.entries })),
  )
  if (founded.status !== 204) throw new Error(`founding answered ${String(founded.status)}`)
  founding.end()
  const today = Day.parse(new Date().toISOString().slice(0, 10))
  const signIn = async (call: Caller, n: number): Promise<Record<string, string>> => {
    const device = workers[n % DEVICES]
    if (!device) throw new Error('no such device')
    const post = async (path: string, body: object) =>
      JSON.parse((await call('POST', path, Buffer.from(JSON.stringify(body)))).body.toString()) as Record<
        string,
        string
      >
    const { challenge = '' } = await post('/api/v2/challenge', {})
    const message = sessionMessage(new URL(publicUrl).origin, NETWORK, challenge)
    const signature = signBy(device, 'apila/session/v2', message)
    const { token = '' } = await post('/api/v2/session', { device: device.id, challenge, signature })
    return { authorization: `Bearer ${token}` }
  }
  const signing = newCaller(publicUrl)
  const senders: { headers: Record<string, string>; left: number }[] = []
  for (let n = 0; n < DEVICES; n += 1) senders.push({ headers: await signIn(signing, n), left: MOST_A_DAY.permissions })
  signing.end()
  let turn = 0
  return {
    publicUrl,
    pid: child.pid,
    neutralUrl,
    deposit: { method: 'POST', path: '/api/v2/permissions' },
    end: { method: 'POST', path: '/api/v2/end' },
    list: { method: 'POST', path: '/api/v2/look', body: Buffer.from(JSON.stringify({ bells: 0, ended: 0 })) },
    makeDeposits: (count) => Array.from({ length: count }, () => depositOf(today, network.entries.length)),
    signedIn: async (n) => {
      const call = newCaller(publicUrl, `127.0.${String(1 + (n % 200))}.1`)
      return { call, headers: await signIn(call, n) }
    },
    nextSender: () => {
      turn = (turn + 1) % senders.length
      const sender = senders[turn]
      if (!sender || sender.left === 0) throw new Error('more devices are needed')
      sender.left -= 1
      return sender.headers
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await gone
      clearTimeout(late)
    },
  }
}

// As a device without signal sends it, so that one request stores it; the smallest class of stories.
function depositOf(today: Day, roster: number): Deposited {
  const { deposit, secrets } = newPermission(today, { roster, offline: true })
  return {
    text: Buffer.from(JSON.stringify(deposit)),
    end: Buffer.from(JSON.stringify({ withdraw: secrets.withdraw })),
  }
}
