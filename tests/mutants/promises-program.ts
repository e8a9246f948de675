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
    name: 'digits-outlive-session',
    promise: 'P-37',
    lost: 'the worker that has held the digits of a ticket runs on after the screen was locked or somebody signed out',
    file: `${APP}/Shell.tsx`,
    text: 'useEffect(() => endSession, [])',
    becomes: 'useEffect(() => (endSession.length > 0 ? endSession : undefined), [])',
    test: 'tests/promises/without-signal.test.ts',
    rebuild: true,
  },
  {
    name: 'not-made-ready',
    promise: 'P-37',
    lost: 'the first client whom a worker meets without signal gets no ticket',
    file: `${APP}/Shell.tsx`,
    text: 'if (list.looked && session.referralDesk) makeReady()',
    becomes: 'if (list.looked && session.referralDesk) Promise.resolve()',
    test: 'tests/promises/without-signal.test.ts',
    rebuild: true,
  },
  {
    name: 'check-not-made-ready',
    promise: 'P-37',
    lost: 'a name or an identity code that is written without signal is sent unnoticed',
    file: `${APP}/referral/sending/Send.tsx`,
    text: 'void loadCheck().catch(() => undefined)',
    becomes: 'void loadCheck.length',
    test: 'tests/promises/without-signal.test.ts',
    rebuild: true,
  },
  {
    name: 'kept-unsaid',
    promise: 'appended',
    lost: 'what waited on a device to be sent and cannot be read is passed over in silence',
    file: `${APP}/referral/waiting.ts`,
    text: "    else if (kept.is === 'unreadable') unreadable.push(key)\n",
    becomes: '',
    test: 'tests/journeys/kept-on-device.test.ts',
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
