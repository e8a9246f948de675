// Finds the permission that a name belongs to while it is alive: stored whole, its day not passed, its leash there.
// Whatever is wrong, ended or over is answered alike. Governed by docs/protocol.md "Ending": from its commit on nothing is taken.
import type { Name } from '@apila/core/bytes.ts'
import type { Ctx } from '../ctx.ts'
import type { Scope } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'
import { type FoundPart, findPart } from './permission-store.ts'

export type AlivePart = FoundPart & { line: string; post_tag: string }

/** The part with this name, or `not-found`. `slots`: those that it may be. */
export async function requireAlive(
  ctx: Ctx,
  scope: Scope,
  name: Name,
  slots: readonly FoundPart['slot'][],
): Promise<AlivePart> {
  const part = await findPart(scope, ctx.network.pepper.tag('loc', name), ctx.today())
  if (!part || !slots.includes(part.slot) || part.line === null || part.post_tag === null)
    throw new Problem('not-found')
  // An ending that was cut off after its leashes went has ended; its rows wait for the next sweep.
  if (!(await ctx.network.leashes.has(part.tag))) throw new Problem('not-found')
  return { ...part, line: part.line, post_tag: part.post_tag }
}
