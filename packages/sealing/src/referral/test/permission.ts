// A permission from alder to birch for tests: sealed as the product does, or put together piece by piece so that one piece may be wrong.
import { Name, type Recipient, Secret } from '@apila/core/bytes.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import type { Roster } from '@apila/core/organisation/roster-value.ts'
import { type Codes, type Told, partsOf } from '@apila/core/referral/content.ts'
import type { Head } from '@apila/core/referral/head.ts'
import type { OwedNotice } from '@apila/core/referral/owed-notice.ts'
import { Back, Front } from '@apila/core/referral/permission.ts'
import type { Deposit, Released } from '@apila/core/referral/wire.ts'
import { KNOCK_BYTES } from '@apila/core/sizes.ts'
import { type OwnDevice } from '../../account/device.ts'
import { newIdentity, recipientOf, seal, sealText } from '../../age.ts'
import { digestOf, systemRandom, toBase64url, utf8 } from '../../encoding.ts'
import { TODAY, deviceOf, foundNetwork, keysOf, readWhole, which } from '../../organisation/test-network.ts'
import { padTo, padToClass } from '../../padding.ts'
import { type TicketKeys, ticketKeys } from '../../ticket.ts'
import { type LockContent, sealLock } from '../locks.ts'
import { type SealInput, reserve } from '../seal.ts'
import { backDigest, digestOfRecipient, permissionDigest, signPart } from '../signed.ts'

export const randomText = (length: number): string => toBase64url(systemRandom(length))
export const randomName = (): Name => Name.parse(randomText(16))
export const randomSecret = (): Secret => Secret.parse(randomText(32))
export const freshTicket = (): Promise<TicketKeys> => ticketKeys(systemRandom(32))

let founded: Promise<Roster> | undefined
export const testRoster = (): Promise<Roster> => (founded ??= foundNetwork().then(readWhole))

export const TOLD: Told = { safeContact: null, situation: null, needs: 'a place to sleep', clarified: null }
export const CODES: Codes = { service: 'support', language: 'fi', interpreter: 'any', days: ['mon'], ownChannel: null }

export const frontOf = (changes: Partial<Front> = {}): Front =>
  Front.parse({
    v: 2,
    id: randomText(8),
    kind: 'referral',
    mode: 'knock-ahead',
    from: which('alder', 'referral'),
    to: which('birch', 'referral'),
    extent: null,
    why: 'support',
    talk: null,
    meeting: ['alder', 'birch'],
    notBefore: TODAY,
    until: addDays(TODAY, 30),
    grows: null,
    ...changes,
  })

export const backOf = (changes: Partial<Back> = {}): Back =>
  Back.parse({
    age: 'adult',
    what: ['needs'],
    how: 'shown',
    keep: ['paper'],
    reason: null,
    said: {
      explained: null,
      alternatives: null,
      language: null,
      shown: null,
      interpreter: null,
      knowsInterpreter: null,
    },
    signatures: [],
    ...changes,
  })

export const AHEAD: Pick<Changes, 'front' | 'back'> & Pick<Craft, 'front' | 'back'> = {
  front: { mode: 'all-ahead' },
  back: { keep: [] },
}

/** What an urgent permission owes her. */
export const OWES: OwedNotice = { what: ['danger', 'where'], provision: 'vital-interest', byRole: 'worker' }

export interface Changes {
  front?: Partial<Front>
  back?: Partial<Back>
  input?: Partial<SealInput>
}

/** What sealing takes, as a worker of alder would give it. */
export async function inputWith({ front = {}, back = {}, input = {} }: Changes = {}): Promise<SealInput> {
  const roster = input.roster ?? (await testRoster())
  const said = backOf(back)
  return {
    reservation: await reserve(said.keep.length > 0 ? await freshTicket() : null, TODAY, systemRandom),
    front: frontOf(front),
    back: said,
    refused: ['clarified'],
    codes: CODES,
    told: TOLD,
    device: await deviceOf('alder-worker-1'),
    senderDesk: await keysOf('alder', 'referral'),
    roster,
    today: TODAY,
    offline: false,
    ending: { word: 'bluebell' },
    ifEnded: 'wait',
    keptTicket: null,
    onlyDevice: null,
    random: systemRandom,
    ...input,
  }
}

/** What the server would release of a deposit. */
export const releasedKnock = ({ knock, until }: Deposit): Released => ({
  body: knock.body,
  locks: [{ n: 0, blob: knock.lock }],
  leash: knock.leash,
  receipt: null,
  until,
})
export const releasedStory = ({ story, until }: Deposit): Released => ({
  body: story.body,
  locks: [{ n: 0, blob: story.lock }],
  leash: story.leash,
  receipt: story.receipt,
  until,
})

/** One piece that is not as it should be. */
export interface Craft {
  part?: 'knock' | 'story'
  front?: Partial<Front>
  back?: Partial<Back>
  told?: Told
  signer?: OwnDevice
  head?: Partial<Head>
  /** Beside or instead of what a part holds. */
  content?: Record<string, unknown>
  /** What is padded, instead of what was signed. */
  bytes?: (signed: Uint8Array) => Uint8Array
  padded?: (padded: Uint8Array) => Uint8Array
  desk?: Recipient
  ticket?: TicketKeys | null
  lock?: Partial<Omit<LockContent, 'v'>>
  until?: Day
  roster?: Roster
}

export interface Crafted {
  released: Released
  name: Name
  leash: string
  identity: string
  front: Front
  back: Back
  grant: Awaited<ReturnType<typeof permissionDigest>>
  turn: Secret
}

/** A first contact or a story put together by hand, right in all that is not changed. */
export async function craft(changes: Craft = {}): Promise<Crafted> {
  const { part = 'knock', ticket = null } = changes
  const roster = changes.roster ?? (await testRoster())
  const front = frontOf(changes.front)
  const back = backOf(changes.back)
  const [identity, leash, name, turn] = [await newIdentity(), await newIdentity(), randomName(), randomSecret()]
  const desk = changes.desk ?? (await keysOf('birch', 'referral')).recipient
  const grant = await permissionDigest(front, back)
  const digest = await digestOf('any')
  const shared = { front, talk: randomName(), mark: randomText(16), line: digest }
  const told = changes.told ?? TOLD
  const own =
    part === 'knock'
      ? { ...shared, back: await backDigest(back), codes: CODES }
      : { ...shared, back: { ...back, what: changes.back?.what ?? partsOf(told) }, story: told }
  const head = {
    part,
    at: name,
    receiver: await digestOfRecipient(desk),
    network: roster.network,
    grant,
    roster: { length: roster.length, head: roster.head },
    ...changes.head,
  }
  const signer = changes.signer ?? (await deviceOf('alder-worker-1'))
  // A member that is changed to undefined is left out.
  const content = Object.entries({ ...own, ...changes.content }).filter(([, value]) => value !== undefined)
  const signed = await signPart(signer, head, Object.fromEntries(content))
  const bytes = changes.bytes?.(signed) ?? signed
  const padded = part === 'knock' ? padTo(bytes, KNOCK_BYTES) : padToClass(bytes)
  const inner = ticket ? toBase64url(await seal(await recipientOf(ticket.openIdentity), utf8(identity))) : identity
  return {
    released: {
      body: await sealText(await recipientOf(identity), changes.padded?.(padded) ?? padded),
      locks: [{ n: 0, blob: await sealLock(leash, desk, { turn, yes: null, inner, ...changes.lock }) }],
      leash: toBase64url(utf8(leash)),
      receipt: null,
      until: changes.until ?? front.until,
    },
    name,
    leash,
    identity,
    front,
    back,
    grant,
    turn,
  }
}

/** The same released part with a further lock. */
export const withLock = (released: Released, blob: string): Released => ({
  ...released,
  locks: [...released.locks, { n: released.locks.length, blob }],
})
