// How a new member's two devices and an administrator who invites it speak under one joining code, and the batch that all of them sign ahead.
// Nothing that the server carries is believed without the code's mac; what a device signs it has compared itself.
// Governed by docs/protocol.md "Members that come and go".
import { FoundingRecord } from '@apila/core/account/founding.ts'
import { type JoinKeys, hearJoin, sayJoin, spokenDigits } from '@apila/sealing/account/join.ts'
import { JoinHeard } from '@apila/core/account/join.ts'
import { MemberOffer, MemberProposal, MemberSigned } from '@apila/core/account/member-join.ts'
import type { Proposed } from '@apila/core/account/roster-batch.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import {
  type Batch,
  NO_KEYS,
  type RosterContent,
  joinBatches,
  judgeBatch,
  propose,
  readProposal,
  signProposal,
} from '@apila/sealing/organisation/batch.ts'
import { type Making, admit } from '@apila/sealing/organisation/changes.ts'
import type { ReadingProblem } from '@apila/sealing/organisation/roster.ts'
import type { Api } from '../../account/api.ts'
import { openApi } from '../../account/session.ts'

/** What was heard of both devices of the new member, in the order in which they came. */
export interface HeardMember {
  offer: MemberOffer | null
  records: FoundingRecord[]
  proposal: MemberProposal | null
  signed: MemberSigned[]
}

export async function hearMember(keys: JoinKeys): Promise<HeardMember> {
  const { said } = await openApi.ask('POST', 'join/hear', JoinHeard, { id: keys.id })
  const of = async <T>(side: 'device' | 'keeper', shape: Parameters<typeof hearJoin<T>>[3]): Promise<T[]> => {
    const each = said.filter((one) => one.side === side).map(({ blob }) => hearJoin(keys, side, blob, shape))
    return (await Promise.all(each)).filter((one) => one !== null)
  }
  const [offers, records, proposals, signed] = await Promise.all([
    of('keeper', MemberOffer),
    of('device', FoundingRecord),
    of('keeper', MemberProposal),
    of('device', MemberSigned),
  ])
  return { offer: offers[0] ?? null, records, proposal: proposals.at(-1) ?? null, signed }
}

/** What one of the new member's devices says. */
export const sayAsNewcomer = async (keys: JoinKeys, value: FoundingRecord | MemberSigned): Promise<void> =>
  openApi.tell('POST', 'join/say', { id: keys.id, side: 'device', blob: await sayJoin(keys, 'device', value) })

/** What the administrator who invites says. */
export const sayAsInviter = async (api: Api, keys: JoinKeys, value: MemberOffer | MemberProposal): Promise<void> =>
  api.tell('POST', 'join/say', { id: keys.id, side: 'keeper', blob: await sayJoin(keys, 'keeper', value) })

export async function inviteMember(api: Api, keys: JoinKeys, roster: Roster): Promise<void> {
  const { network, genesis, length, head } = roster
  await api.tell('POST', 'join/open', { id: keys.id })
  await sayAsInviter(api, keys, MemberOffer.parse({ v: 2, kind: 'member', network, pin: { genesis, length, head } }))
}

/** The six digits of one of the new devices. */
export const digitsOfRecord = (keys: JoinKeys, { record, credential }: FoundingRecord): Promise<string> =>
  spokenDigits(keys, { v: 2, record, credential })

/** Both devices are there, and the first of them has named the member. */
export const pairOf = ({ records }: Pick<HeardMember, 'records'>): readonly [FoundingRecord, FoundingRecord] | null => {
  const first = records.find(({ organisation }) => organisation !== null)
  const second = records.find(
    ({ record, organisation }) => organisation === null && record.organisation === first?.record.organisation,
  )
  return first && second ? [first, second] : null
}

/** What all sign: the member with its two devices, its first team with the key that its first device made, and both in it. */
export async function admission(
  making: Making,
  [first, second]: readonly [FoundingRecord, FoundingRecord],
  past: 'open' | 'closed',
): Promise<Batch> {
  if (!first.organisation) throw new RangeError('a member without a name')
  const { names, recovery, desk } = first.organisation
  const id = first.record.organisation
  const devices = [first.record, second.record]
  const entry = await admit(making, { id, names, recovery, devices }, past)
  const { recipient, bell } = desk
  const team: RosterContent[] = [
    { kind: 'desk', organisation: id, id: desk.id, deskKind: 'referral', names: desk.names, volunteers: false },
    { kind: 'epoch', organisation: id, desk: desk.id, epoch: 0, recipient, bell },
    ...devices.map(({ id: device, roles, supervisor }) => ({
      ...{ kind: 'device-change' as const, id: device, roles },
      ...{ desks: [desk.id], supervisor },
    })),
  ]
  return joinBatches(entry, { contents: team, keys: NO_KEYS })
}

/** Why an admission cannot stand, with everybody's signature; null = it can. */
export async function problemOfAdmission(roster: Roster, today: Day, batch: Batch): Promise<ReadingProblem | null> {
  const coming = batch.contents.flatMap((content) => ('devices' in content ? content.devices : []))
  const active = [...roster.devices.values()].filter(({ roles }) => roles.includes('keeper'))
  const judged = await judgeBatch(
    roster,
    today,
    batch.contents,
    [...coming, ...active].map(({ id }) => id),
  )
  return judged?.problem ?? null
}

/** The proposal as the inviting administrator has signed it, and what the new devices are to sign. */
export async function proposeAdmission(
  roster: Roster,
  today: Day,
  batch: Batch,
  device: OwnDevice,
): Promise<{ proposed: Proposed; asked: MemberProposal }> {
  const proposed = await propose(roster, today, batch, [device])
  const { proposal, contents } = proposed
  return { proposed, asked: { v: 2, proposal, contents: [...contents] } }
}

/** The proposal with everything that came from the new devices; null while one of them has not signed. */
export async function gatherAdmission(
  roster: Roster,
  proposed: Proposed,
  [first, second]: readonly [FoundingRecord, FoundingRecord],
  signed: readonly MemberSigned[],
): Promise<Proposed | null> {
  const both = [first, second].map(({ record }) => signed.findLast(({ device }) => device === record.id))
  const [byFirst, bySecond] = both
  if (!byFirst || !bySecond) return null
  const { keys, signatures } = proposed
  const whole: Proposed = {
    ...proposed,
    signatures: [...signatures, ...[byFirst, bySecond].map(({ device, signature }) => ({ device, signature }))],
    keys: {
      ...keys,
      wraps: [...keys.wraps, ...byFirst.wraps],
      recovery: [...keys.recovery, ...byFirst.recovery],
    },
    credentials: [first.credential, second.credential],
  }
  return (await readProposal(roster, whole)) ? whole : null
}

/** Whether a new device may sign: the member stands there as its two devices said it, with this device's own record, and its first team with
 *  the key that was said; beside it nothing but a key for the team that all share. */
export function isOurAdmission(
  { contents }: MemberProposal,
  own: FoundingRecord,
  [first, second]: readonly [FoundingRecord, FoundingRecord],
): boolean {
  if (!first.organisation || ![first, second].some((each) => canonical(each) === canonical(own))) return false
  const { names, recovery, desk } = first.organisation
  const organisation = first.record.organisation
  const devices = [first.record, second.record]
  const { recipient, bell } = desk
  const expected: Record<string, unknown>[] = [
    { kind: 'organisation', id: organisation, names, recovery, devices },
    { kind: 'desk', organisation, id: desk.id, deskKind: 'referral', names: desk.names, volunteers: false },
    { kind: 'epoch', organisation, desk: desk.id, epoch: 0, recipient, bell },
    ...devices.map(({ id, roles, supervisor }) => ({ kind: 'device-change', id, roles, desks: [desk.id], supervisor })),
  ]
  const mine = new Set(expected.map((content) => canonical({ v: 2, ...content })))
  const others = contents.filter((text) => !mine.delete(text))
  return mine.size === 0 && others.every(isCommonKey)
}

function isCommonKey(text: string): boolean {
  const { kind, organisation } = JSON.parse(text) as { kind?: unknown; organisation?: unknown }
  return kind === 'epoch' && organisation === null
}

export const signAdmission = async (device: OwnDevice, { proposal }: MemberProposal) => {
  const signed = await signProposal(device, proposal)
  return { device: device.id, signature: signed.signature }
}
