// Noise of the right shapes and sizes: the server cannot tell it from what is sealed, and its tests may not import what seals.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { Recipient } from '@apila/core/bytes.ts'
import { type Day, addDays } from '@apila/core/day.ts'
import { Deposit, type LinePut, LockAppend, Names, NotePut, Renew, TalkPost } from '@apila/core/referral/wire.ts'
import { STORED_BYTES, STORY_CLASSES, sealedLength } from '@apila/core/sizes.ts'
import { proofOf } from '../platform/keys.ts'

export const random = (bytes: number): string => randomBytes(bytes).toString('base64url')

export const blobOf = (kind: keyof typeof STORED_BYTES): string => random(STORED_BYTES[kind])

/** A public key on curve 25519, whose other half is thrown away. */
export const x25519Key = (): string => String(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x)

/** To nobody, as fillers are. */
export const bell = (): string =>
  Buffer.concat([Buffer.from(x25519Key(), 'base64url'), randomBytes(72)]).toString('base64url')

const SIGNS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

const addSign = (check: number, value: number): number => {
  const top = check >> 25
  const next = ((check & 0x1ffffff) << 5) ^ value
  return GENERATOR.reduce((sum, term, bit) => ((top >> bit) & 1 ? sum ^ term : sum), next)
}

/** Bech32 (BIP-173), as core reads it. */
function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const values = (bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2))
  const codes = [...prefix].map((sign) => sign.charCodeAt(0))
  const spread = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
  const check = [...spread, ...values, 0, 0, 0, 0, 0, 0].reduce(addSign, 1) ^ 1
  const checkValues = [25, 20, 15, 10, 5, 0].map((shift) => (check >> shift) & 31)
  return `${prefix}1${[...values, ...checkValues].map((value) => SIGNS[value]).join('')}`
}

/** The public half of a key that nobody has. */
export function newRecipient(): Recipient {
  const key = Buffer.concat([randomBytes(1184), Buffer.from(x25519Key(), 'base64url')])
  return Recipient.parse(encodeBech32('age1pq', key))
}

const lineRecipient = newRecipient()

/** A permission as a device would send it: what it sends, and the secrets that it never sends before they act. */
export type TestPermission = {
  deposit: Deposit
  names: Names
  secrets: { withdraw: string; renew: string; post: string; turns: Record<'k' | 's' | 't' | 'f', string> }
}

type Options = {
  roster: number
  days?: number
  offline?: boolean
  /** Which size class the story has, smallest first. */
  storyClass?: number
}

const proof = (secret: string) => proofOf(secret as Parameters<typeof proofOf>[0])

export function newPermission(
  today: Day,
  { roster, days = 14, offline = false, storyClass = 0 }: Options,
): TestPermission {
  const turns = { k: random(32), s: random(32), t: random(32), f: random(32) }
  const secrets = { withdraw: random(32), renew: random(32), post: random(32), turns }
  const [k, s, t] = [random(16), random(16), random(16)]
  const until = addDays(today, days)
  const deposit = Deposit.parse({
    v: 2,
    proofs: {
      withdraw: proof(secrets.withdraw),
      renew: proof(secrets.renew),
      post: proof(secrets.post),
      turns: { k: proof(turns.k), s: proof(turns.s), t: proof(turns.t), f: proof(turns.f) },
    },
    until,
    sealedOn: today,
    roster,
    offline,
    line: lineRecipient,
    knock: { k, body: blobOf('knock'), lock: blobOf('lock'), leash: blobOf('leash') },
    story: {
      s,
      body: random(sealedLength(STORY_CLASSES[storyClass] ?? 0)),
      lock: blobOf('lock'),
      leash: blobOf('leash'),
      receipt: blobOf('receipt'),
    },
    talk: { t, locks: [blobOf('lock'), blobOf('lock')], leash: blobOf('leash') },
    bell: bell(),
    note: newNote(today),
  })
  const names = Names.parse({ k, s, t, withdraw: proof(secrets.withdraw), until, sealedOn: today })
  return { deposit, names, secrets }
}

export const newNote = (today: Day): NotePut =>
  NotePut.parse({ list: random(16), id: random(16), version: 0, blob: blobOf('note'), until: addDays(today, 30) })

export const newLine = (n: number): LinePut => ({ n, blob: blobOf('line') })

/** Her new word on a permission, after `items` items and `lines` lines. */
export const newRenewal = (
  { deposit, secrets }: TestPermission,
  until: Day,
  { items = 0, lines = 0 }: { items?: number; lines?: number } = {},
): Renew =>
  Renew.parse({
    t: deposit.talk.t,
    n: items,
    post: secrets.post,
    renew: secrets.renew,
    until,
    item: blobOf('item'),
    line: newLine(lines),
    bell: bell(),
    note: null,
    roster: deposit.roster,
  })

/** A message after `items` items and `lines` lines. */
export const newItem = (permission: TestPermission, { items = 0, lines = 0 } = {}): TalkPost => {
  const renewal = Object.entries(newRenewal(permission, permission.deposit.until, { items, lines }))
  return TalkPost.parse(Object.fromEntries(renewal.filter(([name]) => name !== 'renew' && name !== 'until')))
}

/** The conversation's key, sealed to the receiving desk once more, after `lines` lines. */
export const newLock = ({ deposit, secrets }: TestPermission, { lines = 0 } = {}): LockAppend =>
  LockAppend.parse({
    name: deposit.talk.t,
    slot: 't',
    turn: secrets.turns.t,
    lock: blobOf('lock'),
    proof: proof(random(32)),
    roster: deposit.roster,
    line: newLine(lines),
  })

export const sha256Of = (blob: string): string =>
  createHash('sha256').update(Buffer.from(blob, 'base64url')).digest('base64url')
