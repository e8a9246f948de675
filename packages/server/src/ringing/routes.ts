// A device asks for web push or gives it up, and its worker script reads bells while nobody is signed in. Governed by docs/protocol.md
// "Something waits".
import { PushLook, PushOn, PushStanding, PushedOn, isPushAddress } from '@apila/core/ringing/push.ts'
import { LOOK_BYTES, Looked } from '@apila/core/referral/wire.ts'
import { Secret } from '@apila/core/bytes.ts'
import { digestOf, toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { type Route, deviceRoute, openRoute } from '../platform/route.ts'
import { look } from '../referral/look.ts'
import { mayListen } from './rounds.ts'
import { deleteSubscriptionsOf, listSubscriptions, setSubscription } from './store.ts'

export const ringingRoutes: readonly Route[] = [
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/push/key',
      summary: "By which a browser knows this server's messages, and whether this device asked for them",
      answer: PushStanding,
    },
    async ({ ctx, device }) => {
      const all = await listSubscriptions(ctx.db.read())
      return { key: ctx.pushes.signer.key, isOn: all.some((each) => each.device === device.id) }
    },
  ),
  deviceRoute(
    'referral',
    {
      method: 'post',
      path: '/api/v2/push',
      summary: 'This device asks for the empty message that goes to all who asked',
      body: PushOn,
      answer: PushedOn,
    },
    async ({ ctx, body: { endpoint }, device }) => {
      if (!isPushAddress(endpoint) && !ctx.pushes.places.trusts(endpoint))
        throw new Problem('bad-input', { paths: ['endpoint'] })
      const listen = Secret.parse(toBase64url(ctx.randomBytes(32)))
      // The secret itself is not kept: a copy of the folder reads nothing with it.
      await ctx.db.write((tx) => setSubscription(tx, { device: device.id, endpoint, listen: digestOf(listen) }))
      return { listen }
    },
  ),
  deviceRoute(
    'device',
    { method: 'post', path: '/api/v2/push/end', summary: 'This device gives the message up' },
    async ({ ctx, device }) => {
      await ctx.db.forget((tx) => deleteSubscriptionsOf(tx, [device.id]))
      return undefined
    },
  ),
  openRoute(
    {
      method: 'post',
      path: '/api/v2/push/look',
      summary: 'Bells after a place, to the worker script of a device that asked for messages; always one size',
      body: PushLook,
      answer: Looked,
      answerBytes: LOOK_BYTES,
      packed: 'sealed',
      isMissable: true,
    },
    async ({ ctx, body: { listen, ...after } }) => {
      const name = digestOf(listen)
      const asked = (await listSubscriptions(ctx.db.read())).find((each) => each.listen === name)
      if (!asked || !mayListen(ctx, asked.device)) throw new Problem('not-found')
      return look(ctx, after)
    },
  ),
]
