// Nothing that is written later replaces what was there, whoever writes: locks, items, lines and notes are appended, and locks go only
// after another device has confirmed a newer one. Governed by docs/protocol.md "Locks" and "Notes" (finding M5).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '@apila/core/day.ts'
import { Notes, type Slot } from '@apila/core/referral/wire.ts'
import { proofOf } from '../platform/keys.ts'
import { sweep } from '../sweep.ts'
import { type TestPermission, bell, blobOf, newLine, newNote, random } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'

let day = '2026-03-02'
let server: TestServer
before(async () => {
  server = await startTestServer({ endings: { step: 20 }, now: () => new Date(`${day}T10:00:00Z`) })
})
after(() => server.close())

const sender = 'alder-worker-1'
const receiver = 'birch-worker-1'
const colleague = 'birch-keeper-1'
const post = (path: string, body: unknown, as: string) => server.call('POST', `/api/v2/${path}`, { as, body })
const said = ({ status, body }: Awaited<ReturnType<typeof post>>) =>
  status < 300 ? status : (body as { type: string }).type

async function sent(): Promise<TestPermission> {
  const permission = server.newPermission(server.today())
  assert.equal((await server.send(sender, permission)).status, 204)
  return permission
}

const nameOf = ({ deposit: { knock, story, talk } }: TestPermission, slot: Slot) =>
  slot === 'k' ? knock.k : slot === 's' ? story.s : talk.t

async function lines(permission: TestPermission): Promise<string[]> {
  const { body } = await post('book', { name: permission.deposit.story.s }, sender)
  return (body as { lines: string[] }).lines
}

/** Appends noise as a lock; gives its answer and the turn of the new lock. */
async function append(
  permission: TestPermission,
  slot: Slot,
  as: string,
  changes: { turn?: string; name?: string; lock?: string; roster?: number } = {},
) {
  const next = random(32)
  const answer = await post(
    'locks',
    {
      name: nameOf(permission, slot),
      slot,
      turn: permission.secrets.turns[slot],
      lock: blobOf('lock'),
      proof: proofOf(next as never),
      roster: server.network.entries.length,
      line: newLine((await lines(permission)).length),
      ...changes,
    },
    as,
  )
  return { answer, n: (answer.body as { n?: number }).n, next }
}

const confirm = (permission: TestPermission, slot: Slot, as: string, n: number, turn: string) =>
  post('locks/confirm', { name: nameOf(permission, slot), slot, n, turn }, as)

async function locks(permission: TestPermission, slot: Slot): Promise<string[]> {
  if (slot === 't' || slot === 'f') {
    const { body } = await post('talk/open', { t: permission.deposit.talk.t }, receiver)
    return (body as { locks: Record<string, { blob: string }[]> }).locks[slot]?.map(({ blob }) => blob) ?? []
  }
  const { body } = await server.open(receiver, nameOf(permission, slot))
  return body.locks.map(({ blob }) => blob)
}

for (const slot of ['k', 's', 't', 'f'] as const)
  test(`noise as a lock of slot ${slot} stands behind the first lock, with a line of her book`, async () => {
    const permission = await sent()
    const first = await locks(permission, slot)
    const before = (await lines(permission)).length
    assert.equal((await append(permission, slot, receiver)).n, 1)
    assert.equal((await append(permission, slot, colleague)).n, 2)
    assert.equal((await lines(permission)).length, before + 2)
    const now = await locks(permission, slot)
    assert.deepEqual([now[0], now.length], [first[0], 3])
  })

test('a lock needs the turn of its own slot, under its own name', async () => {
  const permission = await sent()
  const { turns } = permission.secrets
  for (const turn of [turns.k, turns.t, permission.secrets.post, random(32), permission.deposit.proofs.turns.s])
    assert.equal(said((await append(permission, 's', receiver, { turn })).answer), 'not-found')
  assert.equal(
    said((await append(permission, 's', receiver, { name: permission.deposit.knock.k })).answer),
    'not-found',
  )
  assert.equal((await locks(permission, 's')).length, 1)
  assert.equal((await lines(permission)).length, 1)
})

test('the same lock again is answered like the first time and stands there once', async () => {
  const permission = await sent()
  const lock = blobOf('lock')
  for (let times = 0; times < 2; times += 1) assert.equal((await append(permission, 's', receiver, { lock })).n, 1)
  assert.equal((await lines(permission)).length, 1)
})

test('who has not read the roster since keys changed writes no lock', async () => {
  const permission = await sent()
  assert.equal(said((await append(permission, 's', receiver, { roster: 1 })).answer), 'roster-moved')
})

test('older locks go when another device confirms, and for no one else', async () => {
  const permission = await sent()
  const [first] = await locks(permission, 's')
  const { n = 0, next } = await append(permission, 's', receiver)
  assert.equal(said(await confirm(permission, 's', receiver, n, next)), 'not-your-turn')
  assert.equal(said(await confirm(permission, 's', colleague, n, permission.secrets.turns.s)), 'not-found')
  assert.equal(said(await confirm(permission, 's', colleague, n + 1, next)), 'not-found')
  assert.equal(said(await confirm(permission, 'k', colleague, n, next)), 'not-found')
  assert.equal((await locks(permission, 's'))[0], first)
  assert.equal(said(await confirm(permission, 's', colleague, n, next)), 204)
  assert.equal(said(await confirm(permission, 's', colleague, n, next)), 204, 'the same again')
  const left = await locks(permission, 's')
  assert.deepEqual([left.length, left.includes(first ?? '')], [1, false])
  assert.equal((await append(permission, 's', colleague, { turn: next })).n, 2, 'numbers go on')
})

test('after a restart nobody knows who wrote a lock: it is written again', async () => {
  const permission = await sent()
  const { n = 0, next } = await append(permission, 's', receiver)
  await server.running.close()
  await server.restart({ endings: { step: 20 }, now: () => new Date(`${day}T10:00:00Z`) })
  assert.equal(said(await confirm(permission, 's', colleague, n, next)), 'write-again')
  const again = await append(permission, 's', colleague)
  assert.equal(said(await confirm(permission, 's', receiver, again.n ?? 0, again.next)), 204)
})

test("items and lines are taken at the end only: a number that is there is another writer's", async () => {
  const permission = await sent()
  const item = (n: number, line: number) => ({
    t: permission.deposit.talk.t,
    n,
    post: permission.secrets.post,
    item: blobOf('item'),
    line: newLine(line),
    bell: bell(),
    note: null,
    roster: server.network.entries.length,
  })
  const [first, second] = [item(0, 0), item(1, 1)]
  assert.equal(said(await post('talk', first, receiver)), 204)
  assert.equal(said(await post('talk', second, sender)), 204)
  for (const wrong of [item(0, 2), item(1, 2), item(3, 2), item(2, 1), item(2, 3)])
    assert.equal(said(await post('talk', wrong, receiver)), 'changed-meanwhile')
  const { body } = await post('talk/open', { t: permission.deposit.talk.t }, sender)
  assert.deepEqual((body as { items: string[] }).items, [first.item, second.item])
  assert.deepEqual(await lines(permission), [first.line.blob, second.line.blob])
})

const shown = async (list: string) => Notes.parse((await post('notes', { list }, sender)).body).notes
const goOn = async (days: number) => {
  day = addDays(server.today(), days)
  server.forgetSessions()
  await sweep(server.running.ctx)
}

/** Writes versions of one note, each of noise; gives their blobs. */
async function noise(note: ReturnType<typeof newNote>, from: number, count: number, as = sender): Promise<string[]> {
  const blobs: string[] = []
  for (let version = from; version < from + count; version += 1) {
    const blob = blobOf('note')
    const answer = await post('notes/put', { ...note, version, blob }, as)
    assert.deepEqual(answer.body, { version: version + 1 })
    blobs.push(blob)
  }
  return blobs
}
const lasting = () => ({ ...newNote(server.today()), until: addDays(server.today(), 90) })

test('noise over a note, as often as there may be: each version before it stays for 30 days, then only the newest is left', async () => {
  const note = lasting()
  const blobs = await noise(note, 0, 30)
  blobs.push(...(await noise(note, 30, 40, colleague)))
  const read = async () => (await shown(note.list)).map(({ blob }) => blob)
  assert.deepEqual(await read(), blobs)
  const other = { ...note, version: 69, blob: blobOf('note') }
  assert.equal(said(await post('notes/put', other, sender)), 'changed-meanwhile')
  await goOn(30)
  assert.deepEqual(await read(), blobs)
  await goOn(1)
  assert.deepEqual(await read(), blobs.slice(-1))
})

test('one device writes 40 versions of one note in a day; that hinders neither other notes nor other devices', async () => {
  const note = lasting()
  await noise(note, 0, 40)
  assert.equal(said(await post('notes/put', { ...note, version: 40, blob: blobOf('note') }, sender)), 'too-many')
  await noise(note, 40, 1, receiver)
  await noise({ ...lasting(), list: note.list }, 0, 1)
})

test('a dropped note is told as dropped, and stays with its versions for 30 days; who writes it anew has it back', async () => {
  const [note, kept] = [lasting(), lasting()]
  const blobs = await noise(note, 0, 3)
  await noise(kept, 0, 1)
  const drop = async ({ list, id }: typeof note) => said(await post('notes/drop', { list, id }, colleague))
  for (let times = 0; times < 2; times += 1) assert.equal(await drop(note), 204)
  const states = async (list: string) => (await shown(list)).map(({ blob, dropped }) => [blob, dropped])
  assert.deepEqual(
    await states(note.list),
    blobs.map((blob) => [blob, true]),
  )
  assert.equal(await drop(kept), 204)
  await goOn(10)
  const [anew] = await noise(kept, 1, 1)
  assert.deepEqual(
    (await states(kept.list)).map(([, dropped]) => dropped),
    [false, false],
  )
  await goOn(20)
  assert.equal((await shown(note.list)).length, 3)
  await goOn(1)
  assert.deepEqual([await states(note.list), await states(kept.list)], [[], [[anew, false]]])
})
