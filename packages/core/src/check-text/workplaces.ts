// Workplaces and firms: where somebody works is often enough to find her. Asked about.
import type { Detector, Finding } from './finding.ts'
import { startsSentence } from './names.ts'
import { AFTER_EATERY, EATERIES, TRADES, WORKPLACES } from './packed-lists.ts'

const FIRM =
  /(?:(?<![\p{L}\p{N}&.'-])\p{Lu}[\p{L}\p{N}&.'-]{0,40}\s){1,4}(?:Oyj?|Ab|Ky|Tmi|Osk|Ltd|LLC|Inc|OÜ|GmbH)(?![\p{L}])|(?<!\p{L})Tmi (?:\p{Lu}[\p{L}'-]+ ?){1,3}/gu
const TRADE_FIRST = new RegExp(
  `(?<!\\p{L})(?:${TRADES})(?: (?:${TRADES}|by))?(?:(?: |-)\\p{Lu}[\\p{L}'-]{1,30}){1,2}`,
  'gu',
)
const NAME_FIRST = new RegExp(`(?<!\\p{L})(?:\\p{Lu}\\p{Ll}{2,20} ){1,2}(?:${TRADES})(?!\\p{L})`, 'gu')
/** In lower case a name follows only at, in or for, or in a form that says so: "ravintola nepalissa", "natt på pizza roma". */
const EATERY = `(?:${EATERIES})`
const NAMED_SMALL = new RegExp(
  `(?<!\\p{L})${EATERY} \\p{Ll}{3,20}(?:ssa|ssä|sta|stä)(?!\\p{L})|(?<=(?<!\\p{L})(?:på|at|i|in|of|for|för|åt) )${EATERY} (?!(?:${AFTER_EATERY}|\\p{L}+(?:ed|ade))(?!\\p{L}))\\p{Ll}{3,20}(?!\\p{L})`,
  'gu',
)
const PLACE_OF_WORK = new RegExp(`(?<!\\p{L})(?:\\p{L}{1,30}-?)?(?:${WORKPLACES})[\\p{L}]*`, 'giu')

export const workplaces: Detector = {
  name: 'workplaces',
  find: ({ text }) =>
    [FIRM, TRADE_FIRST, NAME_FIRST, NAMED_SMALL, PLACE_OF_WORK].flatMap((pattern) =>
      [...text.matchAll(pattern)].map(({ 0: words, index }): Finding => ({
        start: index,
        end: index + words.trimEnd().length,
        kind: 'workplace',
        action: 'ask',
        // What stands beside a common word may be a verb, whatever its letters are ("Hotel Beat", "Murtui Kiilto Oy"), and may belong to what
        // was found. Only "Oy" behind a name, inside a sentence, proves a firm.
        ...((pattern !== FIRM || startsSentence(text, index)) && { stays: true }),
      })),
    ),
}
