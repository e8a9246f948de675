// Every sentence is there in all three languages, with the same keys. Content completeness is checked where the schemas parse it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { getNeutralTexts, getPublicTexts } from './texts.ts'

for (const [name, get] of [
  ['public', getPublicTexts],
  ['neutral', getNeutralTexts],
] as const) {
  test(`${name} texts have the same keys in every language, and none is empty`, () => {
    const keys = Object.keys(get('fi'))
    for (const lang of LANGUAGES) {
      const texts = get(lang)
      assert.deepEqual(Object.keys(texts), keys, lang)
      for (const [key, text] of Object.entries(texts)) assert.notEqual(text.trim(), '', `${lang} ${key}`)
    }
  })

  test(`${name} texts differ between languages, so that none was left untranslated`, () => {
    // Words that are the same by nature: names, and hours.
    const same = new Set(['siteName', 'startStatistics', 'navStatistics', 'alwaysOpen'])
    for (const [key, fi] of Object.entries(get('fi'))) {
      if (same.has(key)) continue
      const others = [get('sv'), get('en')].map((texts) => texts[key as keyof typeof texts])
      assert.ok(!others.includes(fi), key)
    }
  })
}
