// What stands inside sealed parts: only people with the keys ever see it. Governed by docs/protocol.md "Seal" and "Her book".
import * as z from 'zod'
import { Digest, Mark, Name } from '../bytes.ts'
import { isPlainText } from '../canonical.ts'
import { Day } from '../day.ts'
import { OrganisationId } from '../organisation/roster.ts'
import { NoticeLine } from './notice.ts'
import { Back, Front, LanguageCode, Purpose, ToldItem } from './permission.ts'
import { SealedText } from './sealed-text.ts'

const text = (max: number) => z.string().max(max).refine(isPlainText)

/** How she can be reached safely (D-201, docs/working-day.md). No safe channel means that nobody contacts her. */
export const SafeContact = z.strictObject({
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

/** The name of a language that has no code here: letters only, so that nothing else can stand in its place. */
export const LanguageName = z
  .string()
  .regex(/^[\p{L}\p{M}' ()-]{2,40}$/u)
  .refine(isPlainText)

/** First contact: codes only, no name, no story. */
export const Codes = z.strictObject({
  service: Purpose,
  language: LanguageCode,
  /** Only with `other`. */
  languageName: LanguageName.optional(),
  interpreter: z.enum(['not-needed', 'any', 'woman', 'man', 'phone', 'not-asked']),
  /** Whom she does not want as interpreter (D-177). Absent where she named nobody. */
  notInterpreters: z.array(InterpreterNumber).max(MOST_UNWANTED_INTERPRETERS).optional(),
  days: z.array(Weekday),
  /** null: through the sending worker. Otherwise the channel that she ticked herself. */
  ownChannel: SafeContact.nullable(),
})
export type Codes = z.infer<typeof Codes>

export const Clarified = z.strictObject({
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

/** What is told. Parts that she did not permit are null; what she refused stands in her receipt only. */
export const Told = z.strictObject({
  safeContact: SafeContact.nullable(),
  situation: text(200_000).nullable(),
  needs: text(50_000).nullable(),
  clarified: z.array(Clarified).max(50).nullable(),
})
export type Told = z.infer<typeof Told>

/** The parts that a story really holds. */
export const partsOf = (told: Told): ToldItem[] =>
  ToldItem.options.filter((item) => told[item === 'safe-contact' ? 'safeContact' : item] !== null)

/** What knock and story both carry, so that either leads to the conversation, her book and the ended list. */
const Shared = {
  front: Front,
  /** Name of the conversation. */
  talk: Name,
  mark: Mark,
  /** SHA-256 of the recipient that the lines of her book are sealed to. */
  line: Digest,
}

/** What is asked where nobody is referred: identifies nobody. */
export const Asked = z.strictObject({ purpose: Purpose, text: SealedText })
export type Asked = z.infer<typeof Asked>

/** First contact of a referral holds codes, of advice the question; the rule asks that it is the right one of the two. */
export const KnockContent = z.union([
  z.strictObject({ ...Shared, back: Digest, codes: Codes }),
  z.strictObject({ ...Shared, back: Digest, asked: Asked }),
])
export type KnockContent = z.infer<typeof KnockContent>

export const StoryContent = z.strictObject({ ...Shared, back: Back, story: Told })
export type StoryContent = z.infer<typeof StoryContent>

/** Her own copy of the permission, readable with the ticket at any enrolled desk until the end. `bookIdentity` opens the lines of her book. */
export const ReceiptContent = z.strictObject({
  front: Front,
  back: Back,
  refused: z.array(ToldItem),
  bookIdentity: z.string().startsWith('AGE-SECRET-KEY-PQ-1').max(100),
})
export type ReceiptContent = z.infer<typeof ReceiptContent>

/** What a line of her book says was done. `message:` an item of that kind was written. */
export const LineAct = z.enum([
  'first-contact-opened',
  'story-opened',
  'locked-anew',
  're-locked',
  'her-book-read',
  'ticket-passed-on',
  'renewed',
  'ticket-read-out',
  'handed-out',
  'notice',
  'addition',
  'message:accepted',
  'message:declined',
  'message:time',
  'message:time-answer',
  'message:question',
  'message:answer',
  'message:opened',
  'message:not-today',
  'message:sheet',
  'message:sheet-wish',
])
export type LineAct = z.infer<typeof LineAct>

/** What can be handed out: her book, a part of what was told, who does what. */
export const HandedItem = z.enum(['book', ...ToldItem.options, 'sheet'])
export type HandedItem = z.infer<typeof HandedItem>

/** Handed out at her word: for her, or for whom she names. Kinds alone; no name of a recipient is kept. */
export const HandedOut = z.strictObject({
  what: z
    .array(HandedItem)
    .min(1)
    .refine((what) => new Set(what).size === what.length),
  to: z.enum(['herself', 'lawyer', 'authority', 'other']),
  how: z.enum(['paper', 'file', 'read-aloud']),
})
export type HandedOut = z.infer<typeof HandedOut>

/** An act that says all by its name. */
export type PlainAct = Exclude<LineAct, 'handed-out' | 'notice'>

/** What a line says of its act: most say the act alone. */
export type LineSaid = PlainAct | { act: 'handed-out'; handedOut: HandedOut } | { act: 'notice'; notice: NoticeLine }

/** One line of her book: who did what, on which day. The server counts the lines; each names the one before it. */
export const LineContent = z
  .strictObject({
    n: z.int().min(0),
    /** SHA-256 of the line before it as it was sent; null for the first. */
    before: Digest.nullable(),
    on: Day,
    organisation: OrganisationId,
    act: LineAct,
    /** With `handed-out` alone. */
    handedOut: HandedOut.optional(),
    /** With `notice` alone. */
    notice: NoticeLine.optional(),
  })
  .refine(
    ({ act, handedOut, notice }) =>
      (act === 'handed-out') === (handedOut !== undefined) && (act === 'notice') === (notice !== undefined),
  )
export type LineContent = z.infer<typeof LineContent>

/** Her Yes, kept in the lock that lets the desk read again. */
export const YesContent = z.strictObject({ grant: Digest, on: Day })
export type YesContent = z.infer<typeof YesContent>
