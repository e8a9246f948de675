// How a new device reaches the keepers: under a name that only the joining code gives. The server carries, and has no way to put a record of
// its own in. Governed by docs/protocol.md "Enrolment".
import * as z from 'zod'
import { Digest, bytesUpTo, exactBytes } from '../bytes.ts'
import { Device, DeviceId, NetworkId } from '../organisation/roster.ts'
import { Pin } from '../organisation/roster-value.ts'
import { CodeText } from './code-text.ts'
import { SignedCredential } from './passkey.ts'

/** How long a joining code is good. Unit: seconds. */
export const JOIN_SECONDS = 600

/** From the code by HKDF; names one enrolment to the server. */
export const JoinId = exactBytes(16).brand<'JoinId'>()
export type JoinId = z.infer<typeof JoinId>

/** HMAC-SHA-256 under a key from the code. */
export const JoinMac = exactBytes(32).brand<'JoinMac'>()
export type JoinMac = z.infer<typeof JoinMac>

/** What a joining code says besides its 16 secret bytes, where it travels as a square. */
export const JoinCode = z.strictObject({
  v: z.literal(2),
  code: exactBytes(16),
  network: NetworkId,
  genesis: Digest,
  host: z.string().max(200),
})
export type JoinCode = z.infer<typeof JoinCode>

/** Largest text of one message; a whole founding is one. Unit: bytes. */
export const JOIN_BYTES = 524_288
/** How many messages of one side the server keeps for one code: of an enrolment, and of a founding, where many devices speak. */
export const MOST_SAID = 8
export const MOST_SAID_AT_FOUNDING = 64
const blob = bytesUpTo(JOIN_BYTES)

/** POST join/open: a keeper's screen shows a code; its id lives ten minutes, at most five of a keeper at once. POST join/close ends it.
 *  Before there is a network the founding code stands in the place of a session. `isReturn`: for another member that comes back by its papers;
 *  it lives an hour (coming-back.ts). */
export const JoinOpened = z.strictObject({
  id: JoinId,
  code: CodeText.optional(),
  isReturn: z.literal(true).optional(),
})

/** POST join: the new device's request, once for an id; `blob` is canonical `JoinRequest` with its mac. 404 without an open id. */
export const Join = z.strictObject({ id: JoinId, blob })
/** POST join/find, as a keeper of the organisation that opened it: `null` until it is there. */
export const JoinFound = z.object({ blob: blob.nullable() })

/** POST join/say: what the two sides say further, appended: `device` without a session, `keeper` with one. At most `MOST_SAID` each. */
export const JoinSaid = z.strictObject({ id: JoinId, side: z.enum(['device', 'keeper']), blob })
/** POST join/hear: everything that was said so far by both, in order. Anyone who knows the id. */
export const JoinHeard = z.object({ said: z.array(z.object({ side: z.enum(['device', 'keeper']), blob })) })
/** The same, with whether a device has asked under the name already: a code is for one. */
export const JoinHeardOf = JoinHeard.extend({ isUsed: z.boolean() })

/** POST join/roster: the roster for a device that is not yet in it, and for an organisation that comes back by its papers. */
export const JoinRoster = z.strictObject({ id: JoinId, from: z.int().min(0) })

/** A keeper's first word, under the code's mac: who the new device is to be and which network this is, so that nothing of it is the server's. */
export const JoinOffer = z.strictObject({
  v: z.literal(2),
  network: NetworkId,
  pin: Pin,
  device: Device.pick({ id: true, organisation: true, roles: true, desks: true, supervisor: true, pledge: true }),
})
export type JoinOffer = z.infer<typeof JoinOffer>

/** What the new device sends: its record and how it will sign in. */
export const JoinRequest = z.strictObject({ v: z.literal(2), record: Device, credential: SignedCredential.nullable() })
export type JoinRequest = z.infer<typeof JoinRequest>

/** Possession (5.2.5): a keeper's device seals 32 bytes to the record's recipient, and gets them back. */
export const JoinSealed = z.strictObject({ v: z.literal(2), keeper: DeviceId, sealed: z.string().max(4_000) })
export const JoinReturned = z.strictObject({ v: z.literal(2), keeper: DeviceId, bytes: exactBytes(32) })

/** Every message with its mac over the canonical text of `content`. */
export const JoinMessage = z.strictObject({ content: z.string().max(JOIN_BYTES), mac: JoinMac })
export type JoinMessage = z.infer<typeof JoinMessage>
