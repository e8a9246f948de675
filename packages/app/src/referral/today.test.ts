// The today-list: what a status follows from, what comes first, who may see it, and finding by her word.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Digest, ItemId, ListId, Mark, Name, type Recipient, Secret } from '@apila/core/bytes.ts'
import { Day, addDays } from '@apila/core/day.ts'
import type { DeviceId, WhichDesk } from '@apila/core/organisation/roster.ts'
import type { Said } from '@apila/core/referral/conversation.ts'
import type { Item, Side } from '@apila/core/referral/items.ts'
import type { ReceivedNote, SentNote } from '@apila/core/referral/notes.ts'
import { hasAnswer } from './answers.ts'
import { findByWord } from './find-by-word.ts'
import {
  type Held,
  type Talked,
  isMoveUnread,
  isShownTo,
  isThere,
  liveWords,
  receivedEntry,
  sentEntry,
  sortSent,
  unanswered,
  whatWaits,
} from './today.ts'

const bytes16 = (letter: string) => `${letter.repeat(21)}A`
const bytes32 = 'A'.repeat(43)
const mark = Mark.parse(bytes16('m'))
const [k, s, t] = ['k', 's', 't'].map((letter) => Name.parse(bytes16(letter))) as [Name, Name, Name]
const recipient = 'age1pq1invented' as Recipient
const today = Day.parse('2026-11-22')
const nobody: ReadonlySet<Mark> = new Set()
const desk = (organisation: string) => ({ organisation, desk: 'referral' }) as WhichDesk

const note: SentNote = {
  kind: 'sent',
  front: {
    v: 2,
    id: 'AAAAAAAAAAA',
    kind: 'referral',
    mode: 'knock-ahead',
    from: desk('koivu'),
    to: desk('kataja'),
    extent: null,
    why: 'support',
    talk: null,
    meeting: [],
    notBefore: Day.parse('2026-11-20'),
    until: Day.parse('2026-12-20'),
    grows: null,
  },
  back: {
    age: 'adult',
    what: ['needs'],
    how: 'shown',
    keep: ['paper'],
    reason: null,
    said: {
      explained: null,
      alternatives: null,
      language: 'fi',
      shown: null,
      interpreter: 'none',
      knowsInterpreter: null,
    },
    signatures: [],
  },
  k,
  s,
  t,
  mark,
  storyRecipient: recipient,
  lineRecipient: recipient,
  lines: { n: 0, last: null },
  ending: { withdraw: Secret.parse(bytes32), word: 'Sinikello' },
  renew: null,
  ifEnded: 'wait',
  keptTicket: null,
  receiptIdentity: null,
  onlyDevice: null,
}

const held = (id: string, changed: Partial<SentNote> = {}): Held<SentNote> => ({
  id: ItemId.parse(bytes16(id)),
  list: ListId.parse(bytes16('l')),
  version: 1,
  until: note.front.until,
  dropped: false,
  note: { ...note, ...changed },
})

const said = (item: object, side: Side = 'to', on = today): Said => ({
  item: { n: 0, said: on, ...item } as Item,
  side,
})
const talked = (...items: readonly Said[]): Talked => ({
  items: items.map(({ item, side }, n) => ({ item: { ...item, n }, side })),
  refused: [],
})
const time = (side: Side, at = '13:00', on = today) => said({ kind: 'time', on, at, place: null }, side)
const answered = (of: number, answer: 'yes' | 'no' | 'other', on = today) =>
  said({ kind: 'time-answer', of, answer }, 'from', on)
const [accepted, declined] = [said({ kind: 'accepted' }), said({ kind: 'declined', reason: 'full' })]
const [opened, notToday] = [said({ kind: 'opened' }), said({ kind: 'not-today' })]
const sent = (items: Talked, changed: Partial<SentNote> = {}, ended = nobody, on = today) =>
  sentEntry(held('a', changed), items, ended, on)
const statusOf = (...items: readonly Said[]) => sent(talked(...items)).status

test('the last answer counts, and opened outlives it', () => {
  assert.equal(statusOf(), 'waiting')
  assert.equal(statusOf(accepted, time('to')), 'time')
  assert.equal(statusOf(time('to'), accepted), 'accepted')
  assert.equal(statusOf(accepted, notToday), 'not-today')
  assert.equal(statusOf(opened, notToday), 'opened')
  assert.equal(statusOf(opened, time('to')), 'opened')
  const passed = said({ kind: 'ticket', digits: 'AAAA' }, 'from')
  assert.equal(statusOf(declined, passed), 'declined', 'a ticket is no answer')
})

test('a time is proposed until it is answered; a later answer and a later time count', () => {
  assert.equal(statusOf(time('to'), answered(0, 'yes')), 'agreed')
  assert.equal(statusOf(time('to'), answered(0, 'other')), 'time-open')
  assert.equal(statusOf(time('to'), answered(0, 'yes'), answered(0, 'no')), 'time-open')
  assert.equal(statusOf(time('to'), answered(0, 'no'), time('from')), 'time')
})

test('a status bears the day of its own event, and no other', () => {
  const [earlier, later] = [Day.parse('2026-11-21'), Day.parse('2026-11-23')]
  const on = (...items: readonly Said[]) => sent(talked(...items), {}, nobody, Day.parse('2026-11-24')).on
  assert.equal(on(), note.front.notBefore, 'waiting since it was sent')
  assert.equal(on(said({ kind: 'accepted' }, 'to', earlier)), earlier)
  assert.equal(on(time('to', '13:00', Day.parse('2026-12-08'))), today, 'proposed today, for another day')
  assert.equal(on(time('to'), answered(0, 'yes', later)), later)
  assert.equal(on(said({ kind: 'opened' }, 'to', later), time('to', '13:00', Day.parse('2026-12-08'))), later)
  assert.equal(sent(talked(opened), {}, new Set([mark])).on, null, 'the ended list names no days')
  assert.equal(sent(talked(opened), {}, nobody, Day.parse('2026-12-21')).on, note.front.until)
})

test('ended stands over everything, and nothing that was said is kept', () => {
  const entry = sent(talked(opened, time('to')), {}, new Set([mark]))
  assert.deepEqual([entry.status, entry.items, entry.time, entry.waits], ['ended', [], null, []])
})

test('the last day still counts, the day after does not', () => {
  assert.equal(sent(talked(opened), {}, nobody, Day.parse('2026-12-20')).status, 'opened')
  const over = sent(talked(opened), {}, nobody, Day.parse('2026-12-21'))
  assert.deepEqual([over.status, over.items], ['expired', []])
})

test('seven days before the end the list asks, earlier where it is short; what has ended is not asked about', () => {
  const soon = (day: string, ended = nobody, front = note.front) =>
    sentEntry(held('a', { front }), talked(), ended, Day.parse(day)).endsSoon
  assert.deepEqual([soon('2026-12-12'), soon('2026-12-13'), soon('2026-12-13', new Set([mark]))], [false, true, false])
  const short = { ...note.front, until: Day.parse('2026-11-27') }
  assert.deepEqual([soon('2026-11-23', nobody, short), soon('2026-11-24', nobody, short)], [false, true])
  const question = { ...note.front, kind: 'consult' as const }
  assert.equal(soon('2026-12-13', nobody, question), false, 'a question is asked anew')
})

test('the latest proposed time is shown while it is to come, and only where it stands', () => {
  const later = Day.parse('2026-12-08')
  const items = talked(time('to', '09:00', later), time('to', '10:00', later))
  assert.deepEqual(sent(items).time, { on: later, at: '10:00' })
  assert.equal(sent(items, {}, nobody, Day.parse('2026-12-09')).time, null, 'it has passed')
  assert.equal(sent(talked(...items.items, answered(1, 'no'))).time, null)
  assert.equal(sent(talked(...items.items, opened)).time, null)
})

test('what somebody should look at comes first', () => {
  const waiting = sentEntry(held('a'), talked(), nobody, today)
  const no = sentEntry(held('b'), talked(declined), nobody, today)
  const ended = sentEntry(held('c'), talked(), new Set([mark]), today)
  assert.deepEqual(
    sortSent([waiting, no, ended]).map((entry) => entry.status),
    ['ended', 'declined', 'waiting'],
  )
})

test('what waits: first contacts, times and questions of the other desk, what came to an end, and no more', () => {
  const question = said({ kind: 'question', text: 'which floor?' }, 'to')
  const kinds = (...items: readonly Said[]) =>
    whatWaits({ knocks: [], received: [], sent: [sent(talked(...items))] }).map(({ kind }) => kind)
  assert.deepEqual(kinds(), [])
  assert.deepEqual(kinds(accepted), [])
  assert.deepEqual(kinds(time('to')), ['time'])
  assert.deepEqual(kinds(time('from')), [], 'the other desk is asked')
  assert.deepEqual(kinds(time('to'), answered(0, 'yes')), [])
  assert.deepEqual(kinds(time('to'), question), ['time', 'question'])
  assert.deepEqual(kinds(declined), ['declined'])
  const received = (...items: readonly Said[]) =>
    whatWaits({ knocks: [], sent: [], received: [receivedEntry(heldReceived, talked(...items), nobody, today)] })
  assert.deepEqual(
    received(time('to'), answered(0, 'other')).map(({ kind }) => kind),
    ['time-open'],
  )
  assert.deepEqual(received(time('from'))[0]?.kind, 'time')
  const heard = { k, s: null }
  assert.deepEqual(whatWaits({ knocks: [heard], sent: [], received: [] }), [{ kind: 'first-contact', heard }])
  const over = [sent(talked(), {}, new Set([mark])), sent(talked(), {}, nobody, Day.parse('2026-12-19'))]
  assert.deepEqual(
    whatWaits({ knocks: [], sent: over, received: [] }).map(({ kind }) => kind),
    ['ended', 'ends-soon'],
  )
})

test('advice that was given waits until whoever asked is done with it', () => {
  const front = { ...note.front, kind: 'consult' as const, talk: 'words' as const }
  const advised = said({ kind: 'answer', of: null, text: 'it may' })
  const entry = sent(talked(advised), { front })
  assert.deepEqual([entry.status, entry.on], ['answered', today])
  assert.deepEqual(whatWaits({ knocks: [], sent: [entry], received: [] }), [{ kind: 'answered', id: entry.held.id }])
  const mayIdentify = said({ kind: 'declined', reason: 'may-identify' })
  assert.equal(sent(talked(advised, mayIdentify), { front }).status, 'declined')
})

test('a permission that only one worker may see is hidden from the others', () => {
  assert.equal(isShownTo(note, 'koivu-worker-2'), true)
  assert.equal(isShownTo({ ...note, onlyDevice: 'koivu-worker-1' as DeviceId }, 'koivu-worker-2'), false)
  assert.equal(isShownTo({ ...note, onlyDevice: 'koivu-worker-1' as DeviceId }, 'koivu-worker-1'), true)
})

test('words in use are those of permissions that have neither ended nor run out, whoever may see them', () => {
  const hidden: SentNote = { ...note, onlyDevice: 'koivu-worker-1' as DeviceId }
  const word = note.ending?.word
  assert.deepEqual(liveWords([note, hidden, { ...note, ending: null }, receivedNote], nobody, today), [word, word])
  assert.deepEqual(liveWords([note], new Set([note.mark]), today), [])
  assert.deepEqual(liveWords([note], nobody, addDays(note.front.until, 1)), [])
})

test('her word is found in any case and with spaces around, nothing else is', () => {
  const entries = [held('a'), held('b', { ending: null })].map((one) => sentEntry(one, talked(), nobody, today))
  assert.equal(findByWord(entries, ' SINIKELLO ').length, 1)
  assert.equal(findByWord(entries, 'sini').length, 0)
  assert.equal(findByWord(entries, '').length, 0)
})

const receivedNote: ReceivedNote = {
  kind: 'received',
  front: note.front,
  grant: Digest.parse(bytes32),
  mark,
  k,
  s: null,
  t,
  from: desk('koivu'),
  lineRecipient: recipient,
  lines: { n: 1, last: null },
  state: 'accepted',
  on: today,
  time: null,
  until: Day.parse('2026-12-20'),
}
const heldReceived: Held<ReceivedNote> = {
  id: ItemId.parse(bytes16('r')),
  list: ListId.parse(bytes16('l')),
  version: 1,
  until: receivedNote.until,
  dropped: false,
  note: receivedNote,
}

test('a received permission ends by its mark or its day', () => {
  const stands = (ended: ReadonlySet<Mark>, on: Day) => receivedEntry(heldReceived, talked(opened), ended, on)
  assert.equal(stands(nobody, today).status, 'opened')
  for (const over of [stands(new Set([mark]), today), stands(nobody, Day.parse('2026-12-21'))])
    assert.deepEqual([over.items, over.waits], [[], []])
  assert.equal(stands(new Set([mark]), today).status, 'ended')
  assert.equal(stands(nobody, Day.parse('2026-12-21')).status, 'expired')
})

test("until the conversation has been read the desk's own note speaks, with its own day", () => {
  const before = { ...receivedNote, state: 'time' as const, on: today, time: { on: receivedNote.until, at: '13:00' } }
  const entry = receivedEntry({ ...heldReceived, note: before }, talked(), nobody, today)
  assert.deepEqual([entry.status, entry.on, entry.time], ['time', today, before.time])
  const read = receivedEntry(
    { ...heldReceived, note: before },
    talked(time('to'), time('from', '15:00')),
    nobody,
    today,
  )
  assert.deepEqual([read.time, read.waits], [{ on: today, at: '15:00' }, ['time']])
})

test('an answered first contact leaves the inbox', () => {
  const other = { k: Name.parse(bytes16('o')), s: null }
  assert.deepEqual(unanswered([{ k, s: null }, other], [heldReceived]), [other])
})

test('a first contact that a colleague has answered is answered; opening it or writing the sheet is no answer', () => {
  for (const item of [accepted, declined, notToday, time('to'), said({ kind: 'answer', of: null, text: 'a' })])
    assert.equal(hasAnswer([item]), true, item.item.kind)
  assert.equal(hasAnswer([]), false)
  assert.equal(hasAnswer([opened, said({ kind: 'sheet' }), said({ kind: 'ticket' }, 'from'), time('from')]), false)
})

test('who puts a living permission away takes it from nobody; what is over goes', () => {
  for (const one of [held('a'), heldReceived]) {
    const last = one.note.kind === 'sent' ? one.note.front.until : one.note.until
    const dropped = (on: Day): Held => ({ ...one, dropped: true, until: addDays(on, 30) })
    assert.equal(isThere(dropped(today), nobody, today), true)
    assert.equal(isThere(dropped(today), new Set([mark]), today), false)
    assert.equal(isThere(dropped(last), nobody, last), true)
    assert.equal(isThere(dropped(last), nobody, addDays(last, 1)), false)
    assert.equal(isThere(dropped(today), nobody, addDays(today, 14)), true)
    assert.equal(isThere(dropped(today), nobody, addDays(today, 15)), false)
  }
})

test('what was only said is to be confirmed, until the client says it again or it is over', () => {
  const spoken = (changes: Partial<SentNote['back']> = {}, kind: 'referral' | 'consult' = 'referral') =>
    held('a', { front: { ...note.front, kind }, back: { ...note.back, how: 'spoken', ...changes } })
  const isToConfirm = (one: Held<SentNote>, talked: Talked = { items: [], refused: [] }, ended = nobody, on = today) =>
    sentEntry(one, talked, ended, on).toConfirm
  assert.equal(isToConfirm(spoken()), true)
  assert.equal(isToConfirm(held('a')), false, 'tapped at the screen')
  const heard = { signatures: [{ device: 'koivu-worker-2', as: 'witness', signature: 'A'.repeat(86) }] } as never
  assert.equal(isToConfirm(spoken(heard)), false)
  assert.equal(isToConfirm(spoken({}, 'consult')), false, 'advice needs no witness')
  const renewed = (how: 'ticket' | 'shown' | 'spoken'): Talked => ({
    items: [{ item: { kind: 'renewed', n: 0, said: today, renewal: { how } }, side: 'from' }] as never,
    refused: [],
  })
  assert.deepEqual(
    (['ticket', 'shown', 'spoken'] as const).map((how) => isToConfirm(spoken(), renewed(how))),
    [false, false, true],
  )
  assert.equal(isToConfirm(spoken(), undefined, new Set([mark])), false)
  assert.equal(isToConfirm(spoken(), undefined, nobody, Day.parse('2027-01-01')), false)
})

test('the receiver reads that it is to be confirmed once the story said so, until the client confirms it or it is over', () => {
  const alone: Held<ReceivedNote> = { ...heldReceived, note: { ...receivedNote, spokenAlone: true } }
  const isToConfirm = (one: Held<ReceivedNote>, items: Talked['items'] = [], ended = nobody) =>
    receivedEntry(one, { items, refused: [] }, ended, today).toConfirm
  const renewed = (how: 'ticket' | 'shown' | 'spoken'): Talked['items'] =>
    [{ item: { kind: 'renewed', n: 0, said: today, renewal: { how } }, side: 'from' }] as never
  assert.deepEqual([isToConfirm(alone), isToConfirm(heldReceived)], [true, false])
  assert.deepEqual(
    (['ticket', 'shown', 'spoken'] as const).map((how) => isToConfirm(alone, renewed(how))),
    [false, false, true],
  )
  assert.equal(isToConfirm(alone, [], new Set([mark])), false)
})

test('a last day that a colleague has moved is read where the client’s further word is waited for, once, and nowhere else', () => {
  const later = addDays(note.front.until, 14)
  const spoken: SentNote = { ...note, back: { ...note.back, how: 'spoken', signatures: [] } }
  const alone: ReceivedNote = { ...receivedNote, spokenAlone: true }
  for (const one of [spoken, alone]) {
    assert.equal(isMoveUnread({ ...one, until: one.front.until }, undefined, today), false, 'not moved')
    const moved = { ...one, until: later }
    assert.equal(isMoveUnread(moved, undefined, today), true)
    assert.equal(isMoveUnread(moved, { items: [], refused: [], until: one.front.until }, today), true, 'read before')
    assert.equal(isMoveUnread(moved, { items: [], refused: [], until: later }, today), false, 'read since')
    assert.equal(isMoveUnread(moved, undefined, addDays(later, 1)), false, 'over')
  }
  for (const one of [note, receivedNote]) assert.equal(isMoveUnread({ ...one, until: later }, undefined, today), false)
})

test('what was sent without the client stands first, before anything of it is opened', () => {
  const at = (name: string, isUrgent: boolean) => ({ k: Name.parse(bytes16(name)), s: null, isUrgent })
  const [first, second, third] = [at('x', false), at('y', true), at('z', false)]
  assert.deepEqual(unanswered([first, second, third], []), [second, first, third])
})

test('what was sent without the client is never asked to go on', () => {
  const urgent = held('a', { front: { ...note.front, kind: 'urgent', until: today } })
  assert.equal(sentEntry(urgent, { items: [], refused: [] }, nobody, today).endsSoon, false)
  const allowed = held('a', { front: { ...note.front, until: today } })
  assert.equal(sentEntry(allowed, { items: [], refused: [] }, nobody, today).endsSoon, true)
})
