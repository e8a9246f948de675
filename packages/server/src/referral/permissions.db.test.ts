// Deposits, opening and ending over HTTP on a real folder. Governed by docs/protocol.md "Deposit", "Release" and "Ending".
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '@apila/core/day.ts'
import { LOOK_BYTES, Looked, Notes, Released } from '@apila/core/referral/wire.ts'
import { markOf } from '../platform/keys.ts'
import { type TestPermission, bell, blobOf, newLine, newNote, random } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'

let server: TestServer
before(async () => {
  server = await startTestServer({ endings: { step: 20 } })
})
after(() => server.close())

const as = 'alder-worker-1'
const other = 'birch-worker-1'
const post = (path: string, body: unknown, by = as) => server.call('POST', `/api/v2/${path}`, { as: by, body })
const fresh = (options: Parameters<TestServer['newPermission']>[1] = {}) =>
  server.newPermission(server.today(), options)
const deposit = (body: unknown) => post('permissions', body)
const said = ({ status, body }: Awaited<ReturnType<typeof deposit>>) =>
  status < 300 ? status : (body as { type: string }).type

async function sent(options = {}): Promise<TestPermission> {
  const permission = fresh(options)
  assert.equal((await server.send(as, permission)).status, 204)
  return permission
}
const namesOf = ({ deposit: { knock, story } }: TestPermission) => [knock.k, story.s]

/** All marks that the server tells. */
async function marks(): Promise<string[]> {
  const found: string[] = []
  for (let after = { bells: 0, ended: 0 }; ;) {
    const looked = Looked.parse((await post('look', after)).body)
    found.push(...looked.marks)
    if (!looked.more) return found
    after = looked.next
  }
}
const markOfPermission = ({ deposit: { proofs } }: TestPermission) => markOf(proofs.withdraw)

test('a deposit opens by either name and comes out as it went in', async () => {
  const permission = await sent()
  const { knock, story } = permission.deposit
  for (const [name, part, receipt] of [
    [knock.k, knock, null],
    [story.s, story, story.receipt],
  ] as const) {
    const { status, body } = await server.open(other, name)
    assert.equal(status, 200)
    const released = Released.parse(body)
    assert.deepEqual(released, {
      body: part.body,
      locks: [{ n: 0, blob: part.lock }],
      leash: part.leash,
      receipt,
      until: permission.deposit.until,
    })
  }
})

test('repeating a deposit is no fault; another under the same names or the same secret is refused', async () => {
  const permission = await sent()
  assert.equal(said(await deposit(permission.deposit)), 204)
  assert.equal(said(await deposit({ ...permission.deposit, bell: bell() })), 'already-there')
  // Another permission with her withdraw key: a second owner of one ending.
  const twin = fresh({ offline: true })
  const proofs = { ...twin.deposit.proofs, withdraw: permission.deposit.proofs.withdraw }
  assert.equal(said(await deposit({ ...twin.deposit, proofs })), 'already-there')
  // Another permission under one of her names.
  const squatter = fresh({ offline: true })
  const knock = { ...squatter.deposit.knock, k: permission.deposit.knock.k }
  assert.equal(said(await deposit({ ...squatter.deposit, knock })), 'already-there')
  assert.equal((await server.open(other, permission.deposit.knock.k)).status, 200)
})

test('twins that arrive at the same moment: one is stored, the other is refused', async () => {
  const permission = fresh({ offline: true })
  const twins = [permission.deposit, { ...permission.deposit, bell: bell() }, permission.deposit]
  const answers = (await Promise.all(twins.map(deposit))).map(said)
  assert.equal(answers.filter((answer) => answer === 'already-there').length >= 1, true)
  assert.equal(answers.filter((answer) => answer === 204).length >= 1, true)
  assert.equal((await server.open(other, permission.deposit.story.s)).status, 200)
})

test('one name for two parts is bad input, never a fault of the server', async () => {
  const { names, deposit: whole } = fresh({ offline: true })
  assert.equal(said(await post('names', { ...names, s: names.k })), 'bad-input')
  assert.equal(said(await deposit({ ...whole, talk: { ...whole.talk, t: whole.knock.k } })), 'bad-input')
})

test('what a writer has not read of the roster: roster-moved', async () => {
  const permission = fresh()
  assert.equal(said(await post('names', permission.names)), 204)
  for (const roster of [1, server.network.entries.length + 1])
    assert.equal(said(await deposit({ ...permission.deposit, roster })), 'roster-moved')
  assert.equal(said(await deposit(permission.deposit)), 204)
})

test('only lengths that a permission can have, and only until three days after sealing', async () => {
  const today = server.today()
  for (const days of [0, 1, 2, 4, 8, 15, 89, 91, 360]) {
    const { names } = fresh({ days })
    assert.equal(said(await post('names', names)), 'too-long', String(days))
  }
  for (const days of [3, 7, 14, 30, 60, 90]) assert.equal(said(await post('names', fresh({ days }).names)), 204)
  for (const [ago, answer] of [
    [3, 204],
    [4, 'ask-again'],
    [-1, 'ask-again'],
  ] as const) {
    const { deposit: whole } = server.newPermission(addDays(today, -ago), { offline: true })
    assert.equal(said(await deposit(whole)), answer)
  }
})

test('nothing is stored without names that were kept before, unless the ticket was handed over without signal', async () => {
  assert.equal(said(await deposit(fresh().deposit)), 'has-ended')
  assert.equal(said(await deposit(fresh({ offline: true }).deposit)), 204)
})

test('the last day is the one that was kept with the names', async () => {
  const permission = fresh({ days: 7 })
  assert.equal(said(await post('names', permission.names)), 204)
  assert.equal(said(await post('names', permission.names)), 204)
  const longer = addDays(server.today(), 90)
  assert.equal(said(await post('names', { ...permission.names, until: longer })), 'already-there')
  assert.equal(said(await deposit({ ...permission.deposit, until: longer })), 'already-there')
  assert.equal(said(await deposit(permission.deposit)), 204)
})

test('ending destroys all three leashes, shows the mark, and repeating the deposit does not bring it back', async () => {
  const permission = await sent()
  const { status, body, headers } = await server.end(permission, server.running.neutralUrl)
  assert.deepEqual([status, body, headers.get('set-cookie')], [204, '', null])
  assert.equal(said(await deposit(permission.deposit)), 'has-ended')
  for (const name of namesOf(permission)) assert.equal((await server.open(other, name)).status, 404)
  assert.equal(said(await post('talk/open', { t: permission.deposit.talk.t })), 'not-found')
  assert.equal(said(await post('book', { name: permission.deposit.story.s })), 'not-found')
  assert.ok((await marks()).includes(markOfPermission(permission)))
  assert.equal((await server.end(permission)).status, 204)
})

test('what she ended before it was sent never opens; the sender learns it, and the desk keeps its note', async () => {
  for (const offline of [false, true]) {
    const permission = fresh({ offline })
    if (!offline) assert.equal(said(await post('names', permission.names)), 204)
    assert.equal((await server.end(permission)).status, 204)
    for (let times = 0; times < 2; times += 1) {
      assert.equal(said(await deposit(permission.deposit)), 'has-ended')
      for (const name of namesOf(permission)) assert.equal((await server.open(other, name)).status, 404)
    }
    assert.equal(said(await post('names', permission.names)), 'has-ended')
    const { list } = permission.deposit.note
    assert.equal(Notes.parse((await post('notes', { list })).body).notes.length, 1)
    // Only an ending that found names is a mark; a stranger's guess shows nothing.
    assert.equal((await marks()).includes(markOfPermission(permission)), !offline)
  }
})

test('a wrong withdraw key ends nothing and is answered alike', async () => {
  const permission = await sent()
  const { secrets } = fresh()
  assert.equal((await server.call('POST', '/api/v2/end', { body: { withdraw: secrets.withdraw } })).status, 204)
  for (const secret of [permission.deposit.proofs.withdraw, permission.secrets.renew])
    assert.equal((await server.call('POST', '/api/v2/end', { body: { withdraw: secret } })).status, 204)
  assert.equal((await server.open(other, permission.deposit.story.s)).status, 200)
})

test('a note that a colleague has changed meanwhile: nothing of the deposit is stored', async () => {
  const permission = fresh()
  const { note } = permission.deposit
  assert.equal(said(await post('names', permission.names)), 204)
  assert.equal((await post('notes/put', { ...note, blob: newNote(server.today()).blob })).status, 200)
  assert.equal(said(await deposit(permission.deposit)), 'changed-meanwhile')
  assert.equal((await server.open(other, permission.deposit.knock.k)).status, 404)
  assert.equal(said(await deposit({ ...permission.deposit, note: newNote(server.today()) })), 204)
})

test('a look is one size, whatever it holds, and tells each bell and mark once', async () => {
  const sizes = new Set<number>()
  const heard: string[] = []
  const first = Looked.parse((await post('look', { bells: 0, ended: 0 })).body)
  const permission = await sent()
  for (let after = { bells: 0, ended: 0 }; ;) {
    const response = await fetch(`${server.url}/api/v2/look`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await server.signIn(other)}` },
      body: JSON.stringify(after),
    })
    const text = await response.text()
    sizes.add(text.length)
    const looked = Looked.parse(JSON.parse(text))
    heard.push(...looked.bells)
    if (!looked.more) break
    after = looked.next
  }
  assert.deepEqual([...sizes], [LOOK_BYTES])
  assert.equal(heard.filter((each) => each === permission.deposit.bell).length, 1)
  assert.equal(first.bells.length, 128)
  assert.equal(new Set(heard).size, heard.length, 'no filler twice')
  // A place that was never given, as after a copy was put back, begins anew.
  const beyond = Looked.parse((await post('look', { bells: 1_000_000, ended: 1_000_000 })).body)
  assert.deepEqual(beyond.next.bells > 0 && beyond.next.bells < 1_000_000, true)
})

test('the number of a bell that went is never given again: who has read up to it would miss the new one', async () => {
  const place = async () => Looked.parse((await post('look', { bells: 0, ended: 0 })).body).next
  const permission = await sent()
  const { bells: before } = await place()
  assert.equal((await server.end(permission)).status, 204)
  const later = await sent()
  const looked = Looked.parse((await post('look', { bells: before, ended: 0 })).body)
  assert.ok(looked.bells.includes(later.deposit.bell))
})

test('an item comes with its line, one bell and the own note, or not at all', async () => {
  const { deposit: whole, secrets } = await sent()
  const { t } = whole.talk
  const roster = server.network.entries.length
  const note = newNote(server.today())
  const item = { t, n: 0, post: secrets.post, item: blobOf('item'), line: newLine(0), bell: bell(), note, roster }
  assert.equal(said(await post('talk', { ...item, post: random(32) }, other)), 'not-found')
  assert.equal(said(await post('talk', { ...item, n: 1 }, other)), 'changed-meanwhile')
  assert.equal(said(await post('talk', { ...item, line: newLine(1) }, other)), 'changed-meanwhile')
  const taken = { ...newNote(server.today()), version: 7 }
  assert.equal(said(await post('talk', { ...item, note: taken }, other)), 'changed-meanwhile')
  const heard = async () => (await server.lookAll(other)).bells.filter((each) => each === item.bell).length
  const noted = async () =>
    ((await post('notes', { list: note.list }, other)).body as { notes: unknown[] }).notes.length
  const nothing = (await post('talk/open', { t })).body as { items: unknown[]; line: { n: number } }
  assert.deepEqual([nothing.items, nothing.line.n], [[], 0], 'what was refused left nothing')
  assert.deepEqual([await heard(), await noted()], [0, 0])
  assert.equal(said(await post('talk', item, other)), 204)
  assert.equal(said(await post('talk', item, other)), 204)
  assert.equal(said(await post('talk', { ...item, item: blobOf('item') })), 'changed-meanwhile')
  assert.deepEqual([await heard(), await noted()], [1, 1])
  const talk = (await post('talk/open', { t })).body as Record<string, unknown>
  assert.deepEqual(
    [talk['items'], talk['leash'], talk['until'], (talk['line'] as { n: number }).n],
    [[item.item], whole.talk.leash, whole.until, 1],
  )
  assert.deepEqual(talk['locks'], {
    t: [{ n: 0, blob: whole.talk.locks[0] }],
    f: [{ n: 0, blob: whole.talk.locks[1] }],
  })
})
