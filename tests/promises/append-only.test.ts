// Promise: nothing that is written later hides what was there (docs/threat-model.md). Noise as lock, item, line and note, by each side and by
// a third desk that knows all names: what was there still opens, is counted beside the noise, and takes what honest desks write next.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { type Name, Secret } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { Book, Notes, Talk } from '@apila/core/referral/wire.ts'
import { makeBell } from '@apila/sealing/bell.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { openBook } from '@apila/sealing/referral/book.ts'
import { openNote } from '@apila/sealing/referral/note.ts'
import { openKnock, openReceipt, openStory } from '@apila/sealing/referral/open.ts'
import { type OpenedTalk, openTalk } from '@apila/sealing/referral/talk.ts'
import { proofOf } from '@apila/sealing/ticket.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import {
  type Acting,
  conversationOf,
  lineFor,
  lockAnew,
  newNote,
  readKnock,
  readStory,
  receivedNote,
  release,
  say,
  send,
} from '../world/acts.ts'
import { Refused, signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { noiseLike } from '../world/readdress.ts'
import { type Sent, randomBytes, sealDemo } from '../world/referral.ts'

const today = todayInFinland()
let apila: Apila
let world: World
let sent: Sent
let sender: Acting
let receiver: Acting
let third: Acting
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  ;[sender, receiver, third] = [await at('koivu'), await at('kataja'), await at('haapa')]
  sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  await send(sender, sent)
})
after(() => apila.close())

const at = async (organisation: string, worker = 1): Promise<Acting> => ({
  world,
  client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-${String(worker)}`)),
  organisation,
  worker,
  today,
})
const problem = (code: string) => (error: unknown) => error instanceof Refused && error.code === code
const newTurn = () => Secret.parse(toBase64url(randomBytes(32)))

/** A lock of noise, with a line as the server asks for one. */
async function noiseLock(acting: Acting, name: Name, slot: 'k' | 's' | 't' | 'f', turn: Secret): Promise<void> {
  await acting.client.post('/locks', {
    name,
    slot,
    turn,
    lock: noiseLike(sent.deposit.knock.lock),
    proof: await proofOf(newTurn()),
    roster: world.roster.length,
    line: await lineFor(acting, name, 'locked-anew'),
  })
}

async function readTalk(acting: Acting): Promise<OpenedTalk> {
  const where = await conversationOf(sent)
  const talk = Talk.parse(await acting.client.post('/talk/open', { t: where.t }))
  const desks = [world.desk(acting.organisation, 'referral')]
  const side = acting.organisation === 'koivu' ? 'from' : 'to'
  const opened = await openTalk({ ...where, desks, side, talk, roster: world.roster, today })
  assert.ok(opened)
  return opened
}

test('locks of noise by the receiving desk and by the sending desk stand before the true ones, which still open', async () => {
  const { k, t, keys } = sent.reservation
  const desks = [world.desk('kataja', 'referral')]
  const knock = await readKnock(receiver, k)
  await noiseLock(receiver, k, 'k', knock.lock.turn)
  const released = await release(receiver, k, 'first-contact-opened')
  assert.equal(released.locks.length, 2)
  const again = await openKnock({ desks, released, name: k, roster: world.roster, today })
  assert.ok(again.ok)
  assert.deepEqual([again.opened.lock.n, again.opened.lock.broken], [0, 1], 'the noise is counted')
  const { story } = await readStory(receiver, keys.name, sent.keys)
  await noiseLock(receiver, keys.name, 's', story.lock.turn)
  const beside = await readStory(receiver, keys.name, sent.keys)
  assert.equal(beside.story.lock.broken, 1)
  // After her Yes the desk reads alone; noise behind that changes nothing either.
  const { turn } = await lockAnew(receiver, keys.name, beside.story, 'yes')
  await noiseLock(receiver, keys.name, 's', turn)
  const alone = await readStory(receiver, keys.name, null)
  assert.deepEqual([alone.story.told, alone.story.lock.n, alone.story.lock.broken], [story.told, 2, 1])
  for (const [acting, slot] of [
    [sender, 'f'],
    [receiver, 't'],
  ] as const) {
    const opened = await readTalk(acting)
    await noiseLock(acting, t, slot, opened.lock.turn)
    const then = await readTalk(acting)
    assert.deepEqual([then.lock.n, then.lock.broken, then.identity], [0, 1, opened.identity])
  }
})

test('a third desk that knows every name, and either desk without the turn of the slot, appends no lock and confirms none', async () => {
  const { k, t, keys } = sent.reservation
  for (const name of [k, keys.name])
    await assert.rejects(noiseLock(third, name, name === k ? 'k' : 's', newTurn()), problem('not-found'))
  const { lock } = await readTalk(sender)
  // The sender holds the turn of its own slot, and of no other.
  await assert.rejects(noiseLock(sender, t, 't', lock.turn), problem('not-found'))
  await assert.rejects(noiseLock(sender, keys.name, 's', lock.turn), problem('not-found'))
  for (const acting of [third, sender]) {
    const confirm = { name: keys.name, slot: 's', n: 3, turn: newTurn() }
    await assert.rejects(acting.client.post('/locks/confirm', confirm), problem('not-found'))
  }
  assert.equal((await release(receiver, keys.name, 'story-opened')).locks.length, 4)
})

test('destroying a lock takes two: the writer of the new one is refused, and a colleague confirms what it opened itself', async () => {
  const colleague = await at('kataja', 2)
  const { keys } = sent.reservation
  const { story } = await readStory(receiver, keys.name, sent.keys)
  const { n, turn } = await lockAnew(receiver, keys.name, story, 'yes')
  const confirm = { name: keys.name, slot: 's', n, turn }
  await assert.rejects(receiver.client.post('/locks/confirm', confirm), problem('not-your-turn'))
  assert.equal((await release(receiver, keys.name, 'story-opened')).locks.length, n + 1)
  const opened = await readStory(colleague, keys.name, null)
  assert.deepEqual([opened.story.lock.n, opened.story.lock.turn], [n, turn])
  await colleague.client.post('/locks/confirm', confirm)
  const left = await readStory(receiver, keys.name, null)
  assert.deepEqual(
    left.released.locks.map((lock) => lock.n),
    [n],
  )
})

test('items of noise hide none, keep their number, and the next honest item follows; a third desk writes none', async () => {
  const where = await conversationOf(sent)
  const { t, k } = where
  await say(receiver, where, [{ kind: 'accepted' }])
  const noise = async (acting: Acting, post: Secret, n: number) => {
    const { bell } = world.roster.epochs.get('kataja/referral')?.at(-1) ?? {}
    assert.ok(bell)
    await acting.client.post('/talk', {
      t,
      n,
      post,
      item: noiseLike(sent.deposit.knock.body),
      line: await lineFor(acting, t, 'message:accepted'),
      bell: await makeBell(bell, world.roster.network, { kind: 'item', name: t, other: k }),
      note: null,
      roster: world.roster.length,
    })
  }
  for (const acting of [sender, receiver]) {
    const { post, next } = await readTalk(acting)
    await assert.rejects(noise(acting, post, 0), problem('changed-meanwhile'), 'no number is taken twice')
    await assert.rejects(noise(acting, post, next + 1), problem('changed-meanwhile'), 'none is left out')
    await noise(acting, post, next)
  }
  await assert.rejects(noise(third, newTurn(), 3), problem('not-found'))
  await say(receiver, where, [{ kind: 'opened' }])
  for (const acting of [sender, receiver]) {
    const { items, broken, next } = await readTalk(acting)
    assert.deepEqual(
      items.map(({ item }) => [item.n, item.kind]),
      [
        [0, 'accepted'],
        [3, 'opened'],
      ],
    )
    assert.deepEqual([broken, next], [2, 4])
  }
})

test('lines of noise are counted in her book and hide none', async () => {
  const { name } = sent.reservation.keys
  const noise = { n: 0, blob: noiseLike((await lineFor(third, name, 'story-opened')).blob) }
  const { lines: before } = Book.parse(await third.client.post('/book', { name }))
  await assert.rejects(third.client.post('/open', { name, line: noise }), problem('changed-meanwhile'))
  // Whoever is enrolled and knows the name may look at her book with her; the line says that somebody did, also where it is noise.
  await third.client.post('/open', { name, line: { ...noise, n: before.length } })
  const released = await release(sender, name, 'her-book-read')
  const receipt = await openReceipt(released, name, sent.keys?.receiptIdentity ?? '', world.roster)
  assert.ok(receipt)
  const { lines } = Book.parse(await sender.client.post('/book', { name }))
  assert.deepEqual(lines.slice(0, before.length), before)
  const book = await openBook(receipt.bookIdentity, lines, world.roster)
  assert.equal(book.length, before.length + 2)
  assert.deepEqual(book[before.length], { isRead: false, n: before.length })
  const last = book.at(-1)
  assert.ok(last?.isRead && last.act === 'her-book-read' && last.follows, 'the line after noise follows it')
  assert.equal(book.filter(({ isRead }) => isRead).length, lines.length - 1)
})

test('noise over a note: the version before it still opens', async () => {
  const knock = await readKnock(receiver, sent.reservation.k)
  const note = await newNote(receiver, receivedNote(sent, knock, 'accepted'), sent.front.until)
  await receiver.client.post('/notes/put', note)
  const colleague = await at('kataja', 2)
  const noise = { ...note, version: 1, blob: noiseLike(note.blob) }
  await colleague.client.post('/notes/put', noise)
  const over = { ...noise, blob: noiseLike(note.blob) }
  await assert.rejects(
    colleague.client.post('/notes/put', over),
    problem('changed-meanwhile'),
    'no version is taken twice',
  )
  const desk = world.desk('kataja', 'referral')
  const { notes } = Notes.parse(await receiver.client.post('/notes', { list: desk.list }))
  const versions = notes.filter(({ id }) => id === note.id).sort((a, b) => a.version - b.version)
  const opened = await Promise.all(versions.map(({ blob }) => openNote(desk, blob).catch(() => null)))
  assert.deepEqual(
    opened.map((each) => each?.kind ?? null),
    ['received', null],
  )
})

test('after all the noise story and first contact open with the ticket as they were sent', async () => {
  const { k, keys } = sent.reservation
  const desks = [world.desk('kataja', 'referral')]
  const knock = await openKnock({
    desks,
    released: await release(receiver, k, 'first-contact-opened'),
    name: k,
    roster: world.roster,
    today,
  })
  const released = await release(receiver, keys.name, 'story-opened')
  const story = await openStory({ desks, released, name: keys.name, roster: world.roster, today, ticket: sent.keys })
  assert.ok(knock.ok && story.ok)
  assert.deepEqual([knock.opened.front, story.opened.back], [sent.front, sent.back])
})
