// Four times a day, where any bell came since the last time: the same empty message to every subscribed device at once, whoever the bells were
// for, which the server does not know either. Governed by docs/protocol.md "Something waits".
import { roundsBegun } from '@apila/core/ringing/push.ts'
import { DeviceId } from '@apila/core/organisation/roster.ts'
import type { Ctx } from '../ctx.ts'
import { findLast } from '../referral/look-store.ts'
import { sendPush } from './push-service.ts'
import { deleteEndpoints, findRound, listSubscriptions, setRound } from './store.ts'

/** How long the server's word for itself holds. Source: RFC 8292 allows a day. Unit: seconds. */
const WORD_SECONDS = 12 * 3_600

/** Rings where a round has begun that has not been. Gives to how many devices a message went; null: no round. */
export async function ringRound(ctx: Ctx): Promise<number | null> {
  const [day, round] = [ctx.today(), roundsBegun(ctx.minute())]
  if (round === 0 || ctx.network.roster.current() === null) return null
  const before = await findRound(ctx.db.read())
  if (before?.day === day && before.round >= round) return null
  const bell = await findLast(ctx.db.read(), 'bells')
  // Before anything is sent: a start in the middle rings nobody twice.
  await ctx.db.write((tx) => setRound(tx, { day, round, bell }))
  return bell === (before?.bell ?? 0) ? 0 : ringAll(ctx)
}

async function ringAll(ctx: Ctx): Promise<number> {
  const all = (await listSubscriptions(ctx.db.read())).filter(({ device }) => mayListen(ctx, device))
  const { signer, places } = ctx.pushes
  const word = {
    subject: new URL(ctx.config.publicUrl).origin,
    expires: Math.floor(ctx.now().getTime() / 1_000) + WORD_SECONDS,
  }
  const audiences = new Set(all.map(({ endpoint }) => new URL(endpoint).origin))
  // One for all devices of a push service: a signature of its own would tell one from the other.
  const words = new Map([...audiences].map((audience) => [audience, signer.authorize({ ...word, audience })]))
  // All at once: none is before another.
  const told = await Promise.all(
    all.map(async ({ endpoint }) => {
      const authorization = words.get(new URL(endpoint).origin) ?? ''
      return { endpoint, pushed: await sendPush(endpoint, { authorization, places }) }
    }),
  )
  const gone = told.filter(({ pushed }) => pushed === 'gone').map(({ endpoint }) => endpoint)
  if (gone.length > 0) await ctx.db.write((tx) => deleteEndpoints(tx, gone))
  return told.filter(({ pushed }) => pushed === 'sent').length
}

/** Whether a device is there and nobody has begun to remove it. */
export function mayListen(ctx: Ctx, id: string): boolean {
  const device = ctx.network.roster.current()?.devices.get(DeviceId.parse(id))
  return device !== undefined && !ctx.network.proposals.isHeld(device)
}
