// What a ringer keeps in its folder, which its owner alone may read: its own keys, the roster that it has verified, and up to where it has heard
// and witnessed. No key in it opens anything of a client.
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { exactBytes } from '@apila/core/bytes.ts'
import { DeviceId, NetworkId, SignedEntry } from '@apila/core/organisation/roster.ts'
import { Pin } from '@apila/core/organisation/roster-value.ts'
import { SeenDay } from '@apila/core/ringing/witness.ts'
import { identityFromSeed, recipientOf } from '@apila/sealing/age.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { ed25519Pair } from '@apila/sealing/ed25519.ts'
import { fromBase64url } from '@apila/sealing/encoding.ts'
import { Failure, fileFailure } from '../failure.ts'
import { writeWhole } from '../program/program-files.ts'

export const RingerKeys = z.strictObject({
  v: z.literal(2),
  network: NetworkId,
  device: DeviceId,
  server: z.url(),
  /** Seeds of the key by which it signs and of the identity to which bell keys are sealed. */
  sign: exactBytes(32),
  open: exactBytes(32),
})
export type RingerKeys = z.infer<typeof RingerKeys>

export const RingerState = z.strictObject({
  pin: Pin,
  /** Up to which place of the list of bells it has heard. */
  bells: z.int().min(0),
  /** The last day that it has checked. */
  day: SeenDay.nullable(),
})
export type RingerState = z.infer<typeof RingerState>

/** The roster as it was signed, so that the local program checks it by itself. */
export const KeptRoster = z.strictObject({ v: z.literal(2), entries: z.array(SignedEntry) })

export const ROSTER_FILE = 'roster.json'
const [KEYS_FILE, STATE_FILE] = ['ringer.json', 'state.json']

export type RingerFolder = {
  keys: RingerKeys
  device: OwnDevice
  state: RingerState
  roster: z.infer<typeof KeptRoster>
  keep: (state: RingerState, entries: readonly SignedEntry[] | null) => Promise<void>
}

export const hasRinger = (folder: string): boolean => existsSync(join(folder, KEYS_FILE))

export async function makeFolder(folder: string, keys: RingerKeys, state: RingerState): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await write(folder, STATE_FILE, state)
  await write(folder, KEYS_FILE, keys)
}

export async function openFolder(folder: string): Promise<RingerFolder> {
  const keys = await read(folder, KEYS_FILE, RingerKeys)
  const kept = existsSync(join(folder, ROSTER_FILE))
  return {
    keys,
    device: await deviceOf(keys),
    state: await read(folder, STATE_FILE, RingerState),
    roster: kept ? await read(folder, ROSTER_FILE, KeptRoster) : { v: 2, entries: [] },
    keep: async (state, entries) => {
      // The roster first: a pin that says more than the folder holds would be taken for a fork.
      if (entries) await write(folder, ROSTER_FILE, { v: 2, entries })
      await write(folder, STATE_FILE, state)
    },
  }
}

export async function deviceOf({
  device: id,
  sign,
  open,
}: Pick<RingerKeys, 'device' | 'sign' | 'open'>): Promise<OwnDevice> {
  const identity = identityFromSeed(fromBase64url(open))
  return { id, ...(await ed25519Pair(fromBase64url(sign))), identity, recipient: await recipientOf(identity) }
}

const write = (folder: string, name: string, value: object): Promise<void> =>
  writeWhole(join(folder, name), `${JSON.stringify(value)}\n`, 0o600)

async function read<T extends z.ZodType>(folder: string, name: string, shape: T): Promise<z.output<T>> {
  const path = join(folder, name)
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileFailure(path, error)
  })
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    throw new Failure(`${path} is damaged. Add this ringer anew, with a joining code.`)
  }
}
