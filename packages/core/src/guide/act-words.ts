// Shape of the words around the rules: questions, answers, kinds, certainty. The words stand in content/guide/act-words.json.
import * as z from 'zod'
import { Text } from '../content/text.ts'
import { ACT_QUESTIONS, type QuestionId } from './act-answers.ts'
import { ACT_DOERS, ACT_KINDS, ACT_TIMES, GENERAL_SECTIONS } from './act-rules.ts'

export const QUESTION_GROUPS = ['you', 'now', 'person', 'wish', 'stay'] as const

const WISHES = ['yes', 'no', 'not-now'] as const

/** Asked first and openly; the others are folded. Who asks, whose route it is, and what the person wants. */
export const FIRST_QUESTIONS: readonly QuestionId[] = ['profession', 'age', 'assistance']

const texts = <Key extends string>(keys: readonly Key[]) => z.record(z.enum(keys), Text)

const Question = z.strictObject({ group: z.enum(QUESTION_GROUPS), legend: Text, answers: z.record(z.string(), Text) })
const Questions = z
  .record(z.enum(ACT_QUESTIONS.map(({ id }) => id) as [QuestionId, ...QuestionId[]]), Question)
  .refine(
    (questions) => ACT_QUESTIONS.every(({ id, values }) => Object.keys(questions[id].answers).join() === values.join()),
    'each answer of each question has its words, in the same order',
  )

export const ActWords = z.strictObject({
  groups: texts(QUESTION_GROUPS),
  questions: Questions,
  form: texts(['open', 'lead', 'more', 'address', 'show', 'clear', 'change', 'answered']),
  steps: Text,
  general: Text,
  always: Text,
  /** What the person said of the assistance system, in a line that leads to its step. */
  wish: texts(WISHES),
  /** In one line before the steps; what it means stands after them. */
  caveat: Text,
  /** Joins the caveat where the text of some law was last seen too long ago. */
  old: Text,
  childRoute: Text,
  times: texts(ACT_TIMES),
  sections: texts(GENERAL_SECTIONS),
  kinds: texts(ACT_KINDS),
  /** A duty that no law makes. */
  promise: Text,
  doers: texts(ACT_DOERS),
  words: texts(['onlyIf', 'say', 'ask', 'basis', 'see', 'law', 'answers', 'owner', 'pays', 'unsure']),
  /** What stands around the steps that come first; `duties` has a place {count}. */
  first: texts(['title', 'duties', 'carried', 'volunteer', 'print']),
})
export type ActWords = z.infer<typeof ActWords>
