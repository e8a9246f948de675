// The sentences of the screen turned to the client: to whom, what for, these very words, when they are read, until when, the exception.
// The same lines are shown and hashed into the permission, so that the record says which text was on the screen.
import { type Day, weekdayOf } from '@apila/core/day.ts'
import { showDay } from '@apila/core/content/show-day.ts'
import type { Consequence } from '@apila/core/referral/permission.ts'
import type { Texts } from '../../content/texts.ts'
import { type ReceiverProblem, describeReceiver } from '../../organisation/receiver.ts'
import { type Sending, isChild, lastDayOf } from './sending.ts'
import { contactToTell, refusedItems, toldOf, unwantedInterpreters } from './told.ts'

export const POINTS = ['to', 'words', 'when', 'until', 'law'] as const
export type Point = (typeof POINTS)[number]

export interface ConsentLine {
  point: Point
  text: string
  /** What the client has heard when this sentence has been read. */
  explains?: Consequence
}

/** The words themselves, as they were written: in the language of whoever wrote them. */
export interface ConsentWords {
  label: string
  text: string
}

export interface ConsentText {
  title: string
  lines: readonly ConsentLine[]
  words: readonly ConsentWords[]
  /** Stand with the answers. */
  closing: readonly ConsentLine[]
}

export interface ConsentFacts {
  today: Day
  /** The receiver in every language: its name by the roster, and its plain line. */
  receiver: Parameters<typeof describeReceiver>[0]
  /** When it next reads, in the text's language. */
  reading: string
  /** Volunteers work in the team that it goes to. */
  volunteers: boolean
  /** Where several are asked about in one sitting: which one this is, and the names of all, in the text's language. */
  sitting?: { at: number; of: number; names: readonly string[] }
}

const ON_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** A day with its weekday, as it is said. */
export const sayDay = ({ t }: Texts, day: Day): string =>
  `${t(`day-short.${ON_DAYS[weekdayOf(day) - 1] ?? 'mon'}`)} ${showDay(day)}`

/** Refused where the client could not be told whom it goes to. */
export function consentText(
  texts: Texts,
  sending: Sending,
  facts: ConsentFacts,
): { ok: true; text: ConsentText } | { ok: false; problem: ReceiverProblem } {
  const { t, language } = texts
  const receiver = describeReceiver(facts.receiver, language)
  if (!receiver.ok) return receiver
  const refused = refusedItems(sending).map((item) => t(`told.${item}`))
  const day = sayDay(texts, lastDayOf(sending, facts.today))
  const line = (point: Point, text: string, explains?: Consequence): ConsentLine[] =>
    text === '' ? [] : [{ point, text, ...(explains && { explains }) }]
  const isAhead = sending.mode !== 'all-together'
  const isMeeting = facts.sitting !== undefined && sending.between === 'sheet'
  return {
    ok: true,
    text: {
      title: t('turned.title'),
      lines: [
        ...line('to', facts.sitting ? t('turned.each', { at: facts.sitting.at, of: facts.sitting.of }) : ''),
        ...line('to', t('turned.to', { name: receiver.name, line: receiver.line })),
        ...line('to', facts.volunteers ? t('turned.volunteers') : ''),
        ...line('to', sending.why ? t('turned.why', { why: t(`why.${sending.why}`) }) : ''),
        ...line('to', sending.extent ? t(`turned.extent-${sending.extent}`) : ''),
        ...line('to', facts.reading),
        ...line('words', t('turned.words')),
        ...line('words', refused.length > 0 ? t('turned.refused', { what: refused.join('; ') }) : ''),
        ...line('when', t(`turned.${sending.mode ?? 'knock-ahead'}`)),
        ...line('when', sending.reach === 'own' && isAhead ? t('turned.own-channel') : ''),
        ...line('when', unwantedInterpreters(sending)?.length && isAhead ? t('turned.not-interpreters') : ''),
        ...line('when', sending.between ? t(`turned.between-${betweenTwo(sending.between, facts)}`) : ''),
        ...line('when', isMeeting ? t('turned.meeting', { names: facts.sitting?.names.join(', ') ?? '' }) : ''),
        ...line('until', t('turned.until', { day })),
        ...line('until', sending.hearing ? t(`turned.heard-by-${sending.hearing}`) : ''),
        ...line('until', t('turned.can-end'), 'can-end'),
        ...line('until', t('turned.cannot-unread'), 'cannot-unread'),
        ...line('law', t('turned.duty-to-tell'), 'duty-to-tell'),
      ],
      words: wordsOf(texts, sending),
      closing: [
        ...line('law', t('turned.may-say-no'), 'may-say-no'),
        ...line('law', isChild(sending) ? '' : t('turned.carry-nothing')),
      ],
    },
  }
}

/** Of many the host alone writes who does what; the two desks write to each other as well. */
const betweenTwo = (between: NonNullable<Sending['between']>, { sitting }: ConsentFacts) =>
  sitting && between === 'sheet' ? 'words' : between

function wordsOf({ t }: Texts, sending: Sending): ConsentWords[] {
  const { situation, needs, clarified } = toldOf(sending)
  const contact = contactToTell(sending)
  const contactText =
    contact &&
    [
      t(`channel.${contact.channel}`),
      contact.address,
      contact.when,
      contact.whoWeSay && `${t('contact.who')} ${contact.whoWeSay}`,
      contact.codeWord && `${t('contact.code')}: ${contact.codeWord}`,
    ]
      .filter((part) => part)
      .join('\n')
  const clarifiedText = clarified
    ?.map(({ code, byRole, outcome }) => `${t(`clarified.${code}`)} (${t(`by.${byRole}`)}): ${outcome}`)
    .join('\n')
  return [
    { label: t('told.situation'), text: situation ?? '' },
    { label: t('told.needs'), text: needs ?? '' },
    { label: t('told.clarified'), text: clarifiedText ?? '' },
    { label: t('told.safe-contact'), text: contactText ?? '' },
  ].filter(({ text }) => text !== '')
}

/** Everything in the order in which it is read: the words stand after the sentence that names them. */
export function readingOrder<L, W>(
  lines: readonly L[],
  words: readonly W[],
  isWordsLine: (line: L) => boolean,
): (L | W)[] {
  const at = lines.findIndex(isWordsLine) + 1
  return [...lines.slice(0, at), ...words, ...lines.slice(at)]
}

/** One text of all that was shown, for `shown` in the permission. */
export const consentWhole = ({ title, lines, words, closing }: ConsentText): string =>
  [
    title,
    ...lines.map(({ text }) => text),
    ...words.map(({ label, text }) => `${label}: ${text}`),
    ...closing.map(({ text }) => text),
  ].join('\n')
