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
    "  if (!socket.authorized) return refusalOf(codeOf(socket.authorizationError)) ?? 'not-known'\n",
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
