// The conversation: both sides read what the other wrote; what is wrong is counted and hides nothing.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { DeskId, type OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Said } from '@apila/core/referral/conversation.ts'
import { type Item, LARGEST_SHEET_BYTES, type Sheet, WRITERS } from '@apila/core/referral/items.ts'
import type { Front } from '@apila/core/referral/permission.ts'
import type { Talk } from '@apila/core/referral/wire.ts'
import { ITEM_BYTES, STORED_BYTES } from '@apila/core/sizes.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import type { OwnDevice } from '../account/device.ts'
import { newIdentity, recipientOf, sealText } from '../age.ts'
import { digestOf, fromBase64url, toBase64url, utf8 } from '../encoding.ts'
import {
  TODAY,
  deviceOf,
  foundNetwork,
  keepersOf,
  keysOf,
  policyBody,
  readWhole,
  withBatch,
} from '../organisation/test-network.ts'
import { padTo } from '../padding.ts'
import { sealAddition } from './addition.ts'
import { DoesNotStand } from './does-not-stand.ts'
import { sealLock } from './locks.ts'
import { digestOfRecipient, permissionDigest, signPart } from './signed.ts'
import { openTalk, sealItem } from './talk.ts'
import { backOf, frontOf, randomName, randomSecret, testRoster } from './test/permission.ts'

const roster = await testRoster()
const [alder, birch, cedar] = await Promise.all(['alder', 'birch', 'cedar'].map((id) => keysOf(id, 'referral')))
const [sender, receiver, stranger, keeper] = await Promise.all(
  ['alder-worker-1', 'birch-worker-1', 'cedar-worker-1', 'birch-keeper-1'].map(deviceOf),
)
assert.ok(alder && birch && cedar && sender && receiver && stranger && keeper)
const [identity, leash, t, post, front, back] = [
  await newIdentity(),
  await newIdentity(),
  randomName(),
  randomSecret(),
  frontOf({ talk: 'words' }),
  backOf(),
] as const
const grant = await permissionDigest(front, back)
const SHEET: Sheet = { tasks: [{ who: 'alder', what: 'calls' }], contact: 'alder', information: '', reviewOn: null }

const locked = (desk: typeof birch, inner: Parameters<typeof sealLock>[2]['inner'] = { identity, post }) =>
  sealLock(leash, desk.recipient, { turn: randomSecret(), yes: null, inner })
const line = { line: await recipientOf(await newIdentity()), n: 0, before: null }
const LOCKS = { t: [{ n: 0, blob: await locked(birch) }], f: [{ n: 0, blob: await locked(alder) }] }
const talkOf = (items: readonly string[], changes: Partial<Talk> = {}): Talk => ({
  leash: toBase64url(utf8(leash)),
  locks: LOCKS,
  items: [...items],
  line,
  until: front.until,
  ...changes,
})
const opening = { desks: [birch], side: 'to' as const, t, front, grant, roster, today: TODAY }
const read = (talk: Talk, changes: Partial<Parameters<typeof openTalk>[0]> = {}) =>
  openTalk({ ...opening, talk, ...changes })
const write = (item: Item, device = receiver, changes: Partial<Parameters<typeof sealItem>[0]> = {}) =>
  sealItem({ device, roster, t, front, grant, identity, today: TODAY, ...changes }, item)
const HEAD = {
  part: 'item' as const,
  network: roster.network,
  at: t,
  receiver: await digestOfRecipient(await recipientOf(identity)),
  grant,
  roster: { length: roster.length, head: roster.head },
}
/** What a program without the rule would seal. */
const unasked = async (item: object, by = receiver, changes: object = {}, size = ITEM_BYTES) =>
  sealText(await recipientOf(identity), padTo(await signPart(by, { ...HEAD, ...changes }, item), size))
const refuses = (problem: string) => (error: unknown) => error instanceof DoesNotStand && error.problem === problem

const story = await newIdentity()
const addition = async (text: string) => sealAddition(await recipientOf(story), text)
const LATE = 'time-outside-days'

const ITEMS: readonly [Item, OwnDevice][] = [
  [{ kind: 'accepted', n: 0, said: TODAY }, receiver],
  [{ kind: 'declined', n: 1, said: TODAY, reason: 'full' }, receiver],
  [{ kind: 'time', n: 2, said: TODAY, on: TODAY, at: '09:30', place: 'yours' }, receiver],
  [{ kind: 'time', n: 3, said: TODAY, on: TODAY, at: '10:30', place: null }, sender],
  [{ kind: 'opened', n: 4, said: TODAY }, receiver],
  [{ kind: 'not-today', n: 5, said: TODAY }, receiver],
  [{ kind: 'ticket', n: 6, said: TODAY, digits: 'AAAA' }, sender],
  [{ kind: 'sheet', n: 7, said: TODAY, version: 1, sheet: SHEET }, sender],
  [{ kind: 'sheet', n: 8, said: TODAY, version: 2, sheet: SHEET }, receiver],
  [{ kind: 'time-answer', n: 9, said: TODAY, of: 3, answer: 'yes' }, receiver],
  [{ kind: 'question', n: 10, said: TODAY, text: 'which floor?' }, sender],
  [{ kind: 'answer', n: 11, said: TODAY, of: 10, text: 'the second' }, receiver],
  [{ kind: 'addition', n: 12, said: TODAY, part: 'needs', text: await addition('and a doctor') }, sender],
  [{ kind: 'addition', n: 13, said: TODAY, part: 'safe-contact', text: await addition('x'.repeat(1900)) }, receiver],
]
/** What stood before the item with this number. */
const beforeIt = (n: number): Said[] =>
  ITEMS.slice(0, n).map(([item, device]) => ({ item, side: device === sender ? 'from' : 'to' }))

test('both sides read all that was said, in one length and in order', async () => {
  const blobs = await Promise.all(ITEMS.map(([item, device], n) => write(item, device, { before: beforeIt(n) })))
  for (const blob of blobs) assert.equal(fromBase64url(blob).length, STORED_BYTES.item)
  const said = ITEMS.map(([item, device]) => ({
    item,
    side: device === sender ? 'from' : 'to',
    from: device.id.split('-')[0],
    device: device.id,
  }))
  for (const changes of [{}, { side: 'from' as const, desks: [cedar, alder] }]) {
    const opened = await read(talkOf(blobs), changes)
    assert.ok(opened)
    assert.deepEqual(opened.items, said)
    assert.deepEqual([opened.broken, opened.next, opened.isBehind], [0, ITEMS.length, false])
    assert.deepEqual([opened.identity, opened.post, opened.lock.n], [identity, post, 0])
  }
})

test('no other desk, side or leash opens it', async () => {
  const talk = talkOf([])
  assert.equal(await read(talk, { desks: [cedar] }), null)
  assert.equal(await read(talk, { desks: [] }), null)
  assert.equal(await read(talk, { side: 'from' }), null)
  assert.equal(await read({ ...talk, leash: toBase64url(utf8(await newIdentity())) }), null)
  assert.equal(await read({ ...talk, locks: { t: [], f: [] } }), null)
  const story = { t: [{ n: 0, blob: await locked(birch, identity) }], f: [] }
  assert.equal(await read(talkOf([], { locks: story })), null, 'a lock of another part')
})

test('who may not say it, or what is of elsewhere, is counted and hides no other', async () => {
  const good = await write({ kind: 'accepted', n: 0, said: TODAY })
  const sealed = (
    changes: object,
    item: object = { kind: 'opened', n: 1, said: TODAY },
    by = receiver,
    size = ITEM_BYTES,
  ) => unasked(item, by, changes, size)
  const stands = async (blob: string) => (await read(talkOf([good, blob])))?.items.length === 2
  assert.equal(await stands(await sealed({})), true)
  const other = await digestOf('another')
  const opened: Item = { kind: 'opened', n: 1, said: TODAY }
  // Told with the rule's reason where the item opens and is in its place; counted where it is not.
  const bad: Array<[string, string, problem?: string]> = [
    ['noise', toBase64url(new Uint8Array(STORED_BYTES.item))],
    ['nothing', ''],
    ['under another key', await write(opened, receiver, { identity: await newIdentity() })],
    ['of another permission', await write(opened, receiver, { grant: other }), 'not-ours'],
    ['of another conversation', await write(opened, receiver, { t: randomName() }), 'not-ours'],
    ['a moved number', await write({ ...opened, n: 0 })],
    ['the same again', good],
    ['by a third organisation', await unasked(opened, stranger), 'wrong-writer'],
    ['by a colleague without the desk', await unasked(opened, keeper), 'wrong-writer'],
    ['in the name of a colleague', await sealed({ device: 'birch-worker-1' }, opened, keeper), 'not-ours'],
    ['another part', await sealed({ part: 'line' }), 'not-ours'],
    ['another network', await sealed({ network: 'another-network' }), 'not-ours'],
    ['another key named', await sealed({ receiver: other }), 'not-ours'],
    ['another suite', await sealed({ suite: 3 }), 'not-ours'],
    ['no permission', await sealed({ grant: null }), 'not-ours'],
    ['a fork', await sealed({ roster: { length: roster.length, head: other } }), 'fork'],
    ['a kind that there is not', await sealed({}, { kind: 'message', n: 1, said: TODAY })],
    ['without a day', await sealed({}, { kind: 'opened', n: 1 })],
    ['more inside', await sealed({}, { kind: 'opened', n: 1, said: TODAY, more: true })],
    ['another size', await sealed({}, opened, receiver, 16_384)],
  ]
  for (const [what, blob, problem] of bad) {
    const talk = await read(talkOf([good, blob]))
    assert.deepEqual([talk?.items.length, talk?.broken, talk?.next], [1, problem ? 0 : 1, 2], what)
    assert.deepEqual(talk?.refused, problem ? [{ n: 1, problem }] : [], what)
  }
  const late = await read(talkOf([...bad.map(([, blob]) => blob), good]))
  assert.equal(late?.broken, bad.length + 1, 'a number is a place')
})

test('each kind by its own side alone', async () => {
  for (const [kind, sides] of Object.entries(WRITERS)) {
    // Both may answer, but only the other one: conversation.test.ts of core. A renewal has a signature of its own: renewal.test.ts.
    if (kind === 'time-answer' || kind === 'answer' || kind === 'renewed') continue
    // A wish needs a meeting of many: below.
    if (kind === 'sheet-wish') continue
    const item = ITEMS.find(([each]) => each.kind === kind)?.[0]
    assert.ok(item)
    const devices: Array<['from' | 'to', OwnDevice]> = [
      ['from', sender],
      ['to', receiver],
    ]
    for (const [side, device] of devices) {
      const may = sides.includes(side)
      const opened = await read(talkOf([await unasked({ ...item, n: 0 }, device)]))
      assert.equal(opened?.items.length, may ? 1 : 0, `${kind} by ${side}`)
      assert.deepEqual(opened.refused, may ? [] : [{ n: 0, problem: 'wrong-writer' }], `${kind} by ${side}`)
      const writing = write({ ...item, n: 0 }, device)
      if (may) await writing
      else await assert.rejects(writing, refuses('wrong-writer'), `${kind} by ${side}`)
    }
  }
})

test('a meeting of many: the host writes the sheet, the others wish, and no other side', async () => {
  const many = { front: { ...front, meeting: ['alder', 'birch', 'cedar'] as Front['meeting'] } }
  const sheet: Item = { kind: 'sheet', n: 0, said: TODAY, version: 1, sheet: SHEET }
  const wish: Item = { kind: 'sheet-wish', n: 0, said: TODAY, version: 0, text: 'later' }
  for (const [item, may, mayNot, problem] of [
    [sheet, sender, receiver, 'not-host'],
    [wish, receiver, sender, 'wrong-writer'],
  ] as const) {
    const opened = await read(talkOf([await write(item, may, many)]), many)
    assert.deepEqual(
      opened?.items.map((one) => one.item),
      [item],
    )
    await assert.rejects(write(item, mayNot, many), refuses(problem))
    const lied = await read(talkOf([await unasked(item, mayNot)]), many)
    assert.deepEqual([lied?.items, lied?.refused], [[], [{ n: 0, problem }]])
  }
  await assert.rejects(write(wish), refuses('no-host'))
})

test('what answers nothing is neither sealed nor shown; the other items stand', async () => {
  const time: Item = { kind: 'time', n: 0, said: TODAY, on: TODAY, at: '09:30', place: null }
  const own: Item = { kind: 'time-answer', n: 1, said: TODAY, of: 0, answer: 'yes' }
  const before: Said[] = [{ item: time, side: 'to' }]
  await assert.rejects(write(own, receiver, { before }), refuses('answers-nothing'))
  const answer: Item = { kind: 'answer', n: 1, said: TODAY, of: 0, text: 'the second' }
  for (const first of [own, answer]) await assert.rejects(write(first), refuses('answers-nothing'), 'nothing was said')
  const blobs = [await write(time), await unasked(own), await write({ ...own, n: 2 }, sender, { before })]
  const opened = await read(talkOf(blobs))
  assert.deepEqual(opened?.refused, [{ n: 1, problem: 'answers-nothing' }])
  assert.deepEqual(
    opened.items.map(({ item }) => item.n),
    [0, 2],
  )
})

test('the longest text fits into an item, and one byte more is no item', async () => {
  const question = (text: string): Item => ({ kind: 'question', n: 0, said: TODAY, text })
  for (const text of ['a'.repeat(4000), '"'.repeat(2000), 'ä'.repeat(2000), '🍀'.repeat(1000)]) {
    const blob = await write(question(text))
    assert.equal(fromBase64url(blob).length, STORED_BYTES.item)
    assert.deepEqual((await read(talkOf([blob])))?.items[0]?.item, question(text))
    assert.equal((await read(talkOf([await unasked(question(`${text}a`))])))?.broken, 1)
  }
})

test('a time after the last day is neither sealed nor shown, and its reason is told', async () => {
  const time = (on: Day): Item => ({ kind: 'time', n: 0, said: TODAY, on, at: '09:30', place: null })
  for (const [on, stands] of [
    [front.until, true],
    [addDays(front.until, 1), false],
    [addDays(front.until, 3660), false],
    [front.notBefore, true],
    [addDays(front.notBefore, -1), false],
  ] as const)
    for (const device of [receiver, sender]) {
      const opened = await read(talkOf([await unasked(time(on), device)]))
      assert.deepEqual(opened?.items.length, stands ? 1 : 0, on)
      assert.deepEqual([opened.refused, opened.broken], [stands ? [] : [{ n: 0, problem: LATE }], 0], on)
      if (stands) await write(time(on), device)
      else await assert.rejects(write(time(on), device), refuses(LATE), on)
    }
  const yesterday = { today: addDays(TODAY, 2) }
  await assert.rejects(write(time(addDays(TODAY, 1)), receiver, yesterday), refuses(LATE), 'passed when it is proposed')
  const good = await write(time(addDays(TODAY, 1)))
  assert.equal(
    (await read(talkOf([good]), yesterday))?.items.length,
    1,
    'what was right when it was said is read later',
  )
  const later = { kind: 'accepted', n: 1, said: TODAY } as const
  const both = await read(talkOf([await unasked(time(addDays(front.until, 1))), await write(later)]))
  assert.deepEqual([both?.items.map(({ item }) => item), both?.next], [[later], 2], 'it hides nothing behind it')
})

test('whoever seals asks the whole rule: no sheet without a meeting, nothing after the last day or for a desk that is gone', async () => {
  const sheet: Item = { kind: 'sheet', n: 0, said: TODAY, version: 1, sheet: SHEET }
  const accepted: Item = { kind: 'accepted', n: 0, said: TODAY }
  const cases: Array<[string, () => Promise<string>]> = [
    ['not-asked-for-words', () => write(sheet, receiver, { front: { ...front, meeting: [] } })],
    ['not-these-days', () => write(accepted, receiver, { today: addDays(front.until, 1) })],
    ['not-these-days', () => write(accepted, receiver, { today: addDays(front.notBefore, -1) })],
    [
      'no-such-desk',
      () => write(accepted, receiver, { front: { ...front, to: { ...front.to, desk: DeskId.parse('nowhere') } } }),
    ],
    ['wrong-writer', () => write(accepted, stranger)],
    ['wrong-writer', () => write(accepted, keeper)],
  ]
  for (const [problem, sealing] of cases) await assert.rejects(sealing, refuses(problem), problem)
})

test('no sheet where no meeting was agreed, nothing after the last day, nothing kept longer', async () => {
  const sheet = await write({ kind: 'sheet', n: 0, said: TODAY, version: 1, sheet: SHEET })
  const counts = async (changes: Partial<Parameters<typeof openTalk>[0]>, talk: Partial<Talk> = {}) =>
    (await read(talkOf([sheet], talk), changes))?.items.length
  assert.equal(await counts({}), 1)
  assert.equal(await counts({ front: { ...front, meeting: [] } }), 0)
  assert.equal(await counts({ today: front.until }), 1)
  assert.equal(await counts({ today: addDays(front.until, 1) }), 0)
  assert.equal(await counts({}, { until: addDays(front.until, 1) }), 0)
})

test('a sheet that would not fit is refused, and the longest that may be fits', async () => {
  const sized = (bytes: number): Item => {
    const empty = { ...SHEET, tasks: [], information: '' }
    const rest = bytes - utf8(JSON.stringify(empty)).length
    // Text of an item holds 2,000 signs; the rest is in tasks, 27 bytes each beside their text.
    const tasks: Sheet['tasks'] = []
    let left = rest
    while (left > 1950) {
      tasks.push({ who: '', what: 'a'.repeat(1800) })
      left -= 1800 + JSON.stringify({ what: '', who: '' }).length + (tasks.length > 1 ? 1 : 0)
    }
    return { kind: 'sheet', n: 0, said: TODAY, version: 1, sheet: { ...empty, tasks, information: 'b'.repeat(left) } }
  }
  const longest = sized(LARGEST_SHEET_BYTES)
  assert.equal(longest.kind === 'sheet' && utf8(JSON.stringify(longest.sheet)).length, LARGEST_SHEET_BYTES)
  assert.equal((await read(talkOf([await write(longest)])))?.items.length, 1)
  await assert.rejects(write(sized(LARGEST_SHEET_BYTES + 1)), RangeError)
})

test('a lock that is appended with another key hides no conversation', async () => {
  const good = await write({ kind: 'accepted', n: 0, said: TODAY })
  const nonsense = [
    { n: 1, blob: await locked(birch, { identity: await newIdentity(), post: randomSecret() }) },
    { n: 2, blob: await locked(birch, identity) },
    { n: 3, blob: toBase64url(new Uint8Array(STORED_BYTES.lock)) },
  ]
  const locks = { ...LOCKS, t: [...LOCKS.t, ...nonsense] }
  const opened = await read(talkOf([good], { locks }))
  assert.deepEqual([opened?.items.length, opened?.lock.n, opened?.lock.broken], [1, 0, 3])
  const empty = await read(talkOf([], { locks }))
  assert.equal(empty?.lock.n, 1, 'where nothing was said the newest counts')
  const noise = await read(talkOf([toBase64url(new Uint8Array(STORED_BYTES.item))], { locks }))
  assert.equal(noise?.lock.n, 1, 'and where nothing stands')
})

test('what a writer with a longer log says is not lost: the roster is behind', async () => {
  const more = [policyBody({ fromCohort: 2027 }), [...keepersOf('alder'), ...keepersOf('birch')]] as const
  const later = await readWhole(await withBatch(await foundNetwork(), more))
  const blob = await write({ kind: 'accepted', n: 0, said: TODAY }, receiver, { roster: later })
  const before = await read(talkOf([blob]))
  assert.deepEqual([before?.isBehind, before?.items.length, before?.broken], [true, 0, 1])
  const after = await read(talkOf([blob]), { roster: later })
  assert.deepEqual([after?.isBehind, after?.items.length], [false, 1])
  assert.equal(after?.items[0]?.from, 'birch' as OrganisationId)
})
