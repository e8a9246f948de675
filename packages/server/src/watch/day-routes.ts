// Heads of days on the wire: open to everybody, signed by the members' ringers. Governed by docs/protocol.md "Days".
import { DayCosigned, Days, DaysFrom } from '@apila/core/organisation/days.ts'
import { type Route, deviceRoute, openRoute } from '../platform/route.ts'
import { listDays } from './day-store.ts'
import { cosign } from './days.ts'

/** Most heads of one answer. */
const MOST_DAYS = 31

export const dayRoutes: readonly Route[] = [
  openRoute(
    {
      method: 'post',
      path: '/api/v2/days',
      summary: 'Heads of past days with the signatures of server and witnesses',
      body: DaysFrom,
      answer: Days,
    },
    async ({ ctx, body }) => {
      const rows = await listDays(ctx.db.read(), body.from, MOST_DAYS)
      const days = rows.map(({ head, signature, cosignatures }) => ({ head, signature, cosignatures }))
      return { key: ctx.network.signer.key, days }
    },
  ),
  deviceRoute(
    'device',
    {
      method: 'post',
      path: '/api/v2/days/cosign',
      summary: "A witness's ringer has checked the head of a day",
      body: DayCosigned,
      servesRingers: true,
    },
    async ({ ctx, body, device, roster }) => {
      await cosign(ctx, roster, device, body)
      return undefined
    },
  ),
]
