// Another organisation keeps the leashes, by its own commands on a machine of its own and by the members' decision: a permission is sent, heard,
// answered and opened in a real browser as ever, and no leash passes the server but sealed (docs/operating.md "By the members' decision").
import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'puppeteer-core'
import { addDays } from '@apila/core/day.ts'
import { RosterEntry } from '@apila/core/organisation/roster.ts'
import { RosterRest } from '@apila/core/organisation/wire.ts'
import { encodedLength } from '@apila/core/bytes.ts'
import { STORED_BYTES } from '@apila/core/sizes.ts'
import { digestOf } from '@apila/sealing/encoding.ts'
import { deriveDemoDevice } from '@apila/sealing/account/demo-device.ts'
import { signEntry } from '@apila/sealing/organisation/roster.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { sparePort } from '../machinery/ports.ts'
import { type Recording, record } from '../machinery/recording-proxy.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { signIn } from '../world/client.ts'
import { ORGANISATIONS } from '../world/network.ts'
import { agree } from './agree.ts'
import {
  chooseDay,
  listenForComplaints,
  lookNow,
  see,
  seeState,
  show,
  tap,
  tapIn,
  textOf,
  wholeText,
  write,
} from './hands.ts'

const APILA = fileURLToPath(new URL('../../packages/server/bin/apila.js', import.meta.url))
const command = async (...words: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [APILA, ...words])).stdout

let apila: Apila
let recording: Recording
let browser: Browser
let keeper: ChildProcess
let folder: string
/** What the keeper's machine said when it started. */
let said: string
const complaints: string[][] = []
const NEEDED = 'a bed for tonight'

/** What the keeper's machine says, in lines "  recipient   age1pq…". */
const keysIn = (said: string): Record<'recipient' | 'public key', string> => ({
  recipient: /^ {2}recipient +(\S+)$/m.exec(said)?.[1] ?? '',
  'public key': /^ {2}public key +(\S+)$/m.exec(said)?.[1] ?? '',
})

async function startKeeper(...words: string[]): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [APILA, 'leash-keeper', ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (said.includes('Stop with Ctrl+C.')) return { child, said }
  }
  throw new Error(`the keeper did not start: ${said}`)
}

/** What was kept so far goes to the keeper's folder, as docs/operating.md says. */
async function handOver(from: string, to: string): Promise<void> {
  await mkdir(join(to, 'keys'), { recursive: true })
  await rename(join(from, 'leash.db'), join(to, 'leash.db'))
  for (const name of await readdir(join(from, 'keys')))
    if (/^day-|^leash-pepper/.test(name)) await rename(join(from, 'keys', name), join(to, 'keys', name))
}

const keepersOfAll = () =>
  Promise.all(ORGANISATIONS.flatMap(({ id }) => ['1', '2'].map((n) => deriveDemoDevice(`${id}-keeper-${n}`))))

/** The decision that the screens make, signed by the keepers of all members. */
async function decide(url: string, keys: ReturnType<typeof keysIn>): Promise<void> {
  const keepers = await keepersOfAll()
  const [first] = keepers
  assert.ok(first)
  const client = await signIn(url, 'apila-demo', first)
  const { entries } = RosterRest.parse(await client.post('/roster', { from: 0 }))
  const recipient = keys.recipient
  const verifyKey = keys['public key']
  const entry = RosterEntry.parse({
    ...{ v: 2, n: entries.length, previous: await digestOf(entries.at(-1)?.entry ?? ''), on: todayInFinland() },
    ...{ kind: 'policy', topic: 'leash-keeper', value: { keeper: { organisation: 'haapa', recipient, verifyKey } } },
  })
  await client.post('/roster/add', { entries: [await signEntry(entry, keepers)] })
}

async function paperOf(url: string): Promise<string> {
  const client = await signIn(url, 'apila-demo', await deriveDemoDevice('koivu-worker-1'))
  const { entries } = RosterRest.parse(await client.post('/roster', { from: 0 }))
  return Buffer.from(await digestOf(entries[0]?.entry ?? ''), 'base64url')
    .toString('hex')
    .slice(0, 40)
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apila-keeper-'))
  const [leashes, ours, theirs] = ['leashes', 'ours', 'theirs'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  apila = await startApila()
  const paper = await paperOf(apila.url)
  recording = await record(apila.url)
  await apila.kill()
  await handOver(apila.data, leashes)
  await command('leash-certificate', '--name', 'localhost', '--leash-tls', ours)
  const made = await command('leash-certificate', '--name', 'localhost', '--leash-tls', theirs, '--leashes', leashes)
  await copyFile(join(ours, 'own.pem'), join(theirs, 'other.pem'))
  await copyFile(join(theirs, 'own.pem'), join(ours, 'other.pem'))
  const where = ['--leash-keeper', `localhost:${String(await sparePort())}`]
  const started = await startKeeper('--leashes', leashes, ...where, '--leash-tls', theirs, '--paper', paper)
  keeper = started.child
  said = started.said
  assert.match(keysIn(made).recipient, /^age1pq1/)
  assert.deepEqual(keysIn(started.said), keysIn(made), 'both say the same two keys')
  const again = await command('leash-certificate', '--leash-tls', theirs, '--leashes', leashes)
  assert.deepEqual(keysIn(again), keysIn(made), 'and so they do later')
  await apila.restart(['--public-url', recording.url, ...where, '--leash-tls', ours])
  await decide(recording.url, keysIn(made))
  browser = await launchBrowser()
})
after(async () => {
  await browser.close()
  await recording.close()
  await apila.close()
  const ended = once(keeper, 'exit')
  keeper.kill('SIGTERM')
  await ended
  await rm(folder, { recursive: true, force: true })
})

async function worker(device: string): Promise<Page> {
  const page = await newPage(browser, { width: 1280 })
  complaints.push(listenForComplaints(page))
  await page.goto(`${recording.url}/desk/`)
  await tap(page, `sign-in-${device}`)
  return page
}

const groupsIn = (text: string): string => /(?:\d{4}\s+){7}\d{4}/.exec(text)?.[0].replaceAll(/\s+/g, ' ') ?? ''

test('whoever proposes, signs or looks up who keeps reads the groups of both keys, and other keys have others', async () => {
  const keys = keysIn(said)
  const groups = groupsIn(said)
  assert.notEqual(groups, '')
  const shown = async (page: Page): Promise<string> => {
    await see(page, 'keeper-keys')
    await page.waitForFunction(() =>
      /\d{4}/.test(document.querySelector('[data-test="keeper-groups"]')?.textContent ?? ''),
    )
    return groupsIn(await textOf(page, 'keeper-groups'))
  }
  const a = await worker('koivu-keeper-1')
  for (const step of ['menu-keys', 'keys-members', 'members-policies']) await tap(a, step)
  assert.equal(await shown(a), groups, 'what is in force')
  await tap(a, 'policy-leash-keeper')
  await write(a, 'leash-member', 'haapa')
  await write(a, 'leash-recipient', keys.recipient)
  // The key of another machine under the same member's name.
  await write(
    a,
    'leash-verify',
    keys['public key'].replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')),
  )
  const others = await shown(a)
  assert.notEqual(others, groups)
  await tap(a, 'policy-propose')
  await tap(a, 'policy-propose-ask-do')
  await see(a, 'members-invite')
  const b = await worker('haapa-keeper-1')
  for (const step of ['menu-keys', 'keys-members']) await tap(b, step)
  await see(b, 'waiting-sign')
  assert.equal(await shown(b), others, 'before somebody signs')
  assert.match(await textOf(b, 'keeper-keys'), /Before you sign: call/)
  await b.$eval('[data-test="keeper-keys"] details', (details) => {
    details.open = true
  })
  await show(b, 'keeper-keys')
  await tap(b, 'waiting-refuse')
  await tap(b, 'waiting-refuse-ask-do')
  await see(b, 'waits-none')
})

test('a permission is sent, heard, answered and opened as ever', async () => {
  const a = await worker('koivu-worker-1')
  await agree(a, NEEDED)
  await see(a, 'turned')
  await tap(a, 'decide-yes')
  await tap(a, 'keep-paper-lines')
  await see(a, 'ticket')
  const digits = (await textOf(a, 'ticket')).replaceAll(/\D/g, '')
  await write(a, 'word', 'sinivuokko lumihiutale')
  await tap(a, 'have-it')
  await see(a, 'send-sent')
  await tap(a, 'to-today')
  const b = await worker('kataja-worker-1')
  await lookNow(b)
  await tap(b, 'open-knock')
  await see(b, 'knock-content')
  await tap(b, 'propose-open')
  await chooseDay(b, addDays(todayInFinland(), 3))
  await write(b, 'time-at', '13:00')
  await tap(b, 'time-place-ours')
  await tap(b, 'propose')
  await see(b, 'answered')
  await tap(b, 'to-today')
  await lookNow(a)
  await tapIn(a, 'sent-card', 'sinivuokko lumihiutale', 'open-sent')
  await seeState(a, 'sent-page', 'time')
  await tap(b, 'menu-ticket')
  await write(b, 'ticket', digits)
  await tap(b, 'ticket-open')
  await see(b, 'summary')
  await tap(b, 'summary-yes')
  await see(b, 'story')
  await see(b, 'story-situation')
  assert.ok((await wholeText(b)).includes(NEEDED))
  assert.deepEqual(complaints.flat(), [])
})

test('no leash passed the server but sealed to the keeper, or by it', () => {
  const lengths = new Map<string, Set<number>>()
  for (const { address, body } of recording.passed)
    for (const [, leash] of body.toString('utf8').matchAll(/"leash":"([^"]*)"/g))
      lengths.set(address, (lengths.get(address) ?? new Set()).add(leash?.length ?? 0))
  const found = Object.fromEntries([...lengths].map(([address, all]) => [address, [...all]]))
  const answer = [encodedLength(STORED_BYTES.leashAnswer)]
  assert.deepEqual(found, {
    'POST /api/v2/permissions': [encodedLength(STORED_BYTES.boundLeash)],
    'answer to POST /api/v2/open': answer,
    'answer to POST /api/v2/talk/open': answer,
  })
  assert.ok(
    recording.passed.some(({ address }) => address === 'POST /api/v2/locks'),
    'the story was locked anew',
  )
})
