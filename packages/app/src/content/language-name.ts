// The name of a language in the language of the page.
import type { Texts } from './texts.ts'

/** Names that Unicode's list takes from a country: "afghanska" stood beside dari, which is spoken there too. */
const CLEARER: Readonly<Record<string, string>> = { 'sv ps': 'pashto' }

export function languageName(code: string, texts: Texts): string {
  if (code === 'other') return texts.t('language.other')
  if (code === 'not-asked') return texts.t('answer.not-asked')
  return (
    CLEARER[`${texts.language} ${code}`] ??
    new Intl.DisplayNames([texts.language], { type: 'language', fallback: 'code' }).of(code) ??
    code
  )
}

/** What a client speaks: by the name that was written where the language has no code of ours. */
export const spokenLanguage = (code: string, name: string | undefined, texts: Texts): string =>
  code === 'other' && name ? name : languageName(code, texts)
