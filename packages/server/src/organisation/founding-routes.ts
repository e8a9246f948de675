// The board of a founding: open to whoever has the founding code, until there is a network. Governed by docs/protocol.md "Founding".
import {
  FOUNDING_BYTES,
  FoundingAsked,
  FoundingHeard,
  FoundingOperator,
  FoundingSaid,
} from '@apila/core/account/founding.ts'
import { writeOperator } from '../library/operator.ts'
import { Problem } from '../platform/problem.ts'
import { type Route, openRoute } from '../platform/route.ts'
import { requireFounding } from './require-founding.ts'

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
      limit: 'sign-in',
    },
    (call) => {
      const { code, ...said } = call.body
      if (!requireFounding(call, code).say(said)) throw new Problem('too-many')
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
      limit: 'sign-in',
    },
    (call) =>
      Promise.resolve({
        said: requireFounding(call, call.body.code).hear(),
        hasOperator: call.ctx.network.library.current().runBy !== null,
      }),
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/founding/operator',
      summary: 'Says who answers for the server, where its folder names nobody',
      body: FoundingOperator,
      limit: 'sign-in',
    },
    (call) => {
      const { ctx, body } = call
      requireFounding(call, body.code)
      const { library } = ctx.network
      // What the operator has written stands.
      if (library.current().runBy !== null) throw new Problem('already-there')
      writeOperator(ctx.config.data, body.operator)
      library.setOperator(body.operator)
      ctx.pages.clear()
      return Promise.resolve(undefined)
    },
  ),
]
