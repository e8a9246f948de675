// The sentences of the screen turned towards her: what, to whom, until when, what cannot be undone (docs/working-day.md).
// The same lines are shown and hashed into the permission, so that the record says which text she saw.
import type { Day } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Texts } from '../../content/texts.ts'
import { type ReceiverProblem, describeReceiver } from '../../organisation/receiver.ts'
import { type Sending, refusedItems, toldItems, untilOf, unwantedInterpreters } from './sending.ts'

export interface ConsentText {
  title: string
  told: readonly string[]
  refused: readonly string[]
  lines: readonly string[]
}

export interface ConsentFacts {
  today: Day
  /** The receiver in every language: its name by the roster, and its plain line. */
  receiver: Parameters<typeof describeReceiver>[0]
  /** When it next reads, in the text's language. */
  reading: string
}

/** Refused where she could not be told whom it goes to. */
export function consentText(
  { t, language }: Texts,
  sending: Sending,
  facts: ConsentFacts,
): { ok: true; text: ConsentText } | { ok: false; problem: ReceiverProblem } {
  const receiver = describeReceiver(facts.receiver, language)
  if (!receiver.ok) return receiver
  const text: ConsentText = {
    title: t('turned.title', { name: receiver.name }),
    told: toldItems(sending).map((item) => t(`told.${item}`)),
    refused: refusedItems(sending).map((item) => t(`told.${item}`)),
    lines: [
      receiver.line,
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
  return { ok: true, text }
}

/** One text of all that was shown, for `shown` in the permission. */
export const consentWhole = (text: ConsentText): string =>
  [text.title, ...text.told, ...text.refused, ...text.lines].join('\n')
