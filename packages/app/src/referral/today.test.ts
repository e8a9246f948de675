// The today-list: what a status follows from, what comes first, who may see it, and finding by her word.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Digest, ItemId, ListId, Mark, Name, type Recipient, Secret } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import type { DeviceId, WhichDesk } from '@apila/core/organisation/roster.ts'
import type { Item } from '@apila/core/referral/items.ts'
import type { ReceivedNote, SentNote } from '@apila/core/referral/notes.ts'
import { hasAnswer } from './answers.ts'
import {
  type Held,
  findByWord,
  isShownTo,
  receivedEntry,
  sentEntry,
  sentStatus,
  sortSent,
  unanswered,
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
  note: { ...note, ...changed },
})

const items = (...kinds: Exclude<Item['kind'], 'ticket' | 'sheet'>[]): Item[] =>
  kinds.map((kind, n): Item =>
    kind === 'declined'
      ? { n, kind, reason: 'full' }
      : kind === 'time'
        ? { n, kind, on: today, at: '13:00', place: null }
        : { n, kind },
  )

test('the last answer counts, and opened outlives it', () => {
  assert.equal(sentStatus(note, [], nobody, today), 'waiting')
  assert.equal(sentStatus(note, items('accepted', 'time'), nobody, today), 'time')
  assert.equal(sentStatus(note, items('accepted', 'not-today'), nobody, today), 'not-today')
  assert.equal(sentStatus(note, items('opened', 'not-today'), nobody, today), 'opened')
  const passed: Item = { n: 1, kind: 'ticket', digits: 'AAAA' }
  assert.equal(sentStatus(note, [...items('declined'), passed], nobody, today), 'declined', 'a ticket is no answer')
})

test('ended stands over everything', () => {
  assert.equal(sentStatus(note, items('opened'), new Set([mark]), today), 'ended')
})

test('the last day still counts, the day after does not', () => {
  assert.equal(sentStatus(note, items('opened'), nobody, Day.parse('2026-12-20')), 'opened')
  assert.equal(sentStatus(note, items('opened'), nobody, Day.parse('2026-12-21')), 'expired')
})

test('seven days before the end the list asks; what has ended is not asked about', () => {
  assert.equal(sentEntry(held('a'), items('opened'), nobody, Day.parse('2026-12-12')).endsSoon, false)
  assert.equal(sentEntry(held('a'), items('opened'), nobody, Day.parse('2026-12-13')).endsSoon, true)
  assert.equal(sentEntry(held('a'), [], new Set([mark]), Day.parse('2026-12-13')).endsSoon, false)
})

test('the latest proposed time is shown', () => {
  const entry = sentEntry(
    held('a'),
    [
      { n: 0, kind: 'time', on: today, at: '09:00', place: null },
      { n: 1, kind: 'time', on: today, at: '10:00', place: null },
    ],
    nobody,
    today,
  )
  assert.deepEqual(entry.time, { on: today, at: '10:00' })
})

test('what somebody should look at comes first', () => {
  const waiting = sentEntry(held('a'), [], nobody, today)
  const declined = sentEntry(held('b'), items('declined'), nobody, today)
  const ended = sentEntry(held('c'), [], new Set([mark]), today)
  assert.deepEqual(
    sortSent([waiting, declined, ended]).map((entry) => entry.status),
    ['ended', 'declined', 'waiting'],
  )
})

test('a permission that only one worker may see is hidden from the others', () => {
  assert.equal(isShownTo(note, 'koivu-worker-2'), true)
  assert.equal(isShownTo({ ...note, onlyDevice: 'koivu-worker-1' as DeviceId }, 'koivu-worker-2'), false)
  assert.equal(isShownTo({ ...note, onlyDevice: 'koivu-worker-1' as DeviceId }, 'koivu-worker-1'), true)
})

test('her word is found in any case and with spaces around, nothing else is', () => {
  const entries = [sentEntry(held('a'), [], nobody, today), sentEntry(held('b', { ending: null }), [], nobody, today)]
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
  time: null,
  until: Day.parse('2026-12-20'),
}
const heldReceived: Held<ReceivedNote> = {
  id: ItemId.parse(bytes16('r')),
  list: ListId.parse(bytes16('l')),
  version: 1,
  until: receivedNote.until,
  note: receivedNote,
}

test('a received permission ends by its mark or its day', () => {
  assert.equal(receivedEntry(heldReceived, nobody, today).status, 'accepted')
  assert.equal(receivedEntry(heldReceived, new Set([mark]), today).status, 'ended')
  assert.equal(receivedEntry(heldReceived, nobody, Day.parse('2026-12-21')).status, 'expired')
})

test('an answered first contact leaves the inbox', () => {
  const other = { k: Name.parse(bytes16('o')), s: null }
  assert.deepEqual(unanswered([{ k, s: null }, other], [heldReceived]), [other])
})

test('a first contact that a colleague has answered is answered; opening it or writing the sheet is no answer', () => {
  const item = (kind: Item['kind']) => ({ kind, n: 0 }) as Item
  for (const kind of ['accepted', 'declined', 'time', 'not-today'] as const) assert.equal(hasAnswer([item(kind)]), true)
  assert.equal(hasAnswer([]), false)
  assert.equal(hasAnswer([item('opened'), item('sheet'), item('ticket')]), false)
})
