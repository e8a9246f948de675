// Signing in under a demo network: the device signs a challenge (docs/protocol.md "Demo networks").
import * as z from 'zod'
import { Digest, ListId, Signature } from '../bytes.ts'
import { Desk, DeviceId } from '../organisation/roster.ts'

export const Challenge = z.object({ challenge: Digest })
export type Challenge = z.infer<typeof Challenge>

export const SignIn = z.object({ device: DeviceId, challenge: Digest, signature: Signature })
export type SignIn = z.infer<typeof SignIn>

/** The token goes into `Authorization: Bearer`; it lives in memory on both sides and ends after 8 hours or 30 minutes unused (ASVS 5.0 V7.3). */
export const SessionToken = z.object({ token: Digest })
export type SessionToken = z.infer<typeof SessionToken>

/** The text whose UTF-8 bytes a device signs to sign in. */
export const signInText = (network: string, challenge: string): string => `apila/session/v1\0${network}\0${challenge}`

/** A desk's key as a device of that desk keeps it: sealed to the device. */
export const Wrap = z.object({ device: DeviceId, desk: Desk, blob: z.base64url().max(8000) })
export type Wrap = z.infer<typeof Wrap>

/** What is inside a wrap. */
export const DeskKey = z.object({
  v: z.literal(1),
  desk: Desk,
  identity: z.string().startsWith('AGE-SECRET-KEY-PQ-1'),
  list: ListId,
})
export type DeskKey = z.infer<typeof DeskKey>
