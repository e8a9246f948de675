// Her book and her receipt: what is noise, forged, moved or left out is seen as that and hides nothing.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import type { Digest } from '@apila/core/bytes.ts'
import {
  type HandedOut,
  HandedItem,
  LineAct,
  type LineContent,
  type LineSaid,
  type PlainAct,
} from '@apila/core/referral/content.ts'
import { type NoticeLine, NoticeTo } from '@apila/core/referral/notice.ts'
import { NoticeWhat, Provision } from '@apila/core/referral/owed-notice.ts'
import { LINE_BYTES, RECEIPT_BYTES, STORED_BYTES } from '@apila/core/sizes.ts'
import { BrokenSeal, newIdentity, openText, recipientOf, seal, sealText } from '../age.ts'
import { digestOf, fromBase64url, fromUtf8, toBase64url, utf8 } from '../encoding.ts'
import { TODAY, deviceOf } from '../organisation/test-network.ts'
import { padTo, unpad } from '../padding.ts'
import { isBookShorter, lineDigest, openBook, sealLine } from './book.ts'
import { openReceipt } from './open.ts'
import { digestOfRecipient, permissionDigest, signPart } from './signed.ts'
import { backOf, freshTicket, frontOf, randomName, testRoster } from './test/permission.ts'

const roster = await testRoster()
const book = await newIdentity()
const line = await recipientOf(book)
const [alder, birch] = await Promise.all(['alder-worker-1', 'birch-worker-1'].map(deviceOf))
assert.ok(alder && birch)
const organisation = (id: string) => roster.organisations.get(id as never)?.id ?? assert.fail()
const name = randomName()

const write = async (n: number, before: Digest | null, act: LineSaid, by = birch, of = 'birch') =>
  (await sealLine({ device: by, organisation: organisation(of), roster, today: TODAY }, name, { line, n, before }, act))
    .blob

const PLAIN = LineAct.options.filter((act): act is PlainAct => act !== 'handed-out' && act !== 'notice')

async function bookOf(acts: readonly LineSaid[]): Promise<string[]> {
  const blobs: string[] = []
  for (const act of acts) {
    const last = blobs.at(-1)
    blobs.push(await write(blobs.length, last === undefined ? null : await lineDigest(last), act))
  }
  return blobs
}

test('lines tell in order who did what, each act in one length', async () => {
  const blobs = await bookOf(PLAIN)
  const lines = await openBook(book, blobs, roster)
  assert.deepEqual(
    lines,
    PLAIN.map((act, n) => ({ isRead: true, n, act, on: TODAY, organisation: 'birch', follows: true })),
  )
  for (const blob of blobs) assert.equal(fromBase64url(blob).length, STORED_BYTES.line)
  const put = await sealLine(
    { device: alder, organisation: organisation('alder'), roster, today: TODAY },
    name,
    { line, n: 7, before: null },
    'her-book-read',
  )
  assert.equal(put.n, 7)
  assert.deepEqual(await openBook(book, [], roster), [])
})

test('a line names itself whole: number, the one before, day, and no permission', async () => {
  const before = await digestOf('before')
  const opened = await openText(book, await write(3, before, 'story-opened'))
  assert.ok(opened)
  const { head, content } = JSON.parse(fromUtf8(unpad(opened, LINE_BYTES))) as { head: unknown; content: unknown }
  assert.deepEqual(content, { n: 3, before, on: TODAY, organisation: 'birch', act: 'story-opened' })
  assert.deepEqual(head, {
    v: 2,
    suite: 2,
    part: 'line',
    device: 'birch-worker-1',
    network: roster.network,
    at: name,
    receiver: await digestOfRecipient(line),
    grant: null,
    roster: { length: roster.length, head: roster.head },
  })
})

test('handing out says what, to what kind of recipient and how; its longest fits, and no other act says that', async () => {
  const handedOut: HandedOut = { what: [...HandedItem.options], to: 'authority', how: 'read-aloud' }
  const long = await write(4999, await digestOf('before'), { act: 'handed-out', handedOut })
  assert.equal(fromBase64url(long).length, STORED_BYTES.line)
  const [line] = await openBook(book, await bookOf([{ act: 'handed-out', handedOut }]), roster)
  assert.deepEqual(line?.isRead && line.handedOut, handedOut)
  for (const said of [
    'handed-out',
    { act: 'story-opened', handedOut },
    { act: 'handed-out', handedOut: { ...handedOut, what: [] } },
    { act: 'handed-out', handedOut: { ...handedOut, what: ['book', 'book'] } },
    { act: 'handed-out', handedOut: { ...handedOut, name: 'somebody' } },
  ])
    await assert.rejects(write(0, null, said as LineSaid), 'a line that says too little or too much is not written')
})

test('a notice says what, which duty, to whom and the state; its longest fits', async () => {
  const longest = <T extends string>(of: readonly T[]): T => of.reduce((a, b) => (b.length > a.length ? b : a))
  const notice: NoticeLine = {
    what: [...NoticeWhat.options],
    provision: longest(Provision.options),
    to: longest(NoticeTo.options),
    state: 'deferred',
  }
  const long = await write(4999, await digestOf('before'), { act: 'notice', notice })
  assert.equal(fromBase64url(long).length, STORED_BYTES.line)
  const [line] = await openBook(book, await bookOf([{ act: 'notice', notice }]), roster)
  assert.deepEqual(line?.isRead && line.notice, notice)
  const handedOut: HandedOut = { what: ['book'], to: 'other', how: 'file' }
  for (const said of ['notice', { act: 'notice', notice, handedOut }, { act: 'handed-out', handedOut, notice }])
    await assert.rejects(write(0, null, said as LineSaid))
})

test('noise, forged and foreign lines count as unread and hide no other', async () => {
  const head = {
    part: 'line' as const,
    network: roster.network,
    at: name,
    receiver: await digestOfRecipient(line),
    grant: null,
    roster: { length: roster.length, head: roster.head },
  }
  const content: LineContent = {
    n: 1,
    before: null,
    on: TODAY,
    organisation: organisation('birch'),
    act: 'story-opened',
  }
  const sealed = async (changes: object, said: object = {}, by = birch, size = LINE_BYTES) =>
    sealText(line, padTo(await signPart(by, { ...head, ...changes }, { ...content, ...said }), size))
  const read = async (blob: string) => (await openBook(book, [blob], roster))[0]
  assert.equal((await read(await sealed({})))?.isRead, true)
  const other = await digestOf('another')
  const bad = {
    noise: toBase64url(new Uint8Array(STORED_BYTES.line)),
    empty: '',
    'for another book': (
      await sealLine(
        { device: birch, organisation: organisation('birch'), roster, today: TODAY },
        name,
        { line: await recipientOf(await newIdentity()), n: 0, before: null },
        'story-opened',
      )
    ).blob,
    'another part': await sealed({ part: 'yes' }),
    'another network': await sealed({ network: 'another-network' }),
    'another book named': await sealed({ receiver: other }),
    'a permission named': await sealed({ grant: other }),
    'a fork': await sealed({ roster: { length: roster.length, head: other } }),
    'a longer log': await sealed({ roster: { length: roster.length + 1, head: other } }),
    'another suite': await sealed({ suite: 3 }),
    'in the name of another organisation': await sealed({}, { organisation: 'alder' }),
    'in the name of another device': await sealed({ device: 'alder-worker-1' }, { organisation: 'alder' }),
    'an act that there is not': await sealed({}, { act: 'story-closed' }),
    'another size': await sealed({}, {}, birch, 2048),
  }
  for (const [what, blob] of Object.entries(bad)) {
    const good = await bookOf(['first-contact-opened'])
    const lines = await openBook(book, [...good, blob], roster)
    assert.deepEqual(
      lines.map(({ isRead }) => isRead),
      [true, false],
      what,
    )
    assert.deepEqual(lines[1], { isRead: false, n: 1 })
  }
  // The line behind noise follows it, and is read.
  const behind = await write(1, await lineDigest(bad.noise), 'story-opened')
  const [, second] = await openBook(book, [bad.noise, behind], roster)
  assert.ok(second?.isRead && second.follows)
})

test('lines that are moved, doubled, left out or put elsewhere do not follow', async () => {
  const [a, b, c] = await bookOf(['first-contact-opened', 'story-opened', 'locked-anew'])
  assert.ok(a && b && c)
  const follows = async (blobs: readonly string[]) =>
    (await openBook(book, blobs, roster)).map((each) => each.isRead && each.follows)
  assert.deepEqual(await follows([a, b, c]), [true, true, true])
  assert.deepEqual(await follows([a, c, b]), [true, false, false])
  assert.deepEqual(await follows([b, c]), [false, false])
  assert.deepEqual(await follows([a, c]), [true, false])
  assert.deepEqual(await follows([a, a, b]), [true, false, false])
  // A wrong number alone, and a wrong line before alone.
  assert.deepEqual(await follows([await write(1, null, 'story-opened')]), [false])
  assert.deepEqual(await follows([a, await write(1, null, 'story-opened')]), [true, false])
})

test('a desk notices fewer lines than it remembers, and others', async () => {
  const blobs = await bookOf(['first-contact-opened', 'story-opened', 'locked-anew'])
  const last = await lineDigest(blobs[1] ?? '')
  const remembered = { n: 2, last }
  assert.equal(await isBookShorter(blobs, remembered), false)
  assert.equal(await isBookShorter(blobs.slice(0, 2), remembered), false)
  assert.equal(await isBookShorter(blobs.slice(0, 1), remembered), true)
  assert.equal(await isBookShorter([], remembered), true)
  const [a, , c] = blobs
  assert.ok(a && c)
  assert.equal(await isBookShorter([a, c], remembered), true, 'another line stands in its place')
  assert.equal(await isBookShorter([], { n: 0, last: null }), false)
  assert.equal(await isBookShorter(blobs, { n: 0, last: null }), false)
  assert.equal(await isBookShorter(blobs, { n: 1, last: null }), false)
  assert.equal(await isBookShorter([], { n: 0, last }), false, 'a digest of no line is compared with none')
  assert.equal(last, await digestOf(fromBase64url(blobs[1] ?? '')))
})

test('a receipt that the sender did not sign, or for something else, is broken', async () => {
  const ticket = await freshTicket()
  const to = await recipientOf(ticket.receiptIdentity)
  const [front, back, leash] = [frontOf(), backOf(), await newIdentity()]
  const head = {
    part: 'receipt' as const,
    network: roster.network,
    at: ticket.name,
    receiver: await digestOfRecipient(to),
    grant: await permissionDigest(front, back),
    roster: { length: roster.length, head: roster.head },
  }
  const content = { front, back, refused: [], bookIdentity: book }
  const open = async (changes: object = {}, said: object = {}, by = alder, size = RECEIPT_BYTES) => {
    const signed = await signPart(by, { ...head, ...changes }, { ...content, ...said })
    const receipt = await sealText(await recipientOf(leash), await seal(to, padTo(signed, size)))
    const released = { leash: toBase64url(utf8(leash)), receipt }
    return openReceipt(released, ticket.name, ticket.receiptIdentity, roster)
  }
  assert.deepEqual(await open(), content)
  const other = await digestOf('another')
  const forged: Array<[string, () => Promise<unknown>]> = [
    ['by the receiving desk', () => open({}, {}, birch)],
    ['in the name of the sender', () => open({ device: 'alder-worker-1' }, {}, birch)],
    ['another part', () => open({ part: 'story' })],
    ['another network', () => open({ network: 'another-network' })],
    ['another suite', () => open({ suite: 3 })],
    ['another name', () => open({ at: randomName() })],
    ['another key', () => open({ receiver: other })],
    ['another permission', () => open({ grant: other })],
    ['another front', () => open({}, { front: { ...front, why: 'housing' } })],
    ['another back', () => open({}, { back: { ...back, what: [] } })],
    ['a fork', () => open({ roster: { length: roster.length, head: other } })],
    ['another size', () => open({}, {}, alder, 8192)],
    ['no key of a book', () => open({}, { bookIdentity: 'x' })],
    ['more inside', () => open({}, { more: 1 })],
  ]
  for (const [what, opening] of forged) await assert.rejects(opening, BrokenSeal, what)
})
