// Settings: flags before variables before defaults, nothing misunderstood in silence, and docs/operating.md lists them all.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { SETTINGS, findRoot, readConfig } from './config.ts'
import { Refusal } from './problem.ts'

test('a flag comes before a variable, a variable before the default', () => {
  assert.equal(readConfig({}, {}).port, 3000)
  assert.equal(readConfig({}, { APILA_PORT: '4000' }).port, 4000)
  assert.equal(readConfig({ port: '5000' }, { APILA_PORT: '4000' }).port, 5000)
})

test('what cannot be understood is refused as wrong use, without repeating it', () => {
  const wrong = [
    { port: 'three' },
    { port: '70000' },
    { port: '3.5' },
    { port: '' },
    { 'ends-per-hour': '' },
    { 'public-url': 'apila' },
    { 'neutral-url': 'http://[' },
    { data: '' },
    { 'public-url': 'https://example.org/path' },
    { 'public-url': 'ftp://example.org' },
    { 'address-header': 'a b' },
    { 'ends-per-hour': '0' },
  ]
  for (const flags of wrong) {
    assert.throws(
      () => readConfig(flags, {}),
      (error: Refusal) =>
        error instanceof Refusal &&
        error.exitCode === 2 &&
        !Object.values(flags).some((value) => value && error.message.includes(value)),
    )
  }
})

test('both hosts on one port or at one address are refused', () => {
  assert.throws(() => readConfig({ port: '3001' }, {}), Refusal)
  const one = 'https://one.example'
  assert.throws(() => readConfig({ 'public-url': one, 'neutral-url': one }, {}), Refusal)
})

test('docs/operating.md lists every setting with its default', () => {
  const text = readFileSync(join(findRoot(), 'docs/operating.md'), 'utf8')
  const rows = text.split('\n').filter((line) => line.startsWith('| `--'))
  const listed = rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  const real = Object.values(SETTINGS).map(({ flag, variable, fallback, about }) => [
    `\`--${flag}\``,
    `\`${variable}\``,
    fallback === '' ? 'empty' : `\`${fallback}\``,
    about,
  ])
  assert.deepEqual(listed, real)
})
