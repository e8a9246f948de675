// The device file: the seed of the device's identity under a key that the passkey gives, or under six words where it gives none. What lies on a
// stolen, locked device opens nothing. Governed by docs/protocol.md "The device".
import * as z from 'zod'
import { bytesUpTo, exactBytes } from '@apila/core/bytes.ts'
import { DeviceId, NetworkId } from '@apila/core/organisation/roster.ts'
import { BrokenSeal } from '../age.ts'
import { type Bytes, type RandomBytes, derive, fromBase64url, sha256, toBase64url, utf8 } from '../encoding.ts'

const common = {
  v: z.literal(2),
  network: NetworkId,
  device: DeviceId,
  iv: exactBytes(12),
  /** The seed's 32 bytes and the tag. */
  box: exactBytes(48),
}

/** As the browser keeps it. `salt`: of the words. */
export const DeviceFile = z.discriminatedUnion('under', [
  z.strictObject({ ...common, under: z.literal('passkey'), credential: bytesUpTo(1023) }),
  z.strictObject({ ...common, under: z.literal('words'), salt: exactBytes(16) }),
])
export type DeviceFile = z.infer<typeof DeviceFile>

type Of = { network: NetworkId; device: DeviceId }

/** Argon2id as for tickets (`stretchSalted`), wherever it runs: in a page it runs in a Worker. */
export type Stretch = (words: string, salt: Uint8Array) => Promise<Uint8Array>

/** What a passkey's PRF is asked with: another result for each network and device. */
export const prfSalt = ({ network, device }: Of): Promise<Bytes> => sha256(utf8(`apila/prf/v2\0${network}\0${device}`))

/** Seals the seed under a PRF result of at least 32 bytes, which never leaves this function's caller. */
export async function sealUnderPasskey(
  of: Of,
  seed: Uint8Array,
  passkey: { prf: Uint8Array; credential: string },
  random: RandomBytes,
): Promise<DeviceFile> {
  const key = await fileKey(await derive(passkey.prf, 'apila/device-key/v2'), 'encrypt')
  const file = { v: 2 as const, ...of, under: 'passkey' as const, credential: passkey.credential }
  return DeviceFile.parse({ ...file, ...(await box(key, file, seed, random)) })
}

/** The same under words. */
export async function sealUnderWords(
  of: Of,
  seed: Uint8Array,
  { words, stretch }: { words: string; stretch: Stretch },
  random: RandomBytes,
): Promise<DeviceFile> {
  const salt = random(16)
  const key = await fileKey(new Uint8Array(await stretch(words, salt)), 'encrypt')
  const file = { v: 2 as const, ...of, under: 'words' as const, salt: toBase64url(salt) }
  return DeviceFile.parse({ ...file, ...(await box(key, file, seed, random)) })
}

/** The seed. `null` = another passkey's result, other words, or another device's file. */
export async function openDeviceFile(
  file: DeviceFile,
  by: { prf: Uint8Array } | { words: string; stretch: Stretch },
): Promise<Bytes | null> {
  const root =
    'prf' in by
      ? await derive(by.prf, 'apila/device-key/v2')
      : file.under === 'words' && new Uint8Array(await by.stretch(by.words, fromBase64url(file.salt)))
  if (!root || (file.under === 'passkey') !== 'prf' in by) return null
  const { iv, box: sealed } = file
  const params = { name: 'AES-GCM', iv: fromBase64url(iv), additionalData: boundTo(file) }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(params, await fileKey(root, 'decrypt'), fromBase64url(sealed)))
  } catch {
    return null
  }
}

/** Parses what the browser kept. Throws `BrokenSeal` where it is no device file. */
export function readDeviceFile(kept: unknown): DeviceFile {
  const parsed = DeviceFile.safeParse(kept)
  if (!parsed.success) throw new BrokenSeal()
  return parsed.data
}

async function box(
  key: CryptoKey,
  file: Pick<DeviceFile, 'network' | 'device' | 'under'>,
  seed: Uint8Array,
  random: RandomBytes,
) {
  const iv = new Uint8Array(random(12))
  const params = { name: 'AES-GCM', iv, additionalData: boundTo(file) }
  const sealed = new Uint8Array(await crypto.subtle.encrypt(params, key, new Uint8Array(seed)))
  return { iv: toBase64url(iv), box: toBase64url(sealed) }
}

const boundTo = ({ network, device, under }: Pick<DeviceFile, 'network' | 'device' | 'under'>): Bytes =>
  utf8(`apila/device-file/v2\0${network}\0${device}\0${under}`)

const fileKey = (key: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use])
