// The device of this browser in a real network: made once, kept with its file, opened by its passkey or by six words.
// Governed by docs/protocol.md "The device".
import * as z from 'zod'
import { Credential, type Assertion } from '@apila/core/account/passkey.ts'
import { DeviceId, NetworkId, VerifyKey } from '@apila/core/organisation/roster.ts'
import {
  DeviceFile,
  openDeviceFile,
  prfSalt,
  sealUnderPasskey,
  sealUnderWords,
} from '@apila/sealing/account/device-file.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { newDeviceWords } from '@apila/sealing/account/device-words.ts'
import { deviceFrom, newDeviceSeed, newSigningKey } from '@apila/sealing/account/new-device.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import { forget, keep, readKept } from '../device-store.ts'
import { stretcher } from '../stretcher.ts'
import { NoPasskey, makePasskey, touchPasskey } from './passkey.ts'

/** What this browser keeps of its device. The signing key is a handle; its bytes are nowhere to be read. `workerName`: as its worker wrote
 *  it, for this browser alone. */
export const OwnKept = z.object({
  network: NetworkId,
  device: DeviceId,
  workerName: z.string().max(60),
  verifyKey: VerifyKey,
  signingKey: z.custom<CryptoKey>((key) => key instanceof CryptoKey),
  credential: Credential,
  file: DeviceFile,
})
export type OwnKept = z.infer<typeof OwnKept>

const KEY = 'own'

export async function readOwn(): Promise<OwnKept | null> {
  return OwnKept.safeParse(await readKept(KEY)).data ?? null
}

/** A device that never came into the network: its keys and its name go. */
export const forgetOwn = (): Promise<unknown> => forget(KEY)

export interface NewOwn {
  device: OwnDevice
  kept: OwnKept
  /** Where the passkey derives nothing: to be written down now, and asked for at each sign-in. */
  words: string | null
}

/** Makes keys, passkey and file of a device, and keeps them. */
export async function makeOwn(whose: { network: NetworkId; device: DeviceId }, workerName: string): Promise<NewOwn> {
  const { credential, derived } = await makePasskey(`Apila ${whose.device}`, await prfSalt(whose))
  const seed = newDeviceSeed(systemRandom)
  const keys = await newSigningKey()
  const words = derived ? null : newDeviceWords(systemRandom)
  const file = derived
    ? await sealUnderPasskey(whose, seed, { prf: derived, credential: credential.id }, systemRandom)
    : await sealUnderWords(whose, seed, { words: words ?? '', stretch: stretcher().stretch }, systemRandom)
  const kept: OwnKept = { ...whose, workerName, ...keys, credential, file }
  await keep(KEY, kept)
  return { device: await deviceFrom(whose.device, keys, seed), kept, words }
}

/** These words, or this passkey, open nothing here; or no words were written. */
export class DoesNotOpen extends Error {
  override name = 'DoesNotOpen'
  readonly problem: 'words' | 'passkey' | 'no-words'
  constructor(problem: DoesNotOpen['problem']) {
    super(problem)
    this.problem = problem
  }
}

/** Asks for a touch and opens the device. `words`: where the file is under words. `challenge`: the server's, with the assertion as answer. */
export async function openOwn(
  kept: OwnKept,
  { words, challenge }: { words?: string | undefined; challenge?: string | undefined },
): Promise<{ device: OwnDevice; assertion: Assertion }> {
  // Before the passkey is touched for nothing.
  if (kept.file.under === 'words' && !words?.trim()) throw new DoesNotOpen('no-words')
  const { assertion, derived } = await touchPasskey([kept.credential.id], await prfSalt(kept), challenge)
  const isWords = kept.file.under === 'words'
  if (!isWords && !derived) throw new NoPasskey('empty')
  const by = isWords ? { words: words ?? '', stretch: stretcher().stretch } : { prf: derived ?? new Uint8Array() }
  const seed = await openDeviceFile(kept.file, by)
  if (!seed) throw new DoesNotOpen(isWords ? 'words' : 'passkey')
  return { device: await deviceFrom(kept.device, kept, seed), assertion }
}
