// The steps of agreeing a permission with the client, as one pure state: pages, answers, what is still missing.
// Governed by docs/protocol.md (modes, child, handing over first) and D-039: nothing is chosen beforehand.
import { type Day, addDays } from '@apila/core/day.ts'
import type { OrganisationId, WhichDesk } from '@apila/core/organisation/roster.ts'
import {
  type Clarified,
  type Codes,
  InterpreterNumber,
  MOST_UNWANTED_INTERPRETERS,
  type SafeContact,
  type Told,
  type Weekday,
  partsOf,
} from '@apila/core/referral/content.ts'
import {
  type Age,
  type Back,
  type Front,
  type IfEnded,
  type Mode,
  type Purpose,
  type Said,
  type TicketKeep,
  type ToldItem,
  isChild as isChildAge,
} from '@apila/core/referral/permission.ts'
import { plainText } from '../plain-text.ts'

export const TOLD_ITEMS: readonly ToldItem[] = ['safe-contact', 'situation', 'needs', 'clarified']

export type Page =
  | 'age'
  | 'child'
  | 'to'
  | 'told'
  | 'knock'
  | 'how'
  | 'interpreter'
  | 'writing'
  | 'turned'
  | 'ticket'
  | 'sent'
  | 'queued'
  | 'refused'
  | 'thinking'

export type ToldAnswer = 'yes' | 'no' | 'think'

export interface Sending {
  page: Page
  age: Exclude<Age, 'not-asked'> | null
  childCaller: 'me' | 'colleague' | 'already' | null
  to: OrganisationId | null
  why: Purpose | null
  told: Readonly<Partial<Record<ToldItem, ToldAnswer>>>
  language: string | null
  wishedInterpreter: Codes['interpreter'] | null
  /** As typed: numbers of interpreters whom she does not want. */
  notInterpreters: string
  days: readonly Weekday[]
  reach: 'worker' | 'own' | null
  /** Her own safe channel, told in the knock where she ticked it. */
  ownChannel: SafeContact
  /** Safe contact in the story. Begins as her own channel; what is added to it stays in the story. */
  contact: SafeContact
  mode: Mode | null
  untilDays: number | null
  /** Whether the two desks may keep a start-meeting sheet about her. */
  meeting: 'yes' | 'no' | null
  interpreterNow: Said['interpreter']
  knowsInterpreter: 'yes' | 'no' | null
  situation: string
  needs: string
  clarified: readonly Clarified[]
  keep: TicketKeep | 'none' | null
  endByPhone: boolean
  word: string
  ifEnded: IfEnded | null
  onlyMe: boolean
  /** The text that was on the screen turned towards her when she said yes. */
  shown: string
  /** The language of that text. */
  shownIn: string
}

export const NO_CONTACT: SafeContact = {
  channel: 'through-worker',
  address: '',
  when: '',
  mayLeaveMessage: 'not-asked',
  whoWeSay: '',
  codeWord: '',
  someoneElseReads: 'not-asked',
}

export const NEW_SENDING: Sending = {
  page: 'age',
  age: null,
  childCaller: null,
  to: null,
  why: null,
  told: {},
  language: null,
  wishedInterpreter: null,
  notInterpreters: '',
  days: [],
  reach: null,
  ownChannel: NO_CONTACT,
  contact: NO_CONTACT,
  mode: null,
  untilDays: null,
  meeting: null,
  interpreterNow: null,
  knowsInterpreter: null,
  situation: '',
  needs: '',
  clarified: [],
  keep: null,
  // docs/protocol.md: on unless she declines it.
  endByPhone: true,
  word: '',
  ifEnded: null,
  onlyMe: false,
  shown: '',
  shownIn: '',
}

export type SendingAct =
  | { act: 'answer'; answers: Partial<Omit<Sending, 'page'>> }
  | { act: 'told'; item: ToldItem; answer: ToldAnswer }
  | { act: 'next' }
  | { act: 'back' }
  | { act: 'decide'; answer: 'yes' | 'no' | 'think'; shown: string; shownIn: string }
  | { act: 'sent' | 'queued' }

/** What a page still lacks; each has a sentence `need.<name>` in the texts and a field of that name on the page. */
export type Need =
  | 'age'
  | 'child'
  | 'to'
  | 'why'
  | 'told'
  | 'nothing-told'
  | 'language'
  | 'wish'
  | 'numbers'
  | 'reach'
  | 'address'
  | 'mode'
  | 'until'
  | 'meeting'
  | 'interpreter'
  | 'nothing-written'
  | 'keep'
  | 'word'
  | 'if-ended'

export function isChild(sending: Sending): boolean {
  return sending.age !== null && isChildAge(sending.age)
}

/** The pages in order. A child's route has the child page and no choice of modes. */
export function pagesOf(sending: Sending): readonly Page[] {
  const child: readonly Page[] = isChild(sending) ? ['child'] : []
  return ['age', ...child, 'to', 'told', 'knock', 'how', 'interpreter', 'writing', 'turned', 'ticket']
}

export function changeSending(sending: Sending, act: SendingAct): Sending {
  switch (act.act) {
    case 'answer':
      return settle(sending, act.answers)
    case 'told':
      return { ...sending, told: { ...sending.told, [act.item]: act.answer } }
    case 'next':
      // Past the screen turned towards her leads only her own answer.
      if (sending.page === 'turned' || needsOf(sending, sending.page).length > 0) return sending
      return { ...beginContact(sending), page: beside(sending, 1) }
    case 'back':
      return { ...sending, page: beside(sending, -1) }
    case 'decide':
      if (sending.page !== 'turned') return sending
      return {
        ...sending,
        shown: act.shown,
        shownIn: act.shownIn,
        page: ({ yes: 'ticket', no: 'refused', think: 'thinking' } as const)[act.answer],
      }
    case 'sent':
    case 'queued':
      // Nothing of her stays in the page, and there is no way back that could seal a second permission.
      return { ...NEW_SENDING, page: act.act, to: sending.to, mode: sending.mode, keep: sending.keep }
  }
}

// Answers that another answer rules out are taken back, so that nothing stale is sealed.
function settle(before: Sending, answers: Partial<Omit<Sending, 'page'>>): Sending {
  const sending = { ...before, ...answers }
  const child = isChild(sending)
  // How a child goes, nobody chose: of an adult it is asked.
  const unsaid = child || !isChild(before) ? {} : { mode: null, keep: null, ...answers }
  const { mode: chosen, keep: kept } = { ...sending, ...unsaid }
  const mode = child ? 'all-ahead' : chosen
  const keep = child ? 'none' : kept === 'none' && mode !== 'all-ahead' ? null : kept
  // Whether she knows the interpreter was said of the one before.
  const other = sending.interpreterNow !== before.interpreterNow && answers.knowsInterpreter === undefined
  const knowsInterpreter = other ? null : sending.knowsInterpreter
  return { ...sending, mode, keep, knowsInterpreter, endByPhone: keep === 'none' ? true : sending.endByPhone }
}

// She need not say her safe channel twice; from here on the two are apart.
function beginContact(sending: Sending): Sending {
  const begins = sending.page === 'knock' && sending.reach === 'own' && sending.contact.address === ''
  return begins ? { ...sending, contact: sending.ownChannel } : sending
}

function beside(sending: Sending, step: 1 | -1): Page {
  const pages = pagesOf(sending)
  const at = pages.indexOf(sending.page)
  return pages[at + step] ?? sending.page
}

/** What is missing on a page before one may go on. */
export function needsOf(sending: Sending, page: Page): Need[] {
  const missing = (need: Need, isMissing: boolean): Need[] => (isMissing ? [need] : [])
  switch (page) {
    case 'age':
      return missing('age', sending.age === null)
    case 'child':
      return missing('child', sending.childCaller === null)
    case 'to':
      return [...missing('to', sending.to === null), ...missing('why', sending.why === null)]
    case 'told':
      return TOLD_ITEMS.some((item) => sending.told[item] === undefined)
        ? ['told']
        : missing('nothing-told', permittedItems(sending).length === 0)
    case 'knock':
      return [
        ...missing('language', sending.language === null),
        ...missing('wish', sending.wishedInterpreter === null),
        ...missing('numbers', unwantedInterpreters(sending) === null),
        ...missing('reach', sending.reach === null),
        ...missing(
          'address',
          sending.reach === 'own' &&
            (sending.ownChannel.channel === 'through-worker' || sending.ownChannel.address.trim() === ''),
        ),
      ]
    case 'how':
      return [
        ...missing('mode', sending.mode === null),
        ...missing('until', sending.untilDays === null),
        ...missing('meeting', sending.meeting === null),
      ]
    case 'interpreter':
      return missing('interpreter', sending.interpreterNow === null)
    case 'ticket':
      return [
        ...missing('keep', sending.keep === null),
        ...missing('word', sending.endByPhone && sending.word.trim().length < 2),
        ...missing('if-ended', sending.ifEnded === null),
      ]
    case 'writing':
      return missing('nothing-written', toldItems(sending).length === 0)
    case 'turned':
    case 'sent':
    case 'queued':
    case 'refused':
    case 'thinking':
      return []
  }
}

export const permittedItems = (sending: Sending): ToldItem[] =>
  TOLD_ITEMS.filter((item) => sending.told[item] === 'yes')
export const refusedItems = (sending: Sending): ToldItem[] => TOLD_ITEMS.filter((item) => sending.told[item] === 'no')

export const untilOf = (sending: Sending, today: Day): Day => addDays(today, sending.untilDays ?? 0)

export const wishesInterpreter = ({ wishedInterpreter: wish }: Sending): boolean =>
  wish !== null && wish !== 'not-needed' && wish !== 'not-asked'

/** Whom she does not want as interpreter (D-177); empty where she wishes none. Null when something else than numbers was typed, or too many. */
export function unwantedInterpreters(sending: Sending): InterpreterNumber[] | null {
  if (!wishesInterpreter(sending)) return []
  const typed = [...new Set(sending.notInterpreters.split(/[\s,;]+/).filter((part) => part !== ''))]
  const numbers = typed.filter((part) => InterpreterNumber.safeParse(part).success)
  return numbers.length === typed.length && numbers.length <= MOST_UNWANTED_INTERPRETERS ? numbers : null
}

/** What is really told: permitted, and written down. An empty part is not told (docs/protocol.md "True record"). */
export const toldItems = (sending: Sending): ToldItem[] => partsOf(toldOf(sending))

/** First contact in codes. Throws when a page before was left unanswered. */
export function codesOf(sending: Sending): Codes {
  const { why, language, wishedInterpreter } = sending
  const unwanted = unwantedInterpreters(sending)
  if (why === null || language === null || wishedInterpreter === null || unwanted === null)
    throw new Error('the first contact is not complete')
  return {
    service: why,
    language,
    interpreter: wishedInterpreter,
    ...(unwanted.length > 0 && { notInterpreters: unwanted }),
    days: [...sending.days],
    ownChannel: sending.reach === 'own' ? plainContact(sending.ownChannel) : null,
  }
}

/** Only what she permitted and what was written; the rest is null, whatever was written before she decided. */
export function toldOf(sending: Sending): Told {
  const may = (item: ToldItem) => sending.told[item] === 'yes'
  const written = (item: 'situation' | 'needs') => (may(item) ? plainText(sending[item]).trim() : '') || null
  const clarified = sending.clarified.map((row) => ({ ...row, outcome: plainText(row.outcome) }))
  return {
    safeContact: may('safe-contact') ? plainContact(sending.contact) : null,
    situation: written('situation'),
    needs: written('needs'),
    clarified: may('clarified') && clarified.length > 0 ? clarified : null,
  }
}

const plainContact = (contact: SafeContact): SafeContact => ({
  ...contact,
  address: plainText(contact.address),
  when: plainText(contact.when),
  whoWeSay: plainText(contact.whoWeSay),
  codeWord: plainText(contact.codeWord),
})

/** The permission that the screen turned towards her showed, with what the caller alone knows: each member from one act of hers, the rest
 *  null (docs/protocol.md "True record"). Throws when a page before was left unanswered. */
export function permissionOf(
  sending: Sending,
  known: { id: string; from: WhichDesk; to: WhichDesk; today: Day; shown: NonNullable<Said['shown']>['digest'] },
): { front: Front; back: Back } {
  const { mode, age, why, language, interpreterNow, keep, meeting } = sending
  if (!mode || !age || !why || !language || !interpreterNow || !keep || !meeting)
    throw new Error('the permission is not complete')
  const front: Front = {
    v: 2,
    id: known.id,
    kind: 'referral',
    mode,
    from: known.from,
    to: known.to,
    extent: null,
    why,
    talk: null,
    meeting: meeting === 'yes' ? [known.from.organisation, known.to.organisation] : [],
    notBefore: known.today,
    until: untilOf(sending, known.today),
    grows: null,
  }
  const back: Back = {
    age,
    what: toldItems(sending),
    how: 'shown',
    keep: keep === 'none' ? [] : [keep],
    reason: null,
    said: {
      explained: null,
      alternatives: null,
      language,
      shown: { digest: known.shown, language: sending.shownIn },
      interpreter: interpreterNow,
      knowsInterpreter: interpreterNow === 'none' ? null : sending.knowsInterpreter,
    },
    signatures: [],
  }
  return { front, back }
}
