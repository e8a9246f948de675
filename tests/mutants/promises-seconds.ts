// Breaks of second signatures: a yes that nobody heard, what leaves without the client, and the notice that it owes. How to read an entry:
// promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const RULE = 'packages/core/src/referral/standing.ts'
const ruled = inFile(RULE, 'packages/core/src/referral/standing.test.ts')
const asked = inFile('packages/core/src/referral/witness.ts', 'packages/core/src/referral/witness.test.ts')
const counted = inFile('packages/core/src/referral/urgent.ts', 'packages/core/src/referral/witness.test.ts')
const sealed = inFile('packages/sealing/src/referral/seal.ts', 'packages/sealing/src/referral/seal.test.ts')
const signed = inFile('packages/sealing/src/referral/witness.ts', 'packages/sealing/src/referral/witness.test.ts')
const agreed = inFile(
  'packages/app/src/referral/sending/change-sending.ts',
  'packages/app/src/referral/sending/sending.test.ts',
)
const written = inFile(
  'packages/app/src/referral/sending/told.ts',
  'packages/app/src/referral/sending/true-record.test.ts',
)
const urgent = inFile('packages/app/src/referral/urgent/urgent.ts', 'packages/app/src/referral/urgent/urgent.test.ts')

/** What runs in the page: built anew with the break in it. */
const built = (
  [promise, test]: ['P-85' | 'P-86', 'witness'] | ['P-87' | 'P-88' | 'P-89', 'urgent'],
  ...[name, lost, file, text, becomes]: [string, string, string, string, string]
): PromiseMutant => ({
  ...{ name, promise, lost, file: `packages/app/src/referral/${file}`, text, becomes },
  test: `tests/promises/${test}.test.ts`,
  rebuild: true,
})

const looked = inFile('packages/app/src/check-text/words-out.ts', 'packages/app/src/check-text/words-out.test.ts')
const confirmed = inFile('packages/core/src/referral/to-confirm.ts', 'packages/core/src/referral/to-confirm.test.ts')
const listed = inFile('packages/app/src/referral/today.ts', 'packages/app/src/referral/today.test.ts')

export const SECONDS_MUTANTS: readonly PromiseMutant[] = [
  urgent(
    'P-116',
    'urgent-words-unseen',
    'an identity code, a name and an address go without the client, and nobody was asked of them',
    'words: telling.some(({ isCertain, text }) => isCertain || stays[text] === undefined),',
    'words: telling.length < 0,',
  ),
  urgent(
    'P-116',
    'who-is-not-told-of',
    'it is told who the client is, and neither notice nor book says so',
    'who: telling.some((one) => !one.isCertain && isUnsaid(one)),',
    'who: telling.length < 0 && isUnsaid(telling[0]!),',
  ),
  looked(
    'P-117',
    'addition-is-a-way-round',
    'what the details stop goes as an addition to them',
    "addition: { ...DETAILS, stops: [...DETAILS.stops, 'unchecked'] },",
    "addition: { stops: ['hetu', 'unchecked'], asks: asking(['name'], 'harmless') },",
  ),
  looked(
    'P-117',
    'field-without-a-look',
    'a new field sends what nobody has looked at',
    "  'urgent-needs': 'urgent',\n",
  ),
  confirmed(
    'P-119',
    'said-again-confirms',
    'what is only said once more counts as heard',
    "renewals.some(({ how }) => how !== 'spoken')",
    'renewals.length > 0',
  ),
  confirmed(
    'P-119',
    'never-confirmed',
    'a client who has confirmed is told that it lasts three days',
    "return isConfirmedBy(renewals) ? 'confirmed' : 'to-confirm'",
    "return renewals.length < 0 ? 'confirmed' : 'to-confirm'",
  ),
  listed(
    'P-119',
    'receiver-sees-nothing',
    'the receiver plans as if the permission lasted',
    'note.spokenAlone === true && !isConfirmedBy',
    'note.spokenAlone !== true && !isConfirmedBy',
  ),
  listed(
    'P-119',
    'colleagues-ask-again',
    'a colleague is told to ask for what the client has confirmed at the same desk',
    'notedUntil(note) > (had?.until ?? note.front.until) &&',
    'notedUntil(note) < (had?.until ?? note.front.until) &&',
  ),
  ruled('P-85', 'own-witness', 'whoever claims a yes is its witness', '      second.device !== view.head.device &&\n'),
  ruled(
    'P-85',
    'anybody-seconds',
    'a volunteer, or a device without a person, signs what a worker must',
    '      hasRight(device.roles, RIGHT_TO_SECOND[as])',
    '      device.roles.length > 0',
  ),
  ruled(
    'P-87',
    'volunteers-at-an-end',
    'what the client was not asked about is read where volunteers work',
    '        isAmongWorkers(view) &&\n',
  ),
  ruled(
    'P-87',
    'volunteer-sends-urgent',
    'a volunteer sends without the client',
    "        hasRight(writerOf(view)?.roles ?? [], 'send-urgent') &&\n",
  ),
  asked(
    'P-85',
    'signs-another-day',
    'who heard nothing signs tomorrow',
    "return front.notBefore === who.today ? { ok: true } : { ok: false, problem: 'another-day' }",
    'return { ok: true }',
  ),
  asked(
    'P-85',
    'signs-own-request',
    'the screen lets whoever asks sign',
    "if (by === who.device) return { ok: false, problem: 'own-request' }",
  ),
  counted(
    'P-89',
    'counted-twice',
    'the number of a month counts a note and its notice',
    'const once = new Map(sent.map(({ id, on }) => [id, on.slice(0, 7)]))',
    'const once = new Map(sent.map(({ id, on }, n) => [`${id} ${String(n)}`, on.slice(0, 7)]))',
  ),
  {
    name: 'keepers-screen-by-address',
    promise: 'P-89',
    lost: 'whoever knows an address reads what administrators alone are shown',
    file: 'packages/app/src/screens.tsx',
    text: "FOR_KEEPERS.has(screen.name) && !session.own.roles.includes('keeper')",
    becomes: 'FOR_KEEPERS.has(screen.name) && session.own.roles.length === 0',
    test: 'tests/promises/urgent.test.ts',
    rebuild: true,
  },
  sealed(
    'P-88',
    'urgent-without-notice',
    'it leaves without the client, and nobody owes them a word of it',
    "if ((front.kind === 'urgent') !== (input.owes !== undefined)) throw new DoesNotStand('urgent-not-right')",
  ),
  sealed(
    'P-88',
    'owed-nowhere',
    'a device dies after sending, and the notice with it',
    '...(input.owes && { owes: input.owes }),',
  ),
  signed(
    'P-86',
    'signed-for-anything',
    'a signature for something else is sent as the witness of this',
    'return (await verifySeconds(asked.front, back, roster, roster.length)).length === 1 ? back : null',
    'return back',
  ),
  agreed(
    'P-86',
    'signature-outlives-answers',
    'what a colleague signed is taken for other answers',
    '  explained: null,\n  colleague: null,\n',
    '  explained: null,\n',
  ),
  written(
    'P-85',
    'spoken-as-shown',
    'what was only said stands as tapped at the screen, and needs no witness',
    "how: hearing === null ? 'shown' : 'spoken',",
    "how: 'shown',",
  ),
  urgent(
    'P-87',
    'signature-of-yesterday',
    'it leaves on a day on which nobody has judged that it is urgent',
    '  asked !== null && isSeconded(asked) && asked.front.notBefore === today',
    '  asked !== null && isSeconded(asked)',
  ),
  built(
    ['P-85', 'witness'],
    'sent-unsigned',
    'it is sent while nobody has signed',
    'sending/CodeStep.tsx',
    '(sending.colleague === null || isSeconded(sending.colleague)) && <SendNow {...props} />',
    '<SendNow {...props} />',
  ),
  built(
    ['P-86', 'witness'],
    'refusal-with-a-name',
    'a colleague who did not sign is on record as having done so',
    'witness/Witness.tsx',
    "{ ...note, answer: { state: 'refused' } }",
    'await signWitness(session.device, note)',
  ),
  built(
    ['P-88', 'urgent'],
    'owed-by-one-device',
    'a device that dies after sending takes the notice with it',
    'Notices.tsx',
    'for (const { held } of list.sent)',
    'for (const { held } of list.sent.slice(list.sent.length))',
  ),
  built(
    ['P-87', 'urgent'],
    'urgent-as-permission',
    'the client’s book says that they allowed what nobody asked',
    'her-book/book-text.ts',
    "t(back.how === 'without-her' ? 'book.without' : 'book.from',",
    "t('book.from',",
  ),
]
