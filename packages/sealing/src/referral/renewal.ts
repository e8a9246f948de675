// Her new word on the last day, signed on the device where she said it. Governed by docs/protocol.md "Renewal".
import { canonical } from '@apila/core/canonical.ts'
import type { Device } from '@apila/core/organisation/roster.ts'
import type { Renewed } from '@apila/core/referral/conversation.ts'
import { Renewal } from '@apila/core/referral/permission.ts'
import type { JudgedRenewal } from '@apila/core/referral/standing.ts'
import type { OwnDevice } from '../account/device.ts'
import { isSignedBy, signLabelled } from '../labels.ts'

export type SignedRenewal = Pick<Renewed, 'renewal' | 'signature'>

export async function signRenewal(device: OwnDevice, renewal: Renewal): Promise<SignedRenewal> {
  const signature = await signLabelled(device, 'apila/renewal/v2', canonical(Renewal.parse(renewal)))
  return { renewal, signature }
}

/** What the rule looks at in a renewal. `signer`: the writer of its item as the roster knew it at `length`; undefined where it knew none. */
export async function judgedRenewal(
  { renewal, signature }: SignedRenewal,
  signer: Device | undefined,
  { device, length }: { device: string; length: number },
): Promise<JudgedRenewal> {
  const isSigned =
    signer !== undefined && (await isSignedBy(signer.verifyKey, signature, 'apila/renewal/v2', canonical(renewal)))
  const { grant, until, on, how } = renewal
  return { grant, until, on, how, device, length, isSigned }
}
