// What new devices and a keeper of another member say to each other while an organisation comes back by its papers: under a joining code, on the
// same board as an enrolment. Governed by docs/protocol.md "Recovery papers".
import * as z from 'zod'
import { Digest, Signature } from '../bytes.ts'
import { Device, DeviceId, NetworkId, OrganisationId } from '../organisation/roster.ts'
import { Pin } from '../organisation/roster-value.ts'
import { SignedCredential } from './passkey.ts'
import { Proposed } from './roster-batch.ts'

/** How long a code for coming back is good: two papers are typed meanwhile, and alone it brings nobody back. Unit: seconds. */
export const RETURN_SECONDS = 3_600
/** Messages of one side under such a code: both devices, also where each began once more. */
export const MOST_SAID_AT_RETURN = 16

/** The keeper of another member: whom the code is for, and which network this is, so that nothing of it is the server's. */
export const ReturnOffer = z.strictObject({
  v: z.literal(2),
  topic: z.literal('return'),
  network: NetworkId,
  pin: Pin,
  organisation: OrganisationId,
  keeper: DeviceId,
})
export type ReturnOffer = z.infer<typeof ReturnOffer>

/** A new keeper's device. `hasPapers`: it is the one on which two papers were read. */
export const ReturnRecord = z.strictObject({
  v: z.literal(2),
  topic: z.literal('record'),
  record: Device,
  credential: SignedCredential,
  hasPapers: z.boolean(),
})
export type ReturnRecord = z.infer<typeof ReturnRecord>

/** The whole batch, signed ahead by the papers and by the device on which they were read. */
export const ReturnBatch = z.strictObject({ v: z.literal(2), topic: z.literal('batch'), proposed: Proposed })

/** The other device's signature of that batch. */
export const ReturnSigned = z.strictObject({
  v: z.literal(2),
  topic: z.literal('signed'),
  batch: Digest,
  device: DeviceId,
  signature: Signature,
})
export type ReturnSigned = z.infer<typeof ReturnSigned>

/** The keeper of the other member does not sign. */
export const ReturnRefused = z.strictObject({ v: z.literal(2), topic: z.literal('refused') })
