// How the devices of a founding reach each other before there is a network: a board on the server, open to whoever has the founding code.
// The board is not believed: people compare digits aloud, and every device builds the same entries from what it heard.
// Governed by docs/protocol.md "Founding".
import * as z from 'zod'
import { Digest, Recipient, Signature, exactBytes } from '../bytes.ts'
import { CodeText } from './code-text.ts'
import { SignedCredential } from './passkey.ts'
import { Wrap, RecoveryWrap } from './session.ts'
import { BellKey, DeskId, Device, DeviceId, NetworkId, Organisation, Track } from '../organisation/roster.ts'

/** Drawn by each device, and known to it and the server alone; names nobody. The others hear its hash, so that nobody speaks in another's place. */
export const FounderId = exactBytes(16).brand<'FounderId'>()
export type FounderId = z.infer<typeof FounderId>

/** How often a founding may be put together anew. */
const MOST_ROUNDS = 1000

/** Most devices at one founding, and largest text of one. Unit: bytes. */
export const MOST_FOUNDERS = 64
export const FOUNDING_BYTES = 500_000

/** network: what is founded, by the device that collects. record: a device, with its organisation where it is the first of it.
 *  batch: the entries as a device has put them together. signed: a device's signatures of one batch; an empty text takes them back. */
export const FoundingTopic = z.enum(['network', 'record', 'batch', 'signed'])
export type FoundingTopic = z.infer<typeof FoundingTopic>

const said = { topic: FoundingTopic, text: z.string().max(FOUNDING_BYTES) }

/** POST founding/say: what a device says of a topic; what it said of it before is gone. */
export const FoundingSaid = z.strictObject({ code: CodeText, from: FounderId, ...said })
/** POST founding/hear: everything that was said, in the order in which it was said first. */
export const FoundingAsked = z.strictObject({ code: CodeText })
/** `from`: SHA-256 of the `from` with which it was said. `hasOperator`: somebody is named who answers for the server. */
export const FoundingHeard = z.object({
  said: z.array(z.strictObject({ from: Digest, ...said })),
  hasOperator: z.boolean(),
})
export type FoundingHeard = z.infer<typeof FoundingHeard>

const { names } = Organisation.shape

/** POST founding/operator: who answers for the server, where nobody is named yet. */
export const FoundingOperator = z.strictObject({
  code: CodeText,
  operator: z.strictObject({ name: names, contact: z.string().trim().min(1).max(200) }),
})
export type FoundingOperator = z.infer<typeof FoundingOperator>

export const FoundingNetwork = z.strictObject({
  v: z.literal(2),
  network: NetworkId,
  track: Track,
  purchaser: z.strictObject({ names, nonProfitBasis: z.string().min(1).max(200) }).nullable(),
})
export type FoundingNetwork = z.infer<typeof FoundingNetwork>

/** The first desk of an organisation, with its first key. */
export const FoundingDesk = z.strictObject({ id: DeskId, names, recipient: Recipient, bell: BellKey })
export type FoundingDesk = z.infer<typeof FoundingDesk>

/** `organisation`: by the first of its devices, which makes the keys of its desk and its papers. */
export const FoundingRecord = z.strictObject({
  v: z.literal(2),
  record: Device,
  credential: SignedCredential,
  organisation: z
    .strictObject({ names, recovery: Organisation.shape.recovery.unwrap(), desk: FoundingDesk })
    .nullable(),
})
export type FoundingRecord = z.infer<typeof FoundingRecord>

/** `round`: one more than that of the batch in whose place it comes. */
export const FoundingBatch = z.strictObject({
  v: z.literal(2),
  round: z.int().min(1).max(MOST_ROUNDS),
  entries: z.array(z.string()).min(1).max(1000),
})
export type FoundingBatch = z.infer<typeof FoundingBatch>

/** `batch`: SHA-256 of the last entry. `signatures`: one of each entry, in order. Wraps: of the own organisation's desk, by the device that
 *  made its key. */
export const FoundingSigned = z.strictObject({
  v: z.literal(2),
  batch: Digest,
  device: DeviceId,
  signatures: z.array(Signature).min(1).max(1000),
  wraps: z.array(Wrap).max(20),
  recovery: z.array(RecoveryWrap).max(20),
})
export type FoundingSigned = z.infer<typeof FoundingSigned>
