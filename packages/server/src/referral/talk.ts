// Writes into a conversation: the item, its line, one bell to the other desk and the own note, all or nothing. The first writer of a
// number wins. Governed by docs/protocol.md "Conversation".
import type { DeviceId } from '@apila/core/organisation/roster.ts'
import type { TalkPost } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { fromBase64url, proofOf } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type AlivePart, requireAlive } from './alive.ts'
import { addLine } from './book.ts'
import { countItems, findItem, insertItem } from './book-store.ts'
import { addBells } from './look-store.ts'
import { writeNote } from './notes.ts'

/** Most items of one conversation. */
export const MOST_ITEMS = 300

export async function postItem(ctx: Ctx, device: DeviceId, post: TalkPost): Promise<void> {
  ctx.network.roster.requireUnmoved(post.roster)
  await ctx.db.write(async (tx) => {
    const part = await requireWritable(ctx, tx, post)
    if (!(await isItemThere(tx, part, post))) await addItem(ctx, tx, { device, part, post })
  })
}

/** The conversation that `post` writes into. */
export async function requireWritable(ctx: Ctx, tx: Scope, { t, post }: TalkPost): Promise<AlivePart> {
  const part = await requireAlive(ctx, tx, t, ['t'])
  if (ctx.network.pepper.tag('post', proofOf(post)) !== part.post_tag) throw new Problem('not-found')
  return part
}

/** Whether this very item stands there already: its answer was lost. Another in its place is `changed-meanwhile`. */
export async function isItemThere(tx: Scope, part: AlivePart, { n, item }: TalkPost): Promise<boolean> {
  const there = await findItem(tx, part.tag, n)
  if (!there) return false
  if (Buffer.compare(there, fromBase64url(item)) !== 0) throw new Problem('changed-meanwhile')
  return true
}

/** Appends an item with all that belongs to it. */
export async function addItem(
  ctx: Ctx,
  tx: Scope,
  { device, part, post }: { device: DeviceId; part: AlivePart; post: TalkPost },
): Promise<void> {
  const count = await countItems(tx, part.tag)
  if (post.n !== count) throw new Problem('changed-meanwhile')
  if (count >= MOST_ITEMS) throw new Problem('too-many')
  await insertItem(tx, part.tag, count, fromBase64url(post.item))
  await addLine(tx, part.end_tag, post.line)
  await addBells(tx, [{ bell: fromBase64url(post.bell), endTag: part.end_tag, day: ctx.today() }])
  if (post.note) await writeNote(ctx, tx, post.note)
  ctx.network.quotas.spend('items', device)
}
