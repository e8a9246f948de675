// Stores a sealed permission. The order is what makes a kill at any moment harmless: rows first, leashes second, then the mark
// `sealed` together with hint and note, then the answer. Governed by docs/protocol.md "Sealing and ending".
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import type { Deposit } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import { fromBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireDay } from './days.ts'
import { endingTag } from './ending.ts'
import { writeNote } from './notes.ts'
import {
  type ParcelRow,
  addEnded,
  addHint,
  addParcels,
  deleteParcels,
  hasEnding,
  isEnded,
  listDeposited,
  setSealed,
} from './store.ts'

/** Stores a deposit, or finds that this very deposit is already there. */
export async function depositParcels(ctx: Ctx, deposit: Deposit): Promise<void> {
  requireDay(deposit.until, ctx.today(), 'until')
  const rows = rowsOf(ctx, deposit)
  const tags = rows.map((row) => row.tag)
  await ctx.db.exclusively(async () => {
    // A device that repeats what was acknowledged and since then ended must not bring it back.
    if (await isEnded(ctx.db.read(), deposit.mark)) return
    if (await wasEndedBefore(ctx, deposit)) {
      await keepNoteOnly(ctx, deposit)
      return
    }
    const there = await listDeposited(ctx.db.read(), tags)
    if (there.some((row) => row.sealed === 1)) {
      if (isSame(rows, there)) return
      throw new Problem('already-there')
    }
    // Left over from a deposit that was never acknowledged.
    if (there.length > 0) await removeUnfinished(ctx, tags)
    await store(ctx, deposit, rows)
  })
}

// She has ended it while it waited in a device without signal: nothing of it is stored.
function wasEndedBefore(ctx: Ctx, { withdraw, knock, story }: Deposit): Promise<boolean> {
  const tags = [knock, story].map(({ locator }) => endingTag(ctx, { locator, withdraw }))
  return hasEnding(ctx.db.read(), tags)
}

// The sender's desk learns that it has ended; the receiver's never hears of it.
async function keepNoteOnly(ctx: Ctx, deposit: Deposit): Promise<void> {
  await ctx.db.write(async (tx) => {
    await addEnded(tx, deposit.mark, ctx.today())
    await writeNote(ctx, tx, deposit.note)
  })
}

async function store(ctx: Ctx, deposit: Deposit, rows: readonly ParcelRow[]): Promise<void> {
  const [knock, story] = rows.map((row) => row.tag) as [string, string]
  try {
    await ctx.db.write((tx) => addParcels(tx, rows))
    const until: Day = deposit.until
    await ctx.network.leashes.put([
      { tag: knock, leash: fromBase64url(deposit.knock.leash), until },
      { tag: story, leash: fromBase64url(deposit.story.leash), until },
    ])
    await ctx.db.write(async (tx) => {
      await setSealed(tx, [knock, story])
      await addHint(tx, knock, fromBase64url(deposit.hint))
      await writeNote(ctx, tx, deposit.note)
    })
  } catch (error) {
    await removeUnfinished(ctx, [knock, story]).catch(() => {
      // With a full disk nothing may be removable either; the rows cannot be opened, and the next sweep takes them.
      ctx.sweeps.isDue = true
      ctx.log({ code: 'unfinished-deposit-left' })
    })
    throw error
  }
}

async function removeUnfinished(ctx: Ctx, tags: readonly string[]): Promise<void> {
  await ctx.network.leashes.destroy(tags)
  await ctx.db.write((tx) => deleteParcels(tx, tags))
}

// Two rows that only their end tag joins; the mark stands in one of them, which is enough for the ended list.
function rowsOf(ctx: Ctx, deposit: Deposit): ParcelRow[] {
  const content = canonical(deposit)
  const shared = {
    end_tag: ctx.network.pepper.tag('end', deposit.withdraw),
    key_version: 0,
    until_day: deposit.until,
    sealed: 0,
  }
  const { knock, story } = deposit
  return [
    {
      ...shared,
      tag: ctx.network.pepper.tag('loc', knock.locator),
      deposit_tag: ctx.network.pepper.tag('deposit', `knock\0${content}`),
      mark: deposit.mark,
      body: fromBase64url(knock.body),
      key: fromBase64url(knock.key),
      receipt: null,
      sheet_key_receiver: null,
      sheet_key_sender: null,
    },
    {
      ...shared,
      tag: ctx.network.pepper.tag('loc', story.locator),
      deposit_tag: ctx.network.pepper.tag('deposit', `story\0${content}`),
      mark: null,
      body: fromBase64url(story.body),
      key: fromBase64url(story.key),
      receipt: fromBase64url(story.receipt),
      sheet_key_receiver: fromBase64url(story.sheetKeys[0]),
      sheet_key_sender: fromBase64url(story.sheetKeys[1]),
    },
  ]
}

const isSame = (
  rows: readonly ParcelRow[],
  there: readonly Pick<ParcelRow, 'tag' | 'deposit_tag' | 'sealed'>[],
): boolean =>
  rows.every((row) =>
    there.some((other) => other.sealed === 1 && other.tag === row.tag && other.deposit_tag === row.deposit_tag),
  )
