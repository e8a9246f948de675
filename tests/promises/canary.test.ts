// Promise: the server never holds or sees what a client told (docs/threat-model.md). A unique string in every field that can hold
// client information; after a whole life none is in any file, in what the server printed, or in any request or answer.
// tests/journeys does the same through the real screens.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { Day, addDays } from '@apila/core/day.ts'
import { ItemId } from '@apila/core/bytes.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { HintPage, Notes, Sheets } from '@apila/core/referral/wire.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { openNote, sealNote } from '@apila/sealing/referral/note.ts'
import { openHint, openStory, relockStory, sealJournal } from '@apila/sealing/referral/open.ts'
import { sealKeptTicket, sealReply } from '@apila/sealing/referral/reply.ts'
import { openSheets, sealSheet } from '@apila/sealing/referral/sheet.ts'
import { type Recording, record, spellings } from '../machinery/recording-proxy.ts'
import { type Apila, filesBelow, startApila, todayInFinland } from '../machinery/server.ts'
import { type Client, signIn } from '../world/client.ts'
import { ORGANISATIONS, type World, foundDemo } from '../world/network.ts'
import { randomBytes, sealDemoReferral } from '../world/referral.ts'

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

async function liveOnePermission(): Promise<{ digits: string; locator: string; withdraw: string }> {
  const sender = await signIn(recording.url, world.roster.network, world.device('koivu-worker-1'))
  const receiver = await signIn(recording.url, world.roster.network, world.device('kataja-worker-1'))
  const sent = await sealDemoReferral(world, {
    from: 'koivu',
    to: 'kataja',
    mode: 'knock-ahead',
    today,
    word: canary('word').slice(0, 60),
    knock: { ownChannel: contact('knock') },
    story: {
      safeContact: contact('story'),
      situation: canary('situation'),
      needs: canary('needs'),
      clarified: [
        { code: 'housing', byRole: 'herself', month: '2026-10', outcome: canary('clarified'), reusable: true },
      ],
    },
  })
  await sender.deposit(sent.deposit)
  const { story, withdraw } = sent.deposit
  await receive(receiver, sent)
  await sender.end(story.locator, withdraw)
  return { digits: sent.digits ?? '', locator: story.locator, withdraw }
}

async function receive(receiver: Client, sent: Awaited<ReturnType<typeof sealDemoReferral>>): Promise<void> {
  const desk = world.desk('kataja', 'referral')
  const { locator } = sent.deposit.story
  const network = world.roster.network
  const device = world.device('kataja-worker-1')
  const page = HintPage.parse(await receiver.post('/hints/list', { after: 0 }))
  const hints = await Promise.all(page.hints.map((hint) => openHint(desk, hint)))
  assert.ok(
    hints.some((hint) => hint?.knock === sent.deposit.knock.locator),
    'the knock is found',
  )
  const released = await receiver.open(locator)
  const opened = await openStory({ desk, released, locator, roster: world.roster, ticket: sent.keys, today })
  const { repliesAt, repliesRecipient, receiptRecipient, mark } = opened?.head ?? {}
  assert.ok(opened && repliesAt && repliesRecipient && receiptRecipient && mark)
  assert.equal(opened.content.situation?.startsWith('kanarialintu'), true)
  const organisation = OrganisationId.parse('kataja')
  await receiver.post('/journal', {
    locator,
    n: released.opened,
    blob: await sealJournal(receiptRecipient, { organisation, on: today, act: 'story-opened' }),
  })
  await receiver.put('/parcels/key', {
    locator,
    version: 0,
    key: await relockStory(desk, opened),
    until: addDays(today, 20),
  })
  const writing = { device, network, locator: repliesAt }
  const reply = await sealReply({ ...writing, repliesRecipient, reply: { kind: 'opened' } })
  const note = {
    kind: 'received' as const,
    mark,
    knock: null,
    story: locator,
    from: opened.from,
    repliesRecipient,
    repliesAt,
    receiptRecipient,
    state: 'opened' as const,
    time: null,
    until: opened.grant.until,
  }
  const id = ItemId.parse(toBase64url(randomBytes(16)))
  await receiver.post('/replies', {
    locator: repliesAt,
    n: 0,
    blob: reply,
    note: { list: desk.list, id, version: 0, blob: await sealNote(desk, note), until: note.until },
  })
  const passedOn = await sealKeptTicket({ ...writing, receiver: device.recipient, digits: sent.digits ?? '' })
  await receiver.post('/replies', { locator: repliesAt, n: 1, blob: passedOn, note: null })
  const notes = Notes.parse(await receiver.post('/notes/list', { list: desk.list }))
  const kept = notes.notes.find((n) => n.id === id)
  assert.equal((await openNote(desk, kept?.blob ?? ''))?.kind, 'received')
  const sheets = Sheets.parse(await receiver.post('/sheets/list', { locator }))
  const key = await openSheets({ desk, sheets, locator, roster: world.roster })
  assert.ok(key)
  const sheet = {
    tasks: [{ who: canary('sheet-who'), what: canary('sheet-what') }],
    contact: canary('sheet-contact'),
    information: canary('sheet-information'),
    reviewOn: today,
  }
  await receiver.post('/sheets', {
    locator,
    n: 0,
    blob: await sealSheet({ device, network, sheetIdentity: key.sheetIdentity, locator, sheet }),
  })
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
  const { digits, locator } = await liveOnePermission()
  assert.ok(canaries.length >= 16)
  assert.ok(recording.passed.length > 20)
  for (const text of [...canaries, digits]) assert.deepEqual(await findings(spellings(text)), [], text)
  assert.notDeepEqual(
    await findings([Buffer.from(locator)]),
    [],
    'the check can fail: what is sent in the open is found',
  )
})

test('the name of a parcel is in no file: only its keyed hash is', async () => {
  const { locator, withdraw } = await liveOnePermission()
  const onDisk = (
    await findings([
      Buffer.from(locator),
      Buffer.from(withdraw),
      Buffer.from(locator, 'base64url'),
      Buffer.from(withdraw, 'base64url'),
    ])
  ).filter((name) => name.startsWith(apila.data))
  assert.deepEqual(onDisk, [])
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
