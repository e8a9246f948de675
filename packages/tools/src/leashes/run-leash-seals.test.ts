// What a leash keeper of another organisation takes and answers: only what was sealed to it, for this network, name, word and day, asked for by a
// device that the roster names; and to that device's fresh key alone. Governed by docs/protocol.md "Sealed requests".
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import type { Name, Proof, Recipient } from '@apila/core/bytes.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import type { SignedEntry } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { SealsAnswer, type SealsLine, SealsRecipient } from '@apila/core/referral/leash-seals.ts'
import type { BoundContent } from '@apila/core/referral/leash.ts'
import { newIdentity, recipientOf } from '@apila/sealing/age.ts'
import { fromBase64url, toBase64url, utf8 } from '@apila/sealing/encoding.ts'
import { type Asking, askLeash, leashText, openAnswer } from '@apila/sealing/referral/leash.ts'
import {
  TODAY,
  deviceOf,
  epochBody,
  foundNetwork,
  keepersOf,
  readWhole,
  withBatch,
} from '../../../sealing/src/organisation/test-network.ts'
import { randomName, randomSecret } from '../../../sealing/src/referral/test/permission.ts'
import { proofOf } from '@apila/sealing/ticket.ts'
import { KEY_FILE } from './leash-keys.ts'
import { ROSTER_FILE } from './keeper-roster.ts'
import { runLeashSeals } from './run-leash-seals.ts'

const NETWORK = 'test-network' as BoundContent['network']
const founded = await foundNetwork()
const roster = await readWhole(founded)
const device = await deviceOf('alder-worker-1')
const paperOf = ({ genesis }: Roster): string => Buffer.from(fromBase64url(genesis)).toString('hex').slice(0, 40)

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'apila-seals-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

type Line = SealsLine extends infer L ? (L extends unknown ? Omit<L, 'n'> : never) : never

/** The program on a folder, as the keeper's process speaks to it. */
async function startSeals(folder: string, paper: string | null = paperOf(roster)) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const done = runLeashSeals({ folder, paper, input, output })
  const lines = createInterface({ input: output })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => {
    const { value } = await Promise.race([lines.next(), done.then(() => ({ value: undefined }))])
    return JSON.parse(String(value))
  }
  const { recipient } = SealsRecipient.parse(await next())
  let n = 0
  const ask = async (line: Line): Promise<SealsAnswer> => {
    input.write(`${JSON.stringify({ n: (n += 1), ...line })}\n`)
    return SealsAnswer.parse(await next())
  }
  const stop = async (): Promise<void> => {
    input.end()
    await done
  }
  return {
    recipient,
    ask,
    stop,
    learn: (entries: readonly SignedEntry[] = founded, from = 0, today: Day = TODAY) =>
      ask({ act: 'learn', from, entries: [...entries], today }),
    answer: ({ request }: Pick<Asking, 'request'>, kept: string, changes: { network?: string; today?: Day } = {}) =>
      ask({ act: 'answer', network: NETWORK, request, kept, today: TODAY, ...changes }),
    take: (
      bound: Pick<BoundContent, 'until'> & { proofs: { withdraw: Proof; renew: Proof } },
      leashes: string[],
      network: string = NETWORK,
    ) => ask({ act: 'take', network, until: bound.until, proofs: bound.proofs, leashes }),
  }
}
type Started = Awaited<ReturnType<typeof startSeals>>

async function newBound(changes: Partial<BoundContent> = {}) {
  const withdraw = await proofOf(randomSecret())
  const renew = await proofOf(randomSecret())
  const until = addDays(TODAY, 14)
  const leash = await newIdentity()
  const bound = { network: NETWORK, slot: 't' as const, name: randomName(), withdraw, renew, until, leash, ...changes }
  return { ...bound, proofs: { withdraw, renew } }
}
type NewBound = Awaited<ReturnType<typeof newBound>>

const sealed = async (to: Recipient, bound: NewBound): Promise<string> => {
  const { network, slot, name, withdraw, renew, until, leash } = bound
  return leashText(to, { network, slot, name, withdraw, renew, until, leash })
}

const problemOf = (answer: SealsAnswer): string =>
  'problem' in answer ? `${answer.problem}: ${answer.reason}` : 'none'

/** What the keeper keeps of a leash that it took. */
async function kept(seals: Started, bound: NewBound): Promise<string> {
  const taken = await seals.take(bound, [await sealed(seals.recipient, bound)])
  assert.ok('kept' in taken, problemOf(taken))
  return taken.kept[0] ?? ''
}

const asking = (to: Recipient, name: Name, changes: { today?: Day; as?: typeof device; roster?: Roster } = {}) =>
  askLeash(
    to,
    { device: changes.as ?? device, roster: changes.roster ?? roster, today: changes.today ?? TODAY },
    name,
    null,
  )

test('what was sealed to the keeper is taken with its name, and answered to the key of the request alone', async (t) => {
  const seals = await startSeals(newFolder(t))
  t.after(seals.stop)
  const bound = await newBound()
  const own = await kept(seals, bound)
  const ask = await asking(seals.recipient, bound.name)
  assert.deepEqual(await seals.answer(ask, own), { n: 2, length: 0 }, 'before it has read the roster nobody is known')
  assert.deepEqual(await seals.learn(), { n: 3, length: founded.length })
  const answered = await seals.answer(ask, own)
  assert.ok('answer' in answered, problemOf(answered))
  assert.equal(await openAnswer(ask, answered.answer), toBase64url(utf8(bound.leash)))
  assert.ok(!JSON.stringify(answered).includes(bound.leash))
  for (const identity of [device.identity, (await asking(seals.recipient, bound.name)).identity])
    await assert.rejects(openAnswer({ ...ask, identity }, answered.answer), { name: 'BrokenSeal' })
  // A leash from before the members named this keeper has no name with it.
  const plain = await seals.answer(ask, toBase64url(utf8(bound.leash)))
  assert.ok('answer' in plain, problemOf(plain))
})

test('an answer that was swapped for that of another request is noticed', async (t) => {
  const seals = await startSeals(newFolder(t))
  t.after(seals.stop)
  await seals.learn()
  const [one, two] = [await newBound(), await newBound()]
  const asks = [await asking(seals.recipient, one.name), await asking(seals.recipient, two.name)] as const
  const answers = [
    await seals.answer(asks[0], await kept(seals, one)),
    await seals.answer(asks[1], await kept(seals, two)),
  ]
  const [first, second] = answers.map((each) => ('answer' in each ? each.answer : ''))
  await assert.rejects(openAnswer(asks[0], second ?? ''), { name: 'BrokenSeal' })
  // Even by somebody who knew the key to which the answer goes.
  await assert.rejects(openAnswer({ ...asks[0], identity: asks[1].identity }, second ?? ''), { name: 'BrokenSeal' })
  await assert.rejects(openAnswer({ ...asks[0], name: two.name }, first ?? ''), { name: 'BrokenSeal' })
  assert.equal(await openAnswer(asks[0], first ?? ''), toBase64url(utf8(one.leash)))
})

test('a leash is put for its own network, last day and word, and for no other', async (t) => {
  const seals = await startSeals(newFolder(t))
  t.after(seals.stop)
  const bound = await newBound()
  const leashes = [await sealed(seals.recipient, bound)]
  const other = await proofOf(randomSecret())
  const of = { until: bound.until, proofs: bound.proofs }
  const wrong = [
    [await seals.take(of, leashes, 'other-network'), 'bad-input: a leash of another network'],
    [await seals.take({ ...of, until: addDays(bound.until, 1) }, leashes), 'bad-input: a leash with another last day'],
    [
      await seals.take({ ...of, proofs: { ...bound.proofs, withdraw: other } }, leashes),
      'bad-input: a leash that another word ends or moves',
    ],
    [
      await seals.take({ ...of, proofs: { ...bound.proofs, renew: other } }, leashes),
      'bad-input: a leash that another word ends or moves',
    ],
    [await seals.take(of, [...leashes, ...leashes]), 'bad-input: one part twice'],
    [
      await seals.take(of, [await sealed(await recipientOf(await newIdentity()), bound)]),
      'keys: sealed to a key that is not in this folder',
    ],
    [await seals.take(of, [toBase64url(fromBase64url(leashes[0] ?? '').fill(0, 900))]), 'bad-input: BrokenSeal'],
  ] as const
  for (const [answer, problem] of wrong) assert.equal(problemOf(answer), problem)
  assert.equal(problemOf(await seals.take(of, leashes)), 'none')
})

test('a request is answered for its own part, network and day, by a device of the roster, and for no other', async (t) => {
  const seals = await startSeals(newFolder(t))
  t.after(seals.stop)
  await seals.learn()
  const to = seals.recipient
  const [talk, knock] = [await newBound(), await newBound({ slot: 'k' })]
  const [ownTalk, ownKnock] = [await kept(seals, talk), await kept(seals, knock)]
  const good = await asking(to, talk.name)
  const stranger = { ...(await deviceOf('somebody-else')), id: device.id }
  const unknown = await deviceOf('alder-worker-9')
  const officer = await deviceOf('alder-officer')
  const forked = await readWhole(await withBatch(founded.slice(0, -1), [orgChange('birch'), keepersOf('birch')]))
  const line = { n: 0, digest: roster.head }
  const wrong = [
    [await seals.answer(good, ownKnock), 'bad-input: a request for another part'],
    [await seals.answer(good, ownTalk, { network: 'other-network' }), 'bad-input: a request for another network'],
    [await seals.answer(good, ownTalk, { today: addDays(TODAY, 3) }), 'bad-input: a request of another day'],
    [await seals.answer(good, ownTalk, { today: addDays(TODAY, -3) }), 'bad-input: a request of another day'],
    [
      await seals.answer(await asking(to, talk.name, { as: stranger }), ownTalk),
      'bad-input: a request that no device of a desk has signed',
    ],
    [
      await seals.answer(await asking(to, talk.name, { as: unknown }), ownTalk),
      'bad-input: a request that no device of a desk has signed',
    ],
    [
      await seals.answer(await asking(to, talk.name, { as: officer }), ownTalk),
      'bad-input: a request that no device of a desk has signed',
    ],
    [
      await seals.answer(await asking(to, talk.name, { roster: forked }), ownTalk),
      'keys: the device has read another roster than this keeper',
    ],
    [
      await seals.answer(await asking(await recipientOf(await newIdentity()), talk.name), ownTalk),
      'keys: sealed to a key that is not in this folder',
    ],
    [await seals.answer(await asking(to, knock.name), ownKnock), 'bad-input: a request without its line'],
    [
      await seals.answer(await askLeash(to, { device, roster, today: TODAY }, talk.name, line), ownTalk),
      'bad-input: a request without its line',
    ],
  ] as const
  for (const [answer, problem] of wrong) assert.equal(problemOf(answer), problem)
  assert.equal(problemOf(await seals.answer(good, ownTalk)), 'none')
  const opened = await seals.answer(await askLeash(to, { device, roster, today: TODAY }, knock.name, line), ownKnock)
  assert.equal(problemOf(opened), 'none')
})

const orgChange = (organisation: string) => ({
  ...{ kind: 'device-change', id: `${organisation}-worker-1`, roles: ['worker'], desks: ['referral'] },
  supervisor: null,
})

test('a device that has gone gets nothing, as soon as the keeper has read that', async (t) => {
  const seals = await startSeals(newFolder(t))
  t.after(seals.stop)
  await seals.learn()
  const bound = await newBound()
  const own = await kept(seals, bound)
  const later = await withBatch(
    founded,
    [{ kind: 'device-remove', id: 'alder-worker-1' }, keepersOf('alder')],
    [await epochBody('alder', 'referral', 1), keepersOf('alder')],
  )
  const read = await readWhole(later)
  const colleague = await deviceOf('birch-worker-1')
  const asked = await asking(seals.recipient, bound.name, { as: colleague, roster: read })
  assert.deepEqual(await seals.answer(asked, own), { n: 3, length: founded.length }, 'it must know more first')
  assert.deepEqual(await seals.learn(later.slice(founded.length), founded.length), { n: 4, length: later.length })
  assert.equal(problemOf(await seals.answer(asked, own)), 'none')
  const gone = await asking(seals.recipient, bound.name)
  assert.equal(problemOf(await seals.answer(gone, own)), 'bad-input: a request that no device of a desk has signed')
})

test('the roster is believed by the paper of the founding, entry by entry, and kept', async (t) => {
  const folder = newFolder(t)
  const without = await startSeals(folder, null)
  assert.match(problemOf(await without.learn()), /^keys: it is not told yet which network this is/)
  await without.stop()
  // What is no digits of a paper is refused at once, and nothing of it is kept.
  for (const slip of ['12', '', 'ab '.repeat(19), 'ab '.repeat(21), 'gh '.repeat(20)])
    await assert.rejects(startSeals(folder, slip), /--paper is not the 40 digits/)
  await (await startSeals(folder, null)).stop()
  assert.equal(existsSync(join(folder, 'paper.txt')), false)
  const other = await startSeals(folder, 'ab '.repeat(20))
  assert.equal(problemOf(await other.learn()), 'keys: the roster is of another network than the paper')
  await other.stop()
  await (await startSeals(folder, (paperOf(roster).match(/.{4}/g) ?? []).join(' ').toUpperCase())).stop()
  const seals = await startSeals(folder, null)
  const broken = founded.with(3, { ...(founded[3] as SignedEntry), signatures: founded[4]?.signatures ?? [] })
  assert.match(problemOf(await seals.learn(broken)), /^keys: the roster that the server brought breaks a rule/)
  assert.match(problemOf(await seals.learn(founded.slice(2), 2)), /^keys: the roster does not go on where it stands/)
  assert.deepEqual(await seals.learn(founded.slice(0, 5)), { n: 3, length: 5 })
  assert.deepEqual(await seals.learn(founded.slice(5), 5), { n: 4, length: founded.length })
  await seals.stop()
  const again = await startSeals(folder, null)
  const bound = await newBound()
  const own = await kept(again, bound)
  assert.equal(problemOf(await again.answer(await asking(again.recipient, bound.name), own)), 'none')
  await again.stop()
  for (const name of [KEY_FILE, ROSTER_FILE]) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600)
  writeFileSync(join(folder, ROSTER_FILE), '{}')
  await assert.rejects(startSeals(folder), /is damaged/)
})

test('the key is made once and stays; an earlier one beside it still opens, and goes when it is taken away', async (t) => {
  const folder = newFolder(t)
  const first = await startSeals(folder)
  await first.stop()
  const second = await startSeals(folder)
  assert.equal(second.recipient, first.recipient)
  await second.stop()
  renameSync(join(folder, KEY_FILE), join(folder, 'recipient-2026.key'))
  const third = await startSeals(folder)
  assert.notEqual(third.recipient, first.recipient)
  const bound = await newBound()
  const old = [await sealed(first.recipient, bound)]
  assert.equal(problemOf(await third.take(bound, old)), 'none')
  await third.stop()
  rmSync(join(folder, 'recipient-2026.key'))
  const fourth = await startSeals(folder)
  assert.equal(fourth.recipient, third.recipient)
  assert.equal(problemOf(await fourth.take(bound, old)), 'keys: sealed to a key that is not in this folder')
  await fourth.stop()
  assert.match(readFileSync(join(folder, KEY_FILE), 'utf8'), /^AGE-SECRET-KEY-PQ-1/)
  writeFileSync(join(folder, KEY_FILE), 'nothing')
  await assert.rejects(startSeals(folder), /holds no key to which leashes are sealed/)
})
