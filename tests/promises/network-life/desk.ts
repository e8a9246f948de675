// One desk of an organisation through its years: a worker who is removed, somebody who joins, monthly keys, all keepers' devices lost and papers
// that bring them back, the organisation leaving; and one permission's locks meanwhile. docs/protocol.md "Roster", "Re-locking", "Recovery papers".
import type { Machine } from './search.ts'

/** Who writes a lock: the two keepers, who work at the desk, the newcomer, or the sender. */
type Hand = 'sender' | 'keeper-1' | 'keeper-2' | 'newcomer'
type Held = 'keepers' | 'worker' | 'newcomer' | 'papers' | 'newPapers' | 'thief'

interface Desk {
  /** `held`: one keeper has signed the removal, and the second has not. */
  worker: 'in' | 'held' | 'out'
  newcomer: 'none' | 'in' | 'stranger'
  keepers: 'first' | 'lost' | 'second'
  isMember: boolean
  epoch: number
  /** From this period on nobody who left or was lost has the key. */
  safe: number
  /** Periods whose key somebody has, as bits. `thief`: who has the devices that were lost. */
  has: Readonly<Record<Held, number>>
  /** The period that a sleeping worker or newcomer takes for the current one. */
  knows: Readonly<Record<'worker' | 'newcomer', number>>
  /** Under which periods' keys a lock lies that leads to what was told, and one that leads to nothing. */
  locks: number
  noise: number
  maker: Hand
  /** A colleague has confirmed a lock under a safe key, and the older ones are gone. */
  isConfirmed: boolean
  isOpened: 'no' | 'rightly' | 'wrongly'
  /** Somebody changed the log without the second signature that it needs. */
  isAlone: boolean
  /** Papers of before the recovery were good for something. */
  areOldPapersUsed: boolean
}

/** Enough for a removal, a monthly key and a recovery, in any order. */
const LAST_EPOCH = 3
const bit = (epoch: number): number => 1 << epoch
const below = (epoch: number): number => bit(epoch) - 1
const NOBODY = { keepers: 0, worker: 0, newcomer: 0, papers: 0, newPapers: 0, thief: 0 }

const START: Desk = {
  ...{ worker: 'in', newcomer: 'none', keepers: 'first', isMember: true, epoch: 0, safe: 0 },
  has: { ...NOBODY, keepers: 1, worker: 1, papers: 1 },
  knows: { worker: 0, newcomer: 0 },
  ...{ locks: 1, noise: 0, maker: 'sender', isConfirmed: false },
  ...{ isOpened: 'no', isAlone: false, areOldPapersUsed: false },
}

const isIn = ({ newcomer }: Desk): boolean => newcomer !== 'none'
const hasKeepers = ({ keepers, isMember }: Desk): boolean => isMember && keepers !== 'lost'

/** The next key, sealed to everybody who is at the desk then and to the papers. */
function withKey(desk: Desk, fault: string | null): Desk {
  const epoch = desk.epoch + 1
  const more = fault === 'rotation-half-way' ? 0 : bit(epoch)
  const has = { ...desk.has }
  if (desk.keepers !== 'lost') has.keepers |= more
  if (desk.worker !== 'out' || fault === 'wrap-for-the-removed') has.worker |= more
  if (isIn(desk)) has.newcomer |= more
  if (fault !== 'papers-forgotten') has[desk.keepers === 'second' ? 'newPapers' : 'papers'] |= more
  return { ...desk, epoch, has }
}

function steps(desk: Desk, fault: string | null): (readonly [string, Desk])[] {
  const after: (readonly [string, Desk])[] = []
  const may = (is: boolean, event: string, make: () => Desk): void => {
    if (is) after.push([event, make()])
  }
  const { worker, newcomer, keepers, isMember, epoch, has, knows, locks, noise, safe } = desk
  const canSign = hasKeepers(desk)
  const isRoom = epoch < LAST_EPOCH

  may(canSign && worker === 'in', 'a keeper signs the removal of the worker', () => ({ ...desk, worker: 'held' }))
  may(canSign && worker === 'held', 'the removal is dropped', () => ({ ...desk, worker: 'in' }))
  const removed = (): Desk => {
    const out: Desk = { ...desk, worker: 'out', isConfirmed: false }
    if (fault === 'removal-without-key') return { ...out, safe: epoch }
    const next = withKey(out, fault)
    return { ...next, safe: next.epoch }
  }
  may(canSign && isRoom && worker === 'held', 'the second keeper signs the removal', removed)
  const isOneEnough = fault === 'one-keeper-is-enough'
  may(isOneEnough && canSign && isRoom && worker === 'in', 'a keeper removes the worker', () => ({
    ...removed(),
    isAlone: true,
  }))
  may(canSign && isRoom, 'two keepers make the monthly key', () => withKey(desk, fault))
  may(canSign && newcomer === 'none', 'two keepers enrol whom they see', () => ({
    ...desk,
    newcomer: 'in',
    has: { ...has, newcomer: has.keepers },
    knows: { ...knows, newcomer: epoch },
  }))
  may(fault === 'digits-not-compared' && canSign && newcomer === 'none', 'a record of the server comes in', () => ({
    ...desk,
    newcomer: 'stranger',
    has: { ...has, newcomer: has.keepers },
  }))
  may(isMember, 'the organisation leaves', () => ({ ...desk, isMember: false }))

  may(isMember && keepers === 'first', "all keepers' devices are lost", () => ({
    ...desk,
    keepers: 'lost',
    has: { ...has, keepers: 0, thief: has.keepers },
  }))
  const back = (): Desk => {
    const found: Desk = { ...desk, keepers: 'second', has: { ...has, keepers: has.papers }, isConfirmed: false }
    if (fault === 'recovery-keeps-key') return found
    const next = withKey(found, fault)
    return { ...next, safe: next.epoch }
  }
  may(isMember && isRoom && keepers === 'lost', 'two papers and a keeper of another member bring it back', back)
  may(fault === 'recovery-alone' && isMember && isRoom && keepers === 'lost', 'two papers bring it back', () => ({
    ...back(),
    isAlone: true,
  }))
  may(fault === 'old-papers-stay' && isMember && keepers === 'second', 'the papers of before sign once more', () => ({
    ...desk,
    areOldPapersUsed: true,
  }))

  for (const who of ['worker', 'newcomer'] as const)
    may(isMember && desk[who] !== 'out' && knows[who] < epoch, `the ${who}'s device wakes and reads`, () => ({
      ...desk,
      knows: { ...knows, [who]: epoch },
    }))
  // A lock after the client's Yes, by a device that may have slept. The server says: the roster has moved.
  for (const who of ['worker', 'newcomer'] as const) {
    const isThere = isMember && (who === 'worker' ? worker === 'in' : isIn(desk))
    const isTaken = knows[who] >= safe || fault === 'stale-write-taken'
    may(isThere && isTaken && (locks & has[who]) !== 0, `the ${who} writes a lock`, () => ({
      ...desk,
      locks: locks | bit(knows[who]),
      maker: who === 'newcomer' ? 'newcomer' : desk.maker,
    }))
  }
  may(isMember && newcomer === 'in' && noise === 0, 'the newcomer appends noise', () => ({
    ...desk,
    noise: bit(epoch),
    maker: 'newcomer',
  }))
  const isSafe = (locks & ~below(safe)) !== 0
  may(canSign && !isSafe && (locks & has.keepers) !== 0, 'a keeper locks anew', () => ({
    ...desk,
    locks: locks | bit(epoch),
    maker: 'keeper-1',
  }))
  for (const who of ['keeper-2', 'newcomer'] as const) {
    const isThere = who === 'newcomer' ? isMember && newcomer === 'in' : canSign
    const isOther = who !== desk.maker
    const opens = isSafe && (locks & ~below(safe) & (who === 'newcomer' ? has.newcomer : has.keepers)) !== 0
    const isBlind = fault === 'blind-confirm' && isOther && (noise & ~below(safe)) !== 0
    const isOwn = fault === 'self-confirm' && !isOther && noise !== 0
    may(isThere && ((opens && isOther) || isBlind || isOwn), `${who} confirms`, () => ({
      ...desk,
      locks: fault === 'old-locks-stay' ? locks : locks & ~below(opens ? safe : epoch + 1),
      isConfirmed: opens,
    }))
  }

  const served: readonly [Exclude<Held, 'papers' | 'newPapers' | 'thief'>, boolean, boolean][] = [
    ['keepers', canSign, canSign || (fault === 'left-still-served' && keepers !== 'lost')],
    ['worker', isMember && worker === 'in', isServedWorker(desk, fault)],
    ['newcomer', isMember && newcomer === 'in', isMember && isIn(desk)],
  ]
  for (const [who, may_, is] of served)
    may(is && (locks & has[who]) !== 0, `${who} open`, () => ({ ...desk, isOpened: may_ ? 'rightly' : 'wrongly' }))
  return after
}

function isServedWorker({ worker, isMember }: Desk, fault: string | null): boolean {
  if (worker === 'held' && fault === 'held-still-served') return true
  if (worker === 'out' && fault === 'removed-still-served') return true
  return isMember && worker === 'in'
}

/** What those have who are at the desk no more. */
const gone = ({ worker, keepers, has }: Desk): number =>
  (worker === 'out' ? has.worker : 0) | (keepers === 'second' ? has.thief : 0)

export const DESK: Machine<Desk> = {
  start: START,
  steps,
  promises: {
    'nobody opens who is held back, removed, a stranger or of a member that left': (desk) =>
      desk.isOpened !== 'wrongly' && desk.newcomer !== 'stranger',
    'nobody changes the log alone': (desk) => !desk.isAlone,
    'who left or was lost has no key of today': (desk) => (gone(desk) & bit(desk.epoch)) === 0,
    'what was locked anew and confirmed opens for nobody who left': (desk) =>
      !desk.isConfirmed || (desk.locks & gone(desk)) === 0,
    'the desk has the key of today': (desk) => !hasKeepers(desk) || (desk.has.keepers & bit(desk.epoch)) !== 0,
    'nothing is lost: keepers, or two papers, open what was sent': (desk) =>
      !desk.isMember || (desk.locks & (desk.keepers === 'lost' ? desk.has.papers : desk.has.keepers)) !== 0,
    'papers of before are good for nothing': (desk) => !desk.areOldPapersUsed,
  },
  goals: {
    'opened after a removal, locked anew and confirmed': (desk) =>
      desk.worker === 'out' && desk.isConfirmed && desk.isOpened === 'rightly',
    'opened after all devices were lost': (desk) => desk.keepers === 'second' && desk.isOpened === 'rightly',
    'a device that slept through two keys wakes': (desk) => desk.epoch >= 2 && desk.knows.worker === desk.epoch,
    'locked anew beside noise': (desk) => desk.noise !== 0 && desk.isConfirmed,
    'the newcomer confirms what a keeper locked': (desk) => desk.newcomer === 'in' && desk.isConfirmed,
    'the organisation has left': (desk) => !desk.isMember,
  },
}

export const DESK_FAULTS: Readonly<Record<string, keyof typeof DESK.promises>> = {
  'held-still-served': 'nobody opens who is held back, removed, a stranger or of a member that left',
  'removed-still-served': 'nobody opens who is held back, removed, a stranger or of a member that left',
  'left-still-served': 'nobody opens who is held back, removed, a stranger or of a member that left',
  'digits-not-compared': 'nobody opens who is held back, removed, a stranger or of a member that left',
  'one-keeper-is-enough': 'nobody changes the log alone',
  'recovery-alone': 'nobody changes the log alone',
  'wrap-for-the-removed': 'who left or was lost has no key of today',
  'removal-without-key': 'who left or was lost has no key of today',
  'recovery-keeps-key': 'who left or was lost has no key of today',
  'stale-write-taken': 'what was locked anew and confirmed opens for nobody who left',
  'old-locks-stay': 'what was locked anew and confirmed opens for nobody who left',
  'rotation-half-way': 'the desk has the key of today',
  'papers-forgotten': 'nothing is lost: keepers, or two papers, open what was sent',
  'blind-confirm': 'nothing is lost: keepers, or two papers, open what was sent',
  'self-confirm': 'nothing is lost: keepers, or two papers, open what was sent',
  'old-papers-stay': 'papers of before are good for nothing',
}
