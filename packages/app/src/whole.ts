// A part's code together with what it needs of the page: the rest of the texts, and the sheet of all screens but the list of the day.
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { loadAll } from './content/texts.ts'
import { loadWorkStyle } from './work-style.ts'

/** The language of the page. */
export const languageNow = (): Language => LANGUAGES.find((one) => one === document.documentElement.lang) ?? 'fi'

export const whole =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const [part] = await Promise.all([load(), loadAll([languageNow()]), loadWorkStyle()])
    return part
  }
