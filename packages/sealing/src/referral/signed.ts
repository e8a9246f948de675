// Everything that a device signs under a permission: one head, one content, one signature over both.
// Governed by docs/protocol.md "Head" and "Labels".
import * as z from 'zod'
import { type Digest, type Name, type Recipient, Signature } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import { type Device, SUITE } from '@apila/core/organisation/roster.ts'
import { type Roster, findDeviceAt, headAt } from '@apila/core/organisation/roster-value.ts'
import { Head, type Part } from '@apila/core/referral/head.ts'
import type { Back, Front, SecondSignature } from '@apila/core/referral/permission.ts'
import type { OwnDevice } from '../account/device.ts'
import { BrokenSeal, readSealed } from '../age.ts'
import { type Bytes, concat, digestOf, fromBase64url, sha256, utf8 } from '../encoding.ts'
import { isSignedBy, signLabelled } from '../labels.ts'

const Inner = z.strictObject({ head: Head, content: z.unknown(), signature: Signature })

/** Short form of a recipient that heads carry, so that nothing can be forwarded under another key. */
export const digestOfRecipient = (recipient: Recipient): Promise<Digest> => digestOf(recipient)

/** SHA-256(SHA-256(front) ‖ SHA-256(back)): what a permission is called in everything that is signed under it. */
export async function permissionDigest(front: Front, back: Back | Digest): Promise<Digest> {
  const backHash = typeof back === 'string' ? fromBase64url(back) : await sha256(utf8(canonical(back)))
  return digestOf(concat(await sha256(utf8(canonical(front))), backHash))
}

export const backDigest = (back: Back): Promise<Digest> => digestOf(canonical(back))

const signedMessage = async (head: Head, content: unknown): Promise<Bytes> =>
  concat(await sha256(utf8(canonical(head))), await sha256(utf8(canonical(content))))

/** Unpadded bytes of head, content and the device's signature over both. */
export async function signPart(
  device: OwnDevice,
  head: Omit<Head, 'v' | 'suite' | 'device'>,
  content: unknown,
): Promise<Bytes> {
  const whole: Head = { v: 2, suite: SUITE, device: device.id, ...head }
  const signature = await signLabelled(device, 'apila/part/v2', await signedMessage(whole, content))
  return utf8(canonical({ head: whole, content, signature }))
}

export interface ReadPart<T> {
  head: Head
  content: T
  /** As the roster knew the device at the length that the head names; undefined where it knew none. */
  writer: Device | undefined
  /** Whether that device's signature over head and content is right. */
  isSigned: boolean
}

/** Parses what came out of a seal and verifies its signature. Throws `BrokenSeal` on any other shape or spelling; a wrong signature is
 *  told in `isSigned`, since the rule names it. Does not look at part, name, receiver or days: `standing` does. */
export async function readPart<T>(bytes: Uint8Array, content: z.ZodType<T>, roster: Roster): Promise<ReadPart<T>> {
  const inner = readSealed(bytes, Inner)
  const parsed = content.safeParse(inner.content)
  if (!parsed.success) throw new BrokenSeal()
  const { head, signature } = inner
  const writer = findDeviceAt(roster, head.device, head.roster.length)
  const isSigned =
    writer !== undefined &&
    (await isSignedBy(writer.verifyKey, signature, 'apila/part/v2', await signedMessage(head, parsed.data)))
  return { head, content: parsed.data, writer, isSigned }
}

/** Whether what is not judged by the rule (receipt, line, Yes) is what it was asked for: signed, of our network and suite, written by somebody who
 *  had read our log. `at` null: any name. */
export const isReadAs = (
  { head, isSigned }: ReadPart<unknown>,
  roster: Roster,
  asked: { part: Part; at: Name | null; receivers: readonly Digest[]; grant: Digest | null },
): boolean =>
  isSigned &&
  head.suite === SUITE &&
  head.network === roster.network &&
  headAt(roster, head.roster.length) === head.roster.head &&
  head.part === asked.part &&
  (asked.at === null || head.at === asked.at) &&
  asked.receivers.includes(head.receiver) &&
  head.grant === asked.grant

const grantMessage = async (front: Front, back: Back): Promise<Bytes> =>
  concat(await sha256(utf8(canonical(front))), await sha256(utf8(canonical({ ...back, signatures: [] }))))

/** A colleague's word on a permission, given on that colleague's own device. */
export async function signSecond(
  device: OwnDevice,
  as: SecondSignature['as'],
  front: Front,
  back: Back,
): Promise<SecondSignature> {
  const signature = await signLabelled(device, 'apila/grant/v2', concat(utf8(as), await grantMessage(front, back)))
  return { device: device.id, as, signature: Signature.parse(signature) }
}

/** The second signatures of a permission that are right, by devices that were active at this length of the roster. */
export async function verifySeconds(
  front: Front,
  back: Back,
  roster: Roster,
  length: number,
): Promise<SecondSignature[]> {
  const message = await grantMessage(front, back)
  const right = await Promise.all(
    back.signatures.map(async ({ device, as, signature }) => {
      const signer = findDeviceAt(roster, device, length)
      return signer && isSignedBy(signer.verifyKey, signature, 'apila/grant/v2', concat(utf8(as), message))
    }),
  )
  return back.signatures.filter((_, i) => right[i])
}
