// Bells for a desk, with the ephemeral keys that they were made with: the cases of vectors/bells.json.
import { type Bell, Name } from '@apila/core/bytes.ts'
import { NetworkId } from '@apila/core/organisation/roster.ts'
import { deskKeys } from '../src/account/desk-keys.ts'
import { type Ring, bellToNobody, makeBell } from '../src/bell.ts'
import { type RandomBytes, fromBase64url, toBase64url } from '../src/encoding.ts'

/** `ring` null: the desk hears nothing. `ephemeral` null: not made with one alone. */
export type BellCase = { case: string; network: string; bell: string; ephemeral: string | null; ring: Ring | null }

export const BELL_SEED = new Uint8Array(32).fill(1)

const NETWORK = NetworkId.parse('apila-demo')
const name = (fill: number) => Name.parse(toBase64url(new Uint8Array(16).fill(fill)))

export async function bellCases(random: RandomBytes): Promise<BellCase[]> {
  const { bellPublic } = await deskKeys(BELL_SEED)
  const foreign = await deskKeys(new Uint8Array(32).fill(2))
  const cases: BellCase[] = []
  const ring = async (label: string, to: typeof bellPublic, said: Ring, heard: Ring | null, network = NETWORK) => {
    const ephemeral = random(32)
    const bell = await makeBell(to, network, said, () => ephemeral)
    cases.push({ case: label, network: NETWORK, bell, ephemeral: toBase64url(ephemeral), ring: heard })
    return bell
  }
  const permission: Ring = { kind: 'permission', name: name(3), other: null }
  const ahead: Ring = { kind: 'permission', name: name(3), other: name(4) }
  const item: Ring = { kind: 'item', name: name(5), other: name(6) }
  const good = await ring('a permission whose story waits for her', bellPublic, permission, permission)
  await ring('a permission that goes ahead', bellPublic, ahead, ahead)
  await ring('an item', bellPublic, item, item)
  await ring("another desk's", foreign.bellPublic, permission, null)
  await ring("another network's", bellPublic, permission, null, NetworkId.parse('another-network'))
  const quiet = (label: string, bell: string) =>
    cases.push({ case: label, network: NETWORK, bell, ephemeral: null, ring: null })
  quiet('to nobody', await bellToNobody(NETWORK, random))
  const changed = (at: number, value: (byte: number) => number) => {
    const bytes = fromBase64url(good)
    bytes[at] = value(bytes[at] ?? 0)
    return toBase64url(bytes) as Bell
  }
  quiet(
    'a changed tag',
    changed(32, (byte) => byte ^ 1),
  )
  quiet(
    'a changed box',
    changed(40, (byte) => byte ^ 1),
  )
  quiet(
    'a changed end',
    changed(103, (byte) => byte ^ 1),
  )
  quiet(
    'a first half in its second spelling',
    changed(31, (byte) => byte | 0x80),
  )
  const low = fromBase64url(good).fill(0, 0, 32)
  quiet('a first half of low order', toBase64url(low))
  return cases
}
