// Marks sentences that reveal an observed sign or a wish for help. Listed words only: what they do not name, they do not find.
import type { Language } from '../content/language.ts'
import { NOTE_LANGUAGES, TOPICS, type Detector, type Finding, type Topic } from './finding.ts'
import { EVIDENCE_WORDS } from './evidence-words.ts'
import { PLEA_WORDS, SIGN_WORDS } from './revealing-words.ts'
import { sentencesOf } from './sentences.ts'

interface Rule {
  kind: 'sign' | 'plea'
  topic: Topic
  lang: Language
  pattern: RegExp
}

const wordsOf = (topic: Topic) => (topic === 'help' ? PLEA_WORDS : SIGN_WORDS[topic])

// The marks of the lists: the rest of a word, words between, the end of a word.
const written = (words: string): string =>
  words.replaceAll('~', '\\p{L}*').replaceAll('#', '(?:\\p{L}+,? ){0,3}?').replaceAll('%', '(?!\\p{L})')

const RULES: readonly Rule[] = TOPICS.flatMap((topic) =>
  NOTE_LANGUAGES.map((lang) => ({
    kind: topic === 'help' ? ('plea' as const) : ('sign' as const),
    topic,
    lang,
    pattern: new RegExp(`(?<!\\p{L})(?:${written(wordsOf(topic)[lang])})`, 'iu'),
  })),
)

const EVIDENCE = new RegExp(`(?<!\\p{L})(?:${Object.values(EVIDENCE_WORDS).join('|')})`, 'iu')

export const revealing: Detector = {
  name: 'revealing',
  find: ({ text }, languages) => {
    const rules = RULES.filter(({ lang }) => languages.includes(lang))
    return sentencesOf(text).flatMap((sentence): Finding[] => {
      const found = (['plea', 'sign'] as const).flatMap(
        (kind) => rules.find((rule) => rule.kind === kind && rule.pattern.test(sentence.text)) ?? [],
      )
      // Whatever the note's language: what is in doubt stays.
      const isEvidence =
        EVIDENCE.test(sentence.text) ||
        rules.some((rule) => rule.topic === 'violence' && rule.pattern.test(sentence.text))
      return found.map(({ kind, topic, lang }) => ({
        start: sentence.start,
        end: sentence.end,
        kind,
        action: 'ask',
        topic,
        lang,
        ...(isEvidence && { evidence: true }),
      }))
    })
  },
}
