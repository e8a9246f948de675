// Ends permissions at her word, many at once. Destroying the three leashes of each is the commit point; what then fails is swept.
// Governed by docs/protocol.md "Ending".
import type { Secret } from '@apila/core/bytes.ts'
import type { Ctx } from '../ctx.ts'
import { isStorageFull } from '../platform/db.ts'
import { proofOf } from '../platform/keys.ts'
import { addEndings, addGap, countEndings } from './ending-store.ts'
import { addEnded } from './look-store.ts'
import { deletePermissions, listKnown, listMarks, listParts } from './permission-store.ts'

/** Most endings that are remembered at once, so that asking cannot fill the disk: about 100 MB. Above it the day is a gap. */
export const ENDINGS_REMEMBERED = 1_000_000

/** Ends what there is to end, and remembers the rest, so that nothing of it opens later. Takes the same steps if there is nothing. */
export async function endAll(ctx: Ctx, secrets: readonly Secret[]): Promise<void> {
  const asked = new Map<string, string>()
  for (const proof of secrets.map(proofOf))
    asked.set(ctx.network.pepper.tag('end', proof), ctx.network.pepper.tag('ending', proof))
  await ctx.db.inTurn([...asked.keys()], () => endAsked(ctx, secrets, asked))
}

// Key: end tag; value: what is remembered where no permission has it.
async function endAsked(ctx: Ctx, secrets: readonly Secret[], asked: ReadonlyMap<string, string>): Promise<void> {
  const known = await listKnown(ctx.db.read(), [...asked.keys()])
  const parts = await listParts(ctx.db.read(), known)
  await destroyLeashes(
    ctx,
    secrets,
    parts.map((part) => part.tag),
  )
  const isKnown = new Set(known)
  const unknown = [...asked].filter(([endTag]) => !isKnown.has(endTag)).map(([, ending]) => ending)
  try {
    await removeEnded(ctx, known, unknown)
  } catch (error) {
    // What was known has ended: the rest of it cannot be opened and waits for a sweep. What was not known is nowhere yet.
    ctx.sweeps.isDue = true
    ctx.log({ code: 'ending-not-swept' })
    if (unknown.length === 0) return
    if (isStorageFull(error)) ctx.reserve.spend()
    await removeEnded(ctx, known, unknown)
  }
}

async function destroyLeashes(ctx: Ctx, secrets: readonly Secret[], tags: readonly string[]): Promise<void> {
  try {
    await ctx.network.leashes.end(secrets, tags)
  } catch (error) {
    if (!isStorageFull(error)) throw error
    ctx.reserve.spend()
    ctx.sweeps.isDue = true
    await ctx.network.leashes.end(secrets, tags)
  }
}

async function removeEnded(ctx: Ctx, known: readonly string[], unknown: readonly string[]): Promise<void> {
  const today = ctx.today()
  const memory = ctx.network.endingMemory
  memory.count = await ctx.db.write(async (tx) => {
    await addEnded(tx, await listMarks(tx, known), today)
    await deletePermissions(tx, known)
    const count = memory.count ?? (await countEndings(tx))
    const remembered = unknown.slice(0, Math.max(0, memory.most - count))
    if (remembered.length < unknown.length) await addGap(tx, today)
    return count + (await addEndings(tx, remembered, today))
  })
}
