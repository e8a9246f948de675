// A worker's device: signs what it writes, opens what is sealed to it. Governed by docs/protocol.md "Keys".
import { canonical } from '@apila/core/canonical.ts'
import { DeskKey } from '@apila/core/account/session.ts'
import { Digest, type Recipient } from '@apila/core/bytes.ts'
import { DeviceId } from '@apila/core/organisation/roster.ts'
import { identityFromSeed, openText, readSealed, recipientOf, sealText } from '../age.ts'
import { type Bytes, concat, derive, fromBase64url, fromUtf8, sha256, toBase64url, utf8 } from '../encoding.ts'
import { padToClass, unpad } from '../padding.ts'

export type OwnDevice = {
  id: DeviceId
  identity: string
  recipient: Recipient
  verifyKey: Digest
  sign: (message: Uint8Array) => Promise<Bytes>
}

// Everyone knows this seed: under a genesis that says `demo: true` nothing is secret, and the screen says so.
const DEMO_SEED = 'apila demo network: these keys are public'
// RFC 8410: PKCS #8 wrapping of a 32-byte Ed25519 seed.
const PKCS8_ED25519 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32])

/** The device of a demo network with this name. Same keys everywhere and always. */
export async function deriveDemoDevice(deviceId: string): Promise<OwnDevice> {
  const id = DeviceId.parse(deviceId)
  const root = await sha256(utf8(DEMO_SEED))
  const pkcs8 = concat(PKCS8_ED25519, await derive(root, `device/${id}/sign`))
  const readable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', readable)
  const signingKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
  const identity = identityFromSeed(await derive(root, `device/${id}/open`))
  return {
    id,
    identity,
    recipient: await recipientOf(identity),
    verifyKey: Digest.parse(x),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', signingKey, new Uint8Array(message))),
  }
}

/** Whether `signature` over `message` is by the holder of an Ed25519 key. Malformed input is simply not a signature. */
export async function isSignedBy(verifyKey: Digest, signature: string, message: Uint8Array): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64url(verifyKey), 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, fromBase64url(signature), new Uint8Array(message))
  } catch {
    return false
  }
}

/** A desk's key sealed to a device of that desk. */
export const sealWrap = (recipient: Recipient, key: DeskKey): Promise<string> =>
  sealText(recipient, utf8(canonical(key)))

/** `null` = not for this device. */
export async function openWrap(device: OwnDevice, blob: string): Promise<DeskKey | null> {
  const opened = await openText(device.identity, blob)
  return opened && readSealed(opened, DeskKey)
}

/** Seals what stays on this device (drafts, the queue, counters). `value` must survive JSON. */
export const sealToDevice = (device: OwnDevice, value: unknown): Promise<string> =>
  sealText(device.recipient, padToClass(utf8(JSON.stringify(value))))

/** `null` = of another device. The caller parses. */
export async function openOnDevice(device: OwnDevice, blob: string): Promise<unknown> {
  const opened = await openText(device.identity, blob)
  return opened && (JSON.parse(fromUtf8(unpad(opened))) as unknown)
}

/** A device's signature in wire form. */
export const signText = async (device: OwnDevice, message: Uint8Array): Promise<string> =>
  toBase64url(await device.sign(message))
