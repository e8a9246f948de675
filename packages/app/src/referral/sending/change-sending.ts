// How one answer or tap leads to the next: single choices go on by themselves, and another answer takes back what it rules out.
import type { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { isAnswered } from './questions.ts'
import {
  type Answers,
  type Code,
  NEW_SENDING,
  type Page,
  type Ready,
  STEPS,
  type Sending,
  type Step,
  invitedOf,
  isAllAsked,
  isChild,
  isClosed,
  sittingOf,
} from './sending.ts'

export type SendingAct =
  /** Typing and ticking: stays where it is. */
  | { act: 'answer'; answers: Answers }
  /** One of several: goes on by itself when nothing on the step is open any more. */
  | { act: 'choose'; answers: Answers }
  /** To the next step. The caller has told what is missing, or it is skipped. */
  | { act: 'next' }
  | { act: 'back' }
  | { act: 'go'; step: Step; isChange?: boolean }
  | {
      act: 'decide'
      answer: 'yes' | 'no' | 'think'
      shown: string
      shownIn: string
      on: Day
      explained: Sending['explained']
    }
  /** The client has this code; the next one's is handed over. */
  | { act: 'have-it' }
  /** One of the sitting has left, and others have not yet. */
  | { act: 'gone'; to: OrganisationId }
  /** All have left. */
  | { act: 'sent' }
  /** All are sealed; these wait for signal, and the others have left. */
  | { act: 'queued'; waits: readonly OrganisationId[] }
  /** What a draft kept. */
  | { act: 'found'; kept: Sending }

export function changeSending(sending: Sending, act: SendingAct): Sending {
  const next = changed(sending, act)
  // Of a No the sentence about it says which code is meant. What has left is over and good.
  if (next.page === 'sent' || next.page === 'queued') return next
  if (next.saidNo !== null && next.saidNo !== sending.saidNo) return next
  const codes = codesOf(next)
  return codesOf(sending).every((digits) => codes.includes(digits)) ? next : { ...next, hasVoid: true }
}

/** The digits that the client may have by now. */
const codesOf = ({ handed, ready, asked }: Sending): string[] =>
  [handed, ...ready.map(({ code }) => code.handed), ...asked.map(({ code }) => code?.handed)].flatMap((one) =>
    one?.digits ? [one.digits] : [],
  )

function changed(sending: Sending, act: SendingAct): Sending {
  switch (act.act) {
    case 'answer':
      return answered(sending, act.answers)
    case 'choose':
      return goOn(answered(sending, act.answers))
    case 'next':
      return leave(sending)
    case 'back':
      return isClosed(sending) ? sending : { ...sending, page: beside(sending, -1), isChange: false }
    case 'go':
      // Back from what is over leads nowhere: there is nothing left to agree on.
      if (isOver(sending) || isClosed(sending) || (act.step === 'code' && sending.shown === '')) return sending
      return { ...sending, page: act.step, isChange: act.isChange ?? false }
    case 'decide':
      // Whoever is asked next, or again, hears it from the beginning.
      return sending.page === 'decide' ? decided({ ...sending, aloud: null }, act) : sending
    case 'found':
      // What another answer rules out is taken back, as when it was answered; where nothing is left to go on with, it is looked at again.
      return settle({ ...act.kept, page: isGoneOnWith(act.kept) ? act.kept.page : 'check' })
    case 'have-it':
      return makeReady(sending)
    case 'gone':
      return { ...sending, met: [...new Set([...sending.met, act.to])] }
    case 'sent':
      return allSent(sending, 'sent', [])
    case 'queued':
      return allSent(sending, 'queued', act.waits)
  }
}

/** Each organisation is asked about by itself; the codes are handed over when all have an answer. */
function decided(sending: Sending, act: SendingAct & { act: 'decide' }): Sending {
  if (act.answer === 'think') return { ...undecided(sending), page: 'thinking' }
  const invited = invitedOf(sending)
  const isAgain = isAllAsked(sending)
  const at = isAgain ? 0 : sending.asked.length
  const now = invited[at]
  if (!now || now.why === null) return sending
  const { shown, shownIn, on: shownOn, explained } = act
  const isYes = act.answer === 'yes'
  const answer = { to: now.to, why: now.why, yes: isYes ? { shown, shownIn, shownOn, explained } : null }
  const asked = isAgain ? sending.asked.with(0, answer) : [...sending.asked, answer]
  if (asked.length < invited.length) return { ...sending, asked }
  const agreed = asked.filter(({ yes }) => yes !== null)
  return isAgain && !isYes
    ? withoutOne(sending, agreed)
    : goOnWith(sending, agreed, isAgain ? handedBefore(sending, shownOn) : null)
}

function goOnWith(sending: Sending, agreed: Sending['asked'], handed: Sending['handed']): Sending {
  if (agreed.length === 0) return { ...undecided(sending), page: 'refused' }
  return handOverNext({ ...sending, page: 'code' }, agreed, handed)
}

/** A no after other codes were handed over. Nothing has left, so none of them names it; what a colleague has signed did, and is signed anew. */
function withoutOne(sending: Sending, agreed: Sending['asked']): Sending {
  const isToSign = ({ code }: Ready): boolean => code.colleague !== null
  const again = sending.ready.filter(isToSign)
  const ready = sending.ready.filter((one) => !isToSign(one))
  // The last one's "I have it" sends them all: where nobody else is left, it is said once more of the one before.
  const last = again.length + agreed.length === 0 ? ready.slice(-1) : []
  const asked = [...again, ...last, ...agreed]
  const others = ready.slice(0, ready.length - last.length)
  return goOnWith({ ...sending, ...NO_CODE, paper: [], saidNo: sending.to, ready: others }, asked, null)
}

/** The first of these has its code handed over; the others follow it. */
function handOverNext(sending: Sending, agreed: Sending['asked'], handed: Sending['handed']): Sending {
  const [first, ...others] = agreed
  if (!first?.yes) return sending
  return {
    ...sending,
    to: first.to,
    why: first.why,
    more: others.map(({ to, why }) => ({ to, why })),
    asked: [...agreed],
    ...first.yes,
    // Of which team, and who signs with the worker, was said of one organisation alone.
    toTeam: first.to === sending.to ? sending.toTeam : null,
    handed,
    ...first.code,
    colleague: null,
  }
}

/** What goes with one code is asked anew for the next. */
const NO_CODE = {
  ...{ keep: null, paper: [], paperPhone: '', noWord: false, word: '', ifEnded: null, onlyMe: false },
  ...{ colleague: null, handed: null },
} as const satisfies Omit<Code, 'toTeam'>

const codeOf = (sending: Sending): Code => {
  const { toTeam, keep, paper, paperPhone, noWord, word, ifEnded, onlyMe, colleague, handed } = sending
  return { toTeam, keep, paper, paperPhone, noWord, word, ifEnded, onlyMe, colleague, handed }
}

/** Nothing leaves yet: until the last code was handed over the client may still say no to any of them. */
function makeReady(sending: Sending): Sending {
  const [now, ...left] = sending.asked
  if (!now?.yes || left.length === 0 || sending.page !== 'code') return sending
  const { to, why, yes } = now
  const ready = [...sending.ready, { to, why, yes, code: codeOf(sending) }]
  return settle(handOverNext({ ...sending, ready, ...NO_CODE, paper: [], saidNo: null, hasVoid: false }, left, null))
}

/** Nothing of the client stays in the page, and there is no way back that could seal a second permission. */
function allSent(sending: Sending, page: 'sent' | 'queued', waits: readonly OrganisationId[]): Sending {
  const { to, mode, keep } = sending
  const met = sittingOf(sending)
  return { ...NEW_SENDING, page, to, mode, keep, met: met.length > 1 ? met : [], waits: [...waits] }
}

// Who says yes a second time on the same day keeps the digits that are on their paper already.
const handedBefore = ({ handed }: Sending, on: Day): Sending['handed'] =>
  handed?.reservation.sealedOn === on ? { ...handed, deposit: null } : null

/** What is answered before or after the yes and changes nothing of what was agreed. */
const AFTER_YES: ReadonlySet<string> = new Set<keyof Answers>([
  'keep',
  'paper',
  'paperPhone',
  'noWord',
  'word',
  'ifEnded',
  'onlyMe',
  'handed',
  'aloud',
  'colleague',
  'notNames',
  'ready',
])

function answered(sending: Sending, answers: Answers): Sending {
  const isOther = Object.keys(answers).some((key) => !AFTER_YES.has(key))
  if (isOther && isClosed(sending)) return sending
  // Where the code is kept stands in what a colleague signs.
  const isKeptElsewhere = answers.keep !== undefined && answers.keep !== sending.keep
  return settle({
    ...(isOther ? undecided(sending) : sending),
    ...(isKeptElsewhere ? { colleague: null } : {}),
    ...unsaid(sending, answers),
    ...answers,
  })
}

/** What was not said of the person as they are now: how a child goes, of an adult; of another interpreter, whether the client knows them. */
function unsaid(before: Sending, { age, interpreterNow }: Answers): Answers {
  const isAdultNow = age !== undefined && isChild(before) && !isChild({ age })
  const isOtherInterpreter = interpreterNow !== undefined && interpreterNow !== before.interpreterNow
  return {
    ...(isAdultNow ? { mode: null, keep: null } : {}),
    ...(isOtherInterpreter ? { knowsInterpreter: null, keepsInterpreter: false } : {}),
  }
}

// Another answer is another text: the yes was to the words that were shown. Whose code was handed over is asked about again with the others.
const undecided = (sending: Sending): Sending => ({
  ...sending,
  ...allAgain(sending),
  shown: '',
  shownIn: '',
  shownOn: null,
  explained: null,
  colleague: null,
  handed: null,
  saidNo: null,
  asked: [],
  ready: [],
})

function allAgain({ ready, ...sending }: Sending): Partial<Sending> {
  const [first, ...others] = ready
  if (!first) return {}
  const { to, why, code } = first
  return {
    ...{ ...NO_CODE, paper: [], to, why, toTeam: code.toTeam },
    more: [...others.map((one) => ({ to: one.to, why: one.why })), ...invitedOf(sending)],
  }
}

// Answers that another answer rules out are taken back, so that nothing stale is sealed.
function settle(sending: Sending): Sending {
  const child = isChild(sending)
  const mode = child && sending.mode !== 'all-ahead' ? null : sending.mode
  const keep = child ? 'none' : sending.keep === 'none' && mode !== 'all-ahead' ? null : sending.keep
  const alone = sending.interpreterNow === null || sending.interpreterNow === 'none'
  return {
    ...sending,
    mode,
    keep,
    paper: keep === 'paper' ? sending.paper : [],
    noWord: keep === 'none' ? false : sending.noWord,
    languageName: sending.language === 'other' ? sending.languageName : '',
    knowsInterpreter: alone ? null : sending.knowsInterpreter,
    keepsInterpreter: sending.knowsInterpreter === 'yes' && !alone && sending.keepsInterpreter,
    ...(child ? {} : { childNext: null, childWork: null, childCaller: null, notNow: null, childTold: null }),
    ...(sending.childCaller === 'not-now' ? {} : { notNow: null }),
    days: sending.anyDay ? [] : sending.days,
    ...others(sending),
  }
}

/** Who else comes, only where a sheet is kept, and nobody twice. */
function others({ between, more, to, ready, meets }: Sending): Pick<Sending, 'more' | 'meets'> {
  const isReady = (id: OrganisationId): boolean => ready.some((one) => one.to === id)
  const others = between === 'sheet' ? more.filter((one) => one.to !== to && !isReady(one.to)) : []
  return { more: others, meets: others.length > 0 || ready.length > 0 ? meets : null }
}

const isGoneOnWith = (sending: Sending): boolean =>
  !isOver(sending) && sending.page !== 'thinking' && (sending.page !== 'code' || sending.shown !== '')

const isOver = ({ page }: Sending): boolean => page === 'sent' || page === 'queued' || page === 'refused'

/** Steps of choices alone go on by themselves; where something is written, or handed over, somebody says so. */
const GOES_ON: ReadonlySet<Page> = new Set<Page>(['client', 'receiver', 'contact'])

function goOn(sending: Sending): Sending {
  if (isChild(sending) && sending.childNext === 'advice' && sending.page === 'client')
    return { ...sending, page: 'advice' }
  return GOES_ON.has(sending.page) && isAnswered(sending) ? leave(sending) : sending
}

function leave(sending: Sending): Sending {
  if (sending.page === 'advice') return { ...sending, page: 'client', childNext: null }
  if (sending.page === 'decide' || sending.page === 'code') return sending
  return { ...sending, page: sending.isChange ? 'check' : beside(sending, 1), isChange: false }
}

function beside({ page }: Sending, way: 1 | -1): Page {
  const at = STEPS.indexOf(page as Step)
  return at < 0 ? 'client' : (STEPS[at + way] ?? page)
}
