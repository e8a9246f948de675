// Writes the three invented releases that the demo publishes: `node tests/world/write-releases.ts`. Seeded, so that it always writes the same.
import { mkdir, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { canonicalJson } from '@apila/disclosure/canonical.ts'
import { DOMAIN, LABELS_BY_CODE, TABLES } from '@apila/core/statistics/tables.ts'
import { type LedgerLine, nextLine, outputHash, planHash } from '@apila/disclosure/ledger.ts'
import {
  DEFAULT_PARAMETERS,
  allocationFor,
  buildRelease,
  chargeOf,
  drawRelease,
  signingText,
} from '@apila/disclosure/release.ts'
import { signRelease } from '@apila/sealing/statistics/sums.ts'
import { deriveDemoDevice } from '@apila/sealing/account/device.ts'
import { seededNumbers } from '../machinery/seeded.ts'
import { count, inventYear } from './cohort.ts'

const hash = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const CAP = 2
const folder = new URL('./releases/', import.meta.url)
await mkdir(folder, { recursive: true })
const lines: LedgerLine[] = []
for (const [index, year] of [2022, 2023, 2024].entries()) {
  const next = seededNumbers(7000 + year)
  const random = (n: number) => Uint8Array.from({ length: n }, () => Math.floor(next() * 256))
  const sums = count(inventYear(500 + year, String(year), 260 + 30 * index))
  const components = drawRelease(DOMAIN, sums, DEFAULT_PARAMETERS, random)
  const allocation = allocationFor(DOMAIN, DEFAULT_PARAMETERS)
  const entry = {
    cohort: String(year),
    release: String(year),
    invented: true,
    codebook: DOMAIN.codebook,
    unit: 'person-and-organisation' as const,
    epsilon: DEFAULT_PARAMETERS.epsilon,
    delta: DEFAULT_PARAMETERS.delta,
    contributions: DEFAULT_PARAMETERS.contributions,
    rho: chargeOf(allocation, DEFAULT_PARAMETERS),
    plan: await planHash(DOMAIN, allocation, hash),
    output: await outputHash(components, hash),
  }
  const charged = await nextLine(lines, entry, CAP, hash)
  if (!charged.ok) throw new Error(charged.problem)
  lines.push(charged.line)
  const unsigned = buildRelease({
    id: String(year),
    cohort: String(year),
    invented: true,
    domain: DOMAIN,
    publications: TABLES,
    labels: LABELS_BY_CODE,
    parameters: DEFAULT_PARAMETERS,
    components,
    ledger: charged.line,
  })
  const text = signingText(unsigned)
  const signatures = await Promise.all(
    ['koivu-officer', 'haapa-officer'].map(async (id) => ({
      device: id,
      organisation: id.split('-')[0],
      signature: await signRelease(await deriveDemoDevice(id), text),
    })),
  )
  await writeFile(new URL(`${String(year)}.json`, folder), canonicalJson({ ...unsigned, signatures }))
}
