// The local program: a changed byte, an older release, one signature too few and other keys are refused; with the right one a whole
// referral goes through it, the screen says which program runs, and the web server has no way to change it.
import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { type IncomingMessage, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'puppeteer-core'
import { agree } from '../journeys/agree.ts'
import { lookNow, see, tap, tapAll, textOf, wholeText, write } from '../journeys/hands.ts'
import { launchBrowser, newPage } from '../machinery/browser.ts'
import { type Apila, startApila } from '../machinery/server.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TOOLS = join(ROOT, 'packages/tools/bin/apila-tools.js')
const APILA = join(ROOT, 'packages/server/bin/apila.js')
const run = promisify(execFile)

let folder: string
let apila: Apila
let browser: Browser
const running: ChildProcess[] = []
const at = (name: string) => join(folder, name)
const tools = async (...args: string[]) => (await run(process.execPath, [TOOLS, ...args])).stdout
const refusal = async (...args: string[]): Promise<string> => {
  const failed = await run(process.execPath, args).then(
    () => null,
    (error: unknown) => error as { stderr: string },
  )
  assert.ok(failed, `${args.join(' ')} did its work`)
  return failed.stderr
}
const make = (version: string, out: string, ...more: string[]) =>
  tools(
    'program',
    'make',
    '--from',
    join(ROOT, 'packages/app/dist'),
    '--version',
    version,
    '--on',
    '2026-11-30',
    ...more,
    '--out',
    at(out),
  )

const deskArgs = (program: string, data: string, keys = 'keys.json', server = apila.url) => [
  ...[APILA, 'desk', '--program', at(program), '--keys', at(keys), '--server', server],
  ...['--port', '0', '--data', at(data)],
]
const refusedDesk = (...wish: Parameters<typeof deskArgs>) => refusal(...deskArgs(...wish))

/** Starts a local program and gives its address. */
async function startDesk(...wish: Parameters<typeof deskArgs>): Promise<string> {
  const child = spawn(process.execPath, deskArgs(...wish), { stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (printed += text.toString()))
  while (!printed.includes('Ready.')) {
    assert.equal(child.exitCode, null, printed)
    await once(child.stdout, 'data')
  }
  const [, url] = /(http:\/\/localhost:\d+)\/desk\//.exec(printed) ?? []
  assert.ok(url, printed)
  return url
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apila-program-'))
  ;[apila, browser] = await Promise.all([startApila(), launchBrowser()])
  const verifyKeys: string[] = []
  for (const name of ['one', 'two', 'three', 'stranger'])
    verifyKeys.push((await tools('program', 'key', '--out', at(`${name}.key`))).trim())
  const listed = (keys: readonly (string | undefined)[]) =>
    JSON.stringify({
      v: 2,
      keys: ['koivu', 'kataja', 'haapa'].map((organisation, place) => ({ organisation, verifyKey: keys[place] })),
    })
  await writeFile(at('keys.json'), listed(verifyKeys))
  await writeFile(at('other-keys.json'), listed([verifyKeys[0], verifyKeys[1], verifyKeys[3]]))
  await make('1.0.0', 'first.json')
  await make('1.1.0', 'program.json', '--after', at('first.json'))
  for (const file of ['first.json', 'program.json'])
    for (const key of ['one.key', 'three.key']) await tools('program', 'sign', at(file), '--key', at(key))
})
after(async () => {
  for (const child of running) child.kill('SIGKILL')
  await browser.close()
  await apila.close()
  await rm(folder, { recursive: true, force: true })
})

test('the same folder gives the same bytes, and a key can be read by its owner alone and is not written over', async () => {
  await make('1.1.0', 'again.json', '--after', at('first.json'))
  const [one, other] = (
    await Promise.all(['program.json', 'again.json'].map((file) => readFile(at(file), 'utf8')))
  ).map((text) => JSON.parse(text) as { manifest: string; files: object })
  assert.deepEqual([one?.manifest, one?.files], [other?.manifest, other?.files])
  assert.equal((await stat(at('one.key'))).mode & 0o777, 0o600)
  assert.match(await refusal(TOOLS, 'program', 'key', '--out', at('one.key')), /is there already/)
})

test('what is not signed by two of the three keys does not run', async () => {
  await make('1.1.0', 'unsigned.json', '--after', at('first.json'))
  assert.match(await refusedDesk('unsigned.json', 'fresh-a'), /Fewer than two/)
  await tools('program', 'sign', at('unsigned.json'), '--key', at('one.key'))
  await tools('program', 'sign', at('unsigned.json'), '--key', at('one.key'))
  assert.match(await refusedDesk('unsigned.json', 'fresh-a'), /Fewer than two/, 'one key twice')
  await tools('program', 'sign', at('unsigned.json'), '--key', at('stranger.key'))
  assert.match(await refusedDesk('unsigned.json', 'fresh-a'), /Fewer than two/, 'and a stranger')
})

test('a changed byte, a missing file, one too many and a changed manifest do not run, and nobody signs them', async () => {
  const whole = JSON.parse(await readFile(at('program.json'), 'utf8')) as {
    manifest: string
    files: Record<string, string>
  }
  const { 'index.html': page = '', ...rest } = whole.files
  const last = page.at(-5) === 'A' ? 'B' : 'A'
  const changes: [string, object, RegExp][] = [
    [
      'byte',
      { files: { ...whole.files, 'index.html': page.slice(0, -5) + last + page.slice(-4) } },
      /not the one that was signed: index\.html/,
    ],
    ['missing', { files: rest }, /missing: index\.html/],
    ['more', { files: { ...whole.files, 'assets/more.js': 'AAAA' } }, /was not signed: assets\/more\.js/],
    ['manifest', { manifest: whole.manifest.replace('2026-11-30', '2026-11-29') }, /Fewer than two/],
  ]
  for (const [name, change, reason] of changes) {
    await writeFile(at(`${name}.json`), JSON.stringify({ ...whole, ...change }))
    assert.match(await refusedDesk(`${name}.json`, 'fresh-b'), reason, name)
    if (name !== 'manifest')
      assert.match(
        await refusal(TOOLS, 'program', 'sign', at(`${name}.json`), '--key', at('two.key')),
        /\.json: /,
        name,
      )
  }
})

test('a machine goes neither back to an older release nor over to other keys, also after a restart', async () => {
  await startDesk('program.json', 'machine')
  assert.match(await refusedDesk('first.json', 'machine'), /A newer version has run/)
  assert.match(
    await refusedDesk('program.json', 'machine', 'other-keys.json'),
    /not the release keys that this machine began with/,
  )
  await startDesk('program.json', 'machine')
})

test('a whole referral goes through the local program, and the screen says that it runs', async () => {
  const url = await startDesk('program.json', 'worker')
  const page: Page = await newPage(browser)
  await page.goto(`${url}/desk/`)
  await tap(page, 'sign-in-koivu-worker-1')
  await see(page, 'start-send')
  await tap(page, 'menu-help')
  await see(page, 'program-line')
  assert.match(
    await textOf(page, 'program-line'),
    /Own program: this machine has checked it\. Version 1\.1\.0 of 30\.11\.2026/,
  )
  await page.keyboard.press('Escape')
  await agree(page, 'Told at a desk whose program was checked.')
  await tapAll(page, 'decide-yes', 'keep-paper-lines')
  await see(page, 'ticket')
  const digits = (await textOf(page, 'ticket')).replaceAll(/\D/g, '')
  await write(page, 'word', 'harmaa kivi talo')
  await tap(page, 'have-it')
  await see(page, 'send-sent')
  const other = await newPage(browser)
  await other.goto(`${apila.url}/desk/`)
  await tap(other, 'sign-in-kataja-worker-1')
  await lookNow(other)
  await tap(other, 'menu-help')
  await see(other, 'program-line')
  assert.match(await textOf(other, 'program-line'), /that the server has sent/)
  await other.keyboard.press('Escape')
  await tap(other, 'menu-ticket')
  await write(other, 'ticket', digits)
  await tap(other, 'ticket-open')
  await see(other, 'summary')
  await tap(other, 'summary-yes')
  await see(other, 'story')
  assert.match(await wholeText(other), /Told at a desk whose program was checked/)
})

test('the local program answers to its own name alone, and passes on nothing but the API', async () => {
  const url = new URL(await startDesk('program.json', 'names'))
  const status = (path: string, host: string) =>
    new Promise<number>((resolve, reject) => {
      request({ host: '127.0.0.1', port: url.port, path, headers: { host } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
        .on('error', reject)
        .end()
    })
  assert.equal(await status('/desk/', url.host), 200)
  for (const host of [`127.0.0.1:${url.port}`, 'evil.example', `evil.example:${url.port}`, 'localhost'])
    assert.equal(await status('/desk/', host), 421, host)
  for (const path of ['/fi/guide', '/desk/../package.json', '/api/openapi.json', '/readyz', '/desk/nothing.js'])
    assert.equal(await status(path, url.host), 404, path)
  const policy = (await fetch(`${url.origin}/desk/`)).headers
  const served = (await fetch(`${apila.url}/desk/`)).headers
  for (const head of ['content-security-policy', 'integrity-policy', 'permissions-policy', 'referrer-policy'])
    assert.equal(policy.get(head), served.get(head), head)
})

test('a server that answers with a page, a script or a path outside the API gets nothing onto the desk’s own address', async () => {
  const evil = createServer((incoming, outgoing) => {
    const kind = new URL(incoming.url ?? '/', 'http://server').searchParams.get('kind')
    outgoing.writeHead(200, kind === null ? {} : { 'Content-Type': kind, 'Set-Cookie': 'a=b' })
    outgoing.end('<script>document.title = "ours"</script>')
  })
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  const { port } = evil.address() as AddressInfo
  const url = new URL(await startDesk('program.json', 'evil', 'keys.json', `http://localhost:${String(port)}`))
  const ask = (path: string, headers: Record<string, string> = {}) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      request({ host: '127.0.0.1', port: url.port, path, headers: { host: url.host, ...headers } }, (answer) => {
        answer.resume()
        resolve(answer)
      })
        .on('error', reject)
        .end()
    })
  for (const kind of [
    'text/html',
    'text/javascript',
    'image/svg+xml',
    'application/xhtml+xml',
    'application/jsonp',
    'text/plain',
  ])
    assert.equal((await ask(`/api/v2/x?kind=${encodeURIComponent(kind)}`)).statusCode, 502, kind)
  for (const path of ['/api/v2/../../readyz', '/api/v2/%2e%2e/%2e%2e/en/guide', '/api/v2/..%2f..%2freadyz/../../../x'])
    assert.equal((await ask(path)).statusCode, 404, path)
  const json = '/api/v2/x?kind=application%2Fjson'
  for (const [head, value] of [
    ['sec-fetch-mode', 'navigate'],
    ['sec-fetch-dest', 'document'],
    ['sec-fetch-dest', 'iframe'],
    ['sec-fetch-dest', 'script'],
  ] as const)
    assert.equal((await ask(json, { [head]: value })).statusCode, 404, `${head}: ${value}`)
  const answer = await ask(json, { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' })
  assert.equal(answer.statusCode, 200)
  assert.match(String(answer.headers['content-security-policy']), /default-src 'none'.*sandbox/)
  assert.equal(answer.headers['set-cookie'], undefined)
  const page = await newPage(browser)
  await page.goto(`${url.origin}/api/v2/x?kind=text%2Fhtml`).catch(() => undefined)
  assert.notEqual(await page.title(), 'ours')
  await page.close()
  evil.close()
})

test('a site that serves the signed program is told from one that serves another', async () => {
  const args = ['--program', at('program.json'), '--keys', at('keys.json')]
  assert.match(await tools('verify-site', apila.url, ...args), /all \d+ files are the signed ones/)
  const whole = JSON.parse(await readFile(at('program.json'), 'utf8')) as { files: Record<string, string> }
  const [script = ''] = Object.keys(whole.files).filter((path) => path.endsWith('.js'))
  await rm(at('dist'), { recursive: true, force: true })
  await run('cp', ['-r', join(ROOT, 'packages/app/dist'), at('dist')])
  await writeFile(join(at('dist'), script), `${await readFile(join(at('dist'), script), 'utf8')} `)
  await tools(
    'program',
    'make',
    '--from',
    at('dist'),
    '--version',
    '1.2.0',
    '--on',
    '2026-11-30',
    '--out',
    at('changed.json'),
  )
  for (const key of ['one.key', 'two.key']) await tools('program', 'sign', at('changed.json'), '--key', at(key))
  const told = await refusal(
    TOOLS,
    'verify-site',
    apila.url,
    '--program',
    at('changed.json'),
    '--keys',
    at('keys.json'),
  )
  assert.match(told, /does not serve version 1\.2\.0: 1 of \d+ files differ/)
})
