// Writes vectors/permission.json: `npm run write -- permission`. Sealing is random, so it is written once for each version of the format and
// then only read: what an older build sealed must open with every newer one. Its roster is that of vectors/roster.json.
import { writeFile } from 'node:fs/promises'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Digest, Name } from '@apila/core/bytes.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import type { PlainAct } from '@apila/core/referral/content.ts'
import type { Unnumbered } from '@apila/core/referral/items.ts'
import type { Deposit, Released } from '@apila/core/referral/wire.ts'
import { ITEM_BYTES } from '@apila/core/sizes.ts'
import { newIdentity, recipientOf, sealText } from '../src/age.ts'
import { fromBase64url, toBase64url } from '../src/encoding.ts'
import { TODAY, deviceOf, foundNetwork, keysOf, readWhole, seedOf } from '../src/organisation/test-network.ts'
import { lineDigest, sealLine } from '../src/referral/book.ts'
import { leashIdentity, openLocks, sealLock } from '../src/referral/locks.ts'
import { nextLock, openStory } from '../src/referral/open.ts'
import { reserve, sealPermission } from '../src/referral/seal.ts'
import { padTo } from '../src/padding.ts'
import { digestOfRecipient, permissionDigest, signPart } from '../src/referral/signed.ts'
import {
  AHEAD,
  type Craft,
  TOLD,
  craft,
  freshTicket,
  inputWith,
  randomSecret,
  releasedStory,
  withLock,
} from '../src/referral/test/permission.ts'
import { wrongParts } from '../src/referral/test/wrong.ts'
import { proofOf, stretchTicket, ticketKeys } from '../src/ticket.ts'

const roster = await readWhole(await foundNetwork())
const [alder, birch, cedar] = [
  await keysOf('alder', 'referral'),
  await keysOf('birch', 'referral'),
  await keysOf('cedar', 'referral'),
]
const [sender, receiver] = [await deviceOf('alder-worker-1'), await deviceOf('birch-worker-1')]
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

const SHEET = {
  tasks: [
    { who: 'alder', what: 'calls', done: TODAY },
    { who: 'the client', what: 'brings the letter' },
  ],
  contact: 'ä\nö',
  information: '',
  reviewOn: TODAY,
}
const [later, over] = [addDays(TODAY, 3), addDays(TODAY, 31)]
const time = (on: Day) => ({ kind: 'time', on, at: '09:30', place: 'yours' }) as const
const yesTo = (of: number) => ({ kind: 'time-answer', of, answer: 'yes' }) as const
type Saying = Unnumbered & { said?: Day }
/** What is said, by whom, and what becomes of it. */
type Script = ReadonlyArray<readonly [Saying, typeof sender, string]>
const REFERRAL: Script = [
  [{ kind: 'accepted' }, receiver, 'stands'],
  [time(later), receiver, 'stands'],
  [yesTo(1), receiver, 'answers-nothing'],
  [{ kind: 'time-answer', of: 1, answer: 'other' }, sender, 'stands'],
  [time(TODAY), sender, 'stands'],
  [yesTo(1), sender, 'answers-nothing'],
  [yesTo(4), receiver, 'stands'],
  [time(over), receiver, 'time-outside-days'],
  [{ kind: 'question', text: 'Kävisikö "toinen" kerros?\n👩‍👧' }, sender, 'stands'],
  [{ kind: 'answer', of: 4, text: 'no question' }, receiver, 'answers-nothing'],
  [{ kind: 'answer', of: 8, text: 'ä'.repeat(2000) }, receiver, 'stands'],
  [{ kind: 'answer', of: null, text: 'no advice was asked' }, receiver, 'answers-nothing'],
  [{ kind: 'declined', reason: 'may-identify' }, receiver, 'not-in-advice'],
  [{ kind: 'opened', said: addDays(TODAY, -1) }, receiver, 'said-outside-days'],
  [{ kind: 'opened', said: over }, receiver, 'said-outside-days'],
  [{ kind: 'opened' }, sender, 'wrong-writer'],
  [{ kind: 'question', text: 'ä'.repeat(2001) }, receiver, 'broken'],
  [{ kind: 'question', text: ' ' }, receiver, 'broken'],
  [{ kind: 'sheet', version: 1, sheet: SHEET }, sender, 'stands'],
]
const CODES_ONLY: Script = [
  [{ kind: 'accepted' }, receiver, 'stands'],
  [{ kind: 'question', text: 'which floor?' }, sender, 'not-asked-for-words'],
  [time(later), sender, 'stands'],
  [{ kind: 'time-answer', of: 2, answer: 'no' }, receiver, 'stands'],
  [{ kind: 'sheet', version: 1, sheet: SHEET }, sender, 'stands'],
]
const ADVICE: Script = [
  [{ kind: 'accepted' }, receiver, 'not-in-advice'],
  [{ kind: 'answer', of: null, text: 'that may be done at once' }, sender, 'answers-nothing'],
  [{ kind: 'answer', of: null, text: 'that may be done at once' }, receiver, 'stands'],
  [{ kind: 'question', text: 'and after a month?' }, sender, 'stands'],
  [{ kind: 'answer', of: 3, text: 'then too' }, receiver, 'stands'],
  [time(later), receiver, 'not-in-advice'],
  [{ kind: 'declined', reason: 'may-identify' }, receiver, 'stands'],
]
const ASKED = { purpose: 'legal-advice', text: 'Saako "sidotun" luvan\nhaltija vaihtaa työtä?' } as const
const ACTS: readonly PlainAct[] = ['first-contact-opened', 'story-opened', 'locked-anew', 'message:accepted']

const NOTHING_TOLD = { safeContact: null, situation: null, needs: null, clarified: null }
const CONSULT = { kind: 'consult', mode: 'all-ahead', talk: 'words', meeting: [] } as const
const OF_NOBODY = { age: 'not-asked', how: 'nobody', what: [], keep: [] } as const
const ASKING = {
  front: { ...CONSULT, meeting: [] },
  back: { ...OF_NOBODY, what: [], keep: [] },
  input: { told: NOTHING_TOLD, codes: null, asked: ASKED, refused: [], ending: null },
}

/** One whole permission, and what lies there after the receiving desk has opened it. */
async function whole(
  mode: 'knock-ahead' | 'all-ahead' | 'all-together',
  digits: string | null,
  script: Script,
  changes: Parameters<typeof inputWith>[0] = {},
) {
  const ticket = digits === null ? null : await ticketKeys(await stretchTicket(digits, roster.network))
  const reservation = await reserve(ticket, TODAY, random)
  const told = { ...TOLD, needs: 'Čáhppesnjunnášas\n"ä" 👩‍👧', ...changes.input?.told }
  const input = await inputWith({
    front: { mode, ...changes.front },
    back: { ...(digits === null && AHEAD.back), ...changes.back },
    input: { reservation, ...changes.input, told },
  })
  const { deposit, note } = await sealPermission(input)
  const { front, back } = input
  const { keys, k, t } = reservation
  const grant = await permissionDigest(front, back)
  const opening = { desks: [birch], roster, today: TODAY, released: releasedStory(deposit), name: keys.name }
  const story = await openStory({ ...opening, ticket })
  if (!story.ok) throw new Error(story.problem)
  const next = await nextLock(story.opened, keys.name, randomSecret(), 'yes', {
    device: receiver,
    roster,
    today: TODAY,
  })
  const second = await sealLock(story.opened.leash, birch.recipient, next)
  const identity = await talkIdentity(deposit)
  const items: string[] = []
  for (const [n, [saying, device]] of script.entries())
    items.push(await signedItem({ said: TODAY, ...saying, n }, device, { identity, t, grant }))
  const lines: string[] = []
  let before: Digest | null = null
  for (const [n, act] of ACTS.entries()) {
    const writing = { device: receiver, organisation: front.to.organisation, roster, today: TODAY }
    const { blob } = await sealLine(writing, n === 0 ? k : keys.name, { line: deposit.line, n, before }, act)
    lines.push(blob)
    before = await lineDigest(blob)
  }
  return {
    mode,
    digits,
    receiptIdentity: digits === null ? keys.receiptIdentity : null,
    deposit,
    secondLock: second,
    items,
    lines,
    says: {
      front,
      back,
      grant,
      codes: input.codes,
      asked: input.asked ?? null,
      told,
      refused: input.refused,
      withdraw: await proofOf(keys.withdraw),
      note,
      items: script.flatMap(([saying, { id }, says], n) =>
        says === 'stands' ? [{ item: { said: TODAY, ...saying, n }, device: id }] : [],
      ),
      stands: script.map(([, , says]) => says),
      acts: ACTS,
    },
  }
}

/** Signed and sealed by hand, since the product seals nothing that does not stand. */
async function signedItem(
  item: object,
  device: typeof sender,
  { identity, t, grant }: { identity: string; t: Name; grant: Digest },
): Promise<string> {
  const to = await recipientOf(identity)
  const head = {
    part: 'item' as const,
    network: roster.network,
    at: t,
    receiver: await digestOfRecipient(to),
    grant,
    roster: { length: roster.length, head: roster.head },
  }
  return sealText(to, padTo(await signPart(device, head, item), ITEM_BYTES))
}

async function talkIdentity({ talk }: Deposit): Promise<string> {
  for await (const { lock } of openLocks(leashIdentity(talk.leash), [alder], [{ n: 0, blob: talk.locks[1] }]))
    if (typeof lock.inner !== 'string') return lock.inner.identity
  throw new Error('the conversation does not open')
}

interface Case {
  case: string
  part: 'knock' | 'story'
  name: Name
  released: Released
  today: string
  /** Which desk opens it. */
  desk: 'birch' | 'cedar'
  /** The stretched ticket that she brings. */
  root: string | null
  /** "opens", "broken", "not-for-us", "roster-behind", or what the rule says. */
  says: string
}

const cases: Case[] = []
const root = random(32)
const ticket = await ticketKeys(root)

const NO_TICKET = { root: null }

async function add(name: string, says: string, changes: Craft = {}, more: Partial<Case> = {}) {
  const made = await craft(changes)
  const base = {
    case: name,
    part: changes.part ?? 'knock',
    name: made.name,
    released: made.released,
    today: TODAY,
  } as const
  const brought = changes.part === 'story' ? toBase64url(root) : null
  cases.push({ ...base, desk: 'birch', root: brought, says, ...more })
  return made
}
/** Replaces what stands at a place of the last case. */
const last = (change: (released: Released) => Released) => {
  const made = cases.at(-1)
  if (made) made.released = change(made.released)
}

const SHOWN = [
  'of another network',
  'under another name',
  'another part',
  'signed for another key',
  'signed for another permission',
  'in a suite that the policy does not know',
  'in the name of somebody else',
  'on another log',
  'on a longer log',
  'by the receiving desk',
  'to its own organisation',
  'for 29 days',
  'the day after',
  'kept longer than she was told',
  'with a member that nobody knows',
  'not canonical',
  'with a member that stands twice',
  'with something behind the padding',
  'in another size',
]
for (const [name, changes, says, today] of await wrongParts(roster))
  if (SHOWN.includes(name)) await add(name, says, changes, today ? { today } : {})

await add('right in all', 'opens')
await add('sealed to another desk', 'not-for-us', {}, { desk: 'cedar' })
await add('a byte changed', 'broken')
last((released) => {
  const bytes = fromBase64url(released.body)
  bytes[5000] = (bytes[5000] ?? 0) ^ 1
  return { ...released, body: toBase64url(bytes) }
})
await add('spare bits that are not zero', 'broken')
last((released) => ({ ...released, body: `${released.body.slice(0, -1)}${released.body.endsWith('B') ? 'C' : 'B'}` }))
const two = await add('two stanzas', 'broken')
const both = new Encrypter()
both.addRecipient(await recipientOf(two.identity))
both.addRecipient(birch.recipient)
const twice = toBase64url(await both.encrypt(new Uint8Array(8192)))
last((released) => ({ ...released, body: twice }))
const classic = await generateX25519Identity()
await add('a stanza of another kind', 'broken', { lock: { inner: classic } })
const other = new Encrypter()
other.addRecipient(await identityToRecipient(classic))
const classical = toBase64url(await other.encrypt(new Uint8Array(8192)))
last((released) => ({ ...released, body: classical }))
const forwarded = await add('forwarded to a third desk', 'not-ours', {}, { desk: 'cedar' })
const passed = await sealLock(forwarded.leash, cedar.recipient, {
  turn: randomSecret(),
  yes: null,
  inner: forwarded.identity,
})
last((released) => withLock(released, passed))

const question = { codes: undefined, asked: ASKED }
const advice: Craft = { front: ASKING.front, back: ASKING.back, content: question }
await add('a question for advice', 'opens', advice)
await add('advice that holds codes', 'not-a-question', { front: ASKING.front, back: ASKING.back })
await add('a question in a referral', 'not-a-question', { content: question })
await add('advice that holds codes and a question', 'broken', { ...advice, content: { asked: ASKED } })
await add('a question of 4,001 bytes', 'broken', {
  ...advice,
  content: { ...question, asked: { ...ASKED, text: 'a'.repeat(4001) } },
})
await add('advice for 60 days', 'not-a-question', { ...advice, front: { ...ASKING.front, until: addDays(TODAY, 60) } })
await add('advice that plans a meeting', 'not-a-question', {
  ...advice,
  front: { ...ASKING.front, meeting: [receiver.id.split('-')[0] as never] },
})
await add('advice by codes alone', 'not-a-question', { ...advice, front: { ...ASKING.front, talk: 'codes' } })
await add(
  'a story of advice',
  'opens',
  { part: 'story', front: ASKING.front, back: ASKING.back, told: NOTHING_TOLD },
  NO_TICKET,
)
await add(
  'a story of advice with something told',
  'not-a-question',
  { part: 'story', front: ASKING.front, back: { ...ASKING.back, what: ['needs'] } },
  NO_TICKET,
)

await add('a story with her ticket', 'opens', { part: 'story', ticket })
await add('a story with another ticket', 'not-for-us', { part: 'story', ticket: await freshTicket() })
await add('a story without a ticket', 'not-for-us', { part: 'story', ticket }, { root: null })
await add('a story whose lock holds its key and no Yes', 'not-without-her', { part: 'story' }, { root: null })
await add('more told than she permitted', 'other-parts', { part: 'story', ticket, back: { what: ['situation'] } })
await add("a child's story with a ticket", 'child-or-ticket', { part: 'story', ticket, back: { age: 'child' } })
const hidden = await add('a newer lock that holds nonsense', 'opens', { part: 'story', ticket })
const nonsense = await sealLock(hidden.leash, birch.recipient, {
  turn: randomSecret(),
  yes: null,
  inner: await newIdentity(),
})
last((released) => withLock(released, nonsense))

const vector = {
  about: 'docs/protocol.md; sealed once, opened by every build; the roster is that of roster.json',
  seeds: {
    alder: toBase64url(await seedOf('alder', 'referral')),
    birch: toBase64url(await seedOf('birch', 'referral')),
    cedar: toBase64url(await seedOf('cedar', 'referral')),
  },
  today: TODAY,
  whole: [
    await whole('knock-ahead', '123456789012345678901233', REFERRAL, { front: { talk: 'words' } }),
    await whole('all-ahead', null, CODES_ONLY),
    await whole('all-together', '999999999999999999999993', CODES_ONLY, { front: { talk: 'codes' } }),
    await whole('all-ahead', null, ADVICE, ASKING),
  ],
  cases,
}
await writeFile(new URL('./permission.json', import.meta.url), `${JSON.stringify(vector, null, 1)}\n`)
