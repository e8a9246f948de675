// What organisations of the roster tell clients before they are chosen: read by every desk, written by each one's own keepers (D-092).
import type { ReceiverLines, Receivers } from '@apila/core/referral/receiver-lines.ts'
import type { Call, DeviceCall } from '../platform/route.ts'
import { listReceiverLines, putReceiverLines } from './receiver-store.ts'

/** The network's own words; in a made-up network the invented ones where nobody has written any. */
export async function readReceivers({ ctx }: Call<unknown>): Promise<Receivers> {
  const written = new Map((await listReceiverLines(ctx.db.read())).map((one) => [one.organisation, one]))
  const { invented } = ctx.network.library.current()
  const ids = [...(ctx.network.roster.current()?.organisations.keys() ?? [])]
  return {
    receivers: ids.flatMap((organisation) => {
      const own = written.get(organisation)
      const lines = own?.lines ?? invented.receivers[organisation]
      return lines ? [{ organisation, lines, on: own?.on ?? null }] : []
    }),
  }
}

export async function writeOwnLines({ ctx, body, device }: DeviceCall<ReceiverLines>): Promise<undefined> {
  const { organisation } = device
  // What stood there before is written over: readable text leaves the log too.
  await ctx.db.forget((tx) => putReceiverLines(tx, { organisation, lines: body, on: ctx.today() }))
  return undefined
}
