// The age format's own vectors, published by its authors (C2SP CCTV): the library that we seal with opens what it must,
// and refuses what it must. They guard changes of that library and of the ciphers under it. docs/protocol.md "Primitives".
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { Decrypter, armor } from 'age-encryption'
import * as vectors from 'cctv-age'

interface Vector {
  keys: Map<string, string[]>
  file: Uint8Array
}

function readVector(bytes: Uint8Array): Vector {
  const end = Buffer.from(bytes).indexOf('\n\n')
  const keys = new Map<string, string[]>()
  for (const line of Buffer.from(bytes.subarray(0, end)).toString('utf8').split('\n')) {
    const [key = '', ...value] = line.split(': ')
    keys.set(key, [...(keys.get(key) ?? []), value.join(': ')])
  }
  const rest = bytes.subarray(end + 2)
  return { keys, file: keys.get('compressed')?.[0] === 'zlib' ? inflateSync(rest) : rest }
}

async function open({ keys, file }: Vector): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  for (const identity of keys.get('identity') ?? []) decrypter.addIdentity(identity)
  for (const passphrase of keys.get('passphrase') ?? []) decrypter.addPassphrase(passphrase)
  return decrypter.decrypt(
    keys.get('armored')?.[0] === 'yes' ? armor.decode(Buffer.from(file).toString('latin1')) : file,
  )
}

const all = Object.entries(vectors).map(([name, bytes]) => ({ name, ...readVector(bytes) }))
const mustOpen = all.filter(({ keys }) => keys.get('expect')?.[0] === 'success')
const mustFail = all.filter(({ keys }) => keys.get('expect')?.[0] !== 'success')

test('every vector that must open does, with the right content', async () => {
  assert.ok(mustOpen.length >= 26, `${mustOpen.length} vectors only`)
  for (const vector of mustOpen) {
    const payload = await open(vector)
    assert.equal(createHash('sha256').update(payload).digest('hex'), vector.keys.get('payload')?.[0], vector.name)
  }
})

test('every vector that must fail does', async () => {
  assert.ok(mustFail.length >= 100, `${mustFail.length} vectors only`)
  for (const vector of mustFail) await assert.rejects(open(vector), `${vector.name} opened`)
})
