// What server, devices and she know of one permission at one moment, and its packing into two whole numbers.
// Governed by docs/protocol.md (version 2). One permission, two desks, five days: small enough to look at every order of events.

/** One lock of the story. Locks are appended and never changed (clause 7.7). */
export interface Lock {
  /** Key period of the desk layer. */
  epoch: 0 | 1
  ticketLayer: boolean
  /** Holds a signed record of her Yes. */
  yes: boolean
  noise: boolean
  /** The device that wrote it; 0 is the deposit itself. */
  writer: 0 | 1 | 2 | 3
}

export interface Life {
  day: number
  /** The last day that she was told. Only her own word moves it. */
  toldUntil: number
  /** The last day in the signed grant; 9 stands for far too late. */
  grantUntil: number
  /** The last day in a signed renewal; 0: none. */
  renewedUntil: number
  mode: 'knock-ahead' | 'all-ahead'
  /** What the sender's changed program does. `later-row`: asks the server for a later day than the grant's. */
  lie: 'none' | 'no-ticket-layer' | 'too-long' | 'later-row'
  /** The network in the signed head; this server and both desks are `ours` (clause 14.7). */
  network: 'ours' | 'foreign'
  sending: 'not-yet' | 'reserved' | 'offline' | 'answered' | 'refused'
  /** `storing`: rows and leashes are written, the permission is not alive yet (clause 7.3). */
  row: 'none' | 'reserved' | 'storing' | 'alive' | 'gone'
  /** The server's own column. */
  rowUntil: number
  leash: boolean
  /** An ending that found no row is remembered (clause 11.3). */
  remembered: boolean
  /** The memory of endings was full: deposits from offline queues are asked again. */
  gap: boolean
  ending: 'none' | 'waits' | 'committed' | 'acknowledged'
  /** She has asked for the end at least once, whatever a crash made of it. */
  askedToEnd: boolean
  /** Stands on the ended list (clause 11.4). */
  mark: boolean
  locks: readonly Lock[]
  /** The conversation (clause 8.1). */
  items: readonly ('message' | 'noise')[]
  epoch: 0 | 1
  /** Device 3 was removed by its keepers. */
  removed: boolean
  /** A good lock of the new epoch was confirmed. */
  relocked: boolean
  /** Bits of the devices that opened with her ticket and may still write the lock of her Yes. */
  mayWriteYes: number
  /** Device 1 has its line on disk and has not asked for the leash yet (clause 7.4). */
  lineWaits: boolean
  releasedWithoutLine: boolean
  /** The promise that a step broke; empty: none. */
  broken: '' | StepPromise
}

/** Promises that are judged in the step itself, since afterwards nothing shows what was on a screen. */
type StepPromise = (typeof STEP_PROMISES)[number]
const STEP_PROMISES = [
  'no content after end',
  'a removed device gets nothing',
  'tracks never meet',
  'one standing rule',
  'last day never later than told',
  'no story without her',
  'nothing is taken after the end',
] as const

/** All that is promised: what a step must not do, and what must be true of every state (invariants.ts). */
export type Promised =
  | StepPromise
  | 'acknowledged end is final'
  | 'nothing written hides what was written before'
  | 'lives until the day she was told'
  | 'a re-wrapped parcel opens for the new epoch only'
  | 'no release without a line'
  | 'the ended list does not lie'
  | 'no half state after a start'

export const START: Life = {
  day: 0,
  toldUntil: -1,
  grantUntil: -1,
  renewedUntil: 0,
  mode: 'knock-ahead',
  lie: 'none',
  network: 'ours',
  sending: 'not-yet',
  row: 'none',
  rowUntil: -1,
  leash: false,
  remembered: false,
  gap: false,
  ending: 'none',
  askedToEnd: false,
  mark: false,
  locks: [],
  items: [],
  epoch: 0,
  removed: false,
  relocked: false,
  mayWriteYes: 0,
  lineWaits: false,
  releasedWithoutLine: false,
  broken: '',
}

/** Days 0 to 4. More would need another packing. */
export const LAST_DAY = 4
export const TOO_LATE = 9

const LIES: readonly Life['lie'][] = ['none', 'no-ticket-layer', 'too-long', 'later-row']
const SENDINGS: readonly Life['sending'][] = ['not-yet', 'reserved', 'offline', 'answered', 'refused']
const ROWS: readonly Life['row'][] = ['none', 'reserved', 'storing', 'alive', 'gone']
const ENDINGS: readonly Life['ending'][] = ['none', 'waits', 'committed', 'acknowledged']
const GRANTS: readonly number[] = [-1, 1, 2, TOO_LATE]

const bit = (value: boolean): 0 | 1 => (value ? 1 : 0)

/** The first number: everything but locks, conversation and devices. Below 1.5 thousand million. */
export function packFirst(life: Life): number {
  let code = life.day
  code = code * 6 + life.toldUntil + 1
  code = code * 4 + GRANTS.indexOf(life.grantUntil)
  code = code * 5 + life.renewedUntil
  code = code * 2 + bit(life.mode === 'all-ahead')
  code = code * 4 + LIES.indexOf(life.lie)
  code = code * 2 + bit(life.network === 'foreign')
  code = code * 5 + SENDINGS.indexOf(life.sending)
  code = code * 5 + ROWS.indexOf(life.row)
  code = code * 6 + life.rowUntil + 1
  code = code * 8 + 4 * bit(life.leash) + 2 * bit(life.remembered) + bit(life.gap)
  code = code * 4 + ENDINGS.indexOf(life.ending)
  code = code * 4 + 2 * bit(life.askedToEnd) + bit(life.mark)
  return code * 8 + 4 * life.epoch + 2 * bit(life.removed) + bit(life.relocked)
}

/** The second number: 29 bits. A leading 1 tells how long a list is: at most three locks and two items. */
export function packSecond(life: Life): number {
  let code = 1
  for (const { epoch, ticketLayer, yes, noise, writer } of life.locks)
    code = code * 64 + 32 * epoch + 16 * bit(ticketLayer) + 8 * bit(yes) + 4 * bit(noise) + writer
  let talk = 1
  for (const item of life.items) talk = talk * 2 + bit(item === 'noise')
  code = code * 8 + talk
  code = code * 4 + (life.mayWriteYes >> 1)
  code = code * 4 + 2 * bit(life.lineWaits) + bit(life.releasedWithoutLine)
  return code * 8 + (life.broken === '' ? 0 : STEP_PROMISES.indexOf(life.broken) + 1)
}
