// Harmless words that together fit few people: "the only Nepalese cook in Kuhmo". Two kinds of facts in one sentence are asked about.
import type { Detector, Finding } from './finding.ts'
import { ORIGINS } from './place-names.ts'
import { sentencesOf } from './sentences.ts'
import { names } from './names.ts'
import { workplaces } from './workplaces.ts'

const before = '(?<!\\p{L})'
const ORIGIN = new RegExp(`${before}(${ORIGINS})`, 'iu')
const ONLY = new RegExp(
  `${before}(ainoa|ainoana|ainut|ensimmäinen|harvoja|tunnettu|julkisuu|enda|ende|den första|välkänd|the only|only (one|person|woman|man)|the first|well known|well-known|famous)(?!\\p{L})`,
  'iu',
)
const AGE = new RegExp(
  `(?<![\\p{L}\\d])\\d{1,2}[- ]?(-?vuotia|v\\.?(?!\\p{L})|årig|år gammal|-?year-?old|years? old|yo(?!\\p{L}))|${before}(born in|född|syntynyt) ?(19|20)\\d\\d`,
  'iu',
)
const WORK = new RegExp(
  `${before}(kokki|kokkina|kok(in|illa)|tarjoilija|siivooja|hieroja|kampaaja|parturi|lääkäri|opettaja|sairaanhoitaja|lähihoitaja|insinööri|opiskelija|rakennustyönteki|hitsaaja|kuljettaja|kuski|poimija|lastenhoitaja|kotiapulainen|au pair|tanssija|muusikko|urheilija|jalkapalloili|pappi|imaami|poliitikko|yrittäjä|kalastaja|merimies|kock|servitör|servitris|städar|massör|frisör|läkare|lärare|sjukskötar|närvårdar|ingenjör|student|byggarbet|svetsar|chaufför|bärplockar|barnflick|dansar|dansös|musiker|idrottar|präst|imam|politiker|företagar|fiskar|sjöman|cook|chef|waiter|waitress|cleaner|masseu|hairdresser|barber|doctor|teacher|nurse|engineer|builder|welder|driver|picker|nanny|maid|dancer|musician|athlete|footballer|priest|politician|entrepreneur|fisherm|sailor)`,
  'iu',
)
const FAMILY = new RegExp(
  `${before}((kahden|kolmen|neljän|viiden|kuuden|seitsemän) (\\p{L}+ )?lapsen|kaksos|kolmos|raskaana|(?<!\\d)\\d{1,2}\\. ?(raskausviik|rv)|yksinhuoltaj|leski|leskenä|(två|tre|fyra|fem|sex) ?barns|tvilling|trilling|gravid|ensamförsörj|änka|änkling|(mother|father) of (two|three|four|five|six|\\d)|twins|triplets|pregnant|single (mother|parent)|widow)`,
  'iu',
)
const RARE = new RegExp(
  `${before}(pyörätuoli|kuuro(?!\\p{L}*s)|sokea|amputoi|albino|hiv|transsukupuoli|transnai|transmies|rullstol|döv(?!\\p{L}*h)|blind(?!tarm)|amputer|transkvinna|transman|wheelchair|deaf|albinism|amput|transgender|trans (woman|man))`,
  'iu',
)
const ENOUGH = 2

export const combinations: Detector = {
  name: 'combinations',
  find: (folded, languages) => {
    const places = names.find(folded, languages).filter(({ kind }) => kind === 'place')
    const work = workplaces.find(folded, languages)
    return sentencesOf(folded.text).flatMap((sentence): Finding[] => {
      const holds = (findings: readonly Finding[]): boolean =>
        findings.some(({ start, end }) => start >= sentence.start && end <= sentence.end)
      const facts = [ORIGIN, ONLY, AGE, FAMILY, RARE].filter((pattern) => pattern.test(sentence.text)).length
      const count = facts + Number(holds(places)) + Number(WORK.test(sentence.text) || holds(work))
      return count >= ENOUGH ? [{ start: sentence.start, end: sentence.end, kind: 'combination', action: 'ask' }] : []
    })
  },
}
