// What the search looks through: the guide, the steps of "what now", notes and interpreters, the services, the rights and the statistics.
// Made anew when what the pages show has changed.
import { getOrganisation, nameOfNeed } from '../library/directory.ts'
import type { Language } from '@apila/core/content/language.ts'
import { wholeText } from '@apila/core/guide/act-rules.ts'
import type { SearchDocument } from '@apila/core/search/find-documents.ts'
import { getPublicTexts } from '../frame/texts.ts'
import type { Library } from '../library/library.ts'
import { codebookWords, getMethodWords, getStatisticsWords } from '../statistics/statistics-content.ts'

export const SEARCH_KINDS = ['guide', 'act', 'service', 'rights', 'statistics'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]
export type FoundDocument = SearchDocument & { kind: SearchKind }

/** `release`: the newest published one, whose tables are linked; without one the page of all statistics is. */
export function listDocuments(library: Library, lang: Language, release: string | undefined): FoundDocument[] {
  return [
    ...guideDocuments(library, lang),
    ...stepDocuments(library, lang),
    ...serviceDocuments(library, lang),
    ...rightsDocuments(library, lang),
    ...statisticsDocuments(lang, release),
  ]
}

function guideDocuments({ guide, record, interpreters }: Library, lang: Language): FoundDocument[] {
  const texts = getPublicTexts(lang)
  const page = (title: string, lines: readonly string[], to: string): FoundDocument => ({
    kind: 'guide',
    title,
    text: lines.join(' '),
    href: `/${lang}${to}`,
  })
  const linesOf = (list: { lines: readonly { text: Record<Language, string> }[] }) =>
    list.lines.map(({ text }) => text[lang])
  return [
    ...guide.signs.map(({ id, title, signs }) =>
      page(
        title[lang],
        signs.map(({ text }) => text[lang]),
        `/guide#g-${id.slice(0, 1)}`,
      ),
    ),
    page(texts.guideAlone, linesOf(guide.alone), '/guide#alone'),
    page(texts.guideFacts, linesOf(guide.facts), '/guide'),
    page(texts.guideAdvice, linesOf(guide.advice), '/guide'),
    page(texts.guideAsk, linesOf(guide.questions), '/guide'),
    page(texts.guideCall, [texts.guideCallLead, ...guide.call.lines.map((line) => line[lang])], '/guide#call'),
    page(
      guide.volunteer.title[lang],
      guide.volunteer.sections.flatMap(({ title, lines }) => [title[lang], ...lines.map(({ text }) => text[lang])]),
      '/guide/volunteer',
    ),
    page(record.advice.heading[lang], [record.advice.title[lang], record.advice.lead[lang]], '/guide/record'),
    ...record.advice.sections.map(({ id, title, lines }) =>
      page(
        title[lang],
        lines.map(({ text }) => text[lang]),
        `/guide/record#${id}`,
      ),
    ),
    page(interpreters.heading[lang], [interpreters.title[lang], interpreters.lead[lang]], '/interpreters'),
    ...interpreters.sections.map(({ id, title, lines }) =>
      page(
        title[lang],
        lines.map(({ text }) => text[lang]),
        `/interpreters#${id}`,
      ),
    ),
  ]
}

/** Steps that stand on the page without any answer; the others need answers, which no link should carry. */
function stepDocuments({ act }: Library, lang: Language): FoundDocument[] {
  return act.rules
    .filter(({ general }) => general !== undefined)
    .map((rule) => ({
      kind: 'act',
      title: rule.text[lang],
      text: rule.more?.[lang] ?? wholeText(rule, lang),
      href: `/${lang}/guide/act#step-${rule.id}`,
    }))
}

function serviceDocuments(library: Library, lang: Language): FoundDocument[] {
  const { directory, choices } = library
  return directory.services.map((service) => {
    const organisation = getOrganisation(library, service.organisation)
    const areas = choices.areas.filter(({ id }) => service.areas.includes(id)).map(({ short }) => short[lang])
    const groups = choices.groups.filter(({ id }) => service.groups.includes(id)).map(({ name }) => name[lang])
    const languages = choices.languages.filter(({ id }) => service.languages.includes(id)).map(({ name }) => name[lang])
    return {
      kind: 'service',
      title: `${service.name[lang]}, ${organisation.name[lang]}`,
      text: service.gives[lang],
      also: [
        service.forWhom[lang],
        ...service.needs.map((need) => nameOfNeed(library, need)[lang]),
        ...areas,
        ...groups,
        ...languages,
        ...service.phones.map(({ shown }) => shown.replaceAll(' ', '')),
      ].join(' '),
      href: `/${lang}/organisations/${organisation.id}`,
    }
  })
}

function rightsDocuments({ rights }: Library, lang: Language): FoundDocument[] {
  return rights.parts.map(({ id, title, lead, statements }) => ({
    kind: 'rights',
    title: title[lang],
    text: lead[lang],
    also: statements.map(({ text }) => text[lang]).join(' '),
    href: `/${lang}/rights/${id}`,
  }))
}

function statisticsDocuments(lang: Language, release: string | undefined): FoundDocument[] {
  const words = getStatisticsWords(lang)
  const printed = Object.entries(codebookWords.printed)
  const tables = codebookWords.publications.map(({ id, titles, attributes }): FoundDocument => ({
    kind: 'statistics',
    title: titles[lang],
    text: words.lead,
    also: printed
      .filter(([code]) => attributes.some((attribute) => code.startsWith(attribute)))
      .map(([, text]) => text[lang])
      .join(' '),
    href: release === undefined ? `/${lang}/statistics` : `/${lang}/statistics/${release}/${id}`,
  }))
  const method = getMethodWords(lang).sections.map(({ heading, sentences }): FoundDocument => ({
    kind: 'statistics',
    title: heading,
    text: sentences.join(' '),
    href: `/${lang}/statistics/method`,
  }))
  return [...tables, ...method]
}
