// What a new member's device keeps until its members have signed: its groups, which other administrators ask for, and sealed to it the three
// papers, where it has made them. Governed by docs/protocol.md "Members that come and go".
import * as z from 'zod'
import type { FoundingRecord } from '@apila/core/account/founding.ts'
import type { MemberProposal, MemberSigned } from '@apila/core/account/member-join.ts'
import { Device, Organisation } from '@apila/core/organisation/roster.ts'
import { openOnDevice } from '@apila/sealing/account/device.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { fromBase64url } from '@apila/sealing/encoding.ts'
import { recoveryWrapsFor, wrapsFor } from '@apila/sealing/organisation/key-periods.ts'
import { forget, keep, readKept } from '../../account/device-store.ts'
import type { NewOwn } from '../../account/own/own-device.ts'
import { Secrets } from '../founding/founding-work.ts'
import { isOurAdmission, signAdmission } from './member-work.ts'

const NewcomerKept = z.object({
  names: Organisation.shape.names,
  records: z.array(Device).length(2),
  own: z.string(),
  /** Sealed to the device; null where it has made none, or they are in their envelopes. */
  papers: z.string().nullable(),
})
export type NewcomerKept = z.infer<typeof NewcomerKept>

const KEY = 'newcomer'
export const readNewcomer = async (): Promise<NewcomerKept | null> =>
  NewcomerKept.safeParse(await readKept(KEY)).data ?? null
/** Once its device is in the network; papers that are in no envelope yet stay. */
export async function forgetNewcomer(device: string): Promise<void> {
  const kept = await readNewcomer()
  if (kept?.own === device && kept.papers === null) await forget(KEY)
}

type Pair = readonly [FoundingRecord, FoundingRecord]
interface Made {
  own: NewOwn
  record: FoundingRecord
  secrets: string | null
}

/** Signs what both devices have said, and nothing else; null where something else is asked. */
export async function signAsNewcomer(
  { own: { device }, record, secrets }: Made,
  asked: MemberProposal,
  pair: Pair,
): Promise<MemberSigned | null> {
  if (!isOurAdmission(asked, record, pair)) return null
  const signed = { v: 2 as const, ...(await signAdmission(device, asked)) }
  const { organisation } = record
  if (!organisation || secrets === null) return { ...signed, wraps: [], recovery: [] }
  const { deskSeed } = Secrets.parse(await openOnDevice(device, secrets))
  const id = record.record.organisation
  const { desk, names, recovery } = organisation
  const sealing = { which: { organisation: id, desk: desk.id }, epoch: 0, seed: fromBase64url(deskSeed) }
  const devices = pair.map((each) => ({ ...each.record, desks: [desk.id] }))
  return {
    ...signed,
    wraps: await wrapsFor(devices, sealing),
    recovery: await recoveryWrapsFor({ organisations: new Map([[id, { id, names, recovery }]]) }, sealing),
  }
}

export async function keepNewcomer({ own: { device }, secrets }: Made, [first, second]: Pair): Promise<void> {
  const kept: NewcomerKept = {
    names: first.organisation?.names ?? { fi: '', sv: '', en: '' },
    records: [first.record, second.record],
    own: device.id,
    papers: secrets,
  }
  await keep(KEY, kept)
}

/** The three papers as text. */
export async function openNewcomerPapers(device: OwnDevice, { papers }: NewcomerKept): Promise<readonly string[]> {
  return papers === null ? [] : Secrets.parse(await openOnDevice(device, papers)).papers
}

/** They are in their envelopes. */
export const forgetNewcomerPapers = (kept: NewcomerKept): Promise<unknown> => keep(KEY, { ...kept, papers: null })
