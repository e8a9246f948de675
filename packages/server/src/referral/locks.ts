// Locks are appended, never replaced; older ones go when another device than the writer's has opened the new one, so that destroying
// takes two. Governed by docs/protocol.md "Locks".
import { hasRight } from '@apila/core/organisation/roles.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { LockAppend, LockConfirm, Slot } from '@apila/core/referral/wire.ts'
import { requireTouch } from '../account/fresh.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { fromBase64url, proofOf } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import type { DeviceCall } from '../platform/route.ts'
import { type AlivePart, requireAlive } from './alive.ts'
import { addLine } from './book.ts'
import { type LockRow, addLock, countLocks, deleteOlderLocks, listLocks } from './permission-store.ts'
import { lockName } from './writers.ts'

/** Most locks of one permission, all slots together. */
export const MOST_LOCKS = 500

const PART_OF: Readonly<Record<Slot, AlivePart['slot']>> = { k: 'k', s: 's', t: 't', f: 't' }

/** Appends a lock with its line; gives its number. The same lock again is answered like the first time. */
export async function appendLock(call: DeviceCall<LockAppend>): Promise<{ n: number }> {
  const { ctx, body: append, device } = call
  ctx.network.roster.requireUnmoved(append.roster)
  // The lock after the client's Yes is everybody's who opens; the others are not a volunteer's.
  if (append.slot !== 's' && !hasRight(device.roles, 'relock')) throw new Problem('not-found')
  const { tag, n, isNew } = await ctx.db.write(async (tx) => {
    const part = await requireAlive(ctx, tx, append.name, [PART_OF[append.slot]])
    const locks = await listLocks(tx, part.tag, append.slot)
    requireTurn(ctx, locks, append.turn)
    const blob = fromBase64url(append.lock)
    const same = locks.find((lock) => Buffer.compare(lock.blob, blob) === 0)
    if (same) return { tag: part.tag, n: same.n, isNew: false }
    return { tag: part.tag, n: await add(call, tx, { part, locks, blob }), isNew: true }
  })
  if (isNew) ctx.network.writers.note(lockName(tag, append.slot, n), device.id)
  return { n }
}

type Adding = { part: AlivePart; locks: readonly LockRow[]; blob: Uint8Array }

async function add(call: DeviceCall<LockAppend>, tx: Scope, { part, locks, blob }: Adding): Promise<number> {
  const { ctx, body: append, device } = call
  if (append.slot === 's') requireTouchOrOwed(call, part.tag, locks)
  if ((await countLocks(tx, part.end_tag)) >= MOST_LOCKS) throw new Problem('too-many')
  const n = (locks.at(-1)?.n ?? -1) + 1
  await addLine(tx, part.end_tag, append.line)
  await addLock(tx, {
    tag: part.tag,
    slot: append.slot,
    n,
    blob,
    turn_tag: ctx.network.pepper.tag('turn', append.proof),
  })
  ctx.network.quotas.spend('locks', device.id, part.tag)
  if (append.slot === 's') ctx.network.quotas.settle(device.id, part.tag)
  return n
}

/** A story's lock asks for a person, but for one that a removal asks for: of a story that somebody has opened before, once. */
function requireTouchOrOwed(call: DeviceCall<LockAppend>, tag: string, locks: readonly LockRow[]): void {
  const wasOpened = (locks.at(-1)?.n ?? 0) > 0
  if (!wasOpened || !call.ctx.network.quotas.isOwed(call.device.id, tag)) requireTouch(call, 'lock-story')
}

/** Another device has opened lock `n`: the older ones of its slot go. */
export async function confirmLock(ctx: Ctx, device: DeviceId, { name, slot, n, turn }: LockConfirm): Promise<void> {
  await ctx.db.write(async (tx) => {
    const part = await requireAlive(ctx, tx, name, [PART_OF[slot]])
    const locks = await listLocks(tx, part.tag, slot)
    requireTurn(
      ctx,
      locks.filter((lock) => lock.n === n),
      turn,
    )
    // Nothing older: confirmed before, or never replaced.
    if (locks[0]?.n === n) return
    const writer = ctx.network.writers.find(lockName(part.tag, slot, n))
    if (writer === undefined) throw new Problem('write-again')
    if (writer === device) throw new Problem('not-your-turn')
    await deleteOlderLocks(tx, { tag: part.tag, slot, n })
  })
}

function requireTurn(ctx: Ctx, locks: readonly LockRow[], turn: LockAppend['turn']): void {
  const tag = ctx.network.pepper.tag('turn', proofOf(turn))
  if (!locks.some((lock) => lock.turn_tag === tag)) throw new Problem('not-found')
}
