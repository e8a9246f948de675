// Breaks of what is promised of the work with the client: what is handed out, what the client adds. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const WITH_CLIENT = 'tests/promises/with-client.test.ts'
const REFERRAL = 'packages/app/src/referral'

/** What runs in the page: built anew with the break in it. */
const built = (
  promise: PromiseMutant['promise'],
  name: string,
  lost: string,
  file: string,
  text: string,
  becomes: string,
): PromiseMutant => ({
  ...{ name, promise, lost, file: `${REFERRAL}/${file}`, text, becomes, test: WITH_CLIENT },
  rebuild: true,
})

export const CLIENT_MUTANTS: readonly PromiseMutant[] = [
  built(
    'P-60',
    'handed-out-without-line',
    'what was handed out stands in no book',
    'handing/HandOut.tsx',
    'await onLine(whole)',
    'void onLine',
  ),
  built(
    'P-60',
    'story-on-any-paper',
    'the browser’s own print button prints the story, without a line',
    'receiving/Story.tsx',
    '<div class="no-print" data-test="story">',
    '<div data-test="story">',
  ),
  built(
    'P-60',
    'read-aloud-on-paper',
    'what the line calls read aloud or a file lies on paper',
    'handing/HandOut.tsx',
    "handed.how === 'paper' ? '' : ' no-print'",
    "handed.how === 'paper' ? '' : ''",
  ),
  inFile('packages/app/src/referral/handing/handing.ts', 'packages/app/src/referral/handing/handing.test.ts')(
    'P-60',
    'handed-to-nobody-tapped',
    'the line says that it was for the client although nobody said so',
    'return what.length === 0 || to === null || how === null ? null : { what, to, how }',
    "return what.length === 0 || how === null ? null : { what, to: to ?? 'herself', how }",
  ),
  built(
    'P-61',
    'other-words-were-heard',
    'words are added that the client has never heard',
    'addition/AddTo.tsx',
    'setAdding({ ...adding, isWanted: false, ...changed })',
    'setAdding({ ...adding, ...changed })',
  ),
  inFile('packages/app/src/referral/addition/addition.ts', 'packages/app/src/referral/addition/addition.test.ts')(
    'P-61',
    'added-to-what-was-refused',
    'what the client did not permit is shown as an addition',
    'permitted.includes(item.part) ? await openAddition(storyIdentity, item.text).catch(() => null) : null',
    'permitted.length > 0 ? await openAddition(storyIdentity, item.text).catch(() => null) : null',
  ),
  built(
    'P-62',
    'notice-hidden-when-dropped',
    'a colleague takes off the list what the client was never told',
    'notice-keeping.ts',
    'filter(({ dropped, notice }) => !dropped || !mayPutAway(notice))',
    'filter(({ dropped, notice }) => !dropped || mayPutAway(notice))',
  ),
  inFile('packages/core/src/referral/notice.ts', 'packages/core/src/referral/notice.test.ts')(
    'P-62',
    'notice-put-off-for-good',
    'telling the client is put off to a day that nobody waits for',
    "if (to.lookAgain > addDays(to.on, LONGEST_DEFERRAL_DAYS)) return { ok: false, problem: 'look-again-too-late' }",
  ),
  inFile('packages/core/src/referral/notice.ts', 'packages/core/src/referral/notice.test.ts')(
    'P-62',
    'notice-off-while-deferred',
    'what is put off leaves the list',
    "=> client.state === 'told'",
    "=> client.state !== 'owed'",
  ),
  {
    ...built(
      'P-63',
      'read-out-without-line',
      'the code is on the screen again and the book says nothing of it',
      'following/LostTicket.tsx',
      "await release(session, note.s, 'ticket-read-out', today)",
      'await Promise.resolve([session, note.s, today, release])',
    ),
    test: 'tests/promises/lost-ticket.test.ts',
  },
  inFile('packages/app/src/referral/mapping/mapping.ts', 'packages/app/src/referral/mapping/mapping.test.ts')(
    'P-63',
    'topic-not-taken-back',
    'what was tapped by mistake of a topic stands for good',
    'before === answer ? others :',
  ),
  inFile('packages/app/src/referral/letter/letter.ts', 'packages/app/src/referral/letter/letter.test.ts')(
    'P-64',
    'letter-against-the-will',
    'somebody is proposed to the assistance system who does not want it',
    "wants === 'yes' ? [] :",
    'wants !== null ? [] :',
  ),
  inFile('packages/app/src/drafts/over-lock.ts', 'packages/app/src/drafts/over-lock.test.ts')(
    'P-64',
    'letter-lost-at-the-lock',
    'a letter is lost by a lock, though the locked screen says that it is there',
    'held = sealToDevice(device, value)',
    'held = Promise.resolve(null)',
  ),
  inFile('packages/app/src/drafts/over-lock.ts', 'packages/app/src/drafts/over-lock.test.ts')(
    'P-64',
    'letter-in-plain-words-while-locked',
    'a locked page holds a letter in plain words',
    'held = sealToDevice(device, value)',
    'held = Promise.resolve(JSON.stringify(value))',
  ),
  inFile('packages/app/src/drafts/over-lock.ts', 'packages/app/src/drafts/over-lock.test.ts')(
    'P-64',
    'letter-comes-back-later',
    'a letter that was left comes back on another day',
    '  dropOverLock()\n',
    '',
  ),
  inFile('packages/papers/src/docx.ts', 'packages/papers/src/docx.test.ts')(
    'P-64',
    'letter-says-when',
    'the file tells when it was made',
    'zipSync(files, { mtime: NO_TIME, level: 6 })',
    "zipSync(files, { mtime: '2026-11-30T12:00:00', level: 6 })",
  ),
]
