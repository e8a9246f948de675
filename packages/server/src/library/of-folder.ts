// The library with what the data folder of this installation says: who runs the server, and the network's own entries of the directory.
import type { Day } from '@apila/core/day.ts'
import type { Library } from './library.ts'
import { withOperator } from './operator.ts'
import { withOwnDirectory } from './own-directory.ts'

/** Throws `Refusal` on a file that cannot be read. */
export const ofFolder = (library: Library, folder: string, today: Day): Library =>
  withOperator(withOwnDirectory(library, folder, today), folder)
