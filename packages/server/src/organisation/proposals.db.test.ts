// A batch that one keeper has signed waits for the second; what it would remove is held back at once, and goes with everything it had when the
// second has signed. Governed by docs/protocol.md "Proposals".
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { addDays } from '@apila/core/day.ts'
import { PROPOSAL_DAYS } from '@apila/core/organisation/proposal.ts'
import { blobOf, newRecipient, x25519Key } from '../test/noise.ts'
import { type TestServer, startRealServer } from '../test/network.ts'
import { type TestProposal, completeBy, proposeBy } from '../test/proposal.ts'

const worker = 'birch-worker-1'
const [first, second] = ['birch-keeper-1', 'birch-keeper-2']
const strange = 'alder-keeper-1'

let passedDays = 0
const now = () => new Date(Date.UTC(2026, 10, 30 + passedDays, 9))

async function start(t: TestContext) {
  passedDays = 0
  const server = await startRealServer({ now, endings: { step: 20 } })
  t.after(() => server.close())
  const post = async (path: string, body: unknown, as: string) => {
    const { status, body: answer } = await server.call('POST', `/api/v2/${path}`, { as, body })
    return status < 300 ? status : (answer as { type: string }).type
  }
  const propose = async ({ body }: TestProposal, as = first) => {
    await server.touch(as, 'propose')
    return post('roster/propose', body, as)
  }
  const waiting = async (as: string) =>
    ((await server.call('POST', '/api/v2/roster/proposals', { as, body: {} })).body as { proposals: object[] })
      .proposals
  const complete = async (proposal: TestProposal, as = second) => {
    const key = server.network.devices.get(as)
    assert.ok(key)
    const entries = completeBy(server.network, proposal, [key], server.today())
    await server.touch(as, 'add-to-roster')
    const answer = await post('roster/add', { entries, proposal: proposal.id }, as)
    if (answer === 204) server.network.entries.push(...entries)
    return answer
  }
  return { server, post, propose, waiting, complete }
}

const keeperKey = (server: TestServer, id: string) => {
  const key = server.network.devices.get(id)
  assert.ok(key)
  return key
}

const epoch = (desk: string, number = 1) => ({
  ...{ kind: 'epoch', organisation: 'birch', desk, epoch: number, recipient: newRecipient(), bell: x25519Key() },
})

function removal(server: TestServer, id = worker): TestProposal {
  const wraps = [first, second].map((device) => ({ device, desk: 'referral', epoch: 1, blob: blobOf('wrap') }))
  const recovery = [{ organisation: 'birch', desk: 'referral', epoch: 1, blob: blobOf('wrap') }]
  const fields = [{ kind: 'device-remove', id }, epoch('referral'), epoch('statistics')]
  const keys = { wraps, recovery, links: [] }
  return proposeBy(server.network, [keeperKey(server, first)], fields, { on: server.today(), keys })
}

test('while its removal waits a device has no session, no wrap and no way in; dropped, it is free again', async (t) => {
  const { server, post, propose, waiting } = await start(t)
  const token = await server.signIn(worker)
  const proposal = removal(server)
  assert.equal(await propose(proposal), 204)
  assert.deepEqual(await waiting(second), [proposal.body])
  assert.deepEqual(await waiting(strange), [])
  const held = await server.call('POST', '/api/v2/wraps', { token, body: {} })
  assert.equal(held.status, 401)
  server.forgetSessions()
  assert.equal(await server.signIn(worker).catch(() => undefined), undefined)
  await server.running.close()
  await server.restart({ kind: 'empty', now })
  assert.equal(await server.signIn(worker).catch(() => undefined), undefined, 'also after a restart')
  assert.equal(await post('roster/proposals/drop', { id: proposal.id }, strange), 'not-found')
  assert.equal(await post('roster/proposals/drop', { id: proposal.id }, second), 204)
  server.forgetSessions()
  assert.match(await server.signIn(worker), /^[\w-]{43}$/)
})

test('the second signature removes: session, wraps and passkeys are gone, keys are there, and nothing waits', async (t) => {
  const { server, post, propose, waiting, complete } = await start(t)
  await server.touch(first, 'add-wraps')
  const wrap = { device: worker, desk: 'referral', epoch: 0, blob: blobOf('wrap') }
  assert.equal(await post('wraps/add', { wraps: [wrap] }, first), 204)
  const token = await server.signIn(worker)
  const proposal = removal(server)
  assert.equal(await propose(proposal), 204)
  assert.equal(await complete(proposal), 204)
  assert.deepEqual(await waiting(first), [])
  assert.equal((await server.call('POST', '/api/v2/wraps', { token, body: {} })).status, 401)
  const { sql } = server.running.ctx.db.read()
  for (const table of ['wraps', 'credentials'] as const)
    assert.deepEqual(await sql.selectFrom(table).select('device').where('device', '=', worker).execute(), [], table)
  const { body } = await server.call('POST', '/api/v2/wraps', { as: second, body: {} })
  const { wraps } = body as { wraps: { epoch: number; blob: string }[] }
  assert.deepEqual(
    wraps.filter((each) => each.epoch === 1).map(({ blob }) => blob),
    proposal.body.keys.wraps.slice(1).map((each) => (each as { blob: string }).blob),
  )
  assert.equal(await post('wraps/recovery', {}, second), 'touch-again')
  await server.touch(second, 'read-recovery')
  const read = await server.call('POST', '/api/v2/wraps/recovery', { as: second, body: {} })
  assert.deepEqual(read.body, { recovery: proposal.body.keys.recovery })
  await server.touch(strange, 'read-recovery')
  const other = await server.call('POST', '/api/v2/wraps/recovery', { as: strange, body: {} })
  assert.deepEqual(other.body, { recovery: [] }, 'papers of another organisation')
  server.forgetSessions()
  assert.equal(await server.signIn(worker).catch(() => undefined), undefined)
})

test('two keepers who approve different devices: each batch stands for itself, and neither half is taken', async (t) => {
  const { server, propose, complete, post } = await start(t)
  const device = (id: string) => {
    const made = server.network.newDevice('birch', id, ['worker'], ['referral'])
    return { kind: 'device', device: server.network.describe(made) }
  }
  const one = proposeBy(server.network, [keeperKey(server, first)], [device('birch-worker-2')], { on: server.today() })
  const two = proposeBy(server.network, [keeperKey(server, second)], [device('birch-worker-3')], { on: server.today() })
  assert.deepEqual([await propose(one), await propose(two, second)], [204, 204])
  // What the first keeper signed ahead is put under the second keeper's device.
  const [entry] = completeBy(server.network, two, [], server.today())
  assert.ok(entry)
  const [ahead] = one.body.signatures
  const signatures = [...entry.signatures, { ...ahead, proposal: one.body.proposal }]
  await server.touch(second, 'add-to-roster')
  assert.equal(await post('roster/add', { entries: [{ ...entry, signatures }] }, second), 'roster-refused')
  assert.equal(await complete(one), 204)
  assert.equal(await complete(two, first), 204)
})

test('a keeper’s device is never held back, and no keeper of another organisation holds anybody', async (t) => {
  const { server, propose, post } = await start(t)
  const lone = proposeBy(server.network, [keeperKey(server, first)], [{ kind: 'device-remove', id: second }], {
    on: server.today(),
  })
  assert.equal(await propose(lone), 204)
  assert.equal(await post('roster/proposals/drop', { id: lone.id }, second), 204)
  const theirs = proposeBy(server.network, [keeperKey(server, strange)], [{ kind: 'device-remove', id: worker }], {
    on: server.today(),
  })
  assert.equal(await propose(theirs, strange), 'not-found')
  // Wrapped into something that is about all members it holds nobody either.
  const leaves = { kind: 'organisation-remove', id: 'alder' }
  const mixed = proposeBy(
    server.network,
    [keeperKey(server, strange)],
    [leaves, { kind: 'device-remove', id: worker }],
    {
      on: server.today(),
    },
  )
  assert.equal(await propose(mixed, strange), 204)
  assert.match(await server.signIn(worker), /^[\w-]{43}$/)
})

test('what is not signed, not of this log, or not of these contents is no proposal', async (t) => {
  const { server, propose, waiting } = await start(t)
  const right = removal(server)
  const [signature] = right.body.signatures
  const stranger = server.network.newDevice('birch', first, ['keeper'], [])
  const on = server.today()
  const fields = [{ kind: 'device-remove', id: worker }]
  for (const [body, problem] of [
    [{ ...right.body, signatures: [{ ...signature, device: second }] }, 'roster-refused'],
    [{ ...right.body, contents: right.body.contents.slice(1) }, 'roster-refused'],
    [{ ...right.body, contents: [...right.body.contents].reverse() }, 'roster-refused'],
    [{ ...right.body, proposal: `${right.body.proposal} ` }, 'roster-refused'],
    [proposeBy(server.network, [stranger], fields, { on }).body, 'roster-refused'],
    [proposeBy(server.network, [keeperKey(server, first)], fields, { on: '2027-01-01' }).body, 'roster-refused'],
    [proposeBy(server.network, [keeperKey(server, first)], [{ kind: 'genesis' }], { on }).body, 'roster-refused'],
  ] as const)
    assert.equal(await propose({ id: '', body: body as TestProposal['body'] }), problem)
  const shorter = { ...server.network, entries: server.network.entries.slice(0, 1) }
  const forked = { ...shorter, entries: [{ ...shorter.entries[0], entry: '{}' }] } as never
  assert.equal(await propose(proposeBy(forked, [keeperKey(server, first)], fields, { on })), 'roster-moved')
  assert.deepEqual(await waiting(first), [])
})

test('after fourteen days nothing of it waits, counts or holds back', async (t) => {
  const { server, propose, waiting, complete } = await start(t)
  const proposal = removal(server)
  assert.equal(await propose(proposal), 204)
  passedDays = PROPOSAL_DAYS + 1
  server.forgetSessions()
  assert.deepEqual(await waiting(second), [])
  assert.equal(await complete(proposal), 'roster-refused')
  await server.running.close()
  await server.restart({ kind: 'empty', now })
  assert.match(await server.signIn(worker), /^[\w-]{43}$/)
  const rows = await server.running.ctx.db.read().sql.selectFrom('proposals').select('id').execute()
  assert.deepEqual(rows, [])
  assert.equal(addDays(server.today(), -PROPOSAL_DAYS - 1), '2026-11-30')
})

test('an organisation’s keepers have at most twenty that wait', async (t) => {
  const { server, propose } = await start(t)
  const [key] = [keeperKey(server, first)]
  const names = { fi: 'Yksi', sv: 'Ett', en: 'One' }
  const desk = (n: number) => ({
    ...{ kind: 'desk', organisation: 'birch', id: `desk-${String(n)}`, deskKind: 'referral', names, volunteers: false },
  })
  for (let n = 0; n < 20; n += 1)
    assert.equal(await propose(proposeBy(server.network, [key], [desk(n)], { on: server.today() })), 204)
  assert.equal(await propose(proposeBy(server.network, [key], [desk(20)], { on: server.today() })), 'too-many')
})
