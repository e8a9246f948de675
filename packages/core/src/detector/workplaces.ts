// Workplaces and firms: where somebody works is often enough to find her. Asked about.
import type { Detector, Finding } from './finding.ts'

const FIRM =
  /(?:(?<![\p{L}\p{N}&.'-])\p{Lu}[\p{L}\p{N}&.'-]{0,40}\s){1,4}(?:Oy|Oyj|Ab|Ky|Tmi|Osk|Ltd|LLC|Inc|OÜ|GmbH)(?![\p{L}])|(?<!\p{L})Tmi (?:\p{Lu}[\p{L}'-]+ ?){1,3}/gu
/** What a firm of the trades that meet exploitation has in its name. */
const TRADE =
  'Ravintola|Restaurang(?:en)?|Restaurant|Pizzeria|Pizza|Kebab|Thai|Nails?|Nail Bar|Massage|Hieronta|Hotelli|Hotell|Hotel|Sushi|Grilli?|Kahvila|Café|Cafe|Autopesu|Biltvätt|Car Wash|Siivous|Städ|Kampaamo|Parturi|Kauneushoitola|Salon|Spa|Marjatila|Bärgård|Puutarha|Night Club|Club'
const TRADE_FIRST = new RegExp(
  `(?<!\\p{L})(?:${TRADE})(?: (?:${TRADE}|by))?(?:(?: |-)\\p{Lu}[\\p{L}'-]{1,30}){1,2}`,
  'gu',
)
const NAME_FIRST = new RegExp(`(?<!\\p{L})(?:\\p{Lu}\\p{Ll}{2,20} ){1,2}(?:${TRADE})(?!\\p{L})`, 'gu')
/** In lower case a name follows only at, in or for, or in a form that says so: "ravintola nepalissa", "natt på pizza roma". */
const EATERY = '(?:ravintola|restaurang|restaurant|pizzeria|pizza|kebab|sushi|hotelli|hotell|hotel|thai massage|nails?)'
const AFTER_NOT =
  'and|or|och|eller|ja|tai|with|med|som|där|which|that|where|when|while|for|till|från|near|from|som|to|kanssa|oli|on|was|is|är|var|jossa|since|sedan|every|varje|as|and|last|under|over|until|job|work|kitchen|room|owner|staff|jobb|kök|rum|chain'
const NAMED_SMALL = new RegExp(
  `(?<!\\p{L})${EATERY} \\p{Ll}{3,20}(?:ssa|ssä|sta|stä)(?!\\p{L})|(?<=(?<!\\p{L})(?:på|at|i|in|of|for|för|åt) )${EATERY} (?!(?:${AFTER_NOT})(?!\\p{L}))\\p{Ll}{3,20}(?!\\p{L})`,
  'gu',
)
const STEMS = {
  fi: 'ravintola|pizzeria|kebab|hieroma|hieromo|thaihieron|thai-hieron|hierontapaik|kynsistudio|kynsisalon|kampaamo|parturi|siivousfirma|siivousyrity|rakennustyömaa|työmaa(?!illa)|telaka|marjatila|mansikkatila|maatila|puutarha(?!kot)|kasvihuone|autopesula|automaalaamo|hotelli|varasto(?!i)|lihajaloste|tehta(?:a|i)|bordelli|yökerho|baari(?:ssa|in|sta)|strippi|kuljetusliik|lähettifirma|pesula|leipomo|hampurilaispaik|työnantajan? (?:nimi|osoite)|perheessä (?:lastenhoitaja|kotiapula)|kalastusalu|metsuri(?:na|työ)|marjanpoimi',
  sv: 'restaurang|pizzeria|massagesalong|thaimassage|nagelsalong|frisörsalong|städfirma|städbolag|byggarbetsplats|byggfirma|varv(?:et)?(?!\\p{L})|bärodling|jordgubbsodling|gård(?:en)? i |växthus|biltvätt|hotell|lager(?:arbet|lokal)|fabrik|bordell|nattklubb|strippklubb|åkeri|tvätteri|bageri|bärplock',
  en: 'restaurant|pizzeria|kebab (?:shop|place)|massage (?:parlou?r|place|salon)|nail (?:salon|bar|studio)|hair ?dresser|cleaning (?:company|firm)|construction site|building site|shipyard|berry farm|strawberry farm|farm(?:er)?(?!\\p{L})|greenhouse|car ?wash|hotel|warehouse|factory|brothel|night ?club|strip club|courier (?:company|firm)|laundry|bakery|au pair|berry pick',
} as const
const PLACE_OF_WORK = new RegExp(`(?<!\\p{L})(?:\\p{L}{1,30}-?)?(?:${Object.values(STEMS).join('|')})[\\p{L}]*`, 'giu')

export const workplaces: Detector = {
  name: 'workplaces',
  find: ({ text }) =>
    [FIRM, TRADE_FIRST, NAME_FIRST, NAMED_SMALL, PLACE_OF_WORK].flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match): Finding => ({
        start: match.index,
        end: match.index + match[0].trimEnd().length,
        kind: 'workplace',
        action: 'ask',
      })),
    ),
}
