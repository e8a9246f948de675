// Removes what has expired, each day and at start; finishes endings that were cut off, since a permission without its leashes has ended;
// and makes reservations again of deposits that were cut off. Governed by docs/protocol.md "Ending" and "Expiry".
import { type Day, addDays } from '@apila/core/day.ts'
import { ENDED_LIST_DAYS, ITEM_BELL_DAYS } from '@apila/core/referral/wire.ts'
import type { Ctx } from './ctx.ts'
import { publishDay } from './watch/days.ts'
import { sweepDay } from './watch/sweep-day.ts'
import { deleteRefusalsBefore, findSwept, setSwept } from './watch/store.ts'
import { deleteOldFeedback } from './feedback/store.ts'
import { WAITING_DAYS } from '@apila/core/referral/waiting.ts'
import { deleteEndingsBefore } from './referral/ending-store.ts'
import { addEnded, deleteBellsBefore, deleteEndedBefore } from './referral/look-store.ts'
import { deleteNotesBefore } from './referral/note-store.ts'
import {
  type PermissionName,
  deletePermissions,
  listMarks,
  listParts,
  listPermissionNames,
  setReserved,
} from './referral/permission-store.ts'

/** How long an ending that found nothing is remembered, and a day on which memory was full: longer than any deposit may wait. Unit: days. */
const REMEMBERED_DAYS = WAITING_DAYS + 1

/** How long it is kept how often the server said no. Unit: days. */
const REFUSALS_KEPT_DAYS = 30

/** Removes what has expired, finishes endings that were cut off, and clears deposits that were never acknowledged. */
export async function sweep(ctx: Ctx): Promise<void> {
  await ctx.db.exclusively(async () => {
    const swept = await findSwept(ctx.db.read())
    const { day: today, stopped } = sweepDay(swept, ctx.today(), ctx.config.sweepDays)
    ctx.sweeps.stopped = stopped
    if (stopped) ctx.log({ code: 'sweep-stopped', reason: stopped })
    const all = await listPermissionNames(ctx.db.read())
    const over = new Set(all.filter((row) => isOver(row, today)).map((row) => row.end_tag))
    const alive = tagsOf(all.filter((row) => row.state === 'alive' && !over.has(row.end_tag)))
    const cutOff = tagsOf(all.filter((row) => row.state === 'storing' && !over.has(row.end_tag)))
    const parts = await listParts(ctx.db.read(), alive)
    const { missing } = await ctx.network.leashes.sweep(
      today,
      parts.map((part) => part.tag),
    )
    const isMissing = new Set(missing)
    // Where one leash of three is missing the others go too: a permission ends as a whole.
    // What is past its day where the clock is not believed may be gone at a keeper with a clock of its own; that is no ending.
    const past = new Set(all.filter((row) => row.until_day < ctx.today()).map((row) => row.end_tag))
    const gone = parts.filter((part) => isMissing.has(part.tag) && !past.has(part.end_tag))
    const ended = [...new Set(gone.map((part) => part.end_tag))]
    const isEnded = new Set(ended)
    if (ended.length > 0)
      await ctx.network.leashes.drop(parts.filter((part) => isEnded.has(part.end_tag)).map((part) => part.tag))
    await ctx.db.forget(async (tx) => {
      await addEnded(tx, await listMarks(tx, ended), today)
      await deletePermissions(tx, [...ended, ...over])
      await setReserved(tx, cutOff)
      await deleteBellsBefore(tx, addDays(today, -ITEM_BELL_DAYS))
      await deleteEndedBefore(tx, addDays(today, -ENDED_LIST_DAYS))
      await deleteEndingsBefore(tx, addDays(today, -REMEMBERED_DAYS))
      await deleteNotesBefore(tx, today)
      await deleteOldFeedback(tx, today)
      await ctx.network.proposals.remove(tx, ctx.network.proposals.listStale(today))
      await deleteRefusalsBefore(tx, addDays(today, -REFUSALS_KEPT_DAYS))
      if (swept !== null && swept < today) await publishDay(ctx, tx, today)
      await setSwept(tx, today)
    })
    await ctx.network.proposals.settle(ctx.network.roster.current())
    ctx.network.endingMemory.count = null
    ctx.reserve.restore()
    ctx.sweeps.isDue = false
  })
}

const tagsOf = (rows: readonly PermissionName[]): string[] => rows.map((row) => row.end_tag)

// Names that nobody used go as soon as no deposit may come for them any more.
function isOver({ state, until_day, reserved_day }: PermissionName, today: Day): boolean {
  if (until_day < today) return true
  return state !== 'alive' && reserved_day !== null && reserved_day < addDays(today, -WAITING_DAYS)
}
