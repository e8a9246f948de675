// Shape of the guide's content for recognising: signs, questions, advice, the call. Governed by docs/working-day.md (D-056 to D-177)
// (D-numbers). Next steps and law have a shape of their own, act-rules.ts. The content itself stands in content/guide.
import * as z from 'zod'
import { Provenance, Text } from '../content/text.ts'
import type { SavedWords } from './saved-copy.ts'

const DomainNumber = z.string().regex(/^D-\d{3}$/)

export const Sign = z.strictObject({ id: DomainNumber, text: Text, note: Text.optional() })
export type Sign = z.infer<typeof Sign>

const GroupId = z.enum(['exploitation', 'control', 'vulnerability'])
export type GroupId = z.infer<typeof GroupId>

/** D-109: recognition rests on three groups together. A group names owner, source and day for all its signs. */
export const SignGroup = z.strictObject({
  id: GroupId,
  title: Text,
  lead: Text,
  provenance: Provenance,
  signs: z.array(Sign).min(1),
})
export type SignGroup = z.infer<typeof SignGroup>

export const SignGroups = z.array(SignGroup).length(3)

/** `group`: the sign group that it belongs to; without one it holds for every meeting. */
const Line = z.strictObject({
  ids: z.array(DomainNumber).min(1),
  group: GroupId.optional(),
  text: Text,
  note: Text.optional(),
})
export type GuideLine = z.infer<typeof Line>

/** Sentences for the worker in a fixed order: how to meet, how to work with an interpreter, what to ask. */
export const GuideLines = z.strictObject({ provenance: Provenance, lines: z.array(Line).min(1) })
export type GuideLines = z.infer<typeof GuideLines>

/** What can be done now, in an order that fits everybody; those that fit the groups of ticked signs come first. `to` is an
 *  address without its language. */
export const GuideSteps = z.strictObject({
  provenance: Provenance,
  steps: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]+$/),
        groups: z.array(GroupId).min(1),
        to: z.string().regex(/^\/[a-z/]+(#[a-z]+)?$/),
        text: Text,
      }),
    )
    .min(1),
})

/** What pages name a number for: danger now, advice at every hour and without a name, violence and a safe place, support on weekdays. */
export const CALL_USES = ['danger', 'advice', 'place', 'weekdays'] as const
export type CallUse = (typeof CALL_USES)[number]

/** The nameless call: what to say (D-055, D-203) and whose telephones to show, under which words. */
export const CallScript = z.strictObject({
  provenance: Provenance,
  lines: z.array(Text).length(4),
  numbers: z
    .array(z.strictObject({ use: z.enum(CALL_USES), service: z.uuid(), label: Text }))
    .length(CALL_USES.length)
    .refine((numbers) => new Set(numbers.map(({ use }) => use)).size === numbers.length, {
      message: 'one service for each use',
    }),
})
export type CallScript = z.infer<typeof CallScript>

/** The volunteers' own route: what one may promise, whom one tells, who supervises. What the organisations' policy does not say is
 *  marked as a proposal (D-015, D-016). */
export const VolunteerGuide = z.strictObject({
  provenance: Provenance,
  title: Text,
  lead: Text,
  /** The mark of a line that nobody but us proposes. */
  proposal: Text,
  sections: z
    .array(
      z.strictObject({
        id: z.enum(['promise', 'tell', 'supervisor']),
        title: Text,
        lines: z
          .array(
            z.strictObject({ ids: z.array(DomainNumber).min(1), text: Text, proposal: z.literal(true).optional() }),
          )
          .min(1),
      }),
    )
    .length(3),
})
export type VolunteerGuide = z.infer<typeof VolunteerGuide>

/** What the guide says of saving it on a device; `words` are said by its script and by the worker (saved-copy.ts). */
export const SavedTexts = z.strictObject({
  provenance: Provenance,
  title: Text,
  what: Text,
  trace: Text,
  nothing: Text,
  save: Text,
  remove: Text,
  words: z.strictObject({
    saving: Text,
    saved: Text,
    removed: Text,
    failed: Text,
    full: Text,
    refused: Text,
    copy: Text,
    old: Text,
    whole: Text,
    elsewhere: Text,
  } satisfies Record<keyof SavedWords, typeof Text>),
})
