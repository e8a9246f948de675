// An hour as the page's language writes it.
import type { Texts } from '../../content/texts.ts'

/** "13:00" as "13.00" in Finnish and Swedish. */
export const showTime = ({ language }: Pick<Texts, 'language'>, at: string): string =>
  language === 'en' ? at : at.replace(':', '.')
