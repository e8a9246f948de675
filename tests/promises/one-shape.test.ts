// Promise: which of the ways she chose does not show from outside (docs/threat-model.md): deposits of every kind and mode are equal in every
// field once what is random is masked, and so is what the folder holds after the same life, day by day and column by column.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Day, addDays } from '@apila/core/day.ts'
import { HandedItem, LineAct, type LineSaid, type Told } from '@apila/core/referral/content.ts'
import type { Unnumbered } from '@apila/core/referral/items.ts'
import { newIdentity, recipientOf } from '@apila/sealing/age.ts'
import { sealAddition } from '@apila/sealing/referral/addition.ts'
import { DoesNotStand } from '@apila/sealing/referral/does-not-stand.ts'
import { relockPart } from '@apila/sealing/referral/relock.ts'
import { signSecond } from '@apila/sealing/referral/signed.ts'
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
import { signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type DemoOptions, type Sent, demoInput, randomBytes, sealDemo } from '../world/referral.ts'

const today = todayInFinland()
let apila: Apila
let world: World
before(async () => {
  world = await foundDemo(Day.parse('2026-01-02'))
  apila = await startApila()
})
after(() => apila.close())

const NOTHING: Told = { safeContact: null, situation: null, needs: null, clarified: null }
type Way = Omit<DemoOptions, 'today' | 'from' | 'to'>

/** Every way in which a permission of one length can be. */
const WAYS: Readonly<Record<string, Way>> = {
  'knock ahead': { mode: 'knock-ahead' },
  'all together': { mode: 'all-together' },
  'all ahead': { mode: 'all-ahead' },
  'all ahead, with a ticket': { mode: 'all-ahead', ticket: true },
  'a child': { mode: 'all-ahead', age: 'child' },
  'the ticket kept by her worker': {
    mode: 'knock-ahead',
    back: { keep: ['worker'] },
    input: { keptTicket: '1'.repeat(24) },
  },
  'no word for ending by telephone': { mode: 'knock-ahead', input: { ending: null } },
  'on one device only': { mode: 'knock-ahead', input: { ifEnded: 'do-nothing' } },
  'nothing but needs told': { mode: 'knock-ahead', told: { ...NOTHING, needs: 'a bed' } },
  'no meeting, words allowed': { mode: 'knock-ahead', front: { meeting: [], talk: 'words', extent: 'part' } },
  'spoken and heard': { mode: 'knock-ahead', back: { how: 'spoken' } },
  advice: {
    mode: 'all-ahead',
    told: NOTHING,
    front: { kind: 'consult', talk: 'words', meeting: [] },
    back: { what: [], age: 'not-asked', how: 'nobody' },
    input: { codes: null, asked: { purpose: 'consultation', text: 'ä'.repeat(2000) } },
  },
  urgent: {
    mode: 'all-ahead',
    front: { kind: 'urgent' },
    back: { how: 'without-her', reason: 'life' },
    input: { owes: { what: ['danger'], provision: 'vital-interest', byRole: 'worker' } },
  },
}

/** Seven days: the one length that every kind may have. */
async function sealWay(way: Way): Promise<Sent> {
  const options: DemoOptions = { from: 'koivu', to: 'kataja', today, days: 7, ...way }
  const { front, back } = (await demoInput(world, options)).input
  const as = front.kind === 'urgent' ? 'second' : 'witness'
  if (front.kind !== 'urgent' && back.how !== 'spoken') return sealDemo(world, options)
  const second = await signSecond(world.device('koivu-worker-2'), as, front, back)
  return sealDemo(world, { ...options, front: { ...front }, back: { ...back, signatures: [second] } })
}

/** What is random, left as its length. Days, numbers and truth stay. */
function masked(value: unknown): unknown {
  if (value instanceof Uint8Array) return `${String(value.length)} bytes`
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : `${String(value.length)} signs`
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]))
}

test('deposits of every kind and mode are equal in every field and length', async () => {
  const [first, ...others] = Object.entries(WAYS)
  assert.ok(first)
  const expected = masked((await sealWay(first[1])).deposit)
  assert.deepEqual((expected as { until: Day }).until, addDays(today, 7))
  for (const [name, way] of others) assert.deepEqual(masked((await sealWay(way)).deposit), expected, name)
  const longer = masked((await sealWay({ ...first[1], days: 14 })).deposit)
  assert.notDeepEqual(longer, expected, 'the look can fail: another last day shows')
})

test('the last day is that of the agreed day in every mode, and no way has a length of its own', async () => {
  for (const mode of ['knock-ahead', 'all-together', 'all-ahead'] as const)
    for (const days of [3, 7, 14, 30, 60, 90] as const) {
      const { deposit } = await sealDemo(world, { from: 'koivu', to: 'kataja', mode, today, days })
      assert.deepEqual([deposit.until, deposit.sealedOn], [addDays(today, days), today])
    }
  const fourteenUnopened = { front: { until: addDays(today, 15) } }
  const sealing = sealDemo(world, { from: 'koivu', to: 'kataja', mode: 'all-together', today, ...fourteenUnopened })
  await assert.rejects(sealing, DoesNotStand)
})

/** Rows of every table of both files, masked, with what was there before taken out. */
function rowsNow(): Map<string, string[]> {
  const rows = new Map<string, string[]>()
  for (const file of ['apila.db', 'leash.db']) {
    const db = new DatabaseSync(join(apila.data, file), { readOnly: true, timeout: 5_000 })
    for (const { name } of db.prepare("select name from sqlite_schema where type = 'table'").all()) {
      // A bell's number says which came first, and a place where the next one goes: the order of rows, named in docs/threat-model.md.
      const all = db.prepare(`select * from "${String(name)}"`).all()
      const shown = all.map((row) => {
        const { n, last, ...rest } = row
        const order = ['bells', 'places', 'ended'].includes(String(name)) ? {} : { n, last }
        return JSON.stringify(masked({ ...rest, ...order }))
      })
      rows.set(String(name), shown)
    }
    db.close()
  }
  return rows
}

function added(before: Map<string, string[]>, now: Map<string, string[]>): Record<string, string[]> {
  const difference: Record<string, string[]> = {}
  for (const [table, rows] of now) {
    const left = [...(before.get(table) ?? [])]
    const fresh = rows.filter((row) => {
      const at = left.indexOf(row)
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    difference[table] = [...fresh, ...left.map((row) => `gone: ${row}`)].sort()
  }
  return difference
}

const at = async (organisation: string): Promise<Acting> => ({
  world,
  client: await signIn(apila.url, world.roster.network, world.device(`${organisation}-worker-1`)),
  organisation,
  today,
})

test('a line of every act is stored alike: handed out, told by law, added, renewed, locked anew', async () => {
  const sent = await sealDemo(world, { from: 'koivu', to: 'kataja', today, mode: 'knock-ahead' })
  const receiver = await at('kataja')
  await send(await at('koivu'), sent)
  const handedOut = { what: [...HandedItem.options], to: 'authority' as const, how: 'paper' as const }
  const notice = {
    what: ['who' as const],
    provision: 'child-notify-duty' as const,
    to: 'child-welfare' as const,
    state: 'owed' as const,
  }
  const acts: LineSaid[] = LineAct.options.map((act) => {
    if (act === 'handed-out') return { act, handedOut }
    return act === 'notice' ? { act, notice } : act
  })
  const name = sent.reservation.k
  const lines = await Promise.all(acts.map(async (act) => masked(await lineFor(receiver, name, act))))
  assert.ok(lines.length >= 18)
  for (const line of lines) assert.deepEqual(line, lines[0])
})

test('what the client adds is stored as a question is, and a lock made anew as the one before', async () => {
  const rows = async (items: Unnumbered[], relocks: boolean) => {
    const sent = await sealDemo(world, {
      from: 'koivu',
      to: 'kataja',
      today,
      mode: 'all-ahead',
      front: { talk: 'words' },
    })
    const [sender, receiver] = [await at('koivu'), await at('kataja')]
    await send(sender, sent)
    const { story } = await readStory(receiver, sent.reservation.keys.name, null)
    const before = rowsNow()
    await say(sender, await conversationOf(sent), items)
    if (!relocks) {
      await lockAnew(receiver, sent.reservation.keys.name, story, 'yes')
      return added(before, rowsNow())
    }
    const { name } = sent.reservation.keys
    const { roster } = world
    const released = await release(receiver, name, 're-locked')
    const desks = [world.desk('kataja', 'referral')]
    const relocked = await relockPart('s', { released, name, roster, today }, { desks, since: 1, random: randomBytes })
    assert.ok(relocked.kind === 'lock')
    const line = await lineFor(receiver, name, 're-locked')
    await receiver.client.post('/locks', { name, slot: 's', ...relocked.append, roster: roster.length, line })
    return added(before, rowsNow())
  }
  const text = await sealAddition(await recipientOf(await newIdentity()), 'ä'.repeat(900))
  const [asked, other] = [
    await rows([{ kind: 'question', text: 'a' }], false),
    await rows([{ kind: 'addition', part: 'needs', text }], true),
  ]
  for (const table of ['items', 'bells', 'locks']) assert.deepEqual(other[table], asked[table], table)
  assert.notEqual(asked['items']?.length, 0)
})

/** Two items of other kinds and lengths for each way of talking. */
function saidIn({ front }: Sent): Unnumbered[] {
  const question = { kind: 'question', text: 'a' } as const
  if (front.kind === 'consult') return [{ kind: 'answer', of: null, text: 'ä'.repeat(2000) }, question]
  if (front.talk === 'words') return [{ kind: 'time', on: today, at: '09:30', place: 'video' }, question]
  return [{ kind: 'accepted' }, { kind: 'opened' }]
}

/** Sent, both parts opened, a lock appended after her Yes or after none, answered, and noted. */
async function live(way: Way): Promise<Record<string, string[]>> {
  const before = rowsNow()
  const sent = await sealWay(way)
  const [sender, receiver] = [await at('koivu'), await at('kataja')]
  await send(sender, sent)
  const { k, keys } = sent.reservation
  const knock = await readKnock(receiver, k)
  const { story } = await readStory(receiver, keys.name, sent.keys)
  const answer = sent.front.mode === 'knock-ahead' ? 'yes' : 'only-now'
  await lockAnew(receiver, keys.name, story, answer)
  const note = await newNote(receiver, receivedNote(sent, knock, 'opened'), sent.front.until)
  await say(receiver, await conversationOf(sent), saidIn(sent), note)
  return added(before, rowsNow())
}

test('after the same life every row of every table is equal, before and after opening', async () => {
  const [first, ...others] = Object.entries(WAYS)
  assert.ok(first)
  const expected = await live(first[1])
  const filled = Object.entries(expected).filter(([, rows]) => rows.length > 0)
  assert.deepEqual(
    filled.map(([table, rows]) => [table, rows.length]).sort(),
    [
      ['bells', 3],
      ['holds', 3],
      ['items', 2],
      ['leashes', 3],
      ['leaves', 5],
      ['lines', 5],
      ['locks', 5],
      ['notes', 2],
      ['parts', 3],
      ['permissions', 1],
    ],
    'the look can fail',
  )
  for (const [name, way] of others) assert.deepEqual(await live(way), expected, name)
})
