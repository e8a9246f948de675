// What devices and server say to each other about the network and its roster. Governed by docs/protocol.md "Wire".
import * as z from 'zod'
import { NetworkId, Purchaser, SignedEntry, Track } from './roster.ts'

/** POST network: to anyone. `network`, `track` and `purchaser` are null before the founding. */
export const Network = z.object({
  /** The protocol's versions that the server speaks. */
  v: z.array(z.int()),
  network: NetworkId.nullable(),
  track: Track.nullable(),
  /** Of a purchased service: who buys it, and why without gain. */
  purchaser: Purchaser.nullable(),
  demo: z.boolean(),
  rosterLength: z.int(),
  /** Address of the neutral host, for the client's paper. */
  neutral: z.string(),
})
export type Network = z.infer<typeof Network>

/** POST roster: the entries from number `from` on; none where the reader has them all. */
export const RosterFrom = z.strictObject({ from: z.int().min(0) })
export const RosterRest = z.object({ entries: z.array(SignedEntry) })
