// The pages before a criminal process as checked data.
import { missingReferences } from '@apila/core/rights/legal-base.ts'
import { RightsPages } from '@apila/core/rights/rights-pages.ts'
import type { Law } from './law.ts'
import { readPart } from './read-part.ts'

/** Throws where a statement names what the legal reference lacks. */
export function readRights(source: unknown, { reference }: Law): RightsPages {
  const pages = readPart(RightsPages, 'rights/pages.json', source)
  const missing = pages.parts.flatMap(({ id, statements }) =>
    statements.flatMap((statement, at) =>
      missingReferences(statement, reference).map((name) => `${id}, statement ${String(at + 1)}: ${name}`),
    ),
  )
  if (missing.length > 0)
    throw new Error(
      `content/rights/pages.json: rights pages name what the legal reference lacks: ${missing.join(', ')}`,
    )
  return pages
}
