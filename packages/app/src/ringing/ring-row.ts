// What this device keeps so that its worker script can hear bells while nobody is signed in: keys that hear and open nothing, which no script can
// read out, and a secret by which bells are read and nothing else (docs/protocol.md "Something waits").
import * as z from 'zod'
import { Secret } from '@apila/core/bytes.ts'
import { DeviceId, NetworkId } from '@apila/core/organisation/roster.ts'
import { forget, readKept } from '../account/device-store.ts'

export const RING_ROW = 'ring'

export const RingRow = z.object({
  device: DeviceId,
  network: NetworkId,
  listen: Secret,
  /** Up to which place of the list a page of this device has heard. */
  from: z.int(),
  /** As the page knew it: of a longer one the desk's key may be another. */
  rosterLength: z.int(),
  keys: z.array(z.custom<CryptoKey>((key) => key instanceof CryptoKey && !key.extractable)),
  /** What a notice says, in the language in which it was asked for. */
  words: z.object({
    title: z.string(),
    waits: z.string(),
    nothing: z.string(),
    unknown: z.string(),
    over: z.string(),
  }),
})
export type RingRow = z.infer<typeof RingRow>

/** Null: this browser was not asked to ring. */
export async function readRing(): Promise<RingRow | null> {
  const row = RingRow.safeParse(await readKept(RING_ROW))
  return row.success ? row.data : null
}

export const forgetRing = (): Promise<unknown> => forget(RING_ROW)
