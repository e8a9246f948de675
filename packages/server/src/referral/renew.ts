// Moves the last day at her word: the item with its line, bell and note, the day of the rows, and the leashes to the new day's key, in one
// act. The leashes go last before the commit, in a transaction that looks whether they are still there, so that nothing is revived.
// Governed by docs/protocol.md "Renewal".
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import { MOST_RENEWALS } from '@apila/core/referral/permission.ts'
import type { Renew } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import { proofOf } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireLater } from './days.ts'
import { findPermission, listParts, setUntil } from './permission-store.ts'
import { addItem, isItemThere, requireWritable } from './talk.ts'

/** Renews; the same again is answered like the first time. */
export async function renewPermission(ctx: Ctx, device: DeviceId, post: Renew): Promise<void> {
  ctx.network.roster.requireUnmoved(post.roster)
  const { end_tag: endTag } = await requireWritable(ctx, ctx.db.read(), post)
  // Ending takes the same turn: it comes before this act or after it, and is never undone by it.
  await ctx.db.inTurn([endTag], () =>
    ctx.db.write(async (tx) => {
      const part = await requireWritable(ctx, tx, post)
      const permission = await findPermission(tx, part.end_tag)
      if (!permission || ctx.network.pepper.tag('renew', proofOf(post.renew)) !== permission.renew_tag)
        throw new Problem('not-this-ticket')
      if (await isItemThere(tx, part, post)) {
        // The item alone is no renewal: its day must have moved with it.
        if (permission.until_day < post.until) throw new Problem('changed-meanwhile')
        return
      }
      if (permission.renewals >= MOST_RENEWALS) throw new Problem('renewed-often')
      requireLater(post.until, permission.until_day, ctx.today())
      await addItem(ctx, tx, { device, part, post })
      await setUntil(tx, part.end_tag, post.until)
      const tags = (await listParts(tx, [part.end_tag])).map(({ tag }) => tag)
      // Where the commit fails after it, the leashes lie under a later day than the rows tell; the rows decide, and the sweep follows them.
      const word = { until: post.until, today: ctx.today(), renew: post.renew }
      if (!(await ctx.network.leashes.move(tags, word))) throw new Problem('not-found')
    }),
  )
}
