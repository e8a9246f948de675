// What organisations tell clients: each writes its own alone, the last words stand, a real network invents none, and a start keeps them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Receivers, type ReceiverLines } from '@apila/core/referral/receiver-lines.ts'
import { demoContent } from '../library/test/library.ts'
import { smallLibrary } from '../library/test/small-library.ts'
import { type TestServer, startOn, startTestServer } from '../test/network.ts'

let server: TestServer
const now = () => new Date('2026-11-22T10:00:00Z')
before(async () => {
  server = await startTestServer({ library: smallLibrary(), now })
})
after(() => server.close())

const lines = (fi: string): ReceiverLines => ({
  line: { fi, sv: 'En förening.', en: 'An organisation.' },
  way: { fi: 'Puhelu.', sv: 'Ett samtal.', en: 'A call.' },
  ...{ gives: ['support'], languages: ['fi'], areas: ['all'] },
  reading: { days: [1, 5], fromHour: 9, toHour: 16 },
})
const write = (as: string, body: unknown) => server.call('POST', '/api/v2/receivers/own', { as, body })
const read = async (as = 'birch-worker-1') =>
  Receivers.parse((await server.call('POST', '/api/v2/receivers', { as })).body).receivers

test('nobody has said anything at first; each organisation then says its own and no other’s, and the last words stand', async () => {
  assert.deepEqual(await read(), [])
  assert.equal((await write('alder-keeper-1', lines('Ensin.'))).status, 204)
  assert.equal((await write('birch-keeper-1', lines('Koivu.'))).status, 204)
  assert.equal((await write('alder-keeper-2', lines('Sitten.'))).status, 204)
  const told = (await read()).map(({ organisation, lines: { line }, on }) => [organisation, line.fi, on])
  assert.deepEqual(told, [
    ['alder', 'Sitten.', '2026-11-22'],
    ['birch', 'Koivu.', '2026-11-22'],
  ])
  assert.deepEqual(await read('alder-officer'), await read())
})

test('what is too long, unreadable or without an hour is refused and changes nothing', async () => {
  const before = await read()
  const whole = lines('Sana')
  for (const wrong of [
    { ...whole, line: { ...whole.line, en: 'x'.repeat(301) } },
    { ...whole, line: { ...whole.line, en: 'a\u0007b' } },
    { ...whole, areas: ['all', 'uusimaa'] },
    { ...whole, gives: ['support', 'support'] },
    { ...whole, reading: { days: [], fromHour: 9, toHour: 16 } },
    { ...whole, reading: { days: [1], fromHour: 16, toHour: 9 } },
    { ...whole, about: 'a client' },
  ])
    assert.equal((await write('alder-keeper-1', wrong)).status, 400, JSON.stringify(wrong))
  assert.deepEqual(await read(), before)
})

test('a start keeps the words; those of a made-up network stand only where nobody has written any', async () => {
  const before = await read()
  await server.running.close()
  const invented = { owner: 'demo' as const, receivers: { alder: lines('Keksitty.'), aspen: lines('Keksitty.') } }
  server.running = await startOn(server.folder, { library: { ...smallLibrary(), invented }, now })
  server.url = server.running.publicUrl
  server.forgetSessions()
  const told = new Map(
    (await read()).map(({ organisation, lines: { line }, on }) => [organisation as string, [line.fi, on]]),
  )
  assert.deepEqual(told.get('alder'), ['Sitten.', before[0]?.on])
  assert.equal(
    told.has('aspen'),
    server.network.entries.some(({ entry }) => entry.includes('"aspen"')),
  )
})

test('the demo brings a line for each of its organisations, the content of a real network none', () => {
  assert.ok(Object.keys(demoContent.invented.receivers).length >= 4)
  assert.deepEqual(smallLibrary().invented.receivers, {})
})
