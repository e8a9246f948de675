import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { LedgerEntry, LedgerLine } from './ledger.ts'
import { formatLine, nextLine, outputHash, verifyLedger } from './ledger.ts'

const hash = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())

const entry = (cohort: string | null, rho: number): LedgerEntry => ({
  cohort,
  release: cohort ?? 'rows',
  invented: true,
  codebook: '1',
  unit: 'row',
  epsilon: 1,
  delta: 1e-6,
  contributions: 1,
  rho,
  plan: 'a'.repeat(64),
  output: 'b'.repeat(64),
})

async function ledgerOf(rhos: readonly number[], cap: number): Promise<LedgerLine[]> {
  const lines: LedgerLine[] = []
  for (const [index, rho] of rhos.entries()) {
    const next = await nextLine(lines, entry(String(2020 + index), rho), cap, hash)
    assert.ok(next.ok)
    lines.push(next.line)
  }
  return lines
}

test('lines chain, sums grow, and the whole verifies', async () => {
  const lines = await ledgerOf([0.1, 0.2, 0.3], 1)
  const verified = await verifyLedger(lines, hash)
  assert.ok(verified.ok && Math.abs(verified.spent - 0.6) < 1e-12)
  assert.deepEqual(await verifyLedger([], hash), { ok: true, spent: 0 })
  assert.deepEqual(JSON.parse(formatLine(lines[0] as LedgerLine)), lines[0])
})

test('the cap may be met and not passed', async () => {
  const lines = await ledgerOf([0.1, 0.2], 0.6)
  assert.equal((await nextLine(lines, entry(null, 0.3), 0.6, hash)).ok, true)
  assert.deepEqual(await nextLine(lines, entry(null, 0.3001), 0.6, hash), { ok: false, problem: 'cap-passed' })
})

test('the cap may be lowered, never raised; a cohort is measured once; costs are above zero', async () => {
  const lines = await ledgerOf([0.1, 0.2], 0.6)
  assert.deepEqual(await nextLine(lines, entry(null, 0.1), 0.7, hash), { ok: false, problem: 'cap-raised' })
  assert.equal((await nextLine(lines, entry(null, 0.1), 0.5, hash)).ok, true)
  assert.deepEqual(await nextLine(lines, entry('2021', 0.1), 0.6, hash), { ok: false, problem: 'cohort-measured' })
  assert.deepEqual(await nextLine(lines, entry(null, 0), 0.6, hash), { ok: false, problem: 'wrong-value' })
  assert.deepEqual(await nextLine(lines, entry(null, NaN), 0.6, hash), { ok: false, problem: 'wrong-value' })
})

test('whatever is changed, dropped, repeated or moved is found', async () => {
  const lines = await ledgerOf([0.1, 0.2, 0.3], 1)
  const [first, second, third] = lines as [LedgerLine, LedgerLine, LedgerLine]
  for (const key of Object.keys(second) as (keyof LedgerLine)[]) {
    const value = second[key]
    const changed = typeof value === 'number' ? value + 1e-3 : typeof value === 'boolean' ? !value : `${String(value)}x`
    const verified = await verifyLedger([first, { ...second, [key]: changed }, third], hash)
    assert.equal(verified.ok, false, `${key} may be changed unseen`)
  }
  for (const broken of [
    [second, third],
    [first, third],
    [first, second, second],
    [second, first, third],
  ]) {
    assert.equal((await verifyLedger(broken, hash)).ok, false)
  }
})

test('the hash of the output depends on every value', async () => {
  const component = { attributes: ['A'], sizes: [2], sigma: 3, values: [1.5, -1.5] }
  const one = await outputHash([component], hash)
  assert.match(one, /^[0-9a-f]{64}$/)
  assert.notEqual(one, await outputHash([{ ...component, values: [1.500001, -1.5] }], hash))
})
