// An hour, and a moment of the clock, as the page's language writes it.
import { timeInFinland } from '../clock.ts'
import type { Texts } from './texts.ts'

/** "13:00" as "13.00" in Finnish and Swedish. */
export const showTime = ({ language }: Pick<Texts, 'language'>, at: string): string =>
  language === 'en' ? at : at.replace(':', '.')

/** Hour and minute in Finland, by this device's clock. */
export const showClock = (texts: Pick<Texts, 'language'>, moment: Date): string =>
  showTime(texts, timeInFinland(moment).replace(/^0/, ''))
