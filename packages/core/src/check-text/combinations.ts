// Harmless words that together fit few people: "the only Nepalese cook in Kuhmo". Two kinds of facts in one sentence are asked about.
import type { Detector, Finding } from './finding.ts'
import { BODY, FAMILY, ONLY_ONE, ORIGINS, WORK } from './packed-lists.ts'
import { sentencesOf } from './sentences.ts'
import { names } from './names.ts'
import { workplaces } from './workplaces.ts'

const before = '(?<!\\p{L})'
const origin = new RegExp(`${before}(${ORIGINS})`, 'iu')
const only = new RegExp(`${before}(${ONLY_ONE})(?!\\p{L})`, 'iu')
const AGE = new RegExp(
  `(?<![\\p{L}\\d])\\d{1,2}[- ]?(-?vuotia|v\\.?(?!\\p{L})|årig|år gammal|-?year-?old|years? old|yo(?!\\p{L}))|${before}(born in|född|syntynyt) ?(19|20)\\d\\d`,
  'iu',
)
const work = new RegExp(`${before}(${WORK})`, 'iu')
const family = new RegExp(`${before}(${FAMILY})`, 'iu')
const body = new RegExp(`${before}(${BODY})`, 'iu')
const ENOUGH = 2

export const combinations: Detector = {
  name: 'combinations',
  find: (folded, languages) => {
    const places = names.find(folded, languages).filter(({ kind }) => kind === 'place')
    const workFound = workplaces.find(folded, languages)
    return sentencesOf(folded.text).flatMap((sentence): Finding[] => {
      const holds = (findings: readonly Finding[]): boolean =>
        findings.some(({ start, end }) => start >= sentence.start && end <= sentence.end)
      const facts = [origin, only, AGE, family, body].filter((pattern) => pattern.test(sentence.text)).length
      const count = facts + Number(holds(places)) + Number(work.test(sentence.text) || holds(workFound))
      return count >= ENOUGH ? [{ start: sentence.start, end: sentence.end, kind: 'combination', action: 'ask' }] : []
    })
  },
}
