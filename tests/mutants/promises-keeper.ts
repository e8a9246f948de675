// Breaks of the leash keeper that another organisation may run: the client's own word, its own clock, the certificates on both sides; and of the
// founding's word on who answers for the server. How to read: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const LEASHES = 'packages/server/src/leashes'
const OWN_WORD = `${LEASHES}/own-word.db.test.ts`
const TLS = `${LEASHES}/tls.db.test.ts`
const word = inFile(`${LEASHES}/store.ts`, OWN_WORD)
const act = inFile(`${LEASHES}/act.ts`, OWN_WORD)
const day = inFile(`${LEASHES}/own-stores.ts`, OWN_WORD)
const judged = inFile(`${LEASHES}/tls.ts`, TLS)
const way = inFile(`${LEASHES}/way.ts`, TLS)
const whose = inFile(`${LEASHES}/serve.ts`, `${LEASHES}/belongs.db.test.ts`)
const SEALED = `${LEASHES}/sealed.db.test.ts`
const SEALS = 'packages/tools/src/leashes/run-leash-seals.test.ts'
const bound = inFile('packages/tools/src/leashes/run-leash-seals.ts', SEALS)
const believed = inFile('packages/tools/src/leashes/keeper-roster.ts', SEALS)
const sealing = inFile('packages/sealing/src/referral/leash.ts', 'packages/sealing/src/referral/leash.test.ts')
const form = inFile('packages/server/src/organisation/roster-keeper.ts', SEALED)
const passed = inFile(`${LEASHES}/act.ts`, SEALED)
const putAgain = inFile(`${LEASHES}/store.ts`, SEALED)
const operator = inFile(
  'packages/server/src/organisation/founding-routes.ts',
  'packages/server/src/organisation/founding.db.test.ts',
)

export const KEEPER_MUTANTS: readonly PromiseMutant[] = [
  word(
    'P-94',
    'server-takes-back',
    'the server alone ends what was opened, as if its deposit had been cut off',
    'tags.filter((tag) => !stays.has(tag)),',
    'tags,',
  ),
  word(
    'P-94',
    'server-ends-by-sweep',
    'the server alone ends everything by naming nothing',
    "obeys !== 'never' || unkept.has(tag) || !held.has(tag)",
    'true',
  ),
  word(
    'P-94',
    'server-ends-by-name',
    'the server ends with a word that is not the client’s',
    '...(await listUnheld(tx, network(), tags, ended))',
    '...tags',
  ),
  word(
    'P-94',
    'server-prolongs',
    'the server makes leashes last',
    'if (!holds.every(({ renew_tag }) => renew_tag === word)) return false',
  ),
  word(
    'P-94',
    'word-for-ever',
    'a word that the server heard once prolongs for ever',
    'if (holds.some(({ moves }) => moves >= MOST_MOVES)) return false',
  ),
  act(
    'P-95',
    'later-day-ends',
    'a server that names a later day ends what lives',
    '(named < own ? named : own)',
    'named',
  ),
  day(
    'P-95',
    'kept-past-its-day',
    'where no server asks, leashes outlive their day',
    '    await (await of(network)).expire(day)\n',
  ),
  day(
    'P-95',
    'keeper-clock-believed',
    'a clock that jumps ends everything',
    'const { day, stopped } = sweepDay(swept === null ? null : Day.parse(swept), today(), sweepDays)',
    'const { day, stopped } = sweepDay(swept === null ? null : Day.parse(swept), today(), 1_000)',
  ),
  judged(
    'P-96',
    'expired-taken',
    'a certificate that has expired is taken',
    `  if (late) return late
  const code = codeOf(socket.authorizationError)
  if (!socket.authorized && !isNoChain(code)) return refusalOf(code) ?? 'not-known'
`,
  ),
  judged(
    'P-96',
    'one-of-two-names',
    'of two certificates with one name in other.pem only the first is taken',
    ' && !isNoChain(code)',
  ),
  judged(
    'P-96',
    'any-keeper-key',
    'another keeper than the one in the roster gets the leashes',
    'rosterKey === null || verifyKeyOf(peer) === rosterKey',
    'rosterKey !== undefined',
  ),
  way(
    'P-96',
    'strangers-answered',
    'whoever reaches the port asks for leashes',
    '      if (why) refuse(peer, why)\n      else take(peer)',
    '      take(peer)\n      void [refuse, why]',
  ),
  word(
    'P-97',
    'other-pepper',
    'endings are answered that destroy nothing, since the keeper knows no word again',
    'if (before === null || before === knownOf(pepper)) return',
    'if (before === null || before !== keysFolder) return',
  ),
  whose(
    'P-114',
    'keeper-of-two-networks',
    'the sweep of a second network destroys what the first one has left at the same keeper',
    'if (!belongs.admits(from)) {',
    'if (!belongs.admits(from) && from.server === from.genesis) {',
  ),
  sealing(
    'P-122',
    'leash-goes-bare',
    'the server reads the leashes that another organisation is to keep',
    '  keeper === null\n    ?',
    '  keeper !== undefined\n    ?',
  ),
  sealing(
    'P-122',
    'swapped-answer',
    'the answer to another request is taken for this one',
    'if (content.request !== digest || content.name !== name) throw new BrokenSeal()',
  ),
  form(
    'P-122',
    'bare-beside-keeper',
    'a device that has not read who keeps sends and asks leashes unsealed',
    "if (isForKeeper !== Boolean(current?.policy.leashKeeper?.keeper)) throw new Problem('roster-moved')",
    'void isForKeeper',
  ),
  form(
    'P-122',
    'old-keepers-key',
    'what is sealed to an earlier key of the keeper is stored under the new decision',
    "roster?.turns.get('policy/leash-keeper') ?? 0",
    '0',
  ),
  bound(
    'P-122',
    'leash-of-other-network',
    'a leash of another network is put under this one',
    "if (bound.network !== network) throw new NotTaken('bad-input', 'a leash of another network')",
  ),
  bound(
    'P-122',
    'leash-for-other-day',
    'the server makes a sealed leash last longer than the client was told',
    "if (bound.until !== until) throw new NotTaken('bad-input', 'a leash with another last day')",
  ),
  bound(
    'P-122',
    'leash-under-other-word',
    'the server puts a sealed leash under a word of its own, and the client’s does not end it',
    'if (bound.withdraw !== proofs.withdraw || bound.renew !== proofs.renew)',
    'if (bound.withdraw === proofs.renew)',
  ),
  bound(
    'P-122',
    'request-of-other-network',
    'a request for another network is answered',
    "if (asked.network !== network) throw new NotTaken('bad-input', 'a request for another network')",
  ),
  bound(
    'P-122',
    'request-of-other-day',
    'who recorded a request asks by it for as long as the permission lives',
    'if (Math.abs(daysBetween(asked.day, today)) > MOST_APART_DAYS)',
    'if (daysBetween(asked.day, today) === Infinity)',
  ),
  bound(
    'P-122',
    'request-by-anybody',
    'whoever can seal to the keeper gets leashes',
    'if (isOfDesk !== true || !(await isAskedBy(signed, known)))',
    'if (isOfDesk !== true)',
  ),
  bound(
    'P-122',
    'request-without-desk',
    'a device that works on no desk gets leashes',
    'if (isOfDesk !== true || !(await isAskedBy(signed, known)))',
    'if (!(await isAskedBy(signed, known)))',
  ),
  bound(
    'P-122',
    'request-for-other-part',
    'the server answers a request for one part with the leash of another',
    'if (toBase64url(kept.subarray(LEASH_BYTES, -1)) !== name)',
    'if (name.length === 0)',
  ),
  bound(
    'P-122',
    'request-without-line',
    'a first contact opens by a request that names no line of the client’s book',
    'if (isTalk !== (line === null) || isTalk !== (n === null))',
    'if (isTalk && n === undefined)',
  ),
  bound(
    'P-122',
    'forked-keeper',
    'a keeper that was shown another roster answers',
    'if (headAt(known, asked.roster.length) !== asked.roster.head)',
    'if (known.length === 0)',
  ),
  believed(
    'P-122',
    'any-roster',
    'the server names devices of its own to the keeper',
    "if (roster === null && !isOfPaper(read.roster)) return 'the roster is of another network than the paper'",
  ),
  passed(
    'P-123',
    'sealed-leaves-bare',
    'the server asks for what came sealed without a request',
    'if (kept.length !== LEASH_BYTES && !isSameMachine)',
    'if (kept.length < LEASH_BYTES && !isSameMachine)',
  ),
  passed(
    'P-123',
    'past-day-put-again',
    'who kept what was sealed puts it again when its day has passed',
    "if (until < own) throw new SealsRefusal('bad-input', 'parts whose last day has passed')",
  ),
  putAgain(
    'P-123',
    'ended-put-again',
    'who kept what was sealed puts it again after the client has ended it',
    "if (obeys !== 'always' && (await hasEnded(tx, network(), store.pepper.tag('end', withdraw))))\n          throw new Problem('has-ended')\n",
  ),
  operator(
    'P-51',
    'operator-by-stranger',
    'whoever finds the address names the one who answers for the server',
    '      requireFounding(call, body.code)\n',
  ),
  operator(
    'P-51',
    'operator-replaced',
    'what the operator has written of itself is replaced by another',
    "      if (library.current().runBy !== null) throw new Problem('already-there')\n",
  ),
]
