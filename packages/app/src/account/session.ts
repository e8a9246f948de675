// Signing in: the device signs the server's challenge, the roster is verified here, the desks' keys are unwrapped here.
// Governed by docs/protocol.md "Roster" and "Demo networks". Keys and token live in the page's memory and end with it.
import * as z from 'zod'
import { Challenge, type DeskKey, SessionToken, Wrap, signInText } from '@apila/core/account/session.ts'
import { Digest } from '@apila/core/bytes.ts'
import { type Device, NetworkId, type Roster, SignedEntry } from '@apila/core/organisation/roster.ts'
import { type OwnDevice, deriveDemoDevice, openWrap, signText } from '@apila/sealing/account/device.ts'
import { utf8 } from '@apila/sealing/encoding.ts'
import { type Pin, type RosterReading, readRoster } from '@apila/sealing/organisation/roster.ts'
import { type Api, Refused, makeApi } from './api.ts'
import { keep, readKept } from './device-store.ts'

// The content policy forbids code from text; without this zod would try, and the browser would report it.
z.config({ jitless: true })

const Network = z.object({ network: NetworkId })
const Entries = z.object({ entries: z.array(SignedEntry) })
const Wraps = z.object({ wraps: z.array(Wrap) })
const KeptPin = z.object({ genesis: Digest, length: z.int(), head: Digest })

/** The roster that the server gave is not one that this device may believe. */
export class RosterRefused extends Error {
  override name = 'RosterRefused'
  readonly problem: Extract<RosterReading, { ok: false }>['problem']
  constructor(problem: Extract<RosterReading, { ok: false }>['problem']) {
    super(problem)
    this.problem = problem
  }
}

/** Everything that a signed-in worker's page holds. */
export interface Session {
  device: OwnDevice
  /** The device as the roster knows it. */
  own: Device
  roster: Roster
  pin: Pin
  referralDesk: DeskKey | null
  statisticsDesk: DeskKey | null
  api: Api
}

/** Signs in as a device of a demo network. Throws `Refused` or `RosterRefused`. */
export async function signIn(deviceId: string): Promise<Session> {
  let token: string | null = null
  const device = await deriveDemoDevice(deviceId)
  const open = makeApi(
    () => null,
    () => Promise.reject(new Refused('not-signed-in')),
  )
  const renew = async (): Promise<void> => {
    const { network } = await open.ask('GET', 'network', Network)
    const { challenge } = await open.ask('POST', 'session/challenge', Challenge, {})
    const signature = await signText(device, utf8(signInText(network, challenge)))
    token = (await open.ask('POST', 'session', SessionToken, { device: device.id, challenge, signature })).token
  }
  await renew()
  const api = makeApi(() => token, renew)
  const { roster, pin } = await fetchRoster(api)
  const own = roster.devices.get(device.id)
  if (own?.verifyKey !== device.verifyKey) throw new RosterRefused('bad-signature')
  const keys = await unwrapDesks(api, device)
  const find = (desk: DeskKey['desk']) => keys.find((key) => key.desk === desk) ?? null
  return { device, own, roster, pin, referralDesk: find('referral'), statisticsDesk: find('statistics'), api }
}

/** The roster, verified entry by entry and against what this device saw before. */
export async function fetchRoster(api: Api): Promise<{ roster: Roster; pin: Pin }> {
  const kept = KeptPin.safeParse(await readKept('pin'))
  const { entries } = await api.ask('GET', 'roster', Entries)
  const reading = await readRoster(entries, kept.success ? kept.data : null)
  if (!reading.ok) throw new RosterRefused(reading.problem)
  await keep('pin', reading.pin)
  return reading
}

async function unwrapDesks(api: Api, device: OwnDevice): Promise<DeskKey[]> {
  const { wraps } = await api.ask('GET', 'wraps', Wraps)
  const opened = await Promise.all(
    wraps.filter((wrap) => wrap.device === device.id).map((wrap) => openWrap(device, wrap.blob)),
  )
  return opened.filter((key) => key !== null)
}
