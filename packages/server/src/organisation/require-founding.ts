// Who may found: whoever has the code that the server said, until there is a network. Governed by docs/protocol.md "Founding".
import type { CodeText } from '@apila/core/account/code-text.ts'
import type { Context } from 'hono'
import type { Ctx } from '../ctx.ts'
import { clientNetwork } from '../platform/client-address.ts'
import { Problem } from '../platform/problem.ts'
import type { Founding } from './founding.ts'

/** The founding, where the code is right. Wrong, used and late are answered alike; only such tries add up. */
export function requireFounding(
  { ctx, request }: { ctx: Ctx; request: Context },
  code: CodeText | undefined,
): Founding {
  const { founding, roster, limits } = ctx.network
  if (code === undefined || !founding || roster.current() || !founding.isCode(code)) throw new Problem('code-refused')
  limits.giveBack('sign-in', clientNetwork(ctx, request))
  return founding
}
