// Ends permissions, at her word or because their day has passed. Deleting the two leashes is the commit point; the rest is swept,
// also at start: a finished parcel without a leash has ended. Governed by docs/protocol.md "Sealing and ending" and "Expiry".
import type { End } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import { isStorageFull } from '../platform/db.ts'
import { addEnding, deleteParcels, listTagsByEnd, markEnded } from './store.ts'

/** Most endings that are remembered at once, so that asking cannot fill the disk: about 10 MB. */
const ENDINGS_REMEMBERED = 100_000

/** What is remembered of an ending, so that a deposit that comes after it, from a device without signal, does not open. */
export const endingTag = (ctx: Ctx, end: End): string => ctx.network.pepper.tag('ending', `${end.locator}\0${end.withdraw}`)

/** Ends the permission with this locator and withdraw key, if there is one. Takes the same steps if there is none. */
export async function endPermission(ctx: Ctx, end: End): Promise<void> {
  const tag = ctx.network.pepper.tag('loc', end.locator)
  const endTag = ctx.network.pepper.tag('end', end.withdraw)
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
    await ctx.network.leashes.destroy(tags)
  } catch (error) {
    if (!isStorageFull(error)) throw error
    ctx.reserve.spend()
    ctx.sweeps.isDue = true
    await ctx.network.leashes.destroy(tags)
  }
}

async function removeEnded(ctx: Ctx, tags: readonly string[], ending: string): Promise<void> {
  await ctx.db.write(async (tx) => {
    await markEnded(tx, tags, ctx.today())
    await deleteParcels(tx, tags)
    await addEnding(tx, ending, ctx.today(), ENDINGS_REMEMBERED)
  })
}
