// What the sender's page says of the code is what the record holds, and no word of the choices that the record does not hold.
import test from 'node:test'
import assert from 'node:assert/strict'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { loadAll, loadTexts } from '../content/texts.ts'
import { keptText } from './kept-text.ts'

test('of a paper it says paper alone: whether lines stand on it was never recorded', async () => {
  await loadAll(LANGUAGES)
  for (const language of LANGUAGES) {
    const { t } = await loadTexts(language)
    const said = keptText(t, { keep: ['paper'] })
    assert.equal(said, t('keep.on-paper'))
    for (const chosen of ['keep.paper', 'keep.paper-lines'] as const) assert.notEqual(said, t(chosen))
    assert.ok(t('keep.paper').startsWith(said) && t('keep.paper-lines').startsWith(said))
    assert.equal(keptText(t, { keep: [] }), t('keep.none'))
    for (const keep of ['memory', 'worker'] as const) assert.equal(keptText(t, { keep: [keep] }), t(`keep.${keep}`))
  }
})
