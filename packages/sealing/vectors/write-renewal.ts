// Writes vectors/renewal.json: `npm run write -- renewal`. Conversations with renewals of a last day, right and wrong, and what a reader must
// say of each item. Written once, like permission.json: sealing is random. Its roster is that of vectors/roster.json.
import { writeFile } from 'node:fs/promises'
import { type Day, addDays } from '@apila/core/day.ts'
import type { Front, Renewal } from '@apila/core/referral/permission.ts'
import { ITEM_BYTES } from '@apila/core/sizes.ts'
import { newIdentity, recipientOf, sealText } from '../src/age.ts'
import { digestOf } from '../src/encoding.ts'
import { signLabelled } from '../src/labels.ts'
import { TODAY, deviceOf, foundNetwork, readWhole } from '../src/organisation/test-network.ts'
import { padTo } from '../src/padding.ts'
import { signRenewal } from '../src/referral/renewal.ts'
import { digestOfRecipient, permissionDigest, signPart } from '../src/referral/signed.ts'
import { backOf, frontOf, randomName } from '../src/referral/test/permission.ts'

const roster = await readWhole(await foundNetwork())
const [sender, receiver, keeper] = [
  await deviceOf('alder-worker-1'),
  await deviceOf('birch-worker-1'),
  await deviceOf('birch-keeper-1'),
]
const [identity, t] = [await newIdentity(), randomName()]
const to = await recipientOf(identity)
const first = addDays(TODAY, 30)

interface Saying {
  /** Null: something else that is said then. */
  renewal: Partial<Renewal> | null
  said?: Day
  by?: typeof sender
  /** Whose signature stands under the renewal, where it is another's. */
  signer?: typeof sender
  label?: 'apila/part/v2'
  says: string
}
type Script = readonly Saying[]

async function itemOf(grant: Renewal['grant'], saying: Saying, n: number): Promise<object> {
  const { renewal: changes, by = receiver, signer = by, label } = saying
  if (changes === null) return { kind: 'accepted', n, said: saying.said }
  const renewal: Renewal = { grant, until: addDays(first, 29), on: addDays(first, -1), how: 'ticket', ...changes }
  const signed = await signRenewal(signer, renewal)
  const signature = label ? await signLabelled(signer, label, JSON.stringify(renewal)) : signed.signature
  return { kind: 'renewed', n, said: saying.said ?? renewal.on, renewal, signature }
}

async function conversation(name: string, until: Day, last: Day, script: Script, changes: Partial<Front> = {}) {
  const front = frontOf(changes)
  const grant = await permissionDigest(front, backOf())
  const log = { length: roster.length, head: roster.head }
  const head = { part: 'item' as const, network: roster.network, at: t, receiver: await digestOfRecipient(to), grant }
  const items: string[] = []
  for (const [n, saying] of script.entries()) {
    const part = await signPart(saying.by ?? receiver, { ...head, roster: log }, await itemOf(grant, saying, n))
    items.push(await sealText(to, padTo(part, ITEM_BYTES)))
  }
  return { case: name, front, grant, until, items, stands: script.map(({ says }) => says), last }
}

/** For thirty days from this day on. */
const from = (on: Day): Partial<Renewal> => ({ on, until: addDays(on, 30) })
const once = addDays(first, 29)
const [twice, thrice] = [addDays(once, 29), addDays(once, 58)]
/** The days before the last, each time. */
const FOLLOWING = [addDays(first, -1), addDays(once, -1), addDays(twice, -1)]
const beside = (day: Day, by = sender): Saying => ({ renewal: from(addDays(day, -30)), by, says: 'stands' })

const cases = [
  await conversation('one that the client said', once, once, [
    { renewal: null, said: TODAY, says: 'stands' },
    { renewal: {}, says: 'stands' },
    { renewal: null, said: addDays(first, 5), says: 'stands' },
    { renewal: null, said: addDays(once, 1), says: 'said-outside-days' },
  ]),
  await conversation('one that the server did not keep', first, first, [{ renewal: {}, says: 'renewal-not-kept' }]),
  await conversation('what is not right moves nothing, and hides none that is', once, once, [
    { renewal: { grant: await digestOf('another') }, says: 'renewal-not-right' },
    { renewal: {}, signer: keeper, says: 'renewal-not-right' },
    { renewal: {}, label: 'apila/part/v2', says: 'renewal-not-right' },
    { renewal: { on: TODAY, until: once }, says: 'renewal-not-right' },
    { renewal: { on: TODAY, until: first }, says: 'renewal-not-later' },
    { renewal: {}, said: first, says: 'renewal-other-day' },
    { renewal: from(addDays(first, -1)), by: sender, said: addDays(first, -2), says: 'renewal-other-day' },
    { renewal: { how: 'spoken' }, says: 'renewal-not-right' },
    { renewal: { how: 'shown' }, by: sender, says: 'renewal-without-ticket' },
    { renewal: {}, says: 'stands' },
  ]),
  await conversation(
    'without a ticket, at the sender',
    once,
    once,
    [
      { renewal: { how: 'shown' }, says: 'renewal-without-ticket' },
      { renewal: { how: 'spoken', until: addDays(first, 2) }, by: sender, says: 'stands' },
      { renewal: { how: 'shown' }, by: sender, says: 'stands' },
    ],
    { mode: 'all-ahead' },
  ),
  await conversation('three, and a fourth that the server did not keep', thrice, thrice, [
    ...FOLLOWING.map((day): Saying => ({ renewal: from(day), says: 'stands' })),
    { renewal: from(addDays(thrice, -1)), says: 'renewal-not-kept' },
  ]),
  await conversation('three, and a fourth that the server keeps', addDays(thrice, 29), first, [
    ...FOLLOWING.map((day): Saying => ({ renewal: from(day), says: 'server-keeps-longer' })),
    { renewal: from(addDays(thrice, -1)), says: 'renewal-not-right' },
  ]),
  await conversation('three beside the client’s own push it not past the limit', once, once, [
    beside(addDays(first, 1)),
    beside(addDays(first, 2), receiver),
    beside(addDays(first, 3)),
    { renewal: {}, says: 'stands' },
    { renewal: null, said: addDays(first, 4), says: 'stands' },
  ]),
  await conversation('of what was sent without the client', once, first, [{ renewal: {}, says: 'not-renewable' }], {
    kind: 'urgent',
    mode: 'all-ahead',
  }),
]
const vector = {
  about: 'docs/protocol.md "Renewal"; sealed once, read by every build; the roster is that of roster.json',
}
const whole = { ...vector, t, identity, cases }
await writeFile(new URL('./renewal.json', import.meta.url), `${JSON.stringify(whole, null, 1)}\n`)
