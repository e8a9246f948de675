// What devices and server say to each other about the network and its roster. Governed by docs/protocol.md "Wire".
import * as z from 'zod'
import { Digest } from '../bytes.ts'
import { CodeText } from '../account/code-text.ts'
import { SignedCredential } from '../account/passkey.ts'
import { BatchKeys } from '../account/session.ts'
import { NetworkId, SignedEntry, Track } from './roster.ts'

/** POST network: to anyone. `network` and `track` are null before the founding. */
export const Network = z.object({
  /** The protocol's versions that the server speaks. */
  v: z.array(z.int()),
  network: NetworkId.nullable(),
  track: Track.nullable(),
  demo: z.boolean(),
  rosterLength: z.int(),
  /** Address of the neutral host, for the client's paper. */
  neutral: z.string(),
})
export type Network = z.infer<typeof Network>

/** POST roster: the entries from number `from` on; none where the reader has them all. */
export const RosterFrom = z.strictObject({ from: z.int().min(0) })
export const RosterRest = z.object({ entries: z.array(SignedEntry) })

/** POST roster/add: taken whole or not at all; 422 roster-refused otherwise. */
export const RosterBatch = z.strictObject({
  entries: z.array(SignedEntry).min(1).max(1000),
  /** The proposal that the last signature completes: its keys are stored with the entries, and it waits no longer. */
  proposal: Digest.optional(),
  /** Desk keys that come with the batch. */
  keys: BatchKeys.optional(),
  /** With a founding, or with members and devices that come: how they will sign in. */
  credentials: z.array(SignedCredential).max(1000).optional(),
  /** The founding code of a server without a network, where no demo is founded. */
  code: CodeText.optional(),
})
export type RosterBatch = z.infer<typeof RosterBatch>
