// Promise: she can see in her book what was done under her permission (docs/threat-model.md). Nothing is released without a line; what is
// forged, moved or left out is noticed; and the ended list shows a mark only where her own secret ended it.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Digest, Name } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { LineContent } from '@apila/core/referral/content.ts'
import type { Part } from '@apila/core/referral/head.ts'
import { Book, LookedAt } from '@apila/core/referral/wire.ts'
import { LINE_BYTES } from '@apila/core/sizes.ts'
import { newIdentity, recipientOf, sealText } from '@apila/sealing/age.ts'
import { padTo } from '@apila/sealing/padding.ts'
import { isBookShorter, lineDigest, openBook, sealLine } from '@apila/sealing/referral/book.ts'
import { openReceipt } from '@apila/sealing/referral/open.ts'
import { digestOfRecipient, signPart } from '@apila/sealing/referral/signed.ts'
import { markOf, proofOf } from '@apila/sealing/ticket.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { type Acting, conversationOf, lineFor, lookAll, readKnock, release, say, send } from '../world/acts.ts'
import { type Client, Refused, signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { noiseLike } from '../world/readdress.ts'
import { type Sent, sealDemo } from '../world/referral.ts'

const today = todayInFinland()
let apila: Apila
let world: World
let sender: Acting
let receiver: Acting
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  ;[sender, receiver] = [await at('koivu'), await at('kataja')]
})
after(() => apila.close())

const at = async (organisation: string): Promise<Acting> => ({
  world,
  client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`)),
  organisation,
  today,
})
const problem = (code: string) => (error: unknown) => error instanceof Refused && error.code === code
const sealAndSend = async (): Promise<Sent> => {
  const sent = await sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'knock-ahead', today })
  await send(sender, sent)
  return sent
}
const linesOf = async ({ client }: { client: Client }, name: Name) =>
  Book.parse(await client.post('/book', { name })).lines

/** What the ticket opens of her book, at any desk. */
async function herBook(acting: Acting, sent: Sent) {
  const { name } = sent.reservation.keys
  const released = await release(acting, name, 'her-book-read')
  const receipt = await openReceipt(released, name, sent.keys?.receiptIdentity ?? '', world.roster)
  assert.ok(receipt)
  const lines = await linesOf(acting, name)
  return { identity: receipt.bookIdentity, lines, book: await openBook(receipt.bookIdentity, lines, world.roster) }
}

test('no first contact and no story leaves without a line, and every answer has one of its own', async () => {
  const sent = await sealAndSend()
  const { k, keys } = sent.reservation
  for (const name of [k, keys.name]) {
    for (const body of [{ name }, { name, line: null }, { name, line: { n: 0 } }])
      await assert.rejects(receiver.client.post('/open', body), problem('bad-input'))
    const line = await lineFor(receiver, name, 'story-opened')
    await assert.rejects(receiver.client.post('/open', { name, line: { ...line, n: line.n + 1 } }), Refused)
    const short = { n: line.n, blob: line.blob.slice(0, -4) }
    await assert.rejects(receiver.client.post('/open', { name, line: short }), problem('wrong-size'))
  }
  assert.deepEqual(await linesOf(receiver, keys.name), [])
  await readKnock(receiver, k)
  await release(receiver, keys.name, 'story-opened')
  await release(receiver, keys.name, 'story-opened')
  await say(receiver, await conversationOf(sent), [{ kind: 'accepted' }])
  const { book } = await herBook(sender, sent)
  assert.deepEqual(
    book.map((line) => line.isRead && [line.n, line.act, line.organisation, line.on, line.follows]),
    [
      [0, 'first-contact-opened', 'kataja', today, true],
      [1, 'story-opened', 'kataja', today, true],
      [2, 'story-opened', 'kataja', today, true],
      [3, 'message:accepted', 'kataja', today, true],
      [4, 'her-book-read', 'koivu', today, true],
    ],
  )
})

test('a line that one desk writes in the name of another, or of another network, name or key, counts and is not believed', async () => {
  const bookIdentity = await newIdentity()
  const line = await recipientOf(bookIdentity)
  const { roster } = world
  const name = 'A'.repeat(22) as Name
  const content: LineContent = {
    n: 0,
    before: null,
    on: today,
    organisation: 'kataja' as OrganisationId,
    act: 'story-opened',
  }
  const forged = async (
    device: string,
    changes: { part?: Part; network?: string; receiver?: Digest; content?: Partial<LineContent> } = {},
  ) => {
    const head = {
      part: changes.part ?? 'line',
      network: (changes.network ?? roster.network) as typeof roster.network,
      at: name,
      receiver: changes.receiver ?? (await digestOfRecipient(line)),
      grant: null,
      roster: { length: roster.length, head: roster.head },
    }
    const bytes = await signPart(world.device(device), head, { ...content, ...changes.content })
    const blob = await sealText(line, padTo(bytes, LINE_BYTES))
    return (await openBook(bookIdentity, [blob], roster))[0]?.isRead
  }
  assert.equal(await forged('kataja-worker-1'), true, 'the check can fail')
  assert.equal(await forged('haapa-worker-1'), false, "in another's name")
  assert.equal(await forged('kataja-worker-1', { network: 'another-network' }), false)
  assert.equal(await forged('kataja-worker-1', { part: 'item' }), false)
  assert.equal(
    await forged('kataja-worker-1', { receiver: await digestOfRecipient(await recipientOf(await newIdentity())) }),
    false,
  )
  assert.deepEqual(await openBook(bookIdentity, [noiseLike('A'.repeat(3600))], roster), [{ isRead: false, n: 0 }])
})

test('lines in another order, one put in between, one left out: the book shows it, and a desk that remembers more says so', async () => {
  const bookIdentity = await newIdentity()
  const line = await recipientOf(bookIdentity)
  const writing = {
    device: world.device('kataja-worker-1'),
    organisation: 'kataja' as OrganisationId,
    roster: world.roster,
    today,
  }
  const name = 'A'.repeat(22) as Name
  const blobs: string[] = []
  for (const [n, act] of (['first-contact-opened', 'story-opened', 'locked-anew'] as const).entries()) {
    const last = blobs.at(-1)
    const before = last === undefined ? null : await lineDigest(last)
    blobs.push((await sealLine(writing, name, { line, n, before }, act)).blob)
  }
  const [first, second, third] = blobs as [string, string, string]
  const follows = async (lines: string[]) =>
    (await openBook(bookIdentity, lines, world.roster)).map((one) => one.isRead && one.follows)
  assert.deepEqual(await follows([first, second, third]), [true, true, true])
  assert.deepEqual(await follows([second, first, third]), [false, false, false])
  assert.deepEqual(await follows([first, third]), [true, false])
  assert.deepEqual(await follows([first, second, second, third]), [true, true, false, false])
  const again = (await sealLine(writing, name, { line, n: 1, before: await lineDigest(first) }, 'story-opened')).blob
  assert.deepEqual(await follows([first, again, third]), [true, true, false], 'one written anew in place of another')
  const remembered = { n: 3, last: await lineDigest(third) }
  assert.equal(await isBookShorter([first, second, third], remembered), false)
  assert.equal(await isBookShorter([first, second], remembered), true)
  assert.equal(await isBookShorter([first, second, again], remembered), true, 'another line in its place')
  assert.equal(await isBookShorter([first, second, third, again], remembered), false, 'more came since')
})

test('the server says how many lines there are before a new one, and its count is what her book shows', async () => {
  const sent = await sealAndSend()
  const { k, keys } = sent.reservation
  const looked = async (name: Name) => LookedAt.parse(await receiver.client.post('/look-at', { name }))
  assert.deepEqual([await looked(k), await looked(keys.name)], [await looked(keys.name), await looked(k)], 'one book')
  assert.equal((await looked(k)).line, sent.deposit.line)
  await readKnock(receiver, k)
  const [last] = await linesOf(receiver, keys.name)
  assert.ok(last)
  assert.deepEqual(await looked(keys.name), { line: sent.deposit.line, n: 1, before: await lineDigest(last) })
})

test('marks: computed from her secret by the server, the same that both desks read; twins are refused; only her secret ends', async () => {
  const sent = await sealAndSend()
  const { k, keys } = sent.reservation
  const { mark } = await readKnock(receiver, k)
  assert.equal(mark, await markOf(await proofOf(keys.withdraw)))
  assert.equal(sent.note.mark, mark)
  const twin = await sealDemo(world, { from: 'kataja', to: 'koivu', mode: 'all-ahead', today })
  const proofs = { ...twin.deposit.proofs, withdraw: sent.deposit.proofs.withdraw }
  const stolen = { ...twin.deposit, offline: true, proofs }
  await assert.rejects(receiver.client.post('/permissions', stolen), problem('already-there'))
  const names = { k: twin.reservation.k, s: twin.reservation.keys.name, t: twin.reservation.t }
  const kept = { ...names, withdraw: proofs.withdraw, until: twin.front.until, sealedOn: today }
  await assert.rejects(receiver.client.post('/names', kept), problem('already-there'))
  // Neither desk can name what it was told in place of the secret.
  for (const withdraw of [sent.deposit.proofs.withdraw, mark])
    await receiver.client.post('/end', { withdraw }).catch(() => null)
  assert.equal((await lookAll(receiver.client)).marks.has(mark), false)
  await readKnock(receiver, k)
  await sender.client.end(keys.withdraw)
  assert.equal((await lookAll(receiver.client)).marks.has(mark), true)
  await assert.rejects(release(receiver, k, 'first-contact-opened'), problem('not-found'))
})
