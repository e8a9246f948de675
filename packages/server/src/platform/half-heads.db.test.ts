// L2: half heads hold a host no longer than a head may take, however many come, and meanwhile it answers whoever comes.
// Governed by docs/protocol.md "Limits". With the times of a host that runs.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, type Socket, connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { TIMES, openHost } from './listen.ts'

const HALF_HEAD = 'GET / HTTP/1.1\r\nHost: a\r\nX: '
const WHOLE_HEAD = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
/** A quarter of the places: all come from one network. */
const SERVED = 250
const ALL = 3_000
/** After this the test gives up: well behind the time that a head may take, and before that of a whole request. Unit: milliseconds. */
const PATIENCE_MS = 25_000

interface Sent {
  socket: Socket
  answer: string
  closed: boolean
}

function send(port: number, text: string): Sent {
  const socket = connect(port, '127.0.0.1')
  const sent: Sent = { socket, answer: '', closed: false }
  socket
    .on('data', (part) => {
      sent.answer += part.toString('latin1')
    })
    .on('error', () => undefined)
    .on('close', () => {
      sent.closed = true
    })
  socket.write(text)
  return sent
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  const started = Date.now()
  while (!isSo()) {
    assert.ok(Date.now() - started < PATIENCE_MS, `not in time: ${what}`)
    await wait(50)
  }
}

const statusOf = ({ answer }: Sent) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)

interface Full {
  port: number
  halves: Sent[]
}

/** All have come and those above the limit are gone. Null where that took so long that the first heads may have had their time. */
async function fill(host: Host): Promise<Full | null> {
  const { port } = host.address() as AddressInfo
  const began = performance.now()
  const halves: Sent[] = []
  // In parts, so that no queue of the system overflows and tries again seconds later.
  while (halves.length < ALL) {
    halves.push(...Array.from({ length: 100 }, () => send(port, HALF_HEAD)))
    await until('a part has come', () => halves.every(({ socket }) => !socket.connecting))
  }
  await until('those above the limit are gone', () => open(halves) <= SERVED)
  return performance.now() - began < TIMES.headers / 2 ? { port, halves } : null
}

/** A host that is full. A machine that stalls meanwhile says nothing of the host, so it is filled anew. */
async function openFull(): Promise<Full & { host: Host }> {
  for (;;) {
    const host = openHost(() => new Response('ok'))
    host.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 })
    await once(host, 'listening')
    const full = await fill(host)
    if (full !== null) return { ...full, host }
    host.closeAllConnections()
    host.close()
  }
}

test('3,000 connections with half heads: the oldest go for the newer ones, and the last when a head may take no longer', async () => {
  const { host, port, halves } = await openFull()
  try {
    assert.equal(open(halves), SERVED)
    assert.ok(
      halves.slice(0, -SERVED).every(({ closed, answer }) => closed && answer === ''),
      'the oldest are gone',
    )
    const meanwhile = send(port, WHOLE_HEAD)
    await until('who comes meanwhile is served', () => meanwhile.closed)
    assert.equal(statusOf(meanwhile), 200)

    await until('all are gone', () => open(halves) === 0)
    const late = halves.filter((sent) => statusOf(sent) === 408)
    assert.equal(late.length, SERVED - 1, 'each is told that it took too long')
    const after = send(port, WHOLE_HEAD)
    await until('who comes after is served', () => after.closed)
    assert.equal(statusOf(after), 200)
    assert.equal(await connectionsOf(host), 0)
  } finally {
    host.closeAllConnections()
    host.close()
  }
  assert.ok(TIMES.headers < PATIENCE_MS && PATIENCE_MS < TIMES.request)
})

type Host = ReturnType<typeof openHost>
const open = (all: readonly Sent[]) => all.filter(({ closed }) => !closed).length
const connectionsOf = (host: Host) =>
  new Promise<number>((resolve, reject) => {
    host.getConnections((error, count) => {
      if (error) reject(error)
      else resolve(count)
    })
  })
