// Every version of the codebook that counted somebody, with the fingerprint of what it counted.
// What is counted changes only together with the version: counters of one version must mean one thing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODEBOOK_VERSION } from '@apila/core/statistics/codebook.ts'
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import { fingerprintOf } from '@apila/disclosure/counters.ts'

/** A line stays for ever; a changed plan gets a new version and a new line (docs/statistics.md "Codebook"). */
const FINGERPRINTS: Readonly<Record<string, bigint>> = {
  '0.2.0': 0x653f_3a8c_f101_b421n,
}

test('what the codebook counts is what its version says', () => {
  const known = FINGERPRINTS[CODEBOOK_VERSION]
  const hint = `the plan of tables is 0x${fingerprintOf(DOMAIN).toString(16)}n: raise CODEBOOK_VERSION and add a line here`
  assert.equal(fingerprintOf(DOMAIN), known, hint)
})

test('a fingerprint sees one table more, two attributes or two values in another order, and another version', () => {
  const [first, second, ...others] = DOMAIN.attributes
  assert.ok(first && second)
  const changed = [
    { ...DOMAIN, tables: [...DOMAIN.tables, ['AGE', 'GEN']] },
    { ...DOMAIN, attributes: [second, first, ...others] },
    { ...DOMAIN, attributes: [{ ...first, values: first.values.toReversed() }, second, ...others] },
    { ...DOMAIN, codebook: '0.3.0' },
  ].map(fingerprintOf)
  assert.equal(new Set([...changed, fingerprintOf(DOMAIN)]).size, changed.length + 1)
})
