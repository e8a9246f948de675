// The rules of the act page as checked data and a compiled table.
import type { Provenance } from '@apila/core/content/text.ts'
import { ActRules, type ActRule } from '@apila/core/guide/act-rules.ts'
import { ActWords } from '@apila/core/guide/act-words.ts'
import { compileRules } from '@apila/core/guide/decide.ts'
import { missingReferences } from '@apila/core/rights/legal-base.ts'
import type { Law } from './law.ts'
import { readPart } from './read-part.ts'

export interface Act {
  rules: readonly ActRule[]
  /** Owner, source and day of the table that was looked at longest ago. */
  provenance: Provenance
  table: ReturnType<typeof compileRules>
  words: ActWords
}

export interface ActSources {
  /** What is done now, today and later. */
  tables: readonly unknown[]
  words: unknown
}

const TIMES = ['now', 'today', 'later']

/** Throws where a rule names what the legal reference lacks. */
export function readAct(sources: ActSources, { reference }: Law): Act {
  const tables = sources.tables.map((table, index) => readPart(ActRules, `guide/act-${TIMES[index] ?? ''}.json`, table))
  const rules = tables.flatMap((table) => table.rules)
  const missing = rules.flatMap((rule) => [
    ...missingReferences(rule, reference),
    ...missingReferences({ ...rule, base: rule.see ?? [] }, reference),
  ])
  if (missing.length > 0)
    throw new Error(`content/guide/act-*.json: rules name what the legal reference lacks: ${missing.join(', ')}`)
  const provenance = tables
    .map((table) => table.provenance)
    .reduce((oldest, one) => (one.checkedOn < oldest.checkedOn ? one : oldest))
  return {
    rules,
    provenance,
    table: compileRules(rules),
    words: readPart(ActWords, 'guide/act-words.json', sources.words),
  }
}
