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
    text: 'useLayoutEffect(() => endSession, [])',
    becomes: 'useLayoutEffect(() => (endSession.length > 0 ? endSession : undefined), [])',
    test: 'tests/promises/without-signal.test.ts',
    rebuild: true,
  },
  {
    name: 'not-made-ready',
    promise: 'P-37',
    lost: 'the first client whom a worker meets without signal gets no ticket',
    file: `${APP}/Shell.tsx`,
    text: '.then(({ makeReady }) => makeReady(session))',
    becomes: '.then(() => undefined)',
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
  ...(
    [
      [
        'one-signature',
        'one release key alone signs a program for everybody',
        'if (signed.length < NEEDED)',
        'if (signed.length < 1)',
      ],
      [
        'stranger-signs',
        'a key that no member knows counts as one of the three',
        'looked.signers.includes(verifyKey)',
        'looked.signers.length > 1 || looked.signers.includes(verifyKey)',
      ],
      [
        'file-unhashed',
        'a file that was changed after the signing runs',
        'if (there[at] !== digest) return',
        'if (!(at in there)) return',
      ],
      [
        'back-to-old',
        'a machine is led back to a release with a known hole',
        'if (lastRun && compareVersions(manifest.version, lastRun.version) < 0) return',
        'if (lastRun && compareVersions(manifest.version, lastRun.version) < -9) return',
      ],
    ] as const
  ).map(([name, lost, text, becomes]): PromiseMutant => ({
    ...{ name, promise: 'P-40', lost, text, becomes },
    file: 'packages/core/src/program/program.ts',
    test: 'packages/core/src/program/program.test.ts',
  })),
  {
    name: 'any-name',
    promise: 'P-40',
    lost: 'a page of another site that leads its name to this machine reads what the desk reads',
    file: 'packages/server/src/program/local-desk.ts',
    text: 'if (name !== `localhost:${String(here.port)}`) {',
    becomes: 'if (name === "") {',
    test: 'tests/promises/local-program.test.ts',
    rebuild: true,
  },
  ...(
    [
      [
        'server-answers-a-page',
        "a server's page or script runs under the desk's own address",
        'if (kind !== undefined && !DATA.test(kind)) {',
        'if (kind === "") {',
      ],
      [
        'path-climbs-out',
        'the local program hands on more of the server than its API',
        '!to.pathname.startsWith(API) || !isAsked(incoming)',
        '!isAsked(incoming)',
      ],
      [
        'goes-to-an-answer',
        'an answer of the server is opened as a page beside the desk',
        '!to.pathname.startsWith(API) || !isAsked(incoming)',
        '!to.pathname.startsWith(API)',
      ],
    ] as const
  ).map(([name, lost, text, becomes]): PromiseMutant => ({
    ...{ name, promise: 'P-40', lost, text, becomes },
    file: 'packages/server/src/program/local-desk.ts',
    test: 'tests/promises/local-program.test.ts',
    rebuild: true,
  })),
  {
    name: 'keys-swapped',
    promise: 'P-40',
    lost: 'whoever can hand over another list of keys signs a program of their own',
    file: 'packages/server/src/program/check-program.ts',
    text: 'if (JSON.stringify(pinned) !== JSON.stringify(given))',
    becomes: 'if (pinned.keys.length !== given.keys.length)',
    test: 'tests/promises/local-program.test.ts',
    rebuild: true,
  },
]
