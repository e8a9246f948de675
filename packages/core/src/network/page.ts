// A page of the network as data (about, press, accessibility, privacy), a file for each language: each with its owner, source,
// check and signature (D-056). The Finnish one is the original and has a version; the others say which version they translate.
import * as z from 'zod'
import { LANGUAGES, type Language } from '../content/language.ts'
import { Text } from '../content/text.ts'
import { splitLinks } from './inline.ts'

// A link that is written wrongly would show its brackets.
const Sentence = z
  .string()
  .trim()
  .min(1)
  .refine(
    (text) => splitLinks(text).every((piece) => piece.href !== undefined || !/\]\(|\[[^\]]*\]/.test(piece.text)),
    {
      message: 'a link is [words](/page) or [words](https://address)',
    },
  )

const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: Sentence }),
  z.strictObject({ kind: z.literal('list'), items: z.array(Sentence).min(1) }),
  z.strictObject({
    kind: z.literal('facts'),
    items: z.array(z.strictObject({ name: Sentence, value: Sentence })).min(1),
  }),
])
export type Block = z.infer<typeof Block>

const PageText = z.strictObject({
  owner: z.string().min(1),
  source: z.string().min(1),
  /** The day when somebody last compared this file with its source. */
  checkedOn: z.iso.date(),
  /** The person who read this file and answers for it; null until she has. */
  reviewedBy: z.string().min(1).nullable(),
  title: z.string().trim().min(1),
  lead: Sentence,
  sections: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), title: Sentence, blocks: z.array(Block).min(1) }))
    .min(1),
})

/** The Finnish file. Its version is raised at each change of meaning. */
const OriginalPage = PageText.extend({ version: z.int().min(1) })
/** A file in another language, with the version of the Finnish text that was translated. */
const TranslatedPage = PageText.extend({ translatedFrom: z.int().min(1) })

const idsOf = (text: z.infer<typeof PageText>): string => text.sections.map(({ id }) => id).join(' ')

export const NetworkPage = z
  .strictObject({
    id: z.enum(['about', 'press', 'accessibility', 'privacy']),
    fi: OriginalPage,
    sv: TranslatedPage,
    en: TranslatedPage,
  })
  .refine(({ fi, sv, en }) => Math.max(sv.translatedFrom, en.translatedFrom) <= fi.version, {
    message: 'a translation cannot be of a version that is not there yet',
  })
  .refine((page) => LANGUAGES.every((lang) => idsOf(page[lang]) === idsOf(page.fi)), {
    message: 'every language has the same sections in the same order',
  })
  .refine(({ fi }) => new Set(fi.sections.map(({ id }) => id)).size === fi.sections.length, {
    message: 'two sections of a page cannot have the same id',
  })
export type NetworkPage = z.infer<typeof NetworkPage>

/** Who runs the server of this installation; null until its keepers have written it. */
export const Operator = z.strictObject({ name: Text, contact: z.string().min(1) }).nullable()
export type Operator = z.infer<typeof Operator>

export interface PageStanding {
  /** The Finnish text has changed since this translation. */
  isBehind: boolean
  /** Of the Finnish text: the one that this text is, or is a translation of. */
  version: number
}

/** What a reader should know of a translation before trusting it. */
export function standingOf(page: NetworkPage, lang: Language): PageStanding {
  const version = lang === 'fi' ? page.fi.version : page[lang].translatedFrom
  return { isBehind: version < page.fi.version, version }
}

/** Every sentence of a page in one language, for checks. */
export function sentencesOf({ title, lead, sections }: NetworkPage[Language]): string[] {
  const ofBlock = (block: Block): string[] => {
    switch (block.kind) {
      case 'text':
        return [block.text]
      case 'list':
        return block.items
      case 'facts':
        return block.items.flatMap(({ name, value }) => [name, value])
    }
  }
  return [title, lead, ...sections.flatMap((section) => [section.title, ...section.blocks.flatMap(ofBlock)])]
}
