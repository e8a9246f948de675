// Languages that the public pages and the worker's app speak. Client languages come later and need a reviewed text each.
import * as z from 'zod'

export const LANGUAGES = ['fi', 'sv', 'en'] as const
export const Language = z.enum(LANGUAGES)
export type Language = z.infer<typeof Language>

/** One value for each language, none missing. The only place that says so: nothing else lists the languages. */
export const inEachLanguage = <Schema extends z.ZodType>(
  schema: Schema,
): z.ZodObject<Record<Language, Schema>, z.core.$strict> =>
  z.strictObject(Object.fromEntries(LANGUAGES.map((lang) => [lang, schema])) as Record<Language, Schema>)

/** Each language's name in itself, as language choices show it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { fi: 'Suomi', sv: 'Svenska', en: 'English' }
