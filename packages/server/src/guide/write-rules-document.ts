// Prints docs/guide-rules.md from the rules: `npm run write` after a rule changed. A test compares the document with the rules.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { guideRulesMarkdown } from '@apila/core/guide/rules-document.ts'
import { contentLibrary } from '../library/content.ts'

export const RULES_DOCUMENT = fileURLToPath(new URL('../../../../docs/guide-rules.md', import.meta.url))

export function rulesDocument(): string {
  const { act, law } = contentLibrary({ demo: false })
  return guideRulesMarkdown(act.rules, law.reference)
}

if (import.meta.main) await writeFile(RULES_DOCUMENT, rulesDocument())
