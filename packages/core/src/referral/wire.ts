// What the server sees of a referral: names, proofs, sealed blobs and days. What they say is sealed (docs/protocol.md "Wire").
// Every request is a POST with a JSON body, so that nothing secret ever stands in an address. Every blob has one length.
import * as z from 'zod'
import { Bell, Digest, ItemId, ListId, Mark, Name, Proof, Recipient, Secret, exactBytes } from '../bytes.ts'
import { Day } from '../day.ts'
import { DeviceId } from '../organisation/roster.ts'
import { STORY_CLASSES, sealedAs, sealedLength } from '../sizes.ts'

const Knock = sealedAs('knock')
const StoryBody = z.union(STORY_CLASSES.map((plain) => exactBytes(sealedLength(plain))))
export const LockBlob = sealedAs('lock')
export const LineBlob = sealedAs('line')
export const ItemBlob = sealedAs('item')
export const NoteBlob = sealedAs('note')
const ReceiptBlob = sealedAs('receipt')
/** A leash: an age identity, as UTF-8 bytes. */
export const Leash = sealedAs('leash')
/** Sealed to the keeper where another organisation keeps the leashes (docs/protocol.md "Sealed requests"). */
export const BoundLeash = sealedAs('boundLeash')
export const LeashRequest = sealedAs('leashRequest')
export const LeashAnswer = sealedAs('leashAnswer')
const AnyLeash = z.union([Leash, BoundLeash])

/** How many entries of the roster the writer had read; 409 roster-moved where keys or devices went since. */
const RosterLength = z.int().min(1)

/** A line for her book. `n`: how many lines there were; 409 changed-meanwhile when another came first. */
export const LinePut = z.strictObject({ n: z.int().min(0), blob: LineBlob })
export type LinePut = z.infer<typeof LinePut>

/** A note in a desk's list. `version` is the version that it replaces; 0 for a new note. */
export const NotePut = z.strictObject({
  list: ListId,
  id: ItemId,
  version: z.int().min(0),
  blob: NoteBlob,
  until: Day,
})
export type NotePut = z.infer<typeof NotePut>

// One name for two parts would let whoever may open the one ask for the other.
const areApart = (...names: readonly string[]): boolean => new Set(names).size === names.length

/** POST names: keeps the names of a permission before its ticket is handed over, so that ending finds them. 204. */
export const Names = z
  .strictObject({ k: Name, s: Name, t: Name, withdraw: Proof, until: Day, sealedOn: Day })
  .refine(({ k, s, t }) => areApart(k, s, t))
export type Names = z.infer<typeof Names>

/** POST permissions. 204; the same deposit again is 204 too, so that a device without signal can repeat. Every member in every kind and mode. */
export const Deposit = z
  .strictObject({
    v: z.literal(2),
    proofs: z.strictObject({
      withdraw: Proof,
      renew: Proof,
      post: Proof,
      turns: z.strictObject({ k: Proof, s: Proof, t: Proof, f: Proof }),
    }),
    until: Day,
    sealedOn: Day,
    roster: RosterLength,
    /** Whether the ticket was handed over without signal, so that no names were kept. */
    offline: z.boolean(),
    /** Lines of her book are sealed to this. */
    line: Recipient,
    knock: z.strictObject({ k: Name, body: Knock, lock: LockBlob, leash: AnyLeash }),
    story: z.strictObject({ s: Name, body: StoryBody, lock: LockBlob, leash: AnyLeash, receipt: ReceiptBlob }),
    talk: z.strictObject({ t: Name, locks: z.tuple([LockBlob, LockBlob]), leash: AnyLeash }),
    bell: Bell,
    note: NotePut,
  })
  // One secret for two acts would let whoever may do the one do the other. Names, leashes and proofs have lengths of their own.
  .refine(({ knock, story, talk, proofs: { turns, ...acts } }) =>
    areApart(
      ...[knock.k, story.s, talk.t],
      ...[knock, story, talk].map(({ leash }) => leash),
      ...Object.values({ ...acts, ...turns }),
    ),
  )
  // Either all three are sealed to a keeper or none.
  .refine(({ knock, story, talk }) => new Set([knock, story, talk].map(({ leash }) => leash.length)).size === 1)
export type Deposit = z.infer<typeof Deposit>

/** Which lock: of the first contact, of the story, of the conversation for the receiving and for the sending desk. */
export const Slot = z.enum(['k', 's', 't', 'f'])
export type Slot = z.infer<typeof Slot>

export const Lock = z.strictObject({ n: z.int().min(0), blob: LockBlob })
export type Lock = z.infer<typeof Lock>

/** POST look: everything that is asked for in the background, one size. `after`: the place that the last look told. */
export const Look = z.strictObject({ bells: z.int().min(0), ended: z.int().min(0) })
export const BELLS_PER_LOOK = 128
export const MARKS_PER_LOOK = 64
export const Looked = z.object({
  bells: z.array(Bell).length(BELLS_PER_LOOK),
  marks: z.array(Mark).length(MARKS_PER_LOOK),
  next: z.strictObject({ bells: z.int(), ended: z.int() }),
  /** Whether more waits after `next`. */
  more: z.boolean(),
  rosterLength: z.int(),
})
export type Looked = z.infer<typeof Looked>
/** Size of every answer of `look`, filled up with spaces. Unit: bytes. */
export const LOOK_BYTES = 20_480

/** POST look-at: what a line for this name must be sealed to, and follow. Releases nothing. */
export const Named = z.strictObject({ name: Name })
export const LookedAt = z.object({ line: Recipient, n: z.int(), before: Digest.nullable() })
export type LookedAt = z.infer<typeof LookedAt>

/** POST open: appends the line to her book and, once it is on disk, releases. `name`: k or s. `request`: where another organisation keeps the
 *  leashes, and only there; 409 roster-moved where the writer has not read who keeps them. */
export const Open = z.strictObject({ name: Name, line: LinePut, request: LeashRequest.optional() })
export type Open = z.infer<typeof Open>
export const Released = z.object({
  body: z.union([Knock, StoryBody]),
  /** All that are there, oldest first; the newest that opens counts. */
  locks: z.array(Lock).min(1),
  leash: z.union([Leash, LeashAnswer]),
  receipt: ReceiptBlob.nullable(),
  until: Day,
})
export type Released = z.infer<typeof Released>

/** POST locks: appends a lock. `name`: k, s, or t for slots t and f. `turn` of any lock of this slot; `proof` of the new lock's turn. */
export const LockAppend = z.strictObject({
  name: Name,
  slot: Slot,
  turn: Secret,
  lock: LockBlob,
  proof: Proof,
  roster: RosterLength,
  line: LinePut,
})
export type LockAppend = z.infer<typeof LockAppend>
export const Appended = z.object({ n: z.int() })

/** POST locks/confirm: another device than the writer of lock `n` has opened it; older locks of the slot go. 409 write-again after a restart. */
export const LockConfirm = z.strictObject({ name: Name, slot: Slot, n: z.int().min(0), turn: Secret })
export type LockConfirm = z.infer<typeof LockConfirm>

/** POST talk: the item, its line, a bell to the other desk and the own note in one act. `n`: how many items there were. */
export const TalkPost = z.strictObject({
  t: Name,
  n: z.int().min(0),
  post: Secret,
  item: ItemBlob,
  line: LinePut,
  bell: Bell,
  note: NotePut.nullable(),
  roster: RosterLength,
})
export type TalkPost = z.infer<typeof TalkPost>

/** POST renew: the same with her word. `renew`: of her ticket, or of the sender's note where there is none. The day moves in the same act. */
export const Renew = TalkPost.extend({ renew: Secret, until: Day })
export type Renew = z.infer<typeof Renew>

/** POST talk/open. */
export const TalkName = z.strictObject({ t: Name, request: LeashRequest.optional() })
export type TalkName = z.infer<typeof TalkName>
export const Talk = z.object({
  leash: z.union([Leash, LeashAnswer]),
  locks: z.strictObject({ t: z.array(Lock), f: z.array(Lock) }),
  items: z.array(ItemBlob),
  /** For the line of the next item. */
  line: LookedAt,
  until: Day,
})
export type Talk = z.infer<typeof Talk>

/** POST book: the lines of her book, oldest first. `name`: s. */
export const Book = z.object({ lines: z.array(LineBlob) })
export type Book = z.infer<typeof Book>

/** POST notes, notes/put (a NotePut), notes/drop. Older versions of a note are kept for 30 days; the newest that opens counts. */
export const NoteList = z.strictObject({ list: ListId })
export const NoteName = z.strictObject({ list: ListId, id: ItemId })
export const Note = z.object({ id: ItemId, version: z.int(), blob: NoteBlob, until: Day, dropped: z.boolean() })
export type Note = z.infer<typeof Note>
export const Notes = z.object({ notes: z.array(Note) })
export const NoteVersion = z.object({ version: z.int() })

/** How long the bell of an item is told. Unit: days. Source: docs/protocol.md "Bells". */
export const ITEM_BELL_DAYS = 14
/** How long a mark stays on the ended list. Unit: days. Source: docs/protocol.md "Ending". */
export const ENDED_LIST_DAYS = 30
/** How long an older version of a note stays, and a note that was dropped. Unit: days. Source: docs/protocol.md "Notes". */
export const OLD_NOTE_DAYS = 30

/** POST end, on both hosts, without signing in. 204 to everything well-formed, or busy to all alike. */
export const End = z.strictObject({ withdraw: Secret })
export type End = z.infer<typeof End>

/** What a device may do only so often in a day. */
export const QuotaName = z.enum(['permissions', 'names', 'opens', 'items', 'locks', 'notes', 'versions'])
export type QuotaName = z.infer<typeof QuotaName>

/** POST quotas, for keepers: what devices of their organisation have nearly spent today. */
export const SpentQuota = z.object({ device: DeviceId, name: QuotaName, count: z.int(), most: z.int() })
export type SpentQuota = z.infer<typeof SpentQuota>
export const SpentQuotas = z.object({ spent: z.array(SpentQuota) })
