// The codebook's words for the form and for a release, parsed from content. Loaded with the screens that show them, not before.
import { readCodebookWords } from '@apila/core/statistics/codebook-words.ts'
import codebook from '../../../../content/statistics/codebook.json' with { type: 'json' }

export const codebookWords = readCodebookWords(codebook)
