// What nobody does with a session alone: a person touches the passkey once more, for this act. In a demo network, whose keys everybody has,
// nothing would be protected, and nothing is asked. Governed by docs/protocol.md "Signing in".
import type { FreshAct } from '@apila/core/account/passkey.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { Ctx } from '../ctx.ts'
import { Problem } from '../platform/problem.ts'

type Asked = { ctx: Ctx; token: string; roster: Roster }

/** Uses the session's touch for this act, or throws `touch-again`; gives what puts it back. */
export function requireTouch({ ctx, token, roster }: Asked, act: FreshAct): () => void {
  if (roster.demo) return () => undefined
  const putBack = ctx.network.sessions.useGrant(token, act)
  if (!putBack) throw new Problem('touch-again')
  return putBack
}

/** Does the work if the session was touched for it; where the work is refused, the touch still counts. */
export async function withTouch<T>(asked: Asked, act: FreshAct, work: () => Promise<T>): Promise<T> {
  const putBack = requireTouch(asked, act)
  try {
    return await work()
  } catch (error) {
    putBack()
    throw error
  }
}
