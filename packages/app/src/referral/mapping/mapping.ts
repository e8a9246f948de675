// The situation at the beginning, as a list of topics and no questionnaire (D-073): in any order, none of them needed, no free text. It stays
// on the device, sealed, and is sent to nobody. Pure. Governed by docs/working-day.md "Mapping the situation".
import * as z from 'zod'

export const Topic = z.enum([
  'safety',
  'place',
  'health',
  'money',
  'work',
  'residence',
  'children',
  'family',
  'crime',
  'return',
])
export type Topic = z.infer<typeof Topic>

/** now: the client wants help with it now. later: not yet. no: no need, by the client's word. Nobody has to say anything of a topic. */
export const TopicAnswer = z.enum(['now', 'later', 'no'])
export type TopicAnswer = z.infer<typeof TopicAnswer>

/** Whether the client is a client elsewhere (D-076). They often do not know (D-077); nobody checks it. */
export const Elsewhere = z.enum(['yes', 'no', 'does-not-know', 'not-asked'])
export type Elsewhere = z.infer<typeof Elsewhere>

export const Mapping = z.strictObject({
  topics: z.partialRecord(Topic, TopicAnswer),
  elsewhere: Elsewhere.nullable(),
})
export type Mapping = Readonly<z.infer<typeof Mapping>>
export const NOTHING_MAPPED: Mapping = { topics: {}, elsewhere: null }

/** The same answer once more takes it back: nothing has to stand. */
export function answerTopic({ topics, elsewhere }: Mapping, topic: Topic, answer: TopicAnswer): Mapping {
  const { [topic]: before, ...others } = topics
  return { topics: before === answer ? others : { ...others, [topic]: answer }, elsewhere }
}

/** Topics with which the client wants help now, in the order of the list. */
export const wantedNow = ({ topics }: Mapping): Topic[] => Topic.options.filter((topic) => topics[topic] === 'now')

/** What has to be clear before something is done about a topic. */
export const warningOf = (topic: Topic, { topics }: Mapping): 'children' | 'return' | null => {
  const answer = topics[topic]
  if (answer === undefined || answer === 'no') return null
  return topic === 'children' || topic === 'return' ? topic : null
}
