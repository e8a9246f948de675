// A desk's keys: all from one seed, so that whoever gets the seed can compare everything with the signed roster, and nothing is believed.
// Governed by docs/protocol.md "Keys from the server".
import { ListId, type Recipient, Secret } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import { type Wrap, WrapContent } from '@apila/core/account/session.ts'
import { BellKey, type WhichDesk } from '@apila/core/organisation/roster.ts'
import { type Roster, deskKey, findEpoch, isOnDesk } from '@apila/core/organisation/roster-value.ts'
import { WRAP_BYTES } from '@apila/core/sizes.ts'
import { BrokenSeal, identityFromSeed, openText, readSealed, recipientOf, sealText } from '../age.ts'
import { derive, fromBase64url, toBase64url, utf8 } from '../encoding.ts'
import { padTo, unpad } from '../padding.ts'
import { x25519Pair } from '../x25519.ts'
import type { OwnDevice } from './device.ts'

export type DeskKeys = {
  /** Opens what is sealed to the desk. */
  identity: string
  recipient: Recipient
  /** Names the desk's list of notes or counters to the server. */
  list: ListId
  /** Hears the desk's bells; cannot be exported. */
  bellPrivate: CryptoKey
  bellPublic: BellKey
}

/** The keys of one desk in one key period, as a device of that desk holds them. */
export type HeldDesk = DeskKeys & { which: WhichDesk; epoch: number }

/** A wrap opened and holds a key that the roster does not name for this device's desk: "this is not our network's key". */
export class ForeignKey extends Error {
  override name = 'ForeignKey'
  constructor() {
    super('this key is not of our network')
  }
}

/** Everything that a desk's 32-byte seed stands for. */
export async function deskKeys(seed: Uint8Array): Promise<DeskKeys> {
  const identity = identityFromSeed(seed)
  const [recipient, list, bell] = await Promise.all([
    recipientOf(identity),
    derive(seed, 'apila/desk/v2/list', 16),
    derive(seed, 'apila/desk/v2/bell'),
  ])
  const { privateKey: bellPrivate, publicBytes } = await x25519Pair(bell)
  return {
    identity,
    recipient,
    list: ListId.parse(toBase64url(list)),
    bellPrivate,
    bellPublic: BellKey.parse(toBase64url(publicBytes)),
  }
}

/** A desk's seed sealed to a device of that desk. */
export async function sealWrap(
  recipient: Recipient,
  { which, epoch, seed }: { which: WhichDesk; epoch: number; seed: Uint8Array },
): Promise<string> {
  const content: WrapContent = { v: 2, desk: which, epoch, seed: Secret.parse(toBase64url(seed)) }
  return sealText(recipient, padTo(utf8(canonical(content)), WRAP_BYTES))
}

/** Opens a wrap and compares all that comes of it with the roster. `null` = not for this device. Throws `ForeignKey` = not a key of a desk
 *  that the roster gives this device; `BrokenSeal` = damaged. */
export async function openWrap(device: OwnDevice, roster: Roster, blob: string): Promise<HeldDesk | null> {
  const opened = await openText(device.identity, blob)
  if (!opened) return null
  const { desk: which, epoch, seed } = readSealed(unpad(opened, WRAP_BYTES), WrapContent)
  const own = roster.devices.get(device.id)
  const named = findEpoch(roster, which, epoch)
  if (!own || !isOnDesk(own, which) || !named) throw new ForeignKey()
  const keys = await deskKeys(fromBase64url(seed))
  if (keys.recipient !== named.recipient || keys.bellPublic !== named.bell) throw new ForeignKey()
  return { ...keys, which, epoch }
}

/** The desks that a server's wraps give this device: of several for one desk and period the one that fits. `refused`: how many were foreign or
 *  damaged; a true one beside them still counts. */
export async function openWraps(
  device: OwnDevice,
  roster: Roster,
  wraps: readonly Wrap[],
): Promise<{ desks: HeldDesk[]; refused: number }> {
  const desks = new Map<string, HeldDesk>()
  let refused = 0
  for (const wrap of wraps) {
    if (wrap.device !== device.id) continue
    try {
      const held = await openWrap(device, roster, wrap.blob)
      if (held) desks.set(`${deskKey(held.which)}/${String(held.epoch)}`, held)
      else refused += 1
    } catch (error) {
      if (!(error instanceof ForeignKey || error instanceof BrokenSeal)) throw error
      refused += 1
    }
  }
  return { desks: [...desks.values()], refused }
}
