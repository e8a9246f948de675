// Her new word on the last day: signed, read by both desks, and what she was told before it stands until then. What is not right moves nothing.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { type Day, addDays } from '@apila/core/day.ts'
import type { Said } from '@apila/core/referral/conversation.ts'
import type { Item } from '@apila/core/referral/items.ts'
import type { Front, Renewal } from '@apila/core/referral/permission.ts'
import type { JudgedRenewal } from '@apila/core/referral/standing.ts'
import type { Talk } from '@apila/core/referral/wire.ts'
import { ITEM_BYTES, STORED_BYTES } from '@apila/core/sizes.ts'
import type { OwnDevice } from '../account/device.ts'
import { newIdentity, recipientOf, sealText } from '../age.ts'
import { digestOf, fromBase64url, toBase64url, utf8 } from '../encoding.ts'
import { signLabelled } from '../labels.ts'
import { TODAY, deviceOf, keysOf } from '../organisation/test-network.ts'
import { padTo } from '../padding.ts'
import { DoesNotStand } from './does-not-stand.ts'
import { sealLock } from './locks.ts'
import { type OpenResult, type Opening, openKnock, openStory } from './open.ts'
import { type SignedRenewal, judgedRenewal, signRenewal } from './renewal.ts'
import { digestOfRecipient, permissionDigest, signPart } from './signed.ts'
import { openTalk, sealItem } from './talk.ts'
import { backOf, craft, frontOf, freshTicket, randomName, randomSecret, testRoster } from './test/permission.ts'

const roster = await testRoster()
const [alder, birch] = await Promise.all(['alder', 'birch'].map((id) => keysOf(id, 'referral')))
const [sender, receiver, stranger, keeper] = await Promise.all(
  ['alder-worker-1', 'birch-worker-1', 'cedar-worker-1', 'birch-keeper-1'].map(deviceOf),
)
assert.ok(alder && birch && sender && receiver && stranger && keeper)
const [identity, leash, t, post] = [await newIdentity(), await newIdentity(), randomName(), randomSecret()]
const front = frontOf({ talk: 'words' })
const grant = await permissionDigest(front, backOf())
/** The day before the last, and the day to which she moves it then. */
const ASKED = addDays(front.until, -1)
const NEW = addDays(ASKED, 30)

const sealedLock = await sealLock(leash, birch.recipient, {
  turn: randomSecret(),
  yes: null,
  inner: { identity, post },
})
const talkOf = (items: readonly string[], until: Day = NEW): Talk => ({
  leash: toBase64url(utf8(leash)),
  locks: { t: [{ n: 0, blob: sealedLock }], f: [] },
  items: [...items],
  line: { line: alder.recipient, n: 0, before: null },
  until,
})
const read = async (talk: Talk, today: Day = NEW, of: Front = front) => {
  const opened = await openTalk({ desks: [birch], side: 'to', t, front: of, grant, roster, today, talk })
  return opened ?? assert.fail('it opens')
}

const renewalOf = (changes: Partial<Renewal> = {}): Renewal => ({
  ...{ grant, until: NEW, on: ASKED, how: 'ticket' },
  ...changes,
})
type Renewed = Extract<Item, { kind: 'renewed' }>
const itemOf = (signed: SignedRenewal, n = 0): Renewed => ({ kind: 'renewed', n, said: signed.renewal.on, ...signed })
const renewed = async (changes: Partial<Renewal> = {}, n = 0, by = receiver): Promise<Renewed> =>
  itemOf(await signRenewal(by, renewalOf(changes)), n)

interface Writing {
  device?: OwnDevice
  before?: readonly Said[]
  renewals?: readonly JudgedRenewal[]
  today?: Day
  of?: Front
}
const write = (item: Item, { device = receiver, today = item.said, of = front, ...rest }: Writing = {}) =>
  sealItem({ device, roster, t, front: of, grant, identity, today, ...rest }, item)
/** What a program without the rule would seal. */
const unasked = async (item: object, by = receiver) => {
  const to = await recipientOf(identity)
  const log = { length: roster.length, head: roster.head }
  const head = { part: 'item' as const, network: roster.network, at: t, receiver: await digestOfRecipient(to), grant }
  return sealText(to, padTo(await signPart(by, { ...head, roster: log }, item), ITEM_BYTES))
}
const refuses = (problem: string) => (error: unknown) => error instanceof DoesNotStand && error.problem === problem
const said = (n: number, day: Day): Item => ({ kind: 'accepted', n, said: day })

test('a renewal is one item as long as any other, and moves the last day for what is said before and after it', async () => {
  const first = await write(said(0, TODAY))
  const item = await renewed({}, 1)
  const blob = await write(item)
  assert.equal(fromBase64url(blob).length, STORED_BYTES.item)
  const before: Said[] = [{ item, side: 'to' }]
  const { renewals } = await read(talkOf([first, blob]))
  const third = await write(said(2, addDays(front.until, 5)), { before, renewals })
  const opened = await read(talkOf([first, blob, third]))
  assert.deepEqual([opened.items.length, opened.refused, opened.broken, opened.until], [3, [], 0, NEW])
  assert.deepEqual(opened.renewals, [
    { grant, until: NEW, on: ASKED, how: 'ticket', device: receiver.id, length: roster.length, isSigned: true },
  ])
  const over = await read(talkOf([first, blob, third]), addDays(NEW, 1))
  assert.deepEqual([over.items.length, over.refused.length, over.until], [0, 3, front.until], 'over again')
})

test('three renewals, each later than the one before; a fourth is neither sealed nor shown, and hides none', async () => {
  const days = [ASKED, addDays(NEW, -1), addDays(NEW, 28), addDays(NEW, 57)]
  const blobs: string[] = []
  let before: Said[] = []
  let renewals: readonly JudgedRenewal[] = []
  for (const [n, on] of days.slice(0, 3).entries()) {
    const item = await renewed({ on, until: addDays(on, 30) }, n)
    blobs.push(await write(item, { before, renewals }))
    before = [...before, { item, side: 'to' }]
    ;({ renewals } = await read(talkOf(blobs, addDays(on, 30)), on))
    assert.equal(renewals.length, n + 1)
  }
  const on = days[3] ?? assert.fail()
  const fourth = await renewed({ on, until: addDays(on, 30) }, 3)
  await assert.rejects(write(fourth, { before, renewals }), refuses('renewal-not-right'))
  const opened = await read(talkOf([...blobs, await unasked(fourth)], addDays(on, 1)), on)
  const last = addDays(days[2] ?? on, 30)
  assert.deepEqual([opened.items.length, opened.until], [3, last])
  // Nothing but her secret moves the server's day: here it stayed.
  assert.deepEqual(opened.refused, [{ n: 3, problem: 'renewal-not-kept' }])
  const lying = await read(talkOf([...blobs, await unasked(fourth)], addDays(on, 30)), on)
  assert.deepEqual([lying.items.length, lying.until], [0, front.until], 'a server that keeps longer closes all')
  assert.ok(lying.refused.some(({ n, problem }) => n === 3 && problem === 'renewal-not-right'))
})

test('what is not her word moves nothing, is told with its reason, and hides no other', async () => {
  const good = await write(said(0, TODAY))
  const other = await digestOf('another')
  const right = renewalOf()
  const asPart = await signLabelled(receiver, 'apila/part/v2', JSON.stringify(right))
  const bad: Array<[string, Renewed, problem: string, by?: OwnDevice]> = [
    ['of another permission', await renewed({ grant: other }, 1), 'renewal-not-right'],
    ['signed by a colleague', await renewed({}, 1, keeper), 'renewal-not-right'],
    ['signed under another label', itemOf({ renewal: right, signature: asPart }, 1), 'renewal-not-right'],
    [
      'another day than was signed',
      { ...(await renewed({}, 1)), renewal: renewalOf({ on: TODAY }), said: TODAY },
      'renewal-not-right',
    ],
    ['for ten years', await renewed({ until: addDays(ASKED, 3650) }, 1), 'renewal-not-right'],
    ['one day too long', await renewed({ until: addDays(ASKED, 31) }, 1), 'renewal-not-right'],
    ['no later', await renewed({ on: TODAY, until: front.until }, 1), 'renewal-not-later'],
    ['of another day than it was said', { ...(await renewed({}, 1)), said: front.until }, 'renewal-other-day'],
    [
      'after the last day',
      await renewed({ on: addDays(front.until, 1), until: addDays(front.until, 31) }, 1),
      'said-outside-days',
    ],
    ['only spoken, and long', await renewed({ how: 'spoken' }, 1), 'renewal-not-right'],
    ['shown where there is a ticket', await renewed({ how: 'shown' }, 1, sender), 'renewal-without-ticket', sender],
    ['by a third organisation', await renewed({}, 1, stranger), 'wrong-writer', stranger],
  ]
  for (const [what, item, problem, by] of bad) {
    const opened = await read(talkOf([good, await unasked(item, by)], addDays(ASKED, 3650)), ASKED)
    // A server that keeps longer than her word closes all; so each is looked at with the day that it would have.
    assert.ok(
      opened.refused.some(({ n, problem: told }) => n === 1 && told === problem),
      `${what}: ${JSON.stringify(opened.refused)}`,
    )
    assert.deepEqual([opened.renewals, opened.until], [[], front.until], what)
    const kept = await read(talkOf([good, await unasked(item, by)], front.until), ASKED)
    assert.equal(kept.items.length, 1, `${what} hides nothing`)
    await assert.rejects(write(item, { device: by ?? receiver, today: item.said }), refuses(problem), what)
  }
})

test('at the sender, without a ticket, where all was told ahead: shown as long as she says, spoken for three days', async () => {
  const ahead = { ...front, mode: 'all-ahead' as const }
  for (const [how, days, problem] of [
    ['shown', 30, null],
    ['spoken', 3, null],
    ['spoken', 30, 'renewal-not-right'],
  ] as const) {
    const item = await renewed({ how, until: addDays(ASKED, days) }, 0, sender)
    const writing = write(item, { device: sender, of: ahead })
    if (problem === null) assert.ok(await writing)
    else await assert.rejects(writing, refuses(problem))
  }
})

test('a renewal that the server did not keep is none: without her secret no desk moves the day', async () => {
  const blob = await write(await renewed())
  const opened = await read(talkOf([blob], front.until), front.until)
  assert.deepEqual([opened.items, opened.renewals, opened.until], [[], [], front.until])
  assert.deepEqual(opened.refused, [{ n: 0, problem: 'renewal-not-kept' }])
})

test('what a desk writes as renewals beside hers pushes hers not past the limit: neither the last day nor what comes after it', async () => {
  // Right in form, signed by a worker, and never moved by the secret: told from hers by nothing that a reader has.
  const beside = (on: number, n: number, by = sender) => {
    const day = addDays(front.until, on - 30)
    return renewed({ on: day, until: addDays(day, 30) }, n, by)
  }
  const made: Renewed[] = []
  for (const n of [0, 1, 2, 3]) made.push(await beside(n + 1, n, n % 2 === 0 ? sender : receiver))
  const blobs: string[] = []
  for (const [n, item] of made.entries()) blobs.push(await unasked(item, n % 2 === 0 ? sender : receiver))
  const kept = await read(talkOf(blobs, front.until), ASKED)
  assert.deepEqual([kept.items, kept.renewals, kept.until], [[], [], front.until], 'before hers they are none')

  const first = await renewed({}, 4)
  blobs.push(await write(first, { before: kept.items, renewals: kept.renewals }))
  const after = await read(talkOf(blobs, NEW), NEW)
  assert.deepEqual([after.until, after.renewals.map(({ until }) => until)], [NEW, [NEW]])
  assert.ok(
    after.items.some(({ item }) => item.n === 4),
    'hers is shown',
  )
  assert.equal(after.broken, 0)

  // Hers, a second and a third time, each with others before it; what is said meanwhile stays.
  const dates = [addDays(NEW, -2), addDays(NEW, 25)] as const
  let now = after
  for (const on of dates) {
    const until = addDays(on, 30)
    for (const more of [1, 2, 3]) {
      const day = addDays(now.until, more - 30)
      blobs.push(await unasked(await renewed({ on: day, until: addDays(day, 30) }, blobs.length, sender), sender))
    }
    now = await read(talkOf(blobs, now.until), on)
    blobs.push(await write(said(blobs.length, on), { before: now.items, renewals: now.renewals }))
    const hers = await renewed({ on, until }, blobs.length)
    blobs.push(await write(hers, { before: now.items, renewals: now.renewals }))
    now = await read(talkOf(blobs, until), until)
    assert.equal(now.until, until)
    assert.ok(now.renewals.length <= 3)
    assert.ok(
      now.items.some(({ item }) => item.n === hers.n),
      'hers is shown',
    )
  }
  assert.equal(now.items.filter(({ item }) => item.kind === 'accepted').length, 2)
})

test('more than three that follow one another move nothing further, also where the server keeps the day', async () => {
  const blobs: string[] = []
  let last = front.until
  const days: Day[] = []
  for (const n of [0, 1, 2, 3]) {
    const on = last
    last = addDays(on, 30)
    days.push(last)
    blobs.push(await unasked(await renewed({ on, until: last }, n)))
  }
  const third = days[2] ?? assert.fail()
  const honest = await read(talkOf(blobs, third), third)
  assert.deepEqual([honest.until, honest.items.length], [third, 3])
  const lying = await read(talkOf(blobs, last), third)
  assert.deepEqual([lying.items.length, lying.until], [0, front.until])
  assert.ok(lying.refused.some(({ n, problem }) => n === 3 && problem === 'renewal-not-right'))
})

const opens = async (result: Promise<OpenResult<unknown>>): Promise<string> => {
  const { ok, ...rest } = await result
  return ok ? 'opens' : (rest as { problem: string }).problem
}

test('first contact and story stand past their first day where the conversation tells her word, and only then', async () => {
  const ticket = await freshTicket()
  const parts = [
    { part: 'knock', open: openKnock, crafted: await craft({ until: NEW }) },
    {
      part: 'story',
      open: (opening: Opening) => openStory({ ...opening, ticket }),
      crafted: await craft({ part: 'story', ticket, until: NEW }),
    },
  ] as const
  for (const { part, open, crafted } of parts) {
    const own = renewalOf({ grant: crafted.grant })
    const signed = await signRenewal(receiver, own)
    const right = await judgedRenewal(signed, roster.devices.get(receiver.id), {
      device: receiver.id,
      length: roster.length,
    })
    const asked: unknown[] = []
    const opening = (today: Day, renewals: JudgedRenewal[] | null, until = NEW): Opening => ({
      ...{ desks: [birch], released: { ...crafted.released, until }, name: crafted.name, roster, today },
      ...(renewals && {
        renewalsIn: (conversation: unknown) => {
          asked.push(conversation)
          return Promise.resolve(renewals)
        },
      }),
    })
    const late = addDays(front.until, 1)
    assert.equal(await opens(open(opening(late, [right]))), 'opens', part)
    assert.equal(asked.length, 1, 'asked once')
    assert.deepEqual(Object.keys(asked[0] as object).toSorted(), ['front', 'grant', 't'])
    assert.equal(
      await opens(open(opening(ASKED, [right]))),
      'opens',
      'opened with the earlier day, which the server moved',
    )
    assert.equal(await opens(open(opening(late, []))), 'not-these-days', part)
    assert.equal(await opens(open(opening(late, null))), 'not-these-days', part)
    assert.equal(await opens(open(opening(ASKED, []))), 'server-keeps-longer', part)
    assert.equal(await opens(open(opening(late, [{ ...right, isSigned: false }]))), 'renewal-not-right', part)
    assert.equal(await opens(open(opening(late, [right], addDays(NEW, 1)))), 'server-keeps-longer', part)
    assert.equal(await opens(open(opening(addDays(NEW, 1), [right]))), 'not-these-days', part)
    assert.equal(await opens(open(opening(TODAY, [right], front.until))), 'opens')
    assert.equal(asked.length, 7, 'nothing is read where the days are right')
  }
})
