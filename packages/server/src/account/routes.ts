// Signing in and out, and whose sessions there are. Governed by docs/protocol.md "Demo networks": a signed challenge counts only under
// a demo genesis.
import {
  Challenge,
  SessionCounts,
  SessionOf,
  SessionToken,
  SignIn,
  sessionMessage,
} from '@apila/core/account/session.ts'
import { labelledText } from '@apila/core/labels.ts'
import type { Device } from '@apila/core/organisation/roster.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { Context } from 'hono'
import type { Ctx } from '../ctx.ts'
import { clientNetwork } from '../platform/client-address.ts'
import { isSignedBy } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type Route, deviceRoute, openRoute } from '../platform/route.ts'

/** The local program's address (docs/protocol.md "Program"): no site of the net is at this name. */
const LOCAL_PROGRAM = /^http:\/\/localhost:\d{1,5}$/

/** The address whose page asks: our own, or a member's local program. */
function originOf({ ctx, request }: { ctx: Ctx; request: Context }): string {
  const from = request.req.header('origin')
  return from !== undefined && LOCAL_PROGRAM.test(from) ? from : new URL(ctx.config.publicUrl).origin
}

/** Refuses what a page at another address asks: what it would sign could never be right, and no session has ended. */
function requireOwnAddress(asking: { ctx: Ctx; request: Context }): void {
  const from = asking.request.req.header('origin')
  if (from !== undefined && from !== originOf(asking)) throw new Problem('wrong-address')
}

export const accountRoutes: readonly Route[] = [
  openRoute(
    {
      method: 'post',
      path: '/api/v2/challenge',
      summary: 'A challenge to sign, good once and for two minutes',
      answer: Challenge,
      limit: 'sign-in',
    },
    ({ ctx }) => Promise.resolve({ challenge: ctx.network.sessions.newChallenge() }),
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/session',
      summary: 'Sign in with a signed challenge',
      body: SignIn,
      answer: SessionToken,
      limit: 'sign-in',
      before: requireOwnAddress,
    },
    ({ ctx, body, request }) => {
      const isFresh = ctx.network.sessions.useChallenge(body.challenge)
      const roster = ctx.network.roster.current()
      const device = roster?.devices.get(body.device)
      if (!isFresh || !roster?.demo || !device) throw new Problem('not-signed-in')
      // Of the public host or of this machine only: a site that looks like ours cannot pass the challenge on.
      const origin = originOf({ ctx, request })
      const text = labelledText('apila/session/v2', sessionMessage(origin, roster.network, body.challenge))
      if (!isSignedBy(device.verifyKey, text, body.signature)) throw new Problem('not-signed-in')
      // Asking and answering rightly is no misuse: an office of many never spends what a stranger may try.
      for (let asked = 0; asked < 2; asked += 1) ctx.network.limits.giveBack('sign-in', clientNetwork(ctx, request))
      return Promise.resolve({ token: ctx.network.sessions.begin(device.id) })
    },
  ),
  deviceRoute(
    'device',
    { method: 'post', path: '/api/v2/session/end', summary: 'Sign out' },
    ({ ctx, token, request }) => {
      ctx.network.sessions.end(token)
      request.header('Clear-Site-Data', '"cache"')
      return Promise.resolve(undefined)
    },
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/sessions',
      summary: "How many sessions this device has; to a keeper, every device of the keeper's organisation",
      answer: SessionCounts,
    },
    ({ ctx, device, roster }) => {
      const shown = [...roster.devices.values()].filter((other) => maySee(device, other))
      return Promise.resolve({
        devices: shown.map(({ id }) => ({ device: id, sessions: ctx.network.sessions.count(id) })),
      })
    },
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/sessions/end',
      summary: 'End all sessions of this device, or as a keeper of a device of the own organisation',
      body: SessionOf,
    },
    ({ ctx, body, device, roster }) => {
      ctx.network.sessions.endAll(requireSeen(roster, device, body.device).id)
      return Promise.resolve(undefined)
    },
  ),
]

const maySee = (device: Device, other: Device): boolean =>
  other.id === device.id || (device.roles.includes('keeper') && other.organisation === device.organisation)

function requireSeen(roster: Roster, device: Device, id: Device['id']): Device {
  const other = roster.devices.get(id)
  if (!other || !maySee(device, other)) throw new Problem('not-found')
  return other
}
