// A desk's keys: all from one seed, so that whoever gets the seed can compare everything with the signed roster, and nothing is believed.
// Governed by docs/protocol.md "Keys from the server".
import { bech32 } from '@scure/base'
import { ListId, type Recipient, Secret } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import { type Wrap, WrapContent } from '@apila/core/account/session.ts'
import { type AnyDesk, BellKey, type WhichDesk } from '@apila/core/organisation/roster.ts'
import { type Roster, deskKey, findEpoch, isOnDesk } from '@apila/core/organisation/roster-value.ts'
import { WRAP_BYTES } from '@apila/core/sizes.ts'
import { BrokenSeal, identityFromSeed, openText, readSealed, recipientOf, sealText } from '../age.ts'
import { type Bytes, derive, fromBase64url, toBase64url, utf8 } from '../encoding.ts'
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
export type HeldDesk<W extends AnyDesk = WhichDesk> = DeskKeys & { which: W; epoch: number }

/** What a ringer holds of a desk: it hears that something waits, and opens nothing. */
export type HeldBell = Pick<DeskKeys, 'bellPrivate' | 'bellPublic'> & { which: AnyDesk; epoch: number }

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

/** The seed from which a desk's keys came, for a device that joins the desk. */
export const seedOf = ({ identity }: Pick<DeskKeys, 'identity'>): Bytes =>
  new Uint8Array(bech32.decodeToBytes(identity).bytes)

type Sealing = { which: AnyDesk; epoch: number; seed: Uint8Array }

/** A desk's seed sealed to a device of that desk, to recovery papers, or to the desk's own next key. */
export const sealWrap = (recipient: Recipient, { which, epoch, seed }: Sealing): Promise<string> =>
  sealContent(recipient, { v: 2, desk: which, epoch, seed: Secret.parse(toBase64url(seed)) })

/** The bell's private key alone, for a ringer. */
export async function sealBellWrap(recipient: Recipient, { which, epoch, seed }: Sealing): Promise<string> {
  const bell = Secret.parse(toBase64url(await derive(seed, 'apila/desk/v2/bell')))
  return sealContent(recipient, { v: 2, desk: which, epoch, bell })
}

const sealContent = (recipient: Recipient, content: WrapContent): Promise<string> =>
  sealText(recipient, padTo(utf8(canonical(content)), WRAP_BYTES))

/** Opens what `sealWrap` sealed and compares all that comes of it with the roster. `null` = not for this key. Throws `ForeignKey` = not a key
 *  that the roster names; `BrokenSeal` = damaged. */
export async function openSeed(identity: string, roster: Roster, blob: string): Promise<HeldDesk<AnyDesk> | null> {
  const content = await readWrap(identity, blob)
  if (!content) return null
  const { desk: which, epoch } = content
  const named = findEpoch(roster, which, epoch)
  if (!named || !('seed' in content)) throw new ForeignKey()
  const keys = await deskKeys(fromBase64url(content.seed))
  if (keys.recipient !== named.recipient || keys.bellPublic !== named.bell) throw new ForeignKey()
  return { ...keys, which, epoch }
}

/** The same for a device of the desk: a key of a desk that the roster does not give this device is foreign, too. A ringer takes no seed. */
export async function openWrap(device: OwnDevice, roster: Roster, blob: string): Promise<HeldDesk<AnyDesk> | null> {
  const held = await openSeed(device.identity, roster, blob)
  const own = roster.devices.get(device.id)
  if (held && (!own || !isOnDesk(own, held.which) || own.roles.includes('ringer'))) throw new ForeignKey()
  return held
}

/** A ringer's wrap. */
export async function openBellWrap(device: OwnDevice, roster: Roster, blob: string): Promise<HeldBell | null> {
  const content = await readWrap(device.identity, blob)
  if (!content) return null
  const { desk: which, epoch } = content
  const own = roster.devices.get(device.id)
  const named = findEpoch(roster, which, epoch)
  if (!own || !isOnDesk(own, which) || !named || !('bell' in content)) throw new ForeignKey()
  const { privateKey: bellPrivate, publicBytes } = await x25519Pair(fromBase64url(content.bell))
  const bellPublic = BellKey.parse(toBase64url(publicBytes))
  if (bellPublic !== named.bell) throw new ForeignKey()
  return { bellPrivate, bellPublic, which, epoch }
}

async function readWrap(identity: string, blob: string): Promise<WrapContent | null> {
  const opened = await openText(identity, blob)
  return opened && readSealed(unpad(opened, WRAP_BYTES), WrapContent)
}

/** The desks that a server's wraps give this device: of several for one desk and period the one that fits. `shared`: of the desk that all
 *  members share. `refused`: how many were foreign or damaged; a true one beside them still counts. */
export async function openWraps(
  device: OwnDevice,
  roster: Roster,
  wraps: readonly Wrap[],
): Promise<{ desks: HeldDesk[]; shared: HeldDesk<AnyDesk>[]; refused: number }> {
  const held = new Map<string, HeldDesk<AnyDesk>>()
  let refused = 0
  for (const wrap of wraps) {
    if (wrap.device !== device.id) continue
    try {
      const desk = await openWrap(device, roster, wrap.blob)
      if (desk) held.set(`${deskKey(desk.which)}/${String(desk.epoch)}`, desk)
      else refused += 1
    } catch (error) {
      if (!(error instanceof ForeignKey || error instanceof BrokenSeal)) throw error
      refused += 1
    }
  }
  const all = [...held.values()]
  return { desks: all.filter(isOfMember), shared: all.filter((desk) => !isOfMember(desk)), refused }
}

const isOfMember = (desk: HeldDesk<AnyDesk>): desk is HeldDesk => desk.which.organisation !== null
