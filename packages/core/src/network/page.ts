// A page of the network as data (about, press, accessibility, privacy): each text with its owner, source, check and version
// (D-056), the Finnish one being the original.
import * as z from 'zod'
import { Provenance, Text } from '../content/text.ts'
import type { Language } from '../content/language.ts'
import type { Day } from '../day.ts'
import { checkAge } from '../services/age.ts'

const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: Text }),
  z.strictObject({ kind: z.literal('list'), items: z.array(Text).min(1) }),
  z.strictObject({ kind: z.literal('facts'), items: z.array(z.strictObject({ name: Text, value: Text })).min(1) }),
])
export type Block = z.infer<typeof Block>

const Translation = z.strictObject({
  /** Version of the Finnish text that was translated. */
  translatedFrom: z.int().min(1),
  reviewedBy: z.string().min(1).nullable(),
})

export const NetworkPage = Provenance.extend({
  id: z.enum(['about', 'press', 'accessibility', 'privacy']),
  /** Of the Finnish text; raised at each change of meaning. */
  version: z.int().min(1),
  reviewedBy: z.string().min(1).nullable(),
  translations: z.strictObject({ sv: Translation, en: Translation }),
  title: Text,
  lead: Text,
  sections: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), title: Text, blocks: z.array(Block).min(1) }))
    .min(1),
}).refine(
  ({ version, translations }) => translations.sv.translatedFrom <= version && translations.en.translatedFrom <= version,
  {
    message: 'a translation cannot be of a version that is not there yet',
  },
)
export type NetworkPage = z.infer<typeof NetworkPage>

/** Who runs the server of this installation; null until its keepers have written it. */
export const Operator = z.strictObject({ name: Text, contact: z.string().min(1) }).nullable()

export interface PageStanding {
  /** Nobody has checked the page for twelve months. */
  isOld: boolean
  /** The Finnish text has changed since this translation. */
  isBehind: boolean
  reviewedBy: string | null
}

/** What a reader should know of a page before trusting it. */
export function standingOf(page: NetworkPage, lang: Language, today: Day): PageStanding {
  const isOld = checkAge(page.checkedOn, today) === 'year'
  if (lang === 'fi') return { isOld, isBehind: false, reviewedBy: page.reviewedBy }
  const { translatedFrom, reviewedBy } = page.translations[lang]
  return { isOld, isBehind: translatedFrom < page.version, reviewedBy }
}

/** Every text of a page, for checks of completeness. */
export function textsOf(page: NetworkPage): Text[] {
  const ofBlock = (block: Block): Text[] => {
    switch (block.kind) {
      case 'text':
        return [block.text]
      case 'list':
        return block.items
      case 'facts':
        return block.items.flatMap(({ name, value }) => [name, value])
    }
  }
  return [page.title, page.lead, ...page.sections.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(ofBlock)])]
}
