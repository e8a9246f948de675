// Shape of the rules of the act page: each is one act of one kind for those whose answers fit. The rules themselves stand in
// content/guide/act-*.json. Governed by D-192 and docs/rights-reference.md (G-numbers), which stands on law.
import * as z from 'zod'
import type { Language } from '../content/language.ts'
import { Provenance, Text } from '../content/text.ts'
import { LegalBase, legalFields } from '../rights/legal-base.ts'
import { ACT_QUESTIONS, WORKER_TAGS, type QuestionId } from './act-answers.ts'

/** D-192: exactly one of these. `permission`: only if she permits it. */
export const ACT_KINDS = ['duty', 'right', 'permission', 'never'] as const
export const ACT_TIMES = ['now', 'today', 'later'] as const
/** Sections of the route that is shown when nothing was answered. */
export const GENERAL_SECTIONS = ['now', 'adult', 'child', 'work', 'later'] as const
export const ACT_DOERS = [
  'everyone',
  'health',
  'social',
  'notifiers',
  'care',
  'purchased',
  'own-work',
  'elsewhere',
  'officials',
  'parish',
  'county',
  'reception',
  'assistance',
  'client',
] as const

const Code = z.string().regex(/^[a-z]+(-[a-z]+)*$/)
const oneOf = (values: readonly string[]) => z.array(z.enum(values)).min(1).optional()
const valuesOf = (id: QuestionId): readonly string[] =>
  ACT_QUESTIONS.find((question) => question.id === id)?.values ?? []

/** All must hold; in each, any of the listed answers. What is absent is not asked. */
const When = z.strictObject({
  worker: z.array(z.enum(WORKER_TAGS)).min(1).optional(),
  profession: oneOf(valuesOf('profession')),
  track: oneOf(valuesOf('track')),
  danger: oneOf(valuesOf('danger')),
  preventable: oneOf(valuesOf('preventable')),
  age: oneOf(valuesOf('age')),
  unaccompanied: oneOf(valuesOf('unaccompanied')),
  pregnancy: oneOf(valuesOf('pregnancy')),
  children: oneOf(valuesOf('children')),
  assistance: oneOf(valuesOf('assistance')),
  contact: oneOf(valuesOf('contact')),
  municipality: oneOf(valuesOf('municipality')),
  residence: oneOf(valuesOf('residence')),
})

/** Where the step goes on: a service of the directory, or all services for a need. */
const Link = z.union([z.strictObject({ service: z.uuid() }), z.strictObject({ need: Code })])

/** D-045: what she is told when the law obliges. */
const Told = z.strictObject({ what: Text, why: Text, toWhom: Text })

export const ActRule = z
  .strictObject({
    id: Code,
    /** What is done; rules of one act differ in kind, never for the same answers where kinds would contradict. */
    act: Code,
    /** What the act is as well: whoever proposes her to the system also contacts others. Kinds may not contradict there either. */
    also: z.array(Code).min(1).optional(),
    /** Numbers of the rights reference and of docs/requirements.md that the rule carries out. */
    numbers: z.array(z.string().regex(/^[DGR]-\d{2,3}$/)).min(1),
    kind: z.enum(ACT_KINDS),
    time: z.enum(ACT_TIMES),
    /** Whose duty: everyone's by law, a profession's or service's by law, or the network's own promise. */
    binds: z.enum(['everyone', 'profession', 'network']).optional(),
    when: When,
    /** What is done, in one sentence: all that is seen of a step that is folded. */
    text: Text,
    /** What else there is to know of it. */
    more: Text.optional(),
    /** Who pays for the help that the step leads to, from where that is known and how sure it is. */
    pays: z.strictObject({ text: Text, source: Text, certainty: z.enum(['A', 'B', 'C']) }).optional(),
    /** A fact that no question asks and that must be there as well. */
    onlyIf: Text.optional(),
    doer: z.enum(ACT_DOERS),
    ...legalFields,
    /** Laws that do not oblige here, and are worth knowing. */
    see: z.array(LegalBase).min(1).optional(),
    told: Told.optional(),
    /** Acts that come first. A police report is never among them: help depends on none. */
    after: z.array(Code).optional(),
    general: z.enum(GENERAL_SECTIONS).optional(),
    /** Holds for everybody, and is not folded even where other steps fit better. */
    inSight: z.literal(true).optional(),
    links: z.array(Link).min(1).optional(),
  })
  .refine(
    (rule) => (rule.kind === 'duty') === (rule.told !== undefined),
    'a duty, and only a duty, says what, why and to whom',
  )
  .refine(
    (rule) => (rule.kind === 'duty') === (rule.binds !== undefined),
    'a duty, and only a duty, says whom it binds',
  )
  .refine(
    (rule) => rule.binds !== 'network' || rule.base.length === 0,
    'what the network promised rests on no law: laws for others stand under "see"',
  )
export type ActRule = z.infer<typeof ActRule>

/** All that the rule says, in one piece. */
export const wholeText = ({ text, more }: Pick<ActRule, 'text' | 'more'>, lang: Language): string =>
  more === undefined ? text[lang] : `${text[lang]} ${more[lang]}`

const Rules = z
  .array(ActRule)
  .min(1)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'two rules have one id')

/** One file of rules, with who answers for them (D-056). */
export const ActRules = z.strictObject({ provenance: Provenance, rules: Rules })
