// Acts and sources that legal statements name, and the words around them, as checked data. A mistake in the content stops the
// start, not a reader.
import { LegalReference, LegalWords } from '@apila/core/rights/legal-base.ts'
import reference from '../../../../content/rights/reference.json' with { type: 'json' }
import words from '../../../../content/rights/words.json' with { type: 'json' }

export const legalReference: LegalReference = LegalReference.parse(reference)
export const legalWords: LegalWords = LegalWords.parse(words)
