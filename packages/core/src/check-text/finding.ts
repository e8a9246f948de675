// What the text check answers with. It finds formats and words, never "who is who": a text without findings is not anonymous.
// Governed by docs/requirements.md (D-199, D-200).
import type { Language } from '../content/language.ts'
import type { FoldedText } from './folded-text.ts'

/** Languages whose words are known. Listed here, because content/language.ts would bring the schema library into the page's script. */
export const NOTE_LANGUAGES: readonly Language[] = ['fi', 'sv', 'en']

export const KINDS = [
  'hetu',
  'phone',
  'email',
  'name',
  'place',
  'workplace',
  'date',
  'handle',
  'number',
  'combination',
  'sign',
  'plea',
  'unchecked',
] as const
/** `sign` and `plea` are sentences that reveal an observed sign or a wish for help (D-200). `combination`: few people fit it.
 *  `unchecked`: a detector failed, so nothing is known of this stretch. */
export type Kind = (typeof KINDS)[number]

/** `block`: must go. `ask`: a person decides. */
export type Action = 'block' | 'ask'

export const TOPICS = [
  'crime',
  'violence',
  'control',
  'pay',
  'sex',
  'papers',
  'debt',
  'fear',
  'companion',
  'authority',
  'help',
] as const
/** What a revealing sentence speaks of. */
export type Topic = (typeof TOPICS)[number]

export interface Finding {
  /** Unit: UTF-16 code units of the text given, `end` not included. */
  start: number
  end: number
  kind: Kind
  action: Action
  /** Only with `name`: an unknown word that stands where places stand, so that both wordings are offered. */
  orPlace?: true
  /** Only with `sign` and `plea`: what about, and in which language the words were found. */
  topic?: Topic
  lang?: Language
  /** Only with `sign` and `plea`: the sentence holds a finding or tells of violence. It stays. */
  evidence?: true
  /** Its form does not prove what it is: a day of care, a word that may be a doctor's name in a diagnosis, a lot of a vaccine,
   *  a place that is an everyday word too, what stands beside a place of work. It is marked, and no words are offered in its place. */
  stays?: true
}

export interface Detector {
  name: string
  /** Findings in places of the folded text. */
  find: (folded: FoldedText, languages: readonly Language[]) => Finding[]
}
