// For tests: the library of the content, and the part of a network that pages read one from.
import type { Confirmation } from '@apila/core/services/confirm.ts'
import { type LibraryKeeper, keepLibrary } from '../../services/library-keeper.ts'
import { contentLibrary } from '../content.ts'
import type { Library } from '../library.ts'

/** What stands under content/. Tests that look at the content itself use it; others use the small library beside this file. */
export const content = contentLibrary({ demo: false })

/** The same with the invented entries of the made-up network. */
export const demoContent = contentLibrary({ demo: true })

/** A network that shows a library, with the words that its members have said. */
export const networkOf = (library: Library, words: readonly Confirmation[] = []): { library: LibraryKeeper } => ({
  library: keepLibrary(library, words),
})
