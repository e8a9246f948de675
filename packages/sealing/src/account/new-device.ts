// A real device's own keys, made on it: a signing key that never leaves the browser, and an age identity whose seed goes into the device
// file. Governed by docs/protocol.md "The device".
import { type Credential, type SignedCredential, credentialText } from '@apila/core/account/passkey.ts'
import { type DeviceId, type NetworkId, VerifyKey } from '@apila/core/organisation/roster.ts'
import { identityFromSeed, recipientOf } from '../age.ts'
import type { RandomBytes } from '../encoding.ts'
import { signLabelled } from '../labels.ts'
import type { OwnDevice } from './device.ts'

/** What the browser keeps of a device: the signing key as a handle without its bytes. */
export type DeviceKeys = { signingKey: CryptoKey; verifyKey: VerifyKey }

/** A new signing key; the private half cannot be exported. */
export async function newSigningKey(): Promise<DeviceKeys> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  const { x } = await crypto.subtle.exportKey('jwk', publicKey)
  return { signingKey: privateKey, verifyKey: VerifyKey.parse(x) }
}

/** A seed for the device's own identity. */
export const newDeviceSeed = (random: RandomBytes): Uint8Array => random(32)

/** The device from what it keeps. */
export async function deviceFrom(
  id: DeviceId,
  { signingKey, verifyKey }: DeviceKeys,
  seed: Uint8Array,
): Promise<OwnDevice> {
  const identity = identityFromSeed(seed)
  return {
    id,
    identity,
    recipient: await recipientOf(identity),
    verifyKey,
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', signingKey, message)),
  }
}

/** A passkey's public half, with the device's word that it is its own. */
export async function signCredential(
  device: OwnDevice,
  network: NetworkId,
  credential: Credential,
): Promise<SignedCredential> {
  const text = credentialText(network, device.id, credential)
  return { device: device.id, credential, signature: await signLabelled(device, 'apila/credential/v2', text) }
}
