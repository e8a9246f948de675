// How a new member's first two devices reach the administrators who invite it, under one joining code. What they say is a founding's record
// each; then all sign the same proposal ahead. Governed by docs/protocol.md "Members that come and go".
import * as z from 'zod'
import { Signature } from '../bytes.ts'
import { DeviceId, NetworkId } from '../organisation/roster.ts'
import { Pin } from '../organisation/roster-value.ts'
import { RecoveryWrap, Wrap } from './session.ts'

/** An administrator's first word: an organisation is invited into this network. */
export const MemberOffer = z.strictObject({ v: z.literal(2), kind: z.literal('member'), network: NetworkId, pin: Pin })
export type MemberOffer = z.infer<typeof MemberOffer>

/** What both new devices are to sign ahead: the text of the proposal and the text of each content. */
export const MemberProposal = z.strictObject({
  v: z.literal(2),
  proposal: z.string().max(100_000),
  contents: z.array(z.string().max(400_000)).min(1).max(20),
})
export type MemberProposal = z.infer<typeof MemberProposal>

/** A new device's signature of it. Wraps: of the first desk, by the device that made its key. */
export const MemberSigned = z.strictObject({
  v: z.literal(2),
  device: DeviceId,
  signature: Signature,
  wraps: z.array(Wrap).max(4),
  recovery: z.array(RecoveryWrap).max(4),
})
export type MemberSigned = z.infer<typeof MemberSigned>
