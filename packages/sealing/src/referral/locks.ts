// The lock of a part: leash outside, desk inside, and in it the key with the secret that lets its opener append further locks.
// Locks are appended; readers take the newest that leads to something that stands. Governed by docs/protocol.md "Seal" and "Locks".
import * as z from 'zod'
import { type Recipient, Secret } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { Lock } from '@apila/core/referral/wire.ts'
import { LOCK_BYTES } from '@apila/core/sizes.ts'
import { open, openText, readSealed, recipientOf, seal, sealText, textOf } from '../age.ts'
import { fromBase64url, utf8 } from '../encoding.ts'
import type { DeskKeys } from '../account/desk-keys.ts'
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
  /** Newer locks that do not open, or lead to nothing that stands: somebody's noise, or another key period's. */
  broken: number
}

/** Every lock that opens with this leash and one of a desk's keys, newest first, each with the keys that opened it. Whoever asks goes on to
 *  the next where one leads to nothing: otherwise a lock that is shaped well and holds nonsense would hide those before it. */
export async function* openLocks<K extends Pick<DeskKeys, 'identity'>>(
  leash: string,
  desks: readonly K[],
  locks: readonly Lock[],
): AsyncGenerator<{ lock: OpenedLock; desk: K }> {
  let broken = 0
  for (const { n, blob } of locks.toSorted((a, b) => b.n - a.n)) {
    const opened = await openLock(leash, desks, blob).catch(() => null)
    if (opened) yield { lock: { ...opened.content, n, broken }, desk: opened.desk }
    broken += 1
  }
}

async function openLock<K extends Pick<DeskKeys, 'identity'>>(
  leash: string,
  desks: readonly K[],
  blob: string,
): Promise<{ content: LockContent; desk: K } | null> {
  const outer = await openText(leash, blob)
  if (!outer) return null
  for (const desk of desks) {
    const inner = await open(desk.identity, outer)
    if (inner) return { content: readSealed(unpad(inner, LOCK_BYTES), LockContent), desk }
  }
  return null
}

/** The leash's identity as the server released it. Throws `BrokenSeal`. */
export const leashIdentity = (leash: string): string => textOf(fromBase64url(leash))
