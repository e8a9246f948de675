// The name of a language in the language of the page.
import type { Texts } from './texts.ts'

export function languageName(code: string, texts: Texts): string {
  return new Intl.DisplayNames([texts.language], { type: 'language', fallback: 'code' }).of(code) ?? code
}
