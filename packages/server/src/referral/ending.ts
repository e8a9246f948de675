// Ends permissions, at her word or because their day has passed. Deleting the two leashes is the commit point; the rest is swept,
// also at start: a finished parcel without a leash has ended. Governed by docs/protocol.md "Sealing and ending" and "Expiry".
import type { End } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import { isStorageFull } from '../platform/db.ts'
import { addEnding, deleteParcels, listTagsByEnd, markEnded } from './store.ts'

/** Most endings that are remembered at once, so that asking cannot fill the disk: about 10 MB. */
const ENDINGS_REMEMBERED = 100_000

/** What is remembered of an ending, so that a deposit that comes after it, from a device without signal, does not open. */
export const endingTag = (ctx: Ctx, end: End): string => ctx.pepper.tag('ending', `${end.locator}\0${end.withdraw}`)

/** Ends the permissions with these locators and withdraw keys, those that there are. Takes the same steps where there is none. */
export async function endPermissions(ctx: Ctx, ends: readonly End[]): Promise<void> {
  const named = ends.map((end) => ({
    tag: ctx.pepper.tag('loc', end.locator),
    endTag: ctx.pepper.tag('end', end.withdraw),
    ending: endingTag(ctx, end),
  }))
  await ctx.db.inTurn(
    named.map(({ endTag }) => endTag),
    async () => {
      const tags = new Set<string>()
      for (const { tag, endTag } of named) {
        const together = await listTagsByEnd(ctx.db.read(), endTag)
        if (together.includes(tag)) for (const one of together) tags.add(one)
      }
      await destroyLeashes(ctx, [...tags])
      try {
        await removeEnded(
          ctx,
          [...tags],
          named.map(({ ending }) => ending),
        )
      } catch {
        // It has ended; what is left cannot be opened and waits for a sweep.
        ctx.sweeps.isDue = true
        ctx.log({ code: 'ending-not-swept' })
      }
    },
  )
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

async function removeEnded(ctx: Ctx, tags: readonly string[], endings: readonly string[]): Promise<void> {
  await ctx.db.write(async (tx) => {
    await markEnded(tx, tags, ctx.today())
    await deleteParcels(tx, tags)
    for (const ending of endings) await addEnding(tx, ending, ctx.today(), ENDINGS_REMEMBERED)
  })
}
