// Two more small machines. A member that comes and goes, and the desk that all share: docs/protocol.md "Roster" and "Key periods". And what is
// written beside a permission: additions, and notices that the law makes a worker give: "Duty notices".
import type { Machine } from './search.ts'

interface Shared {
  guest: 'none' | 'in' | 'out'
  /** The members chose that the guest may read what was written before. */
  isPastOpen: boolean
  epoch: number
  /** From which period on the guest may read. */
  since: number
  /** Periods of the shared desk whose key the guest has, as bits; the others have all. */
  has: number
  isAlone: boolean
}
const bit = (epoch: number): number => 1 << epoch
const LAST_EPOCH = 4

export const SHARED: Machine<Shared> = {
  start: { guest: 'none', isPastOpen: false, epoch: 0, since: 0, has: 0, isAlone: false },
  steps: (shared, fault) => {
    const { guest, epoch, has } = shared
    const after: (readonly [string, Shared])[] = []
    if (epoch < LAST_EPOCH) {
      // A new key links to the one before where the past is to stay readable.
      const linked = guest === 'in' ? has | bit(epoch + 1) : has
      after.push(['the shared desk gets its monthly key', { ...shared, epoch: epoch + 1, has: linked }])
      if (guest === 'none') {
        const comes = { ...shared, guest: 'in' as const }
        const whole = bit(epoch + 1) - 1
        const open = { ...comes, isPastOpen: true, has: whole }
        const own = fault === 'linked-to-the-past' ? whole | bit(epoch + 1) : bit(epoch + 1)
        const closed = { ...comes, epoch: epoch + 1, since: epoch + 1, has: own }
        after.push(['it comes, and may read the past', open], ['it comes, and the past stays closed', closed])
        if (fault === 'one-member-admits') after.push(['one of three members lets it in', { ...closed, isAlone: true }])
      }
      if (guest === 'in') {
        const left = { ...shared, guest: 'out' as const }
        const isKept = fault === 'shared-key-kept'
        after.push(['it leaves', isKept ? left : { ...left, epoch: epoch + 1 }])
        if (fault === 'one-member-expels')
          after.push(['one of two others puts it out', { ...left, epoch: epoch + 1, isAlone: true }])
      }
    }
    return after
  },
  promises: {
    'nobody changes the members alone': ({ isAlone }) => !isAlone,
    'who comes later reads the past only where that was chosen': ({ guest, isPastOpen, since, has }) =>
      guest === 'none' || isPastOpen || (has & (bit(since) - 1)) === 0,
    'who left has no key of today': ({ guest, epoch, has }) => guest !== 'out' || (has & bit(epoch)) === 0,
  },
  goals: {
    'it reads the past that was opened': ({ guest, isPastOpen, has }) =>
      guest === 'in' && isPastOpen && (has & 1) !== 0,
    'it reads what came after it': ({ guest, isPastOpen, epoch, has }) =>
      guest === 'in' && !isPastOpen && (has & bit(epoch)) !== 0,
    'it has left, and the others write on': ({ guest, epoch }) => guest === 'out' && epoch === LAST_EPOCH,
  },
}
export const SHARED_FAULTS: Readonly<Record<string, string>> = {
  'one-member-admits': 'nobody changes the members alone',
  'one-member-expels': 'nobody changes the members alone',
  'linked-to-the-past': 'who comes later reads the past only where that was chosen',
  'shared-key-kept': 'who left has no key of today',
}

interface Beside {
  isAlive: boolean
  /** Whether what was told still opens, and what the client added. */
  told: 'there' | 'replaced'
  added: 'none' | 'beside' | 'of-what-was-not-permitted' | 'after-the-end'
  notice: 'none' | 'owed' | 'deferred' | 'told' | 'gone'
  /** How often it was put off. */
  times: number
  doesClientKnow: boolean
}
/** Enough to see that it comes back each time. */
const MOST_TIMES = 3

export const BESIDE: Machine<Beside> = {
  start: { isAlive: true, told: 'there', added: 'none', notice: 'none', times: 0, doesClientKnow: false },
  steps: (beside, fault) => {
    const { isAlive, notice, times } = beside
    const after: (readonly [string, Beside])[] = []
    const may = (is: boolean, event: string, change: Partial<Beside>): void => {
      if (is) after.push([event, { ...beside, ...change }])
    }
    may(isAlive, 'the client ends it', { isAlive: false })
    may(isAlive, 'the client adds to what was told', {
      added: 'beside',
      ...(fault === 'addition-replaces' && { told: 'replaced' as const }),
    })
    may(fault === 'any-part-is-added-to' && isAlive, 'the client adds to what was refused', {
      added: 'of-what-was-not-permitted',
    })
    may(fault === 'added-after-the-end' && !isAlive, 'an addition is taken', { added: 'after-the-end' })
    may(notice === 'none', 'the law makes a worker tell', { notice: 'owed' })
    may(notice === 'owed' && times < MOST_TIMES, 'it is put off to a day, with a reason', {
      notice: 'deferred',
      times: times + 1,
    })
    may(notice === 'deferred', 'the day comes', { notice: fault === 'deferred-for-good' ? 'gone' : 'owed' })
    may(notice === 'owed' || notice === 'deferred', 'the client is told', { notice: 'told', doesClientKnow: true })
    may(notice === 'told', 'the note goes from the list', { notice: 'gone' })
    may(fault === 'owed-notice-dropped' && notice === 'owed', 'somebody drops the note', { notice: 'gone' })
    may(fault === 'ending-takes-the-notice' && !isAlive && notice !== 'none', 'what ended is swept', { notice: 'gone' })
    return after
  },
  promises: {
    'what is added replaces nothing': ({ told }) => told === 'there',
    'only to what was permitted, and not after the end, is anything added': ({ added }) =>
      added === 'none' || added === 'beside',
    'a notice stays on the list until the client knows': ({ notice, doesClientKnow }) =>
      notice !== 'gone' || doesClientKnow,
  },
  goals: {
    'told after it was put off three times': ({ notice, times }) => notice === 'told' && times === MOST_TIMES,
    'told although the permission has ended': ({ isAlive, notice }) => !isAlive && notice === 'told',
    'added, then ended': ({ isAlive, added }) => !isAlive && added === 'beside',
  },
}
export const BESIDE_FAULTS: Readonly<Record<string, string>> = {
  'addition-replaces': 'what is added replaces nothing',
  'any-part-is-added-to': 'only to what was permitted, and not after the end, is anything added',
  'added-after-the-end': 'only to what was permitted, and not after the end, is anything added',
  'owed-notice-dropped': 'a notice stays on the list until the client knows',
  'deferred-for-good': 'a notice stays on the list until the client knows',
  'ending-takes-the-notice': 'a notice stays on the list until the client knows',
}
