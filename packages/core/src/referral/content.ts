// What stands inside sealed parcels: only people with the keys ever see it. Governed by docs/protocol.md "Contents".
import * as z from 'zod'
import { Digest, Locator, Mark, Recipient, Withdraw } from '../bytes.ts'
import { Day } from '../day.ts'
import { OrganisationId } from '../organisation/roster.ts'
import { Grant, Purpose, ToldItem } from './grant.ts'

const text = (max: number) => z.string().max(max)

/** How she can be reached safely (D-201, docs/working-day.md). No safe channel means that nobody contacts her. */
export const SafeContact = z.object({
  channel: z.enum(['through-worker', 'phone', 'message', 'email', 'post']),
  address: text(300),
  when: text(300),
  mayLeaveMessage: z.enum(['yes', 'no', 'not-asked']),
  whoWeSay: text(200),
  codeWord: text(100),
  someoneElseReads: z.enum(['yes', 'no', 'unknown', 'not-asked']),
})
export type SafeContact = z.infer<typeof SafeContact>

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Weekday = z.infer<typeof Weekday>

/** The number that an interpreting service uses for an interpreter. Digits alone, so that no name can stand here. */
export const InterpreterNumber = z.string().regex(/^\d{1,8}$/)
export type InterpreterNumber = z.infer<typeof InterpreterNumber>
export const MOST_UNWANTED_INTERPRETERS = 10

/** First contact: codes only, no name, no story. */
export const Knock = z.object({
  service: Purpose,
  language: z.string().regex(/^[a-z]{2,3}$/),
  interpreter: z.enum(['not-needed', 'any', 'woman', 'man', 'phone', 'not-asked']),
  /** Whom she does not want as interpreter (D-177). Absent where she named nobody. */
  notInterpreters: z.array(InterpreterNumber).max(MOST_UNWANTED_INTERPRETERS).optional(),
  days: z.array(Weekday),
  /** null: through the sending worker. Otherwise the channel that she ticked herself. */
  ownChannel: SafeContact.nullable(),
})
export type Knock = z.infer<typeof Knock>

export const Clarified = z.object({
  code: z.enum([
    'residence',
    'police-report',
    'assistance-system',
    'housing',
    'health',
    'benefits',
    'work',
    'children',
    'other-organisation',
  ]),
  byRole: z.enum(['own-organisation', 'authority', 'other-organisation', 'herself']),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  outcome: text(1000),
  reusable: z.boolean(),
})
export type Clarified = z.infer<typeof Clarified>

/** The story. Parts that she did not permit are null; what she refused stands in her receipt only. */
export const Story = z.object({
  safeContact: SafeContact.nullable(),
  situation: text(200_000).nullable(),
  needs: text(50_000).nullable(),
  clarified: z.array(Clarified).max(50).nullable(),
})
export type Story = z.infer<typeof Story>

/** The start-meeting sheet (D-088, D-089). A new version replaces the whole; old ones stay readable. */
export const Sheet = z.object({
  tasks: z.array(z.object({ who: text(200), what: text(2000) })).max(30),
  contact: text(2000),
  information: text(2000),
  reviewOn: Day.nullable(),
})
export type Sheet = z.infer<typeof Sheet>

/** Why a desk declines is about the desk, never about her. */
export const DeclineReason = z.enum(['full', 'wrong-service', 'closed'])
export type DeclineReason = z.infer<typeof DeclineReason>

/** What the receiving desk lets the sending desk know, and nothing more. */
export const Reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted') }),
  z.object({ kind: z.literal('declined'), reason: DeclineReason }),
  z.object({ kind: z.literal('time-proposed'), on: Day, at: z.string().regex(/^\d{2}:\d{2}$/) }),
  z.object({ kind: z.literal('opened') }),
  z.object({ kind: z.literal('not-today') }),
  z.object({ kind: z.literal('ended-acknowledged') }),
])
export type Reply = z.infer<typeof Reply>

/** From the sending desk to the receiving desk: the kept ticket's digits, at her word. */
export const KeptTicket = z.object({ kind: z.literal('kept-ticket'), digits: z.string().regex(/^\d{24}$/) })
export type KeptTicket = z.infer<typeof KeptTicket>

/** Her own copy of the permission, readable with the ticket at any enrolled desk until the end. */
export const Receipt = z.object({ grant: Grant, refused: z.array(ToldItem) })
export type Receipt = z.infer<typeof Receipt>

/** One line of her journal: who opened, when. Posted before the content shows. */
export const JournalLine = z.object({
  organisation: OrganisationId,
  on: Day,
  act: z.enum(['knock-opened', 'story-opened', 'sheet-written', 'ticket-passed-on']),
})
export type JournalLine = z.infer<typeof JournalLine>

/** What she agreed the desks do if the permission ends suddenly. */
export const IfEnded = z.enum(['do-nothing', 'worker-reaches-me', 'wait'])
export type IfEnded = z.infer<typeof IfEnded>

/** The sender's note to its own desk (protocol: handle). It opens nothing of the story and carries no key that does. */
export const SentNote = z.object({
  kind: z.literal('sent'),
  grant: Grant,
  mark: Mark,
  knock: Locator,
  story: Locator,
  /** Opens the replies. */
  repliesIdentity: z.string(),
  /** Lines of her journal are sealed to this. */
  receiptRecipient: Recipient,
  /** Null where she declined to be able to end by telephone. */
  ending: z.object({ withdraw: Withdraw, word: text(60) }).nullable(),
  ifEnded: IfEnded,
  /** Where she asked her worker to keep the ticket. */
  keptTicket: z
    .string()
    .regex(/^\d{24}$/)
    .nullable(),
  /** Where there is no ticket: opens her receipt. */
  receiptIdentity: z.string().nullable(),
  onlyDevice: z.string().nullable(),
  /** For a child (D-198): who tells child welfare, and on which day that was settled with the child. Absent for an adult. */
  childWelfare: z.object({ caller: z.enum(['me', 'colleague', 'already']), on: Day }).optional(),
})
export type SentNote = z.infer<typeof SentNote>

/** The receiver's note to its own desk. state "opened" once the story has been opened here. */
export const ReceivedNote = z.object({
  kind: z.literal('received'),
  mark: Mark,
  knock: Locator.nullable(),
  story: Locator.nullable(),
  from: OrganisationId,
  repliesRecipient: Recipient,
  repliesAt: Locator,
  receiptRecipient: Recipient,
  /** What this desk has answered so far. */
  state: z.enum(['accepted', 'declined', 'time-proposed', 'opened', 'not-today', 'ended']),
  time: z.object({ on: Day, at: z.string() }).nullable(),
  until: Day,
})
export type ReceivedNote = z.infer<typeof ReceivedNote>

export const DeskNote = z.discriminatedUnion('kind', [SentNote, ReceivedNote])
export type DeskNote = z.infer<typeof DeskNote>

/** The hint that lets a desk find a knock without the server knowing whose it is. */
export const Hint = z.object({ v: z.literal(1), knock: Locator, story: Locator.nullable() })
export type Hint = z.infer<typeof Hint>

/** Bound into every signed part: what it is, for whom, under which permission, where. */
export const Head = z.object({
  v: z.literal(1),
  part: z.enum(['knock', 'story', 'sheet', 'reply', 'kept-ticket']),
  device: z.string(),
  network: z.string(),
  /** SHA-256 of the recipient that this was sealed for. */
  receiver: Digest,
  /** The parcel that it belongs to. */
  locator: Locator,
  /** SHA-256 of the canonical grant: binds a knock, which shows no grant, to the story's. */
  grantDigest: Digest.nullable(),
  grant: Grant.nullable(),
  mark: Mark.nullable(),
  repliesRecipient: Recipient.nullable(),
  /** Under which parcel's name replies are posted: the knock's. */
  repliesAt: Locator.nullable(),
  receiptRecipient: Recipient.nullable(),
  /** How many roster entries the writer had read, and the hash of the last. */
  checkpoint: z.object({ length: z.int(), hash: Digest }).nullable(),
})
export type Head = z.infer<typeof Head>
