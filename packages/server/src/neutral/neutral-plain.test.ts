// Plain language on the neutral host: short sentences, no long words, none of the words that offices use. A person reads it all the
// same before each release; this finds what slips in between.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES, type Language } from '@apila/core/content/language.ts'
import { getNeutralTexts } from '../frame/texts.ts'

const MOST_WORDS = 12
/** Unit: letters. Finnish puts words together, so it is allowed a little more. */
const LONGEST_WORD: Readonly<Record<Language, number>> = { fi: 18, sv: 17, en: 14 }
/** Words of offices, negations in one word, and passives that hide who does what. */
const HARD: Readonly<Record<Language, RegExp>> = {
  fi: /mikäli|koskien|toimenpi|mahdollisuu|kyseis|liittyen|taholta|edellyt|menettely|suorit|hyödynt|toteut|asianomai|hakeutu/i,
  sv: /avseende|beträffande|åtgärd|möjlighet|ifrågavarande|förutsätt|förfarande|erhåll|samtliga|angåe|vederbörande|genomför/i,
  en: /regarding|concerning|procedure|facilitat|utili[sz]e|assistance|pursuant|provided that|in order to|obtain|require(?!s)|commence/i,
}

/** What is wrong with a text; empty when it is plain. */
function faultsOf(text: string, lang: Language): string[] {
  const sentences = text.split(/[.!?:](?:\s|$)/).filter((sentence) => sentence.trim() !== '')
  const long = sentences.filter((sentence) => sentence.trim().split(/\s+/).length > MOST_WORDS)
  const words = text.split(/[^\p{L}]+/u).filter((word) => word.length > LONGEST_WORD[lang])
  const hard = HARD[lang].exec(text)?.slice(0, 1) ?? []
  return [...long, ...words, ...hard]
}

for (const lang of LANGUAGES) {
  test(`${lang}: every sentence has at most ${MOST_WORDS} words, and none is hard`, () => {
    const texts = Object.entries(getNeutralTexts(lang))
    assert.ok(texts.length > 60)
    for (const [key, text] of texts) assert.deepEqual(faultsOf(text, lang), [], `${lang} ${key}`)
  })
}

test('the rule can fail', () => {
  assert.deepEqual(faultsOf('One two three four five six seven eight nine ten eleven twelve.', 'en'), [])
  assert.equal(faultsOf('One two three four five six seven eight nine ten eleven twelve thirteen.', 'en').length, 1)
  assert.deepEqual(faultsOf('Ask regarding it.', 'en'), ['regarding'])
  assert.deepEqual(faultsOf('Se on lainsäädäntöuudistus.', 'fi'), ['lainsäädäntöuudistus'])
})
