// What is sealed between a device and a leash keeper of another organisation. The server passes it on and cannot read it.
// Governed by docs/protocol.md "Sealed requests".
import * as z from 'zod'
import { Digest, Name, Proof, Recipient, Signature } from '../bytes.ts'
import { Day } from '../day.ts'
import { DeviceId, NetworkId } from '../organisation/roster.ts'
import { LEASH_BYTES } from '../sizes.ts'

/** A leash with all that it holds for, so that the server can put it under no other name, word, day or network. */
export const BoundContent = z.strictObject({
  v: z.literal(2),
  network: NetworkId,
  slot: z.enum(['k', 's', 't']),
  name: Name,
  withdraw: Proof,
  renew: Proof,
  until: Day,
  leash: z.string().length(LEASH_BYTES),
})
export type BoundContent = z.infer<typeof BoundContent>

/** What a device asks, as it signs it. `n`, `line`: the line that it writes for it; `null` for a conversation. `to`: a key of its own for this
 *  one answer, so that nothing that was recorded opens with what is found on the device later. */
export const LeashAsked = z.strictObject({
  v: z.literal(2),
  network: NetworkId,
  name: Name,
  n: z.int().min(0).nullable(),
  line: Digest.nullable(),
  device: DeviceId,
  day: Day,
  roster: z.strictObject({ length: z.int().min(1), head: Digest }),
  to: Recipient,
})
export type LeashAsked = z.infer<typeof LeashAsked>

export const SignedAsk = z.strictObject({ asked: LeashAsked, signature: Signature })
export type SignedAsk = z.infer<typeof SignedAsk>

/** `request`: SHA-256 of what was signed. */
export const AnswerContent = z.strictObject({
  v: z.literal(2),
  request: Digest,
  name: Name,
  leash: z.string().length(LEASH_BYTES),
})
