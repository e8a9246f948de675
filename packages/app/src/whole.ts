// A part's code together with what it needs of the page: the rest of the texts, and the sheet of all screens but the list of the day.
import { LANGUAGES } from '@apila/core/content/language.ts'
import { loadAll } from './content/texts.ts'
import { loadWorkStyle } from './work-style.ts'

export const whole =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const language = LANGUAGES.find((one) => one === document.documentElement.lang) ?? 'fi'
    const [part] = await Promise.all([load(), loadAll([language]), loadWorkStyle()])
    return part
  }
