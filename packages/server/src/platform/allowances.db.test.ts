// Allowances as they meet a caller: refused above the hour's number, but no ending ever is. Governed by docs/protocol.md "Limits".
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { TestClient, newNetwork, testFolder, startOn } from '../test/network.ts'
import { random } from '../test/noise.ts'
import { markOf } from './keys.ts'
import type { RunningServer } from '../start-server.ts'
import { readConfig } from './config.ts'

const folder = testFolder()
let running: RunningServer
let client: TestClient
/** Signing in takes two of them. */
const SIGN_INS = 4
const OPENS = 3
const ENDS = 2

before(async () => {
  const config = readConfig(
    {
      data: folder,
      port: 0,
      'neutral-port': 0,
      'sign-ins-per-hour': SIGN_INS,
      'opens-per-hour': OPENS,
      'ends-per-hour': ENDS,
    },
    {},
  )
  // One moment for the whole file: at a full hour every allowance begins anew.
  const now = new Date()
  running = await startOn(folder, { config, now: () => now })
  client = new TestClient(newNetwork(), running.publicUrl)
  const { status } = await client.call('POST', '/api/v2/roster/add', { body: { entries: client.network.entries } })
  assert.equal(status, 204)
  await client.signIn('alder-worker-1')
})
after(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

test('opening is refused above its allowance, and other acts are not', async () => {
  const as = 'alder-worker-1'
  const open = async (): Promise<number> =>
    (await client.call('POST', '/api/v2/look-at', { as, body: { name: random(16) } })).status
  const statuses: number[] = []
  for (let count = 0; count < OPENS + 2; count += 1) statuses.push(await open())
  assert.deepEqual(statuses, [404, 404, 404, 429, 429])
  assert.equal((await client.call('POST', '/api/v2/look', { as, body: { bells: 0, ended: 0 } })).status, 200)
})

test('signing in is refused above its allowance, and what is already signed in stays so', async () => {
  const ask = async (): Promise<number> => (await client.call('POST', '/api/v2/challenge', { body: {} })).status
  const statuses: number[] = []
  for (let count = 0; count < SIGN_INS + 2; count += 1) statuses.push(await ask())
  // Having signed in may count or be given back.
  const free = statuses.indexOf(429)
  assert.ok(free === SIGN_INS - 2 || free === SIGN_INS, statuses.join(' '))
  assert.ok(statuses.every((status, index) => status === (index < free ? 200 : 429)))
  assert.equal((await client.call('POST', '/api/v2/sessions', { as: 'alder-worker-1' })).status, 200)
})

test('an ending above the allowance is delayed, never refused: it ends what it should', async () => {
  const as = 'alder-worker-1'
  const permission = client.newPermission(running.ctx.today())
  assert.equal((await client.send(as, permission)).status, 204)
  const end = async (body: object): Promise<number> => (await client.call('POST', '/api/v2/end', { body })).status
  for (let count = 0; count < ENDS + 1; count += 1) assert.equal(await end({ withdraw: random(32) }), 204)
  assert.equal(await end({ withdraw: permission.secrets.withdraw }), 204)
  const { marks } = await client.lookAll(as)
  assert.ok(marks.includes(markOf(permission.deposit.proofs.withdraw)))
})
