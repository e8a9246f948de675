// A small invented release that continues the ledger of a test server.
import { LedgerLine, UnsignedRelease } from '@apila/core/statistics/release.ts'
import { DOMAIN } from '@apila/core/statistics/tables.ts'
import { allocationFor } from '@apila/disclosure/release.ts'
import { nextLine, outputHash, planHash } from '@apila/disclosure/ledger.ts'
import { sha256 } from '../../platform/keys.ts'
import type { TestServer } from '../../test/network.ts'
import { listLedger } from '../store.ts'

const labels = { fi: 'Taulu', sv: 'Tabell', en: 'Table' }
const parameters = { epsilon: 2, delta: 1e-6, contributions: 1, weights: [50, 10, 3, 1] }
const components = [{ attributes: [], sizes: [], sigma: 4, values: [100] }]

/** A release of a cohort that the test network's policy and ledger allow. */
export async function newUnsignedRelease(cohort: number, server: TestServer): Promise<UnsignedRelease> {
  const lines = (await listLedger(server.running.ctx.db.read())).map((line) => LedgerLine.parse(JSON.parse(line)))
  const id = `release-${String(cohort)}`
  const shared = { codebook: '1.0.0', epsilon: 2, delta: 1e-6, contributions: 1, rho: 0.05 }
  const entry = {
    ...shared,
    cohort: String(cohort),
    release: id,
    invented: true,
    unit: 'person-and-organisation' as const,
    plan: await planHash(DOMAIN, allocationFor(DOMAIN, parameters), sha256),
    output: await outputHash(components, sha256),
  }
  const next = await nextLine(lines, entry, 1, sha256)
  if (!next.ok) throw new Error(next.problem)
  return UnsignedRelease.parse({
    format: 'apila-release/1',
    id,
    cohort: String(cohort),
    invented: true,
    codebook: '1.0.0',
    parameters,
    persons: { value: 100, low: 90, high: 110 },
    tables: { version: '2.0', class: 'collection', label: 'Tables', link: { item: [dataset(cohort)] } },
    residuals: {
      rho: 0.05,
      delta: 1e-6,
      epsilon: 2,
      components: [{ attributes: [], sizes: [], sigma: 4, values: [100] }],
    },
    ledger: next.line,
  })
}

function dataset(cohort: number) {
  return {
    version: '2.0',
    class: 'dataset',
    label: 'Table',
    id: ['TIME', 'GEN'],
    size: [1, 2],
    role: { time: ['TIME'] },
    dimension: {
      TIME: { label: 'Year', category: { index: [String(cohort)], label: { [String(cohort)]: String(cohort) } } },
      GEN: { label: 'Gender', category: { index: ['GEN.F', 'GEN.M'], label: { 'GEN.F': 'Woman', 'GEN.M': 'Man' } } },
    },
    value: [60, 40],
    extension: { low: [50, 30], high: [70, 50], table: 'gender', kind: 'crossed', titles: labels },
  }
}
