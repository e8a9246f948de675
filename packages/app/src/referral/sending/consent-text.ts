// The sentences of the screen turned towards her: what, to whom, until when, what cannot be undone (docs/working-day.md).
// The same lines are shown and hashed into the permission, so that the record says which text she saw.
import type { Day } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Texts } from '../../content/texts.ts'
import { type Sending, refusedItems, toldItems, untilOf, unwantedInterpreters } from './sending.ts'

export interface ConsentText {
  title: string
  told: readonly string[]
  refused: readonly string[]
  lines: readonly string[]
}

export interface ConsentFacts {
  today: Day
  /** The receiver in the text's language: name, plain line, when it next reads. */
  name: string
  profile: string
  reading: string
}

export function consentText({ t }: Texts, sending: Sending, facts: ConsentFacts): ConsentText {
  return {
    title: t('turned.title', { name: facts.name }),
    told: toldItems(sending).map((item) => t(`told.${item}`)),
    refused: refusedItems(sending).map((item) => t(`told.${item}`)),
    lines: [
      facts.profile,
      facts.reading,
      t(`turned.${sending.mode ?? 'knock-ahead'}`),
      sending.reach === 'own' && sending.mode !== 'all-together' ? t('turned.own-channel') : '',
      unwantedInterpreters(sending)?.length && sending.mode !== 'all-together' ? t('turned.not-interpreters') : '',
      sending.meeting === 'yes' ? t('turned.meeting') : '',
      t('turned.until', { day: showDay(untilOf(sending, facts.today)) }),
      t('turned.can-end'),
      t('turned.cannot-unread'),
      t('turned.duty-to-tell'),
      t('turned.may-say-no'),
      t('turned.carry-nothing'),
    ].filter((line) => line !== ''),
  }
}

/** One text of all that was shown, for `shown` in the permission. */
export const consentWhole = (text: ConsentText): string =>
  [text.title, ...text.told, ...text.refused, ...text.lines].join('\n')
