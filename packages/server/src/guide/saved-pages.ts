// What is saved when a reader saves the guide: the pages for a meeting and what they look like. No page that shows anybody's answers.
import type { Language } from '@apila/core/content/language.ts'
import { isShown } from '../library/cards.ts'
import type { Library } from '../library/library.ts'

/** Styles and scripts of the saved pages; a test compares them with what the pages load. */
const FILES = ['public.css', 'pages.css', 'act.css', 'record.css', 'cards.css', 'guide.js', 'save.js', 'record.js']

/** Addresses in the order of need, the guide first. */
export function listSavedAddresses(lang: Language, { cards, rights }: Pick<Library, 'cards' | 'rights'>): string[] {
  const pages = [
    'guide',
    'guide/act',
    'guide/volunteer',
    'services',
    'guide/record',
    'interpreters',
    'guide/cards',
    ...cards.cards.filter(isShown).map((card) => `guide/cards/${card.lang}`),
    'rights',
    'rights/list',
    'rights/all',
    ...rights.parts.map(({ id }) => `rights/${id}`),
  ]
  return [...pages.map((page) => `/${lang}/${page}`), ...FILES.map((file) => `/static/${file}`)]
}
