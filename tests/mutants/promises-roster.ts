// Breaks of what a network lives by: members that come, leave and come back, batches that wait for a second keeper, and what devices do with
// keys, codes and papers. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const CORE = 'packages/core/src/organisation'
const SEALING = 'packages/sealing/src'
const MEMBERS = 'tests/promises/roster-members.test.ts'
const members = inFile(`${CORE}/roster-members.ts`, MEMBERS)
const memberSigners = inFile(`${CORE}/roster-signers.ts`, MEMBERS)
const places = inFile(`${CORE}/roster-devices.ts`, MEMBERS)
const left = inFile(`${CORE}/roster-value.ts`, 'tests/promises/leaving-member.test.ts')
const proposals = inFile(`${CORE}/roster-signers.ts`, 'tests/promises/roster-proposals.test.ts')
const torn = inFile(`${CORE}/roster-rules.ts`, 'tests/promises/roster-proposals.test.ts')
const batches = inFile(`${SEALING}/organisation/batch.ts`, `${SEALING}/organisation/changes.test.ts`)
const periods = inFile(`${SEALING}/organisation/key-periods.ts`, `${SEALING}/organisation/changes.test.ts`)
const seeds = inFile(`${SEALING}/account/desk-keys.ts`, `${SEALING}/organisation/changes.test.ts`)
const papers = inFile(`${SEALING}/organisation/papers.ts`, `${SEALING}/organisation/papers.test.ts`)
const recovery = inFile(`${SEALING}/organisation/recovery.ts`, `${SEALING}/organisation/recovery.test.ts`)
const founding = inFile(`${SEALING}/organisation/founding.ts`, `${SEALING}/organisation/founding.test.ts`)
const joining = inFile(`${SEALING}/account/join.ts`, `${SEALING}/account/join.test.ts`)
const file = inFile(`${SEALING}/account/device-file.ts`, `${SEALING}/account/device-file.test.ts`)
const plan = inFile('packages/core/src/referral/relocking.ts', `${SEALING}/referral/relock.test.ts`)
const relock = inFile(`${SEALING}/referral/relock.ts`, `${SEALING}/referral/relock.test.ts`)

export const ROSTER_MUTANTS: readonly PromiseMutant[] = [
  memberSigners(
    'P-09',
    'member-by-own-word',
    'a stranger makes itself a member',
    'return hasTwo(entry.id) && isMajority()',
    'return hasTwo(entry.id)',
  ),
  memberSigners('P-09', 'put-out-by-one', 'one member puts out another', 'others.every(hasTwo)', 'others.some(hasTwo)'),
  members(
    'roster',
    'devices-stay-after-leaving',
    'a member that has left still reads and signs',
    'for (const device of [...draft.devices.values()]) if (device.organisation === id) closeStay(draft, device.id)',
  ),
  members(
    'roster',
    'desks-stay-after-leaving',
    'a permission is sealed to a member that has left',
    'if (desk.organisation === id) draft.desks.set(key, { ...desk, until: draft.heads.length })',
    'void [key, desk]',
  ),
  members(
    'roster',
    'shared-key-kept-after-leaving',
    'whoever has left reads what the members write',
    'oweEpochs(draft, { organisation: id }, [NETWORK_DESK])',
  ),
  members(
    'roster',
    'leashes-leave',
    'every live permission is lost when its keeper leaves',
    "if (draft.policy.leashKeeper?.keeper?.organisation === id) return 'leash-keeper-leaves'",
  ),
  left(
    'roster',
    'sealed-to-who-left',
    'a story is sent to an organisation that is a member no longer',
    'desk.since <= length && (desk.until === null || length < desk.until)',
    'desk.since <= length',
  ),
  memberSigners(
    'P-09',
    'papers-alone',
    'two stolen papers are an organisation',
    'return hasRecoveryKey && members.some((id) => id !== entry.organisation && keepersAmong(signers, id).length > 0)',
    'return hasRecoveryKey',
  ),
  memberSigners(
    'P-09',
    'neighbour-alone',
    'one keeper takes another organisation over',
    'return hasRecoveryKey && members.some((id) => id !== entry.organisation && keepersAmong(signers, id).length > 0)',
    'return members.some((id) => id !== entry.organisation && keepersAmong(signers, id).length > 0)',
  ),
  memberSigners(
    'P-09',
    'papers-of-another',
    'the papers of one organisation bring another back',
    "entry.kind === 'recovery' && entry.organisation === signature.recovery",
    "entry.kind === 'recovery'",
  ),
  members(
    'roster',
    'lost-keepers-sign',
    'whoever found a lost device signs with it',
    'for (const keeper of draft.keepers.get(id) ?? []) closeStay(draft, keeper)',
  ),
  members(
    'roster',
    'keys-kept-after-recovery',
    'the old papers open what comes afterwards',
    'oweEpochs(draft, { organisation: id }, [...desks.map((desk) => desk.id), NETWORK_DESK])',
  ),
  members(
    'roster',
    'network-without-papers',
    'who loses all devices is lost',
    "if (!demo && organisation.recovery === undefined) return 'recovery-missing'",
  ),
  members(
    'roster',
    'one-member-releases',
    'one member alone changes the program',
    "if (new Set(keys.map(({ organisation }) => organisation)).size < keys.length) return 'wrong-policy'",
  ),
  places(
    'access',
    'any-role-on-any-desk',
    'whoever answers the media reads what clients told',
    "if (!desks.every(mayBeThere)) return 'wrong-role'",
  ),
  places(
    'access',
    'ringer-is-a-worker',
    'a machine without a person writes',
    "if (roles.length > 1 && roles.some((role) => ROLES[role].isAlone)) return 'wrong-role'",
  ),
  proposals(
    'P-09',
    'other-content',
    'the server swaps what a keeper signed',
    "if (batch.text !== text || batch.contents[batch.next] !== signed.content) return 'batch-torn'",
  ),
  torn(
    'roster',
    'half-a-batch',
    'a removal is taken without what belongs to it',
    "findKeysOwed(draft) ?? (draft.batch === null ? null : 'batch-torn')",
    'findKeysOwed(draft)',
  ),
  proposals(
    'roster',
    'between-a-batch',
    'something else comes between what belongs together',
    "if (text === undefined) return draft.batch === null ? null : 'batch-torn'",
    'if (text === undefined) return null',
  ),
  proposals(
    'P-09',
    'nobody-signed-the-place',
    'the server chooses when an entry stands',
    "if (signed.signatures.every((each) => each.proposal !== undefined)) return 'not-enough-signatures'",
  ),
  proposals(
    'P-09',
    'proposal-for-ever',
    'a forgotten proposal is completed after years',
    "if (entry.on < proposal.on || entry.on > addDays(proposal.on, PROPOSAL_DAYS)) return 'stale-proposal'",
  ),
  proposals(
    'P-09',
    'proposal-of-another-log',
    'what was signed for one network counts in another',
    "if (draft.heads[proposal.length - 1] !== proposal.head) return 'wrong-proposal'",
  ),
  proposals(
    'P-09',
    'played-again',
    'a change that was undone is made once more',
    "if (subjectsOf(draft, entry).some(isOvertaken)) return 'stale-proposal'",
  ),
  batches(
    'P-09',
    'proposal-shows-other-texts',
    'a keeper signs what the screen did not show',
    'if (digests.some((digest, at) => digest !== proposal.contents[at])) return null',
  ),
  batches('P-09', 'false-signature-shown', 'the screen names a keeper who did not sign', 'if (!isTrue) return null'),
  seeds(
    'keys',
    'ringer-takes-seeds',
    'a machine that only rings can open everything',
    "if (held && (!own || !isOnDesk(own, held.which) || own.roles.includes('ringer'))) throw new ForeignKey()",
    'if (held && (!own || !isOnDesk(own, held.which))) throw new ForeignKey()',
  ),
  seeds(
    'keys',
    'any-bell',
    'a ringer listens for somebody else',
    'if (bellPublic !== named.bell) throw new ForeignKey()',
  ),
  periods(
    'keys',
    'ringer-gets-the-seed',
    'a machine that only rings can open everything',
    "device.roles.includes('ringer') ? sealBellWrap : sealWrap",
    'sealWrap',
  ),
  periods(
    'keys',
    'wrap-for-all-devices',
    'a device gets the key of a desk where it does not work',
    '.filter((device) => isOnDesk(device, which))\n',
    '\n',
  ),
  papers(
    'roster',
    'papers-mixed',
    'papers of two sets lead to a key of nobody',
    'if (known?.some((byte, at) => byte !== bytes[at]))',
    'if (known && known.length === 0)',
  ),
  papers(
    'roster',
    'paper-slip',
    'a mistyped paper is taken for a wrong one',
    'if (bits === null || !(await hasItsCheck(text)))',
    'if (bits === null)',
  ),
  papers(
    'roster',
    'papers-not-compared',
    'old papers are taken for the right ones',
    'recovery?.recipient === key.recipient && recovery.verifyKey === key.verifyKey',
    'recovery !== undefined',
  ),
  recovery(
    'keys',
    'recovery-keeps-lost-devices',
    'a lost device gets the new keys',
    "organisation !== papersOf || !roles.includes('keeper')",
    'organisation.length + papersOf.length + roles.length > 0',
  ),
  founding(
    'P-09',
    'founded-without-looking',
    'somebody founds with another key in my name',
    "if (!mine || canonical(mine) !== canonical(own.record)) return { problem: 'not-my-record', n: 0 }",
  ),
  founding(
    'P-09',
    'founded-with-other-papers',
    'somebody else has the papers of my organisation',
    "if (canonical(papers ?? null) !== canonical(own.recovery ?? null)) return { problem: 'not-my-papers', n: 0 }",
  ),
  joining(
    'P-09',
    'joining-without-mac',
    'the server puts a device of its own in',
    'return isTrue ? parseCanonical(content, shape) : null',
    'return parseCanonical(content, shape)',
  ),
  joining(
    'P-09',
    'joining-to-oneself',
    "the server answers a device with the device's own words",
    'utf8(`${side}\\0${content}`)',
    'utf8(`${side.slice(0, 0)}\\0${content}`)',
  ),
  joining(
    'P-09',
    'digits-of-the-code-alone',
    'the six digits say nothing of the record',
    "crypto.subtle.sign('HMAC', keys.digits, utf8(canonical(request)))",
    "crypto.subtle.sign('HMAC', keys.digits, utf8(canonical(request).slice(0, 2)))",
  ),
  file(
    'keys',
    'device-file-of-any-device',
    "one device's file opens in the name of another",
    'utf8(`apila/device-file/v2\\0${network}\\0${device}\\0${under}`)',
    'utf8(`apila/device-file/v2\\0${under}`.slice(0, network.length + device.length))',
  ),
  file(
    'keys',
    'prf-of-any-device',
    'one passkey answers alike for every network',
    'sha256(utf8(`apila/prf/v2\\0${network}\\0${device}`))',
    'sha256(utf8(`apila/prf/v2`.slice(0, 12 + 0 * (network.length + device.length))))',
  ),
  plan(
    'keys',
    'nothing-to-relock',
    'a removed device opens with the old key what is still alive',
    'const last = Math.max(0, ...left, ...opened, ...parted)',
    'const last = Math.min(0, ...left, ...opened, ...parted)',
  ),
  plan(
    'keys',
    'stories-not-relocked',
    'a removed device opens the stories that were read',
    "if (note.s !== null) all.push({ name: note.s, slot: 's' })",
  ),
  relock(
    'appended',
    'noise-relocked',
    'noise that somebody left behind takes the place of the right lock',
    'const lock = opened.items.length > 0 ? opened.lock : ((await oldestLock(relocking, leash, locks)) ?? opened.lock)',
    'const lock = opened.lock',
  ),
  relock(
    'keys',
    'relocked-to-the-old-key',
    'locking anew changes nothing',
    'const [current] = desks\n  if (!current) return { kind:',
    'const current = desks.at(-1)\n  if (!current) return { kind:',
  ),
  relock(
    'keys',
    'done-under-any-key',
    'what is under the old key is taken for done',
    'if (desk.epoch >= since && isSame) return lock',
    'if (desk.epoch >= 0 && isSame) return lock',
  ),
]
