// Promise: the server never holds or sees what a client told (docs/threat-model.md). A unique string in every field that can hold
// client information; after a whole life none is in any file, in what the server printed, or in any request or answer.
// tests/journeys does the same through the real screens.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { Day } from '@apila/core/day.ts'
import { Book, Notes, Talk } from '@apila/core/referral/wire.ts'
import { hearBell } from '@apila/sealing/bell.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { openBook } from '@apila/sealing/referral/book.ts'
import { openNote } from '@apila/sealing/referral/note.ts'
import { openReceipt, sealDigits } from '@apila/sealing/referral/open.ts'
import { openTalk } from '@apila/sealing/referral/talk.ts'
import { type Recording, record, spellings } from '../machinery/recording-proxy.ts'
import { type Apila, filesBelow, startApila, todayInFinland } from '../machinery/server.ts'
import {
  type Acting,
  conversationOf,
  lockAnew,
  lookAll,
  newNote,
  readKnock,
  readStory,
  receivedNote,
  release,
  say,
  send,
} from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { ORGANISATIONS, type World, foundDemo } from '../world/network.ts'
import { type Sent, randomBytes, sealDemo } from '../world/referral.ts'
import { liveOn } from './live-on.ts'

const today = todayInFinland()
let apila: Apila
let recording: Recording
let world: World
const canaries: string[] = []

/** A string that stands nowhere else. */
function canary(field: string): string {
  const text = `kanarialintu-${field}-${toBase64url(randomBytes(9))}`
  canaries.push(text)
  return text
}

before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
  recording = await record(apila.url)
  // Signing in names the origin that people see: here that of the recording.
  await apila.kill()
  await apila.restart(['--public-url', recording.url])
})
after(async () => {
  await recording.close()
  await apila.close()
})

const contact = (name: string) => ({
  channel: 'phone' as const,
  address: canary(`${name}-address`),
  when: canary(`${name}-when`),
  mayLeaveMessage: 'no' as const,
  whoWeSay: canary(`${name}-who-we-say`),
  codeWord: canary(`${name}-code-word`),
  someoneElseReads: 'unknown' as const,
})

/** What tells a person or a permission that is not hers to tell: digits, and secrets before they act. */
interface Lived {
  digits: string
  names: readonly string[]
  /** Used in the act that they are for, so seen by the server, and in no file. */
  used: readonly string[]
  /** Never sent at all: identities and secrets inside seals. */
  unsent: readonly string[]
}

async function liveOnePermission(): Promise<Lived> {
  const at = async (organisation: string): Promise<Acting> => ({
    world,
    client: await signIn(recording.url, world.roster.network, world.device(`${organisation}-worker-1`)),
    organisation,
    today,
  })
  const [sender, receiver] = [await at('koivu'), await at('kataja')]
  const sent = await sealDemo(world, {
    from: 'koivu',
    to: 'kataja',
    mode: 'knock-ahead',
    today,
    word: canary('word').slice(0, 60),
    codes: { ownChannel: contact('knock') },
    told: {
      safeContact: contact('story'),
      situation: canary('situation'),
      needs: canary('needs'),
      clarified: [
        { code: 'housing', byRole: 'herself', month: '2026-10', outcome: canary('clarified'), reusable: true },
      ],
    },
  })
  const { k, t, keys } = sent.reservation
  await send(sender, sent)
  const { post, storyIdentity } = await receive(receiver, sent)
  await liveOn(sender, receiver, sent, storyIdentity, canary('addition'))
  const note = await newNote(sender, sent.note, sent.front.until)
  await sender.client.post('/notes/put', note)
  const digits = await sealDigits(world.desk('kataja', 'referral').recipient, sent.digits ?? '')
  await say(sender, await conversationOf(sent), [{ kind: 'ticket', digits }])
  await readHerBook(receiver, sent)
  await sender.client.end(keys.withdraw)
  const unsent = [keys.renew, keys.openIdentity, keys.receiptIdentity]
  return { digits: sent.digits ?? '', names: [k, t, keys.name], used: [keys.withdraw, post], unsent }
}

/** What the receiving desk does; gives the secret that writes items, and what opens the story. */
async function receive(receiver: Acting, sent: Sent): Promise<{ post: string; storyIdentity: string }> {
  const { client } = receiver
  const { k, t, keys } = sent.reservation
  const desk = world.desk('kataja', 'referral')
  const { bells } = await lookAll(client)
  const rings = await Promise.all(bells.map((bell) => hearBell(desk.bellPrivate, world.roster.network, bell)))
  assert.ok(
    rings.some((ring) => ring?.name === k),
    'the first contact is heard',
  )
  const knock = await readKnock(receiver, k)
  assert.equal(knock.codes?.ownChannel?.address.startsWith('kanarialintu'), true)
  const note = await newNote(receiver, receivedNote(sent, knock, 'time'), knock.front.until)
  await say(receiver, await conversationOf(sent), [{ kind: 'accepted' }], note)
  const { story } = await readStory(receiver, keys.name, sent.keys)
  assert.equal(story.told.situation?.startsWith('kanarialintu'), true)
  await lockAnew(receiver, keys.name, story, 'yes')
  const again = await readStory(receiver, keys.name, null)
  assert.equal(again.story.told.needs, story.told.needs, 'read again after her Yes, without the ticket')
  const { notes } = Notes.parse(await client.post('/notes', { list: desk.list }))
  const kept = notes.find(({ id }) => id === note.id)
  assert.equal((await openNote(desk, kept?.blob ?? ''))?.kind, 'received')
  const sheet = {
    tasks: [{ who: canary('sheet-who'), what: canary('sheet-what') }],
    contact: canary('sheet-contact'),
    information: canary('sheet-information'),
    reviewOn: today,
  }
  await say(receiver, await conversationOf(sent), [{ kind: 'opened' }, { kind: 'sheet', version: 1, sheet }])
  const talk = Talk.parse(await client.post('/talk/open', { t }))
  const opened = await openTalk({
    ...(await conversationOf(sent)),
    desks: [desk],
    side: 'to',
    talk,
    roster: world.roster,
    today,
  })
  assert.ok(opened)
  assert.deepEqual(
    opened.items.map(({ item }) => item.kind),
    ['accepted', 'opened', 'sheet'],
  )
  return { post: opened.post, storyIdentity: story.storyIdentity }
}

/** Her ticket shows her book at any desk. */
async function readHerBook(acting: Acting, sent: Sent): Promise<void> {
  const { name } = sent.reservation.keys
  const released = await release(acting, name, 'her-book-read')
  const receipt = await openReceipt(released, name, sent.keys?.receiptIdentity ?? '', world.roster)
  assert.ok(receipt)
  const { lines } = Book.parse(await acting.client.post('/book', { name }))
  const book = await openBook(receipt.bookIdentity, lines, world.roster)
  assert.equal(
    book.every((line) => line.isRead && line.follows),
    true,
  )
  assert.deepEqual(
    book.map((line) => line.isRead && line.act),
    [
      'first-contact-opened',
      'message:accepted',
      'story-opened',
      'locked-anew',
      'story-opened',
      'message:opened',
      'message:sheet',
      'addition',
      'handed-out',
      'notice',
      're-locked',
      're-locked',
      'ticket-passed-on',
      'her-book-read',
    ],
  )
}

async function findings(needles: readonly Buffer[]): Promise<string[]> {
  const files = await filesBelow(apila.data)
  const places = [
    ...files.map(({ path, bytes }) => ({ name: path, bytes })),
    ...recording.passed.flatMap(({ address, headers, body }) => [
      { name: `${address} headers`, bytes: Buffer.from(address + headers) },
      { name: address, bytes: body },
    ]),
    { name: 'what the server printed', bytes: Buffer.from(apila.output()) },
  ]
  return places.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle))).map(({ name }) => name)
}

test('after a whole life no word of hers is in a file, in print, or in what passed', async () => {
  const { digits, names, unsent } = await liveOnePermission()
  assert.ok(canaries.length >= 16)
  assert.ok(recording.passed.length > 20)
  for (const text of [...canaries, digits, ...unsent]) assert.deepEqual(await findings(spellings(text)), [], text)
  for (const name of names)
    assert.notDeepEqual(
      await findings([Buffer.from(name)]),
      [],
      'the check can fail: what is sent in the open is found',
    )
})

test('names and secrets are in no file: only their keyed hashes are', async () => {
  const { names, used } = await liveOnePermission()
  for (const text of [...names, ...used]) {
    const found = await findings([Buffer.from(text), Buffer.from(text, 'base64url')])
    assert.notEqual(found.length, 0, 'it was sent')
    assert.deepEqual(
      found.filter((name) => name.startsWith(apila.data)),
      [],
    )
  }
})

/** What a column that tells sender, receiver or mode would hold. Each is too long, or holds a sign that no blob in base64url has, for
 *  random bytes to hold it by chance. */
const TELLING = [
  ...ORGANISATIONS.flatMap(({ id, names }) => [`"${id}"`, `${id}-worker`, `${id}-keeper`, names.fi]),
  ...['knock-ahead', 'all-together', 'all-ahead'],
]
const tells = (value: unknown): boolean => {
  const text = value instanceof Uint8Array ? Buffer.from(value).toString() : String(value)
  return ORGANISATIONS.some(({ id }) => text === id) || TELLING.some((word) => text.includes(word))
}

test('no column tells sender, receiver or mode', async () => {
  await liveOnePermission()
  const found = new Set<string>()
  for (const file of ['apila.db', 'leash.db']) {
    const db = new DatabaseSync(`${apila.data}/${file}`, { readOnly: true, timeout: 5_000 })
    for (const { name } of db.prepare("select name from sqlite_master where type = 'table'").all())
      for (const row of db.prepare(`select * from "${String(name)}"`).all())
        if (Object.values(row).some(tells)) found.add(String(name))
    db.close()
  }
  // Who is in the network, who closed a year and who signed the statistics is known; that these are found shows that the look can fail.
  assert.deepEqual([...found].sort(), ['releases', 'roster_entries', 'wraps'])
})
