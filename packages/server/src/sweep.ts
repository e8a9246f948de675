// Removes what has expired, each day and at start, and finishes endings that were cut off: a finished parcel without a leash has
// ended. Governed by docs/protocol.md "Ending" and "Expiry".
import { addDays } from '@apila/core/day.ts'
import { ENDED_LIST_DAYS } from '@apila/core/referral/wire.ts'
import type { Ctx } from './ctx.ts'
import { sweepDay } from './watch/sweep-day.ts'
import { deleteRefusalsBefore, findSwept, setSwept } from './watch/store.ts'
import { deleteOldFeedback } from './feedback/store.ts'
import {
  type ParcelName,
  deleteEndedBefore,
  deleteNotesBefore,
  deleteParcels,
  listParcelNames,
  markEnded,
} from './referral/store.ts'

/** How long it is kept how often the server said no. Unit: days. */
const REFUSALS_KEPT_DAYS = 30

/** Removes what has expired, finishes endings that were cut off, and clears deposits that were never acknowledged. */
export async function sweep(ctx: Ctx): Promise<void> {
  await ctx.db.exclusively(async () => {
    const { day: today, stopped } = sweepDay(await findSwept(ctx.db.read()), ctx.today(), ctx.config.sweepDays)
    ctx.sweeps.stopped = stopped
    if (stopped) ctx.log({ code: 'sweep-stopped', reason: stopped })
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
    await ctx.db.forget(async (tx) => {
      await markEnded(tx, endedTags, today)
      await deleteParcels(tx, [...endedTags, ...gone])
      await deleteEndedBefore(tx, addDays(today, -ENDED_LIST_DAYS))
      await deleteNotesBefore(tx, today)
      await deleteOldFeedback(tx, today)
      await deleteRefusalsBefore(tx, addDays(today, -REFUSALS_KEPT_DAYS))
      await setSwept(tx, today)
    })
    ctx.reserve.restore()
    ctx.sweeps.isDue = false
  })
}
