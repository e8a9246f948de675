// Positions: co-ordinates in their usual writings, links of maps, plus codes and three words. Where a shared position points, there the
// client is. Asked about as places.
import type { Detector, Finding } from './finding.ts'

/** A link says little in its text; what stands at a service of maps is a place whatever follows. */
const MAP_LINK =
  /(?<!\p{L})(?:https?:\/\/|www\.)?(?:[\p{L}\d-]{1,20}\.){0,3}(?:goo\.gl\/maps|maps\.app\.goo|google\.\p{L}{2,3}(?:\.\p{L}{2})?\/maps|maps\.(?:google|apple|yandex)|yandex\.\p{L}{2,3}\/maps|apple\.com\/maps|openstreetmap\.|osm\.org|waze\.com|what3words\.com|w3w\.co|share\.here|wego\.here|here\.com|2gis\.|bing\.com\/maps|karttapaikka\.|fonecta\.fi\/kartat|glympse\.com|reittiopas\.|mapy\.|baidu\.com\/maps)[^\s<>"]{0,200}/giu
const NUMBER = '-?\\d{1,3}(?:[.,]\\d{1,12})?'
const AROUND = '[°º\'′’"″” NSEWÖILPnsew]{0,3}'
const PATTERNS = [
  MAP_LINK,
  /(?<!\p{L})geo: ?-?\d[\d.,;? =a-z-]{3,60}/giu,
  // Two numbers with four decimals or more.
  /(?<![\p{N}.,])-?\d{1,3}[.,]\d{4,}[,;°NSEWnsew ]{1,5}-?\d{1,3}[.,]\d{4,}(?!\d)(?:[° ]{0,2}[EWNS](?!\p{L}))?/gu,
  // Fewer decimals, if a word says what they are.
  new RegExp(
    `(?<=(?:koordinaat|koordinat|coordinates?|gps|sijain|position|location|lat(?:itude)?)\\p{L}{0,8}[: =]{1,3})${NUMBER}${AROUND}[,;/\\s]{1,3}(?:(?:lon|lng|long)\\p{L}{0,8}[: =]{1,3})?${NUMBER}(?!\\d)`,
    'giu',
  ),
  // Degrees and minutes, with or without seconds, and both of a pair.
  /(?<![\p{N}.,])(?:[NSEWPI] ?)?\d{1,3} ?[°º] ?\d{1,2}(?:[.,]\d{1,6})? ?['′’](?: ?\d{1,2}(?:[.,]\d{1,6})? ?(?:"|″|”|''))?(?: ?[NSEWPI](?!\p{L}))?(?:[,; ]{1,3}(?:[NSEWIP] ?)?\d{1,3} ?[°º] ?\d{1,2}(?:[.,]\d{1,6})? ?['′’](?: ?\d{1,2}(?:[.,]\d{1,6})? ?(?:"|″|”|''))?(?: ?[NSEWIP](?!\p{L}))?)?/gu,
  // The Finnish grid (ETRS-TM35FIN): metres north, metres east.
  /(?<![\p{L}\p{N}])(?:[NP][ :=]{0,3})?(?:6[6-9]|7[0-7])\d{5}[,; ]{1,3}(?:[EI][ :=]{0,3})?[1-7]\d{5}(?!\p{N})/gu,
  // Open Location Code, whole and short.
  /(?<![\p{L}\p{N}])[2-9CFGHJMPQRVWX]{4}(?:[2-9CFGHJMPQRVWX]{2}(?:[2-9CFGHJMPQRVWX]{2})?)?\+[2-9CFGHJMPQRVWX]{2,3}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}/])\/{3} ?\p{Ll}{2,20}[.。]\p{Ll}{2,20}[.。]\p{Ll}{2,20}/gu,
]

export const positions: Detector = {
  name: 'positions',
  find: ({ text }) =>
    PATTERNS.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match): Finding => ({
        start: match.index,
        end: match.index + match[0].replace(/[\s.,;:)\]]+$/u, '').length,
        kind: 'place',
        action: 'ask',
      })),
    ),
}
