// Making, signing and checking a program, and comparing a site with it: what is wrong is named, nothing is written over, and a key is its owner's.
import assert from 'node:assert/strict'
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { after, before, test } from 'node:test'
import { labelledText } from '@apila/core/labels.ts'
import { Program } from '@apila/core/program/program.ts'
import { Failure } from '../failure.ts'
import { runProgram, runVerifySite } from './run-program.ts'

let folder: string
const at = (name: string) => join(folder, name)
const FILES: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html>',
  'assets/desk.js': 'export {}',
  'assets/desk.css': 'a { color: red }',
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apila-program-'))
  await mkdir(at('dist/assets'), { recursive: true })
  for (const [path, text] of Object.entries(FILES)) await writeFile(at(`dist/${path}`), text)
  await writeFile(at('dist/index.html.gz'), 'packed')
  await writeFile(at('dist/index.html.br'), 'packed')
})
after(() => rm(folder, { recursive: true, force: true }))

/** What the command says; of a failure its sentence and its exit code. */
async function run(...args: string[]): Promise<string> {
  const lines: string[] = []
  try {
    await runProgram(args, (line) => lines.push(line))
    return lines.join('\n')
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return `${String(error.exitCode)}: ${error.message}`
  }
}
const make = (out: string, ...more: string[]) =>
  run('make', '--from', at('dist'), '--version', '1.2.3', '--on', '2026-11-30', '--out', at(out), ...more)
const read = async (name: string): Promise<Program> => Program.parse(JSON.parse(await readFile(at(name), 'utf8')))
const change = async (name: string, to: string, changed: (program: Program) => unknown) =>
  writeFile(at(to), JSON.stringify(changed(await read(name))))

const ORGANISATIONS = ['alder', 'birch', 'cedar']
async function makeKeys(): Promise<string[]> {
  const keys = []
  for (const organisation of ORGANISATIONS) {
    await rm(at(`${organisation}.key`), { force: true })
    keys.push({ organisation, verifyKey: await run('key', '--out', at(`${organisation}.key`)) })
  }
  await writeFile(at('keys.json'), JSON.stringify({ v: 2, keys }))
  return keys.map(({ verifyKey }) => verifyKey)
}

test('the same folder gives the same bytes; packed copies are left out; the next names the one before it', async () => {
  assert.match(await make('a.json'), /a\.json: version 1\.2\.3, 3 files, manifest [\w-]{43}\. Two keys sign it next\.$/)
  await make('b.json')
  assert.deepEqual(await readFile(at('a.json')), await readFile(at('b.json')))
  const { manifest, signatures, files } = await read('a.json')
  assert.deepEqual(Object.keys(files).toSorted(), Object.keys(FILES).toSorted())
  assert.equal(Buffer.from(files['assets/desk.js'] ?? '', 'base64url').toString(), FILES['assets/desk.js'])
  assert.deepEqual(signatures, [])
  const said = JSON.parse(manifest) as { previous: unknown; version: string; on: string; v: number }
  assert.deepEqual([said.v, said.version, said.on, said.previous], [2, '1.2.3', '2026-11-30', null])
  await make('c.json', '--after', at('a.json'))
  const next = JSON.parse((await read('c.json')).manifest) as { previous: string }
  assert.equal(next.previous, createHash('sha256').update(manifest).digest('base64url'))
})

test('packed copies are known by the end of their names alone', async () => {
  await mkdir(at('names'), { recursive: true })
  for (const name of ['index.html', 'a.br.js', 'b.gz.css', 'c.js.br', 'd.js.gz'])
    await writeFile(at(`names/${name}`), '')
  await run('make', '--from', at('names'), '--version', '1.2.3', '--on', '2026-11-30', '--out', at('names.json'))
  assert.deepEqual(Object.keys((await read('names.json')).files).toSorted(), ['a.br.js', 'b.gz.css', 'index.html'])
})

test('a key signs under the label of programs, so that what it signs is nothing else', async () => {
  const [verifyKey = ''] = await makeKeys()
  await make('a.json')
  await run('sign', at('a.json'), '--key', at('alder.key'))
  const { manifest, signatures } = await read('a.json')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: verifyKey }, format: 'jwk' })
  const isSignedAs = (text: string) =>
    verifySignature(null, Buffer.from(text), key, Buffer.from(signatures[0]?.signature ?? '', 'base64url'))
  assert.deepEqual([isSignedAs(labelledText('apila/program/v2', manifest)), isSignedAs(manifest)], [true, false])
})

test('a folder is the same one however its path is written', async () => {
  await make('a.json')
  const here = relative(process.cwd(), at('dist'))
  for (const from of [`${at('dist')}/`, here, `./${here}`, `${here}//`, at('dist/assets/../../dist')]) {
    await run('make', '--from', from, '--version', '1.2.3', '--on', '2026-11-30', '--out', at('same.json'))
    assert.deepEqual(await readFile(at('same.json')), await readFile(at('a.json')), from)
  }
})

test('what cannot be made is said in a sentence, and how to ask for it', async () => {
  const from = ['--from', at('dist'), '--out', at('x.json')]
  assert.match(await run('make', ...from, '--on', '2026-11-30'), /^2: --version is missing/)
  assert.match(await run('make', ...from, '--version', '1.2.3', '--on', 'today'), /^2: --on is a day/)
  assert.match(
    await run('make', ...from, '--version', 'banana', '--on', '2026-11-30'),
    /^2: --version is three numbers, as 1\.2\.3\.$/,
  )
  await mkdir(at('bare'))
  await writeFile(at('bare/other.html'), '')
  assert.match(
    await run('make', '--from', at('bare'), '--version', '1.2.3', '--on', '2026-11-30', '--out', at('x.json')),
    /^1: .*bare has no index\.html\.$/,
  )
  assert.match(
    await run('make', '--from', at('nowhere'), '--version', '1.2.3', '--on', '2026-11-30', '--out', at('x.json')),
    /^1: .*nowhere/,
  )
  assert.match(await make('nowhere/x.json'), /^1: .*nowhere/)
  assert.match(
    await run('make', 'one', 'two'),
    /^2: This command takes one file and --from, --version, --on, --after, --out\./,
  )
  assert.match(await run('sign', '--other', 'x'), /^2: This command takes one file and --key\./)
  assert.match(await run('other'), /^2: apila-tools program takes make, key, sign or check/)
  assert.match(await run(), /^2: /)
  assert.match(await run('sign', '--key', at('alder.key')), /^2: The program is missing/)
  assert.match(await run('check', at('a.json')), /^2: --keys is missing/)
  assert.match(await run('key'), /^2: --out is missing/)
  assert.match(await run('sign', at('a.json')), /^2: --key is missing/)
  await assert.rejects(
    runVerifySite(['--program', at('a.json')], () => undefined),
    /^\w*:? ?The address of the site is missing/,
  )
})

test('a key is its owner’s alone, is never written over, and a changed one is none', async () => {
  await makeKeys()
  if (process.platform !== 'win32') assert.equal((await stat(at('alder.key'))).mode & 0o777, 0o600)
  assert.match(await run('key', '--out', at('alder.key')), /^1: .*alder\.key is there already\.$/)
  await make('a.json')
  const good = JSON.parse(await readFile(at('alder.key'), 'utf8')) as Record<string, unknown>
  const other = JSON.parse(await readFile(at('birch.key'), 'utf8')) as Record<string, unknown>
  for (const [name, text] of [
    ['swapped.key', JSON.stringify({ ...good, verifyKey: other['verifyKey'] })],
    ['cut.key', JSON.stringify({ ...good, private: 'AAAA' })],
    ['text.key', 'no key'],
  ] as const) {
    await writeFile(at(name), text)
    assert.match(await run('sign', at('a.json'), '--key', at(name)), /^1: .*\.key is no release key\.$/)
  }
  const away = await run('sign', at('a.json'), '--key', at('nowhere.key'))
  assert.match(away, /^1: .*nowhere\.key/)
  assert.doesNotMatch(away, /no release key/, 'what is not there is not called a wrong key')
})

test('two of three keys let it run; one, one twice, a stranger’s and a signature of another text do not', async () => {
  await makeKeys()
  await make('a.json')
  const check = (name = 'a.json') => run('check', at(name), '--keys', at('keys.json'))
  const tooFew = /^1: .* must not run: fewer than two of the three release keys have signed it\.$/
  assert.match(await check(), tooFew)
  assert.match(await run('sign', at('a.json'), '--key', at('alder.key')), /version 1\.2\.3 is signed by 1\.$/)
  assert.match(await check(), tooFew)
  assert.match(await run('sign', at('a.json'), '--key', at('alder.key')), /signed by 1\.$/)
  assert.equal((await read('a.json')).signatures.length, 1)
  await run('key', '--out', at('stranger.key'))
  assert.match(await run('sign', at('a.json'), '--key', at('stranger.key')), /signed by 2\.$/)
  assert.match(await check(), tooFew)
  assert.match(await run('sign', at('a.json'), '--key', at('cedar.key')), /signed by 3\.$/)
  assert.match(await check(), /version 1\.2\.3 of 2026-11-30, 2 of three keys, every file as it was signed\.$/)
  for (const wrong of ['A'.repeat(86), `${'A'.repeat(85)}Q`]) {
    await change('a.json', 'broken.json', (program) => ({
      ...program,
      signatures: program.signatures.map((each, n) => (n === 0 ? { ...each, signature: wrong } : each)),
    }))
    assert.match(await check('broken.json'), tooFew)
  }
  await writeFile(at('other.json'), '{"v":2,"keys":[]}')
  assert.match(await run('check', at('a.json'), '--keys', at('other.json')), /no list of three release keys/)
})

test('a changed, missing or added file is named, at signing and at checking', async () => {
  await makeKeys()
  await make('a.json')
  for (const key of ['alder.key', 'birch.key']) await run('sign', at('a.json'), '--key', at(key))
  const AAAA = { 'assets/desk.js': 'AAAA' }
  const cases: [RegExp, (program: Program) => unknown][] = [
    [
      /a file is not the one that was signed: assets\/desk\.js\.$/,
      (program) => ({ ...program, files: { ...program.files, ...AAAA } }),
    ],
    [
      /a file is missing: index\.html\.$/,
      ({ files, ...rest }) => ({
        ...rest,
        files: Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'index.html')),
      }),
    ],
    [
      /it has a file that was not signed: more\.js\.$/,
      (program) => ({ ...program, files: { ...program.files, 'more.js': 'AAAA' } }),
    ],
    [/its manifest cannot be read\.$/, (program) => ({ ...program, manifest: `${program.manifest} ` })],
  ]
  for (const [sentence, changed] of cases) {
    await change('a.json', 'changed.json', changed)
    assert.match(await run('check', at('changed.json'), '--keys', at('keys.json')), /must not run: /)
    assert.match(await run('check', at('changed.json'), '--keys', at('keys.json')), sentence)
    const before = await readFile(at('changed.json'))
    assert.match(await run('sign', at('changed.json'), '--key', at('cedar.key')), sentence)
    assert.deepEqual(await readFile(at('changed.json')), before, 'nobody signs what is not in the file')
  }
  await writeFile(at('text.json'), 'no program')
  assert.match(
    await run('check', at('text.json'), '--keys', at('keys.json')),
    /^1: .*text\.json is no program of Apila\.$/,
  )
  const away = await run('check', at('nowhere.json'), '--keys', at('keys.json'))
  assert.match(away, /^1: .*nowhere\.json/)
  assert.doesNotMatch(away, /no program/, 'what is not there is not called a wrong program')
})

/** A site that serves the desk, and what it serves in the place of files. */
async function serve(changes: Readonly<Record<string, string | null>>): Promise<{ site: Server; address: string }> {
  const site = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/desk\//, '') || 'index.html'
    const text = path in changes ? changes[path] : FILES[path.replace(/\?again$/, '')]
    if (text === 'moved') return response.writeHead(302, { Location: '/desk/assets/desk.js?again' }).end()
    return typeof text === 'string' ? response.end(text) : response.writeHead(404).end()
  })
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
  return { site, address: `http://127.0.0.1:${String((site.address() as AddressInfo).port)}` }
}
async function verify(address: string, keys = 'keys.json'): Promise<[string, string[]]> {
  const lines: string[] = []
  try {
    await runVerifySite([address, '--program', at('a.json'), '--keys', at(keys)], (line) => lines.push(line))
    return ['ok', lines]
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return [`${String(error.exitCode)}: ${error.message}`, lines]
  }
}

test('a site that serves the signed files is told so; each other file is named; a site that is away is no good one', async (t) => {
  await makeKeys()
  await make('a.json')
  for (const key of ['birch.key', 'cedar.key']) await run('sign', at('a.json'), '--key', at(key))
  const good = await serve({})
  const changed = await serve({ 'assets/desk.js': 'steal()', 'assets/desk.css': null })
  const home = await serve({ 'index.html': '<!doctype html><script>' })
  const moved = await serve({ 'assets/desk.js': 'moved' })
  t.after(() => [good, changed, home, moved].map(({ site }) => site.close()))
  assert.deepEqual(await verify(good.address), [
    'ok',
    [`${good.address} serves version 1.2.3: all 3 files are the signed ones.`],
  ])
  assert.deepEqual(await verify(changed.address), [
    `1: ${changed.address} does not serve version 1.2.3: 2 of 3 files differ.`,
    ['missing  /desk/assets/desk.css', 'another  /desk/assets/desk.js'],
  ])
  assert.deepEqual((await verify(home.address))[1], ['another  /desk/'])
  // To the very bytes: another address has answered all the same.
  assert.match((await verify(moved.address))[0], /^1: .* does not answer\.$/)
  moved.site.close()
  await once(good.site.close(), 'close')
  assert.match((await verify(good.address))[0], /^1: http:\/\/127\.0\.0\.1:\d+ does not answer\.$/)
  for (const address of ['ftp://desk.example', 'xhttp://desk.example'])
    assert.match((await verify(address))[0], /^2: The address begins with https/)
  assert.match((await verify('desk'))[0], /^2: /)
})

test('a site is not compared with a program that must not run', async (t) => {
  await makeKeys()
  await make('a.json')
  const { site, address } = await serve({})
  t.after(() => site.close())
  assert.match((await verify(address))[0], /^1: .*a\.json must not run: fewer than two/)
})

test('of many files that differ the first twenty are named, and all are counted', async (t) => {
  await makeKeys()
  await mkdir(at('large'), { recursive: true })
  await writeFile(at('large/index.html'), FILES['index.html'] ?? '')
  for (let n = 10; n < 35; n += 1) await writeFile(at(`large/${String(n)}.js`), 'export {}')
  await run('make', '--from', at('large'), '--version', '1.2.3', '--on', '2026-11-30', '--out', at('a.json'))
  for (const key of ['alder.key', 'cedar.key']) await run('sign', at('a.json'), '--key', at(key))
  const { site, address } = await serve({})
  t.after(() => site.close())
  const [said, lines] = await verify(address)
  assert.match(said, /25 of 26 files differ\.$/)
  assert.deepEqual([lines.length, lines[0], lines.at(-1)], [20, 'missing  /desk/10.js', 'missing  /desk/29.js'])
})
