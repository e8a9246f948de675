// The shapes of permission, contents, items and notes: what is taken, and that every edge beside it is refused.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import {
  Clarified,
  Codes,
  InterpreterNumber,
  KnockContent,
  LineAct,
  LineContent,
  ReceiptContent,
  SafeContact,
  StoryContent,
  Told,
  Weekday,
  YesContent,
  partsOf,
} from './content.ts'
import { Head, Part } from './head.ts'
import { DeclineReason, Item, MeetingPlace, Sheet, TimeAnswer, WRITERS } from './items.ts'
import { DeskNote } from './notes.ts'
import {
  Age,
  Back,
  Consequence,
  Front,
  How,
  IfEnded,
  Kind,
  LanguageCode,
  Mode,
  Purpose,
  Renewal,
  RenewalHow,
  Said,
  TicketKeep,
  ToldItem,
  isChild,
} from './permission.ts'
import { TICKET_SALT_BYTES, ticketSaltText } from './ticket-salt.ts'
import { SealedText, textBytes } from './sealed-text.ts'
import { RECIPIENT, holdsText, isStrict, refuses, takes, zeros } from './test/shapes.ts'
import { QuotaName, Slot } from './wire.ts'

const D = zeros(32)
const DAY = '2026-11-30'
const desk = (organisation: string) => ({ organisation, desk: 'referral' })
const FRONT = {
  v: 2,
  id: zeros(8),
  kind: 'referral',
  mode: 'knock-ahead',
  from: desk('alder'),
  to: desk('birch'),
  extent: null,
  why: 'support',
  talk: null,
  meeting: [],
  notBefore: DAY,
  until: DAY,
  grows: null,
}
const SAID = {
  explained: null,
  alternatives: null,
  language: null,
  shown: null,
  interpreter: null,
  knowsInterpreter: null,
}
const BACK = { age: 'adult', what: ['needs'], how: 'shown', keep: [], reason: null, said: SAID, signatures: [] }
const SHEET = { tasks: [], contact: '', information: '', reviewOn: null }
const CONTACT = {
  channel: 'phone',
  address: '',
  when: '',
  mayLeaveMessage: 'no',
  whoWeSay: '',
  codeWord: '',
  someoneElseReads: 'no',
}
const TOLD = { safeContact: null, situation: null, needs: null, clarified: null }
const CODES = { service: 'support', language: 'fi', interpreter: 'any', days: [], ownChannel: null }
const CLARIFIED = { code: 'health', byRole: 'herself', month: '2026-11', outcome: '', reusable: true }

test('the words that are sealed are these and no others', () => {
  const words: Array<[{ options: readonly string[] }, string]> = [
    [Kind, 'referral consult urgent'],
    [Mode, 'knock-ahead all-ahead all-together'],
    [Age, 'adult child unsure not-asked'],
    [ToldItem, 'safe-contact situation needs clarified'],
    [Purpose, 'support legal-advice housing crisis health return consultation'],
    [TicketKeep, 'paper memory worker'],
    [How, 'shown spoken without-her nobody'],
    [RenewalHow, 'ticket shown spoken'],
    [Consequence, 'cannot-unread duty-to-tell may-say-no can-end'],
    [Part, 'knock story receipt item line yes'],
    [Weekday, 'mon tue wed thu fri sat sun'],
    [IfEnded, 'do-nothing worker-reaches-me wait'],
    [TimeAnswer, 'yes no other'],
    [DeclineReason, 'full wrong-service closed may-identify'],
    [MeetingPlace, 'ours yours telephone video as-agreed'],
    [Slot, 'k s t f'],
    [QuotaName, 'permissions names opens items locks notes versions'],
    [SafeContact.shape.channel, 'through-worker phone message email post'],
    [SafeContact.shape.mayLeaveMessage, 'yes no not-asked'],
    [SafeContact.shape.someoneElseReads, 'yes no unknown not-asked'],
    [Codes.shape.interpreter, 'not-needed any woman man phone not-asked'],
    [
      Clarified.shape.code,
      'residence police-report assistance-system housing health benefits work children other-organisation',
    ],
    [Clarified.shape.byRole, 'own-organisation authority other-organisation herself'],
    [
      LineAct,
      'first-contact-opened story-opened locked-anew re-locked her-book-read ticket-passed-on renewed ticket-read-out handed-out notice addition message:accepted message:declined message:time message:time-answer message:question message:answer message:opened message:not-today message:sheet message:sheet-wish',
    ],
  ]
  for (const [schema, list] of words) assert.equal(schema.options.join(' '), list)
  assert.deepEqual(WRITERS, {
    accepted: ['to'],
    declined: ['to'],
    time: ['from', 'to'],
    'time-answer': ['from', 'to'],
    question: ['from', 'to'],
    answer: ['from', 'to'],
    opened: ['to'],
    'not-today': ['to'],
    ticket: ['from'],
    renewed: ['from', 'to'],
    sheet: ['from', 'to'],
    'sheet-wish': ['to'],
    addition: ['from', 'to'],
  })
  assert.deepEqual([ticketSaltText('net'), TICKET_SALT_BYTES], ['apila/ticket/v2\0net', 16])
})

test('front, back and what was said', () => {
  isStrict(Front, FRONT)
  takes(Front, { ...FRONT, extent: 'whole', talk: 'words', grows: D }, { ...FRONT, extent: 'part', talk: 'codes' })
  takes(Front, { ...FRONT, meeting: Array(6).fill('alder') })
  refuses(
    Front,
    { ...FRONT, v: 1 },
    { ...FRONT, id: zeros(9) },
    { ...FRONT, meeting: Array(7).fill('alder') },
    { ...FRONT, until: '2026-02-30' },
    { ...FRONT, extent: 'some' },
    { ...FRONT, talk: 'all' },
  )
  isStrict(Back, BACK)
  const signature = { device: 'alder-worker-1', as: 'witness', signature: zeros(64) }
  takes(
    Back,
    { ...BACK, signatures: Array(4).fill(signature) },
    { ...BACK, reason: 'life' },
    { ...BACK, reason: 'health' },
  )
  takes(Back, { ...BACK, signatures: [{ ...signature, as: 'second' }] })
  refuses(
    Back,
    { ...BACK, signatures: Array(5).fill(signature) },
    { ...BACK, reason: 'other' },
    { ...BACK, signatures: [{ ...signature, as: 'third' }] },
    { ...BACK, signatures: [{ ...signature, more: 1 }] },
  )
  isStrict(Said, SAID)
  for (const interpreter of ['none', 'independent', 'phone']) takes(Said, { ...SAID, interpreter })
  for (const knowsInterpreter of ['yes', 'no', 'does-not-know']) takes(Said, { ...SAID, knowsInterpreter })
  takes(Said, { ...SAID, explained: ['can-end'], alternatives: false, shown: { digest: D, language: 'fi' } })
  refuses(Said, { ...SAID, interpreter: '' }, { ...SAID, shown: { digest: D, language: 'fi', more: 1 } })
  takes(LanguageCode, 'fi', 'smn', 'other', 'not-asked')
  refuses(LanguageCode, 'f', 'finn', 'Fi', 'xother', 'others', 'xxfi', 'fi ', '')
  isStrict(Renewal, { grant: D, until: DAY, on: DAY, how: 'ticket', witness: 'alder-worker-1' }, ['witness'])
  takes(Renewal, { grant: D, until: DAY, on: DAY, how: 'spoken' })
  assert.deepEqual(Age.options.map(isChild), [false, true, true, false])
})

test('contents of parts', () => {
  isStrict(SafeContact, CONTACT)
  holdsText(SafeContact, 300, (address) => ({ ...CONTACT, address }))
  holdsText(SafeContact, 300, (when) => ({ ...CONTACT, when }))
  holdsText(SafeContact, 200, (whoWeSay) => ({ ...CONTACT, whoWeSay }))
  holdsText(SafeContact, 100, (codeWord) => ({ ...CONTACT, codeWord }))
  isStrict(Codes, { ...CODES, notInterpreters: ['1'], languageName: 'Kven' }, ['notInterpreters', 'languageName'])
  takes(Codes, { ...CODES, language: 'smn', ownChannel: CONTACT, notInterpreters: Array(10).fill('12345678') })
  for (const language of ['other', 'not-asked']) takes(Codes, { ...CODES, language })
  for (const languageName of ['Kven', 'Low German (coast)', "Gi'iz", 'ትግርኛ', 'বাংলা'])
    takes(Codes, { ...CODES, languageName })
  for (const languageName of ['x', 'a'.repeat(41), 'call 040', 'a, b', 'me@home', 'two\nlines'])
    refuses(Codes, { ...CODES, languageName })
  refuses(Codes, { ...CODES, language: 'unknown' }, { ...CODES, notInterpreters: Array(11).fill('1') })
  refuses(Codes, { ...CODES, language: 'f' }, { ...CODES, language: 'xfin' }, { ...CODES, language: 'fi1' })
  refuses(InterpreterNumber, '', '123456789', 'a1', '1a', '1 2')
  isStrict(Clarified, CLARIFIED)
  holdsText(Clarified, 1000, (outcome) => ({ ...CLARIFIED, outcome }))
  refuses(
    Clarified,
    ...['2026-1', '2026-111', 'x2026-11', '26-11', '2026-11x'].map((month) => ({ ...CLARIFIED, month })),
  )
  isStrict(Told, TOLD)
  holdsText(Told, 200_000, (situation) => ({ ...TOLD, situation }))
  holdsText(Told, 50_000, (needs) => ({ ...TOLD, needs }))
  takes(Told, { ...TOLD, clarified: Array(50).fill(CLARIFIED) })
  refuses(Told, { ...TOLD, clarified: Array(51).fill(CLARIFIED) })
  const shared = { front: FRONT, talk: zeros(16), mark: zeros(16), line: D }
  isStrict(KnockContent, { ...shared, back: D, codes: CODES })
  const asked = { purpose: 'legal-advice', text: 'a' }
  isStrict(KnockContent, { ...shared, back: D, asked })
  refuses(KnockContent, { ...shared, back: D }, { ...shared, back: D, codes: CODES, asked })
  refuses(KnockContent, { ...shared, back: D, asked: { ...asked, text: '' } })
  refuses(KnockContent, { ...shared, back: D, asked: { ...asked, more: 1 } })
  isStrict(StoryContent, { ...shared, back: BACK, story: TOLD })
  const receipt = { front: FRONT, back: BACK, refused: [], bookIdentity: 'AGE-SECRET-KEY-PQ-1'.padEnd(100, 'A') }
  isStrict(ReceiptContent, receipt)
  refuses(ReceiptContent, { ...receipt, bookIdentity: `${receipt.bookIdentity}A` }, { ...receipt, bookIdentity: 'AGE' })
  const line = { n: 0, before: null, on: DAY, organisation: 'alder', act: 'story-opened' }
  isStrict(LineContent, line)
  takes(LineContent, { ...line, n: 1, before: D })
  refuses(LineContent, { ...line, n: -1 }, { ...line, n: 0.5 })
  isStrict(YesContent, { grant: D, on: DAY })
})

test('the parts of a story are those that are not null, also where they are empty', () => {
  assert.deepEqual(partsOf(Told.parse(TOLD)), [])
  assert.deepEqual(partsOf(Told.parse({ ...TOLD, safeContact: CONTACT })), ['safe-contact'])
  assert.deepEqual(partsOf(Told.parse({ ...TOLD, situation: '', clarified: [] })), ['situation', 'clarified'])
  assert.deepEqual(partsOf(Told.parse({ ...TOLD, needs: 'a' })), ['needs'])
})

test('head', () => {
  const head = {
    v: 2,
    suite: 2,
    part: 'knock',
    device: 'alder-worker-1',
    network: 'net',
    at: zeros(16),
    receiver: D,
    grant: null,
    roster: { length: 1, head: D },
  }
  isStrict(Head, head)
  takes(Head, { ...head, grant: D, suite: 99 })
  refuses(Head, { ...head, v: 1 }, { ...head, v: 3 }, { ...head, suite: 1 }, { ...head, suite: 100 })
  refuses(Head, { ...head, roster: { length: 0, head: D } }, { ...head, roster: { length: 1, head: D, more: 1 } })
})

test('items', () => {
  const numbered = { n: 0, said: DAY }
  const time = { ...numbered, kind: 'time', on: DAY, at: '09:30', place: null }
  const sheet = { ...numbered, kind: 'sheet', version: 1, sheet: SHEET }
  const ticket = { ...numbered, kind: 'ticket', digits: 'AAAA' }
  const timeAnswer = { ...numbered, kind: 'time-answer', of: 0, answer: 'yes' }
  const answer = { ...numbered, kind: 'answer', of: 0, text: 'a' }
  for (const kind of ['accepted', 'opened', 'not-today']) isStrict(Item, { ...numbered, kind })
  isStrict(Item, { ...numbered, kind: 'declined', reason: 'full' })
  isStrict(Item, { ...numbered, kind: 'question', text: 'a' })
  const wish = { ...numbered, kind: 'sheet-wish', version: 0, text: 'a' }
  refuses(Item, { ...wish, version: -1 }, { ...wish, text: '' })
  for (const item of [time, sheet, wish, ticket, timeAnswer, answer]) isStrict(Item, item)
  for (const at of ['00:00', '19:59', '23:59']) takes(Item, { ...time, at, place: 'ours' })
  for (const at of ['24:00', '9:30', '09:60', '09:3', 'x09:30', '09:30x', '0930']) refuses(Item, { ...time, at })
  refuses(Item, { ...time, n: -1 }, { ...time, n: 0.5 }, { ...sheet, version: 0 }, { ...time, said: '2026-11-31' })
  for (const given of ['yes', 'no', 'other']) takes(Item, { ...timeAnswer, answer: given })
  refuses(Item, { ...timeAnswer, answer: 'perhaps' }, { ...timeAnswer, of: -1 }, { ...timeAnswer, of: null })
  takes(Item, { ...answer, of: null })
  refuses(Item, { ...answer, of: 0.5 }, { ...answer, text: '' }, { ...numbered, kind: 'message', text: 'a' })
  takes(Item, { ...ticket, digits: 'A'.repeat(3000) })
  refuses(Item, { ...ticket, digits: 'A'.repeat(3001) }, { ...ticket, digits: '!!!!' })
  const task = { who: '', what: '' }
  isStrict(Sheet, SHEET)
  takes(Sheet, { ...SHEET, tasks: Array(30).fill(task), reviewOn: DAY })
  takes(Sheet, { ...SHEET, tasks: [{ ...task, done: DAY }] })
  refuses(Sheet, { ...SHEET, tasks: [{ ...task, done: null }] }, { ...SHEET, tasks: [{ ...task, done: true }] })
  refuses(Sheet, { ...SHEET, tasks: Array(31).fill(task) }, { ...SHEET, tasks: [{ ...task, more: 1 }] })
  holdsText(Sheet, 200, (who) => ({ ...SHEET, tasks: [{ ...task, who }] }))
  holdsText(Sheet, 2000, (what) => ({ ...SHEET, tasks: [{ ...task, what }] }))
  holdsText(Sheet, 2000, (contact) => ({ ...SHEET, contact }))
  holdsText(Sheet, 2000, (information) => ({ ...SHEET, information }))
})

test('a text that people write: 4,000 bytes as it is sealed, not empty, no control characters', () => {
  for (const [text, bytes] of [
    ['a', 1],
    ['ä', 2],
    ['€', 3],
    ['🍀', 4],
    ['"', 2],
    ['\\', 2],
    ['\n', 2],
    ['\u2028', 3],
  ] as const) {
    assert.equal(textBytes(`a${text}`), bytes + 1, JSON.stringify(text))
    const most = `x${text.repeat(Math.floor(3999 / bytes))}`
    takes(SealedText, most)
    refuses(SealedText, `${most}${'x'.repeat(4001 - textBytes(most))}`)
  }
  assert.equal(textBytes(''), 0)
  assert.equal(textBytes('\u007e\u07ff\uffff'), 1 + 2 + 3)
  refuses(SealedText, '', ' ', '\n', '\t', 'a\u0007', '\ud800', 7)
  takes(SealedText, ' a\nb ')
})

test('notes', () => {
  const shared = { front: FRONT, mark: zeros(16), t: zeros(16), lineRecipient: RECIPIENT, lines: { n: 0, last: null } }
  const sent = {
    ...shared,
    kind: 'sent',
    back: BACK,
    k: zeros(16),
    s: zeros(16),
    storyRecipient: RECIPIENT,
    ending: null,
    renew: null,
    ifEnded: 'wait',
    keptTicket: null,
    receiptIdentity: null,
    onlyDevice: null,
    asked: 'a',
    childWelfare: { caller: 'me', notNow: null, childTold: null, on: DAY },
  }
  isStrict(DeskNote, sent, ['asked', 'childWelfare'])
  takes(DeskNote, { ...sent, ifEnded: null })
  for (const caller of ['colleague', 'already', 'not-now', null])
    takes(DeskNote, { ...sent, childWelfare: { caller, notNow: 'advice-first', childTold: 'told', on: DAY } })
  refuses(DeskNote, { ...sent, childWelfare: { caller: 'nobody', notNow: null, childTold: null, on: DAY } })
  holdsText(DeskNote, 60, (word) => ({ ...sent, ending: { withdraw: D, word } }))
  refuses(DeskNote, { ...sent, ending: { withdraw: D, word: '', more: 1 } }, { ...sent, lines: { n: -1, last: null } })
  takes(DeskNote, { ...sent, storyRecipient: null })
  takes(DeskNote, { ...sent, keptTicket: '1'.repeat(24), lines: { n: 1, last: D }, onlyDevice: 'alder-worker-1' })
  for (const digits of ['1'.repeat(23), '1'.repeat(25), `x${'1'.repeat(24)}`, `${'1'.repeat(23)}a`])
    refuses(DeskNote, { ...sent, keptTicket: digits })
  const received = {
    ...shared,
    kind: 'received',
    grant: D,
    k: null,
    s: null,
    from: desk('alder'),
    state: 'accepted',
    on: DAY,
    time: null,
    until: DAY,
  }
  isStrict(DeskNote, received)
  for (const state of ['declined', 'time', 'opened', 'not-today', 'answer']) takes(DeskNote, { ...received, state })
  takes(DeskNote, { ...received, k: zeros(16), s: zeros(16), time: { on: DAY, at: '09:30' } })
  refuses(DeskNote, { ...received, time: { on: DAY, at: '09:300' } })
  refuses(DeskNote, { ...received, time: { on: DAY, at: '09:30', more: 1 } })
  refuses(DeskNote, { ...received, state: '' }, { ...received, on: 'yesterday' }, { ...received, on: null })
})
