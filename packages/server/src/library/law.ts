// Acts and sources that legal statements name, and the words around them, as checked data.
import { LegalReference, LegalWords } from '@apila/core/rights/legal-base.ts'

export interface Law {
  reference: LegalReference
  words: LegalWords
}

export function readLaw(sources: Record<keyof Law, unknown>): Law {
  return { reference: LegalReference.parse(sources.reference), words: LegalWords.parse(sources.words) }
}
