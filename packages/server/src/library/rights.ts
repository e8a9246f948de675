// The pages before a criminal process as checked data.
import { missingReferences } from '@apila/core/rights/legal-base.ts'
import { RightsPages } from '@apila/core/rights/rights-pages.ts'
import type { Law } from './law.ts'

/** Throws where a statement names what the legal reference lacks. */
export function readRights(source: unknown, { reference }: Law): RightsPages {
  const pages = RightsPages.parse(source)
  const missing = pages.parts.flatMap(({ statements }) =>
    statements.flatMap((statement) => missingReferences(statement, reference)),
  )
  if (missing.length > 0) throw new Error(`rights pages name what the legal reference lacks: ${missing.join(', ')}`)
  return pages
}
