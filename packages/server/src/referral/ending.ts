// Ends permissions, at her word or because their day has passed. Deleting the two leashes is the commit point; the rest is swept,
// also at start: a finished parcel without a leash has ended. Governed by docs/protocol.md "Sealing and ending" and "Expiry".
import { deleteOldFeedback } from '../feedback/store.ts'
import { addDays } from '@apila/core/day.ts'
import { ENDED_LIST_DAYS, type End } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../platform/context.ts'
import { isStorageFull } from '../platform/db.ts'
import {
  type ParcelName,
  addEnding,
  deleteEndedBefore,
  deleteNotesBefore,
  deleteParcels,
  listParcelNames,
  listTagsByEnd,
  markEnded,
} from './store.ts'

/** Most endings that are remembered at once, so that asking cannot fill the disk: about 10 MB. */
const ENDINGS_REMEMBERED = 100_000

/** What is remembered of an ending, so that a deposit that comes after it, from a device without signal, does not open. */
export const endingTag = (ctx: Ctx, end: End): string => ctx.pepper.tag('ending', `${end.locator}\0${end.withdraw}`)

/** Ends the permission with this locator and withdraw key, if there is one. Takes the same steps if there is none. */
export async function endPermission(ctx: Ctx, end: End): Promise<void> {
  const tag = ctx.pepper.tag('loc', end.locator)
  const endTag = ctx.pepper.tag('end', end.withdraw)
  await ctx.db.exclusively(async () => {
    const together = await listTagsByEnd(ctx.db.read(), endTag)
    const tags = together.includes(tag) ? together : []
    await destroyLeashes(ctx, tags)
    try {
      await removeEnded(ctx, tags, endingTag(ctx, end))
    } catch {
      // It has ended; what is left cannot be opened and waits for a sweep.
      ctx.sweeps.isDue = true
      ctx.log({ code: 'ending-not-swept' })
    }
  })
}

async function destroyLeashes(ctx: Ctx, tags: readonly string[]): Promise<void> {
  try {
    await ctx.leashes.destroy(tags)
  } catch (error) {
    if (!isStorageFull(error)) throw error
    ctx.reserve.spend()
    ctx.sweeps.isDue = true
    await ctx.leashes.destroy(tags)
  }
}

async function removeEnded(ctx: Ctx, tags: readonly string[], ending: string): Promise<void> {
  await ctx.db.write(async (tx) => {
    await markEnded(tx, tags, ctx.today())
    await deleteParcels(tx, tags)
    await addEnding(tx, ending, ctx.today(), ENDINGS_REMEMBERED)
  })
}

/** Removes what has expired, finishes endings that were cut off, and clears deposits that were never acknowledged. */
export async function sweep(ctx: Ctx): Promise<void> {
  await ctx.db.exclusively(async () => {
    const today = ctx.today()
    const all = await listParcelNames(ctx.db.read())
    const isLive = (row: ParcelName) => row.until_day >= today && row.sealed === 1
    const live = all.filter(isLive)
    const gone = all.filter((row) => !isLive(row)).map((row) => row.tag)
    const { missing } = await ctx.leashes.sweep(
      today,
      live.map((row) => row.tag),
    )
    const ended = new Set(live.filter((row) => missing.includes(row.tag)).map((row) => row.end_tag))
    const endedTags = live.filter((row) => ended.has(row.end_tag)).map((row) => row.tag)
    // Where one leash of two is missing the other goes too: a permission ends as a whole.
    if (endedTags.length > 0) await ctx.leashes.destroy(endedTags)
    await ctx.db.write(async (tx) => {
      await markEnded(tx, endedTags, today)
      await deleteParcels(tx, [...endedTags, ...gone])
      await deleteEndedBefore(tx, addDays(today, -ENDED_LIST_DAYS))
      await deleteNotesBefore(tx, today)
      await deleteOldFeedback(tx, today)
    })
    ctx.reserve.restore()
    ctx.sweeps.isDue = false
  })
}
