// Leashes that another organisation keeps: sealed to it by the device that makes them, asked for by a signed and sealed request, and given back sealed
// to a key that the request brought. Governed by docs/protocol.md "Sealed requests".
import type { Digest, Name, Recipient } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { AnswerContent, BoundContent, type LeashAsked, SignedAsk } from '@apila/core/referral/leash.ts'
import { BOUND_LEASH_BYTES, LEASH_ANSWER_BYTES, LEASH_REQUEST_BYTES } from '@apila/core/sizes.ts'
import type { OwnDevice } from '../account/device.ts'
import { BrokenSeal, newIdentity, openText, readSealed, recipientOf, sealText } from '../age.ts'
import { digestOf, toBase64url, utf8 } from '../encoding.ts'
import { isSignedBy, signLabelled } from '../labels.ts'
import { padTo, unpad } from '../padding.ts'

/** What new leashes are sealed to; `null`: the server's own process keeps them. */
export const keeperOf = ({ policy }: Roster): Recipient | null => policy.leashKeeper?.keeper?.recipient ?? null

/** A leash in wire form: for the server's own process as it is, for a keeper of another organisation sealed with what it holds for. */
export const leashText = (
  keeper: Recipient | null,
  { leash, ...held }: Omit<BoundContent, 'v'>,
): Promise<string> | string =>
  keeper === null
    ? toBase64url(utf8(leash))
    : sealText(keeper, padTo(utf8(canonical({ v: 2, ...held, leash })), BOUND_LEASH_BYTES))

/** `null`: sealed to none of these. Throws `BrokenSeal`. */
export async function openBound(identities: readonly string[], sealed: string): Promise<BoundContent | null> {
  const opened = await openWith(identities, sealed)
  return opened && readSealed(unpad(opened, BOUND_LEASH_BYTES), BoundContent)
}

async function openWith(identities: readonly string[], sealed: string): Promise<Uint8Array | null> {
  for (const identity of identities) {
    const opened = await openText(identity, sealed)
    if (opened) return opened
  }
  return null
}

/** A request that is under way: what is sent, and what its answer opens with and must name. */
export interface Asking {
  request: string
  identity: string
  digest: Digest
  name: Name
}

/** `line`: the line of the client's book that goes with it; `null` for a conversation. */
export async function askLeash(
  keeper: Recipient,
  { device, roster, today }: { device: OwnDevice; roster: Roster; today: Day },
  name: Name,
  line: { n: number; digest: Digest } | null,
): Promise<Asking> {
  const identity = await newIdentity()
  const asked: LeashAsked = {
    ...{ v: 2, network: roster.network, name, n: line?.n ?? null, line: line?.digest ?? null },
    ...{ device: device.id, day: today, roster: { length: roster.length, head: roster.head } },
    to: await recipientOf(identity),
  }
  const text = canonical(asked)
  const signature = await signLabelled(device, 'apila/leash/v2', text)
  const request = await sealText(keeper, padTo(utf8(canonical({ asked, signature })), LEASH_REQUEST_BYTES))
  return { request, identity, digest: await digestOf(text), name }
}

/** `null`: sealed to none of these. Throws `BrokenSeal`. */
export async function openAsk(identities: readonly string[], request: string): Promise<SignedAsk | null> {
  const opened = await openWith(identities, request)
  return opened && readSealed(unpad(opened, LEASH_REQUEST_BYTES), SignedAsk)
}

/** Whether a device that is a member's now has signed it. */
export async function isAskedBy({ asked, signature }: SignedAsk, roster: Roster): Promise<boolean> {
  const device = roster.devices.get(asked.device)
  return device !== undefined && isSignedBy(device.verifyKey, signature, 'apila/leash/v2', canonical(asked))
}

export async function answerLeash(asked: LeashAsked, leash: string): Promise<string> {
  const content = AnswerContent.parse({ v: 2, request: await digestOf(canonical(asked)), name: asked.name, leash })
  return sealText(asked.to, padTo(utf8(canonical(content)), LEASH_ANSWER_BYTES))
}

/** The leash in the form in which the server's own process gives it. Throws `BrokenSeal` where it is no answer to this. */
export async function openAnswer({ identity, digest, name }: Asking, answer: string): Promise<string> {
  const opened = await openText(identity, answer)
  if (!opened) throw new BrokenSeal()
  const content = readSealed(unpad(opened, LEASH_ANSWER_BYTES), AnswerContent)
  if (content.request !== digest || content.name !== name) throw new BrokenSeal()
  return toBase64url(utf8(content.leash))
}
