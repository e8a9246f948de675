// The head of a day: what ringers of the members check and sign, so that a fork of the roster, a line that is made up later and another program are
// seen. Governed by docs/protocol.md "Days".
import * as z from 'zod'
import { Digest, Signature } from '../bytes.ts'
import { Day } from '../day.ts'
import { DeviceId, VerifyKey } from './roster.ts'

/** Leaves are filled up with random ones to a multiple of this, so that their number tells little. */
export const LEAVES_STEP = 64

/** Signed as its canonical text, under `apila/day/v2`. */
export const DayHead = z.strictObject({
  v: z.literal(2),
  /** Counts the heads of this network from 0. */
  n: z.int().min(0),
  on: Day,
  /** SHA-256 of the head before it. */
  previous: Digest.nullable(),
  roster: z.strictObject({ length: z.int().min(1), head: Digest }),
  /** SHA-256 of the page that names every part of the desk's program with its digest; null where none is served. */
  program: Digest.nullable(),
  /** SHA-256 of each line of that day, sorted, among random ones. */
  leaves: z.array(Digest),
})
export type DayHead = z.infer<typeof DayHead>

/** POST days: heads from number `from` on, a month at most. */
export const DaysFrom = z.strictObject({ from: z.int().min(0) })
export const Days = z.object({
  /** The server's own, by which it signs heads. */
  key: VerifyKey,
  days: z.array(
    z.object({
      head: z.string(),
      signature: Signature,
      cosignatures: z.array(z.object({ device: DeviceId, signature: Signature })),
    }),
  ),
})
export type Days = z.infer<typeof Days>

/** POST days/cosign: a ringer has checked the head. */
export const DayCosigned = z.strictObject({ n: z.int().min(0), signature: Signature })
