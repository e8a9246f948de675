// The rules of the act page as checked data and a compiled table. A mistake in them stops the start, not a reader.
import type { Provenance } from '@apila/core/content/text.ts'
import { ActRules, type ActRule } from '@apila/core/guide/act-rules.ts'
import { ActWords } from '@apila/core/guide/act-words.ts'
import { compileRules } from '@apila/core/guide/decide.ts'
import { missingReferences } from '@apila/core/rights/legal-base.ts'
import { legalReference } from './law.ts'
import now from '../../../../content/guide/act-now.json' with { type: 'json' }
import today from '../../../../content/guide/act-today.json' with { type: 'json' }
import later from '../../../../content/guide/act-later.json' with { type: 'json' }
import words from '../../../../content/guide/act-words.json' with { type: 'json' }

const tables = [now, today, later].map((table) => ActRules.parse(table))
export const actRules: readonly ActRule[] = tables.flatMap(({ rules }) => rules)
/** Owner, source and day of the table that was looked at longest ago. */
export const actProvenance: Provenance = tables
  .map(({ provenance }) => provenance)
  .reduce((oldest, one) => (one.checkedOn < oldest.checkedOn ? one : oldest))
export const actTable = compileRules(actRules)
export const actWords = ActWords.parse(words)

const missing = actRules.flatMap((rule) => [
  ...missingReferences(rule, legalReference),
  ...missingReferences({ ...rule, base: rule.see ?? [] }, legalReference),
])
if (missing.length > 0) throw new Error(`rules name what the legal reference lacks: ${missing.join(', ')}`)
