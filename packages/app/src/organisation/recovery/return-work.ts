// An organisation comes back by its papers, as the new devices do it: heard and said under the code of a keeper of another member. Nothing that the
// server carries is believed beyond what people compare aloud and the roster says. Governed by docs/protocol.md "Recovery papers".
import * as z from 'zod'
import { CodeText } from '@apila/core/account/code-text.ts'
import { ReturnBatch, ReturnOffer, ReturnRecord, ReturnRefusal, ReturnSigned } from '@apila/core/account/coming-back.ts'
import { JOIN_BYTES, JoinHeard, JoinReturned, JoinSealed } from '@apila/core/account/join.ts'
import type { Proposed } from '@apila/core/account/roster-batch.ts'
import { canonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import { NETWORK_DESK, Organisation, type OrganisationId } from '@apila/core/organisation/roster.ts'
import type { Pin, Roster } from '@apila/core/organisation/roster-value.ts'
import { RosterRest } from '@apila/core/organisation/wire.ts'
import { type OwnDevice, describeDevice, openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import { type JoinKeys, answerPossession, hearJoin, sayJoin } from '@apila/sealing/account/join.ts'
import { signCredential } from '@apila/sealing/account/new-device.ts'
import { fromBase64url, systemRandom, toBase64url } from '@apila/sealing/encoding.ts'
import { proposalId, propose, readProposal, signProposal } from '@apila/sealing/organisation/batch.ts'
import { makePapers, paperText, papersKey } from '@apila/sealing/organisation/papers.ts'
import { type ReturnProblem, comeBack, problemOfReturn } from '@apila/sealing/organisation/recovery.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import { forget, keep, readKept } from '../../account/device-store.ts'
import type { NewOwn } from '../../account/own/own-device.ts'
import { RosterRefused, findNetwork, openApi } from '../../account/session.ts'

/** What is kept of a return on this device, so that it goes on after a reload. `secrets`: sealed to the device, as nobody reads them without its
 *  passkey. */
export const ReturnKept = z.object({
  /** Null: the code is not good any more, and another is asked for. */
  code: CodeText.nullable(),
  offer: ReturnOffer,
  hasPapers: z.boolean().nullable(),
  record: ReturnRecord.nullable(),
  secrets: z.string().nullable(),
  /** The keys of many colleagues did not fit into the batch, and are sealed afterwards. */
  isPartial: z.boolean(),
  isBack: z.boolean(),
  /** Somebody has said that the new papers are printed and in their envelopes. */
  arePrinted: z.boolean(),
  /** The organisation's own names, so that a reload after the return still knows them. */
  names: Organisation.shape.names.nullable(),
})
export type ReturnKept = z.infer<typeof ReturnKept>

/** The seed of the papers that were read, and the three new papers. */
const Secrets = z.object({ seed: z.string(), papers: z.array(z.string()).length(3), newSeed: z.string() })
export type Secrets = z.infer<typeof Secrets>

const KEY = 'return'
export const readReturn = async (): Promise<ReturnKept | null> =>
  // What was begun with an earlier program goes on.
  ReturnKept.safeParse({ arePrinted: false, names: null, ...((await readKept(KEY)) as object) }).data ?? null
export const keepReturn = (kept: ReturnKept): Promise<unknown> => keep(KEY, kept)
export const forgetReturn = (): Promise<unknown> => forget(KEY)
/** A device that never came into the network. */
export const forgetDevice = async (): Promise<void> => {
  await forget(KEY)
  await forget('own')
}

/** Everything that was said under a code, as far as whoever said it has the code. */
export interface HeardReturn {
  offer: ReturnOffer | null
  records: ReturnRecord[]
  /** By the device that has the papers. */
  batch: Proposed | null
  signed: ReturnSigned[]
  sealed: z.infer<typeof JoinSealed>[]
  isRefused: boolean
}

/** Throws `Refused` with `not-found` where the code is not good any more. */
export async function hearReturn(keys: JoinKeys): Promise<HeardReturn> {
  const { said } = await openApi.ask('POST', 'join/hear', JoinHeard, { id: keys.id })
  const of = async <T>(side: 'device' | 'keeper', shape: z.ZodType<T>): Promise<T[]> => {
    const each = await Promise.all(
      said.filter((one) => one.side === side).map(({ blob }) => hearJoin(keys, side, blob, shape)),
    )
    return each.filter((one) => one !== null)
  }
  const [offers, records, batches, signed, sealed, refused] = await Promise.all([
    of('keeper', ReturnOffer),
    of('device', ReturnRecord),
    of('device', ReturnBatch),
    of('device', ReturnSigned),
    of('keeper', JoinSealed),
    of('keeper', ReturnRefusal),
  ])
  return {
    offer: offers[0] ?? null,
    // What a device says once more takes the place of what it said before.
    records: [...new Map(records.map((each) => [each.record.id, each])).values()],
    batch: batches.at(-1)?.proposed ?? null,
    signed,
    sealed,
    isRefused: refused.length > 0,
  }
}

const say = async (keys: JoinKeys, value: unknown): Promise<void> => {
  const blob = await sayJoin(keys, 'device', value)
  await openApi.tell('POST', 'join/say', { id: keys.id, side: 'device', blob })
}

/** The roster of the keeper's word, up to now. */
export async function rosterOf(keys: JoinKeys, pin: Pin, today: Day): Promise<Roster> {
  const { entries } = await openApi.ask('POST', 'join/roster', RosterRest, { id: keys.id, from: 0 })
  const reading = await readRoster(entries, pin, today)
  if (!reading.ok) throw new RosterRefused(reading.problem)
  return reading.roster
}

/** The record of a new keeper: of every team, since nobody else is left who could open them. */
export async function makeReturnRecord(
  own: NewOwn,
  roster: Roster,
  organisation: OrganisationId,
  hasPapers: boolean,
): Promise<ReturnRecord> {
  const desks = [...roster.desks.values()].filter((desk) => desk.organisation === organisation && desk.until === null)
  const placing = {
    organisation,
    roles: ['keeper' as const, 'worker' as const],
    desks: desks.map(({ id }) => id),
    supervisor: null,
    pledge: null,
  }
  const record = await describeDevice(own.device, placing)
  const credential = await signCredential(own.device, own.kept.network, own.kept.credential)
  return { v: 2, topic: 'record', record, credential, hasPapers }
}

export const sayRecord = (keys: JoinKeys, record: ReturnRecord): Promise<void> => say(keys, record)

/** The papers that were read, with three new ones, for nobody but this device. */
export async function sealSecrets(device: OwnDevice, seed: Uint8Array): Promise<string> {
  const made = makePapers(systemRandom)
  const papers = await Promise.all(made.papers.map(paperText))
  return sealToDevice(device, { seed: toBase64url(seed), papers, newSeed: toBase64url(made.seed) })
}

export const openSecrets = async (device: OwnDevice, secrets: string): Promise<Secrets> =>
  Secrets.parse(await openOnDevice(device, secrets))

/** What stands around a message, and a reserve: `content` is written once more as text in text. */
const FITTING = Math.floor(JOIN_BYTES / 2)

/** Puts the whole batch together, and signs it by the papers and this device. Where the keys of many colleagues would not fit, they are sealed
 *  after the return (`restorePast`). */
export async function sayReturn(
  keys: JoinKeys,
  device: OwnDevice,
  { roster, secrets, records }: { roster: Roster; secrets: Secrets; records: readonly ReturnRecord[] },
  organisation: OrganisationId,
  today: Day,
): Promise<{ isPartial: boolean }> {
  const devices = records.map(({ record }) => record)
  const papers = await papersKey(organisation, fromBase64url(secrets.seed))
  const { recipient, verifyKey } = await papersKey(organisation, fromBase64url(secrets.newSeed))
  const batch = await comeBack(roster, papers, devices, { recipient, verifyKey }, systemRandom)
  const whole = await propose(roster, today, batch, [papers, device])
  const coming = new Set(devices.map(({ id }) => id))
  const isNeeded = (wrap: (typeof whole.keys.wraps)[number]) => coming.has(wrap.device) || wrap.desk === NETWORK_DESK
  const isPartial = canonical(whole).length > FITTING
  const keysFor = { ...whole.keys, wraps: isPartial ? whole.keys.wraps.filter(isNeeded) : whole.keys.wraps }
  await say(keys, { v: 2, topic: 'batch', proposed: { ...whole, keys: keysFor } })
  return { isPartial }
}

/** Signs the batch that the other device has put together, if it is the return of these two and nothing else. */
export async function signReturn(
  keys: JoinKeys,
  device: OwnDevice,
  { roster, batch, records }: { roster: Roster; batch: Proposed; records: readonly ReturnRecord[] },
  organisation: OrganisationId,
): Promise<ReturnProblem | 'not-read' | null> {
  const read = await readProposal(roster, batch)
  if (!read) return 'not-read'
  const devices = records.map(({ record }) => record)
  const problem = problemOfReturn(roster, organisation, devices, read.contents)
  if (problem) return problem
  const { signature } = await signProposal(device, batch.proposal)
  await say(keys, ReturnSigned.parse({ v: 2, topic: 'signed', batch: read.id, device: device.id, signature }))
  return null
}

export const batchId = (batch: Proposed) => proposalId(batch)

/** Answers the keeper who asks whether this device opens what is sealed to it. `answered`: what has had an answer. */
export async function answerSealed(
  keys: JoinKeys,
  device: OwnDevice,
  sealed: HeardReturn['sealed'],
  answered: Set<string>,
): Promise<void> {
  for (const each of sealed) {
    if (answered.has(each.sealed)) continue
    const bytes = await answerPossession(device.identity, each.sealed)
    answered.add(each.sealed)
    if (bytes !== null) await say(keys, JoinReturned.parse({ v: 2, keeper: each.keeper, bytes }))
  }
}

/** Whether the return has happened. `other`: the organisation has come back with other devices than this one. */
export async function isBackNow(
  keys: JoinKeys,
  { offer, record }: Pick<ReturnKept, 'offer' | 'record'>,
  today: Day,
): Promise<'not-yet' | 'back' | 'other'> {
  const { rosterLength } = await findNetwork()
  if (rosterLength <= offer.pin.length || !record) return 'not-yet'
  const roster = await rosterOf(keys, offer.pin, today)
  if (roster.devices.get(record.record.id)?.verifyKey === record.record.verifyKey) return 'back'
  const isSince = roster.recoveries.some(
    ({ organisation, since }) => organisation === offer.organisation && since > offer.pin.length,
  )
  return isSince ? 'other' : 'not-yet'
}
