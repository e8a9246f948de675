// Hand-out cards as checked data. A card in a language that is not our own is shown only when a named person has signed it.
import * as z from 'zod'
import { Provenance, Text } from '@apila/core/content/text.ts'
import cards from '../../../../content/cards/cards.json' with { type: 'json' }

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
    /** Name of the person who read and signed the translation; null: nobody has. */
    reviewedBy: z.string().min(1).nullable(),
    reviewedOn: z.iso.date().nullable(),
  })
  .refine(({ reviewedBy, reviewedOn }) => (reviewedBy === null) === (reviewedOn === null), {
    message: 'a signature has a name and a day',
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

const Cards = z.strictObject({
  provenance: Provenance,
  /** The service of the directory whose telephone stands on the card; a test compares them. */
  service: z.uuid(),
  number: z.string().regex(/^[\d ]+$/),
  cards: z.array(Card).min(1),
  page: PageTexts,
})

export const cardContent = Cards.parse(cards)

/** May a client see it? */
export const isShown = ({ own, reviewedBy }: Card): boolean => own || reviewedBy !== null
