// What a kept draft must be before it is gone on with: it may be of an older or a newer program, or of nobody.
import * as z from 'zod'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { Clarified, Codes, SafeContact, Weekday } from '@apila/core/referral/content.ts'
import { Age, IfEnded, Mode, Purpose, Said, TicketKeep, ToldItem } from '@apila/core/referral/permission.ts'
import { NEW_SENDING, type Sending, changeSending, needsOf, pagesOf } from './sending.ts'

const text = z.string()
const ToldAnswer = z.enum(['yes', 'no', 'think'])
// As typed: what may be sealed is made of it later, so that no letter too many loses a draft.
const Contact = z.strictObject({ ...SafeContact.shape, address: text, when: text, whoWeSay: text, codeWord: text })

const KeptSending = z.strictObject({
  page: z.enum(['age', 'child', 'to', 'told', 'knock', 'how', 'interpreter', 'writing', 'turned']),
  age: Age.exclude(['not-asked']).nullable(),
  childCaller: z.enum(['me', 'colleague', 'already']).nullable(),
  to: OrganisationId.nullable(),
  why: Purpose.nullable(),
  told: z.partialRecord(ToldItem, ToldAnswer),
  language: Codes.shape.language.nullable(),
  wishedInterpreter: Codes.shape.interpreter.nullable(),
  notInterpreters: text,
  days: z.array(Weekday),
  reach: z.enum(['worker', 'own']).nullable(),
  ownChannel: Contact,
  contact: Contact,
  mode: Mode.nullable(),
  untilDays: z.int().positive().nullable(),
  meeting: z.enum(['yes', 'no']).nullable(),
  interpreterNow: Said.shape.interpreter,
  knowsInterpreter: z.enum(['yes', 'no']).nullable(),
  situation: text,
  needs: text,
  clarified: z.array(z.strictObject({ ...Clarified.shape, month: text, outcome: text })),
  keep: z.union([TicketKeep, z.literal('none')]).nullable(),
  endByPhone: z.boolean(),
  word: text,
  ifEnded: IfEnded.nullable(),
  onlyMe: z.boolean(),
  shown: text,
  shownIn: text,
}) satisfies z.ZodType<Sending>

type ReadKept = { ok: true; sending: Sending } | { ok: false; problem: 'kept-unreadable' | 'kept-other-version' }

/** A kept draft, to be gone on with on the page where it was left, or on an earlier one that lacks something by now. */
export function readKeptSending(kept: unknown): ReadKept {
  const read = KeptSending.safeParse(kept)
  if (!read.success) return { ok: false, problem: hasOtherMembers(kept) ? 'kept-other-version' : 'kept-unreadable' }
  // What another answer rules out is taken back, as when it was answered.
  const sending = changeSending(read.data, { act: 'answer', answers: {} })
  const pages = pagesOf(sending)
  const at = pages.indexOf(sending.page)
  if (at < 0) return { ok: false, problem: 'kept-unreadable' }
  const page = pages.slice(0, at).find((before) => needsOf(sending, before).length > 0) ?? sending.page
  return { ok: true, sending: { ...sending, page } }
}

/** Whether it is a draft, with other questions than this program asks. */
function hasOtherMembers(kept: unknown): boolean {
  if (typeof kept !== 'object' || kept === null || !('page' in kept)) return false
  const [mine, theirs] = [Object.keys(NEW_SENDING), Object.keys(kept)]
  return mine.some((name) => !theirs.includes(name)) || theirs.some((name) => !mine.includes(name))
}
