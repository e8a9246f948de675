// Breaks of what makes a network real: founding, signing in, removal, the leash keeper, the heads of days. How to read: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const ACCOUNT = 'packages/server/src/account'
const ORGANISATION = 'packages/server/src/organisation'
const LEASHES = 'packages/server/src/leashes'

const passkey = inFile(`${ACCOUNT}/passkey.ts`, `${ACCOUNT}/passkey.test.ts`)
const touched = inFile(`${ACCOUNT}/credentials.ts`, `${ACCOUNT}/passkeys.db.test.ts`)
const founding = inFile(`${ORGANISATION}/founding.ts`, `${ORGANISATION}/founding.db.test.ts`)
const added = inFile(`${ORGANISATION}/add-to-roster.ts`, `${ORGANISATION}/proposals.db.test.ts`)
const proposed = inFile(`${ORGANISATION}/proposals.ts`, `${ORGANISATION}/proposals.db.test.ts`)
const joined = inFile(`${ACCOUNT}/joins.ts`, `${ACCOUNT}/joins.test.ts`)
const untouched = (name: string, file: string, lost: string, text: string, becomes: string): PromiseMutant => ({
  ...{ name, promise: 'P-53', lost, file: `packages/server/src/referral/${file}`, text, becomes },
  test: 'packages/server/src/referral/relock-touch.db.test.ts',
})
const watched = inFile(`${LEASHES}/watch.ts`, `${LEASHES}/away.db.test.ts`)

const SEALING = 'packages/sealing/src/organisation'
const RELOCK_TEST = 'packages/sealing/src/referral/relock.test.ts'
const readNotes = inFile('packages/app/src/referral/read-notes.ts', 'packages/app/src/referral/read-notes.test.ts')
const returned = inFile(`${SEALING}/recovery.ts`, `${SEALING}/recovery.test.ts`)
const slips = inFile(`${SEALING}/paper-slips.ts`, `${SEALING}/paper-slips.test.ts`)

export const NETWORK_MUTANTS: readonly PromiseMutant[] = [
  inFile('packages/core/src/referral/relocking.ts', RELOCK_TEST)(
    'P-121',
    'resumed-one-short',
    'who was cut off passes one permission over, which stays open to whoever left',
    'plan.filter((each) => !done.has(relockKey(each)))',
    'plan.slice(done.size + 1)',
  ),
  inFile('packages/sealing/src/referral/relock.ts', RELOCK_TEST)(
    'P-121',
    'locked-again-and-again',
    'who comes back locks everything once more, until no further lock is taken',
    'desk.epoch >= since && isSame',
    'desk.epoch < 0 && isSame',
  ),
  readNotes(
    'P-120',
    'some-notes-are-all',
    'a client who telephones is told that there is no permission with their word, while it is still being opened',
    'known.all = [...all]',
    'known.all = [...all]; known.opened = true',
  ),
  readNotes(
    'P-120',
    'rows-come-at-the-end',
    'a busy team sees no row before its last note is open',
    'if (isFirst && at + 1 === show) {',
    'if (isFirst && at + 1 === items.length) {',
  ),
  returned(
    'P-80',
    'any-devices-return',
    'a device that nobody has compared becomes a keeper',
    "if (texts(entry.devices).join() !== texts(compared).join()) return 'other-devices'",
  ),
  returned(
    'P-80',
    'more-than-return',
    'whoever has the papers gets anything signed with the return',
    "return others.every(belongs) ? null : 'more-than-return'",
    'return null',
  ),
  returned(
    'P-80',
    'volunteers-moved',
    'a return puts volunteers on other teams',
    'return isVolunteers && canonical([before.roles, before.desks]) === canonical([content.roles, content.desks])',
    'return isVolunteers',
  ),
  returned(
    'P-80',
    'volunteers-left-alone',
    'an organisation with volunteers of a lost keeper cannot come back',
    '...supervised(roster, papersOf, devices)',
  ),
  {
    name: 'old-papers-sign-on',
    promise: 'P-81',
    lost: 'papers that were used once bring the organisation back again',
    file: 'packages/core/src/organisation/roster-members.ts',
    text: '  draft.organisations.set(id, { ...organisation, recovery })\n',
    becomes: '',
    test: `${SEALING}/recovery.test.ts`,
  },
  slips(
    'P-82',
    'any-group-accused',
    'a keeper is sent to groups that are right',
    '(await hasItsCheck(each.text)) ? each.groups : []',
    'each.text ? each.groups : []',
  ),
  slips(
    'P-82',
    'foreign-paper-accuses',
    'a paper of another set accuses groups that are right',
    'length > 0 && length <= MOST_WRONG',
    'length > 0',
  ),
  joined(
    'P-83',
    'enrolment-for-an-hour',
    'a joining code that was photographed is good for an hour',
    '(isReturn ? RETURN_SECONDS : JOIN_SECONDS)',
    'RETURN_SECONDS',
  ),
  passkey(
    'P-52',
    'any-origin',
    'a page that looks like ours signs people in',
    "if (client.origin !== expected.origin) return no('wrong-origin')",
  ),
  passkey(
    'P-52',
    'any-challenge',
    'what was said once signs in for ever',
    "if (client.challenge !== expected.challenge) return no('wrong-challenge')",
  ),
  passkey(
    'P-52',
    'any-signature',
    'whoever knows the name of a passkey signs in',
    "if (!isSigned(key, signed, fromBase64url(assertion.signature))) return no('not-signed')",
  ),
  passkey(
    'P-52',
    'nobody-verified',
    'whoever finds the device signs in',
    "if ((flags & USER_VERIFIED) === 0) return no('not-verified')",
  ),
  passkey(
    'P-52',
    'copies-unseen',
    'a copied authenticator signs in unseen',
    "if (counts && signCount <= expected.signCount) return no('copied')",
  ),
  touched(
    'P-52',
    'any-passkey',
    'one device signs in as another',
    'if (row?.device !== device.id) return null',
    'if (!row) return null',
  ),
  touched(
    'P-52',
    'copy-goes-on',
    'the sessions of a copied authenticator go on',
    '  ctx.network.sessions.endAll(device.id)\n',
  ),
  touched(
    'P-52',
    'any-word',
    'a device gets a passkey that it has not signed for',
    'if (!device || !isSignedBy(device.verifyKey, text, signature))',
    'if (!device)',
  ),
  {
    name: 'no-touch',
    promise: 'P-53',
    lost: 'whoever has an open screen changes the roster',
    file: `${ACCOUNT}/fresh.ts`,
    text: "if (!putBack) throw new Problem('touch-again')",
    becomes: 'if (!putBack) return () => undefined',
    test: `${ACCOUNT}/passkeys.db.test.ts`,
  },
  {
    name: 'one-touch-for-all',
    promise: 'P-53',
    lost: 'one touch serves everything that follows',
    file: `${ACCOUNT}/sessions.ts`,
    text: "if (act !== 'lock-story') grants.delete(act)",
    becomes: '',
    test: `${ACCOUNT}/sessions.test.ts`,
  },
  untouched(
    'monthly-key-untouched',
    'relocking.ts',
    'for half of every month an open screen alone locks stories',
    'const safe = safeSince(roster, which)',
    'const safe = roster.epochs.get(deskKey(which))?.at(-1)?.epoch ?? 0',
  ),
  untouched(
    'first-opening-untouched',
    'locks.ts',
    'an open screen alone locks a story that nobody has opened',
    "if (!wasOpened || !call.ctx.network.quotas.isOwed(call.device.id, tag)) requireTouch(call, 'lock-story')",
    "if (!call.ctx.network.quotas.isOwed(call.device.id, tag)) requireTouch(call, 'lock-story')",
  ),
  untouched(
    'owed-for-ever',
    'locks.ts',
    'after a removal an open screen alone locks the same story again and again',
    "  if (append.slot === 's') ctx.network.quotas.settle(device.id, part.tag)\n",
    '',
  ),
  untouched(
    'volunteer-locks-all',
    'locks.ts',
    'a volunteer locks first contacts and conversations anew',
    "append.slot !== 's' && !hasRight(device.roles, 'relock')",
    'false',
  ),
  {
    name: 'ringers-do-all',
    promise: 'P-52',
    lost: 'a machine without a person does what people do',
    file: 'packages/server/src/platform/route.ts',
    text: '(isRinger && !servesRingers) || ',
    becomes: '',
    test: `${ACCOUNT}/passkeys.db.test.ts`,
  },
  founding(
    'P-51',
    'any-code',
    'a stranger founds the network',
    ' && timingSafeEqual(Buffer.from(digestOf(typed)), Buffer.from(code))',
  ),
  founding('P-51', 'code-for-ever', 'a code that was found years later founds a network', '!isLate(day, today()) && '),
  founding(
    'P-51',
    'code-kept',
    'whoever reads the folder founds the network',
    'kept = { code: digestOf(fresh), day: today() }',
    'kept = { code: fresh, day: today() }',
  ),
  {
    name: 'no-way-to-another-code',
    promise: 'P-51',
    lost: 'a device that began with a lost code can never type the one that holds',
    file: 'packages/app/src/organisation/founding/Founding.tsx',
    text: "{here.failure === 'code-refused' && here.kept && (",
    becomes: "{here.failure === 'code-refused' && !here.kept && (",
    test: 'tests/journeys/founding-code.test.ts',
    rebuild: true,
  },
  added('P-55', 'wraps-stay', 'a removed device has desk keys', '  await deleteWrapsOf(tx, gone)\n'),
  added('P-55', 'passkeys-stay', 'a removed device has passkeys', '  await deleteCredentialsOf(tx, gone)\n'),
  proposed(
    'P-55',
    'not-held',
    'a device that is to go works on until the second keeper signs',
    'held.add(device.id)',
    'void held',
  ),
  proposed('P-55', 'keepers-held', 'one keeper locks the other out', " && !device.roles.includes('keeper')"),
  proposed(
    'P-55',
    'strangers-hold',
    'one organisation stops the workers of another',
    'const isOwn = device !== undefined && device.organisation === proposer?.organisation',
    'const isOwn = device !== undefined && proposer !== undefined',
  ),
  joined(
    'P-54',
    'code-twice',
    'a second device takes the place of the first',
    "if (enrolment.request !== null && enrolment.request !== blob) throw new Problem('already-there')",
  ),
  joined(
    'P-54',
    'code-late',
    'a code that was photographed serves for ever',
    'if (now().getTime() - openedAt >= (isReturn ? RETURN_SECONDS : JOIN_SECONDS) * 1_000) enrolments.delete(id)',
    'void openedAt, void isReturn, void id',
  ),
  joined(
    'P-54',
    'other-keepers',
    'another organisation enrols the device',
    ' || (keeper && found.organisation !== keeper.organisation)',
  ),
  watched('P-50', 'older-leashes', 'what was ended opens again from an older copy', ' && mark.serial >= before.serial'),
  watched('P-50', 'other-keeper', 'the folder of another keeper ends everything', 'mark.keeper === before.keeper && '),
  {
    name: 'ending-not-counted',
    promise: 'P-50',
    lost: 'an older copy of the leashes is not known as one',
    file: `${LEASHES}/store.ts`,
    text: '      .execute()\n    await countOne(tx, network(), newName)\n',
    becomes: '      .execute()\n',
    test: `${LEASHES}/away.db.test.ts`,
  },
  {
    name: 'late-leash',
    promise: 'P-50',
    lost: 'a server that names another day gets leashes after their last',
    file: `${LEASHES}/act.ts`,
    text: '(named > own ? named : own)',
    becomes: 'named',
    test: `${LEASHES}/away.db.test.ts`,
  },
  {
    name: 'line-without-leaf',
    promise: 'P-56',
    lost: 'a line of the client’s book is in no head',
    file: 'packages/server/src/referral/book.ts',
    text: '  await addLeaf(tx, digestOfBytes(blob))\n',
    becomes: '',
    test: 'packages/server/src/watch/days.db.test.ts',
  },
  {
    name: 'leaves-in-order',
    promise: 'P-56',
    lost: 'the head tells which lines came first, and how many',
    file: 'packages/server/src/watch/days.ts',
    text: 'return [...leaves, ...fillers].toSorted()',
    becomes: 'return [...leaves, ...fillers]',
    test: 'packages/server/src/watch/days.db.test.ts',
  },
]
