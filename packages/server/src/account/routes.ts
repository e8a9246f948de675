// Signing in and out, passkeys, and whose sessions there are. Governed by docs/protocol.md "Signing in"; a signed challenge counts only
// under a demo genesis, and for ringers.
import * as z from 'zod'
import {
  Fresh,
  Passkeys,
  PasskeySignIn,
  PasskeysOf,
  SignedCredential,
  freshMessage,
} from '@apila/core/account/passkey.ts'
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
import { listCopied } from './credential-store.ts'
import { listPasskeys, requireTouched, takeCredential } from './credentials.ts'
import { withTouch } from './fresh.ts'

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

function requireSigned(device: Device, message: string, signature: string): void {
  if (!isSignedBy(device.verifyKey, labelledText('apila/session/v2', message), signature))
    throw new Problem('not-signed-in')
}

/** An assertion of the longest kind, RS256 with a long name of the credential. Unit: bytes. */
const ASSERTION_BYTES = 8_192

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
      summary: 'Sign in with a passkey; in a demo network, and for a ringer, with a signed challenge',
      body: z.union([PasskeySignIn, SignIn]),
      answer: SessionToken,
      maxBytes: ASSERTION_BYTES,
      limit: 'sign-in',
      isSessionAsked: true,
      before: requireOwnAddress,
    },
    async ({ ctx, body, request }) => {
      const isFresh = ctx.network.sessions.useChallenge(body.challenge)
      const roster = ctx.network.roster.current()
      const device = roster?.devices.get(body.device)
      if (!isFresh || !roster || !device || ctx.network.proposals.isHeld(device)) throw new Problem('not-signed-in')
      if ('assertion' in body) await requireTouched(ctx, device, body)
      else {
        if (!roster.demo && !device.roles.includes('ringer')) throw new Problem('not-signed-in')
        // Of the public host or of this machine only: a site that looks like ours cannot pass the challenge on.
        const message = sessionMessage(originOf({ ctx, request }), roster.network, body.challenge)
        requireSigned(device, message, body.signature)
      }
      // Asking and answering rightly is no misuse: an office of many never spends what a stranger may try.
      for (let asked = 0; asked < 2; asked += 1) ctx.network.limits.giveBack('sign-in', clientNetwork(ctx, request))
      return { token: ctx.network.sessions.begin(device.id) }
    },
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/session/passkeys',
      summary: 'Which passkeys a browser is to ask for, by the device that it says it is',
      body: PasskeysOf,
      answer: Passkeys,
      limit: 'sign-in',
    },
    async ({ ctx, body, request }) => {
      const credentials = await listPasskeys(ctx, body.device, body.origin)
      if (credentials.length > 0) ctx.network.limits.giveBack('sign-in', clientNetwork(ctx, request))
      return { credentials }
    },
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/fresh',
      summary: 'Touch the passkey once more: this session may then do the named act, once within two minutes',
      body: Fresh,
      maxBytes: ASSERTION_BYTES,
    },
    async ({ ctx, body, device, roster, token, request }) => {
      if (!ctx.network.sessions.useChallenge(body.challenge)) throw new Problem('not-signed-in')
      if ('assertion' in body) await requireTouched(ctx, device, body)
      else {
        if (!roster.demo) throw new Problem('not-signed-in')
        const message = freshMessage(originOf({ ctx, request }), roster.network, body.challenge, body.act)
        requireSigned(device, message, body.signature)
      }
      ctx.network.sessions.grant(token, body.act)
      return undefined
    },
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/credentials',
      summary: 'A further passkey of this device',
      body: SignedCredential,
      isCounted: true,
    },
    async (call) => {
      const { ctx, body, device, roster } = call
      if (body.device !== device.id) throw new Problem('not-found')
      await withTouch(call, 'add-credential', () => ctx.db.write((tx) => takeCredential(ctx, tx, roster, body)))
      return undefined
    },
  ),
  deviceRoute(
    'device',
    { method: 'post', path: '/api/v2/session/end', summary: 'Sign out', servesRingers: true },
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
    async ({ ctx, device, roster }) => {
      const shown = [...roster.devices.values()].filter((other) => maySee(device, other))
      const copied = await listCopied(ctx.db.read())
      return {
        devices: shown.map(({ id }) => ({
          device: id,
          sessions: ctx.network.sessions.count(id),
          copiedOn: copied.get(id) ?? null,
        })),
      }
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
