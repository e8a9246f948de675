// The command as it is run: JSON lines on standard output, exit codes 0, 1 and 2.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../../bin/apila-tools.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'check-text-'))
after(() => rmSync(folder, { recursive: true }))

const NOTE = 'Liisa kertoi pelkäävänsä. Hetu 131052-308T, puh. 040 123 4567, liisa@example.fi.\n'
const file = join(folder, 'note.txt')
writeFileSync(file, NOTE)

function run(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'check-text', ...args], {
    encoding: 'utf8',
    input,
  })
  return {
    status,
    stderr,
    lines: stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { start: number; end: number; kind: string; action: string }),
  }
}

test('finds identifiers and a revealing sentence; a line has four fields and none of the words', () => {
  const { status, lines, stderr } = run([file])
  assert.deepEqual([status, stderr], [0, ''])
  for (const line of lines) assert.deepEqual(Object.keys(line), ['start', 'end', 'kind', 'action'])
  assert.deepEqual(
    lines.map((line) => `${line.kind} ${line.action} ${NOTE.slice(line.start, line.end)}`),
    [
      'sign ask Liisa kertoi pelkäävänsä.',
      'name ask Liisa',
      'hetu block 131052-308T',
      'phone block 040 123 4567',
      'email block liisa@example.fi',
    ],
  )
})

test('--lang takes the words of one language, identifiers stay; - reads standard input', () => {
  const kinds = run(['--lang', 'sv', '-'], NOTE).lines.map(({ kind }) => kind)
  assert.deepEqual(kinds, ['name', 'hetu', 'phone', 'email'])
  assert.deepEqual(run(['-'], 'Sovittiin uusi aika.').lines, [])
})

test('what cannot be read fails with one sentence, wrong use is told apart', () => {
  writeFileSync(join(folder, 'latin1.txt'), Buffer.from([0x70, 0xe4, 0xe4]))
  const cases: [string[], number][] = [
    [[join(folder, 'none.txt')], 1],
    [[folder], 1],
    [[join(folder, 'latin1.txt')], 1],
    [[], 2],
    [[file, file], 2],
    [['--lang', 'de', file], 2],
    [['--what', file], 2],
  ]
  for (const [args, code] of cases) {
    const { status, stderr, lines } = run(args)
    assert.equal(status, code, args.join(' '))
    assert.match(stderr, /^[^\n]+\.\n$/)
    assert.deepEqual(lines, [])
  }
})
