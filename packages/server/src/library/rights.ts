// The pages before a criminal process as checked data. A mistake in the content stops the start, not a reader.
import { missingReferences } from '@apila/core/rights/legal-base.ts'
import { RightsPages } from '@apila/core/rights/rights-pages.ts'
import pages from '../../../../content/rights/pages.json' with { type: 'json' }
import { legalReference } from './law.ts'

export const rightsPages: RightsPages = RightsPages.parse(pages)

const missing = rightsPages.parts.flatMap(({ statements }) =>
  statements.flatMap((statement) => missingReferences(statement, legalReference)),
)
if (missing.length > 0) throw new Error(`rights pages name what the legal reference lacks: ${missing.join(', ')}`)
