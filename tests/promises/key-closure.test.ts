// Promise: which sets of keys open what. The closure is computed by rule for every kind, mode and state of a permission over two key periods;
// then every minimal set that opens and every maximal set that does not is tried with real ciphers. Exactly the permitted ones open; a removed
// device with a copy of the disk opens nothing that was locked anew; the two tracks never meet (docs/threat-model.md).
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Wrap } from '@apila/core/account/session.ts'
import { addDays } from '@apila/core/day.ts'
import { type AnyDesk, type DeviceId, NETWORK_DESK } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { safeSince } from '@apila/core/referral/relocking.ts'
import type { Lock, Released, Talk } from '@apila/core/referral/wire.ts'
import { deriveDemoPapers } from '@apila/sealing/account/demo-device.ts'
import { ForeignKey, type HeldDesk, openSeed, openWrap, sealWrap } from '@apila/sealing/account/desk-keys.ts'
import { prfSalt } from '@apila/sealing/account/device-file.ts'
import { newIdentity } from '@apila/sealing/age.ts'
import { hearBell } from '@apila/sealing/bell.ts'
import { systemRandom, toBase64url, utf8 } from '@apila/sealing/encoding.ts'
import { recoveryWrapsFor, wrapsFor } from '@apila/sealing/organisation/key-periods.ts'
import {
  TODAY,
  describe,
  deviceOf,
  epochBody,
  foundNetwork,
  genesisBody,
  keepersOf,
  keysOf,
  readWhole,
  seedOf,
  sharedEpochBody,
  which,
  withBatch,
  withPapers,
} from '@apila/sealing/organisation/test-network.ts'
import { leashIdentity, sealLock } from '@apila/sealing/referral/locks.ts'
import { openNote } from '@apila/sealing/referral/note.ts'
import { nextLock, openKnock, openReceipt, openStory } from '@apila/sealing/referral/open.ts'
import { relockPart, relockTalk } from '@apila/sealing/referral/relock.ts'
import { sealPermission } from '@apila/sealing/referral/seal.ts'
import { permissionDigest, signSecond } from '@apila/sealing/referral/signed.ts'
import { openTalk } from '@apila/sealing/referral/talk.ts'
import {
  type Changes,
  OWES,
  TOLD,
  backOf,
  freshTicket,
  frontOf,
  inputWith,
  randomSecret,
  releasedKnock,
  releasedStory,
} from '@apila/sealing/referral/test/permission.ts'
import { ticketSalt } from '@apila/sealing/ticket.ts'

const BIRCH = keepersOf('birch')
const desk = which('birch', 'referral')
let early: Roster
let roster: Roster
before(async () => {
  const newcomer = await describe('birch-worker-2', 'birch', { desks: ['referral'] })
  const founded = await withBatch(await foundNetwork(await withPapers()), [{ kind: 'device', device: newcomer }, BIRCH])
  early = await readWhole(founded)
  const removal = [{ kind: 'device-remove', id: 'birch-worker-2' }, BIRCH] as const
  roster = await readWhole(await withBatch(founded, removal, [await epochBody('birch', 'referral', 1), BIRCH]))
})

/** What somebody may hold: the three leashes, the receiving desk's key of the first and of the second period, the sending desk's, the key of a
 *  third desk, and the client's ticket. */
const ATOMS = ['Lk', 'Ls', 'Lt', 'E0', 'E1', 'F', 'X', 'T'] as const
type Atom = (typeof ATOMS)[number]
type Held = ReadonlySet<Atom>
const TARGETS = ['knock', 'story', 'receipt', 'talk', 'note'] as const
type Target = (typeof TARGETS)[number]

/** waiting: as it was sent. yes, only-now: opened once. relocked: the removal's locks lie beside the old ones. confirmed: the old ones are gone. */
const STATES = ['waiting', 'yes', 'only-now', 'relocked', 'confirmed'] as const
type State = (typeof STATES)[number]

type Kind = { name: string; changes: () => Promise<Changes>; isAhead: boolean }
const KINDS: readonly Kind[] = [
  { name: 'referral, knock ahead', changes: () => Promise.resolve({}), isAhead: false },
  {
    name: 'referral, all together',
    changes: () => Promise.resolve({ front: { mode: 'all-together' } }),
    isAhead: false,
  },
  {
    name: 'referral, all ahead',
    changes: () => Promise.resolve({ front: { mode: 'all-ahead' }, back: { keep: [] } }),
    isAhead: true,
  },
  {
    name: 'advice',
    changes: () =>
      Promise.resolve({
        front: { kind: 'consult', mode: 'all-ahead', talk: 'words', meeting: [], why: 'consultation' },
        back: { keep: [], what: [], age: 'not-asked', how: 'nobody' },
        input: {
          told: { ...TOLD, needs: null },
          codes: null,
          asked: { purpose: 'consultation', text: 'may somebody change work?' },
        },
      }),
    isAhead: true,
  },
  {
    name: 'urgent',
    changes: async () => {
      const front = frontOf({ kind: 'urgent', mode: 'all-ahead', until: addDays(TODAY, 7) })
      const back = backOf({ keep: [], how: 'without-her', reason: 'life' })
      const signature = await signSecond(await deviceOf('alder-keeper-1'), 'second', front, back)
      return { front, back: { ...back, signatures: [signature] }, input: { owes: OWES } }
    },
    isAhead: true,
  },
]

/** Each target with every set of atoms that, by the protocol, opens it alone. */
function rules(isAhead: boolean, state: State): Record<Target, readonly Atom[][]> {
  const isOpened = state !== 'waiting' && state !== 'only-now'
  const keys: Atom[] = state === 'relocked' ? ['E0', 'E1'] : state === 'confirmed' ? ['E1'] : ['E0']
  const withKeys = (...rest: Atom[]) => keys.map((key): Atom[] => [...rest, key])
  return {
    knock: withKeys('Lk'),
    story: isAhead || isOpened ? withKeys('Ls') : withKeys('Ls', 'T'),
    receipt: [['Ls', 'T']],
    talk: [...withKeys('Lt'), ['Lt', 'F']],
    note: [['F']],
  }
}

const subsets: Held[] = Array.from(
  { length: 2 ** ATOMS.length },
  (_, bits) => new Set(ATOMS.filter((_atom, at) => (bits >> at) & 1)),
)
const isWithin = (small: Held, large: Held): boolean => [...small].every((atom) => large.has(atom))
const shown = (held: Held): string => [...held].join('+') || 'nothing'

/** By rule: the sets that open, of which nothing may be left out; and those that do not, to which nothing may be added. */
function closure(opening: readonly Atom[][]): { minimal: Held[]; maximal: Held[] } {
  const isOpen = (held: Held) => opening.some((set) => set.every((atom) => held.has(atom)))
  const open = subsets.filter(isOpen)
  const shut = subsets.filter((held) => !isOpen(held))
  return {
    minimal: open.filter((held) => !open.some((other) => other !== held && isWithin(other, held))),
    maximal: shut.filter((held) => !shut.some((other) => other !== held && isWithin(held, other))),
  }
}

const locksOf = (...blobs: string[]): Lock[] => blobs.map((blob, n) => ({ n, blob }))
const period = async (epoch: number, organisation = 'birch'): Promise<HeldDesk> => ({
  ...(await keysOf(organisation, 'referral', epoch)),
  which: which(organisation, 'referral'),
  epoch,
})

/** One permission with what lies on the server in each state. */
async function permission({ changes, isAhead }: Kind) {
  const made = await changes()
  const input = await inputWith({ ...made, input: { ...made.input, roster: early } })
  const { deposit, note } = await sealPermission(input)
  const { k, t, keys } = input.reservation
  const { front } = input
  const grant = await permissionDigest(front, input.back)
  const [old, now] = [await period(0), await period(1)]
  const relocking = { desks: [now, old], since: safeSince(roster, desk), random: systemRandom }
  const knock = releasedKnock(deposit)
  const story = releasedStory(deposit)
  const talk: Talk = {
    leash: deposit.talk.leash,
    locks: { t: locksOf(deposit.talk.locks[0]), f: locksOf(deposit.talk.locks[1]) },
    items: [],
    line: { line: deposit.line, n: 0, before: null },
    until: deposit.until,
  }
  const first = await openStory({
    desks: [old],
    released: story,
    name: keys.name,
    roster: early,
    today: TODAY,
    ticket: keys,
  })
  assert.ok(first.ok)
  const { opened } = first
  const signing = { device: await deviceOf('birch-worker-1'), roster: early, today: TODAY }
  const answered = async (answer: 'yes' | 'only-now'): Promise<Released> => {
    const content = await nextLock(opened, keys.name, randomSecret(), answer, signing)
    const lock = await sealLock(leashIdentity(story.leash), old.recipient, content)
    return { ...story, locks: locksOf(deposit.story.lock, lock) }
  }
  const yes = await answered('yes')
  const base = { roster, today: TODAY }
  const relocked = async (slot: 'k' | 's', released: Released, name: typeof k): Promise<string> => {
    const result = await relockPart(slot, { ...base, released, name }, relocking)
    if (result.kind !== 'lock') assert.fail(JSON.stringify(result))
    return result.append.lock
  }
  const [newKnock, newStory] = [await relocked('k', knock, k), await relocked('s', yes, keys.name)]
  const inTalk = await relockTalk({ ...base, side: 'to', talk, t, front, grant }, relocking)
  if (inTalk.kind !== 'lock') assert.fail(JSON.stringify(inTalk))
  const newTalk = inTalk.append.lock
  const withTalk = (...own: string[]): Talk => ({ ...talk, locks: { ...talk.locks, t: locksOf(...own) } })
  const [own] = deposit.talk.locks
  const whole = { knock, story, talk }
  const states: Record<State, typeof whole> = {
    waiting: whole,
    yes: { ...whole, story: yes },
    'only-now': { ...whole, story: await answered('only-now') },
    relocked: {
      knock: { ...knock, locks: locksOf(deposit.knock.lock, newKnock) },
      story: { ...yes, locks: locksOf(...yes.locks.map(({ blob }) => blob), newStory) },
      talk: withTalk(own, newTalk),
    },
    confirmed: {
      knock: { ...knock, locks: locksOf(newKnock) },
      story: { ...yes, locks: locksOf(newStory) },
      talk: withTalk(newTalk),
    },
  }
  return { states, k, s: keys.name, t, ticket: keys, front, grant, note, noteBlob: deposit.note.blob, deposit, isAhead }
}
type Permission = Awaited<ReturnType<typeof permission>>

/** Tries a target with real ciphers. Who lacks a key holds another of the same kind instead. */
async function attempt(sealed: Permission, state: State, held: Held, target: Target): Promise<boolean> {
  const { knock, story, talk } = sealed.states[state]
  const behind = async <T extends { leash: string }>(atom: Atom, thing: T): Promise<T> =>
    held.has(atom) ? thing : { ...thing, leash: toBase64url(utf8(await newIdentity())) }
  const desks: HeldDesk[] = []
  if (held.has('E1')) desks.push(await period(1))
  if (held.has('E0')) desks.push(await period(0))
  if (held.has('F')) desks.push(await period(0, 'alder'))
  if (held.has('X')) desks.push(await period(0, 'cedar'))
  const ticket = held.has('T') ? sealed.ticket : await freshTicket()
  const base = { desks, roster, today: TODAY }
  switch (target) {
    case 'knock':
      return (await openKnock({ ...base, released: await behind('Lk', knock), name: sealed.k })).ok
    case 'story':
      return (await openStory({ ...base, released: await behind('Ls', story), name: sealed.s, ticket })).ok
    case 'receipt':
      return (await openReceipt(await behind('Ls', story), sealed.s, ticket.receiptIdentity, roster)) !== null
    case 'talk': {
      const opening = { ...base, talk: await behind('Lt', talk), t: sealed.t, front: sealed.front, grant: sealed.grant }
      const sides = await Promise.all((['to', 'from'] as const).map((side) => openTalk({ ...opening, side })))
      return sides.some((opened) => opened !== null)
    }
    case 'note': {
      const opened = await Promise.all(desks.map((each) => openNote(each, sealed.noteBlob)))
      return opened.some((note) => note !== null)
    }
  }
}

for (const kind of KINDS)
  test(`${kind.name}: every minimal set opens and every maximal closed set does not, in each state and period`, async () => {
    const sealed = await permission(kind)
    const wrong: string[] = []
    let tried = 0
    for (const state of STATES) {
      // What is ahead is opened without an answer that would change anything.
      if (kind.isAhead && state === 'only-now') continue
      for (const target of TARGETS) {
        const { minimal, maximal } = closure(rules(kind.isAhead, state)[target])
        for (const [sets, expected] of [
          [minimal, true],
          [maximal, false],
        ] as const)
          for (const held of sets) {
            tried += 1
            const isOpen = await attempt(sealed, state, held, target)
            if (isOpen !== expected) wrong.push(`${state} ${target} with ${shown(held)}`)
          }
      }
    }
    assert.deepEqual(wrong, [])
    assert.ok(tried >= 60, String(tried))
  })

test('the closure itself: of a set that opens, less does not; to a set that is closed, anything more opens', () => {
  const { minimal, maximal } = closure([['Ls', 'T', 'E0']])
  assert.deepEqual(minimal.map(shown), ['Ls+E0+T'])
  assert.deepEqual(
    maximal.map((held) => ATOMS.filter((atom) => !held.has(atom))),
    [['T'], ['E0'], ['Ls']],
  )
  const either = closure([
    ['Lt', 'E0'],
    ['Lt', 'F'],
  ])
  assert.equal(either.minimal.length, 2)
  assert.deepEqual(
    either.maximal.map((held) => ATOMS.filter((atom) => !held.has(atom))),
    [['E0', 'F'], ['Lt']],
  )
})

test('what leads to a desk key: a device of the desk by its wrap, the papers by theirs, nobody by the other, and each only for its periods', async () => {
  const sealing = async (epoch: number) => ({ which: desk, epoch, seed: await seedOf('birch', 'referral', epoch) })
  const wraps: Wrap[] = [
    ...(await wrapsFor([...early.devices.values()], await sealing(0))),
    ...(await wrapsFor([...roster.devices.values()], await sealing(1))),
  ]
  const papers = [
    ...(await recoveryWrapsFor(early, await sealing(0))),
    ...(await recoveryWrapsFor(roster, await sealing(1))),
  ]
  const periodsOf = async (identity: string, blobs: readonly string[]) => {
    const opened = await Promise.all(blobs.map((blob) => openSeed(identity, roster, blob)))
    return opened.flatMap((held) => held?.epoch ?? [])
  }
  const ofDevice = async (id: string) =>
    periodsOf(
      (await deviceOf(id)).identity,
      wraps.map(({ blob }) => blob),
    )
  const ofPapers = async (id: string) =>
    periodsOf(
      (await deriveDemoPapers(id)).identity,
      papers.map(({ blob }) => blob),
    )
  assert.deepEqual(await ofDevice('birch-worker-1'), [0, 1])
  assert.deepEqual(await ofDevice('birch-worker-2'), [0], 'removed: none that came after')
  for (const id of ['birch-keeper-1', 'alder-worker-1', 'cedar-worker-1']) assert.deepEqual(await ofDevice(id), [], id)
  assert.deepEqual(await ofPapers('birch'), [0, 1])
  for (const id of ['alder', 'cedar']) assert.deepEqual(await ofPapers(id), [], id)
  const crossed = await Promise.all([
    periodsOf(
      (await deviceOf('birch-worker-1')).identity,
      papers.map(({ blob }) => blob),
    ),
    periodsOf(
      (await deriveDemoPapers('birch')).identity,
      wraps.map(({ blob }) => blob),
    ),
  ])
  assert.deepEqual(crossed, [[], []])
})

test('a removed device with a copy of the whole disk, leashes included, opens nothing that was locked anew and confirmed', async () => {
  for (const kind of KINDS) {
    const sealed = await permission(kind)
    const all = new Set<Atom>(['Lk', 'Ls', 'Lt', 'E0', 'X'])
    for (const target of TARGETS) {
      assert.equal(await attempt(sealed, 'confirmed', all, target), false, `${kind.name} ${target}`)
      // Beside the old locks it does, with the leash: that is what confirming is for.
      const expected = target === 'knock' || target === 'story' || target === 'talk'
      assert.equal(await attempt(sealed, 'relocked', all, target), expected, `${kind.name} ${target}`)
    }
  }
  const waiting = await permission(KINDS[0] as Kind)
  const holds = (...more: Atom[]) => attempt(waiting, 'waiting', new Set<Atom>(['Ls', 'E0', ...more]), 'story')
  assert.deepEqual(
    [await holds(), await holds('T')],
    [false, true],
    'a story that waits for its ticket stays under the old key',
  )
})

test('the two tracks never meet: same names, same people, and nothing of one opens in the other', async () => {
  const names = { fi: 'Kaupunki', sv: 'Staden', en: 'The city' }
  const purchased = { network: 'bought-network', track: 'purchased', purchaser: { names, nonProfitBasis: 'section 4' } }
  const ids = [...keepersOf('alder'), ...BIRCH, ...keepersOf('cedar')]
  const secret = (id: string) => ({ id, keysOf: `bought-${id}` })
  const devices = await Promise.all(
    ids.map((id) => describe(id, id.split('-')[0] ?? '', { roles: ['keeper', 'worker'], keysOf: `bought-${id}` })),
  )
  const founded = await withBatch([], [await genesisBody({ ...purchased, devices }), ids.map(secret)])
  const own = { ...(await epochBody('birch', 'referral', 7)), epoch: 0 }
  const names2 = { fi: 'Tuki', sv: 'Stöd', en: 'Support' }
  const deskEntry = {
    kind: 'desk',
    organisation: 'birch',
    id: 'referral',
    deskKind: 'referral',
    names: names2,
    volunteers: false,
  }
  const bought = await readWhole(await withBatch(founded, [deskEntry, BIRCH.map(secret)], [own, BIRCH.map(secret)]))
  assert.deepEqual([bought.track, early.track], ['purchased', 'ngo-led'])
  // A permission of the one, with all its keys and its leash, read by somebody who stands in the roster of the other.
  const sealed = await permission(KINDS[2] as Kind)
  const { knock, story, talk } = sealed.states.waiting
  const base = { desks: [await period(0)], roster: bought, today: TODAY }
  const read = async (act: () => Promise<{ ok: boolean } | null>) => (await act().catch(() => null))?.ok ?? false
  assert.equal(await read(() => openKnock({ ...base, released: knock, name: sealed.k })), false)
  assert.equal(await read(() => openStory({ ...base, released: story, name: sealed.s, ticket: sealed.ticket })), false)
  assert.equal(await openReceipt(story, sealed.s, sealed.ticket.receiptIdentity, bought).catch(() => null), null)
  const opening = { ...base, side: 'to' as const, talk, t: sealed.t, front: sealed.front, grant: sealed.grant }
  assert.deepEqual((await openTalk(opening))?.items ?? [], [])
  // The bell of the one, with the very key, is not heard in the other.
  const { bellPrivate } = await period(0)
  assert.ok(await hearBell(bellPrivate, early.network, sealed.deposit.bell))
  assert.equal(await hearBell(bellPrivate, bought.network, sealed.deposit.bell), null)
  // A wrap of the one is foreign in the other, though device, desk and period have the same names.
  const device = await deviceOf('birch-worker-1')
  const wrap = await sealWrap(device.recipient, { which: desk, epoch: 0, seed: await seedOf('birch', 'referral', 0) })
  assert.ok(await openWrap(device, early, wrap))
  await assert.rejects(openWrap(device, bought, wrap), ForeignKey)
  // Tickets and device files are salted by the network, entries are chained to its genesis.
  assert.notDeepEqual(await ticketSalt(early.network), await ticketSalt(bought.network))
  const salt = (network: Roster['network']) => prfSalt({ network, device: 'birch-worker-1' as DeviceId })
  assert.notDeepEqual(await salt(early.network), await salt(bought.network))
  assert.notEqual(early.genesis, bought.genesis)
})

test('the shared desk: who was there reads the years before by the link, who left reads none after, another desk reads none at all', async () => {
  const SHARED: AnyDesk = { organisation: null, desk: NETWORK_DESK }
  const shared = await readWhole(
    await withBatch(
      await foundNetwork(await withPapers()),
      [await sharedEpochBody(0), BIRCH],
      [await sharedEpochBody(1), BIRCH],
    ),
  )
  const [past, now] = await Promise.all([0, 1].map((epoch) => keysOf('all', 'network', epoch)))
  assert.ok(past && now)
  const link = await sealWrap(now.recipient, { which: SHARED, epoch: 0, seed: await seedOf('all', 'network', 0) })
  assert.equal((await openSeed(now.identity, shared, link))?.identity, past.identity)
  assert.equal(await openSeed(past.identity, shared, link), null)
  assert.equal(await openSeed((await period(0)).identity, shared, link), null)
  const forged = await sealWrap(now.recipient, { which: SHARED, epoch: 0, seed: systemRandom(32) })
  await assert.rejects(openSeed(now.identity, shared, forged), ForeignKey, 'the seed is compared with the roster')
})
