// Promise: ending a permission answers the same to everything (docs/threat-model.md): known, unknown, half right, ended twice; on both hosts.
import { setTimeout as wait } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { Day } from '@apila/core/day.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { type Apila, startApila, todayInFinland } from '../server.ts'
import { type Client, Refused, signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { randomBytes, sealDemoReferral } from '../world/referral.ts'

const ROUNDS = 12
/** Answers come at whole multiples of this. Unit: milliseconds. Source: docs/protocol.md "Sealing and ending". */
const STEP = 250
let apila: Apila
let world: World
let client: Client
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  client = await signIn(apila.url, world.roster.network, world.device('koivu-worker-1'))
})
after(() => apila.close())

const random = (bytes: number) => toBase64url(randomBytes(bytes))

async function end(url: string, body: unknown): Promise<{ shape: string; ms: number }> {
  const started = performance.now()
  const answer = await fetch(`${url}/api/v1/end`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  const headers = [...answer.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`)
  return { shape: JSON.stringify([answer.status, text, headers]), ms: performance.now() - started }
}

test('same status, same headers, same step of time, whatever was named', async (t) => {
  const today = todayInFinland()
  const shapes = new Set<string>()
  const times: Record<string, number[]> = { right: [], again: [], 'wrong secret': [], unknown: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    const { deposit } = await sealDemoReferral(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', today })
    await client.deposit(deposit)
    const url = round % 2 === 0 ? apila.url : apila.neutralUrl
    const right = { locator: deposit.story.locator, withdraw: deposit.withdraw }
    const asked: Array<[string, unknown]> = [
      ['wrong secret', { ...right, withdraw: random(32) }],
      ['unknown', { locator: random(16), withdraw: random(32) }],
      ['right', right],
      ['again', right],
    ]
    for (const [name, body] of asked) {
      if (name === 'right') assert.ok(await client.open(deposit.story.locator), 'a wrong secret ended nothing')
      // The server's steps are the same for all who ask; so each kind is asked at all moments of a step.
      await wait((round * 73) % STEP)
      const { shape, ms } = await end(url, body)
      if (round % 2 === 0) shapes.add(shape)
      times[name]?.push(ms)
    }
    await assert.rejects(
      client.open(deposit.story.locator),
      (error) => error instanceof Refused && error.code === 'not-found',
    )
  }
  assert.equal(shapes.size, 1)
  assert.match([...shapes][0] ?? '', /^\[204,""/)
  t.diagnostic(JSON.stringify(times, (_, ms: unknown) => (typeof ms === 'number' ? Math.round(ms) : ms)))
  // A busy machine makes an answer later, never sooner: so the quickest of each kind are compared. They are a step apart or as good as
  // equal, and none comes before the first step (a timer may be a millisecond early).
  const quickest = Object.values(times).map((ms) => Math.min(...ms))
  assert.ok(Math.min(...quickest) >= STEP - 2, `an answer after ${Math.min(...quickest)} ms`)
  assert.ok(Math.max(...quickest) - Math.min(...quickest) < STEP / 2, `the quickest: ${quickest.join(', ')} ms`)
})

test('malformed requests are refused alike, without repeating what was sent', async () => {
  const refused = await Promise.all(
    [
      {},
      { locator: 'x', withdraw: 'y' },
      { locator: random(16) },
      { locator: random(15), withdraw: random(32) },
      'text',
      null,
      [],
    ].map((body) => end(apila.neutralUrl, body)),
  )
  for (const { shape } of refused) {
    assert.match(shape, /^\[400/)
    assert.ok(!shape.includes('"x"') && !shape.includes('text"'))
  }
})

test('no cookie, nothing to keep, on both hosts', async () => {
  for (const url of [apila.url, apila.neutralUrl]) {
    const answer = await fetch(`${url}/api/v1/end`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ locator: random(16), withdraw: random(32) }),
    })
    assert.equal(answer.headers.get('set-cookie'), null)
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
  }
})
