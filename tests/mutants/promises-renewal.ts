// Breaks of the client's word on the last day: nothing else moves it, and nothing is revived by it. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const SERVER = 'packages/server/src/referral'
const moving = inFile(`${SERVER}/renew.ts`, `${SERVER}/renew.db.test.ts`)
const dated = inFile(`${SERVER}/days.ts`, `${SERVER}/renew.db.test.ts`)
const leashes = inFile('packages/server/src/leashes/store.ts', 'packages/server/src/leashes/keeper.db.test.ts')
const traces = inFile('packages/server/src/leashes/store.ts', 'packages/server/src/leashes/store.db.test.ts')
const RULE = 'packages/core/src/referral/standing.ts'
const ruled = inFile(RULE, 'packages/core/src/referral/standing.test.ts')
const followed = inFile(
  'packages/core/src/referral/fits-conversation.ts',
  'packages/core/src/referral/conversation.test.ts',
)
const read = inFile('packages/sealing/src/referral/talk.ts', 'packages/sealing/src/referral/renewal.test.ts')
const opened = inFile('packages/sealing/src/referral/open.ts', 'packages/sealing/src/referral/renewal.test.ts')
const signed = inFile('packages/sealing/src/referral/renewal.ts', 'packages/sealing/src/referral/renewal.test.ts')

/** What runs in the page: built anew with the break in it. */
const built = (name: string, lost: string, file: string, text: string, becomes: string): PromiseMutant => ({
  ...{ name, promise: 'P-36', lost, file: `packages/app/src/referral/${file}`, text, becomes },
  test: 'tests/promises/renewal.test.ts',
  rebuild: true,
})

export const RENEWAL_MUTANTS: readonly PromiseMutant[] = [
  moving(
    'P-36',
    'renewed-without-word',
    'a desk prolongs by itself',
    "if (!permission || ctx.network.pepper.tag('renew', proofOf(post.renew)) !== permission.renew_tag)",
    'if (!permission)',
  ),
  moving(
    'P-30',
    'renewal-revives',
    'a permission that was ended by its leashes lives on in its rows',
    "if (!(await ctx.network.leashes.move(tags, word))) throw new Problem('not-found')",
    'await ctx.network.leashes.move(tags, word)',
  ),
  moving(
    'P-36',
    'renewed-for-ever',
    'the client is asked again and again, and the last day is none',
    "if (permission.renewals >= MOST_RENEWALS) throw new Problem('renewed-often')",
  ),
  moving(
    'P-36',
    'item-counts-as-renewal',
    'a desk believes in a day that the server never moved',
    "if (permission.until_day < post.until) throw new Problem('changed-meanwhile')",
  ),
  moving(
    'P-36',
    'row-moves-alone',
    'what the client allowed to go on cannot be opened after the first day',
    'const tags = (await listParts(tx, [part.end_tag])).map(({ tag }) => tag)',
    'const tags: string[] = []',
  ),
  dated(
    'P-36',
    'renewed-for-any-length',
    'a renewal lasts ten years',
    "if (!isPermissionLength(today, until)) throw new Problem('too-long', { paths: ['until'] })",
  ),
  dated(
    'P-36',
    'renewed-shorter',
    'a renewal ends what was allowed for longer',
    "if (until <= before) throw new Problem('not-later', { paths: ['until'] })",
  ),
  leashes(
    'P-30',
    'some-leashes-move',
    'a permission lives on by halves',
    'if (!leash) return false',
    'if (!leash) continue',
  ),
  traces(
    'P-02',
    'moved-in-place',
    'the key under which a leash lay is forgotten, and its copy stays in the file',
    '  await deleteLeashes(sql, network(), tags)\n  for (const row of moved)',
    "  for (const { tag } of moved)\n    await sql.updateTable('leashes').set({ tag: `${tag}-old` }).where('network_id', '=', network()).where('tag', '=', tag).execute()\n  for (const row of moved)",
  ),
  ruled(
    'P-36',
    'renewed-by-stranger',
    'a device of a third desk moves the day',
    'signer?.organisation === organisation && signer.desks.includes(desk)',
    'organisation !== desk',
  ),
  ruled(
    'P-36',
    'renewed-by-volunteer',
    'a volunteer moves the day that the client was told',
    "(signer?.roles.includes('worker') ?? false) &&",
    '',
  ),
  ruled(
    'P-36',
    'spoken-as-long-as-shown',
    'what nobody else heard lasts for months',
    "(how !== 'spoken' || daysBetween(on, until) === UNWITNESSED_DAYS)",
    'how.length > 0',
  ),
  ruled('P-36', 'renewal-of-another', 'her word on one permission prolongs another', 'renewal.grant === grant &&', ''),
  ruled('P-36', 'renewal-unsigned', 'anybody writes her word', 'renewal.isSigned &&', ''),
  followed(
    'P-36',
    'renewed-another-day',
    'a renewal is dated so that it lasts longer',
    "if (renewal.on !== said) return refuse('renewal-other-day')",
  ),
  followed(
    'P-36',
    'renewed-no-later',
    'a renewal shortens what the client allowed',
    "if (renewal.until <= last) return refuse('renewal-not-later')",
  ),
  followed(
    'P-36',
    'renewed-by-receiver-without-code',
    'the receiving desk prolongs without the code',
    "(side !== 'from' || front.mode !== 'all-ahead')",
    "front.mode !== 'all-ahead'",
  ),
  followed(
    'P-36',
    'renewed-ahead-only-not-asked',
    'the sender prolongs where the client has the code',
    "(side !== 'from' || front.mode !== 'all-ahead')",
    "side !== 'from'",
  ),
  followed(
    'P-36',
    'urgent-renewed',
    'what was sent without the client goes on without them',
    "if (front.kind !== 'referral') return refuse('not-renewable')",
  ),
  read(
    'P-36',
    'day-not-kept-shown',
    'a desk shows a day that the server never moved',
    "if (content.renewal.until > talk.until) problems.push('renewal-not-kept')",
    "if (content.n < 0) problems.push('renewal-not-kept')",
  ),
  read(
    'P-36',
    'bad-renewal-hides',
    'one wrong renewal closes the whole permission',
    'if (problem === null && (!sameCount ||',
    'if ((!sameCount ||',
  ),
  read(
    'P-36',
    'others-count-as-hers',
    'a worker writes three renewals that nobody said, and the client’s own is refused',
    'of chains.toReversed())',
    'of chains.slice(-1))',
  ),
  read(
    'P-36',
    'longest-chain-counts',
    'what a worker wrote beside the client’s renewals leaves no room for the next',
    'chains.reduce((best, chain) => (lastOf(chain) > lastOf(best) ? chain : best))',
    'chains.reduce((best, chain) => (lastOf(chain) >= lastOf(best) ? chain : best))',
  ),
  opened(
    'P-36',
    'renewal-not-read',
    'what the client allowed to go on is refused',
    'if (!renewalsIn || !OF_DAYS.includes(rule.problem)) return rule',
    'return rule',
  ),
  signed(
    'P-36',
    'renewal-label-shared',
    'a signature for something else stands for her word',
    "isSignedBy(signer.verifyKey, signature, 'apila/renewal/v2', canonical(renewal))",
    "isSignedBy(signer.verifyKey, signature, 'apila/part/v2', canonical(renewal))",
  ),
  built(
    'no-is-written',
    'a no prolongs',
    'renewal/Renew.tsx',
    "if (said === 'yes' && chosen && how) {",
    'if (chosen && how) {',
  ),
]
