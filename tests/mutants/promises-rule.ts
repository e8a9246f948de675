// Breaks of the one rule, each clause on each side that asks it, and of the rules of the roster. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const RULES = 'packages/core/src/organisation/roster-rules.ts'
const rule = inFile('packages/core/src/referral/standing.ts', 'tests/promises/standing.test.ts')
const roster = inFile(RULES, 'tests/promises/roster-rules.test.ts')
const devices = inFile('packages/core/src/organisation/roster-devices.ts', 'tests/promises/roster-rules.test.ts')
const members = inFile('packages/core/src/organisation/roster-members.ts', 'tests/promises/roster-rules.test.ts')
const signers = inFile('packages/core/src/organisation/roster-signers.ts', 'tests/promises/roster-rules.test.ts')
const lateTime = inFile('packages/sealing/src/referral/talk.ts', 'tests/promises/last-day.test.ts')
const reading = inFile('packages/sealing/src/organisation/roster.ts', 'tests/promises/roster.test.ts')
const trusting = inFile('packages/sealing/src/organisation/roster.ts', 'tests/promises/roster-rules.test.ts')

const CLAUSES = Array.from({ length: 16 }, (_, index) => index + 1)
/** A program that seals has just read the roster itself, holds no ticket yet, and is told no day by the server. */
const OF_OPENER: readonly number[] = [6, 9, 14, 15]

const clauseDropped = (n: number, side: 'seal' | 'open'): PromiseMutant =>
  rule(
    'the rule',
    `clause-${String(n)}-not-asked-to-${side}`,
    side === 'seal' ? 'what does not stand is sealed' : 'what does not stand opens',
    'CLAUSES.find(({ holds }) => !holds(view))',
    `CLAUSES.find(({ n, holds }) => !(n === ${String(n)} && view.side === '${side}') && !holds(view))`,
  )

export const RULE_MUTANTS: readonly PromiseMutant[] = [
  lateTime(
    'P-36',
    'late-time-sealed',
    'a desk proposes a meeting for a day on which nothing can be opened any more',
    'if (!stands.ok) throw new DoesNotStand(stands.problem)',
  ),
  lateTime(
    'P-36',
    'late-time-shown',
    'she comes to a meeting at which nothing opens',
    'return stands.ok\n',
    "return stands.ok || stands.problem === 'time-outside-days'\n",
  ),
  ...CLAUSES.map((n) => clauseDropped(n, 'open')),
  ...CLAUSES.filter((n) => !OF_OPENER.includes(n)).map((n) => clauseDropped(n, 'seal')),
  roster(
    'P-09',
    'chain-broken',
    'the server forks the roster',
    "if (entry.previous !== (draft.heads.at(-1) ?? null)) return 'broken-chain'",
  ),
  roster(
    'P-09',
    'any-day',
    'an entry is dated back',
    "return isEarlier || entry.on > addDays(today, 1) ? 'wrong-day' : null",
    'return null',
  ),
  signers(
    'P-09',
    'signs-twice',
    'one keeper is two',
    "if (!verifyKey || (device ? signers.has(device.id) : hasRecoveryKey)) return 'unknown-signer'",
    "if (!verifyKey) return 'unknown-signer'\n    if (device) signers.set(`${device.id}/${String(signers.size)}` as DeviceId, device)",
  ),
  signers(
    'P-09',
    'not-enough-signers',
    'one keeper adds a device',
    "if (!isSignedEnough(draft, entry, signers, hasRecoveryKey)) return 'not-enough-signatures'",
  ),
  signers(
    'P-09',
    'signs-own-removal',
    'who is removed helps to choose the new keys',
    "if (entry.kind === 'device-remove') signers.delete(entry.id)",
  ),
  devices(
    'P-09',
    'id-twice',
    'a removed device comes back as another',
    "if (draft.stays.has(device.id)) return 'already-there'",
  ),
  devices(
    'P-09',
    'device-key-twice',
    "a device is entered with another's key",
    "if (!takeKeys(draft, [device.verifyKey, device.recipient])) return 'key-used-before'",
  ),
  devices(
    'P-09',
    'desk-key-twice',
    "a desk registers another desk's key as its own",
    "if (!takeKeys(draft, [recipient, bell])) return 'key-used-before'",
  ),
  roster(
    'P-09',
    'no-proof',
    'a device is entered with a key that it does not hold',
    'signatures.push(...devicesIn(entry).map(proofOf))',
  ),
  devices(
    'P-09',
    'desk-of-nobody',
    'a device works on a desk that is not there',
    "if (desks.length < device.desks.length) return 'unknown-desk'",
  ),
  members(
    'P-25',
    'one-officer',
    'one organisation draws and checks a release',
    "if (!areOfficers || first?.organisation === second?.organisation) return 'wrong-officers'",
  ),
  devices(
    'access',
    'volunteer-anywhere',
    'a volunteer reads where no volunteer works',
    "if (isVolunteer && (roles.length > 1 || device.pledge === null || !desks.every(({ volunteers }) => volunteers)))\n    return 'wrong-volunteer'",
  ),
  devices(
    'access',
    'volunteer-alone',
    'nobody answers for a volunteer',
    "return !isVolunteer || hasSupervisor(draft, device) ? null : 'supervisor-missing'",
    'return null',
  ),
  roster(
    'roster',
    'key-not-changed',
    'who has left reads what comes afterwards',
    "draft.owedEpochs.size > 0 ? 'epoch-missing' : findSupervisorOwed(draft)",
    'findSupervisorOwed(draft)',
  ),
  devices(
    'roster',
    'one-keeper',
    'one person rules an organisation',
    '(draft.keepers.get(organisation)?.size ?? 0) >= 2',
    'true',
  ),
  members(
    'roster',
    'purchaser-hidden',
    'nobody sees who pays',
    "if ((genesis.track === 'purchased') !== (genesis.purchaser !== null)) return 'wrong-track'",
  ),
  signers(
    'P-09',
    'genesis-by-one',
    'one device founds a network of others',
    'return entry.devices.every(({ id }) => signers.has(id))',
    'return entry.devices.some(({ id }) => signers.has(id))',
  ),
  signers('P-09', 'policy-by-few', 'one organisation decides for all', 'length * 2 > members.length', 'length > 0'),
  trusting(
    'P-09',
    'signatures-not-verified',
    'the server adds devices',
    "if (!(await areTrue(signatures))) return { ok: false, problem: 'bad-signature', n: roster.length }",
  ),
  trusting(
    'access',
    'demo-keys-taken',
    'keys that everybody knows open real permissions',
    "if (arePublic.includes(true)) return { ok: false, problem: 'demo-key', n: roster.length }",
  ),
  reading(
    'P-09',
    'pin-dropped',
    'the server forks the roster for one device',
    "if (from && headAt(roster, from.length) !== from.head) return { ok: false, problem: 'forked', n: from.length - 1 }",
  ),
  reading(
    'P-09',
    'shorter-taken',
    'the server hides a removal',
    "if (!verified && entries.length < (from?.length ?? 1)) return { ok: false, problem: 'shorter', n: entries.length }",
  ),
  reading(
    'P-09',
    'other-network-taken',
    'the server puts another network in the place of ours',
    "if (!verified && from && hashed[0]?.digest !== from.genesis) return { ok: false, problem: 'other-network', n: 0 }",
  ),
]
