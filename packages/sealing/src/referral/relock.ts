// Locks a part anew under the desk's current key, after somebody left who holds an earlier one. What was there stays until a colleague has
// opened the new lock. Done twice it changes nothing. Governed by docs/protocol.md "Re-locking".
import { type Name, type Proof, Secret } from '@apila/core/bytes.ts'
import type { DeskNote } from '@apila/core/referral/notes.ts'
import type { StandingProblem } from '@apila/core/referral/standing.ts'
import type { Lock } from '@apila/core/referral/wire.ts'
import type { HeldDesk } from '../account/desk-keys.ts'
import { type RandomBytes, toBase64url } from '../encoding.ts'
import { proofOf } from '../ticket.ts'
import { type OpenedLock, leashIdentity, openLocks, sealLock } from './locks.ts'
import { type Opening, type OpenResult, openKnock, openStory } from './open.ts'
import { openNote, sealNote } from './note.ts'
import { type TalkOpening, openTalk } from './talk.ts'

/** What is sent: the lock, the secret that lets it be appended, and the proof of the new lock's own. */
export type NewLock = { turn: Secret; lock: string; proof: Proof }

/** `done`: the newest lock that leads to something is under a key that nobody took along. `closed`: no key of this desk opens it, or it does
 *  not stand; nothing is to be done, and nothing was hidden. */
export type Relocked =
  | { kind: 'lock'; append: NewLock }
  | { kind: 'done'; confirm: { n: number; turn: Secret } | null }
  | { kind: 'closed'; problem: StandingProblem | 'not-for-us' | 'roster-behind' }

export type Relocking = {
  /** The desk's keys of all periods, the current one first. */
  desks: readonly HeldDesk[]
  /** `safeSince`: from this period on nobody who has left holds the key. */
  since: number
  random: RandomBytes
}

/** A first contact, or a story that opens without a ticket. */
export async function relockPart(
  slot: 'k' | 's',
  opening: Omit<Opening, 'desks'>,
  relocking: Relocking,
): Promise<Relocked> {
  const given = { ...opening, desks: relocking.desks }
  const result: OpenResult<{ lock: OpenedLock }> =
    slot === 'k' ? await openKnock(given) : await openStory({ ...given, ticket: null })
  if (!result.ok) return { kind: 'closed', problem: result.problem }
  return lockAgain(relocking, leashIdentity(opening.released.leash), opening.released.locks, result.opened.lock)
}

/** The own side of a conversation. */
export async function relockTalk(opening: Omit<TalkOpening, 'desks'>, relocking: Relocking): Promise<Relocked> {
  const { talk, side } = opening
  const locks = side === 'to' ? talk.locks.t : talk.locks.f
  const leash = leashIdentity(talk.leash)
  const opened = await openTalk({ ...opening, desks: relocking.desks })
  if (!opened) return { kind: 'closed', problem: 'not-for-us' }
  if (opened.isBehind) return { kind: 'closed', problem: 'roster-behind' }
  // Where nothing was said yet nothing shows which lock is right. The oldest came with the permission, the later ones from this desk.
  const lock = opened.items.length > 0 ? opened.lock : ((await oldestLock(relocking, leash, locks)) ?? opened.lock)
  return lockAgain(relocking, leash, locks, lock)
}

async function oldestLock({ desks }: Relocking, leash: string, locks: readonly Lock[]): Promise<OpenedLock | null> {
  let oldest: OpenedLock | null = null
  for await (const { lock } of openLocks(leash, desks, locks)) if (typeof lock.inner !== 'string') oldest = lock
  return oldest
}

async function lockAgain(
  { desks, since, random }: Relocking,
  leash: string,
  locks: readonly Lock[],
  right: OpenedLock,
): Promise<Relocked> {
  const safe = await newestSafe(desks, since, leash, locks, right)
  if (safe) {
    const isOlderThere = locks.some(({ n }) => n < safe.n)
    return { kind: 'done', confirm: isOlderThere ? { n: safe.n, turn: safe.turn } : null }
  }
  const [current] = desks
  if (!current) return { kind: 'closed', problem: 'not-for-us' }
  const turn = Secret.parse(toBase64url(random(32)))
  const lock = await sealLock(leash, current.recipient, { turn, yes: right.yes, inner: right.inner })
  return { kind: 'lock', append: { turn: right.turn, lock, proof: await proofOf(turn) } }
}

// A lock under a safe key that leads to the same: made by a colleague, or by this device before it was interrupted.
async function newestSafe(
  desks: readonly HeldDesk[],
  since: number,
  leash: string,
  locks: readonly Lock[],
  right: OpenedLock,
): Promise<OpenedLock | null> {
  for await (const { lock, desk } of openLocks(leash, desks, locks)) {
    const isSame = JSON.stringify(lock.inner) === JSON.stringify(right.inner) && lock.yes === right.yes
    if (desk.epoch >= since && isSame) return lock
  }
  return null
}

export type MovedNote = { note: DeskNote; blob: string }

/** A note under the current key, for the list that comes from it. `null` = no key of this desk opens it, or it is under the current one. */
export async function moveNote(desks: readonly HeldDesk[], blob: string): Promise<MovedNote | null> {
  const [current, ...earlier] = desks
  if (!current) return null
  for (const desk of earlier) {
    const note = await openNote(desk, blob).catch(() => null)
    if (note) return { note, blob: await sealNote(current, note) }
  }
  return null
}

/** Whether a lock may be called confirmed by this device: it opened the newest under a safe key, and older ones are still there. Which device
 *  wrote it the server knows. */
export const confirmOf = (name: Name, slot: 'k' | 's' | 't' | 'f', relocked: Relocked) =>
  relocked.kind === 'done' && relocked.confirm ? { name, slot, ...relocked.confirm } : null
