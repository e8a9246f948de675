// What each step asks, what is still open there, and what stands in the way of asking the client: pure rules of the sending state.
// A need has a sentence `need.<code>` in the texts and the id of the question or field that it belongs to.
import { isWritten } from '@apila/core/written.ts'
import { dutyOf } from '@apila/core/referral/child-duty.ts'
import { LanguageName } from '@apila/core/referral/content.ts'
import { Day } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import { type WayOut, judge } from '../../check-text/words-out.ts'
import { checkWord } from '@apila/core/referral/agreed-word.ts'
import { contactToTell, toldItems, unwantedInterpreters, writtenOf } from './told.ts'
import { FREE_STEPS, type Page, type Sending, WRITTEN_ITEMS, type WrittenItem, isChild, isDecided } from './sending.ts'

export interface Need {
  code: NeedCode
  /** Id of the question or field on the page. */
  at: string
  /** Said on the step, and no obstacle: what nobody answers is not told and not recorded. */
  isOptional?: true
  /** What was found, where the sentence names it. */
  what?: string
}

export type NeedCode =
  | QuestionCode
  | 'language-name'
  | 'known-interpreter'
  | 'numbers'
  | 'address'
  | 'more-why'
  | 'nothing-told'
  | `empty-${WrittenItem}`
  | 'code-hetu'
  | 'code-phone'
  | 'code-email'
  | 'name'
  | 'detail'
  | 'word-short'
  | 'word-taken'
  | 'paper-phone'
  | 'turn-again'
  | 'turn-again-clock'

type QuestionCode =
  | 'interpreter'
  | 'language'
  | 'knows'
  | 'age'
  | 'child-next'
  | 'child-work'
  | 'child-caller'
  | 'child-reason'
  | 'child-told'
  | 'why'
  | 'to'
  | 'wish'
  | 'days'
  | 'reach'
  | 'between'
  | 'mode'
  | 'until'
  | `told-${WrittenItem}`
  | 'keep'
  | 'word'
  | 'if-ended'

interface Question {
  code: QuestionCode
  isOpen: (sending: Sending) => boolean
  isOptional?: (sending: Sending) => boolean
}

const interprets = ({ interpreterNow: now }: Sending) => now === 'independent' || now === 'phone'
const isOnward = (sending: Sending) => isChild(sending) && sending.childNext !== 'advice'
const always = () => true
const isBound = ({ childWork }: Sending) => childWork !== null && dutyOf(childWork) === 'duty'

const QUESTIONS: Readonly<Partial<Record<Page, readonly Question[]>>> = {
  client: [
    { code: 'interpreter', isOpen: (s) => s.interpreterNow === null },
    { code: 'language', isOpen: (s) => s.interpreterNow !== null && s.language === null },
    { code: 'knows', isOpen: (s) => interprets(s) && s.knowsInterpreter === null, isOptional: always },
    { code: 'age', isOpen: (s) => s.age === null },
    { code: 'child-next', isOpen: (s) => isChild(s) && s.childNext === null, isOptional: always },
    { code: 'child-work', isOpen: (s) => isOnward(s) && s.childWork === null, isOptional: always },
    {
      code: 'child-caller',
      isOpen: (s) => isOnward(s) && s.childCaller === null,
      isOptional: (s) => !isBound(s),
    },
    {
      code: 'child-reason',
      isOpen: (s) => s.childCaller === 'not-now' && s.notNow === null,
      isOptional: (s) => !isBound(s),
    },
    { code: 'child-told', isOpen: (s) => isOnward(s) && s.childTold === null, isOptional: always },
  ],
  receiver: [
    { code: 'why', isOpen: (s) => s.why === null },
    { code: 'to', isOpen: (s) => s.to === null },
  ],
  contact: [
    { code: 'wish', isOpen: (s) => s.wishedInterpreter === null, isOptional: always },
    { code: 'days', isOpen: (s) => !s.anyDay && s.days.length === 0 },
    { code: 'reach', isOpen: (s) => s.reach === null },
    { code: 'between', isOpen: (s) => s.between === null, isOptional: always },
    { code: 'mode', isOpen: (s) => s.mode === null },
    { code: 'until', isOpen: (s) => s.untilDays === null },
  ],
  told: [
    { code: 'told-situation', isOpen: (s) => s.told.situation === undefined, isOptional: always },
    { code: 'told-needs', isOpen: (s) => s.told.needs === undefined, isOptional: always },
    { code: 'told-clarified', isOpen: (s) => s.told.clarified === undefined, isOptional: always },
  ],
  code: [
    { code: 'keep', isOpen: (s) => s.keep === null },
    { code: 'word', isOpen: (s) => !s.noWord && !isWritten(s.word) },
    { code: 'if-ended', isOpen: (s) => s.ifEnded === null, isOptional: always },
  ],
}

/** What nobody has answered yet on a step, in the order of the screen. */
export const openQuestions = (sending: Sending, page: Page = sending.page): Need[] =>
  (QUESTIONS[page] ?? [])
    .filter(({ isOpen }) => isOpen(sending))
    .map(({ code, isOptional }) => ({
      code,
      at: `q-${code}`,
      ...(isOptional?.(sending) ? { isOptional: true as const } : {}),
    }))

/** Whether a step of choices can be left by itself: nothing is open there, and nothing that was written or chosen stops it. */
export const isAnswered = (sending: Sending): boolean =>
  openQuestions(sending).length === 0 && faultsOf(sending, sending.page, NOTHING_LOOKED_AT).length === 0

/** What gets the focus after an answer: the next open question after it, else one before it; undefined where nothing is open. */
export function nextOpen(sending: Sending, at: string): string | undefined {
  const ids = (QUESTIONS[sending.page] ?? []).map(({ code }) => `q-${code}`)
  const open = openQuestions(sending).map(({ at: id }) => id)
  return open.find((id) => ids.indexOf(id) > ids.indexOf(at)) ?? open[0]
}

/** What must go, each with a sentence of its own. */
export const CODES = ['hetu', 'phone', 'email'] as const
/** What tells who somebody is besides names, as where advice is asked: it goes on where the client wants the receiver to know it. */
export const DETAILS = ['number', 'place', 'workplace', 'date', 'combination'] as const

export interface FoundCode {
  text: string
  kind: (typeof CODES)[number]
}
export interface FoundDetail {
  text: string
  kind: (typeof DETAILS)[number]
}

/** What the check of a text found. `codes` must go; `names` and `details` are asked about. */
export interface TextLook {
  codes: readonly FoundCode[]
  names: readonly string[]
  details: readonly FoundDetail[]
}

export interface Facts {
  today: Day
  /** The server's clock tells another day than this device's. */
  isClockWrong: boolean
  /** Words of the desk's live permissions. */
  liveWords: readonly string[]
  /** The check of free text; finds nothing where its lists could not be loaded, which the screen says. */
  lookAt: (text: string) => TextLook
}

/** Texts are looked at when somebody presses "continue", and before the client is asked. */
const NOTHING_LOOKED_AT: Facts = {
  today: Day.parse('2000-01-01'),
  isClockWrong: false,
  liveWords: [],
  lookAt: () => ({ codes: [], names: [], details: [] }),
}

const need = (code: NeedCode, at: string, isMissing: boolean, what?: string): Need[] =>
  isMissing ? [{ code, at, ...(what === undefined ? {} : { what }) }] : []

/** By a clock that is wrong nobody can say whether the yes still stands: then the clock is put right, and the client is not asked again. */
export function yesFaults(sending: Sending, { today, isClockWrong }: Pick<Facts, 'today' | 'isClockWrong'>): Need[] {
  const { shownOn } = sending
  const code = isClockWrong && shownOn !== null ? 'turn-again-clock' : 'turn-again'
  // Of several the oldest yes counts: all are sealed together.
  const isOld = !isDecided(sending, today) || sending.ready.some(({ yes }) => !isDecided(yes, today))
  return need(code, 'q-keep', isOld, shownOn === null ? '–' : showDay(shownOn))
}

/** Everything that a step lacks. */
export function needsOf(sending: Sending, page: Page, facts: Facts): Need[] {
  return [...openQuestions(sending, page), ...faultsOf(sending, page, facts)]
}

function faultsOf(sending: Sending, page: Page, facts: Facts): Need[] {
  switch (page) {
    case 'client':
      return [
        ...need(
          'language-name',
          'language-name',
          sending.language === 'other' && !LanguageName.safeParse(sending.languageName.trim()).success,
        ),
        ...need(
          'known-interpreter',
          'q-knows',
          interprets(sending) && sending.knowsInterpreter === 'yes' && !sending.keepsInterpreter,
        ),
      ]
    case 'contact':
      return [
        ...need('numbers', 'not-interpreters', unwantedInterpreters(sending) === null),
        ...need(
          'address',
          'contact-address',
          sending.reach !== null && sending.reach !== 'worker' && contactToTell(sending) === null,
        ),
        ...sending.more.flatMap(({ to, why }) => need('more-why', `more-why-${to}`, why === null)),
        ...(sending.reach === 'own' || sending.reach === 'with-story'
          ? CONTACT_FIELDS.flatMap(([field, at]) =>
              textNeeds(sending, sending.contact[field], at, facts, field === 'address' ? 'contact' : 'contact-words'),
            )
          : []),
      ]
    case 'told':
      return toldFaults(sending, facts)
    case 'code':
      // What is sealed goes as it is; the word in it may be on the desk's list by now.
      if (sending.handed?.deposit) return []
      return [
        ...wordFaults(sending, facts),
        ...need(
          'paper-phone',
          'paper-phone',
          sending.paper.includes('telephone') && !/\d{3}/.test(sending.paperPhone.replaceAll(/\D/g, '')),
        ),
        ...yesFaults(sending, facts),
      ]
    case 'receiver':
    case 'advice':
    case 'check':
    case 'decide':
    case 'sent':
    case 'queued':
    case 'refused':
    case 'thinking':
      return []
  }
}

const CONTACT_FIELDS = [
  ['address', 'contact-address'],
  ['when', 'contact-when'],
  ['whoWeSay', 'contact-who'],
  ['codeWord', 'contact-code'],
] as const

const EMPTY = {
  situation: 'empty-situation',
  needs: 'empty-needs',
  clarified: 'empty-clarified',
} as const satisfies Record<WrittenItem, NeedCode>

function toldFaults(sending: Sending, facts: Facts): Need[] {
  const isTold = (item: WrittenItem) => sending.told[item] === 'yes'
  const empty = WRITTEN_ITEMS.filter((item) => isTold(item) && writtenOf(sending, item) === null)
  return [
    ...empty.flatMap((item) => need(EMPTY[item], item === 'clarified' ? 'q-told-clarified' : item, true)),
    ...need('nothing-told', 'q-told-situation', empty.length === 0 && toldItems(sending).length === 0),
    ...(isTold('situation') ? textNeeds(sending, sending.situation, 'situation', facts) : []),
    ...(isTold('needs') ? textNeeds(sending, sending.needs, 'needs', facts) : []),
    ...(isTold('clarified')
      ? sending.clarified.flatMap(({ outcome }, at) =>
          textNeeds(sending, outcome, `clarified-outcome-${String(at)}`, facts),
        )
      : []),
  ]
}

/** What of a text must go, or is asked about and has no answer yet, as this way out says. */
function textNeeds(
  { notNames }: Sending,
  text: string,
  at: string,
  { lookAt }: Facts,
  way: WayOut = 'details',
): Need[] {
  const { codes, names, details } = lookAt(text)
  const open = (found: string): boolean => !notNames.includes(found)
  return [
    ...CODES.filter(
      (kind) => judge({ kind, action: 'block' }, way) === 'stops' && codes.some((one) => one.kind === kind),
    ).flatMap((kind) => need(`code-${kind}`, at, true)),
    ...(judge({ kind: 'name', action: 'ask' }, way) === null ? [] : names)
      .filter(open)
      .flatMap((name) => need('name', at, true, name)),
    ...details
      .filter(({ text: found, kind }) => judge({ kind, action: 'ask' }, way) !== null && open(found))
      .flatMap((one) => need('detail', at, true, one.text)),
  ]
}

function wordFaults(sending: Sending, facts: Facts): Need[] {
  if (sending.noWord || !isWritten(sending.word)) return []
  const checked = checkWord(sending.word, [
    ...facts.liveWords,
    ...sending.ready.flatMap(({ code }) => (code.noWord ? [] : [code.word])),
  ])
  return [
    ...(checked.ok ? [] : need(checked.problem, 'word', true)),
    ...textNeeds(sending, sending.word, 'word', facts, 'contact-words'),
  ]
}

/** What stands in the way of asking the client, with the step where it is mended. */
export const obstaclesOf = (sending: Sending, facts: Facts): { step: (typeof FREE_STEPS)[number]; need: Need }[] =>
  FREE_STEPS.flatMap((step) =>
    needsOf(sending, step, facts)
      .filter(({ isOptional }) => !isOptional)
      .map((one) => ({ step, need: one })),
  )
