// Seals a permission: first contact, story, conversation, her receipt and the bell, one shape in every kind and mode.
// Governed by docs/protocol.md "Seal". The program asks the rule first; what does not stand is not sealed.
import { type Digest, ItemId, type Mark, Name, type Proof, type Recipient, Secret } from '@apila/core/bytes.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import { SUITE } from '@apila/core/organisation/roster.ts'
import { type Roster, currentEpoch, deskKey, findSuiteFor } from '@apila/core/organisation/roster-value.ts'
import {
  type Asked,
  type Codes,
  KnockContent,
  ReceiptContent,
  StoryContent,
  type Told,
  partsOf,
} from '@apila/core/referral/content.ts'
import type { Part } from '@apila/core/referral/head.ts'
import type { SentNote } from '@apila/core/referral/notes.ts'
import type { OwedNotice } from '@apila/core/referral/owed-notice.ts'
import type { Back, Front, IfEnded, ToldItem } from '@apila/core/referral/permission.ts'
import { standing } from '@apila/core/referral/standing.ts'
import { type Deposit, ENDED_LIST_DAYS, type Names } from '@apila/core/referral/wire.ts'
import { KNOCK_BYTES, RECEIPT_BYTES } from '@apila/core/sizes.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
import type { OwnDevice } from '../account/device.ts'
import { newIdentity, recipientOf, seal, sealText } from '../age.ts'
import { bellToNobody, makeBell } from '../bell.ts'
import { type RandomBytes, toBase64url, utf8 } from '../encoding.ts'
import { padTo, padToClass } from '../padding.ts'
import { type TicketKeys, markOf, proofOf, randomKeys } from '../ticket.ts'
import { DoesNotStand } from './does-not-stand.ts'
import { keeperOf, leashText } from './leash.ts'
import { sealLock } from './locks.ts'
import { sealNote } from './note.ts'
import { backDigest, digestOfRecipient, permissionDigest, signPart } from './signed.ts'
import { viewOf } from './view.ts'

/** What is made before she holds the ticket: the names that the server keeps, and what the ticket stands for. */
export interface Reservation {
  k: Name
  t: Name
  keys: TicketKeys
  /** False where there is no ticket: the keys are random, and the sender's note keeps what must be kept. */
  hasTicket: boolean
  sealedOn: Day
}

/** Fresh names, under this ticket or, with `null`, without one. */
export async function reserve(ticket: TicketKeys | null, today: Day, random: RandomBytes): Promise<Reservation> {
  return {
    k: randomName(random),
    t: randomName(random),
    keys: ticket ?? (await randomKeys(random)),
    hasTicket: ticket !== null,
    sealedOn: today,
  }
}

/** What the server is told before the ticket is handed over. */
export async function namesOf({ k, t, keys, sealedOn }: Reservation, until: Day): Promise<Names> {
  return { k, s: keys.name, t, withdraw: await proofOf(keys.withdraw), until, sealedOn }
}

export interface SealInput {
  reservation: Reservation
  front: Front
  back: Back
  /** What she refused to share: in her receipt only. */
  refused: readonly ToldItem[]
  /** What the first contact holds; null where advice is asked. */
  codes: Codes | null
  /** The question for advice. */
  asked?: Asked
  told: Told
  device: OwnDevice
  senderDesk: DeskKeys
  roster: Roster
  today: Day
  /** Whether the ticket was handed over without signal. */
  offline: boolean
  /** Her word for ending by telephone; `null` when she declined that. */
  ending: { word: string } | null
  /** Null where nobody asked. */
  ifEnded: IfEnded | null
  /** The digits, where she asked her worker to keep the ticket. */
  keptTicket: string | null
  /** Set when only this worker's device may show the permission on its list. */
  onlyDevice: SentNote['onlyDevice']
  /** The start meeting of many to which it belongs. */
  meets?: SentNote['meets']
  /** Where a child is concerned: what was tapped about child welfare. */
  childWelfare?: Omit<NonNullable<SentNote['childWelfare']>, 'on'>
  /** What the client is told of afterwards: with an urgent permission, and with no other. */
  owes?: OwedNotice
  random: RandomBytes
}

interface Fresh {
  knock: string
  story: string
  talk: string
  book: string
  leashes: { k: string; s: string; t: string }
  post: Secret
  turns: { k: Secret; s: Secret; t: Secret; f: Secret }
}

/** Seals a permission. Throws `DoesNotStand` where the rule refuses it, `RangeError` where content is too large. */
export async function sealPermission(input: SealInput): Promise<{ deposit: Deposit; note: SentNote }> {
  const { front, back, reservation, roster, random } = input
  const to = currentEpoch(roster, front.to)
  if (!to) throw new DoesNotStand('no-such-desk')
  // What a receiving device could not open is not sealed at all (docs/protocol.md "Suite").
  if (findSuiteFor(roster, front.to, [SUITE]) === undefined) throw new DoesNotStand('no-common-suite')
  const grant = await permissionDigest(front, back)
  await requireStanding(input, to.recipient, grant)
  const fresh = await makeFresh(random)
  const mark = await markOf(await proofOf(reservation.keys.withdraw))
  const lineRecipient = await recipientOf(fresh.book)
  const shared = { front, talk: reservation.t, mark, line: await digestOfRecipient(lineRecipient) }
  const sign = (part: Part, at: Name, receiver: Digest, content: unknown) =>
    signPart(input.device, { ...headOf(input, part, at, receiver), grant }, content)
  const receiver = await digestOfRecipient(to.recipient)
  const { keys } = reservation
  const knock = { ...shared, back: await backDigest(back), ...holdsOf(input) }
  const story: StoryContent = { ...shared, back, story: input.told }
  const receipt: ReceiptContent = { front, back, refused: [...input.refused], bookIdentity: fresh.book }
  const receiptTo = await recipientOf(keys.receiptIdentity)
  const isAhead = front.mode === 'all-ahead'
  const storyInner = isAhead
    ? fresh.story
    : toBase64url(await seal(await recipientOf(keys.openIdentity), utf8(fresh.story)))
  const { leashes, turns } = fresh
  const proofs = await proofsOf(keys, fresh)
  const keeper = keeperOf(roster)
  const { withdraw, renew } = proofs
  const bound = { network: roster.network, withdraw, renew, until: front.until }
  const talkInner = { identity: fresh.talk, post: fresh.post }
  const note = sentNote(input, {
    mark,
    lineRecipient,
    storyRecipient: input.asked ? null : await recipientOf(fresh.story),
  })
  const deposit: Deposit = {
    v: 2,
    proofs,
    until: front.until,
    sealedOn: reservation.sealedOn,
    roster: roster.length,
    offline: input.offline,
    line: lineRecipient,
    knock: {
      k: reservation.k,
      body: await sealText(
        await recipientOf(fresh.knock),
        padTo(await sign('knock', reservation.k, receiver, KnockContent.parse(knock)), KNOCK_BYTES),
      ),
      lock: await sealLock(leashes.k, to.recipient, { turn: turns.k, yes: null, inner: fresh.knock }),
      leash: await leashText(keeper, { ...bound, slot: 'k', name: reservation.k, leash: leashes.k }),
    },
    story: {
      s: keys.name,
      body: await sealText(
        await recipientOf(fresh.story),
        padToClass(await sign('story', keys.name, receiver, StoryContent.parse(story))),
      ),
      lock: await sealLock(leashes.s, to.recipient, { turn: turns.s, yes: null, inner: storyInner }),
      leash: await leashText(keeper, { ...bound, slot: 's', name: keys.name, leash: leashes.s }),
      // Under the leash, so that a thief of backups cannot test guesses of tickets on it.
      receipt: await sealText(
        await recipientOf(leashes.s),
        await seal(
          receiptTo,
          padTo(
            await sign('receipt', keys.name, await digestOfRecipient(receiptTo), ReceiptContent.parse(receipt)),
            RECEIPT_BYTES,
          ),
        ),
      ),
    },
    talk: {
      t: reservation.t,
      locks: [
        await sealLock(leashes.t, to.recipient, { turn: turns.t, yes: null, inner: talkInner }),
        await sealLock(leashes.t, input.senderDesk.recipient, { turn: turns.f, yes: null, inner: talkInner }),
      ],
      leash: await leashText(keeper, { ...bound, slot: 't', name: reservation.t, leash: leashes.t }),
    },
    bell:
      front.mode === 'all-together'
        ? await bellToNobody(roster.network)
        : await makeBell(to.bell, roster.network, {
            kind: front.kind === 'urgent' ? 'urgent' : 'permission',
            name: reservation.k,
            other: isAhead ? keys.name : null,
          }),
    note: {
      list: input.senderDesk.list,
      id: ItemId.parse(toBase64url(random(16))),
      version: 0,
      blob: await sealNote(input.senderDesk, note),
      until: addDays(front.until, ENDED_LIST_DAYS),
    },
  }
  return { deposit, note }
}

async function requireStanding(input: SealInput, to: Recipient, grant: Digest): Promise<void> {
  const { front, back, reservation, roster, today } = input
  const at = reservation.keys.name
  const receiver = await digestOfRecipient(to)
  const view = await viewOf('seal', {
    today,
    roster,
    asked: { part: 'story', at, receiver },
    read: {
      head: { v: 2, suite: SUITE, device: input.device.id, ...headOf(input, 'story', at, receiver), grant },
      isSigned: true,
    },
    grant,
    front,
    back,
    parts: partsOf(input.told),
    holds: input.asked ? 'question' : 'codes',
  })
  const rule = standing(view)
  if (!rule.ok) throw new DoesNotStand(rule.problem)
  // What only the sender's program can see, by the problem that the rule would name.
  if (!roster.epochs.get(deskKey(front.from))?.some((epoch) => epoch.recipient === input.senderDesk.recipient))
    throw new DoesNotStand('wrong-key')
  // She holds a ticket exactly where she said where she keeps it; the note keeps its digits only where she asked for that.
  if (reservation.hasTicket !== back.keep.length > 0) throw new DoesNotStand('child-or-ticket')
  if (input.keptTicket !== null && !back.keep.includes('worker')) throw new DoesNotStand('child-or-ticket')
  // Nothing leaves without the client while nobody has written down what they are told of it.
  if ((front.kind === 'urgent') !== (input.owes !== undefined)) throw new DoesNotStand('urgent-not-right')
  if (reservation.sealedOn !== front.notBefore) throw new DoesNotStand('not-these-days')
}

const holdsOf = ({ codes, asked }: SealInput) => (asked ? { asked } : { codes })

const headOf = ({ roster }: SealInput, part: Part, at: Name, receiver: Digest) => ({
  part,
  at,
  receiver,
  network: roster.network,
  roster: { length: roster.length, head: roster.head },
})

async function makeFresh(random: RandomBytes): Promise<Fresh> {
  const secret = () => Secret.parse(toBase64url(random(32)))
  const [knock, story, talk, book, k, s, t] = await Promise.all([
    newIdentity(),
    newIdentity(),
    newIdentity(),
    newIdentity(),
    newIdentity(),
    newIdentity(),
    newIdentity(),
  ])
  return {
    knock,
    story,
    talk,
    book,
    leashes: { k, s, t },
    post: secret(),
    turns: { k: secret(), s: secret(), t: secret(), f: secret() },
  }
}

async function proofsOf(keys: TicketKeys, { post, turns }: Fresh): Promise<Deposit['proofs']> {
  const [withdraw, renew, posting, k, s, t, f] = (await Promise.all(
    [keys.withdraw, keys.renew, post, turns.k, turns.s, turns.t, turns.f].map(proofOf),
  )) as [Proof, Proof, Proof, Proof, Proof, Proof, Proof]
  return { withdraw, renew, post: posting, turns: { k, s, t, f } }
}

function sentNote(
  input: SealInput,
  made: { mark: Mark; lineRecipient: Recipient; storyRecipient: Recipient | null },
): SentNote {
  const { reservation } = input
  const { keys, hasTicket } = reservation
  return {
    kind: 'sent',
    front: input.front,
    back: input.back,
    k: reservation.k,
    s: keys.name,
    t: reservation.t,
    ...made,
    lines: { n: 0, last: null },
    ending: input.ending && { withdraw: keys.withdraw, word: input.ending.word },
    renew: hasTicket ? null : keys.renew,
    ifEnded: input.ifEnded,
    keptTicket: input.keptTicket,
    receiptIdentity: hasTicket ? null : keys.receiptIdentity,
    onlyDevice: input.onlyDevice,
    ...(input.meets !== undefined && { meets: input.meets }),
    ...(input.asked && { asked: input.asked.text }),
    ...(input.childWelfare && { childWelfare: { ...input.childWelfare, on: input.today } }),
    ...(input.owes && { owes: input.owes }),
  }
}

const randomName = (random: RandomBytes): Name => Name.parse(toBase64url(random(16)))
