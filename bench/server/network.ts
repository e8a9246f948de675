// A network with many desks to load a server with, and the few requests that a load is made of. The only file of this bench that knows
// the wire: another version of the protocol changes it here.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { signInText } from '@apila/core/account/session.ts'
import { Day } from '@apila/core/day.ts'
import { newDeposit, newNetwork, random, signBy, testFolder } from '../../packages/server/src/test/network.ts'
import { serveCommand } from '../../packages/server/src/test/process.ts'
import { type Caller, newCaller } from './load.ts'

const NETWORK = 'test-network'
const DEVICES = 64

export type Bench = {
  publicUrl: string
  neutralUrl: string
  pid: number | undefined
  /** Sealed permissions ready to be sent, each once. Their blobs are as long as those of a story of 4 KB. */
  makeDeposits: (count: number) => Deposited[]
  /** A caller that has signed in as a device of its own. */
  signedIn: (device: number) => Promise<{ call: Caller; headers: Record<string, string> }>
  deposit: { method: 'POST'; path: string }
  end: { method: 'POST'; path: string }
  /** What a worker's list asks for. */
  list: { method: 'GET'; path: string }
  stop: () => Promise<void>
}
export type Deposited = { text: Buffer; end: Buffer; blobs: number }

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
  const workers = Array.from({ length: DEVICES }, (_, n) =>
    network.newDevice('alder', `alder-bench-${String(n)}`, ['worker'], ['referral', 'statistics']),
  )
  for (const device of workers) {
    network.devices.set(device.id, device)
    network.add({ kind: 'device-add', device: network.describe(device) }, network.keepersOf('alder'))
  }
  const founding = newCaller(publicUrl)
  const founded = await founding('POST', '/api/v1/roster', Buffer.from(JSON.stringify({ entries: network.entries })))
  if (founded.status !== 204) throw new Error(`founding answered ${String(founded.status)}`)
  founding.end()
  const today = Day.parse(new Date().toISOString().slice(0, 10))
  return {
    publicUrl,
    pid: child.pid,
    neutralUrl,
    deposit: { method: 'POST', path: '/api/v1/parcels' },
    end: { method: 'POST', path: '/api/v1/end' },
    list: { method: 'GET', path: '/api/v1/ended' },
    makeDeposits: (count) => Array.from({ length: count }, () => depositOf(today)),
    signedIn: async (n) => {
      const device = workers[n % DEVICES]
      if (!device) throw new Error('no such device')
      const call = newCaller(publicUrl, `127.0.${String(1 + (n % 200))}.1`)
      const post = async (path: string, body: object) =>
        JSON.parse((await call('POST', path, Buffer.from(JSON.stringify(body)))).body.toString()) as Record<
          string,
          string
        >
      const { challenge = '' } = await post('/api/v1/session/challenge', {})
      const signature = signBy(device, signInText(NETWORK, challenge))
      const { token = '' } = await post('/api/v1/session', { device: device.id, challenge, signature })
      return { call, headers: { authorization: `Bearer ${token}` } }
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

const BODY_BYTES = 36_000

function depositOf(today: Day): Deposited {
  const row = () => ({ locator: random(16), body: random(BODY_BYTES), key: random(3000), leash: random(74) })
  const sealed = newDeposit(today, {
    knock: { ...row(), body: random(8_192) },
    story: { ...row(), receipt: random(4_000), sheetKeys: [random(3000), random(3000)] },
    note: { list: random(16), id: random(16), version: 0, blob: random(8_192), until: today },
  } as never)
  const { locator } = sealed.story
  const text = Buffer.from(JSON.stringify(sealed))
  return {
    text,
    end: Buffer.from(JSON.stringify({ locator, withdraw: sealed.withdraw })),
    blobs: Math.floor(text.length * 0.75),
  }
}
