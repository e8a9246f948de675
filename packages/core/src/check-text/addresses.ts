// Street addresses: a street's name with its number, staircase and flat, and a postcode before a town. Asked about as places.
import type { Finding } from './finding.ts'

const STREET =
  '(?:[kg]atu|[kg]adun|[kg]adulla|[kg]adulta|[kg]adulle|tie|tien|tiellä|tieltä|tielle|kuja|kujan|kujalla|polku|polun|polulla|väylä|kaari|gatan|vägen|gränden|gränd|stigen|stig|allén|esplanaden|esplanad|bulevardi|bulevarden|puistikko|rinne|raitti|raitilla|ringen|backen)'
const BEFORE =
  '(?:(?:vanha|uusi|iso|pieni|itäinen|läntinen|pohjoinen|eteläinen|gamla|nya|stora|lilla|norra|södra|östra|västra) )?'
const STAIRCASE = '(?: ?[A-HJ-NP-Z](?!\\p{L}))?'
const FLAT = '(?:,? (?:as\\.?|asunto|huoneisto|bst\\.?|lgh\\.?|lägenhet|apt\\.?|flat)? ?\\d{1,3}(?![\\d:/]|[.,]\\d))?'
const PATTERNS = [
  `(?<!\\p{L})${BEFORE}\\p{L}{2,30}${STREET} ?\\d{1,4}(?!\\d)(?:-\\d{1,3})?${STAIRCASE}${FLAT}`,
  '(?<!\\p{L})\\d{1,4} (?:\\p{L}{3,20} ){1,2}(?:street|st|road|rd|avenue|ave|lane)(?!\\p{L})',
  '(?<![\\p{L}\\p{N}-])(?:FI-)?\\d{5} (?=\\p{L}{2})',
  '(?<!\\p{L})(?:PL|PB|P\\. ?L\\.|P\\.? ?O\\.? ?Box|Box|postilokero|postbox) ?\\d{1,5}(?!\\p{N})',
  '(?<!\\p{L})S(?:ank|:)t (?:Karins|Michels?)(?!\\p{L})',
].map((pattern) => new RegExp(pattern, 'giu'))
/** Roads of the body and paths of care. */
const NO_STREET = /^(?:hengity|virts|sappi|synnyt|hoito|palvelu|asiakas|luft|urin|gall|vård)\p{L}* ?\d/iu
/** A street's name alone, with a capital letter. */
const STREET_NAME = new RegExp(`^\\p{Lu}\\p{Ll}{2,30}${STREET}$`, 'u')

export const isStreetName = (word: string): boolean => STREET_NAME.test(word) && !NO_STREET.test(`${word} 1`)

export function findAddresses(text: string): Finding[] {
  return PATTERNS.flatMap((pattern, i) =>
    [...text.matchAll(pattern)]
      .filter(({ 0: all, index }) => !NO_STREET.test(all) && isCapitalAfter(text, index + all.length, i))
      .map((match): Finding => ({
        start: match.index,
        end: match.index + match[0].trimEnd().length,
        kind: 'place',
        action: 'ask',
      })),
  )
}

// A postcode stands before a name; an English street has one ("12 Mill Lane", not "5 metres down the road").
function isCapitalAfter(text: string, end: number, pattern: number): boolean {
  if (pattern !== 1 && pattern !== 2) return true
  if (pattern === 2) return /^\p{Lu}/u.test(text.slice(end))
  return /\p{Lu}\p{L}+ \p{L}+$/u.test(text.slice(0, end))
}
