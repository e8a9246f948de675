// Promise: ending a permission answers the same to everything (docs/threat-model.md): known, unknown, half right, ended twice; on both hosts.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { Day } from '@apila/core/day.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { seededNumbers } from '../machinery/seeded.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { release, send } from '../world/acts.ts'
import { Refused, signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { randomBytes, sealDemo } from '../world/referral.ts'

const ROUNDS = 12
/** Where a machine was busy all that time, as many again, up to so many. A difference that is there is there in each of them. */
const MOST_ROUNDS = 60
/** Answers come at whole multiples of this. Unit: milliseconds. Source: docs/protocol.md "Ending". */
const STEP = 250
const today = todayInFinland()
const next = seededNumbers(20_261_130)
let apila: Apila
let world: World
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
})
after(() => apila.close())

const random = (bytes: number) => toBase64url(randomBytes(bytes))
const at = async (organisation: string) => ({
  world,
  client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`)),
  organisation,
  today,
})

async function end(url: string, body: unknown): Promise<{ shape: string; ms: number }> {
  const started = performance.now()
  const answer = await fetch(`${url}/api/v2/end`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  const headers = [...answer.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`)
  return { shape: JSON.stringify([answer.status, text, headers]), ms: performance.now() - started }
}

test('same status, same headers, same step of time, whatever was named', async (t) => {
  const [sender, receiver] = [await at('koivu'), await at('kataja')]
  const shapes = new Set<string>()
  const times: Record<string, number[]> = { right: [], again: [], kept: [], proof: [], unknown: [] }
  // A busy machine makes an answer later, never sooner: so the quickest of each kind are compared. They are a step apart or as good as
  // equal, and none comes before a whole step (a timer may be a millisecond early).
  const quickest = (): number[] => Object.values(times).map((ms) => Math.min(...ms))
  const isAlike = (): boolean => Math.max(...quickest()) - Math.min(...quickest()) < STEP / 2
  for (let round = 0; round < ROUNDS || (round < MOST_ROUNDS && !isAlike()); round += 1) {
    const sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', today })
    await send(sender, sent)
    // Its names are kept, and it was not sent yet.
    const kept = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'all-ahead', today })
    const { k, t: talk, keys } = kept.reservation
    const { withdraw: proof } = kept.deposit.proofs
    const names = { k, s: keys.name, t: talk, withdraw: proof, until: kept.front.until, sealedOn: today }
    await sender.client.post('/names', names)
    const url = round % 2 === 0 ? apila.url : apila.neutralUrl
    const right = { withdraw: sent.reservation.keys.withdraw }
    const asked: Array<[string, unknown]> = [
      // What the server was told of it; nobody ends by that.
      ['proof', { withdraw: sent.deposit.proofs.withdraw }],
      ['unknown', { withdraw: random(32) }],
      ['kept', { withdraw: keys.withdraw }],
      ['right', right],
      ['again', right],
    ]
    for (const [name, body] of asked) {
      if (name === 'right')
        assert.ok(
          await release(receiver, sent.reservation.k, 'first-contact-opened'),
          'what is not its secret ends nothing',
        )
      // Whoever asks as soon as it was answered would always wait a whole step more.
      await wait(next() * STEP)
      const { shape, ms } = await end(url, body)
      if (round % 2 === 0) shapes.add(shape)
      times[name]?.push(ms)
    }
    const opening = release(receiver, sent.reservation.k, 'first-contact-opened')
    await assert.rejects(opening, (error) => error instanceof Refused && error.code === 'not-found')
  }
  assert.equal(shapes.size, 1)
  assert.match([...shapes][0] ?? '', /^\[204,""/)
  t.diagnostic(JSON.stringify(times, (_, ms: unknown) => (typeof ms === 'number' ? Math.round(ms) : ms)))
  assert.ok(Math.min(...quickest()) >= STEP - 2, `an answer after ${Math.min(...quickest())} ms`)
  assert.ok(isAlike(), `the quickest: ${quickest().join(', ')} ms`)
})

test('malformed requests are refused alike, without repeating what was sent', async () => {
  const bodies = [
    {},
    { withdraw: 'y' },
    { withdraw: random(31) },
    { withdraw: random(33) },
    { withdraw: [random(32)] },
    { locator: random(16), withdraw: random(32) },
    'text',
    null,
    [],
  ]
  for (const body of bodies) {
    const { shape } = await end(apila.neutralUrl, body)
    assert.match(shape, /^\[(400,"{..type..:..bad-input|422,"{..type..:..wrong-size)/)
    assert.ok(!shape.includes('"y"') && !shape.includes('text"'))
  }
})

test('no cookie, nothing to keep, on both hosts', async () => {
  for (const url of [apila.url, apila.neutralUrl]) {
    const answer = await fetch(`${url}/api/v2/end`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ withdraw: random(32) }),
    })
    assert.equal(answer.headers.get('set-cookie'), null)
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
  }
})
