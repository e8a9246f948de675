// Promise: endings never stop the desks, and none is lost (docs/threat-model.md). 5,000 endings arrive at once from 200 networks: a worker
// goes on working, each ending is acknowledged in the end (`busy` is tried again, as the neutral page does), and those of real tickets hold.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { Day } from '@apila/core/day.ts'
import { Looked } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { lookAll } from '../world/acts.ts'
import { type Client, Refused, signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Readdressed, readdress } from '../world/readdress.ts'
import { randomBytes, sealDemo } from '../world/referral.ts'

const ENDINGS = 5_000
const NETWORKS = 200
const KNOWN = 30
/** Median of a look while the flood lasts. Unit: milliseconds. */
const LONGEST_LOOK = 500
let apila: Apila
let world: World
let worker: Client
const permissions: Readdressed[] = []
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  worker = await signIn(apila.url, world.roster.network, world.device('koivu-worker-1'))
  const today = todayInFinland()
  const { deposit } = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', today })
  for (let count = 0; count < KNOWN; count += 1) {
    const made = await readdress(deposit)
    await worker.post('/names', made.names)
    await worker.post('/permissions', made.deposit)
    permissions.push(made)
  }
})
after(() => apila.close())

/** One request from a network of its own; the status, or null where the connection was not taken. */
function endFrom(localAddress: string, withdraw: string): Promise<number | null> {
  const body = JSON.stringify({ withdraw })
  const { port } = new URL(apila.url)
  return new Promise((resolve) => {
    const asking = request({
      host: '127.0.0.1',
      port,
      localAddress,
      method: 'POST',
      path: '/api/v2/end',
      agent: false,
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    })
    asking.on('response', (answer) => {
      answer.resume().on('end', () => {
        resolve(answer.statusCode ?? null)
      })
    })
    asking.on('error', () => {
      resolve(null)
    })
    asking.end(body)
  })
}

/** As the neutral page: again until it is taken. Gives how often it was not. */
async function endUntilTaken(localAddress: string, withdraw: string): Promise<number> {
  for (let again = 0; ; again += 1) {
    const status = await endFrom(localAddress, withdraw)
    if (status === 204) return again
    assert.ok(status === null || status === 503, String(status))
    await wait(500 + (again % 5) * 200)
  }
}

/** How long a worker's looks take while so many endings arrive. */
async function lookWhileEnding(
  secrets: readonly string[],
): Promise<{ looks: number[]; median: number; triedAgain: number }> {
  let left = secrets.length
  const flood = secrets.map(async (withdraw, index) => {
    const network = index % NETWORKS
    const again = await endUntilTaken(`127.0.${String(network)}.${String(2 + (index % 200))}`, withdraw)
    left -= 1
    return again
  })
  const looks: number[] = []
  while (left > 0 && looks.length < 200) {
    const asked = performance.now()
    try {
      Looked.parse(await worker.post('/look', { bells: 0, ended: 0 }))
      looks.push(performance.now() - asked)
    } catch (error) {
      // Where every connection is taken a new one is told so at once: a look that the program repeats.
      if (!(error instanceof Refused && error.code === 'busy') && !(error instanceof TypeError)) throw error
    }
    await wait(50)
  }
  const again = await Promise.all(flood)
  const median = looks.toSorted((a, b) => a - b)[Math.floor(looks.length / 2)] ?? Infinity
  return { looks, median, triedAgain: again.filter((times) => times > 0).length }
}

const unknownSecrets = (count: number): string[] => Array.from({ length: count }, () => toBase64url(randomBytes(32)))

test(`${String(ENDINGS)} endings at once from ${String(NETWORKS)} networks: a worker's look is answered, every ending is acknowledged`, async (t) => {
  const known = permissions.map(({ secrets: { withdraw } }) => withdraw as string)
  // The time is the promise itself. A machine that stalls makes a flood slow and never quick, so the best of three counts; the real
  // endings are all in the first.
  const floods = [await lookWhileEnding([...known, ...unknownSecrets(ENDINGS - KNOWN)])]
  const best = (): number => Math.min(...floods.map(({ median }) => median))
  while (floods.length < 3 && best() >= LONGEST_LOOK) floods.push(await lookWhileEnding(unknownSecrets(ENDINGS)))
  for (const { looks, median, triedAgain } of floods)
    t.diagnostic(
      `${String(looks.length)} looks, median ${median.toFixed(0)} ms; ${String(triedAgain)} endings were tried again`,
    )
  assert.ok(
    floods.some(({ looks }) => looks.length >= 5),
    'looks were answered',
  )
  assert.ok(best() < LONGEST_LOOK, `${String(best())} ms`)
  const { marks } = await lookAll(worker)
  for (const { mark } of permissions) assert.ok(marks.has(mark), 'hers has ended')
  for (const { deposit } of permissions) {
    const opening = worker.post('/look-at', { name: deposit.knock.k })
    await assert.rejects(opening, (error) => error instanceof Refused && error.code === 'not-found')
  }
  assert.equal(apila.output().includes('"code":"broken"'), false)
})
