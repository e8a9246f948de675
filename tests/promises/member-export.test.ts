// What a leaving organisation takes along (D-010): made in a keeper's browser, opened on plain Node; round trip, another key, damage, a file
// that is too long; and no byte of a client's permission, messages, notes or names in it.
import assert from 'node:assert/strict'
import { type ExecFileException, execFile } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'puppeteer-core'
import { Day, addDays, yearOf } from '@apila/core/day.ts'
import { EXPORT_MOST_BYTES, MemberExport } from '@apila/core/export/member-export.ts'
import { NoticeNote } from '@apila/core/referral/notice.ts'
import { toBase64url } from '@apila/sealing/encoding.ts'
import { newIdentity } from '@apila/sealing/age.ts'
import { openExport } from '@apila/sealing/export/seal-export.ts'
import { sealDigits } from '@apila/sealing/referral/open.ts'
import { sealNotice } from '@apila/sealing/referral/notice.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { spellings } from '../machinery/recording-proxy.ts'
import { type Apila, startApila, todayInFinland } from '../machinery/server.ts'
import { lookNow, see, show, tap, textOf, wholeText } from '../journeys/hands.ts'
import { type Acting, conversationOf, say, send } from '../world/acts.ts'
import { signIn } from '../world/client.ts'
import { type World, foundDemo } from '../world/network.ts'
import { type Sent, randomBytes, sealDemo } from '../world/referral.ts'

const TOOLS = fileURLToPath(new URL('../../packages/tools/bin/apila-tools.js', import.meta.url))
const run = promisify(execFile)
const today = todayInFinland()

let folder: string
let apila: Apila
let browser: Browser
let world: World
let sent: Sent
let page: Page
const canaries: string[] = []
const canary = (field: string): string => {
  const text = `kanarialintu-${field}-${toBase64url(randomBytes(9))}`
  canaries.push(text)
  return text
}
const at = (name: string) => join(folder, name)
const open = (...args: string[]) => run(process.execPath, [TOOLS, 'open', ...args])
const refusal = async (...args: string[]): Promise<{ code: unknown; said: string }> => {
  const failed = await open(...args).then(
    () => null,
    (error: unknown) => error as ExecFileException,
  )
  assert.ok(failed, `${args.join(' ')} did its work`)
  return { code: failed.code, said: failed.stderr ?? '' }
}

/** A permission with a mark in every field, a message under it, the desk's note about it, and a notice that is owed under it. */
async function liveOn(): Promise<void> {
  const acting: Acting = {
    world,
    client: await signIn(apila.url, world.roster.network, world.device('koivu-worker-1')),
    organisation: 'koivu',
    today,
  }
  sent = await sealDemo(world, {
    ...{ from: 'koivu', to: 'kataja', mode: 'knock-ahead', today, word: canary('word').slice(0, 60) },
    told: { situation: canary('situation'), needs: canary('needs') },
  })
  await send(acting, sent)
  const digits = await sealDigits(world.desk('kataja', 'referral').recipient, sent.digits ?? '')
  await say(acting, await conversationOf(sent), [{ kind: 'ticket', digits }])
  const desk = world.desk('koivu', 'referral')
  const notice = NoticeNote.parse({
    ...{ kind: 'notice', what: ['worry-for-child'], provision: 'child-notify-duty', to: 'child-welfare' },
    ...{ byRole: 'worker', on: today, client: { state: 'owed' }, inBook: null },
    under: { name: sent.reservation.k, mark: sent.note.mark },
  })
  await acting.client.post('/notes/put', {
    ...{ list: desk.list, id: toBase64url(randomBytes(16)), version: 0 },
    ...{ blob: await sealNotice(desk, notice), until: addDays(today, 60) },
  })
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apila-export-'))
  world = await foundDemo(Day.parse('2026-01-02'))
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
  await liveOn()
})
after(async () => {
  await browser.close()
  await apila.close()
  await rm(folder, { recursive: true, force: true })
})

/** The one file that the page gives to be saved. */
async function saved(): Promise<Buffer> {
  const downloads = at('downloads')
  const session = await page.createCDPSession()
  const { id } = page.browserContext()
  assert.ok(id)
  await session.send('Browser.setDownloadBehavior', {
    ...{ behavior: 'allow', downloadPath: downloads, eventsEnabled: true },
    browserContextId: id,
  })
  const done = new Promise<void>((resolve) => {
    session.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'completed') resolve()
    })
  })
  await tap(page, 'export-save')
  await done
  const [name = '', ...more] = await readdir(downloads)
  assert.ok(name.endsWith('.age'), name)
  assert.equal(more.length, 0)
  return readFile(join(downloads, name))
}

test('1. every live permission stands there with what its client may want, and "not asked" is where each begins', async () => {
  page = await newPage(browser, { width: 1280 })
  await page.goto(`${apila.url}/desk/`)
  await tap(page, 'sign-in-koivu-keeper-1')
  await see(page, 'start-send')
  await lookNow(page)
  await page.evaluate(() => {
    window.location.hash = '#coordination'
  })
  await tap(page, 'open-leaving')
  await see(page, 'export-list')
  const text = await wholeText(page)
  assert.ok(text.includes(canaries[0]?.slice(0, 60) ?? '?'), text)
  const before = Number(/\d+$/.exec(await textOf(page, 'export-open'))?.[0])
  assert.ok(before >= 1)
  const wishes = await page.$$eval('[data-test="export-permission"] input:checked', (all) =>
    all.map((one) => one.value),
  )
  assert.deepEqual(new Set(wishes), new Set(['not-asked']))
  await page.$eval('[data-test="export-permission"] input[value="end"]', (one) => {
    one.click()
  })
  await page.waitForFunction(
    (wanted) => document.querySelector('[data-test="export-open"]')?.textContent.includes(wanted) ?? false,
    {},
    before === 1 ? 'Every' : String(before - 1),
  )
  await show(page, 'export-live')
})

test('2. the file opens on plain Node with the key that was shown, and holds what is its own', async () => {
  await tap(page, 'export-make')
  await see(page, 'export-key')
  await show(page, 'export-key')
  const key = (await textOf(page, 'export-key')).replace(/\s/g, '')
  const file = await saved()
  await writeFile(at('file.age'), file)
  await writeFile(at('key.txt'), `${key.match(/.{1,4}/g)?.join(' ') ?? ''}\n`)
  const { stdout } = await open(at('file.age'), '--out', at('opened'), '--key', at('key.txt'))
  assert.match(stdout, /files of koivu/)
  assert.equal((await stat(at('opened'))).mode & 0o777, 0o700)
  const read = async (name: string) => readFile(join(at('opened'), name), 'utf8')
  assert.match(await read('services.csv'), /Peer group \(invented\)/)
  assert.match(await read('notices-owed.csv'), /worry-for-child,child-notify-duty,child-welfare,worker/)
  assert.match(await read('roster.csv'), /^0,genesis,/m)
  assert.match(await read(`READ-ME.txt`), /koivu/)
  const { organisations } = JSON.parse(await read('organisation.json')) as { organisations: { rosterId: string }[] }
  assert.deepEqual(
    organisations.map(({ rosterId }) => rosterId),
    ['koivu'],
  )
  const names = await readdir(at('opened'))
  for (const name of names.filter((one) => one.startsWith('sums-')))
    assert.ok(Number(/\d{4}/.exec(name)?.[0]) <= yearOf(today), name)
  const opened = await openExport(file, key)
  assert.ok(opened.ok)
  assert.deepEqual(MemberExport.parse(opened.export), opened.export)
})

test('3. no byte of it is a client’s: no word, name, mark, secret or digit of a live permission, sealed or opened', async () => {
  const { k, s, t } = sent.note
  const secret = [k, s, t, sent.note.mark, sent.digits ?? '', ...Object.values(sent.reservation.keys).map(String)]
  const wanted = [...canaries, ...secret.filter((one) => one.length >= 16)].flatMap((one) => [...spellings(one)])
  assert.ok(wanted.length > 20)
  const names = (await readdir(at('opened'))).map((name) => join(at('opened'), name))
  for (const path of [...names, at('file.age')]) {
    const bytes = await readFile(path)
    for (const one of wanted) assert.equal(bytes.includes(one), false, `${path}: ${String(one)}`)
  }
  // And the search would find it where it is: in the words of the note itself.
  assert.ok(JSON.stringify(sent.note).includes(canaries[0]?.slice(0, 60) ?? '?'))
})

test('4. another key, a slip, a damaged file, one that is too long, a folder that is there: a plain sentence and nothing written', async () => {
  const key = await readFile(at('key.txt'), 'utf8')
  await writeFile(at('other.txt'), await newIdentity())
  await writeFile(at('slip.txt'), key.replace(/\w\n$/, ''))
  const file = await readFile(at('file.age'))
  await writeFile(at('damaged.age'), file.with(file.length - 40, (file.at(-40) ?? 0) ^ 1))
  await writeFile(at('cut.age'), file.subarray(0, file.length - 100))
  await writeFile(at('long.age'), '')
  await truncate(at('long.age'), EXPORT_MOST_BYTES + 1)
  const to = ['--out', at('never')]
  for (const [args, wanted] of [
    [[at('file.age'), ...to, '--key', at('other.txt')], /opens another file/],
    [[at('file.age'), ...to, '--key', at('slip.txt')], /slip in it/],
    [[at('file.age'), ...to, '--key', at('file.age')], /slip in it/],
    [[at('damaged.age'), ...to, '--key', at('key.txt')], /damaged/],
    [[at('cut.age'), ...to, '--key', at('key.txt')], /damaged/],
    [[at('long.age'), ...to, '--key', at('key.txt')], /longer than an export/],
    [[at('key.txt'), ...to, '--key', at('key.txt')], /damaged/],
    [[at('none.age'), ...to, '--key', at('key.txt')], /There is no file/],
    [[at('file.age'), '--out', at('opened'), '--key', at('key.txt')], /is there already/],
  ] as const) {
    const { code, said } = await refusal(...args)
    assert.equal(code, 1, said)
    assert.match(said, wanted)
    assert.doesNotMatch(said, /AGE-SECRET-KEY-PQ-1[0-9A-Z]{4}/, 'no key is said again')
  }
  for (const args of [[], [at('file.age')], [at('file.age'), at('key.txt'), ...to], ['--nothing']])
    assert.equal((await refusal(...args)).code, 2)
  assert.ok(!(await readdir(folder)).includes('never'))
})
