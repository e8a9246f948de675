// L1, L7, L8: modes of files, readable text that was deleted, a clock that jumps; and what keepers see of an attack.
// Governed by docs/operating.md "Days and expiry" and docs/data.md.
import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Day, addDays } from '@apila/core/day.ts'
import { examine, sweepSentence } from '../doctor.ts'
import { readConfig } from '../platform/config.ts'
import { listWide } from '../platform/modes.ts'
import { sweep } from '../sweep.ts'
import { smallLibrary } from '../library/test/small-library.ts'
import { type TestServer, startOn, startTestServer, testFolder } from '../test/network.ts'
import { random } from '../test/noise.ts'
import { sweepDay } from './sweep-day.ts'

const day = (text: string) => Day.parse(text)
const keeper = 'alder-keeper-1'
const worker = 'alder-worker-1'
const library = smallLibrary()

test('more than two days at once, or a day before the last sweep, waits for a word that fits', () => {
  const last = day('2026-11-30')
  const at = (days: number, word: number | null = null) => sweepDay(last, addDays(last, days), word).stopped
  assert.deepEqual(
    [0, 1, 2, 3, 400].map((days) => at(days)),
    [null, null, null, 'too-many-days', 'too-many-days'],
  )
  assert.deepEqual([at(9, 9), at(10, 9), at(2, 1)], [null, 'too-many-days', null])
  assert.deepEqual([at(-1), at(-400), at(-1, 1), at(-2, 1)], ['clock-behind', 'clock-behind', null, 'clock-behind'])
  assert.equal(sweepDay(null, last, null).stopped, null)
  assert.match(sweepSentence('2026-11-21', last, null) ?? '', /^9 days .*--sweep-days 9$/)
  assert.match(sweepSentence('2026-12-02', last, null) ?? '', /2 days before .*--sweep-days 2$/)
  assert.equal(sweepSentence('2026-11-21', last, 9), null)
})

test('a clock that is 400 days ahead for one sweep destroys nothing', async () => {
  let now = new Date('2026-11-30T10:00:00Z')
  const codes: string[] = []
  const server = await startTestServer({ now: () => now, log: ({ code }) => codes.push(code) })
  server.running.ctx.config.sweepDays = null
  try {
    const permission = server.newPermission(server.today())
    assert.equal((await server.send(worker, permission)).status, 204)
    const opens = async () => {
      server.forgetSessions()
      return (await server.open(worker, permission.deposit.story.s)).status
    }
    assert.equal(await opens(), 200)
    now = new Date('2028-01-04T10:00:00Z')
    await sweep(server.running.ctx)
    assert.equal(await opens(), 404, 'what has passed its day does not open')
    assert.equal(server.running.ctx.sweeps.stopped, 'too-many-days')
    now = new Date('2026-11-30T11:00:00Z')
    await sweep(server.running.ctx)
    assert.equal(await opens(), 200, 'and nothing of it was destroyed')
    now = new Date('2026-11-29T11:00:00Z')
    await sweep(server.running.ctx)
    assert.equal(server.running.ctx.sweeps.stopped, 'clock-behind')
    assert.deepEqual(new Set(codes), new Set(['sweep-stopped']))
    now = new Date('2027-01-04T10:00:00Z')
    server.running.ctx.config.sweepDays = 60
    await sweep(server.running.ctx)
    assert.equal(server.running.ctx.sweeps.stopped, null)
    now = new Date('2026-12-01T10:00:00Z')
    assert.equal(await opens(), 404, 'it has expired for good')
  } finally {
    await server.close()
  }
})

const filesOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('apila.db'))
    .map((name) => readFileSync(join(folder, name)))

async function withServer(work: (server: TestServer) => Promise<void>): Promise<void> {
  const server = await startTestServer()
  try {
    await work(server)
  } finally {
    await server.close()
  }
}

test('a contact that was forgotten is in no file any more, not even in the log', () =>
  withServer(async (server) => {
    const contact = `${random(12)}@example.org`
    const isThere = () => filesOf(server.folder).some((bytes) => bytes.includes(contact))
    const sent = await fetch(`${server.url}/en/accessibility`, {
      method: 'POST',
      body: new URLSearchParams({ message: 'The page does not open.', contact }),
      redirect: 'manual',
    })
    assert.equal(sent.status, 303)
    assert.ok(isThere(), 'the look can fail')
    const { body } = await server.call('GET', '/api/v2/feedback', { as: keeper })
    const [{ id } = { id: '' }] = (body as { feedback: { id: string }[] }).feedback
    assert.equal((await server.call('POST', '/api/v2/feedback/answered', { as: keeper, body: { id } })).status, 204)
    assert.ok(!isThere())
  }))

const noModes = process.platform === 'win32' && 'this system has no such rights'

test(
  'whatever the server makes is for the server alone, also in a folder that others could read',
  { skip: noModes },
  async () => {
    const folder = testFolder()
    try {
      mkdirSync(join(folder, 'keys'))
      writeFileSync(join(folder, 'keys/left-over'), '')
      for (const path of [folder, join(folder, 'keys')]) chmodSync(path, 0o755)
      chmodSync(join(folder, 'keys/left-over'), 0o644)
      const running = await startOn(folder)
      await running.close()
      assert.deepEqual(listWide(folder), [])
      assert.equal(statSync(join(folder, 'leash.db')).mode & 0o777, 0o600)
      assert.ok(existsSync(join(folder, 'keys/pepper.key')))
      const said = () =>
        examine(readConfig({ data: folder }, {}), library, day('2026-11-30'))
          .map(({ text }) => text)
          .join('\n')
      assert.match(said(), /Nobody but the server may read/)
      chmodSync(join(folder, 'apila.db'), 0o644)
      chmodSync(folder, 0o750)
      assert.match(said(), /Others may read [23] things/)
      await (await startOn(folder)).close()
      assert.deepEqual(listWide(folder), [])
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

test('keepers see how often the server said no, by day and reason, and nothing of who asked', () =>
  withServer(async (server) => {
    assert.deepEqual((await server.call('GET', '/api/v2/refusals', { as: keeper })).body, { refusals: [] })
    for (let tries = 0; tries < 3; tries += 1) {
      const body = { device: worker, challenge: random(32), signature: random(64) }
      assert.equal((await server.call('POST', '/api/v2/session', { body })).status, 401)
    }
    await fetch(`${server.url}/api/v2/end`, { method: 'POST', body: 'x' })
    const today = server.today()
    await server.running.close()
    await server.restart()
    const { body } = await server.call('GET', '/api/v2/refusals', { as: keeper })
    assert.deepEqual(body, {
      refusals: [
        { day: today, code: 'not-signed-in', count: 3 },
        { day: today, code: 'wrong-kind', count: 1 },
      ],
    })
    const said = examine(readConfig({ data: server.folder }, {}), library, today)
      .map(({ text }) => text)
      .join('\n')
    assert.match(said, /The server said no 4 times on/)
    const proxied = { data: server.folder, 'public-url': 'https://a.example', 'neutral-url': 'https://b.example' }
    const all = (flags: object) =>
      examine(readConfig(flags as never, {}), library, today)
        .map(({ text }) => text)
        .join('\n')
    assert.match(all(proxied), /all clients count as one/)
    assert.doesNotMatch(all({ ...proxied, 'address-header': 'X-From' }), /all clients count as one/)
  }))

test('an office of many signs in as often as it likes, and strangers spend only what strangers may', async () => {
  const folder = testFolder()
  const flags = { data: folder, port: 0, 'neutral-port': 0, 'sign-ins-per-hour': 10 }
  // One moment: at a full hour the allowance begins anew.
  const now = new Date()
  const server = await startTestServer({ config: readConfig(flags, {}), now: () => now })
  try {
    for (let times = 0; times < 30; times += 1) {
      server.forgetSessions()
      await server.signIn(worker)
    }
    // A page on another site cannot spend it either.
    for (let times = 0; times < 30; times += 1)
      await fetch(`${server.url}/api/v2/challenge`, { method: 'POST', body: '{}' })
    server.forgetSessions()
    await server.signIn(worker)
    const statuses: number[] = []
    for (let times = 0; times < 12; times += 1)
      statuses.push((await server.call('POST', '/api/v2/challenge', { body: {} })).status)
    assert.deepEqual([statuses[0], statuses.at(-1)], [200, 429])
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
