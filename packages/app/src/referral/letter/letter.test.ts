// The letter holds what was written and nothing else, and is not made where the client does not want it.
import test from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { LANGUAGES } from '@apila/core/content/language.ts'
import { loadAll, loadTexts } from '../../content/texts.ts'
import { LETTER_PARTS, type Letter, type LetterPart, NO_LETTER, missingOfLetter, paperOf } from './letter.ts'

await loadAll(LANGUAGES)
const sender = { name: 'Birch', day: '30.11.2026' }
const written = (parts: Partial<Record<LetterPart, string>>): Letter => ({
  wants: 'yes',
  written: { ...NO_LETTER.written, ...parts },
})
const WHOLE = written({ happened: 'what happened', sender: 'Aino, 050' })

test('without the client’s yes there is no letter, whatever is written; a no is a no', async () => {
  const texts = await loadTexts('en')
  for (const wants of [null, 'no'] as const) {
    assert.equal(paperOf({ ...WHOLE, wants }, texts, sender), null)
    assert.deepEqual(missingOfLetter({ ...WHOLE, wants }), ['wants'])
  }
  assert.deepEqual(missingOfLetter(NO_LETTER), ['wants', 'happened', 'sender'])
  assert.ok(paperOf(WHOLE, texts, sender))
})

test('after any writing each part stands in the letter as it was written last, and what nobody wrote does not', async () => {
  const writing = fc.array(
    fc.tuple(fc.constantFrom(...LETTER_PARTS), fc.constantFrom('', ' ', 'one', 'two\n\nlines')),
    {
      maxLength: 20,
    },
  )
  for (const language of LANGUAGES) {
    const texts = await loadTexts(language)
    fc.assert(
      fc.property(writing, (said) => {
        const letter = written({ happened: 'what happened', sender: 'Aino', ...Object.fromEntries(said) })
        const paper = paperOf(letter, texts, sender)
        assert.equal(paper === null, missingOfLetter(letter).length > 0)
        if (!paper) return
        const shown = LETTER_PARTS.filter((part) => letter.written[part].trim() !== '')
        assert.deepEqual(
          paper.sections.slice(2).map(({ title }) => title),
          shown.map((part) => texts.t(`letter.${part}`)),
        )
        for (const [at, part] of shown.entries())
          assert.equal(paper.sections[at + 2]?.paragraphs.join('\n\n'), letter.written[part].trim())
        assert.doesNotMatch(JSON.stringify(paper), /letter\.|\{[a-z]+\}/)
      }),
      { seed: 2026, numRuns: 200 },
    )
  }
})
