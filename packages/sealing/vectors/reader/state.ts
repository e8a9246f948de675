// What the second reader remembers of a log while it judges it, and the rules of keys, records and places: docs/protocol.md "Roster" 3 to 10
// and 12, "Roles". Shares nothing with our code.
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { identityToRecipient } from 'age-encryption'
import * as reader from './reader.ts'
import { type Fields, type Json, type Log, members, textOf } from './reader.ts'

/** `rule`: the number in the document, or the word under which vectors/*.json name it. */
export class Refused extends Error {
  readonly rule: string
  constructor(rule: string) {
    super(rule)
    this.rule = rule
  }
}
export const refuse = (rule: string): never => {
  throw new Refused(rule)
}
export const needs = (holds: boolean, rule: string): void => (holds ? undefined : refuse(rule))

export interface Signed {
  entry: string
  signatures: Array<{ device?: string; recovery?: string; signature: string; proposal?: string }>
}
export interface State {
  log: Log
  demo: boolean
  /** Members now: what their papers give. */
  organisations: Map<string, Fields | null>
  left: Set<string>
  keys: Set<string>
  /** Desks that owe a key. */
  owed: Set<string>
  /** By what a proposal is overtaken: the length at which it was. */
  turns: Map<string, number>
  policies: Map<string, Fields>
  ahead: { text: string; next: number; start: number } | null
  lastDay: string
  today: string
}

const DEVICE = 'id organisation roles desks verifyKey recipient suites supervisor pledge proof'

// "Roles": which desks each role works on.
const EVERY = ['referral', 'statistics', 'common']
const ROLES: Record<string, { desks: string[]; isAlone?: true; isShared?: true }> = {
  worker: { desks: EVERY, isShared: true },
  volunteer: { desks: EVERY, isAlone: true },
  coordinator: { desks: ['common'], isShared: true },
  press: { desks: ['common'], isShared: true },
  keeper: { desks: EVERY, isShared: true },
  'release-officer': { desks: ['common'], isShared: true },
  ringer: { desks: ['referral'], isAlone: true },
}
const roleOf = (role: string) => ROLES[role] ?? refuse('text')
export const texts = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(textOf) : refuse('text'))
export const fields = (value: Json | undefined): Fields => value as Fields
export const devicesIn = (entry: Fields): Fields[] => ((entry['devices'] ?? []) as Json[]).map(fields)
export const active = ({ log }: State): Fields[] =>
  log.devices.filter(({ until }) => until === Infinity).map(({ device }) => device)
export const activeOf = (state: State, id: Json | undefined) => active(state).find((each) => each['id'] === id)
export const hasRole = (device: Fields, role: string) => texts(device['roles']).includes(role)

export const SHARED = 'network'
export const placeOf = (organisation: Json | undefined, desk: string): string =>
  desk === SHARED || organisation === null ? `/${desk}` : `${textOf(organisation)}/${desk}`

// Rule 4: keys decode.
const P = (1n << 255n) - 19n
const LOW_U = [
  0n,
  1n,
  P - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
]
export function isX25519(bytes: Uint8Array): boolean {
  const u = [...bytes].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  return bytes.length === 32 && u < P && !LOW_U.includes(u)
}
export function isRecipient(text: Json | undefined): boolean {
  const bytes = reader.bech32(textOf(text), 'age1pq')
  return bytes?.length === 1216 && isX25519(bytes.subarray(-32))
}
const isVerifyKey = (key: Json | undefined) => reader.bytesOf(key).length === 32 && reader.isPoint(reader.bytesOf(key))

// Rule 3.
export function take({ keys }: State, ...added: string[]): void {
  for (const each of added) {
    needs(!keys.has(each), '3')
    keys.add(each)
  }
}
export function takePapers(state: State, papers: Fields): void {
  const { recipient, verifyKey } = members(papers, 'recipient verifyKey')
  needs(isRecipient(recipient) && isVerifyKey(verifyKey), '4')
  take(state, textOf(recipient), textOf(verifyKey))
}
// Rule 10.
export async function needsSecret(state: State, label: string, papers: Fields): Promise<void> {
  if (state.demo) return
  const seed = reader.sha256('apila demo network: these keys are public')
  const scalar = reader.hkdf(seed, `${label}/sign`, 32)
  const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), scalar])
  const { x } = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' })).export({ format: 'jwk' })
  const recipient = await identityToRecipient(reader.identityOf(reader.hkdf(seed, `${label}/open`, 32)))
  needs(papers['verifyKey'] !== x && papers['recipient'] !== recipient, '10')
}

// Rules 6, 7 and 12 of a record that comes or changes.
export function checkPlace(state: State, device: Fields): void {
  const [roles, desks] = [texts(device['roles']), texts(device['desks'])]
  const places = desks.map((desk) => state.log.desks.get(placeOf(device['organisation'], desk)) ?? refuse('6'))
  const isVolunteer = roles.includes('volunteer')
  if (!isVolunteer) needs(device['supervisor'] === null, '7')
  else needs(roles.length === 1 && device['pledge'] !== null && places.every(({ volunteers }) => volunteers), '7')
  needs(roles.length === 1 || roles.every((role) => !roleOf(role).isAlone), '12')
  for (const [at, { kind }] of places.entries()) {
    needs(
      roles.some((role) => roleOf(role).desks.includes(textOf(kind))),
      '12',
    )
    if (desks[at] === SHARED)
      needs(
        roles.some((role) => roleOf(role).isShared === true),
        '12',
      )
  }
  if (isVolunteer) needs(isSupervised(state, device), '7')
}
export function isSupervised(state: State, volunteer: Fields): boolean {
  const by = activeOf(state, volunteer['supervisor'])
  const isOurs = by?.['organisation'] === volunteer['organisation'] && by !== undefined && hasRole(by, 'worker')
  return isOurs && texts(volunteer['desks']).every((desk) => texts(by['desks']).includes(desk))
}
export async function addDevice(state: State, value: Json | undefined): Promise<void> {
  const device = members(value, DEVICE)
  needs(!state.log.devices.some((each) => each.device['id'] === device['id']), '3')
  needs(isRecipient(device['recipient']) && isVerifyKey(device['verifyKey']), '4')
  take(state, textOf(device['verifyKey']), textOf(device['recipient']))
  needs(state.organisations.has(textOf(device['organisation'])), '6')
  checkPlace(state, device)
  const { proof, ...record } = device
  const bytes = Buffer.from(reader.canonical(record))
  needs(reader.isSigned(device['verifyKey'], proof, 'apila/device/v2', bytes), '5')
  await needsSecret(state, `device/${textOf(device['id'])}`, device)
  state.log.devices.push({ device, since: state.log.length, until: Infinity })
}
export function close(state: State, id: Json | undefined): Fields {
  const stay = state.log.devices.find((each) => each.device['id'] === id && each.until === Infinity) ?? refuse('6')
  stay.until = state.log.length
  return stay.device
}
export function owe(state: State, organisation: Json | undefined, desks: readonly string[]): void {
  for (const desk of desks) {
    const place = placeOf(organisation, desk)
    if (state.log.epochs.has(place)) state.owed.add(place)
  }
}
export function needsKeepers(state: State, organisation: string): void {
  const keepers = active(state).filter((each) => each['organisation'] === organisation && hasRole(each, 'keeper'))
  needs(keepers.length >= 2, '9')
}
