// A leash keeper's folder belongs to one network: a server of another one is refused with a sentence, and takes nothing of the first one's leashes.
// Governed by docs/protocol.md "Leash keeper".
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { addDays } from '@apila/core/day.ts'
import { examineKeeper } from '../doctor-keeper.ts'
import { finnishToday } from '../start-server.ts'
import { startTestServer } from '../test/network.ts'
import { type Asker, findServerName } from './belongs.ts'
import type { KeeperState } from './remote.ts'
import { openRemoteLeashes } from './remote.ts'
import { type ServedKeeper, serveLeashes } from './serve.ts'
import { putTogether } from './test/words.ts'

const today = finnishToday()
const until = addDays(today, 10)
const FIRST: Asker = { server: 'first', genesis: null }
const NAMES = ['a', 'b']

async function newKeeper(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'apila-belongs-'))
  const way = { kind: 'socket', path: join(folder, 'keeper.sock') } as const
  const said: string[] = []
  let served: ServedKeeper | null = null
  const start = async (): Promise<void> => {
    served = await serveLeashes({
      ...{ folder, way, randomBytes, today: () => today, log: ({ code }) => void said.push(code) },
    })
  }
  const stop = async (): Promise<void> => {
    await served?.close()
    served = null
  }
  await start()
  t.after(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const ask = (from: Asker, network = 'north') => {
    const stands: KeeperState[] = []
    const remote = openRemoteLeashes({
      ...{ way, network: () => network, from: () => from, admit: () => undefined, told: (now) => stands.push(now) },
    })
    t.after(() => remote.close())
    return { ...remote, stands }
  }
  return { folder, way, said, start, stop, ask }
}

test('the second network is refused at every act, and its sweep takes nothing of the first one', async (t) => {
  const keeper = await newKeeper(t)
  const first = keeper.ask(FIRST)
  await putTogether(first, 'her', NAMES, until)
  // Both may have the same name, and then the sweep of one would take what the other has left.
  for (const network of ['north', 'south']) {
    const second = keeper.ask({ server: 'second', genesis: 'another' }, network)
    await assert.rejects(() => second.mark(), { code: 'busy' })
    await assert.rejects(() => second.sweep(today, []), { code: 'busy' })
    await assert.rejects(() => second.drop(NAMES), { code: 'busy' })
    await assert.rejects(() => second.release('a', today), { code: 'busy' })
    await assert.rejects(() => putTogether(second, 'they', ['c'], until), { code: 'busy' })
    assert.deepEqual(second.stands, [{ state: 'other-network' }])
  }
  assert.ok(keeper.said.includes('leash-keeper-other-network'))
  for (const name of NAMES) assert.ok(await first.release(name, today))
})

test('who only asks how things stand takes nothing into possession', async (t) => {
  const keeper = await newKeeper(t)
  assert.equal(await keeper.ask({ server: 'second', genesis: null }).mark(), null)
  await putTogether(keeper.ask(FIRST), 'her', NAMES, until)
})

test('a keeper that starts again still knows whose it is, and a damaged word about it stops the start', async (t) => {
  const keeper = await newKeeper(t)
  await putTogether(keeper.ask(FIRST), 'her', NAMES, until)
  await keeper.stop()
  await keeper.start()
  await assert.rejects(() => keeper.ask({ server: 'second', genesis: null }).mark(), { code: 'busy' })
  assert.ok(await keeper.ask(FIRST).release('a', today))
  await keeper.stop()
  writeFileSync(join(keeper.folder, 'belongs-to.json'), '{"server":')
  await assert.rejects(() => keeper.start(), /belongs-to\.json is damaged/)
})

test('a network that was founded meanwhile is known by its first entry, also from a folder that was put back', async (t) => {
  const keeper = await newKeeper(t)
  await putTogether(keeper.ask(FIRST), 'her', NAMES, until)
  const founded: Asker = { server: 'first', genesis: 'first entry' }
  assert.equal(await keeper.ask(founded).has('a'), true)
  assert.equal(await keeper.ask({ ...founded, server: 'put back' }).has('a'), true)
  const other: Asker = { server: 'put back', genesis: 'another entry' }
  await assert.rejects(() => keeper.ask(other).has('a'), { code: 'busy' })
})

test('two servers at one keeper: the second says why it is not ready, and the doctor says what to do', async (t) => {
  const keeper = await newKeeper(t)
  const settings = { 'leash-keeper': keeper.way.path }
  const first = await startTestServer({ settings })
  t.after(() => first.close())
  const second = await startTestServer({ settings })
  t.after(() => second.close())
  const said = async (url: string) => (await fetch(`${url}/readyz`)).text()
  assert.equal(await said(first.url), 'ready')
  assert.equal(await said(second.url), 'the leash keeper belongs to another network')
  const config = { leashKeeper: keeper.way.path, leashTls: '' }
  const textOf = async (data: string) =>
    (await examineKeeper({ ...config, data }, new Date())).map(({ kind, text }) => `${kind} ${text}`).join('\n')
  assert.equal(await textOf(first.folder), 'fine The leash keeper answers.')
  assert.match(await textOf(second.folder), /^blocks The leash keeper .* belongs to another network\. Give this one/)
  assert.match(readFileSync(join(keeper.folder, 'belongs-to.json'), 'utf8'), new RegExp(findServerName(first.folder)))
})
