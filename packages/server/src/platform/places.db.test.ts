// Promise: connections that ask nothing keep nobody out (docs/threat-model.md, A19). Silent connections and half heads fill a host again and
// again; meanwhile an ending and a worker's look are answered each time. Governed by docs/protocol.md "Limits".
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, type Socket, connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { startTestServer } from '../test/network.ts'
import { random } from '../test/noise.ts'
import { networkOf } from './limits.ts'
import { TIMES, openHost } from './listen.ts'

const PLACES = 40
/** A break of the promise would leave these waiting. Unit: milliseconds. */
const PATIENT = { timeout: 60_000 }
const SILENT = [
  '',
  'GET / HTTP/1.1\r\nHost: a\r\nX: ',
  'POST /api/v2/end HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{',
  'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n',
]

async function come(port: number, text: string, from = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from }).on('error', () => undefined)
  await once(socket, 'connect')
  if (text) socket.write(text)
  return socket
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20)
}

for (const [proxied, settings] of [
  [false, {}],
  [true, { 'address-header': 'x-forwarded-for' }],
] as const)
  test(`silent connections of every kind, refilled, keep nobody out${proxied ? ' behind a proxy' : ''}`, async () => {
    const server = await startTestServer({ connections: PLACES, settings })
    const token = await server.signIn('alder-worker-1')
    const hosts = [server.running.publicUrl, server.running.neutralUrl]
    const sockets: Socket[] = []
    try {
      for (let round = 0; round < 4; round += 1) {
        for (const host of hosts)
          for (let count = 0; count < PLACES; count += 1)
            sockets.push(await come(Number(new URL(host).port), SILENT[(count + round) % SILENT.length] ?? ''))
        for (const url of hosts) {
          const ended = await server.call('POST', '/api/v2/end', { url, body: { withdraw: random(32) } })
          assert.equal(ended.status, 204, url)
        }
        const looked = await server.call('POST', '/api/v2/look', { token, body: { bells: 0, ended: 0 } })
        assert.equal(looked.status, 200)
      }
    } finally {
      for (const socket of sockets) socket.destroy()
      await server.close()
    }
  })

interface Held {
  port: number
  /** Answers what waits. */
  answer: () => void
  waiting: () => number
  close: () => void
}

/** A host whose answers wait until the test lets them go. */
async function openHeld(ownNetworks: boolean): Promise<Held> {
  const waits: (() => void)[] = []
  const host = openHost(
    () =>
      new Promise<Response>((resolve) =>
        waits.push(() => {
          resolve(new Response('ok'))
        }),
      ),
    undefined,
    TIMES,
    { connections: PLACES, networkOf: ownNetworks ? networkOf : null },
  )
  host.listen({ port: 0, host: '127.0.0.1' })
  await once(host, 'listening')
  return {
    port: (host.address() as AddressInfo).port,
    waiting: () => waits.length,
    answer: () => {
      for (const go of waits.splice(0)) go()
    },
    close: () => {
      host.closeAllConnections()
      host.close()
    },
  }
}

const ASKED = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
async function firstOf(socket: Socket): Promise<string> {
  const [part] = (await once(socket, 'data')) as [Buffer]
  return part.toString()
}

test(
  'one network has a quarter of the places: above it its own oldest silent one goes, and nobody of another network',
  PATIENT,
  async () => {
    const held = await openHeld(true)
    try {
      const other = await come(held.port, '', '127.0.1.1')
      const own: Socket[] = []
      for (let count = 0; count < PLACES / 4; count += 1) own.push(await come(held.port, ''))
      const gone = once(own[0]!, 'close')
      own.push(await come(held.port, ''))
      await gone
      assert.deepEqual([other.closed, own.slice(1).some(({ closed }) => closed)], [false, false])
    } finally {
      held.close()
    }
  },
)

test(
  'who is at work is never sent away: where nobody of the network is silent the newcomer is told busy',
  PATIENT,
  async () => {
    const held = await openHeld(true)
    try {
      const share = PLACES / 4
      const own: Socket[] = []
      for (let count = 0; count < share; count += 1) own.push(await come(held.port, ASKED))
      await until(() => held.waiting() === share)
      assert.match(await firstOf(await come(held.port, '')), /^HTTP\/1\.1 503 [\s\S]*"busy"/)
      const other = await come(held.port, ASKED, '127.0.1.1')
      await until(() => held.waiting() === share + 1)
      const answers = Promise.all([...own, other].map(firstOf))
      held.answer()
      for (const answer of await answers) assert.match(answer, /^HTTP\/1\.1 200 /)
    } finally {
      held.close()
    }
  },
)

test(
  'behind a proxy all come from one address: it has every place, and then the oldest silent one goes',
  PATIENT,
  async () => {
    const held = await openHeld(false)
    try {
      const first = await come(held.port, '')
      const atWork: Socket[] = []
      for (let count = 1; count < PLACES; count += 1) atWork.push(await come(held.port, ASKED))
      await until(() => held.waiting() === PLACES - 1)
      const gone = once(first, 'close')
      atWork.push(await come(held.port, ASKED))
      await gone
      await until(() => held.waiting() === PLACES)
      assert.match(await firstOf(await come(held.port, '')), /^HTTP\/1\.1 503 /)
      assert.equal(
        atWork.some(({ closed }) => closed),
        false,
      )
    } finally {
      held.close()
    }
  },
)
