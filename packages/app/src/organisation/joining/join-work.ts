// An enrolment as both sides do it: the new device under a joining code, and the keepers who look at it, hear its digits and sign.
// Governed by docs/protocol.md "Enrolment".
import { readCode } from '@apila/core/account/code-text.ts'
import {
  JoinFound,
  JoinHeard,
  JoinHeardOf,
  JoinOffer,
  JoinRequest,
  JoinReturned,
  JoinSealed,
} from '@apila/core/account/join.ts'
import type { Day } from '@apila/core/day.ts'
import type { Pin, Roster } from '@apila/core/organisation/roster-value.ts'
import type { Device } from '@apila/core/organisation/roster.ts'
import { RosterRest } from '@apila/core/organisation/wire.ts'
import { describeDevice } from '@apila/sealing/account/device.ts'
import {
  type JoinKeys,
  answerPossession,
  askPossession,
  codeBytes,
  hearJoin,
  isPossessed,
  joinKeys,
  sayJoin,
  spokenDigits,
} from '@apila/sealing/account/join.ts'
import { signCredential } from '@apila/sealing/account/new-device.ts'
import { systemRandom } from '@apila/sealing/encoding.ts'
import { readRoster } from '@apila/sealing/organisation/roster.ts'
import type { Api } from '../../account/api.ts'
import { keep } from '../../account/device-store.ts'
import type { NewOwn } from '../../account/own/own-device.ts'
import { openApi } from '../../account/session.ts'

/** What was typed or scanned; null = not a code. */
export async function keysOfTyped(typed: string): Promise<JoinKeys | null> {
  const scanned = /"code":"([\w-]{22})"/.exec(typed)?.[1]
  if (scanned !== undefined)
    return joinKeys(Uint8Array.from(atob(scanned.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)))
  const code = readCode(typed)
  const bytes = code && codeBytes(code)
  return bytes && joinKeys(bytes)
}

async function said(keys: JoinKeys, side: 'device' | 'keeper'): Promise<string[]> {
  const { said: all } = await openApi.ask('POST', 'join/hear', JoinHeard, { id: keys.id })
  return all.filter((each) => each.side === side).map(({ blob }) => blob)
}

async function heardOf<T>(
  keys: JoinKeys,
  side: 'device' | 'keeper',
  shape: Parameters<typeof hearJoin<T>>[3],
): Promise<T[]> {
  const each = await Promise.all((await said(keys, side)).map((blob) => hearJoin(keys, side, blob, shape)))
  return each.filter((one) => one !== null)
}

// ---- The new device ----

/** What a keeper offers: who the device is to be, and which network this is. Null until it is there. */
export const findOffer = async (keys: JoinKeys): Promise<JoinOffer | null> =>
  (await heardOf(keys, 'keeper', JoinOffer))[0] ?? null

/** Whether another device has used the code: it is for one. */
export const isUsed = async (keys: JoinKeys): Promise<boolean> =>
  (await openApi.ask('POST', 'join/hear', JoinHeardOf, { id: keys.id })).isUsed

/** Sends the record of the device that was made, and gives the six digits to read aloud. */
export async function requestJoin(keys: JoinKeys, offer: JoinOffer, own: NewOwn): Promise<string> {
  const record = await describeDevice(own.device, offer.device)
  const credential = await signCredential(own.device, offer.network, own.kept.credential)
  const request: JoinRequest = { v: 2, record, credential }
  await openApi.tell('POST', 'join', { id: keys.id, blob: await sayJoin(keys, 'device', request) })
  // Not before: what is compared from now on is the keepers' word.
  await keep('pin', offer.pin)
  return spokenDigits(keys, request)
}

/** Answers keepers that ask whether this device opens what is sealed to it. `answered`: who has had an answer. */
export async function answerKeepers(keys: JoinKeys, own: NewOwn, answered: Set<string>): Promise<void> {
  for (const { keeper, sealed } of await heardOf(keys, 'keeper', JoinSealed)) {
    if (answered.has(keeper)) continue
    const bytes = await answerPossession(own.device.identity, sealed)
    if (bytes === null) continue
    answered.add(keeper)
    const blob = await sayJoin(keys, 'device', JoinReturned.parse({ v: 2, keeper, bytes }))
    await openApi.tell('POST', 'join/say', { id: keys.id, side: 'device', blob })
  }
}

/** Whether both keepers have signed: the device stands in the roster, which is the one of the keepers' word. */
export async function hasJoined(keys: JoinKeys, pin: Pin, own: NewOwn, today: Day): Promise<boolean> {
  const { entries } = await openApi.ask('POST', 'join/roster', RosterRest, { id: keys.id, from: 0 })
  const reading = await readRoster(entries, pin, today)
  return reading.ok && reading.roster.devices.get(own.device.id)?.verifyKey === own.device.verifyKey
}

// ---- The keepers ----

/** Opens the code and says who the device is to be. */
export async function offerJoin(api: Api, keys: JoinKeys, roster: Roster, device: JoinOffer['device']): Promise<void> {
  const { network, genesis, length, head } = roster
  const offer = JoinOffer.parse({ v: 2, network, pin: { genesis, length, head }, device })
  await api.tell('POST', 'join/open', { id: keys.id })
  await api.tell('POST', 'join/say', { id: keys.id, side: 'keeper', blob: await sayJoin(keys, 'keeper', offer) })
}

/** The codes that this page has shown or typed, by the new device: in memory only, and gone with the page. */
const shown = new Map<Device['id'], JoinKeys>()

export const rememberCode = (device: Device['id'], keys: JoinKeys): void => {
  shown.set(device, keys)
}

/** The code of a new device that is not signed for any more ends, so that the device does not wait for nothing. */
export async function endCode(api: Api, device: Device['id']): Promise<void> {
  const keys = shown.get(device)
  if (!keys) return
  shown.delete(device)
  // It may have ended by itself.
  await api.tell('POST', 'join/close', { id: keys.id }).catch(() => undefined)
}

/** The new device's request, once it is there and bears the code's mac. */
export async function findRequest(api: Api, keys: JoinKeys): Promise<JoinRequest | null> {
  const { blob } = await api.ask('POST', 'join/find', JoinFound, { id: keys.id })
  return blob === null ? null : hearJoin(keys, 'device', blob, JoinRequest)
}

export const digitsOfRequest = spokenDigits

/** Has the new device show that it opens what is sealed to its record; waits for its answer. */
export async function seePossession(
  api: Api,
  keys: JoinKeys,
  { record }: JoinRequest,
  keeper: Device['id'],
  wait: () => Promise<void>,
  most = MOST_ASKED,
): Promise<boolean> {
  const { bytes, sealed } = await askPossession(record.recipient, systemRandom)
  const blob = await sayJoin(keys, 'keeper', JoinSealed.parse({ v: 2, keeper, sealed }))
  await api.tell('POST', 'join/say', { id: keys.id, side: 'keeper', blob })
  for (let asked = 0; asked < most; asked += 1) {
    const returned = (await heardOf(keys, 'device', JoinReturned)).filter((each) => each.keeper === keeper)
    if (returned.some((each) => isPossessed(bytes, each.bytes))) return true
    await wait()
  }
  return false
}

/** As long as a code is good, asked every second. */
const MOST_ASKED = 600
