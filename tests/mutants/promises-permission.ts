// Breaks of what the server promises about permissions, her book, what is appended, endings and limits. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const SERVER = 'packages/server/src'
const REFERRAL = `${SERVER}/referral`
const ROUTE = `${SERVER}/platform/route.ts`
const LIMITS = `${SERVER}/platform/limits.ts`
const REFUSE_FIRST = `${SERVER}/platform/refuse-first.db.test.ts`

const deposit = inFile(`${REFERRAL}/deposit.ts`, `${REFERRAL}/permissions.db.test.ts`)
const flooded = inFile(`${REFERRAL}/deposit.ts`, `${REFERRAL}/endings.db.test.ts`)
const names = inFile(`${REFERRAL}/names.ts`, `${REFERRAL}/permissions.db.test.ts`)
const ending = inFile(`${REFERRAL}/ending.ts`, `${REFERRAL}/permissions.db.test.ts`)
const memory = inFile(`${REFERRAL}/ending.ts`, `${REFERRAL}/endings.db.test.ts`)
const store = inFile(`${REFERRAL}/permission-store.ts`, `${REFERRAL}/last-day.db.test.ts`)
const locks = inFile(`${REFERRAL}/locks.ts`, `${REFERRAL}/append-only.db.test.ts`)
const notes = inFile(`${REFERRAL}/notes.ts`, `${REFERRAL}/append-only.db.test.ts`)
const release = inFile(`${REFERRAL}/release.ts`, `${REFERRAL}/her-book.db.test.ts`)
const book = inFile(`${REFERRAL}/book.ts`, `${REFERRAL}/her-book.db.test.ts`)
const talk = inFile(`${REFERRAL}/talk.ts`, `${REFERRAL}/permissions.db.test.ts`)
const posted = inFile(`${REFERRAL}/talk.ts`, `${REFERRAL}/append-only.db.test.ts`)
const look = inFile(`${REFERRAL}/look.ts`, `${REFERRAL}/permissions.db.test.ts`)
const quotas = inFile(`${REFERRAL}/quotas.ts`, `${REFERRAL}/quota.db.test.ts`)
const route = inFile(ROUTE, REFUSE_FIRST)
const body = inFile(`${SERVER}/platform/body.ts`, REFUSE_FIRST)
const limits = inFile(LIMITS, `${SERVER}/platform/limits.test.ts`)
const packed = inFile(`${SERVER}/platform/pack.ts`, `${SERVER}/platform/pack.test.ts`)
const keys = inFile(`${SERVER}/platform/keys.ts`, `${SERVER}/platform/keys.test.ts`)
const swept = inFile(`${SERVER}/sweep.ts`, `${SERVER}/folder.db.test.ts`)
const modes = inFile(`${SERVER}/platform/modes.ts`, `${SERVER}/platform/modes.test.ts`)

export const PERMISSION_MUTANTS: readonly PromiseMutant[] = [
  deposit(
    'P-16',
    'ended-not-asked',
    'a deposit that comes again brings back what she ended',
    "if (await hasEndedBefore(ctx, scope, deposit.proofs.withdraw)) throw new Problem('has-ended')",
  ),
  names(
    'P-18',
    'ending-not-remembered-by-name',
    'what she ended before it was sent opens',
    "|| (await hasEnding(scope, ctx.network.pepper.tag('ending', withdraw)))",
  ),
  ending(
    'P-18',
    'ending-forgotten',
    'what she ended before it was sent opens',
    'return count + (await addEndings(tx, remembered, today))',
    'return count',
  ),
  ending(
    'P-06',
    'mark-not-told',
    'the desks never hear that she ended it',
    'await addEnded(tx, await listMarks(tx, known), today)',
  ),
  flooded(
    'P-18',
    'gap-ignored',
    'strangers crowd her ending out, and it opens',
    "if (deposit.offline && (await hasGapSince(scope, deposit.sealedOn))) throw new Problem('ask-again')",
  ),
  memory(
    'P-18',
    'gap-not-kept',
    'strangers crowd her ending out, and it opens',
    'if (remembered.length < unknown.length) await addGap(tx, today)',
  ),
  memory(
    'limits',
    'endings-without-end',
    'strangers fill the disk with endings',
    'unknown.slice(0, Math.max(0, memory.most - count))',
    'unknown.slice(0)',
  ),
  {
    name: 'unknown-ending-told',
    promise: 'P-06',
    lost: 'whoever finds a ticket learns whether it is real',
    file: `${REFERRAL}/ending.ts`,
    text: 'const isKnown = new Set(known)',
    becomes: "if (known.length === 0) throw new Error('nothing to end')\n  const isKnown = new Set(known)",
    test: 'tests/promises/end-says-nothing.test.ts',
    rebuild: true,
  },
  names(
    'P-30',
    'day-moved-at-deposit',
    'it lives longer than she was told',
    "areSame && there.until_day === permission.until_day ? there : 'other'",
    "areSame ? there : 'other'",
  ),
  store(
    'P-30',
    'day-moved-later',
    'it lives longer than she was told',
    ".set({ state: 'alive', reserved_day: null })",
    ".set({ state: 'alive', reserved_day: null, until_day: '2099-01-01' })",
  ),
  {
    name: 'leash-after-its-day',
    promise: 'P-30',
    lost: 'it opens after its last day',
    file: `${SERVER}/leashes/store.ts`,
    text: "    .where('until_day', '>=', today)\n",
    becomes: '',
    test: `${SERVER}/leashes/store.db.test.ts`,
  },
  swept('P-02', 'expired-stays', 'what has passed its day stays', 'if (until_day < today) return true\n'),
  swept(
    'P-02',
    'names-stay',
    'names that nobody used stay for ever',
    'reserved_day < addDays(today, -WAITING_DAYS)',
    'reserved_day < addDays(today, -1000)',
  ),
  {
    name: 'cut-off-counts-as-ended',
    promise: 'P-05',
    lost: 'a deposit that a kill cut off is in two states',
    file: `${SERVER}/sweep.ts`,
    text: '      await setReserved(tx, cutOff)\n',
    becomes: '',
    test: `${REFERRAL}/cut-off.db.test.ts`,
  },
  {
    name: 'half-stored-stays',
    promise: 'P-05',
    lost: 'a deposit that was refused stays half stored',
    file: `${REFERRAL}/deposit.ts`,
    text: 'await ctx.db.write((tx) => setReserved(tx, [endTag]))',
    becomes: '',
    test: `${REFERRAL}/cut-off.db.test.ts`,
  },
  {
    name: 'alive-before-leashes',
    promise: 'P-05',
    lost: 'a desk finds a permission that nothing opens',
    file: `${REFERRAL}/deposit.ts`,
    text: '    await ctx.network.leashes.put(rows.leashes, rows.proofs)\n',
    becomes: '    void ctx.network.leashes.put(rows.leashes, rows.proofs).catch(() => undefined)\n',
    test: `${REFERRAL}/cut-off.db.test.ts`,
  },
  locks(
    'appended',
    'lock-replaced',
    'noise takes away what was there',
    '  await addLock(tx, {',
    '  await deleteOlderLocks(tx, { tag: part.tag, slot: append.slot, n })\n  await addLock(tx, {',
  ),
  locks(
    'appended',
    'own-confirmation',
    'one device alone destroys a lock',
    "if (writer === device) throw new Problem('not-your-turn')",
  ),
  locks(
    'appended',
    'blind-confirmation',
    'one device alone destroys a lock',
    "if (writer === undefined) throw new Problem('write-again')",
  ),
  locks(
    'appended',
    'anybody-locks',
    'a desk that has opened nothing writes locks',
    "if (!locks.some((lock) => lock.turn_tag === tag)) throw new Problem('not-found')",
  ),
  locks('her book', 'lock-without-line', 'nobody sees who locked', 'await addLine(tx, part.end_tag, append.line)'),
  locks(
    'roster',
    'lock-for-an-old-key',
    'a lock is written for a device that was removed',
    'ctx.network.roster.requireUnmoved(append.roster)',
  ),
  notes(
    'appended',
    'note-overwritten',
    'a colleague wipes out a note',
    'if (before) await retireNote(tx, before, addDays(ctx.today(), OLD_NOTE_DAYS))',
    'if (before) await retireNote(tx, before, addDays(ctx.today(), -1))',
  ),
  notes(
    'appended',
    'note-dropped-for-good',
    'a colleague alone destroys a note',
    'until: addDays(ctx.today(), OLD_NOTE_DAYS) })',
    'until: addDays(ctx.today(), -1) })',
  ),
  posted(
    'appended',
    'item-out-of-order',
    'a later item takes the place of an earlier one',
    "if (post.n !== count) throw new Problem('changed-meanwhile')",
  ),
  talk(
    'access',
    'anybody-writes',
    'a third desk writes into a conversation',
    "if (ctx.network.pepper.tag('post', proofOf(post)) !== part.post_tag) throw new Problem('not-found')",
  ),
  talk(
    'her book',
    'item-without-line',
    'nobody sees what was written about her',
    'await addLine(tx, part.end_tag, post.line)',
  ),
  talk(
    'P-17',
    'item-without-bell',
    'the other desk does not hear',
    'await addBells(tx, [{ bell: fromBase64url(post.bell), endTag: part.end_tag, day: ctx.today() }])',
  ),
  {
    name: 'mark-of-another',
    promise: 'P-06',
    lost: 'a device chooses what the ended list shows',
    file: `${REFERRAL}/names.ts`,
    text: 'mark: markOf(withdraw),',
    becomes: 'mark: k,',
    test: `${REFERRAL}/endings.db.test.ts`,
  },
  deposit(
    'P-06',
    'twins-stored',
    'a twin of a deposit makes the ended list lie',
    "if (named === 'other' || (named !== 'none' && named.state === 'alive')) throw new Problem('already-there')",
  ),
  deposit(
    'P-06',
    'unknown-names-stored',
    'she cannot end what was stored without her names',
    "if (!there && !deposit.offline) throw new Problem('has-ended')",
  ),
  release(
    'her book',
    'release-without-line',
    'a story is read, and her book does not say so',
    'await addLine(tx, found.end_tag, line)\n    return found',
    'return found',
  ),
  release(
    'her book',
    'line-of-another-opens',
    'one line opens for many devices',
    "if (ctx.network.writers.find(written) !== device) throw new Problem('changed-meanwhile')",
  ),
  book(
    'her book',
    'any-number',
    'a line takes the place of another, or leaves a gap',
    "if (line.n !== count) throw new Problem('changed-meanwhile')",
  ),
  book(
    'limits',
    'book-without-end',
    'one device fills the disk',
    "if (count >= MOST_LINES) throw new Problem('too-many')",
  ),
  look(
    'P-17',
    'look-not-full',
    'the number of bells in an answer tells how much goes on',
    '...fill(BELLS_PER_LOOK - shown.bells.length, fillerBell),',
  ),
  {
    name: 'look-not-one-length',
    promise: 'P-17',
    lost: 'the length of an answer tells how much goes on',
    file: ROUTE,
    text: 'const text = JSON.stringify(answer).padEnd(route.answerBytes ?? 0)',
    becomes: 'const text = JSON.stringify(answer)',
    test: `${REFERRAL}/permissions.db.test.ts`,
  },
  packed(
    'P-12',
    'packed-by-comparing',
    'whoever writes a guess beside a secret sees by the length whether it is right',
    '{ strategy: constants.Z_HUFFMAN_ONLY }',
    '{}',
  ),
  packed(
    'P-12',
    'packed-not-filled',
    'the length of a packed answer tells which letters it holds',
    'const filled = fillUp(packed, sealedAnswerLength(plain.length))',
    'const filled = packed',
  ),
  keys(
    'P-17',
    'filler-without-key',
    'a filler is told from a bell, since random bytes are seldom a key',
    'Buffer.concat([ephemeral, systemRandom(BELL_BYTES - X25519_BYTES)])',
    'systemRandom(BELL_BYTES)',
  ),
  keys('keys', 'mark-of-proof', 'a mark tells the proof', '`${PROOF_LABEL}\\0`', "''"),
  quotas(
    'limits',
    'no-quota',
    'one stolen device drowns the others',
    "if (count > MOST_A_DAY[name]) throw new Problem('too-many')",
  ),
  quotas('limits', 'quota-for-ever', 'a device that worked much stays shut out', 'used.clear()'),
  route(
    'access',
    'any-kind',
    "another site's form acts in a worker's name",
    "if (!kind.test(c.req.header('content-type') ?? '')) throw new Problem('wrong-kind')",
  ),
  route(
    'access',
    'any-site',
    "another site's page acts with a visitor's browser",
    "if (c.req.header('sec-fetch-site') === 'cross-site') throw new Problem('cross-site')",
  ),
  route(
    'limits',
    'body-before-session',
    'whoever has no session fills the memory',
    `      const session = route.access === 'anyone' ? null : requireSession(ctx, c, route.access, route.servesRingers)
      route.before?.({ ctx, request: c })
      // After a removal a device opens all that its desk has, in one go.
      const isApart = route.limit === 'open' && session !== null && ctx.network.quotas.isRelocking(session.device.id)
      if (route.limit && !isApart) await takeAllowance(ctx, route.limit, session?.device.id ?? clientNetwork(ctx, c))
      const body = await readCall(ctx, c, route)
`,
    `      const body = await readCall(ctx, c, route)
      const session = route.access === 'anyone' ? null : requireSession(ctx, c, route.access, route.servesRingers)
      route.before?.({ ctx, request: c })
      if (route.limit) await takeAllowance(ctx, route.limit, session?.device.id ?? clientNetwork(ctx, c))
`,
  ),
  body(
    'limits',
    'bodies-without-end',
    'unfinished bodies fill the memory',
    'if (used + bytes > most - (isOpen ? 0 : OPEN_BYTES)) return false',
  ),
  body(
    'limits',
    'chunks-not-counted',
    'a body in chunks is as long as it likes',
    "if (size > most) refuse(new Problem('too-large'))\n      else if",
    'if',
  ),
  {
    name: 'cut-off-logged',
    promise: 'P-19',
    lost: 'strangers write into the log by hanging up',
    file: `${SERVER}/platform/http.ts`,
    text: 'error instanceof CutOff ? null : toProblem(error)',
    becomes: 'toProblem(error)',
    test: REFUSE_FIRST,
  },
  limits(
    'limits',
    'addresses-without-end',
    'a flood of addresses fills the memory',
    'if (before === undefined && used.size >= COUNTED) {',
    'if (before === -1) {',
  ),
  limits(
    'limits',
    'each-address-alone',
    'one subscriber has 2^64 allowances',
    '    .slice(0, 4)\n    .map((group)',
    '    .map((group)',
  ),
  modes(
    'keys',
    'folder-stays-wide',
    'other users of the machine read the folder',
    'chmodSync(path, statSync(path).mode & ~OTHERS & 0o777)',
  ),
]
