// The lock of a part: leash outside, desk inside, and in it the key with the secret that lets its opener append further locks.
// Locks are appended; readers take the newest that opens. Governed by docs/protocol.md "Seal" and "Locks".
import * as z from 'zod'
import { type Recipient, Secret } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { Lock } from '@apila/core/referral/wire.ts'
import { LOCK_BYTES } from '@apila/core/sizes.ts'
import { open, openText, readSealed, recipientOf, seal, sealText, textOf } from '../age.ts'
import { fromBase64url, utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'

/** What opens the conversation, and the secret that writes into it. */
const TalkKey = z.strictObject({ identity: z.string(), post: Secret })

const LockContent = z.strictObject({
  v: z.literal(2),
  turn: Secret,
  /** Her Yes as a signed part; null in every other lock. */
  yes: z.string().nullable(),
  /** An age identity; or one that is still under her ticket; or the conversation's key. */
  inner: z.union([z.string(), TalkKey]),
})
export type LockContent = z.infer<typeof LockContent>

/** Seals a lock; one size, whatever it holds. */
export async function sealLock(leash: string, desk: Recipient, content: Omit<LockContent, 'v'>): Promise<string> {
  const padded = padTo(utf8(canonical({ v: 2, ...content })), LOCK_BYTES)
  return sealText(await recipientOf(leash), await seal(desk, padded))
}

export interface OpenedLock extends LockContent {
  /** Its number in the slot. */
  n: number
  /** Newer locks that do not open, or open to nothing: somebody's noise, or another key period's. */
  broken: number
}

/** The newest lock that opens with this leash and one of the desk's identities. `null` = none does. */
export async function openLocks(
  leash: string,
  identities: readonly string[],
  locks: readonly Lock[],
): Promise<OpenedLock | null> {
  let broken = 0
  for (const { n, blob } of [...locks].sort((a, b) => b.n - a.n)) {
    const content = await openLock(leash, identities, blob).catch(() => null)
    if (content) return { ...content, n, broken }
    broken += 1
  }
  return null
}

async function openLock(leash: string, identities: readonly string[], blob: string): Promise<LockContent | null> {
  const outer = await openText(leash, blob)
  if (!outer) return null
  for (const identity of identities) {
    const inner = await open(identity, outer)
    if (inner) return readSealed(unpad(inner), LockContent)
  }
  return null
}

/** The leash's identity as the server released it. Throws `BrokenSeal`. */
export const leashIdentity = (leash: string): string => textOf(fromBase64url(leash))
