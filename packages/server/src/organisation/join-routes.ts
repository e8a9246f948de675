// Enrolment on the wire: a keeper opens a name, a new device asks under it, both sides speak. Governed by docs/protocol.md "Enrolment".
import { JOIN_BYTES, Join, JoinFound, JoinHeardOf, JoinOpened, JoinRoster, JoinSaid } from '@apila/core/account/join.ts'
import { encodedLength } from '@apila/core/bytes.ts'
import { RosterRest } from '@apila/core/organisation/wire.ts'
import type { Context } from 'hono'
import type { Ctx } from '../ctx.ts'
import { listEntries } from './store.ts'
import { clientNetwork } from '../platform/client-address.ts'
import { type Route, deviceRoute, openRoute, requireSession } from '../platform/route.ts'

/** One message with what JSON puts around it. Unit: bytes. */
const MESSAGE_BYTES = encodedLength(JOIN_BYTES) + 200

// Whoever knows the name is no stranger; only tries of names that are not open add up.
function giveBack({ ctx, request }: { ctx: Ctx; request: Context }): void {
  ctx.network.limits.giveBack('sign-in', clientNetwork(ctx, request))
}

export const joinRoutes: readonly Route[] = [
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/join/open',
      summary: 'A joining code is shown: its name is open for ten minutes, or an hour for a member that comes back',
      body: JoinOpened,
      isCounted: true,
    },
    ({ ctx, body, device }) => {
      ctx.network.joins.open(body.id, device, body.isReturn)
      return Promise.resolve(undefined)
    },
  ),
  deviceRoute(
    'keeper',
    { method: 'post', path: '/api/v2/join/close', summary: 'A joining code ends', body: JoinOpened },
    ({ ctx, body, device }) => {
      ctx.network.joins.close(body.id, device)
      return Promise.resolve(undefined)
    },
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/join',
      summary: "A new device's request under a joining code, once",
      body: Join,
      maxBytes: MESSAGE_BYTES,
      limit: 'sign-in',
    },
    (call) => {
      call.ctx.network.joins.ask(call.body.id, call.body.blob)
      giveBack(call)
      return Promise.resolve(undefined)
    },
  ),
  deviceRoute(
    'keeper',
    {
      method: 'post',
      path: '/api/v2/join/find',
      summary: "The request under a joining code of the keeper's organisation, once it is there",
      body: JoinOpened,
      answer: JoinFound,
    },
    ({ ctx, body, device }) => Promise.resolve({ blob: ctx.network.joins.find(body.id, device) }),
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/join/say',
      summary: 'What one side of an enrolment says further; as a keeper with a session',
      body: JoinSaid,
      maxBytes: MESSAGE_BYTES,
      limit: 'sign-in',
      isSessionAsked: true,
    },
    (call) => {
      const { ctx, body, request } = call
      const keeper = body.side === 'keeper' ? requireSession(ctx, request, 'keeper').device : undefined
      ctx.network.joins.require(body.id, keeper)
      ctx.network.joins.say(body.id, body.side, body.blob)
      giveBack(call)
      return Promise.resolve(undefined)
    },
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/join/hear',
      summary: 'What both sides of an enrolment have said',
      body: JoinOpened,
      answer: JoinHeardOf,
      limit: 'sign-in',
    },
    (call) => {
      const { joins } = call.ctx.network
      const said = joins.hear(call.body.id)
      giveBack(call)
      return Promise.resolve({ said: [...said], isUsed: joins.isUsed(call.body.id) })
    },
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/join/roster',
      summary: 'The roster for a device that is not in it yet',
      body: JoinRoster,
      answer: RosterRest,
      limit: 'sign-in',
    },
    async (call) => {
      const { ctx, body } = call
      ctx.network.joins.require(body.id)
      giveBack(call)
      return { entries: await listEntries(ctx.db.read(), body.from) }
    },
  ),
]
