// Breaks of what the worker's program and her book promise. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const APP = 'packages/app/src'
const book = inFile('packages/sealing/src/referral/book.ts', 'tests/promises/her-book.test.ts')

export const PROGRAM_MUTANTS: readonly PromiseMutant[] = [
  book(
    'P-32',
    'line-in-any-name',
    'one desk writes into her book in the name of another',
    'isOurs && read.writer?.organisation === read.content.organisation',
    'isOurs',
  ),
  book(
    'P-32',
    'any-line',
    'a line of another network or book passes for one of hers',
    'return isOurs && read',
    'return read.isSigned && isOurs !== null && read',
  ),
  book(
    'P-32',
    'missing-lines-unseen',
    'a server that leaves lines out is not noticed',
    'if (blobs.length < remembered.n) return true',
  ),
  {
    name: 'foreign-key-unsaid',
    promise: 'P-09',
    lost: "a worker whose desk's key was swapped signs in as if nothing were wrong",
    file: `${APP}/account/session.ts`,
    text: "if (refused > 0 && lacksKey) throw new RosterRefused('foreign-key')",
    becomes: 'void [refused, lacksKey]',
    test: 'tests/promises/deskswap.test.ts',
    rebuild: true,
  },
  {
    name: 'ended-stays-on-screen',
    promise: 'P-35',
    lost: 'what she ended stays on the screen until somebody leaves the page',
    file: `${APP}/referral/WhileOpen.tsx`,
    text: 'const isOver = list.ended.has(mark) || today > until',
    becomes: 'const isOver = today > until',
    test: 'tests/promises/deskswap.test.ts',
    rebuild: true,
  },
]
