// Names of languages as a worker chooses between them: each language has a name of its own, and none is named after a country of several.
import test from 'node:test'
import assert from 'node:assert/strict'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { SPOKEN_LANGUAGES } from '@apila/core/referral/spoken-languages.ts'
import { languageName } from './language-name.ts'
import { loadAll, loadTexts } from './texts.ts'

test('Pashto is named Pashto, and no two languages have one name', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    const names = SPOKEN_LANGUAGES.map((code) => languageName(code, texts))
    assert.equal(new Set(names).size, names.length)
    assert.deepEqual(
      names.filter((name) => /afgh/i.test(name)),
      [],
    )
  }
  assert.equal(languageName('ps', await loadTexts('sv')), 'pashto')
})
