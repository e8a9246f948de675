import { test } from 'node:test'
import assert from 'node:assert/strict'
import { type Bell, Name } from '@apila/core/bytes.ts'
import { isX25519Key } from '@apila/core/curve-points.ts'
import { BellKey, NetworkId } from '@apila/core/organisation/roster.ts'
import { deskKeys } from './account/desk-keys.ts'
import { bellToNobody, hearBell, makeBell } from './bell.ts'
import { concat, deriveSalted, fromBase64url, systemRandom, toBase64url, utf8 } from './encoding.ts'
import { agree, x25519Pair } from './x25519.ts'

const NETWORK = NetworkId.parse('test-network')
const OTHER = NetworkId.parse('test-network-2')
const name = (fill: number) => Name.parse(toBase64url(new Uint8Array(16).fill(fill)))
const desk = await deskKeys(new Uint8Array(32).fill(1))
const foreign = await deskKeys(new Uint8Array(32).fill(2))
const permission = { kind: 'permission', name: name(3), other: null } as const

test('a desk hears its own bells: a permission with and without the story, one that is urgent, and an item', async () => {
  const rings = [
    permission,
    { kind: 'permission', name: name(3), other: name(4) },
    { kind: 'urgent', name: name(3), other: name(4) },
    { kind: 'item', name: name(5), other: name(6) },
  ] as const
  for (const ring of rings) {
    const bell = await makeBell(desk.bellPublic, NETWORK, ring)
    assert.equal(fromBase64url(bell).length, 104)
    assert.deepEqual(await hearBell(desk.bellPrivate, NETWORK, bell), ring)
  }
})

test('another desk and another network hear nothing, and nobody hears a bell to nobody', async () => {
  const bell = await makeBell(desk.bellPublic, NETWORK, permission)
  assert.equal(await hearBell(foreign.bellPrivate, NETWORK, bell), null)
  assert.equal(await hearBell(desk.bellPrivate, OTHER, bell), null)
  const silent = await bellToNobody(NETWORK)
  assert.equal(await hearBell(desk.bellPrivate, NETWORK, silent), null)
  assert.equal(fromBase64url(silent).length, 104)
})

test('every changed bit makes a bell foreign, and never another bell', async () => {
  const bell = fromBase64url(await makeBell(desk.bellPublic, NETWORK, permission))
  for (let bit = 0; bit < 104 * 8; bit += 1) {
    const changed = new Uint8Array(bell)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    assert.equal(await hearBell(desk.bellPrivate, NETWORK, toBase64url(changed) as Bell), null, String(bit))
  }
})

test('the first half is a fresh real key each time, to somebody and to nobody', async () => {
  const bells = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      n % 2 ? makeBell(desk.bellPublic, NETWORK, permission) : bellToNobody(NETWORK),
    ),
  )
  const keys = bells.map((bell) => fromBase64url(bell).subarray(0, 32))
  for (const key of keys) assert.ok(isX25519Key(key))
  assert.equal(new Set(keys.map(toBase64url)).size, 40)
  assert.equal(new Set(bells.map((bell) => toBase64url(fromBase64url(bell).subarray(32)))).size, 40)
})

test('no bell is made for a key of low order, and one whose first half is of low order is not heard', async () => {
  const low = toBase64url(new Uint8Array(32))
  assert.equal(BellKey.safeParse(low).success, false)
  await assert.rejects(makeBell(low as BellKey, NETWORK, permission), RangeError)
  const bell = fromBase64url(await makeBell(desk.bellPublic, NETWORK, permission))
  for (const first of [0, 1]) {
    const changed = concat(Uint8Array.from([first, ...new Uint8Array(31)]), bell.subarray(32))
    assert.equal(await hearBell(desk.bellPrivate, NETWORK, toBase64url(changed) as Bell), null)
  }
  const pair = await x25519Pair(systemRandom(32))
  assert.equal(await agree(pair.privateKey, new Uint8Array(32)), null)
  assert.equal(await agree(pair.privateKey, new Uint8Array(31).fill(9)), null)
  assert.equal(pair.privateKey.extractable, false)
  for (const length of [0, 31, 33]) await assert.rejects(x25519Pair(new Uint8Array(length).fill(9)), RangeError)
})

test('a bell whose first half is of low order is not heard, though its tag fits what anyone would agree on', async () => {
  for (const shared of [new Uint8Array(0), new Uint8Array(32)])
    for (const first of [0, 1]) {
      const low = Uint8Array.from([first, ...new Uint8Array(31)])
      const inside = Uint8Array.from([1, ...new Uint8Array(47).fill(3, 0, 16)])
      const bell = await sealInside(shared, low, inside, NETWORK)
      assert.equal(await hearBell(desk.bellPrivate, NETWORK, bell), null)
    }
})

test('a bell to nobody holds an item and two names inside, as one to somebody', async () => {
  const drawn: Uint8Array[] = []
  const silent = await bellToNobody(NETWORK, (length) => {
    const bytes = systemRandom(length)
    drawn.push(bytes)
    return bytes
  })
  // The key that nobody keeps, then the two names and the bell's own key.
  assert.deepEqual(
    drawn.map(({ length }) => length),
    [32, 16, 16, 32],
  )
  const [nobody, first, second] = drawn
  assert.ok(nobody && first && second)
  const { privateKey } = await x25519Pair(nobody)
  const ring = { kind: 'item', name: toBase64url(first), other: toBase64url(second) }
  assert.deepEqual(await hearBell(privateKey, NETWORK, silent), ring)
})

test('two keys agree on the same from both ends, on something else with a third', async () => {
  const [a, b, c] = await Promise.all([1, 2, 3].map((fill) => x25519Pair(new Uint8Array(32).fill(fill))))
  assert.ok(a && b && c)
  assert.deepEqual(await agree(a.privateKey, b.publicBytes), await agree(b.privateKey, a.publicBytes))
  assert.notDeepEqual(await agree(a.privateKey, b.publicBytes), await agree(a.privateKey, c.publicBytes))
})

// A bell whose tag is right and whose inside is not what we make: by somebody who has the desk's public key and another program.
async function ringInside(inside: Uint8Array, network = NETWORK, aad: string = network): Promise<Bell> {
  const { privateKey, publicBytes } = await x25519Pair(systemRandom(32))
  const agreed = (await agree(privateKey, fromBase64url(desk.bellPublic))) ?? assert.fail()
  return sealInside(agreed, publicBytes, inside, network, aad)
}

async function sealInside(
  agreed: Uint8Array,
  publicBytes: Uint8Array,
  inside: Uint8Array,
  network: NetworkId,
  aad: string = network,
): Promise<Bell> {
  const keys = await deriveSalted(agreed, publicBytes, utf8(`apila/bell/v2\0${network}`), 40)
  const key = await crypto.subtle.importKey('raw', keys.slice(8), 'AES-GCM', false, ['encrypt'])
  const params = { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: utf8(aad) }
  const box = new Uint8Array(await crypto.subtle.encrypt(params, key, new Uint8Array(inside)))
  return toBase64url(concat(publicBytes, keys.subarray(0, 8), box)) as Bell
}

test('what stands inside has one form: kind, names and zeros', async () => {
  const inside = (kind: number, tail = 0, other = 8) =>
    Uint8Array.from([
      kind,
      ...new Uint8Array(16).fill(7),
      ...new Uint8Array(16).fill(other),
      ...new Uint8Array(14),
      tail,
    ])
  const hear = async (bytes: Uint8Array, aad?: string) =>
    hearBell(desk.bellPrivate, NETWORK, await ringInside(bytes, NETWORK, aad))
  assert.deepEqual(await hear(inside(1)), { kind: 'permission', name: name(7), other: name(8) })
  assert.deepEqual(await hear(inside(2)), { kind: 'item', name: name(7), other: name(8) })
  assert.deepEqual(await hear(inside(1, 0, 0)), { kind: 'permission', name: name(7), other: null })
  assert.deepEqual(await hear(inside(3)), { kind: 'urgent', name: name(7), other: name(8) })
  for (const kind of [0, 4, 255]) assert.equal(await hear(inside(kind)), null)
  assert.equal(await hear(inside(1, 1)), null, 'something behind')
  assert.equal(await hear(inside(1, 1, 0)), null, 'something behind zeros')
  assert.equal(await hear(inside(2, 0, 0)), null, 'an item without its permission')
  const early = inside(1, 0, 0)
  early[33] = 1
  assert.equal(await hear(early), null)
  assert.equal(await hear(inside(1), 'other'), null, 'the box of another network')
})

test('the same random bytes give the same bell', async () => {
  const fixed = () => new Uint8Array(32).fill(9)
  const bells = await Promise.all([1, 2].map(() => makeBell(desk.bellPublic, NETWORK, permission, fixed)))
  assert.equal(bells[0], bells[1])
})

test('among 400 foreign bells a desk finds its own one and nothing else', async () => {
  const strangers = Array.from({ length: 400 }, (_, n) =>
    n % 2 ? makeBell(foreign.bellPublic, NETWORK, permission) : bellToNobody(NETWORK),
  )
  const bells = await Promise.all(strangers)
  bells.splice(237, 0, await makeBell(desk.bellPublic, NETWORK, permission))
  const heard = await Promise.all(bells.map((bell) => hearBell(desk.bellPrivate, NETWORK, bell)))
  assert.deepEqual(
    heard.flatMap((ring, at) => (ring ? [{ at, ring }] : [])),
    [{ at: 237, ring: permission }],
  )
})
