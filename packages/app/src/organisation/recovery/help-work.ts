// A keeper of another member helps an organisation come back: shows a code, sees its people, hears their groups and signs last, or does not sign.
// Governed by docs/protocol.md "Recovery papers".
import { ReturnOffer, type ReturnRecord } from '@apila/core/account/coming-back.ts'
import type { Proposed } from '@apila/core/account/roster-batch.ts'
import type { Day } from '@apila/core/day.ts'
import type { OrganisationId } from '@apila/core/organisation/roster.ts'
import { type JoinKeys, codeBytes, joinKeys, newJoinCode, sayJoin, typedCode } from '@apila/sealing/account/join.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import { completeProposal, readProposal } from '@apila/sealing/organisation/batch.ts'
import { problemOfReturn } from '@apila/sealing/organisation/recovery.ts'
import type { Session } from '../../account/session.ts'
import { seePossession } from '../joining/join-work.ts'
import { type HeardReturn, batchId } from './return-work.ts'

export interface Shown {
  typed: string
  keys: JoinKeys
  /** Of the roster from which both devices go out. */
  length: number
}

/** Opens a code for an organisation, and says for whom it is. */
export async function offerReturn(session: Session, organisation: OrganisationId): Promise<Shown> {
  await session.catchUp()
  const { network, genesis, length, head } = session.roster
  const typed = typedCode(newJoinCode({ network, genesis, host: location.host }, systemRandom))
  const keys = await joinKeys(codeBytes(typed) ?? new Uint8Array())
  const pin = { genesis, length, head }
  const keeper = session.device.id
  const offer = ReturnOffer.parse({ v: 2, topic: 'return', network, pin, organisation, keeper })
  await session.api.tell('POST', 'join/open', { id: keys.id, isReturn: true })
  await say(session, keys, offer)
  return { typed, keys, length }
}

const say = async (session: Session, keys: JoinKeys, value: unknown): Promise<void> => {
  const blob = await sayJoin(keys, 'keeper', value)
  await session.api.tell('POST', 'join/say', { id: keys.id, side: 'keeper', blob })
}

export const refuseReturn = (session: Session, { keys }: Shown): Promise<void> =>
  say(session, keys, { v: 2, topic: 'refused' })

export const closeReturn = (session: Session, { keys }: Shown): Promise<void> =>
  session.api.tell('POST', 'join/close', { id: keys.id })

/** What waits for the last signature: the batch with the signatures of the papers and of both devices. Null: not yet. */
export async function signedBatch({ batch, signed, records }: HeardReturn): Promise<Proposed | null> {
  if (!batch) return null
  const id = await batchId(batch)
  const ids = records.map(({ record }) => record.id)
  const more = signed.filter((each) => each.batch === id && ids.includes(each.device))
  const by = new Map(more.map(({ device, signature }) => [device, { device, signature }]))
  const all = [...batch.signatures, ...[...by.values()].filter(({ device }) => !hasSigned(batch, device))]
  const whole = { ...batch, signatures: all }
  return ids.length === 2 && ids.every((device) => hasSigned(whole, device)) ? whole : null
}

const hasSigned = ({ signatures }: Proposed, device: string): boolean =>
  signatures.some((each) => 'device' in each && each.device === device)

/** The last signature. `not-opened`: a device did not show that it opens. `not-right`: not the return of these two, or not the papers of today.
 *  `moved`: others have signed something since the code was shown, so that what these two have signed fits no more; that is no attack. */
export async function signAsNeighbour(
  session: Session,
  { keys, length }: Shown,
  { organisation, records, whole }: { organisation: OrganisationId; records: readonly ReturnRecord[]; whole: Proposed },
  today: Day,
  wait: () => Promise<void>,
): Promise<'done' | 'not-opened' | 'not-right' | 'other-first' | 'moved'> {
  const before = session.roster.recoveries.length
  await session.catchUp()
  const { roster, api, device } = session
  if (roster.recoveries.slice(before).some((each) => each.organisation === organisation)) return 'other-first'
  const read = await readProposal(roster, whole)
  const compared = records.map(({ record }) => record)
  const wrong = roster.length > length ? 'moved' : 'not-right'
  if (!read || problemOfReturn(roster, organisation, compared, read.contents)) return wrong
  const completed = await completeProposal(roster, today, whole, device)
  if (!completed.ok) return wrong
  for (const { record, credential } of records)
    if (!(await seePossession(api, keys, { v: 2, record, credential }, device.id, wait, MOST_ASKED)))
      return 'not-opened'
  const credentials = records.map(({ credential }) => credential)
  await api.tell('POST', 'roster/add', { entries: completed.entries, keys: whole.keys, credentials })
  await session.catchUp()
  return 'done'
}

/** How often a device is asked for its answer, with a second between: it listens every second and a half. */
const MOST_ASKED = 20
