// Devices of demo networks: their keys are public, and the screen says so. The same derivation shows a real network which keys it must
// refuse. Governed by docs/protocol.md "Demo networks".
import { DEMO_SEED, demoLabel } from '@apila/core/account/demo-keys.ts'
import { type Device, DeviceId, VerifyKey } from '@apila/core/organisation/roster.ts'
import { identityFromSeed, recipientOf } from '../age.ts'
import { type Bytes, concat, deriveSalted, sha256, utf8 } from '../encoding.ts'
import type { OwnDevice } from './device.ts'

// RFC 8410: PKCS #8 wrapping of a 32-byte Ed25519 seed.
const PKCS8_ED25519 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32])

const demoBytes = async (id: DeviceId, use: 'sign' | 'open'): Promise<Bytes> =>
  deriveSalted(await sha256(utf8(DEMO_SEED)), new Uint8Array(), utf8(demoLabel(id, use)), 32)

/** The device of a demo network with this name. Same keys everywhere and always. */
export async function deriveDemoDevice(deviceId: string): Promise<OwnDevice> {
  const id = DeviceId.parse(deviceId)
  const pkcs8 = concat(PKCS8_ED25519, await demoBytes(id, 'sign'))
  const readable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', readable)
  const signingKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
  const identity = identityFromSeed(await demoBytes(id, 'open'))
  return {
    id,
    identity,
    recipient: await recipientOf(identity),
    verifyKey: VerifyKey.parse(x),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', signingKey, message)),
  }
}

/** Whether a device has a key that everyone can derive from its id. No real network may hold one. */
export async function hasDemoKey({ id, verifyKey, recipient }: Device): Promise<boolean> {
  const known = await deriveDemoDevice(id)
  return verifyKey === known.verifyKey || recipient === known.recipient
}
