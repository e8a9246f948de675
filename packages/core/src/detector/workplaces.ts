// Workplaces and firms: where somebody works is often enough to find her. Asked about.
import type { Detector, Finding } from './finding.ts'

const FIRM =
  /(?:(?<![\p{L}\p{N}&.'-])\p{Lu}[\p{L}\p{N}&.'-]{0,40}\s){1,4}(?:Oy|Oyj|Ab|Ky|Tmi|Osk|Ltd|LLC|Inc|OÜ|GmbH)(?![\p{L}])|(?<!\p{L})Tmi (?:\p{Lu}[\p{L}'-]+ ?){1,3}/gu
const STEMS = {
  fi: 'ravintola|pizzeria|kebab|hieroma|hieromo|thaihieron|thai-hieron|hierontapaik|kynsistudio|kynsisalon|kampaamo|parturi|siivousfirma|siivousyrity|rakennustyömaa|työmaa(?!illa)|telaka|marjatila|mansikkatila|maatila|puutarha(?!kot)|kasvihuone|autopesula|automaalaamo|hotelli|varasto(?!i)|lihajaloste|tehta(?:a|i)|bordelli|yökerho|baari(?:ssa|in|sta)|strippi|kuljetusliik|lähettifirma|pesula|leipomo|hampurilaispaik|työnantajan? (?:nimi|osoite)|perheessä (?:lastenhoitaja|kotiapula)|kalastusalu|metsuri(?:na|työ)|marjanpoimi',
  sv: 'restaurang|pizzeria|massagesalong|thaimassage|nagelsalong|frisörsalong|städfirma|städbolag|byggarbetsplats|byggfirma|varv(?:et)?(?!\\p{L})|bärodling|jordgubbsodling|gård(?:en)? i |växthus|biltvätt|hotell|lager(?:arbet|lokal)|fabrik|bordell|nattklubb|strippklubb|åkeri|tvätteri|bageri|bärplock',
  en: 'restaurant|pizzeria|kebab (?:shop|place)|massage (?:parlou?r|place|salon)|nail (?:salon|bar|studio)|hair ?dresser|cleaning (?:company|firm)|construction site|building site|shipyard|berry farm|strawberry farm|farm(?:er)?(?!\\p{L})|greenhouse|car ?wash|hotel|warehouse|factory|brothel|night ?club|strip club|courier (?:company|firm)|laundry|bakery|au pair|berry pick',
} as const
const PLACE_OF_WORK = new RegExp(`(?<!\\p{L})(?:\\p{L}{1,30}-?)?(?:${Object.values(STEMS).join('|')})[\\p{L}]*`, 'giu')

export const workplaces: Detector = {
  name: 'workplaces',
  find: ({ text }) =>
    [FIRM, PLACE_OF_WORK].flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match): Finding => ({
        start: match.index,
        end: match.index + match[0].trimEnd().length,
        kind: 'workplace',
        action: 'ask',
      })),
    ),
}
