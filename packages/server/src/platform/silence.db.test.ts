// Nothing of a request reaches standard output or standard error of the process, whatever is asked: the log that an operator keeps
// is what the process prints, not what a logger was given. Governed by docs/protocol.md "Metadata".
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { TestClient, newNetwork, testFolder } from '../test/network.ts'
import { random } from '../test/noise.ts'
import { serveCommand } from '../test/process.ts'
import { UNFIT, fitting, listOperations, send } from '../test/wire.ts'

const folder = testFolder()
let child: ChildProcess
let client: TestClient
let neutralUrl: string
const printed: string[] = []

before(async () => {
  const [file = '', ...args] = serveCommand(folder)
  child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const addresses = new Promise<string>((resolve) =>
    child.stdout?.once('data', (line: Buffer) => resolve(line.toString())),
  )
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => printed.push(text.toString()))
  const { publicUrl, neutralUrl: neutral } = z
    .object({ publicUrl: z.string(), neutralUrl: z.string() })
    .parse(JSON.parse(await addresses))
  neutralUrl = neutral
  client = new TestClient(newNetwork(), publicUrl)
  const prefix = await prefixOf(publicUrl)
  const { status } = await client.call('POST', `${prefix}/roster/add`, { body: { entries: client.network.entries } })
  assert.equal(status, 204)
})
after(async () => {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  rmSync(folder, { recursive: true, force: true })
})

const prefixOf = async (url: string): Promise<string> =>
  /^\/api\/v\d+/.exec((await listOperations(url))[0]?.path ?? '')?.[0] ?? ''

/** As many as an attacker sends in a second or two. */
const CUT_OFF = 400
const AT_ONCE = 20

test('requests to end that are cut off write nothing, and endings are acknowledged meanwhile', async () => {
  const before = printed.length
  const cutOff = async (url: string, kind: string): Promise<void> => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined)
    await once(socket, 'connect')
    socket.write(`POST /api/v2/end HTTP/1.1\r\nHost: x\r\n${kind}Content-Length: 58\r\n\r\n{`)
    await wait(2)
    socket.resetAndDestroy()
  }
  const kinds = ['', 'Content-Type: application/json\r\n']
  const callers = Array.from({ length: AT_ONCE }, async (_, n) => {
    for (let times = 0; times < CUT_OFF / AT_ONCE; times += 1)
      await cutOff(n % 2 ? client.url : neutralUrl, kinds[times % 2] ?? '')
  })
  const { status } = await client.call('POST', '/api/v2/end', { body: { withdraw: random(32) } })
  await Promise.all(callers)
  await wait(300)
  assert.equal(status, 204)
  assert.equal((await client.call('POST', '/api/v2/end', { body: { withdraw: random(32) } })).status, 204)
  assert.deepEqual(printed.slice(before), [])
})

test('every route, asked rightly and wrongly, prints nothing', async () => {
  const canaries: string[] = []
  const canary = (): string => {
    const made = random(16)
    canaries.push(made)
    return made
  }
  const operations = await listOperations(client.url)
  assert.ok(operations.length > 20)
  const tokens = ['', await client.signIn('alder-worker-1'), await client.signIn('alder-keeper-1')]
  const answers = new Map<number, number>()
  for (const { method, path, body } of operations) {
    // Signing out would end the other calls, and ending needs no session: both are asked without.
    const who = method === 'DELETE' || path.endsWith('/end') ? [''] : tokens
    for (const token of who) {
      const fit = body ? JSON.stringify(fitting(body, canary)) : undefined
      const bodies = body ? [fit, `{"${canary()}":"${canary()}"}`, canary(), ...Object.values(UNFIT)] : [fit]
      for (const one of bodies) {
        const headers = {
          'content-type': 'application/json',
          'x-asked-for': canary(),
          cookie: canary(),
          ...(token && { authorization: `Bearer ${token}` }),
        }
        const options = { headers, ...(one !== undefined && { body: one }) }
        for (const url of path.endsWith('/end') ? [client.url, neutralUrl] : [client.url]) {
          const answered = await send(`${url}${path}?${canary()}=${canary()}`, method, options)
          answers.set(answered?.status ?? 0, (answers.get(answered?.status ?? 0) ?? 0) + 1)
        }
      }
    }
  }
  for (const path of ['/fi/', '/en/services?q=', '/a', '/desk/', '/nothing/'])
    for (const url of [client.url, neutralUrl]) await send(`${url}${path}${canary()}`, 'GET')
  // What was asked was of every sort: taken, refused for its shape, for its session, for its role.
  for (const status of [204, 400, 401, 404]) assert.ok((answers.get(status) ?? 0) > 0, `no answer was ${status}`)
  const [addresses = '', ...more] = printed
  assert.equal(addresses.split('\n').length, 2, 'one line at the start')
  assert.deepEqual(more, [])
  assert.ok(canaries.length > 500)
})
