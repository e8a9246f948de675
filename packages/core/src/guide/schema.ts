// Shape of the guide's content: signs, questions, advice, next steps. Governed by docs/working-day.md (D-056 to D-198)
// and, for law, by the rule numbers G-01... of the rights reference. The content itself stands in content/guide.
import * as z from 'zod'
import { Provenance, Text } from '../content/text.ts'

const DomainNumber = z.string().regex(/^D-\d{3}$/)

export const Sign = z.strictObject({ id: DomainNumber, text: Text, note: Text.optional() })
export type Sign = z.infer<typeof Sign>

/** D-109: recognition rests on three groups together. A group names owner, source and day for all its signs. */
export const SignGroup = z.strictObject({
  id: z.enum(['exploitation', 'control', 'vulnerability']),
  title: Text,
  lead: Text,
  provenance: Provenance,
  signs: z.array(Sign).min(1),
})
export type SignGroup = z.infer<typeof SignGroup>

export const SignGroups = z.array(SignGroup).length(3)

const Line = z.strictObject({ ids: z.array(DomainNumber).min(1), text: Text, note: Text.optional() })

/** Sentences for the worker in a fixed order: how to meet, how to work with an interpreter, what to ask. */
export const GuideLines = z.strictObject({ provenance: Provenance, lines: z.array(Line).min(1) })
export type GuideLines = z.infer<typeof GuideLines>

/** The nameless call: what to say (D-055, D-203) and whose telephones to show, under which words. */
export const CallScript = z.strictObject({
  provenance: Provenance,
  lines: z.array(Text).length(4),
  numbers: z.array(z.strictObject({ service: z.uuid(), label: Text })).min(1),
})
export type CallScript = z.infer<typeof CallScript>

/** D-192: duty, right, consent and never are kept apart; `know` is what must be told or known first. */
export const Verdict = z.enum(['duty', 'right', 'consent', 'never', 'know'])
export type Verdict = z.infer<typeof Verdict>

export const ActStep = z.strictObject({
  /** Rule or domain numbers that the step rests on. */
  rules: z.array(z.string().regex(/^[DGR]-\d{2,3}$/)).min(1),
  verdict: Verdict,
  text: Text,
  who: Text.optional(),
  basis: Text,
  /** False: a secondary source or an inference; shown as "not confirmed". */
  confirmed: z.boolean(),
  /** Last day up to which changes of the provision could be seen; absent where no provision is the basis. */
  seenTo: z.iso.date().optional(),
})
export type ActStep = z.infer<typeof ActStep>

export const ActPage = z.strictObject({
  provenance: Provenance,
  sections: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]+$/),
      title: Text,
      lead: Text.optional(),
      steps: z.array(ActStep).min(1),
    }),
  ),
})
export type ActPage = z.infer<typeof ActPage>
