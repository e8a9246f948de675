// Devices of demo networks: their keys are public, and the screen says so. The same derivation shows a real network which keys it must
// refuse. Governed by docs/protocol.md "Demo networks".
import { DEMO_SEED, demoLabel } from '@apila/core/account/demo-keys.ts'
import { DeviceId, OrganisationId, type Recovery } from '@apila/core/organisation/roster.ts'
import type { KeyOwner, NewKeys } from '@apila/core/organisation/roster-rules.ts'
import { identityFromSeed, recipientOf } from '../age.ts'
import { ed25519Pair } from '../ed25519.ts'
import { type Bytes, deriveSalted, sha256, utf8 } from '../encoding.ts'
import type { OwnDevice } from './device.ts'

const demoBytes = async (owner: KeyOwner, use: 'sign' | 'open'): Promise<Bytes> =>
  deriveSalted(await sha256(utf8(DEMO_SEED)), new Uint8Array(), utf8(demoLabel(owner, use)), 32)

/** The device of a demo network with this name. Same keys everywhere and always. */
export async function deriveDemoDevice(deviceId: string): Promise<OwnDevice> {
  const id = DeviceId.parse(deviceId)
  return { id, ...(await derivePair({ device: id })) }
}

/** What the recovery papers of a demo network's organisation give. */
export const deriveDemoPapers = (organisation: string): Promise<Omit<OwnDevice, 'id'>> =>
  derivePair({ papersOf: OrganisationId.parse(organisation) })

/** The public halves of a demo organisation's recovery papers. */
export async function demoRecovery(organisation: string): Promise<Recovery> {
  const { recipient, verifyKey } = await deriveDemoPapers(organisation)
  return { recipient, verifyKey }
}

async function derivePair(owner: KeyOwner): Promise<Omit<OwnDevice, 'id'>> {
  const [signer, identity] = [
    await ed25519Pair(await demoBytes(owner, 'sign')),
    identityFromSeed(await demoBytes(owner, 'open')),
  ]
  return { ...signer, identity, recipient: await recipientOf(identity) }
}

/** Whether these are keys that everyone can derive from the owner's name. No real network may hold one. */
export async function hasDemoKey(keys: NewKeys): Promise<boolean> {
  const known = await derivePair(keys)
  return keys.verifyKey === known.verifyKey || keys.recipient === known.recipient
}
