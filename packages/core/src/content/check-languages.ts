// What the languages of a text owe each other: none is missing, the same {places} and links, and every form that a number needs.
import { type ContentFile, addressesIn, isObject, walk, walkStrings } from './content-file.ts'
import { LANGUAGES } from './language.ts'
import { placesOf } from './places.ts'

/** `key:one`, `key:other`: a form of a sentence for a kind of number. The names are those of Intl.PluralRules. */
const FORM = /^(.+):(zero|one|two|few|many|other)$/
/** A number that varies, just before a word that follows it: 1 devices. Constants of the program have other names. */
const NUMBER_BEFORE_WORD = /\{count\}\s+\p{L}/u

/** One text in several languages: where it stands, and what it says in each. */
interface Parallel {
  at: string
  texts: Map<string, string>
}

export function problemsOfLanguages(files: readonly ContentFile[]): string[] {
  return [...files.flatMap(missingBeside), ...groupByLanguage(files).flatMap(missingFiles)]
}

export function problemsOfPlaces(files: readonly ContentFile[]): string[] {
  const parallels = [...files.flatMap(sideBySide), ...groupByLanguage(files).flatMap(inFiles)]
  return parallels.flatMap(({ at, texts }) => {
    const marks = new Map([...texts].map(([lang, text]) => [lang, marksOf(text)]))
    const [first = ''] = marks.keys()
    const measure = marks.has('fi') ? 'fi' : first
    return [...marks]
      .filter(([, own]) => own !== marks.get(measure))
      .map(([lang, own]) => `${at}: ${lang} has (${own}), ${measure} has (${marks.get(measure) ?? ''})`)
  })
}

/** What a translation takes over as it is: places to fill, and links to pages of ours. */
function marksOf(text: string): string {
  const links = addressesIn(text).filter((address) => address.startsWith('/'))
  return [...placesOf(text).map((name) => `{${name}}`), ...new Set(links)].sort().join(' ')
}

/** A sentence with `{count}` before a word needs its forms, and each language those that its own rules name. */
export function problemsOfForms(files: readonly ContentFile[]): string[] {
  return files.flatMap((file) => [...problemsOfFormsIn(file.path, file.lang, file.value)])
}

function* problemsOfFormsIn(path: string, fileLang: string | null, value: unknown): Generator<string> {
  for (const { at, value: inner } of walk(value)) {
    // The languages of one form stand side by side.
    if (!isObject(inner) || FORM.test(at)) continue
    const forms = new Map<string, Set<string>>()
    for (const [key, text] of Object.entries(inner)) {
      const [, name, form] = FORM.exec(key) ?? []
      if (name !== undefined && form !== undefined) forms.set(name, (forms.get(name) ?? new Set()).add(form))
      else if (typeof text === 'string' && NUMBER_BEFORE_WORD.test(text))
        yield `${path}: ${joined(at, key)} has a number before a word: write a sentence for each form, \`${key}:one\` and so on`
    }
    for (const [name, there] of forms) {
      const languages = fileLang === null ? LANGUAGES : [fileLang]
      for (const lang of languages) {
        const needed = new Intl.PluralRules(lang).resolvedOptions().pluralCategories
        const missing = needed.filter((form) => !there.has(form))
        if (missing.length > 0) yield `${path}: ${joined(at, name)} lacks the form ${missing.join(', ')} for ${lang}`
        const unused = [...there].filter((form) => !needed.some((one) => one === form))
        if (fileLang !== null && unused.length > 0)
          yield `${path}: ${joined(at, name)} has the form ${unused.join(', ')}, which ${lang} does not know`
      }
    }
  }
}

const joined = (at: string, key: string): string => (at === '' ? key : `${at}.${key}`)

const hasLanguage = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && LANGUAGES.some((lang) => lang in value)

function missingBeside({ path, lang, value }: ContentFile): string[] {
  if (lang !== null) return []
  return [...walk(value)].flatMap(({ at, value: inner }) => {
    if (!hasLanguage(inner)) return []
    const missing = LANGUAGES.filter((one) => !hasWords(inner[one]))
    return missing.length === 0 ? [] : [`${path}: ${at} has no ${missing.join(', ')}`]
  })
}

const hasWords = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null

/** Files that are one text in several languages: those of a folder for each, and those of the client languages. */
function groupByLanguage(
  files: readonly ContentFile[],
): { name: string; files: ContentFile[]; languages: readonly string[] }[] {
  const groups = new Map<string, ContentFile[]>()
  for (const file of files) {
    if (file.lang === null) continue
    const name = file.path.replace(new RegExp(`/${file.lang}([/.])`), '/*$1')
    groups.set(name, [...(groups.get(name) ?? []), file])
  }
  return [...groups].map(([name, members]) => {
    const isOurs = !name.startsWith('content/clients/')
    return { name, files: members, languages: isOurs ? LANGUAGES : members.map(({ lang }) => lang ?? '') }
  })
}

function missingFiles({ name, files, languages }: ReturnType<typeof groupByLanguage>[number]): string[] {
  const problems = languages
    .filter((lang) => !files.some((file) => file.lang === lang))
    .map((lang) => `${name.replace('*', lang)} does not exist`)
  const parts = new Map(files.map((file) => [file.path, new Set(partsOf(file))]))
  const all = new Set([...parts.values()].flatMap((names) => [...names]))
  for (const [path, names] of parts)
    for (const part of [...all].filter((one) => !names.has(one)))
      problems.push(`${path} has no ${part}, other languages have`)
  return problems
}

/** What each language of a file must have: the keys of its texts, or the sections of a page. */
function partsOf({ path, value }: ContentFile): string[] {
  if (path.endsWith('.md')) return sectionsOf(value).map(({ id }) => `section {#${id}}`)
  return [...walkStrings(value)].filter(({ text }) => text.trim() !== '').map(({ at }) => plainKey(at))
}

// Languages differ in the forms that they have, so the forms of a sentence count as one.
const plainKey = (key: string): string => FORM.exec(key)?.[1] ?? key

interface Section {
  id: string
  sentences: string
}

function sectionsOf(page: unknown): Section[] {
  const { sections } = page as { sections: { id: string }[] }
  return sections.map((section) => ({
    id: section.id,
    sentences: [...walkStrings(section)].map(({ text }) => text).join('\n'),
  }))
}

function sideBySide({ path, lang, value }: ContentFile): Parallel[] {
  if (lang !== null) return []
  return [...walk(value)].flatMap(({ at, value: inner }) =>
    hasLanguage(inner)
      ? [{ at: `${path}: ${at}`, texts: new Map(LANGUAGES.map((one) => [one, wordsOf(inner[one])])) }]
      : [],
  )
}

const wordsOf = (value: unknown): string => [...walkStrings(value)].map(({ text }) => text).join('\n')

/** Texts that every language of a group has; what one lacks is told elsewhere. */
function inFiles({ name, files }: ReturnType<typeof groupByLanguage>[number]): Parallel[] {
  const parallels = new Map<string, Map<string, string>>()
  const add = (at: string, lang: string, text: string): void => {
    const texts = parallels.get(at) ?? new Map<string, string>()
    parallels.set(at, texts.set(lang, [texts.get(lang) ?? '', text].join('\n')))
  }
  for (const { path, lang, value } of files) {
    if (lang === null) continue
    if (!path.endsWith('.md')) {
      // A form may say its number in a word: one device.
      for (const { at, text } of walkStrings(value))
        add(plainKey(at), lang, FORM.test(at) ? text.replaceAll('{count}', '') : text)
      continue
    }
    const { title, lead } = value as { title: unknown; lead: string }
    add('title and lead', lang, `${String(title)}\n${lead}`)
    for (const { id, sentences } of sectionsOf(value)) add(`#${id}`, lang, sentences)
  }
  return [...parallels].map(([at, texts]) => ({ at: `${name}: ${at}`, texts }))
}
