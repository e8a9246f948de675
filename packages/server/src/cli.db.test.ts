// The operator's command as it is typed: exit codes, one plain sentence, a stop that loses nothing. Governed by docs/operating.md "Commands".
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { after, test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { getPublicTexts } from './frame/texts.ts'
import { testFolder } from './test/network.ts'

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const folder = testFolder()
after(() => {
  rmSync(folder, { recursive: true, force: true })
})

function run(...words: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', script('../../../house/tsx-hook.ts'), script('./cli.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

type Ended = { code: number; said: string; complained: string }
async function ended(child: ChildProcess): Promise<Ended> {
  const heard = { said: '', complained: '' }
  child.stdout?.on('data', (chunk: Buffer) => (heard.said += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (heard.complained += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...heard }
}

const WRONG = [
  [],
  ['serve'],
  ['start', '--verbose'],
  ['start', '--demo', '--empty'],
  ['start', '--port', 'many'],
  ['start', '--port', ''],
  ['start', '--public-url', 'apila'],
  ['start', '--public-url', 'https://apila.example/path'],
  ['start', '--saved-guide', 'maybe'],
  ['start', '--public-url', 'https://one.example', '--neutral-url', 'https://one.example'],
  ['doctor', '--public-url'],
  ['start', 'migrate'],
  ['start', '--data', folder],
  ['doctor', '--demo'],
  ['doctor', '--security-contact', 'nowhere'],
]
for (const words of WRONG) {
  test(`wrong use ends with 2 and one sentence: apila ${words.map((word) => (word === folder ? 'NEW' : word)).join(' ')}`, async () => {
    const { code, complained } = await ended(run(...words))
    assert.equal(code, 2)
    assert.match(complained, /^[A-Z][^\n]*\n$/)
    assert.doesNotMatch(complained, /it is the (whether|where|endings|tries|feedback)|the the /)
  })
}

for (const [name, words] of [
  ['migrate where there is no folder', ['migrate', '--data', `${folder}/missing`]],
  ['doctor where there is no folder', ['doctor', '--data', `${folder}/missing`]],
  ['doctor where there is no database', ['doctor', '--data', fileURLToPath(new URL('.', import.meta.url))]],
  ['a folder that cannot be made', ['start', '--empty', '--data', '/dev/null/data']],
] as const) {
  test(`what cannot be done ends with 1 and one sentence: ${name}`, async () => {
    const { code, complained } = await ended(run(...words))
    assert.equal(code, 1)
    assert.match(complained, /^[A-Z][^\n]*\n$/)
  })
}

test('--help lists the commands and ends with 0', async () => {
  const { code, said, complained } = await ended(run('--help'))
  assert.deepEqual([code, complained], [0, ''])
  for (const word of ['apila start', 'apila migrate', 'apila doctor', '--demo', '--neutral-port', 'APILA_DATA'])
    assert.ok(said.includes(word), word)
})

test('start says where, answers, and stops with 0 on SIGTERM; migrate then finds the folder up to date', async () => {
  const server = run('start', '--empty', '--data', folder, '--port', '0', '--neutral-port', '0')
  const end = ended(server)
  let said = ''
  for await (const chunk of server.stdout ?? []) {
    said += String(chunk)
    if (said.includes('Ready.')) break
  }
  const url = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? ''
  const ready = await fetch(`${url}/readyz`)
  assert.deepEqual([ready.status, await ready.text()], [200, 'ready, no network founded yet'])
  // No page says as a fact what organisations of this network do: there is none.
  for (const lang of LANGUAGES) {
    const page = await (await fetch(`${url}/${lang}/`)).text()
    assert.ok(
      page.includes(getPublicTexts(lang).startLeadEmpty) && !page.includes(getPublicTexts(lang).startLead),
      lang,
    )
  }
  server.kill('SIGTERM')
  assert.equal((await end).code, 0)
  assert.equal((await ended(run('migrate', '--data', folder))).code, 0)
})
