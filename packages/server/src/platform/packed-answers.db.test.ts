// Which answers are packed over HTTP, and what their lengths tell. Governed by docs/decisions/0018-sealed-text-letter-by-letter.md.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { LOOK_BYTES } from '@apila/core/referral/wire.ts'
import { API_ROUTES } from '../app.ts'
import { newNote, random } from '../test/noise.ts'
import { type TestServer, startTestServer } from '../test/network.ts'
import { sealedAnswerLength } from './pack.ts'

let server: TestServer
let token: string
before(async () => {
  server = await startTestServer({ endings: { step: 20 } })
  token = await server.signIn('alder-worker-1')
})
after(() => server.close())

type Answer = { coding: string | undefined; length: number; body: Buffer }

/** As it comes over the wire: nothing is unpacked on the way. */
function post(path: string, body: unknown, accepted: string | null): Promise<Answer> {
  const text = JSON.stringify(body)
  const headers = {
    'content-type': 'application/json',
    'content-length': String(text.length),
    authorization: `Bearer ${token}`,
    ...(accepted !== null && { 'accept-encoding': accepted }),
  }
  return new Promise((resolve, reject) => {
    request(`${server.url}/api/v2/${path}`, { method: 'POST', headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        assert.equal(answer.statusCode, 200)
        resolve({
          coding: answer.headers['content-encoding'],
          length: Number(answer.headers['content-length']),
          body: Buffer.concat(parts),
        })
      })
    })
      .on('error', reject)
      .end(text)
  })
}

test('only these answers are packed: whoever adds one argues it in the record', () => {
  const packed = API_ROUTES.flatMap(({ path, packed: how }) => (how ? [`${how} ${path.slice('/api/v2/'.length)}`] : []))
  assert.deepEqual(packed.sort(), [
    'public roster',
    'sealed book',
    'sealed look',
    'sealed notes',
    'sealed open',
    'sealed push/look',
    'sealed talk/open',
    'sealed wraps',
  ])
})

test('every look is one length on the wire, packed or not', async () => {
  const places = [0, 0, 1, 9, 10, 99, 100, 12_345]
  const packed = await Promise.all(places.map((bells) => post('look', { bells, ended: 0 }, 'gzip, br')))
  assert.deepEqual(new Set(packed.map(({ coding }) => coding)), new Set(['gzip']))
  assert.deepEqual(new Set(packed.map(({ length }) => length)), new Set([sealedAnswerLength(LOOK_BYTES)]))
  for (const { body } of packed) assert.equal(gunzipSync(body).length, LOOK_BYTES)
  for (const accepted of [null, 'identity', 'br', 'gzip;q=0']) {
    const plain = await post('look', { bells: 0, ended: 0 }, accepted)
    assert.deepEqual(
      [plain.coding, plain.length, plain.body.length],
      [undefined, LOOK_BYTES, LOOK_BYTES],
      String(accepted),
    )
  }
})

test("a desk's notes are as long as they are many, and read the same in every coding", async () => {
  const lengths: number[] = []
  for (const list of [1, 2].map(() => random(16))) {
    for (let n = 0; n < 3; n += 1) await post('notes/put', { ...newNote(server.today()), list }, null)
    const [packed, plain] = [await post('notes', { list }, 'gzip'), await post('notes', { list }, null)]
    assert.equal(packed.coding, 'gzip')
    assert.deepEqual(gunzipSync(packed.body), plain.body)
    lengths.push(packed.length)
  }
  assert.equal(lengths[0], lengths[1])
})

test('the roster reads the same in every coding', async () => {
  const [br, gzip, plain] = await Promise.all(['br, gzip', 'gzip', null].map((one) => post('roster', { from: 0 }, one)))
  assert.deepEqual([br?.coding, gzip?.coding, plain?.coding], ['br', 'gzip', undefined])
  assert.deepEqual(gunzipSync(gzip?.body ?? ''), plain?.body)
  assert.ok((br?.length ?? Infinity) < 0.6 * (plain?.length ?? 0))
})
