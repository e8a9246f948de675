// Deposits, opening and ending over HTTP on a real folder. Governed by docs/protocol.md "Sealing and ending".
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Ended, HintPage, Notes, Released } from '@apila/core/referral/wire.ts'
import { addDays } from '@apila/core/day.ts'
import { type TestServer, newDeposit, random, startTestServer } from '../test/network.ts'

let server: TestServer
before(async () => {
  server = await startTestServer()
})
after(() => server.close())

const as = 'alder-worker-1'

test('a deposit opens by either name and comes out as it went in', async () => {
  const deposit = newDeposit(server.today())
  assert.equal((await server.call('POST', '/api/v1/parcels', { as, body: deposit })).status, 204)
  for (const part of [deposit.knock, deposit.story]) {
    const { status, body } = await server.call('POST', '/api/v1/parcels/open', {
      as: 'birch-worker-1',
      body: { locator: part.locator },
    })
    assert.equal(status, 200)
    const released = Released.parse(body)
    assert.equal(released.body, part.body)
    assert.equal(released.leash, part.leash)
    assert.equal(released.key, part.key)
    assert.equal(released.receipt, 'receipt' in part ? part.receipt : null)
  }
})

test('repeating a deposit is no fault; another under the same name is refused', async () => {
  const deposit = newDeposit(server.today())
  const send = (body: unknown) => server.call('POST', '/api/v1/parcels', { as, body })
  assert.equal((await send(deposit)).status, 204)
  assert.equal((await send(deposit)).status, 204)
  assert.equal((await send({ ...deposit, hint: random(1900) })).status, 409)
})

test('ending destroys both leashes, shows the mark, and repeating the deposit does not bring it back', async () => {
  const deposit = newDeposit(server.today())
  await server.call('POST', '/api/v1/parcels', { as, body: deposit })
  const url = server.running.neutralUrl
  const end = await server.call('POST', '/api/v1/end', {
    url,
    body: { locator: deposit.story.locator, withdraw: deposit.withdraw },
  })
  assert.deepEqual([end.status, end.body, end.headers.get('set-cookie')], [204, '', null])
  await server.call('POST', '/api/v1/parcels', { as, body: deposit })
  for (const { locator } of [deposit.knock, deposit.story]) {
    assert.equal((await server.call('POST', '/api/v1/parcels/open', { as, body: { locator } })).status, 404)
  }
  const { marks } = Ended.parse((await server.call('GET', '/api/v1/ended', { as })).body)
  assert.ok(marks.includes(deposit.mark))
})

test('what she ended before it was sent never opens, and the sender learns that it has ended', async () => {
  const deposit = newDeposit(server.today())
  const { locator } = deposit.story
  await server.call('POST', '/api/v1/end', { body: { locator, withdraw: deposit.withdraw } })
  for (let sent = 0; sent < 2; sent += 1) {
    assert.equal((await server.call('POST', '/api/v1/parcels', { as, body: deposit })).status, 204)
    for (const part of [deposit.knock, deposit.story]) {
      assert.equal(
        (await server.call('POST', '/api/v1/parcels/open', { as, body: { locator: part.locator } })).status,
        404,
      )
    }
  }
  const { marks } = Ended.parse((await server.call('GET', '/api/v1/ended', { as })).body)
  assert.ok(marks.includes(deposit.mark))
  const { notes } = Notes.parse(
    (await server.call('POST', '/api/v1/notes/list', { as, body: { list: deposit.note.list } })).body,
  )
  assert.equal(notes.length, 1)
})

test('a wrong withdraw key ends nothing and is answered alike', async () => {
  const deposit = newDeposit(server.today())
  await server.call('POST', '/api/v1/parcels', { as, body: deposit })
  assert.equal(
    (await server.call('POST', '/api/v1/end', { body: { locator: deposit.story.locator, withdraw: random(32) } }))
      .status,
    204,
  )
  assert.equal(
    (await server.call('POST', '/api/v1/parcels/open', { as, body: { locator: deposit.story.locator } })).status,
    200,
  )
})

test('hints come in pages of one size', async () => {
  const { body } = await server.call('POST', '/api/v1/hints/list', { as, body: { after: 0 } })
  const page = HintPage.parse(body)
  assert.equal(new Set(page.hints.map((hint) => hint.length)).size, 1)
})

test('a permission may not last longer than the longest grant', async () => {
  const deposit = newDeposit(server.today(), { until: addDays(server.today(), 91) })
  const { status, body } = await server.call('POST', '/api/v1/parcels', { as, body: deposit })
  assert.deepEqual([status, body], [422, { type: 'too-long', status: 422, paths: ['until'] }])
})
