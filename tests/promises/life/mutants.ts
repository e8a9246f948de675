// Faults that somebody could build into a server, a sender or a receiver, one at a time; and which invariant must notice each.
// To add one: a row here, and `is('name')` at the place in steps where it goes wrong. One that nothing notices fails the test.
import type { Promised } from './state.ts'

export interface Mutant {
  name: string
  /** Clause of docs/protocol.md that it breaks. */
  clause: string
  wrong: string
  caughtBy: Promised
}

export const MUTANTS = [
  {
    name: 'fourteen-days',
    clause: '10',
    wrong: 'an unopened permission gets an earlier day than she was told',
    caughtBy: 'lives until the day she was told',
  },
  {
    name: 'relock-moves-day',
    clause: '7.7',
    wrong: 'a new lock prolongs the permission',
    caughtBy: 'last day never later than told',
  },
  {
    name: 'lock-overwrites',
    clause: '7.7',
    wrong: 'a new lock takes the place of the older ones',
    caughtBy: 'nothing written hides what was written before',
  },
  {
    name: 'self-confirm',
    clause: '7.7',
    wrong: 'the device that wrote a lock clears the older ones alone',
    caughtBy: 'nothing written hides what was written before',
  },
  {
    name: 'blind-confirm',
    clause: '7.7',
    wrong: 'a lock is confirmed without having been opened',
    caughtBy: 'nothing written hides what was written before',
  },
  {
    name: 'renew-without-word',
    clause: '8.5',
    wrong: 'a desk prolongs without her word',
    caughtBy: 'last day never later than told',
  },
  {
    name: 'renew-revives',
    clause: '8.5',
    wrong: 'a renewal brings back a leash that is gone',
    caughtBy: 'no content after end',
  },
  {
    name: 'ack-before-commit',
    clause: '11.1',
    wrong: 'the end is acknowledged before it is on disk',
    caughtBy: 'no content after end',
  },
  {
    name: 'ending-forgotten',
    clause: '11.3',
    wrong: "strangers' endings push hers out of memory",
    caughtBy: 'no content after end',
  },
  {
    name: 'gap-ignored',
    clause: '7.3, 11.3',
    wrong: 'memory was full, and a late deposit is taken without asking again',
    caughtBy: 'no content after end',
  },
  {
    name: 'release-without-line',
    clause: '7.4',
    wrong: 'leash and body leave before the line in her book',
    caughtBy: 'no release without a line',
  },
  {
    name: 'receiver-asks-nothing',
    clause: '6.5',
    wrong: 'only the sender asks whether a permission stands',
    caughtBy: 'tracks never meet',
  },
  {
    name: 'receiver-ignores-days',
    clause: '6.5.5, 6.5.6',
    wrong: 'the receiver opens after the last day that was signed',
    caughtBy: 'last day never later than told',
  },
  {
    name: 'receiver-ignores-mode',
    clause: '6.5.9',
    wrong: 'the receiver opens a story without ticket and without Yes',
    caughtBy: 'no story without her',
  },
  {
    name: 'network-unchecked',
    clause: '6.5.1, 14.7',
    wrong: 'the receiver takes what another network signed',
    caughtBy: 'tracks never meet',
  },
  {
    name: 'broken-item-hides',
    clause: '8.1',
    wrong: 'one item of noise hides the conversation',
    caughtBy: 'nothing written hides what was written before',
  },
  {
    name: 'mark-from-stranger',
    clause: '7.1, 11.4',
    wrong: 'the client chooses the mark, so that a second deposit can put it on the ended list',
    caughtBy: 'the ended list does not lie',
  },
  {
    name: 'old-lock-kept',
    clause: '7.7, 5.4',
    wrong: 'confirming a lock leaves the older ones',
    caughtBy: 'a re-wrapped parcel opens for the new epoch only',
  },
  {
    name: 'item-after-end',
    clause: '11.1',
    wrong: 'a message is taken when the leash is gone',
    caughtBy: 'nothing is taken after the end',
  },
  {
    name: 'removed-still-served',
    clause: '14.3',
    wrong: 'a removed device keeps its session',
    caughtBy: 'a removed device gets nothing',
  },
  {
    name: 'no-sweep-at-start',
    clause: '11.1',
    wrong: 'a start leaves rows whose leash was destroyed',
    caughtBy: 'no half state after a start',
  },
  {
    name: 'deposit-ignores-ended-reservation',
    clause: '7.3',
    wrong: 'a deposit is taken though its reservation was ended',
    caughtBy: 'the ended list does not lie',
  },
  {
    name: 'stale-roster',
    clause: '5.4',
    wrong: 'a device that has not seen the new epoch writes under the old one',
    caughtBy: 'a re-wrapped parcel opens for the new epoch only',
  },
  {
    name: 'alive-unchecked',
    clause: '7.3',
    wrong: 'the last step of storing does not look whether she has ended meanwhile',
    caughtBy: 'the ended list does not lie',
  },
  {
    name: 'release-unchecked',
    clause: '7.4',
    wrong: 'the leash leaves by what was true when the line was written',
    caughtBy: 'last day never later than told',
  },
  {
    name: 'ended-list-not-asked',
    clause: '7.3',
    wrong: 'a deposit does not look at the ended list',
    caughtBy: 'the ended list does not lie',
  },
  {
    name: 'receiver-ignores-length',
    clause: '6.4, 6.5.5',
    wrong: 'the receiver takes a permission longer than any that can be agreed',
    caughtBy: 'one standing rule',
  },
] as const satisfies readonly Mutant[]

export type Fault = (typeof MUTANTS)[number]['name']
