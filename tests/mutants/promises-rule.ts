// Breaks of the one rule, each clause on each side that asks it, and of the rules of the roster. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const RULES = 'packages/core/src/organisation/roster-rules.ts'
const rule = inFile('packages/core/src/referral/standing.ts', 'tests/promises/standing.test.ts')
const roster = inFile(RULES, 'tests/promises/roster-rules.test.ts')
const signers = inFile('packages/core/src/organisation/roster-signers.ts', 'tests/promises/roster-rules.test.ts')
const lateTime = inFile('packages/sealing/src/referral/talk.ts', 'tests/promises/last-day.test.ts')
const reading = inFile('packages/sealing/src/organisation/roster.ts', 'tests/promises/roster.test.ts')
const trusting = inFile('packages/sealing/src/organisation/roster.ts', 'tests/promises/roster-rules.test.ts')

const CLAUSES = Array.from({ length: 16 }, (_, index) => index + 1)
/** A program that seals has just read the roster itself, holds no ticket yet, and is told no day by the server. */
const OF_OPENER: readonly number[] = [6, 9, 14]

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
    'if (problem !== null) throw new DoesNotStand(problem)',
  ),
  lateTime(
    'P-36',
    'late-time-shown',
    'she comes to a meeting at which nothing opens',
    'if (!stands.ok) return stands.problem',
    "if (!stands.ok && (side === 'seal' || stands.problem !== 'time-outside-days')) return stands.problem",
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
  roster(
    'P-09',
    'signs-twice',
    'one keeper is two',
    "if (!device || signers.has(id)) return 'unknown-signer'",
    "if (!device) return 'unknown-signer'\n    signers.set(`${id}/${String(signers.size)}` as DeviceId, device)",
  ),
  roster(
    'P-09',
    'not-enough-signers',
    'one keeper adds a device',
    "return isSignedEnough(draft, entry, signers) ? null : 'not-enough-signatures'",
    'return null',
  ),
  roster(
    'P-09',
    'signs-own-removal',
    'who is removed helps to choose the new keys',
    "if (entry.kind === 'device-remove') signers.delete(entry.id)",
  ),
  roster(
    'P-09',
    'id-twice',
    'a removed device comes back as another',
    "if (draft.stays.has(device.id)) return 'already-there'",
  ),
  roster(
    'P-09',
    'device-key-twice',
    "a device is entered with another's key",
    "if (!takeKeys(draft, [device.verifyKey, device.recipient])) return 'key-used-before'",
  ),
  roster(
    'P-09',
    'desk-key-twice',
    "a desk registers another desk's key as its own",
    "if (!takeKeys(draft, [recipient, bell])) return 'key-used-before'",
  ),
  roster(
    'P-09',
    'no-proof',
    'a device is entered with a key that it does not hold',
    'signatures.push(...devices.map(proofOf))',
  ),
  roster(
    'P-09',
    'desk-of-nobody',
    'a device works on a desk that is not there',
    "if (desks.includes(undefined)) return 'unknown-desk'",
  ),
  roster(
    'P-25',
    'one-officer',
    'one organisation draws and checks a release',
    "if (!areOfficers || first?.organisation === second?.organisation) return 'wrong-officers'",
  ),
  roster(
    'access',
    'volunteer-anywhere',
    'a volunteer reads where no volunteer works',
    "if (!isAllowed) return 'wrong-volunteer'",
  ),
  roster(
    'access',
    'volunteer-alone',
    'nobody answers for a volunteer',
    "return hasSupervisor(draft, device) ? null : 'supervisor-missing'",
    'return null',
  ),
  roster(
    'roster',
    'key-not-changed',
    'who has left reads what comes afterwards',
    "if (draft.owedEpochs.size > 0) return 'epoch-missing'",
  ),
  roster(
    'roster',
    'one-keeper',
    'one person rules an organisation',
    'return (draft.keepers.get(organisation)?.size ?? 0) >= 2',
    'return true',
  ),
  roster(
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
    "if (areTrue.includes(false)) return { ok: false, problem: 'bad-signature', n: roster.length }",
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
