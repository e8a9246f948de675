// A published release as it travels: tables with intervals, residuals, its line in the ledger, and who signed.
// Governed by docs/statistics.md "The release" and "Files". What the signatures cover is all but `signatures`.
import * as z from 'zod'
import type { ReleasePolicy } from '../organisation/roster.ts'

const Hex256 = z.string().regex(/^[0-9a-f]{64}$/)
const Count = z.number().min(0)
const Labels = z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() })

/** What the network decides before a cohort opens. */
export const Parameters = z.strictObject({
  epsilon: z.number().positive().max(100),
  delta: z.number().positive().max(0.01),
  contributions: z.int().min(1).max(10),
  weights: z.array(z.number().positive()).min(1).max(10),
})
export type Parameters = z.infer<typeof Parameters>

/** What the network's policy promises a person, and what it may spend in all (`cap`, zCDP). The roster holds whole numbers only. */
export function budgetOf(policy: ReleasePolicy): Pick<Parameters, 'epsilon' | 'delta' | 'contributions'> & {
  cap: number
} {
  return {
    epsilon: policy.epsilonMilli / 1000,
    delta: 1 / policy.deltaInverse,
    contributions: policy.contributionBound,
    cap: policy.rhoCapMicro / 1_000_000,
  }
}

export const LedgerLine = z.strictObject({
  line: z.int().min(1),
  previous: Hex256,
  cohort: z.string().nullable(),
  release: z.string(),
  invented: z.boolean(),
  codebook: z.string(),
  unit: z.enum(['person-and-organisation', 'row']),
  mechanism: z.string(),
  epsilon: z.number().positive(),
  delta: z.number().positive(),
  contributions: z.int().min(1),
  /** What the release costs one person, zCDP. */
  rho: z.number().positive(),
  spent: z.number().positive(),
  cap: z.number().positive(),
  plan: Hex256,
  output: Hex256,
  hash: Hex256,
})
export type LedgerLine = z.infer<typeof LedgerLine>

const Component = z.strictObject({
  attributes: z.array(z.string()),
  sizes: z.array(z.int().min(2)),
  /** Noise of one cell before projection, in counts. */
  sigma: z.number().positive(),
  values: z.array(z.number()),
})

/** One table of JSON-stat 2.0; low and high stand beside value, cell for cell. */
export const Dataset = z
  .strictObject({
    version: z.literal('2.0'),
    class: z.literal('dataset'),
    label: z.string(),
    id: z.array(z.string()).min(1),
    size: z.array(z.int().min(1)).min(1),
    role: z.exactOptional(z.strictObject({ time: z.array(z.string()) })),
    dimension: z.record(
      z.string(),
      z.strictObject({
        label: z.string(),
        category: z.strictObject({ index: z.array(z.string()), label: z.record(z.string(), z.string()) }),
      }),
    ),
    value: z.array(Count),
    extension: z.strictObject({
      low: z.array(Count),
      high: z.array(Count),
      table: z.string().regex(/^[a-z][a-z0-9-]*$/),
      kind: z.enum(['crossed', 'mentions']),
      titles: Labels,
    }),
  })
  .refine(hasAllCells, 'the table does not have a value and an interval for each cell')
export type Dataset = z.infer<typeof Dataset>

function hasAllCells(dataset: {
  id: string[]
  size: number[]
  dimension: Record<string, { category: { index: string[] } }>
  value: number[]
  extension: { low: number[]; high: number[] }
}): boolean {
  const cells = dataset.size.reduce((total, size) => total * size, 1)
  const named = dataset.id.every((code, axis) => dataset.dimension[code]?.category.index.length === dataset.size[axis])
  const { low, high } = dataset.extension
  return (
    named &&
    dataset.id.length === dataset.size.length &&
    [dataset.value, low, high].every((list) => list.length === cells)
  )
}

export const ReleaseSignature = z.strictObject({
  device: z.string().min(1).max(100),
  organisation: z.string().min(1).max(100),
  /** Base64url, over the canonical text of the release without its signatures. */
  signature: z.base64url().min(1).max(200),
})
export type ReleaseSignature = z.infer<typeof ReleaseSignature>

const unsigned = {
  format: z.literal('apila-release/1'),
  /** Stands in addresses. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  cohort: z.string().regex(/^20\d\d$/),
  /** True when no real person is behind any number. */
  invented: z.boolean(),
  codebook: z.string(),
  parameters: Parameters,
  persons: z.strictObject({ value: Count, low: Count, high: Count }),
  tables: z.strictObject({
    version: z.literal('2.0'),
    class: z.literal('collection'),
    label: z.string(),
    link: z.strictObject({ item: z.array(Dataset).min(1).max(100) }),
  }),
  residuals: z.strictObject({
    rho: z.number().positive(),
    delta: z.number().positive(),
    epsilon: z.number().positive(),
    components: z.array(Component).min(1),
  }),
  ledger: LedgerLine,
}

/** What the first officer draws and the second checks. */
export const UnsignedRelease = z.strictObject(unsigned)
export type UnsignedRelease = z.infer<typeof UnsignedRelease>

/** What is published: signed by two officers of different organisations. */
export const Release = z
  .strictObject({ ...unsigned, signatures: z.array(ReleaseSignature).length(2) })
  .refine(
    ({ signatures }) => new Set(signatures.map((signature) => signature.organisation)).size === 2,
    'both signatures are of one organisation',
  )
export type Release = z.infer<typeof Release>
