// The real command, run as a person would run it.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Collection } from '@apila/disclosure/json-stat.ts'
import type { Component } from '@apila/disclosure/residuals.ts'
import { LedgerLine } from '@apila/core/statistics/release.ts'
import { sensitivityOf } from '@apila/disclosure/allocation.ts'
import { rhoFor } from '@apila/disclosure/accounting.ts'
import { countRows } from '@apila/disclosure/counting.ts'
import { setOf } from '@apila/disclosure/domain.ts'
import { verifyLedger } from '@apila/disclosure/ledger.ts'
import {
  EXAMPLE_ROWS,
  PUBLISHED_ERRORS,
  errorsByOrder,
  exampleDomain,
  exampleRows,
} from '@apila/disclosure/test/published-example.ts'

const BIN = fileURLToPath(new URL('../../bin/apila-tools.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'apila-release-'))
after(() => {
  rmSync(folder, { recursive: true })
})
const at = (name: string): string => join(folder, name)

function run(args: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

const flags = (changes: Record<string, string | undefined> = {}): string[] =>
  Object.entries<string | undefined>({
    rows: at('rows.csv'),
    codebook: at('codebook.json'),
    epsilon: '1',
    delta: '1e-6',
    'max-way': '2',
    ledger: at('ledger.jsonl'),
    out: at('out'),
    ...changes,
  }).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag}`, value]))

const release = (changes: Record<string, string | undefined> = {}) => run(['release', 'run', ...flags(changes)])

const LABELS = { A: { fi: 'Aa', en: 'First <one>' }, 'A.x': 'Ex & co' }
writeFileSync(
  at('codebook.json'),
  JSON.stringify({
    codebook: '1.0.0',
    attributes: [
      { code: 'A', values: ['A.x', 'A.y', 'A.NQ'], labels: LABELS },
      { code: 'M', values: ['M.p', 'M.q', 'M.NQ'], multi: true },
    ],
    tables: [['A'], ['A', 'M']],
  }),
)
writeFileSync(
  at('rows.csv'),
  `A,M\n${Array.from({ length: 400 }, (_, row) => (row % 3 === 0 ? 'A.NQ,' : 'A.x,M.p M.q')).join('\n')}\n`,
)

test('a release is written whole, its parts agree, and the ledger holds its cost', async () => {
  const { code, out, err } = release()
  assert.equal(code, 0, err)
  assert.match(out, /^Released to .*\. Tables: 4; /)
  assert.deepEqual(readdirSync(at('out')).sort(), ['audit.json', 'report.html', 'residuals.json', 'tables.json'])

  const tables = JSON.parse(readFileSync(at('out/tables.json'), 'utf8')) as Collection & { note: string[] }
  assert.match(tables.note.join(), /a part may be larger than its whole/)
  assert.deepEqual(
    tables.link.item.map(({ id }) => id.join()),
    ['A', 'A,M.p', 'A,M.q', 'A,M.NQ'],
  )
  for (const { version, class: kind, size, value, extension } of tables.link.item) {
    const cells = size.reduce((total, part) => total * part, 1)
    assert.deepEqual(
      [version, kind, value.length, extension.low.length, extension.high.length],
      ['2.0', 'dataset', cells, cells, cells],
    )
    value.forEach((number, cell) =>
      assert.ok(number >= (extension.low[cell] ?? NaN) && number <= (extension.high[cell] ?? NaN)),
    )
  }

  const residuals = JSON.parse(readFileSync(at('out/residuals.json'), 'utf8')) as {
    rho: number
    delta: number
    epsilon: number
    components: Component[]
  }
  assert.deepEqual([residuals.epsilon, residuals.delta, residuals.components[0]?.attributes], [1, 1e-6, []])
  const spent = residuals.components.reduce((sum, { sizes, sigma }) => sum + sensitivityOf(sizes) / sigma ** 2, 0)
  assert.ok(Math.abs(spent - 2 * rhoFor(1, 1e-6)) < 1e-9)

  const audit = JSON.parse(readFileSync(at('out/audit.json'), 'utf8')) as {
    attacks: { withinBound: boolean }[]
    budget: { agrees: boolean }
  }
  assert.ok(audit.budget.agrees && audit.attacks.every(({ withinBound }) => withinBound))

  const lines = readFileSync(at('ledger.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => LedgerLine.parse(JSON.parse(line)))
  const hash = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
  assert.equal((await verifyLedger(lines, hash)).ok, true)
  assert.equal(lines.length, 1)
})

test('the report needs nothing else, says what the promise is, and lets no markup in', () => {
  const html = readFileSync(at('out/report.html'), 'utf8')
  assert.match(html, /<html lang="en">/)
  assert.match(html, /<caption>First &#60;one&#62;<\/caption>/)
  assert.match(html, /Ex &#38; co/)
  assert.match(html, /epsilon 1, delta 0\.000001/)
  assert.doesNotMatch(html, /<script|style="|https?:|<one>/)
})

test('a second release is charged on top; the same folder and the same cohort are refused', () => {
  assert.equal(release({ out: at('out2'), cohort: '2025' }).code, 0)
  const again = release({ out: at('out3'), cohort: '2025' })
  assert.deepEqual(
    [again.code, again.err],
    [1, 'Refused: this cohort has been measured already. Nothing was released.\n'],
  )
  const full = release()
  assert.equal(full.code, 1)
  assert.match(full.err, /is not empty/)
  assert.equal(readFileSync(at('ledger.jsonl'), 'utf8').trim().split('\n').length, 2)
})

test('a release that would pass the cap is refused, writes nothing and charges nothing', () => {
  const before = readFileSync(at('ledger.jsonl'), 'utf8')
  for (const changes of [{ epsilon: '30' }, { cap: '0.01' }, { cap: '50' }]) {
    const { code, err } = release({ ...changes, out: at('refused') })
    assert.equal(code, 1)
    assert.match(err, /^Refused: .*cap.*\. Nothing was released\.\n$/)
  }
  assert.equal(readFileSync(at('ledger.jsonl'), 'utf8'), before)
  assert.equal(existsSync(at('refused')), false)
})

test('bad input gives one plain sentence, exit code 1, no folder and no charge', () => {
  const before = readFileSync(at('ledger.jsonl'), 'utf8')
  writeFileSync(at('bad.csv'), 'A,M\nA.x,M.p\nA.secret,\n')
  writeFileSync(at('latin.csv'), Buffer.from([0x41, 0x2c, 0x4d, 0x0a, 0xe4, 0x2c, 0x0a]))
  writeFileSync(at('broken.json'), '{')
  mkdirSync(at('folder'))
  const cases: [Record<string, string>, RegExp][] = [
    [{ rows: at('bad.csv') }, /^Line 3, column A: what stands there is not a code of the codebook\.\n$/],
    [{ rows: at('latin.csv') }, /is not written in UTF-8\.\n$/],
    [{ rows: at('none.csv') }, /^There is no file .*none\.csv\.\n$/],
    [{ rows: at('folder') }, /is a folder, not a file\.\n$/],
    [{ codebook: at('broken.json') }, /is not JSON\.\n$/],
    [{ codebook: at('rows.csv') }, /is not JSON\.\n$/],
    [{ 'max-way': '1' }, /has more attributes than --max-way 1 allows\.\n$/],
  ]
  for (const [changes, message] of cases) {
    const { code, err } = release({ ...changes, out: at('refused') })
    assert.equal(code, 1, err)
    assert.match(err, message)
    assert.doesNotMatch(err, /secret/)
  }
  assert.equal(readFileSync(at('ledger.jsonl'), 'utf8'), before)
  assert.equal(existsSync(at('refused')), false)
})

test('wrong use is exit code 2, and help lists only what works', () => {
  for (const args of [
    [],
    ['nonsense'],
    ['release'],
    ['release', 'plan'],
    ['release', 'run'],
    ['release', 'run', '--nope'],
    ['program'],
    ['program', 'sign'],
    ['verify-site', 'nowhere'],
  ]) {
    assert.equal(run(args).code, 2, args.join(' '))
  }
  for (const changes of [
    { epsilon: '0' },
    { epsilon: 'x' },
    { delta: '1' },
    { 'max-way': '1.5' },
    { weights: '1,-1' },
    { ledger: undefined },
  ]) {
    assert.equal(release(changes).code, 2, JSON.stringify(changes))
  }
  const help = run(['--help'])
  assert.equal(help.code, 0)
  assert.match(help.out, /release run/)
  assert.doesNotMatch(help.out, /audit DIR|release plan|estimate/)
})

test('a ledger that was changed by hand stops every release', () => {
  const [first = '', ...rest] = readFileSync(at('ledger.jsonl'), 'utf8').split('\n')
  const changed = { ...LedgerLine.parse(JSON.parse(first)), epsilon: 0.5 }
  writeFileSync(at('changed.jsonl'), [JSON.stringify(changed), ...rest].join('\n'))
  writeFileSync(at('other.jsonl'), 'not a ledger\n')
  for (const [name, reason] of [
    ['changed.jsonl', /line 1: it was changed after it was written.*Nothing was released/],
    ['other.jsonl', /line 1: .*Nothing was released/],
  ] as const) {
    const { code, err } = release({ ledger: at(name), out: at('refused') })
    assert.equal(code, 1)
    assert.match(err, reason)
  }
  assert.equal(existsSync(at('refused')), false)
})

test('a ledger in use is left alone; the lock of a run that was killed is taken over', () => {
  writeFileSync(at('ledger.jsonl.lock'), String(process.pid))
  const held = release({ out: at('refused') })
  assert.equal(held.code, 1)
  assert.match(held.err, /^Another release is being written to /)
  assert.equal(existsSync(at('ledger.jsonl.lock')), true)
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  writeFileSync(at('ledger.jsonl.lock'), String(dead))
  assert.equal(release({ out: at('out4') }).code, 0)
  assert.equal(existsSync(at('ledger.jsonl.lock')), false)
})

test('the published example from end to end: errors far below the published ones at epsilon 4', () => {
  const domain = exampleDomain()
  const rows = exampleRows(42)
  const heads = domain.attributes.map(({ code }) => code)
  const body = Array.from({ length: rows.rows }, (_, row) =>
    rows.columns.map((column) => String(column[row] ?? 0)).join(','),
  )
  writeFileSync(at('example.csv'), `${heads.join(',')}\n${body.join('\n')}\n`)
  writeFileSync(
    at('example.json'),
    JSON.stringify({ codebook: 'example-1', attributes: domain.attributes, tables: [] }),
  )
  const { code, err } = release({
    rows: at('example.csv'),
    codebook: at('example.json'),
    epsilon: '4',
    delta: String(1 / (EXAMPLE_ROWS * Math.log(EXAMPLE_ROWS))),
    'max-way': '4',
    weights: '50,10,3,1',
    ledger: at('example.jsonl'),
    out: at('example'),
  })
  assert.equal(code, 0, err)
  const counts = countRows(domain, rows)
  const { link } = JSON.parse(readFileSync(at('example/tables.json'), 'utf8')) as Collection
  const errors = errorsByOrder(
    link.item.map(({ id, size, value }) => ({ sizes: size, values: value, truth: counts(setOf(domain, id)) })),
  )
  assert.equal(errors.length, PUBLISHED_ERRORS.length)
  // The command draws real noise. What the method reaches is tested on seeds, in disclosure; here the limit lies so far above its mean
  // (4 to 7 persons, at most 0.7 from run to run) that only a command that does something else passes it.
  for (const [order, error] of errors.entries()) assert.ok(error <= 10, `${order + 1} columns: ${error}`)
})

test('deleted rows of a spreadsheet: nothing is released and nothing is charged', () => {
  writeFileSync(at('deleted.csv'), `A,M\n${'A.x,M.p\n'.repeat(300)}${',\n'.repeat(300)}`)
  const ledger = at('deleted-ledger.jsonl')
  const { code, err } = release({ rows: at('deleted.csv'), ledger, out: at('deleted') })
  assert.equal(code, 1)
  assert.match(err, /300 lines have no code in any cell, the first is line 302, the last line 601/)
  assert.ok(!existsSync(ledger) && !existsSync(at('deleted')))
})

test('a codebook that was saved with a byte order mark is read like any other', () => {
  writeFileSync(at('marked.json'), `\uFEFF${readFileSync(at('codebook.json'), 'utf8')}`)
  const { code, err } = release({ codebook: at('marked.json'), ledger: at('marked-ledger.jsonl'), out: at('marked') })
  assert.equal(code, 0, err)
})
