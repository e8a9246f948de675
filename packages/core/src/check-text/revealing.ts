// Marks sentences that reveal an observed sign or a wish for help: concepts that meet in them (concepts.ts). What those do not name is
// not found.
import { subjectsOf } from './concepts.ts'
import { NOTE_LANGUAGES, type Detector, type Finding } from './finding.ts'
import { sentencesOf } from './sentences.ts'

export const revealing: Detector = {
  name: 'revealing',
  find: ({ text }, languages) =>
    sentencesOf(text).flatMap(({ start, end, text: sentence }): Finding[] => {
      const met = NOTE_LANGUAGES.flatMap((lang) => subjectsOf(sentence, lang).map((topic) => ({ topic, lang })))
      // Whatever the note's language: what is in doubt stays.
      const isEvidence = met.some(({ topic }) => topic === 'evidence' || topic === 'violence')
      const revealed = met.flatMap(({ topic, lang }) =>
        topic === 'evidence' || !languages.includes(lang)
          ? []
          : { kind: topic === 'help' ? ('plea' as const) : ('sign' as const), topic, lang },
      )
      return (['plea', 'sign'] as const)
        .flatMap((kind) => revealed.find((one) => one.kind === kind) ?? [])
        .map((one) => ({ start, end, action: 'ask', ...one, ...(isEvidence && { evidence: true }) }))
    }),
}
