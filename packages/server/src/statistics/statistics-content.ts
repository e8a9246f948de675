// Sentences of the public statistics pages, the method page and the codebook's words as checked data. A mistake stops the start.
import * as z from 'zod'
import type { Language } from '@apila/core/content/language.ts'
import { Provenance, Text } from '@apila/core/content/text.ts'
import { fillText } from '@apila/core/network/fill.ts'
import { readCodebookWords } from '@apila/core/statistics/codebook-words.ts'
import { methodFigures } from './method-figures.ts'
import codebook from '../../../../content/statistics/codebook.json' with { type: 'json' }
import method from '../../../../content/statistics/method.json' with { type: 'json' }
import pages from '../../../../content/statistics/pages.json' with { type: 'json' }

const WORD_KEYS = [
  'title',
  'lead',
  'none',
  'invented',
  'year',
  'persons',
  'personsNote',
  'tablesOf',
  'rangeHead',
  'yearIs',
  'mostIs',
  'noMost',
  'weak',
  'everybody',
  'howToRead',
  'readEstimate',
  'readRange',
  'readOverlap',
  'readMentions',
  'readTotals',
  'downloads',
  'jsonStat',
  'csv',
  'wholeRelease',
  'methodLink',
  'ledgerLink',
  'allTables',
  'ledgerTitle',
  'ledgerLead',
  'ledgerNone',
  'ledgerLine',
  'ledgerSpent',
  'ledgerRho',
  'ledgerCap',
  'ledgerPromise',
  'ledgerHash',
  'ledgerFile',
] as const
export type StatisticsWords = Readonly<Record<(typeof WORD_KEYS)[number], string>>

const Pages = z.strictObject({ provenance: Provenance, words: z.record(z.enum(WORD_KEYS), Text) })
const Method = z.strictObject({
  provenance: Provenance,
  title: Text,
  sections: z.array(z.strictObject({ heading: Text, sentences: z.array(Text).min(1) })).min(1),
})

export const codebookWords = readCodebookWords(codebook)
const { words } = Pages.parse(pages)
const methodContent = Method.parse(method)

export function getStatisticsWords(lang: Language): StatisticsWords {
  return Object.fromEntries(WORD_KEYS.map((key) => [key, words[key][lang]])) as StatisticsWords
}

interface MethodWords {
  readonly title: string
  readonly sections: readonly { readonly heading: string; readonly sentences: readonly string[] }[]
}

/** The method page in a language, with its figures filled in. */
export function getMethodWords(lang: Language): MethodWords {
  const figures = methodFigures(lang)
  return {
    title: methodContent.title[lang],
    sections: methodContent.sections.map(({ heading, sentences }) => ({
      heading: heading[lang],
      sentences: sentences.map((sentence) => fillText(sentence[lang], figures)),
    })),
  }
}
