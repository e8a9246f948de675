// Hand-out cards as checked data. A card in a language that is not our own is shown only when a named person has signed it.
import * as z from 'zod'
import { ReviewFields, isWholeReview } from '@apila/core/content/client-languages.ts'
import { Provenance, Text } from '@apila/core/content/text.ts'
import { wordDigest } from './word-digest.ts'

const Card = z
  .strictObject({
    lang: z.string().regex(/^[a-z]{2,3}$/),
    dir: z.enum(['ltr', 'rtl']),
    /** Written by us, not translated. */
    own: z.boolean(),
    /** The language's name in itself. */
    name: z.string().min(1),
    /** Neutral: whoever finds the card learns nothing from it. */
    heading: z.string().min(1),
    lines: z.array(z.string().min(1)).length(2),
    /** Words before the address. */
    read: z.string().min(1),
    ...ReviewFields,
  })
  .refine(isWholeReview, { message: 'a signature is a name, a day and a digest together' })
  .transform((card) => {
    const { lang, dir, name, heading, lines, read } = card
    return { ...card, digest: wordDigest(JSON.stringify([lang, dir, name, heading, lines, read])) }
  })
export type Card = z.infer<typeof Card>

const PageTexts = z.strictObject({
  title: Text,
  heading: Text,
  ask: Text,
  askLines: z.array(Text).min(1),
  choose: Text,
  waiting: Text,
  sheet: Text,
  print: Text,
  code: Text,
  back: Text,
})

export const Cards = z.strictObject({
  provenance: Provenance,
  cards: z.array(Card).min(1),
  page: PageTexts,
})

export type Cards = z.infer<typeof Cards>

/** May a client see it? A signature covers the words that were read, and no others. */
export const isShown = ({ own, digest, reviewedDigest }: Card): boolean => own || reviewedDigest === digest
