// Bells: 104 bytes that tell one desk that something waits and its names, and to everybody else nothing. Governed by docs/protocol.md "Bells".
import { Bell, Name } from '@apila/core/bytes.ts'
import { BELL_LABEL } from '@apila/core/labels.ts'
import type { BellKey, NetworkId } from '@apila/core/organisation/roster.ts'
import {
  type Bytes,
  type RandomBytes,
  concat,
  deriveSalted,
  fromBase64url,
  systemRandom,
  toBase64url,
  utf8,
} from './encoding.ts'
import { agree, x25519Pair } from './x25519.ts'

/** What a bell says. permission: the knock's name, and the story's where all goes ahead. urgent: the same of what was sent without the client,
 *  so that it can stand first unopened. item: the conversation's and the knock's. */
export type Ring =
  { kind: 'permission' | 'urgent'; name: Name; other: Name | null } | { kind: 'item'; name: Name; other: Name }

const [TAG_AT, BOX_AT, INSIDE_BYTES] = [32, 40, 48]
const KIND = { permission: 1, item: 2, urgent: 3 } as const

/** Rings for a desk. `random` gives the private key that is thrown away. Throws `RangeError` on a bell key of low order. */
export async function makeBell(
  to: BellKey,
  network: NetworkId,
  ring: Ring,
  random: RandomBytes = systemRandom,
): Promise<Bell> {
  const { privateKey, publicBytes } = await x25519Pair(random(32))
  const agreed = await agree(privateKey, fromBase64url(to))
  if (!agreed) throw new RangeError('no bell can be made for this key')
  const { tag, key } = await keysOf(agreed, publicBytes, network)
  const inside = new Uint8Array(INSIDE_BYTES)
  inside.set([KIND[ring.kind], ...fromBase64url(ring.name)])
  if (ring.other !== null) inside.set(fromBase64url(ring.other), 17)
  const box = await crypto.subtle.encrypt(boxed(network), await boxKey(key, 'encrypt'), inside)
  return Bell.parse(toBase64url(concat(publicBytes, tag, new Uint8Array(box))))
}

/** Rings for nobody, for a permission of which the desk is to know nothing. The names are as good as random: nobody has the key. */
export async function bellToNobody(network: NetworkId, random: RandomBytes = systemRandom): Promise<Bell> {
  const { publicBytes } = await x25519Pair(random(32))
  const name = () => Name.parse(toBase64url(random(16)))
  return makeBell(toBase64url(publicBytes) as BellKey, network, { kind: 'item', name: name(), other: name() }, random)
}

/** What a bell says to the desk with this key. `null`: it is another desk's, of another network, or made wrongly: a bell opens nothing, so
 *  a damaged one is treated as a foreign one and hides no other. */
export async function hearBell(bellPrivate: CryptoKey, network: NetworkId, bell: Bell): Promise<Ring | null> {
  const bytes = fromBase64url(bell)
  const publicBytes = bytes.subarray(0, TAG_AT)
  const agreed = await agree(bellPrivate, publicBytes)
  if (!agreed) return null
  const { tag, key } = await keysOf(agreed, publicBytes, network)
  if (tag.some((byte, at) => byte !== bytes[TAG_AT + at])) return null
  try {
    const box = bytes.slice(BOX_AT)
    return readInside(new Uint8Array(await crypto.subtle.decrypt(boxed(network), await boxKey(key, 'decrypt'), box)))
  } catch {
    return null
  }
}

function readInside(inside: Bytes): Ring | null {
  const name = Name.parse(toBase64url(inside.subarray(1, 17)))
  const isAlone = inside.subarray(17).every((byte) => byte === 0)
  const other = isAlone ? null : Name.parse(toBase64url(inside.subarray(17, 33)))
  if (inside.subarray(33).some((byte) => byte !== 0)) return null
  for (const kind of ['permission', 'urgent'] as const) if (inside[0] === KIND[kind]) return { kind, name, other }
  return inside[0] === KIND.item && other !== null ? { kind: 'item', name, other } : null
}

async function keysOf(agreed: Bytes, publicBytes: Uint8Array, network: NetworkId) {
  const derived = await deriveSalted(agreed, publicBytes, utf8(`${BELL_LABEL}\0${network}`), 40)
  return { tag: derived.subarray(0, 8), key: derived.slice(8) }
}

// The key is used once, so the nonce may be zeros.
const boxed = (network: NetworkId) => ({ name: 'AES-GCM', iv: new Uint8Array(12), additionalData: utf8(network) })

const boxKey = (key: Bytes, use: 'encrypt' | 'decrypt') => crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use])
