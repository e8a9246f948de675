// The signed inside of knocks, stories, sheets and replies: what it is, for whom and under which permission, bound to its content.
// Governed by docs/protocol.md "Seal" steps 1-3 (protocol 3.5).
import * as z from 'zod'
import { canonical } from '@apila/core/canonical.ts'
import { type Digest, type Locator, type Recipient, Signature } from '@apila/core/bytes.ts'
import { type Device, type Roster, DeviceId } from '@apila/core/organisation/roster.ts'
import { Head } from '@apila/core/referral/content.ts'
import { BrokenSeal } from '../age.ts'
import { type OwnDevice, isSignedBy, signText } from '../account/device.ts'
import { type Bytes, concat, digestOf, fromUtf8, sha256, utf8 } from '../encoding.ts'

const Inner = z.object({ head: Head, content: z.unknown(), signature: Signature })

/** Short form of a recipient that a grant and a head carry, so that a parcel cannot be forwarded under another key. */
export const receiverFingerprint = (recipient: Recipient): Promise<Digest> => digestOf(recipient)

async function signedBytes(head: Head, content: unknown): Promise<Bytes> {
  return concat(utf8('apila/parcel/v1\0'), await sha256(utf8(canonical(head))), await sha256(utf8(canonical(content))))
}

/** Unpadded bytes of head, content and the device's signature over both. */
export async function signInner(device: OwnDevice, head: Omit<Head, 'device'>, content: unknown): Promise<Bytes> {
  const whole: Head = { ...head, device: device.id }
  const signature = await signText(device, await signedBytes(whole, content))
  return utf8(canonical({ head: whole, content, signature }))
}

export type Expected = { part: Head['part']; receiver: Recipient; locator: Locator; roster: Roster }

/** Checks what came out of a seal: signature, part, network, receiver and parcel. Throws `BrokenSeal` without saying which check failed. */
export async function verifyInner<T>(
  bytes: Uint8Array,
  expected: Expected,
  contentSchema: z.ZodType<T>,
): Promise<{ head: Head; content: T; writer: Device }> {
  const inner = Inner.safeParse(parseJson(bytes))
  if (!inner.success) throw new BrokenSeal()
  const { head, content, signature } = inner.data
  const writer = expected.roster.devices.get(DeviceId.parse(head.device))
  const parsed = contentSchema.safeParse(content)
  const fits =
    writer !== undefined &&
    parsed.success &&
    head.part === expected.part &&
    head.network === expected.roster.network &&
    head.locator === expected.locator &&
    head.receiver === (await receiverFingerprint(expected.receiver)) &&
    (await isSignedBy(writer.verifyKey, signature, await signedBytes(head, content)))
  if (!fits) throw new BrokenSeal()
  return { head, content: parsed.data, writer }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes))
  } catch (cause) {
    throw new BrokenSeal({ cause })
  }
}
