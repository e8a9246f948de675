// The today-list: what a status follows from, what comes first, who may see it, and finding by her word.
import test from 'node:test'
import assert from 'node:assert/strict'
import { Digest, ItemId, Locator, Mark, Recipient } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import type { ReceivedNote, Reply, SentNote } from '@apila/core/referral/content.ts'
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

const bytes16 = (letter: string) => letter.repeat(22)
const mark = Mark.parse(bytes16('m'))
const knock = Locator.parse(bytes16('k'))
const story = Locator.parse(bytes16('s'))
const recipient = Recipient.parse('age1pq1invented')
const today = Day.parse('2026-11-22')
const nobody: ReadonlySet<Mark> = new Set()

const note: SentNote = {
  kind: 'sent',
  grant: {
    v: 1,
    id: 'AAAAAAAAAAA',
    mode: 'knock-ahead',
    age: 'adult',
    from: OrganisationId.parse('koivu'),
    to: OrganisationId.parse('kataja'),
    toEpoch: Digest.parse('A'.repeat(43)),
    what: ['needs'],
    why: 'support',
    consequencesExplained: [],
    alternativesOffered: true,
    notBefore: Day.parse('2026-11-20'),
    until: Day.parse('2026-12-20'),
    how: 'written',
    noticeVersion: Digest.parse('A'.repeat(43)),
    lang: 'fi',
    interpreter: 'none',
    keep: 'paper',
  },
  mark,
  knock,
  story,
  repliesIdentity: 'x',
  receiptRecipient: recipient,
  ending: { withdraw: 'A'.repeat(43) as NonNullable<SentNote['ending']>['withdraw'], word: 'Sinikello' },
  ifEnded: 'wait',
  keptTicket: null,
  receiptIdentity: null,
  onlyDevice: null,
}

const held = (id: string, changed: Partial<SentNote> = {}): Held<SentNote> => ({
  id: ItemId.parse(bytes16(id)),
  version: 1,
  until: note.grant.until,
  note: { ...note, ...changed },
})

const replies = (...kinds: Reply['kind'][]): Reply[] =>
  kinds.map((kind): Reply =>
    kind === 'declined'
      ? { kind, reason: 'full' }
      : kind === 'time-proposed'
        ? { kind, on: today, at: '13:00' }
        : { kind },
  )

test('the last answer counts, and opened outlives it', () => {
  assert.equal(sentStatus(note, [], nobody, today), 'waiting')
  assert.equal(sentStatus(note, replies('accepted', 'time-proposed'), nobody, today), 'time-proposed')
  assert.equal(sentStatus(note, replies('accepted', 'not-today'), nobody, today), 'not-today')
  assert.equal(sentStatus(note, replies('opened', 'not-today'), nobody, today), 'opened')
  assert.equal(sentStatus(note, replies('declined', 'ended-acknowledged'), nobody, today), 'declined')
})

test('ended stands over everything', () => {
  assert.equal(sentStatus(note, replies('opened'), new Set([mark]), today), 'ended')
})

test('an unopened parcel that needs a ticket is gone after fourteen days; one sent ahead is not', () => {
  assert.equal(sentStatus(note, replies('accepted'), nobody, Day.parse('2026-12-04')), 'accepted')
  assert.equal(sentStatus(note, replies('accepted'), nobody, Day.parse('2026-12-05')), 'nobody-opened')
  const ahead: SentNote = { ...note, grant: { ...note.grant, mode: 'all-ahead' } }
  assert.equal(sentStatus(ahead, replies('accepted'), nobody, Day.parse('2026-12-05')), 'accepted')
  assert.equal(sentStatus(note, replies('opened'), nobody, Day.parse('2026-12-05')), 'opened')
})

test('the last day still counts, the day after does not', () => {
  assert.equal(sentStatus(note, replies('opened'), nobody, Day.parse('2026-12-20')), 'opened')
  assert.equal(sentStatus(note, replies('opened'), nobody, Day.parse('2026-12-21')), 'expired')
})

test('seven days before the end the list asks; what has ended is not asked about', () => {
  assert.equal(sentEntry(held('a'), replies('opened'), nobody, Day.parse('2026-12-12')).endsSoon, false)
  assert.equal(sentEntry(held('a'), replies('opened'), nobody, Day.parse('2026-12-13')).endsSoon, true)
  assert.equal(sentEntry(held('a'), [], new Set([mark]), Day.parse('2026-12-13')).endsSoon, false)
})

test('the latest proposed time is shown', () => {
  const entry = sentEntry(
    held('a'),
    [
      { kind: 'time-proposed', on: today, at: '09:00' },
      { kind: 'time-proposed', on: today, at: '10:00' },
    ],
    nobody,
    today,
  )
  assert.deepEqual(entry.time, { on: today, at: '10:00' })
})

test('what somebody should look at comes first', () => {
  const waiting = sentEntry(held('a'), [], nobody, today)
  const declined = sentEntry(held('b'), replies('declined'), nobody, today)
  const ended = sentEntry(held('c'), [], new Set([mark]), today)
  assert.deepEqual(
    sortSent([waiting, declined, ended]).map((entry) => entry.status),
    ['ended', 'declined', 'waiting'],
  )
})

test('a permission that only one worker may see is hidden from the others', () => {
  assert.equal(isShownTo(note, 'koivu-worker-2'), true)
  assert.equal(isShownTo({ ...note, onlyDevice: 'koivu-worker-1' }, 'koivu-worker-2'), false)
  assert.equal(isShownTo({ ...note, onlyDevice: 'koivu-worker-1' }, 'koivu-worker-1'), true)
})

test('her word is found in any case and with spaces around, nothing else is', () => {
  const entries = [sentEntry(held('a'), [], nobody, today), sentEntry(held('b', { ending: null }), [], nobody, today)]
  assert.equal(findByWord(entries, ' SINIKELLO ').length, 1)
  assert.equal(findByWord(entries, 'sini').length, 0)
  assert.equal(findByWord(entries, '').length, 0)
})

const receivedNote: ReceivedNote = {
  kind: 'received',
  mark,
  knock,
  story: null,
  from: OrganisationId.parse('koivu'),
  repliesRecipient: recipient,
  repliesAt: knock,
  receiptRecipient: recipient,
  state: 'accepted',
  time: null,
  until: Day.parse('2026-12-20'),
}
const heldReceived: Held<ReceivedNote> = {
  id: ItemId.parse(bytes16('r')),
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
  const hint = { v: 1 as const, knock, story: null }
  const other = { v: 1 as const, knock: Locator.parse(bytes16('o')), story: null }
  assert.deepEqual(unanswered([hint, other], [heldReceived]), [other])
})
