// Names of people and places: short lists, and any capital letter inside a sentence. Always asked, never blocked.
import { wordForms } from './inflection.ts'
import { CAPITAL_NAMES, CLEAR_FAMILY_NAMES, CLEAR_NAMES } from './first-names.ts'
import type { Detector, Finding } from './finding.ts'
import { CAPITAL_PLACES, CLEAR_PLACES, ORIGINS } from './place-names.ts'

const isOrigin = new RegExp(`^(?:${ORIGINS})`, 'iu')
const clearName = wordForms([...CLEAR_NAMES, ...CLEAR_FAMILY_NAMES])
const capitalName = wordForms(CAPITAL_NAMES)
const clearPlace = wordForms(CLEAR_PLACES)
const capitalPlace = wordForms(CAPITAL_PLACES)

/** A shorter stem is taken for a name with a capital letter only. Unit: letters. */
const SAFE_STEM = 5

const WORD = /(?<![\p{L}\p{M}\p{N}@_])\p{L}[\p{L}\p{M}]*(?:['-]\p{L}[\p{L}\p{M}]*)*(?::\p{Ll}{1,4})?(?![\p{N}_@])/gu
/** Everyday words in lists of names by their forms. */
const NOT_NAMES = new Set(
  'sara ella elina asian minun minulla minulle minulta minusta minuun minulta minun maria ramin mina mona anna annan antaa hana hanan said sana sanan sanoi sanalla sanaa roman roma linda lindan marina karina iman osan alina lena viktor peter vera selam chai noi thi ploy suda manee pinja suvi suvena venla unto heini taina rahma kumar khaled farah azad bahar kasper asta astaa harri mervi rein lidia inna vanda vasa iso kari karin salla sallan rana manna ranan toinen ilman sisko siskon veli veljen setä äiti isä oma oman jos joskus aina ainoa ainoastaan annettu kaisla this alla an innan kuka kukaan dina mona noin inga emme person my on ha hai than thus as sama sivun mosaiikki sorani erikseen'.split(
    ' ',
  ),
)
/** Capital letters that name nobody: authorities, the network's usual words, days and months in English, the pronoun I. */
const NOT_ASKED = new Set(
  "the a an she he her his they we it you hän minä hon han jag i i'm i've i'll i'd english finnish swedish finland suomi suomen suomessa suomeen suomesta finlands kela kelan kelaan kelassa fpa migri migrin dvv hus thl tyks tays oys omakanta omakannassa kanta mykanta wilma riku nollalinja nollinjen apotti lifecare effica pegasos monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december teams zoom office word excel covid hiv eu whatsapp telegram signal viber facebook instagram snapchat tiktok google youtube internet ab oy dr mr mrs ms hr fr doctor nurse jumala god gud allah joulu jul ramadan christmas".split(
    ' ',
  ),
)
const CUE =
  /(?<!\p{L})(nimi on|nimeltään|nimensä on|nimeni on|heter|namnet är|hette|name is|named|called|kutsutaan nimellä|käyttää nimeä|kallas)[ :]+["']?(\p{L}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)/giu
const CUE_NOT = /^(?:the|a|an|the|her|him|me|back|again|en|ett|det|takaisin|up|off|for|in|on|to|that|them|us|112)$/i
const STREET =
  /(?<!\p{L})(?:\p{L}+(?:[kg]atu|kadun|kadulla|tie|tien|tiellä|kuja|kujan|polku|polun|väylä|kaari|gatan|vägen|gränden|gränd|stigen|allén|bulevardi|puistikko|rinne|raitti) ?\d{1,3}(?: ?[A-Za-z](?![\p{L}]))?(?: \d{1,3}(?!\d))?|\d{1,4} (?:\p{Lu}\p{L}+ ){1,2}(?:street|st|road|rd|avenue|ave|lane)(?!\p{L}))/giu
const POSTCODE = /(?<![\p{L}\p{N}-])(?:FI-)?\d{5} (?=\p{Lu}\p{L}+)/gu

export const names: Detector = {
  name: 'names',
  find: ({ text }) => {
    const found: Finding[] = []
    for (const match of text.matchAll(WORD)) {
      const kind = kindOf(match[0], startsSentence(text, match.index))
      if (kind !== null) found.push({ start: match.index, end: match.index + match[0].length, kind, action: 'ask' })
    }
    for (const match of text.matchAll(CUE)) {
      const [, cue = '', name = ''] = match
      // "Called as a witness": these words bring a name only with a capital letter.
      if (CUE_NOT.test(name) || (/^(?:called|kallas|named)$/i.test(cue) && !/^\p{Lu}/u.test(name))) continue
      const start = match.index + match[0].length - name.length
      found.push({ start, end: start + name.length, kind: 'name', action: 'ask' })
    }
    for (const pattern of [STREET, POSTCODE]) {
      for (const match of text.matchAll(pattern))
        found.push({ start: match.index, end: match.index + match[0].trimEnd().length, kind: 'place', action: 'ask' })
    }
    return found
  },
}

function kindOf(word: string, isFirst: boolean): 'name' | 'place' | null {
  const lower = word.toLowerCase()
  const isCapital = /^\p{Lu}/u.test(word) && (/\p{Ll}/u.test(word) || /^(?:\p{Lu}-?){5,}$/u.test(word))
  if (NOT_ASKED.has(lower)) return null
  // Short capitals are abbreviations.
  const isWord = !/^\p{Lu}+$/u.test(word) || word.length > 3
  if (isWord && clearPlace(lower) > 0 && !NOT_NAMES.has(lower)) return 'place'
  if (isCapital && capitalPlace(lower) > 0) return 'place'
  // Where somebody comes from is weighed with other facts (combinations.ts).
  if (isOrigin.test(lower) || (isFirst && NOT_NAMES.has(lower))) return null
  const stem = clearName(lower)
  if (isWord && stem >= SAFE_STEM && !NOT_NAMES.has(lower)) return 'name'
  if (isCapital && (stem > 0 || capitalName(lower) > 0)) return 'name'
  // A word in another alphabet than the note's is most often somebody's name.
  if (!/\p{Script=Latin}/u.test(word)) return 'name'
  return isCapital && !isFirst && word.length > 2 ? 'name' : null
}

// At the beginning of a sentence, of a line, of a list's item or of a quotation every word has a capital letter.
function startsSentence(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 12), index)
  return (
    before.trim() === '' ||
    /(?:[.!?:;]|\n)["'»”“(\[\s-]*$/u.test(before) ||
    /["“”»]\s*$/u.test(before) ||
    /\n\s*(?:[-*•–]|\d{1,2}[.)])\s*$/u.test(before)
  )
}
