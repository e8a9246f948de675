// Acts and sources that legal statements name, and the words around them, as checked data.
import { LegalReference, LegalWords } from '@apila/core/rights/legal-base.ts'
import { readPart } from './read-part.ts'

export interface Law {
  reference: LegalReference
  words: LegalWords
}

export function readLaw(sources: Record<keyof Law, unknown>): Law {
  return {
    reference: readPart(LegalReference, 'rights/reference.json', sources.reference),
    words: readPart(LegalWords, 'rights/words.json', sources.words),
  }
}
