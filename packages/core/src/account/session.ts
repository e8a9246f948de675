// Signing in under a demo network: the device signs a challenge (docs/protocol.md "Demo networks"). And how a desk's key travels.
import * as z from 'zod'
import { Digest, Secret, Signature } from '../bytes.ts'
import { DeskId, DeviceId, WhichDesk } from '../organisation/roster.ts'
import { sealedAs } from '../sizes.ts'

export const Challenge = z.strictObject({ challenge: Digest })
export type Challenge = z.infer<typeof Challenge>

export const SignIn = z.strictObject({ device: DeviceId, challenge: Digest, signature: Signature })
export type SignIn = z.infer<typeof SignIn>

/** The token goes into `Authorization: Bearer`; it lives in memory on both sides and ends after 8 hours or 30 minutes unused (ASVS 5.0 V7.3). */
export const SessionToken = z.strictObject({ token: Digest })
export type SessionToken = z.infer<typeof SessionToken>

/** What a device signs under `apila/session/v2` to sign in. `origin`: of the page that asks, so that a site that looks like ours cannot pass
 *  the challenge on. */
export const sessionMessage = (origin: string, network: string, challenge: string): string =>
  `${origin}\0${network}\0${challenge}`

/** POST sessions: a device's living sessions as a number; to a keeper, of every device of the organisation. */
export const SessionCounts = z.object({ devices: z.array(z.object({ device: DeviceId, sessions: z.int() })) })
export type SessionCounts = z.infer<typeof SessionCounts>

/** POST sessions/end. */
export const SessionOf = z.strictObject({ device: DeviceId })

/** A desk's key as a device of that desk gets it: sealed to the device. */
export const Wrap = z.strictObject({
  device: DeviceId,
  desk: DeskId,
  epoch: z.int().min(0),
  blob: sealedAs('wrap'),
})
export type Wrap = z.infer<typeof Wrap>

/** Wraps lie side by side: a false one cannot push out a true one. For one device, desk and epoch. */
export const MOST_WRAPS = 3

/** What is inside a wrap. All keys of the desk come from the seed, so that they can be compared with the roster. */
export const WrapContent = z.strictObject({
  v: z.literal(2),
  desk: WhichDesk,
  epoch: z.int().min(0),
  seed: Secret,
})
export type WrapContent = z.infer<typeof WrapContent>
