// What a leash keeper's process and the program beside it say to each other: that program alone can open what is sealed to the keeper. One line of
// JSON each, matched by number. Governed by docs/protocol.md "Sealed requests".
import * as z from 'zod'
import { Proof, Recipient, exactBytes } from '../bytes.ts'
import { Day } from '../day.ts'
import { SignedEntry } from '../organisation/roster.ts'
import { KEPT_LEASH_BYTES, LEASH_BYTES } from '../sizes.ts'
import { BoundLeash, LeashAnswer, LeashRequest } from './wire.ts'

/** As a keeper stores it once it is open: leash, name, slot. */
const Kept = z.union([exactBytes(LEASH_BYTES), exactBytes(KEPT_LEASH_BYTES)])

/** What the keeper's process asks the program beside it, one line of JSON each. `today`: the keeper's own day. */
export const SealsLine = z.discriminatedUnion('act', [
  z.strictObject({
    n: z.int(),
    act: z.literal('take'),
    network: z.string(),
    until: Day,
    proofs: z.strictObject({ withdraw: Proof, renew: Proof }),
    leashes: z.array(BoundLeash).max(3),
  }),
  z.strictObject({
    n: z.int(),
    act: z.literal('answer'),
    network: z.string(),
    request: LeashRequest,
    kept: Kept,
    today: Day,
  }),
  z.strictObject({
    n: z.int(),
    act: z.literal('learn'),
    from: z.int().min(0),
    entries: z.array(SignedEntry),
    today: Day,
  }),
])
export type SealsLine = z.infer<typeof SealsLine>

/** `keys`: sealed to a key that is not here, or the roster that would say who asks is not believed. `bad-input`: it is not what it was passed on
 *  as. */
export const SealsProblem = z.enum(['keys', 'bad-input'])
export type SealsProblem = z.infer<typeof SealsProblem>

export const SealsAnswer = z.union([
  z.strictObject({ n: z.int(), kept: z.array(exactBytes(KEPT_LEASH_BYTES)) }),
  z.strictObject({ n: z.int(), answer: LeashAnswer }),
  /** How many entries of the roster it knows; in answer to `answer` where it must know more. */
  z.strictObject({ n: z.int(), length: z.int() }),
  z.strictObject({ n: z.int(), problem: SealsProblem, reason: z.string() }),
])
export type SealsAnswer = z.infer<typeof SealsAnswer>

/** The first line that it says: its recipient now, that the roster is to name. */
export const SealsRecipient = z.strictObject({ recipient: Recipient })
