// What of the answers is told and sealed: only what was permitted and written, each from one act of the client's; the rest is null
// (docs/protocol.md "True record").
import type { Day } from '@apila/core/day.ts'
import type { WhichDesk } from '@apila/core/organisation/roster.ts'
import {
  type Codes,
  InterpreterNumber,
  MOST_UNWANTED_INTERPRETERS,
  type SafeContact,
  type Told,
  partsOf,
} from '@apila/core/referral/content.ts'
import type { Back, Front, Said, ToldItem } from '@apila/core/referral/permission.ts'
import type { ChildWelfare } from '@apila/core/referral/child-welfare.ts'
import { writtenText } from '../plain-text.ts'
import { type Sending, WRITTEN_ITEMS, type WrittenItem, isChild, lastDayOf } from './sending.ts'

/** A permitted part as it is told; null where it is not permitted, or nothing stands there. */
export function writtenOf(sending: Sending, item: WrittenItem): string | Told['clarified'] {
  if (sending.told[item] !== 'yes') return null
  if (item !== 'clarified') return writtenText(sending[item]) || null
  const rows = sending.clarified
    .map((row) => ({ ...row, outcome: writtenText(row.outcome) }))
    .filter(({ outcome }) => outcome !== '')
  return rows.length > 0 ? rows : null
}

/** The client's own safe channel, where there is one and it is written. */
export function contactToTell({ reach, contact }: Sending): SafeContact | null {
  const { channel } = contact
  if (reach === null || reach === 'worker' || channel === null || channel === 'through-worker') return null
  const address = writtenText(contact.address)
  if (address === '') return null
  return {
    channel,
    address,
    mayLeaveMessage: contact.mayLeaveMessage ?? 'not-asked',
    someoneElseReads: contact.someoneElseReads ?? 'not-asked',
    when: writtenText(contact.when),
    whoWeSay: writtenText(contact.whoWeSay),
    codeWord: writtenText(contact.codeWord),
  }
}

/** The story: what was permitted and written. */
export const toldOf = (sending: Sending): Told => ({
  safeContact: contactToTell(sending),
  situation: writtenOf(sending, 'situation') as string | null,
  needs: writtenOf(sending, 'needs') as string | null,
  clarified: writtenOf(sending, 'clarified') as Told['clarified'],
})

/** What is really told. An empty part is not. */
export const toldItems = (sending: Sending): ToldItem[] => partsOf(toldOf(sending))

/** What the client said no to; what nobody asked is neither told nor refused. */
export const refusedItems = (sending: Sending): ToldItem[] =>
  WRITTEN_ITEMS.filter((item) => sending.told[item] === 'no')

export const wishesInterpreter = ({ wishedInterpreter: wish }: Sending): boolean =>
  wish !== null && wish !== 'not-needed' && wish !== 'not-asked'

/** Whom the client does not want as interpreter (D-177); empty where none is wished. Null when something else than numbers was typed, or too many. */
export function unwantedInterpreters(sending: Sending): InterpreterNumber[] | null {
  if (!wishesInterpreter(sending)) return []
  const typed = [...new Set(sending.notInterpreters.split(/[\s,;]+/).filter((part) => part !== ''))]
  const numbers = typed.filter((part) => InterpreterNumber.safeParse(part).success)
  return numbers.length === typed.length && numbers.length <= MOST_UNWANTED_INTERPRETERS ? numbers : null
}

/** First contact in codes. Throws when a step before lacks an answer. */
export function codesOf(sending: Sending): Codes {
  const { why, language } = sending
  const unwanted = unwantedInterpreters(sending)
  if (why === null || language === null || unwanted === null) throw new Error('the first contact is not complete')
  return {
    service: why,
    language,
    ...(language === 'other' && { languageName: writtenText(sending.languageName) }),
    interpreter: sending.wishedInterpreter ?? 'not-asked',
    ...(unwanted.length > 0 && { notInterpreters: unwanted }),
    days: [...sending.days],
    ownChannel: sending.reach === 'own' ? contactToTell(sending) : null,
  }
}

/** What the desk notes of child welfare; nothing for an adult. */
export const childWelfareOf = (sending: Sending): Omit<ChildWelfare, 'on'> | undefined =>
  isChild(sending) ? { caller: sending.childCaller, notNow: sending.notNow, childTold: sending.childTold } : undefined

/** All that may see the sheet: the two desks, and who of the sitting has a yes. */
export const meetingOf = (
  { between, ready, asked }: Pick<Sending, 'between' | 'ready' | 'asked'>,
  { from, to }: { from: WhichDesk; to: WhichDesk },
): Front['meeting'] =>
  between === 'sheet'
    ? [
        ...new Set([
          from.organisation,
          ...ready.map((one) => one.to),
          to.organisation,
          ...asked.flatMap((one) => (one.yes ? [one.to] : [])),
        ]),
      ]
    : []

/** The permission that the turned screen showed, with what the caller alone knows. Throws when a step before lacks an answer. */
export function permissionOf(
  sending: Sending,
  known: { id: string; from: WhichDesk; to: WhichDesk; today: Day; shown: NonNullable<Said['shown']>['digest'] },
): { front: Front; back: Back } {
  const { mode, age, why, language, interpreterNow, keep, between, hearing } = sending
  if (!mode || !age || !why || !language || !interpreterNow || !keep) throw new Error('the permission is not complete')
  const front: Front = {
    v: 2,
    id: known.id,
    kind: 'referral',
    mode,
    from: known.from,
    to: known.to,
    extent: sending.extent,
    why,
    talk: between && (between === 'times' ? 'codes' : 'words'),
    meeting: meetingOf(sending, known),
    notBefore: known.today,
    until: lastDayOf(sending, known.today),
    grows: sending.grows,
  }
  const back: Back = {
    age,
    what: toldItems(sending),
    how: hearing === null ? 'shown' : 'spoken',
    keep: keep === 'none' ? [] : [keep],
    reason: null,
    said: {
      explained: sending.explained,
      alternatives: null,
      language,
      // What was only read aloud was shown to nobody.
      shown: hearing === null ? { digest: known.shown, language: sending.shownIn } : null,
      interpreter: interpreterNow,
      knowsInterpreter: sending.knowsInterpreter,
    },
    signatures: [],
  }
  return { front, back }
}
