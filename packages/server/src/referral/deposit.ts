// Stores a sealed permission. The order is what makes a kill at any moment harmless: rows first, leashes second, then `alive` together
// with bell and note, then the answer. Governed by docs/protocol.md "Deposit".
import { encodedLength } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { Deposit } from '@apila/core/referral/wire.ts'
import { LEASH_BYTES } from '@apila/core/sizes.ts'
import type { Ctx } from '../ctx.ts'
import type { LeashProofs, LeashPut } from '../leashes/keeper.ts'
import type { Scope } from '../platform/db.ts'
import { digestOf, fromBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { isNearlyFull } from '../platform/space.ts'
import { requireSealed } from './days.ts'
import { hasGapSince } from './ending-store.ts'
import { addBells } from './look-store.ts'
import { type NamedRows, findNamed, hasEndedBefore, reservedRows } from './names.ts'
import { judgeNote, writeNote } from './notes.ts'
import {
  type LockRow,
  type PermissionRow,
  addPermission,
  deleteNames,
  findPermission,
  listParts,
  setAlive,
  setReserved,
} from './permission-store.ts'

type Rows = NamedRows & { locks: LockRow[]; leashes: LeashPut[]; proofs: LeashProofs }

/** Stores a deposit, or finds that this very deposit is already there. */
export async function depositPermission(ctx: Ctx, device: DeviceId, deposit: Deposit): Promise<void> {
  ctx.network.roster.requireUnmoved(deposit.roster)
  ctx.network.roster.requireForm(deposit.knock.leash.length !== encodedLength(LEASH_BYTES))
  requireSealed(deposit, ctx.today())
  const rows = rowsOf(ctx, deposit)
  await ctx.db.inTurn([rows.permission.end_tag, ...rows.parts.map((part) => part.tag)], async () => {
    const there = await findPermission(ctx.db.read(), rows.permission.end_tag)
    if (there?.state === 'alive' && there.deposit_tag === rows.permission.deposit_tag) return
    if (isNearlyFull(ctx.room())) throw new Problem('storage-full')
    try {
      await requireNew(ctx, device, deposit, rows)
    } catch (error) {
      if (error instanceof Problem && error.code === 'has-ended') await keepNote(ctx, deposit)
      throw error
    }
    await store(ctx, deposit, rows, there)
  })
}

// In the order of docs/protocol.md "Deposit", since the first reason is the one that is told.
async function requireNew(ctx: Ctx, device: DeviceId, deposit: Deposit, rows: Rows): Promise<void> {
  const scope = ctx.db.read()
  const there = await findPermission(scope, rows.permission.end_tag)
  if (await hasEndedBefore(ctx, scope, deposit.proofs.withdraw)) throw new Problem('has-ended')
  if (!there && !deposit.offline) throw new Problem('has-ended')
  if (deposit.offline && (await hasGapSince(scope, deposit.sealedOn))) throw new Problem('ask-again')
  const named = await findNamed(scope, rows)
  if (named === 'other' || (named !== 'none' && named.state === 'alive')) throw new Problem('already-there')
  await requireNoteUnchanged(ctx, scope, deposit)
  ctx.network.quotas.spend('permissions', device)
}

async function requireNoteUnchanged(ctx: Ctx, scope: Scope, { note }: Deposit): Promise<void> {
  if ((await judgeNote(ctx, scope, note)).verdict === 'changed-meanwhile') throw new Problem('changed-meanwhile')
}

// The sender's desk keeps its note, so that it can be told that she ended it; the receiver's never hears of it.
async function keepNote(ctx: Ctx, { note }: Deposit): Promise<void> {
  await ctx.db.write(async (tx) => {
    if ((await judgeNote(ctx, tx, note)).verdict === 'new') await writeNote(ctx, tx, note)
  })
}

async function store(ctx: Ctx, deposit: Deposit, rows: Rows, there: PermissionRow | undefined): Promise<void> {
  const endTag = rows.permission.end_tag
  try {
    // Left over from a deposit that was cut off.
    if (there?.state === 'storing') await undo(ctx, endTag)
    // Nobody is told of these rows, and a start makes a reservation of them again.
    await ctx.db.writeAhead(async (tx) => {
      if (there) await deleteNames(tx, endTag)
      await addPermission(tx, rows.permission, rows.parts, rows.locks)
    })
    await ctx.network.leashes.put(rows.leashes, rows.proofs)
    await ctx.db.write(async (tx) => {
      await writeNote(ctx, tx, deposit.note)
      await setAlive(tx, endTag)
      await addBells(tx, [{ bell: fromBase64url(deposit.bell), endTag, day: null }])
    })
  } catch (error) {
    await undo(ctx, endTag).catch(() => {
      // With a full disk nothing may be removable either; the rows cannot be opened, and the next sweep takes them.
      ctx.sweeps.isDue = true
      ctx.log({ code: 'unfinished-deposit-left' })
    })
    throw error
  }
}

// What was being stored is a reservation again: the same deposit may come once more, and ending finds its names.
async function undo(ctx: Ctx, endTag: string): Promise<void> {
  const parts = await listParts(ctx.db.read(), [endTag])
  await ctx.network.leashes.drop(parts.map((part) => part.tag))
  await ctx.db.write((tx) => setReserved(tx, [endTag]))
}

function rowsOf(ctx: Ctx, deposit: Deposit): Rows {
  const { proofs, until, sealedOn, knock, story, talk } = deposit
  const { permission, parts } = reservedRows(ctx, {
    ...{ withdraw: proofs.withdraw, k: knock.k, s: story.s, t: talk.t, until, sealedOn },
  })
  const [k, s, t] = parts as [NamedRows['parts'][0], NamedRows['parts'][0], NamedRows['parts'][0]]
  const lock = (tag: string, slot: LockRow['slot'], blob: string): LockRow => ({
    ...{ tag, slot, n: 0, blob: fromBase64url(blob), turn_tag: ctx.network.pepper.tag('turn', proofs.turns[slot]) },
  })
  const leash = (tag: string, text: string): LeashPut => ({ tag, leash: fromBase64url(text), until })
  return {
    permission: {
      ...permission,
      renew_tag: ctx.network.pepper.tag('renew', proofs.renew),
      post_tag: ctx.network.pepper.tag('post', proofs.post),
      line: deposit.line,
      deposit_tag: ctx.network.pepper.tag('deposit', digestOf(canonical(deposit))),
      state: 'storing',
    },
    parts: [
      { ...k, body: fromBase64url(knock.body) },
      { ...s, body: fromBase64url(story.body), receipt: fromBase64url(story.receipt) },
      t,
    ],
    locks: [
      lock(k.tag, 'k', knock.lock),
      lock(s.tag, 's', story.lock),
      lock(t.tag, 't', talk.locks[0]),
      lock(t.tag, 'f', talk.locks[1]),
    ],
    leashes: [leash(k.tag, knock.leash), leash(s.tag, story.leash), leash(t.tag, talk.leash)],
    proofs: { withdraw: proofs.withdraw, renew: proofs.renew },
  }
}
