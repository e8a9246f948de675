// A worker's device: signs what it writes, opens what is sealed to it, keeps what stays on it. Governed by docs/protocol.md "Suite".
import type { Recipient } from '@apila/core/bytes.ts'
import { type Device, type DeviceId, SUITE, type VerifyKey } from '@apila/core/organisation/roster.ts'
import { proofText } from '@apila/core/organisation/roster-rules.ts'
import { BrokenSeal, openText, sealText, textOf } from '../age.ts'
import { utf8 } from '../encoding.ts'
import { type Signer, signLabelled } from '../labels.ts'
import { padToClass, unpadClass } from '../padding.ts'

export type OwnDevice = Signer & {
  id: DeviceId
  identity: string
  recipient: Recipient
  verifyKey: VerifyKey
}

/** What keepers say of a device that comes; the rest are its keys. */
export type Placing = Pick<Device, 'organisation' | 'roles' | 'desks' | 'supervisor' | 'pledge'>

/** A device's record for the roster, with its own proof. */
export async function describeDevice(device: OwnDevice, placing: Placing): Promise<Device> {
  const { id, verifyKey, recipient } = device
  const { organisation, roles, desks, supervisor, pledge } = placing
  const record = { id, organisation, roles, desks, verifyKey, recipient, suites: [SUITE], supervisor, pledge }
  return { ...record, proof: await signLabelled(device, 'apila/device/v2', proofText(record)) }
}

/** Seals what stays on this device (drafts, the queue, counters). `value` must survive JSON. */
export const sealToDevice = (device: OwnDevice, value: unknown): Promise<string> =>
  sealText(device.recipient, padToClass(utf8(JSON.stringify(value))))

/** `null` = of another device. The caller parses. Throws `BrokenSeal` = damaged. */
export async function openOnDevice(device: OwnDevice, blob: string): Promise<unknown> {
  const opened = await openText(device.identity, blob)
  if (!opened) return null
  const text = textOf(unpadClass(opened))
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new BrokenSeal({ cause })
  }
}
