// What a device does at a founding: says its record, hears the others', puts everything together or checks it, and signs.
// Nothing that the board says is believed beyond what people compare aloud. Governed by docs/protocol.md "Founding".
import * as z from 'zod'
import { CodeText } from '@apila/core/account/code-text.ts'
import type { Digest, Signature } from '@apila/core/bytes.ts'
import { canonical, parseCanonical } from '@apila/core/canonical.ts'
import type { Day } from '@apila/core/day.ts'
import {
  FounderId,
  FoundingBatch,
  FoundingHeard,
  FoundingNetwork,
  type FoundingOperator,
  FoundingRecord,
  FoundingSigned,
  type FoundingTopic,
} from '@apila/core/account/founding.ts'
import { DeskId, type OrganisationId } from '@apila/core/organisation/roster.ts'
import { deskKeys } from '@apila/sealing/account/desk-keys.ts'
import { describeDevice, openOnDevice, sealToDevice } from '@apila/sealing/account/device.ts'
import type { OwnDevice } from '@apila/sealing/account/device.ts'
import { signCredential } from '@apila/sealing/account/new-device.ts'
import { digestOf, fromBase64url, systemRandom, toBase64url } from '@apila/sealing/encoding.ts'
import { checkFounding, collectFounding, mergeFounding, signFounding } from '@apila/sealing/organisation/founding.ts'
import { recoveryWrapsFor, wrapsFor } from '@apila/sealing/organisation/key-periods.ts'
import { makePapers, paperText, papersKey } from '@apila/sealing/organisation/papers.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import { Refused, makeApi } from '../../account/api.ts'
import { forget, keep, readKept } from '../../account/device-store.ts'
import { slugOf } from '../new-ids.ts'
import type { OwnKept } from '../../account/own/own-device.ts'
import { type Founder, type Heard, type Standing, organisationsOf } from './board.ts'

/** What is kept of a founding on this device, so that it goes on after a reload. `secrets`: sealed to the device. */
export const FoundingKept = z.object({
  code: CodeText,
  from: FounderId,
  network: FoundingNetwork.nullable(),
  record: FoundingRecord.nullable(),
  secrets: z.string().nullable(),
  /** What was read aloud and was the same, by the records' proofs. */
  compared: z.array(z.string()),
  /** What this device has put together last. */
  made: z.object({ round: FoundingBatch.shape.round, entries: FoundingBatch.shape.entries }).nullable(),
  /** What this device has signed: `signed` goes with it, and both go before it signs anything else. */
  batch: z.array(z.string()).nullable(),
  signed: FoundingSigned.nullable(),
  hasPapers: z.boolean(),
})
export type FoundingKept = z.infer<typeof FoundingKept>

export const Secrets = z.object({ deskSeed: z.string(), papers: z.array(z.string()).length(3) })
type Secrets = z.infer<typeof Secrets>

const KEY = 'founding'
export const readFounding = async (): Promise<FoundingKept | null> =>
  // What was begun with an earlier program goes on.
  FoundingKept.safeParse({ compared: [], made: null, ...((await readKept(KEY)) as object) }).data ?? null
export const keepFounding = (kept: FoundingKept): Promise<unknown> => keep(KEY, kept)
export const forgetFounding = (): Promise<unknown> => forget(KEY)

export const beginFounding = (code: CodeText): FoundingKept => ({
  code,
  from: FounderId.parse(toBase64url(systemRandom(16))),
  ...{
    network: null,
    record: null,
    secrets: null,
    compared: [],
    made: null,
    batch: null,
    signed: null,
    hasPapers: false,
  },
})

const api = makeApi(
  () => null,
  () => Promise.reject(new Refused('not-signed-in')),
)

const say = (kept: FoundingKept, topic: FoundingTopic, value: unknown): Promise<void> =>
  api.tell('POST', 'founding/say', {
    code: kept.code,
    from: kept.from,
    topic,
    text: value === null ? '' : canonical(value),
  })

/** Reads the board. What has another shape is left out. Throws `Refused` with `code-refused` for a wrong code. */
export async function hear({ code, from: ownFrom }: Pick<FoundingKept, 'code' | 'from'>): Promise<Heard> {
  const { said, hasOperator } = await api.ask('POST', 'founding/hear', FoundingHeard, { code })
  const of = <T>(topic: FoundingTopic, shape: z.ZodType<T>): { from: Digest; value: T }[] =>
    said.flatMap(({ from, topic: own, text }) => {
      const value = own === topic ? parseCanonical(text, shape) : null
      return value === null ? [] : [{ from, value }]
    })
  const [network] = of('network', FoundingNetwork)
  const signed = of('signed', FoundingSigned)
  const batches = await Promise.all(
    of('batch', FoundingBatch).map(async ({ from, value: { round, entries } }) => ({
      from,
      batch: { round, entries, digest: await digestOf(entries.at(-1) ?? '') },
    })),
  )
  return {
    own: await digestOf(ownFrom),
    collector: network?.from ?? null,
    network: network?.value ?? null,
    founders: of('record', FoundingRecord).map(({ from, value }) => ({
      from,
      record: value,
      batch: batches.find((each) => each.from === from)?.batch ?? null,
      signed: signed.find((each) => each.from === from)?.value ?? null,
    })),
    hasOperator,
  }
}

/** Says again what this device has said: a server that was started again has forgotten it. And takes back what it stands by no more. */
export async function sayAgain(kept: FoundingKept, heard: Heard): Promise<void> {
  const own = heard.founders.find(({ from }) => from === heard.own)
  if (kept.network && heard.collector === null) await say(kept, 'network', kept.network)
  if (!kept.record !== !own) await say(kept, 'record', kept.record)
  if (kept.made?.round !== own?.batch?.round) await sayBatch(kept, kept.made)
  if (kept.signed?.batch !== own?.signed?.batch) await say(kept, 'signed', kept.signed)
}

type Names = { fi: string; sv: string; en: string }

/** The first device of an organisation names it, and makes the keys of its desk and its papers; any other joins it. */
export async function makeRecord(
  { device, kept }: { device: OwnDevice; kept: OwnKept },
  organisation: OrganisationId,
  isNew: { names: Names; deskNames: Names } | null,
): Promise<{ record: FoundingRecord; secrets: string | null }> {
  const placing = { organisation, roles: ['keeper', 'worker'], desks: [], supervisor: null, pledge: null } as const
  const record = await describeDevice(device, { ...placing, roles: [...placing.roles], desks: [] })
  const credential = await signCredential(device, kept.network, kept.credential)
  const common = { v: 2 as const, record, credential }
  if (!isNew) return { record: { ...common, organisation: null }, secrets: null }
  const { seed, papers } = makePapers(systemRandom)
  const { recipient, verifyKey } = await papersKey(organisation, seed)
  const deskSeed = systemRandom(32)
  const { recipient: deskRecipient, bellPublic } = await deskKeys(deskSeed)
  const secrets: Secrets = {
    deskSeed: toBase64url(deskSeed),
    papers: await Promise.all(papers.map(paperText)),
  }
  const desk = {
    id: DeskId.parse(slugOf(isNew.deskNames.fi)),
    names: isNew.deskNames,
    recipient: deskRecipient,
    bell: bellPublic,
  }
  const founded = { names: isNew.names, recovery: { recipient, verifyKey }, desk }
  return { record: { ...common, organisation: founded }, secrets: await sealToDevice(device, secrets) }
}

/** The texts that all are going to sign. */
export async function collect(network: FoundingNetwork, founders: readonly Founder[], today: Day): Promise<string[]> {
  const devices = founders.map(({ record }) => record.record)
  const organisations = organisationsOf(founders)
  const { texts } = await collectFounding(
    {
      network: network.network,
      track: network.track,
      purchaser: network.purchaser,
      demo: false,
      organisations: organisations.map(({ id, names, recovery }) => ({ id, names, recovery })),
      devices,
      desks: organisations.map(({ id, desk }) => ({
        first: { recipient: desk.recipient, bell: desk.bell },
        desk: { organisation: id, id: desk.id, deskKind: 'referral', names: desk.names, volunteers: false },
        devices: devices.filter(({ organisation }) => organisation === id).map((device) => device.id),
      })),
      together: [],
    },
    today,
    systemRandom,
  )
  return texts
}

/** Names who answers for the server. Where somebody has done so meanwhile, theirs stands. */
export async function sayOperator(kept: FoundingKept, operator: FoundingOperator['operator']): Promise<void> {
  try {
    await api.tell('POST', 'founding/operator', { code: kept.code, operator })
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'already-there')) throw error
  }
}

export const sayNetwork = (kept: FoundingKept, network: FoundingNetwork) => say(kept, 'network', network)
export const sayRecord = (kept: FoundingKept, record: FoundingRecord) => say(kept, 'record', record)
export const sayBatch = (kept: FoundingKept, made: FoundingKept['made']) =>
  say(kept, 'batch', made && { v: 2, ...made })

export type SignProblem = Exclude<Awaited<ReturnType<typeof checkFounding>>, null>['problem'] | 'not-what-was-heard'

/** Why this device does not sign; null = it may. Beside the rules: the batch holds exactly what its members say, and this device has compared
 *  each of them; the network is the one that it was told when it made its passkey. */
export async function problemOfBatch(
  { batch, members, gone, notCompared }: Standing,
  own: FoundingRecord,
  network: FoundingNetwork | null,
  today: Day,
): Promise<SignProblem | null> {
  const texts = batch?.entries ?? []
  const organisation = organisationsOf(members).find(({ id }) => id === own.record.organisation)
  const recovery = own.organisation?.recovery ?? organisation?.recovery
  const broken = await checkFounding(texts, { record: own.record, recovery }, today)
  if (broken) return broken.problem
  if (!network || gone.length > 0 || notCompared.length > 0) return 'not-what-was-heard'
  const expected = await collect(network, members, today)
  return expected.join() === texts.join() ? null : 'not-what-was-heard'
}

/** Signs, and seals the own desk's key to the colleagues and the papers where this device has made it. */
export async function sign(
  device: OwnDevice,
  kept: FoundingKept,
  texts: readonly string[],
  founders: readonly Founder[],
): Promise<FoundingSigned> {
  const signatures = (await signFounding(device, texts)).map(({ signature }): Signature => signature)
  const { record, secrets } = kept
  const signed = { v: 2 as const, batch: await digestOf(texts.at(-1) ?? ''), device: device.id, signatures }
  const opened = secrets === null ? null : Secrets.parse(await openOnDevice(device, secrets))
  if (!record?.organisation || !opened) return { ...signed, wraps: [], recovery: [] }
  const { organisation } = record.record
  const { desk, names, recovery } = record.organisation
  const sealing = { which: { organisation, desk: desk.id }, epoch: 0, seed: fromBase64url(opened.deskSeed) }
  const colleagues = founders
    .map((each) => each.record.record)
    .filter((each) => each.organisation === organisation)
    .map((each) => ({ ...each, desks: [desk.id] }))
  const organisations = new Map([[organisation, { id: organisation, names, recovery }]])
  return {
    ...signed,
    wraps: await wrapsFor(colleagues, sealing),
    recovery: await recoveryWrapsFor({ organisations }, sealing),
  }
}

/** `null`: takes the signature back. From then on the server founds nothing with it. */
export const saySigned = (kept: FoundingKept, signed: FoundingSigned | null) => say(kept, 'signed', signed)

/** Founds the network: sends the signed entries, with the desk keys and how everybody in them signs in. */
export async function found(
  code: CodeText,
  texts: readonly string[],
  founders: readonly Founder[],
  today: Day,
): Promise<boolean> {
  const signed = founders.flatMap((each) => each.signed ?? [])
  const entries = mergeFounding(
    texts,
    signed.map(({ device, signatures }) => signatures.map((signature) => ({ device, signature }))),
  )
  const reading = await readRoster(entries, null, today)
  if (!reading.ok) return false
  const keys = {
    wraps: signed.flatMap(({ wraps }) => wraps),
    recovery: signed.flatMap(({ recovery }) => recovery),
    links: [],
  }
  const credentials = founders.map(({ record }) => record.credential)
  try {
    await api.tell('POST', 'roster/add', { entries, keys, credentials, code })
  } catch (error) {
    // Somebody has put everything together anew, or it is another day.
    if (error instanceof Refused && error.code === 'roster-refused') return false
    // Another device was quicker: what is heard next says so.
    if (!(error instanceof Refused && error.code === 'code-refused')) throw error
  }
  return true
}

/** The network of these texts is what this device will compare everything with: never what a server says later. */
export async function keepPin(texts: readonly string[]): Promise<void> {
  const digests = await Promise.all(texts.map((text) => digestOf(text)))
  const [genesis, head] = [digests[0], digests.at(-1)]
  if (genesis && head) await keep('pin', { genesis, length: texts.length, head })
}

/** The three papers as text; null for a device that made none. */
export async function openFoundingPapers(device: OwnDevice, kept: FoundingKept): Promise<readonly string[] | null> {
  if (kept.secrets === null) return null
  return Secrets.parse(await openOnDevice(device, kept.secrets)).papers
}

export const genesisOf = (texts: readonly string[]): Promise<Digest> => digestOf(texts[0] ?? '')
