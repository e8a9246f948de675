// The board of a founding: open to whoever has the founding code, until there is a network. Governed by docs/protocol.md "Founding".
import type { CodeText } from '@apila/core/account/code-text.ts'
import { FOUNDING_BYTES, FoundingAsked, FoundingHeard, FoundingSaid } from '@apila/core/organisation/founding.ts'
import type { Ctx } from '../ctx.ts'
import { Problem } from '../platform/problem.ts'
import { type Route, openRoute } from '../platform/route.ts'
import type { Founding } from './founding.ts'

/** A wrong code and a network that is there already answer alike. */
function requireFounding(ctx: Ctx, code: CodeText): Founding {
  const { founding, roster } = ctx.network
  if (!founding || roster.current() || !founding.isCode(code)) throw new Problem('not-found')
  return founding
}

/** What JSON adds to a text. Unit: bytes. */
const AROUND = 100_000

export const foundingRoutes: readonly Route[] = [
  openRoute(
    {
      method: 'post',
      path: '/api/v2/founding/say',
      summary: 'What one device of a founding says to the others; it takes the place of what it said before',
      body: FoundingSaid,
      maxBytes: FOUNDING_BYTES + AROUND,
      limit: 'open',
    },
    ({ ctx, body: { code, ...said } }) => {
      if (!requireFounding(ctx, code).say(said)) throw new Problem('too-many')
      return Promise.resolve(undefined)
    },
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/founding/hear',
      summary: 'What all devices of a founding have said',
      body: FoundingAsked,
      answer: FoundingHeard,
    },
    ({ ctx, body }) => Promise.resolve({ said: [...requireFounding(ctx, body.code).hear()] }),
  ),
]
