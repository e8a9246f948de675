// The keys of a real device: one that signs, made inside the browser and never readable, and a seed that opens what is sealed to the device.
// The seed lies in the device file, under what the passkey gives (PRF) or under six words. Governed by docs/protocol.md "Signing in".
import { type DeviceId, type NetworkId, VerifyKey } from '@apila/core/organisation/roster.ts'
import { BrokenSeal, identityFromSeed, recipientOf } from '../age.ts'
import { type Bytes, type RandomBytes, concat, derive, fromBase64url, sha256, toBase64url, utf8 } from '../encoding.ts'
import type { OwnDevice } from './device.ts'

const SEED_BYTES = 32
const NONCE_BYTES = 12

/** Which device of which network; bound into the file. */
export type Whose = { network: NetworkId; device: DeviceId }

const nameOf = ({ network, device }: Whose): string => `${network}\0${device}`

/** What the passkey is asked to evaluate (PRF). */
export const prfSalt = (whose: Whose): Promise<Bytes> => sha256(utf8(`apila/prf/v2\0${nameOf(whose)}`))

/** Salt for stretching the six words, 16 bytes. */
export const wordsSalt = async (whose: Whose): Promise<Bytes> =>
  (await sha256(utf8(`apila/words/v2\0${nameOf(whose)}`))).slice(0, 16)

/** A new device: its keys, and what has to be kept of them. */
export async function newDevice(
  device: DeviceId,
  random: RandomBytes,
): Promise<{ device: OwnDevice; signingKey: CryptoKey; seed: Bytes }> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  const seed: Bytes = new Uint8Array(random(SEED_BYTES))
  const verifyKey = VerifyKey.parse(toBase64url(new Uint8Array(raw)))
  return { device: await deviceOf(device, pair.privateKey, verifyKey, seed), signingKey: pair.privateKey, seed }
}

/** The device of keys that were kept. */
export async function deviceOf(
  id: DeviceId,
  signingKey: CryptoKey,
  verifyKey: VerifyKey,
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

async function fileKey(root: Uint8Array): Promise<CryptoKey> {
  const bytes = await derive(root, 'apila/device-key/v2')
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** `root`: what the passkey gave, or the stretched words. */
export async function sealDeviceFile(
  root: Uint8Array,
  whose: Whose,
  seed: Uint8Array,
  random: RandomBytes,
): Promise<string> {
  const iv: Bytes = new Uint8Array(random(NONCE_BYTES))
  const params = { name: 'AES-GCM', iv, additionalData: utf8(nameOf(whose)) }
  const box = await crypto.subtle.encrypt(params, await fileKey(root), new Uint8Array(seed))
  return toBase64url(concat(iv, new Uint8Array(box)))
}

/** The seed. Throws `BrokenSeal` where it is another passkey's, other words', another device's or damaged: nobody can tell which. */
export async function openDeviceFile(root: Uint8Array, whose: Whose, file: string): Promise<Bytes> {
  try {
    const bytes = fromBase64url(file)
    const params = { name: 'AES-GCM', iv: bytes.slice(0, NONCE_BYTES), additionalData: utf8(nameOf(whose)) }
    const opened = await crypto.subtle.decrypt(params, await fileKey(root), bytes.slice(NONCE_BYTES))
    return new Uint8Array(opened)
  } catch (cause) {
    throw new BrokenSeal({ cause })
  }
}
