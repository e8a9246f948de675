// What nobody does with a session alone: a person touches the passkey once more, for this act. In a demo network, whose keys everybody has,
// nothing would be protected, and nothing is asked. Governed by docs/protocol.md "Signing in".
import type { FreshAct } from '@apila/core/account/passkey.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { Ctx } from '../ctx.ts'
import { Problem } from '../platform/problem.ts'

/** Does the work if the session was touched for it; where the work is refused, the touch still counts. */
export async function withTouch<T>(
  { ctx, token, roster }: { ctx: Ctx; token: string; roster: Roster },
  act: FreshAct,
  work: () => Promise<T>,
): Promise<T> {
  if (roster.demo) return work()
  const putBack = ctx.network.sessions.useGrant(token, act)
  if (!putBack) throw new Problem('touch-again')
  try {
    return await work()
  } catch (error) {
    putBack()
    throw error
  }
}
