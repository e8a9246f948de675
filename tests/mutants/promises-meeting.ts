// Breaks of what is promised of start meetings of many. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const MEETING = 'tests/promises/meeting-of-many.test.ts'
const APP = 'packages/app/src/referral'

const followed = inFile(
  'packages/core/src/referral/fits-conversation.ts',
  'packages/core/src/referral/conversation.test.ts',
)
const ruled = inFile('packages/core/src/referral/standing.ts', 'tests/promises/standing.test.ts')
const hosted = inFile(`${APP}/start-meeting/host-meeting.ts`, `${APP}/start-meeting/host-meeting.test.ts`)
const asked = inFile(`${APP}/sending/change-sending.ts`, `${APP}/sending/sitting.test.ts`)
const asking = inFile(`${APP}/sending/sending.ts`, `${APP}/sending/sitting.test.ts`)
const told = inFile(`${APP}/sending/told.ts`, `${APP}/sending/sitting.test.ts`)

/** What runs in the page: built anew with the break in it. */
const built = (
  promise: PromiseMutant['promise'],
  name: string,
  lost: string,
  file: string,
  text: string,
  becomes: string,
): PromiseMutant => ({
  ...{ name, promise, lost, file: `${APP}/${file}`, text, becomes, test: MEETING },
  rebuild: true,
})

export const MEETING_MUTANTS: readonly PromiseMutant[] = [
  followed(
    'P-90',
    'guest-writes-sheet',
    'any organisation of a meeting of many writes who does what for itself and the host',
    "if (isMeetingOfMany(front) && side !== 'from') return refuse('not-host')",
  ),
  followed(
    'P-90',
    'version-twice',
    'another sheet stands under a number that was read already',
    "return version > newest ? { ok: true } : refuse('version-not-later')",
    'return version >= newest ? { ok: true } : refuse("version-not-later")',
  ),
  ruled(
    'P-90',
    'sheet-for-anybody',
    'a desk that the front does not name reads who does what',
    'meeting.includes(from.organisation) && meeting.includes(to.organisation)',
    'meeting.includes(from.organisation)',
  ),
  hosted(
    'P-91',
    'sheet-before-opened',
    'who has not opened the permission with the client gets who does what',
    "return entry.status === 'opened' ? 'takes-part' : 'waiting'",
    "return 'takes-part'",
  ),
  hosted(
    'P-91',
    'sheet-to-whom-nobody-named',
    'an organisation gets who does what that the client has not named to the others',
    "if (!alive.every(({ held }) => held.note.front.meeting.includes(organisation))) return 'not-named'",
    "if (!alive.some(({ held }) => held.note.front.meeting.includes(organisation))) return 'not-named'",
  ),
  hosted(
    'P-91',
    'clients-mixed',
    'who does what of one client goes into the conversations of another',
    'note.meets === meets',
    'note.meets !== undefined',
  ),
  built(
    'P-91',
    'taken-out-stops-all',
    'one organisation that is taken out stops the meeting of the others',
    'start-meeting/post-version.ts',
    'if (isGone(error)) return 0\n',
    '',
  ),
  built(
    'P-92',
    'unread-version-passed',
    'a version is written over one that whoever wrote it has not read',
    'start-meeting/post-version.ts',
    "if (Math.max(...known) >= posted.version) throw new Refused('changed-meanwhile')",
    'posted = { ...posted, version: Math.max(...known, posted.version - 1) + 1 }',
  ),
  built(
    'P-92',
    'half-way-for-good',
    'an organisation that a version did not reach never gets it',
    'start-meeting/HostMeeting.tsx',
    'run(() => postAgain(session, lacking, newest, today))',
    'run(() => postAgain(session, [], newest, today))',
  ),
  asked(
    'P-93',
    'one-yes-for-all',
    'who was not asked about gets a permission',
    'if (asked.length < invited.length) return { ...sending, asked }',
    'for (const { to, why } of invited.slice(asked.length)) if (why) asked.push({ ...answer, to, why })',
  ),
  asked(
    'P-93',
    'no-becomes-yes',
    'who got a no gets a permission',
    'const agreed = asked.filter(({ yes }) => yes !== null)',
    'const agreed = asked.map((one) => ({ ...one, yes: one.yes ?? { shown, shownIn, shownOn, explained } }))',
  ),
  told(
    'P-93',
    'no-is-named',
    'the others learn of whom the client said no to',
    '...asked.flatMap((one) => (one.yes ? [one.to] : []))',
    '...asked.map((one) => one.to)',
  ),
  asked(
    'P-93',
    'old-yes-for-new-words',
    'a yes to other words is sealed for the organisations that come later',
    '  asked: [],\n  ready: [],\n})',
    '  ready: [],\n})',
  ),
  asked(
    'P-118',
    'signed-name-stays',
    'an organisation that got a no stands in what a colleague signed before it',
    'const isToSign = ({ code }: Ready): boolean => code.colleague !== null',
    'const isToSign = ({ code }: Ready): boolean => code.colleague !== null && code.keep === null',
  ),
  asked(
    'P-118',
    'ready-ones-forgotten',
    'another answer leaves a yes to the words before it with those whose code was handed over',
    '  ...allAgain(sending),\n',
  ),
  asking(
    'P-118',
    'no-after-the-first-left',
    'the client says no to an organisation that another one was told of',
    "page === 'code' && met.length > 0",
    "page === 'code' && met.length > 9",
  ),
]
