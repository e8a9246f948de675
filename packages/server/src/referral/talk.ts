// Writes into a conversation: the item, its line, one bell to the other desk and the own note, all or nothing. The first writer of a
// number wins. Governed by docs/protocol.md "Conversation".
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { TalkPost } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import { fromBase64url, proofOf } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { requireAlive } from './alive.ts'
import { addLine } from './book.ts'
import { countItems, findItem, insertItem } from './book-store.ts'
import { addBells } from './look-store.ts'
import { writeNote } from './notes.ts'

/** Most items of one conversation. */
export const MOST_ITEMS = 300

export async function postItem(ctx: Ctx, device: DeviceId, post: TalkPost): Promise<void> {
  ctx.network.roster.requireUnmoved(post.roster)
  await ctx.db.write(async (tx) => {
    const part = await requireAlive(ctx, tx, post.t, ['t'])
    if (ctx.network.pepper.tag('post', proofOf(post.post)) !== part.post_tag) throw new Problem('not-found')
    const blob = fromBase64url(post.item)
    const there = await findItem(tx, part.tag, post.n)
    // The same again: its answer was lost.
    if (there && Buffer.compare(there, blob) === 0) return
    const count = await countItems(tx, part.tag)
    if (there || post.n !== count) throw new Problem('changed-meanwhile')
    if (count >= MOST_ITEMS) throw new Problem('too-many')
    await insertItem(tx, part.tag, count, blob)
    await addLine(tx, part.end_tag, post.line)
    await addBells(tx, [{ bell: fromBase64url(post.bell), endTag: part.end_tag, day: ctx.today() }])
    if (post.note) await writeNote(ctx, tx, post.note)
    ctx.network.quotas.spend('items', device)
  })
}
