// Stores sealed permissions, as many at once as wait. The order is what makes a kill at any moment harmless: rows first, leashes second,
// then `alive` together with bell and note, then the answer. Governed by docs/protocol.md "Deposit".
import { canonical } from '@apila/core/canonical.ts'
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { Deposit } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import type { LeashPut } from '../leashes/keeper.ts'
import type { Scope } from '../platform/db.ts'
import { fromBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireSealed } from './days.ts'
import { hasGapSince } from './ending-store.ts'
import { addBells } from './look-store.ts'
import { type NamedRows, findNamed, hasEndedBefore, reservedRows } from './names.ts'
import { judgeNote, writeNote } from './notes.ts'
import {
  type LockRow,
  addPermission,
  deleteNames,
  findPermission,
  listParts,
  setAlive,
  setReserved,
} from './permission-store.ts'

export type Depositing = { device: DeviceId; deposit: Deposit }
/** How one deposit of several ended: stored or there already, or why not. */
export type Deposited = 'done' | Problem

type Rows = NamedRows & { locks: LockRow[]; leashes: LeashPut[] }
/** `there`: what lies under the same names; `left`: rows of a deposit that was cut off. */
type New = { is: 'new'; rows: Rows; there: 'nothing' | 'names' | 'left' }
/** `same`: the very deposit that stands earlier among those that are judged together. */
type Verdict = New | { is: 'same'; as: number } | { is: 'over'; with: Deposited }

/** Stores several deposits with three transactions for all of them. One that is refused does not hold up the others. */
export async function depositAll(ctx: Ctx, deposits: readonly Depositing[]): Promise<Deposited[]> {
  const verdicts = await ctx.db.write(async (tx) => {
    const judged: Verdict[] = []
    for (const depositing of deposits) {
      const verdict = await judge(ctx, tx, depositing, judged).catch(refusedAs)
      if (verdict.is === 'new') await storeRows(tx, verdict)
      else if (verdict.is === 'over' && isEndedProblem(verdict.with)) await keepNote(ctx, tx, depositing.deposit)
      judged.push(verdict)
    }
    return judged
  })
  const stored = verdicts.flatMap((verdict, index) => {
    const depositing = deposits[index]
    return verdict.is === 'new' && depositing ? [{ ...verdict, ...depositing, index }] : []
  })
  const refused = stored.length > 0 ? await finish(ctx, stored) : new Map<number, Problem>()
  return verdicts.map((verdict, index) => {
    if (verdict.is === 'over') return verdict.with
    return refused.get(verdict.is === 'same' ? verdict.as : index) ?? 'done'
  })
}

const refusedAs = (error: unknown): Verdict => {
  if (error instanceof Problem) return { is: 'over', with: error }
  throw error
}
const isEndedProblem = (deposited: Deposited) => deposited !== 'done' && deposited.code === 'has-ended'

// In the order of docs/protocol.md "Deposit", since the first reason is the one that is told.
async function judge(
  ctx: Ctx,
  tx: Scope,
  { device, deposit }: Depositing,
  judged: readonly Verdict[],
): Promise<Verdict> {
  ctx.roster.requireUnmoved(deposit.roster)
  requireSealed(deposit, ctx.today())
  const rows = rowsOf(ctx, deposit)
  const { end_tag, deposit_tag } = rows.permission
  const twin = judged.findIndex((earlier) => earlier.is === 'new' && earlier.rows.permission.end_tag === end_tag)
  if (twin >= 0) return judgeTwin(judged, twin, deposit_tag)
  const there = await findPermission(tx, end_tag)
  if (there?.state === 'alive' && there.deposit_tag === deposit_tag) return { is: 'over', with: 'done' }
  if (await hasEndedBefore(ctx, tx, deposit.proofs.withdraw)) throw new Problem('has-ended')
  if (!there && !deposit.offline) throw new Problem('has-ended')
  if (deposit.offline && (await hasGapSince(tx, deposit.sealedOn))) throw new Problem('ask-again')
  const named = await findNamed(tx, rows)
  if (named === 'other' || (named !== 'none' && named.state === 'alive')) throw new Problem('already-there')
  if ((await judgeNote(ctx, tx, deposit.note)).verdict === 'changed-meanwhile') throw new Problem('changed-meanwhile')
  ctx.quotas.spend('permissions', device)
  const left = named !== 'none' && named.state === 'storing'
  return { is: 'new', rows, there: left ? 'left' : named === 'none' ? 'nothing' : 'names' }
}

function judgeTwin(judged: readonly Verdict[], as: number, depositTag: string | null): Verdict {
  const earlier = judged[as]
  if (earlier?.is === 'new' && earlier.rows.permission.deposit_tag === depositTag) return { is: 'same', as }
  throw new Problem('already-there')
}

// The sender's desk keeps its note, so that it can be told that she ended it; the receiver's never hears of it.
async function keepNote(ctx: Ctx, tx: Scope, { note }: Deposit): Promise<void> {
  if ((await judgeNote(ctx, tx, note)).verdict === 'new') await writeNote(ctx, tx, note)
}

async function storeRows(tx: Scope, { rows, there }: New): Promise<void> {
  const { permission, parts, locks } = rows
  if (there === 'left') await setReserved(tx, [permission.end_tag])
  if (there !== 'nothing') await deleteNames(tx, permission.end_tag)
  await addPermission(tx, permission, parts, locks)
}

type Storing = Depositing & New & { index: number }

async function finish(ctx: Ctx, storing: readonly Storing[]): Promise<Map<number, Problem>> {
  const endTags = storing.map(({ rows }) => rows.permission.end_tag)
  try {
    const left = storing
      .filter((each) => each.there === 'left')
      .flatMap(({ rows }) => rows.leashes.map(({ tag }) => tag))
    if (left.length > 0) await ctx.leashes.destroy(left)
    await ctx.leashes.put(storing.flatMap(({ rows }) => rows.leashes))
    const refused = await ctx.db.write((tx) => makeAlive(ctx, tx, storing))
    if (refused.length > 0)
      await undo(
        ctx,
        refused.map(({ rows }) => rows.permission.end_tag),
      )
    return new Map(refused.map(({ index }) => [index, new Problem('changed-meanwhile')]))
  } catch (error) {
    await undo(ctx, endTags).catch(() => {
      // With a full disk nothing may be removable either; the rows cannot be opened, and the next sweep takes them.
      ctx.sweeps.isDue = true
      ctx.log({ code: 'unfinished-deposit-left' })
    })
    throw error
  }
}

// Gives those whose note somebody else has written meanwhile: they are told so, and nothing of theirs stays.
async function makeAlive(ctx: Ctx, tx: Scope, storing: readonly Storing[]): Promise<Storing[]> {
  const refused: Storing[] = []
  const alive: Storing[] = []
  for (const each of storing) {
    const { verdict } = await judgeNote(ctx, tx, each.deposit.note)
    if (verdict === 'changed-meanwhile') {
      refused.push(each)
      continue
    }
    await writeNote(ctx, tx, each.deposit.note)
    await setAlive(tx, each.rows.permission.end_tag)
    alive.push(each)
  }
  await addBells(
    tx,
    alive.map(({ deposit, rows }) => ({
      bell: fromBase64url(deposit.bell),
      endTag: rows.permission.end_tag,
      day: null,
    })),
  )
  return refused
}

/** Makes reservations again of what was being stored: the same deposit may come once more, and ending finds its names. */
export async function undo(ctx: Ctx, endTags: readonly string[]): Promise<void> {
  const parts = await listParts(ctx.db.read(), endTags)
  await ctx.leashes.destroy(parts.map((part) => part.tag))
  await ctx.db.write((tx) => setReserved(tx, endTags))
}

function rowsOf(ctx: Ctx, deposit: Deposit): Rows {
  const { proofs, until, sealedOn, knock, story, talk } = deposit
  const { permission, parts } = reservedRows(ctx, {
    ...{ withdraw: proofs.withdraw, k: knock.k, s: story.s, t: talk.t, until, sealedOn },
  })
  const [k, s, t] = parts as [NamedRows['parts'][0], NamedRows['parts'][0], NamedRows['parts'][0]]
  const lock = (tag: string, slot: LockRow['slot'], blob: string): LockRow => ({
    ...{ tag, slot, n: 0, blob: fromBase64url(blob), turn_tag: ctx.pepper.tag('turn', proofs.turns[slot]) },
  })
  const leash = (tag: string, text: string): LeashPut => ({ tag, leash: fromBase64url(text), until })
  return {
    permission: {
      ...permission,
      renew_tag: ctx.pepper.tag('renew', proofs.renew),
      post_tag: ctx.pepper.tag('post', proofs.post),
      line: deposit.line,
      deposit_tag: ctx.pepper.tag('deposit', canonical(deposit)),
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
  }
}
