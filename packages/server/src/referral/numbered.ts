// Journal lines, replies and sheet versions: numbered under a parcel, the first writer of a number wins.
// Governed by docs/protocol.md "Wire".
import type { Numbered, SheetPost } from '@apila/core/referral/wire.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { fromBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type NumberedTable, addNumbered, countNumbered, findNumbered, hasParcel } from './store.ts'

/** Most entries under one parcel, far above what people write by hand, so that a faulty device cannot fill the disk. */
const LONGEST = 500

/** Adds entry `n`; repeating the same entry is no fault, another writer's entry under that number is `already-answered`. */
export async function addToNumbered(
  ctx: Ctx,
  tx: Scope,
  table: NumberedTable,
  entry: Numbered | SheetPost,
): Promise<void> {
  const tag = ctx.network.pepper.tag('loc', entry.locator)
  if (!(await hasParcel(tx, tag, ctx.today()))) throw new Problem('not-found')
  const blob = fromBase64url(entry.blob)
  const same = await findNumbered(tx, table, tag, entry.n)
  if (same && Buffer.compare(same, blob) === 0) return
  const count = await countNumbered(tx, table, tag)
  if (entry.n !== count) throw new Problem('already-answered')
  if (count >= LONGEST) throw new Problem('too-many')
  await addNumbered(tx, table, tag, entry.n, blob)
}
