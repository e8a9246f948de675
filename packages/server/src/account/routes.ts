// Signing in and out. Governed by docs/protocol.md "Demo networks": a signed challenge counts only under a demo genesis.
import { Challenge, SessionToken, SignIn, signInText } from '@apila/core/account/session.ts'
import { isSignedBy } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type Route, deviceRoute, openRoute } from '../platform/route.ts'

export const accountRoutes: readonly Route[] = [
  openRoute(
    {
      method: 'post',
      path: '/api/v1/session/challenge',
      summary: 'A challenge to sign, good once and for two minutes',
      answer: Challenge,
      limit: 'sign-in',
    },
    ({ ctx }) => Promise.resolve({ challenge: ctx.network.sessions.newChallenge() }),
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v1/session',
      summary: 'Sign in with a signed challenge',
      body: SignIn,
      answer: SessionToken,
      limit: 'sign-in',
    },
    ({ ctx, body }) => {
      const isFresh = ctx.network.sessions.useChallenge(body.challenge)
      const roster = ctx.network.roster.current()?.roster
      const device = roster?.devices.get(body.device)
      if (!isFresh || !roster?.demo || !device) throw new Problem('not-signed-in')
      if (!isSignedBy(device.verifyKey, signInText(roster.network, body.challenge), body.signature))
        throw new Problem('not-signed-in')
      return Promise.resolve({ token: ctx.network.sessions.begin(device.id) })
    },
  ),
  deviceRoute(
    'device',
    { method: 'delete', path: '/api/v1/session', summary: 'Sign out' },
    ({ ctx, token, request }) => {
      ctx.network.sessions.end(token)
      request.header('Clear-Site-Data', '"cache"')
      return Promise.resolve(undefined)
    },
  ),
]
