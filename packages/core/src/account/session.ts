// Signing in under a demo network: the device signs a challenge (docs/protocol.md "Demo networks"). And how a desk's key travels.
import * as z from 'zod'
import { Digest, Secret, Signature } from '../bytes.ts'
import { Day } from '../day.ts'
import { AnyDesk, DeskId, DeviceId, OrganisationId } from '../organisation/roster.ts'
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

/** POST sessions: a device's living sessions as a number; to a keeper, of every device of the organisation. `copiedOn`: the last day on which
 *  one of its passkeys was seen to exist twice. */
export const SessionCounts = z.object({
  devices: z.array(z.object({ device: DeviceId, sessions: z.int(), copiedOn: Day.nullable() })),
})
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

/** A desk's key sealed to what an organisation's recovery papers give. */
export const RecoveryWrap = z.strictObject({
  organisation: OrganisationId,
  desk: DeskId,
  epoch: z.int().min(0),
  blob: sealedAs('wrap'),
})
export type RecoveryWrap = z.infer<typeof RecoveryWrap>

/** The seed of a common desk's period before `epoch`, sealed to that desk's key of `epoch`: who has today's seed reads the years before.
 *  `organisation` `null`: of the desk that all members share. */
export const SeedLink = z.strictObject({
  organisation: OrganisationId.nullable(),
  desk: DeskId,
  epoch: z.int().min(1),
  blob: sealedAs('wrap'),
})
export type SeedLink = z.infer<typeof SeedLink>

/** Desk keys that travel with a batch of the roster. */
export const BatchKeys = z.strictObject({
  wraps: z.array(Wrap).max(20_000),
  recovery: z.array(RecoveryWrap).max(5_000),
  links: z.array(SeedLink).max(1_000),
})
export type BatchKeys = z.infer<typeof BatchKeys>

const ofDesk = { v: z.literal(2), desk: AnyDesk, epoch: z.int().min(0) }

/** What is inside a wrap. All keys of the desk come from the seed, so that they can be compared with the roster. A ringer's wrap holds the
 *  bell's private key alone. */
export const WrapContent = z.union([
  z.strictObject({ ...ofDesk, seed: Secret }),
  z.strictObject({ ...ofDesk, bell: Secret }),
])
export type WrapContent = z.infer<typeof WrapContent>
