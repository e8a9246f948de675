// Shape of the pages before a criminal process. Governed by docs/requirements.md (D-208 to D-214, D-253) and
// docs/rights-reference.md (R-numbers), which stands on law. The texts stand in content/rights.
import * as z from 'zod'
import { Provenance, Text } from '../content/text.ts'
import { legalFields } from './legal-base.ts'

const PartId = z.string().regex(/^[a-z]+(-[a-z]+)*$/)

const RightsStatement = z.strictObject({
  numbers: z.array(z.string().regex(/^[DR]-\d{3}$/)).min(1),
  text: Text,
  ...legalFields,
})
export type RightsStatement = z.infer<typeof RightsStatement>

const RightsPart = z.strictObject({ id: PartId, title: Text, lead: Text, statements: z.array(RightsStatement).min(1) })
export type RightsPart = z.infer<typeof RightsPart>

const WORDS = [
  'title',
  'lead',
  'first',
  'parts',
  'list',
  'listLead',
  'listPaper',
  'told',
  'understood',
  'clear',
  'all',
  'large',
  'normal',
  'start',
  'next',
  'more',
  'call',
  'keep',
  'language',
  'owner',
] as const

export const RightsPages = z
  .strictObject({
    /** D-056: who answers for these pages, and when somebody last looked at all of them. */
    provenance: Provenance,
    words: z.record(z.enum(WORDS), Text),
    /** What she meets before anything about law: the sentences that the network decided she must meet. */
    first: z.array(Text).min(1),
    parts: z.array(RightsPart).min(1),
    /** D-214: told and understood, no case facts. Each names the part that tells more. */
    checklist: z.array(z.strictObject({ part: PartId, text: Text })).min(1),
  })
  .refine(({ parts }) => new Set(parts.map(({ id }) => id)).size === parts.length, 'two parts have one id')
  .refine(
    ({ parts, checklist }) => checklist.every(({ part }) => parts.some(({ id }) => id === part)),
    'a line of the list names a part that is not there',
  )
export type RightsPages = z.infer<typeof RightsPages>
