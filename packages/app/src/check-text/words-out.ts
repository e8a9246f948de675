// One table of all ways on which words leave this device: what must go there, what is asked about, and with which answer it may stay.
// Every field that is written in and every item of a conversation that holds words is named here (docs/protocol.md "Words that leave").
import type { Finding, Kind } from '@apila/core/check-text/finding.ts'
import type { ItemKind } from '@apila/core/referral/items.ts'

/** What somebody may truthfully say of a stretch that was found. harmless: nobody can be recognised by it. not-name: it is nobody's name or
 *  contact. wanted: the client wants it told. planned: it belongs to the plan, and the client knows it. needed: help needs it now. */
export type Stays = 'harmless' | 'not-name' | 'wanted' | 'planned' | 'needed'

export interface WordsOut {
  /** Must go: no answer keeps it. Of a number or an address only what has its certain form. */
  stops: readonly Kind[]
  asks: Readonly<Partial<Record<Kind, readonly Stays[]>>>
}

const asking = <K extends Kind>(kinds: readonly K[], ...answers: readonly Stays[]) =>
  Object.fromEntries(kinds.map((kind) => [kind, answers])) as Record<K, readonly Stays[]>

const CONTACTS = ['phone', 'email', 'handle'] as const
const RARE = ['number', 'place', 'workplace', 'date', 'combination'] as const
const NOT_NAME = asking([...CONTACTS, 'name'], 'not-name')
const MESSAGE: WordsOut = { stops: ['hetu', 'unchecked'], asks: asking([...CONTACTS, 'name'], 'harmless') }
const DETAILS: WordsOut = {
  stops: ['hetu', 'phone', 'email'],
  asks: { ...NOT_NAME, ...asking(RARE, 'wanted') },
}

export const WORDS_OUT = {
  /** The parts that the client permits. Where the check cannot be had the screen says so, since the client hears every word. */
  details: DETAILS,
  /** A way to make contact: a number or an address is what was asked for. */
  contact: { stops: ['hetu'], asks: {} },
  /** When, as whom and with which word contact is made; and the word for the telephone. */
  'contact-words': { stops: ['hetu', 'phone', 'email'], asks: NOT_NAME },
  /** What is added to the details is looked at as the details are. */
  addition: { ...DETAILS, stops: [...DETAILS.stops, 'unchecked'] },
  /** What is added to a way to make contact may be one. */
  'addition-contact': { stops: ['hetu', 'unchecked'], asks: {} },
  message: MESSAGE,
  wish: MESSAGE,
  /** Identifies nobody: places, dates and rare combinations count too. */
  question: { stops: MESSAGE.stops, asks: { ...MESSAGE.asks, ...asking(RARE, 'harmless') } },
  /** Who does it: a worker's name is what was asked for. */
  'plan-who': { stops: ['hetu', 'unchecked'], asks: {} },
  plan: { stops: ['hetu', 'unchecked'], asks: asking([...CONTACTS, 'name'], 'planned') },
  /** Nobody asked the client: what tells who they are goes only where it is named among what is told. */
  urgent: {
    stops: ['hetu', 'unchecked'],
    asks: asking([...CONTACTS, 'name', 'number', 'place', 'workplace', 'date'], 'harmless', 'needed'),
  },
} as const satisfies Readonly<Record<string, WordsOut>>
export type WayOut = keyof typeof WORDS_OUT

/** What may leave as it stands, and why nothing is looked for there. */
export const NOT_LOOKED_AT = {
  letter: 'to the authority, in the client’s name, by their own hand: it says who they are',
  'handed-out': 'to the client, of words that were looked at when they were told',
  digits: 'holds digits alone, which the field itself refuses otherwise',
  'own-lines': 'of the organisation itself, for its own pages',
  'on-paper': 'stands on the client’s own paper and is not sent',
  stays: 'leaves nowhere: it finds a row of the own list',
  letters: 'the name of a language: letters alone',
} as const

/** Every field that is written in where a client is spoken of, by its id without the number of its row. */
export const FIELDS: Readonly<Record<string, WayOut | keyof typeof NOT_LOOKED_AT>> = {
  situation: 'details',
  needs: 'details',
  'clarified-outcome': 'details',
  'contact-address': 'contact',
  'contact-when': 'contact-words',
  'contact-who': 'contact-words',
  'contact-code': 'contact-words',
  word: 'contact-words',
  addition: 'addition',
  message: 'message',
  wish: 'wish',
  'ask-text': 'question',
  'task-who': 'plan-who',
  'task-what': 'plan',
  'sheet-contact': 'plan',
  'sheet-information': 'plan',
  'urgent-situation': 'urgent',
  'urgent-needs': 'urgent',
  letter: 'letter',
  'not-interpreters': 'digits',
  ticket: 'digits',
  our: 'own-lines',
  'paper-phone': 'on-paper',
  'phone-word': 'stays',
  'language-name': 'letters',
}

/** What of a conversation holds words, and as what they are looked at; null: codes and days alone. */
export const ITEM_WORDS: Readonly<Record<ItemKind, WayOut | null>> = {
  accepted: null,
  declined: null,
  time: null,
  'time-answer': null,
  question: 'message',
  answer: 'message',
  opened: null,
  'not-today': null,
  ticket: null,
  renewed: null,
  sheet: 'plan',
  'sheet-wish': 'wish',
  addition: 'addition',
}

export type Judged = 'stops' | readonly Stays[] | null

/** What a finding means on this way out: it must go, it is asked about with these answers, or it may stand. */
export function judge({ kind, action }: Pick<Finding, 'kind' | 'action'>, way: WayOut): Judged {
  const { stops, asks }: WordsOut = WORDS_OUT[way]
  if (stops.includes(kind) && (action === 'block' || kind === 'unchecked')) return 'stops'
  return asks[kind] ?? null
}
