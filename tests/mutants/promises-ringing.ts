// Breaks of what ringing, witnessing and the local program's keys promise. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const RINGING = 'packages/server/src/ringing'
const PUSH_TEST = `${RINGING}/push.db.test.ts`
const rounds = inFile(`${RINGING}/rounds.ts`, PUSH_TEST)
const service = inFile(`${RINGING}/push-service.ts`, PUSH_TEST)
const routes = inFile(`${RINGING}/routes.ts`, PUSH_TEST)
const address = inFile('packages/core/src/ringing/push.ts', PUSH_TEST)
const added = inFile('packages/server/src/organisation/add-to-roster.ts', PUSH_TEST)
const WORKER = 'packages/app/src/ringing'
const worker = inFile(`${WORKER}/ring.worker.ts`, 'tests/promises/web-push.test.ts')
const device = inFile(`${WORKER}/device-ring.ts`, 'tests/promises/web-push.test.ts')
const witness = inFile('packages/core/src/ringing/witness.ts', 'tests/promises/ringer.test.ts')
const ringer = inFile('packages/tools/src/ringing/ringer.ts', 'tests/promises/ringer.test.ts')
const mail = inFile('packages/tools/src/ringing/mail.ts', 'tests/promises/ringer.test.ts')
const rosterKeys = inFile('packages/server/src/program/roster-keys.ts', 'tests/promises/roster-keys.test.ts')
const rebuilt = (mutant: PromiseMutant): PromiseMutant => ({ ...mutant, rebuild: true })

export const RINGING_MUTANTS: readonly PromiseMutant[] = [
  rounds(
    'P-98',
    'push-at-each-bell',
    'the push service sees when something came',
    'if (before?.day === day && before.round >= round) return null',
  ),
  rounds(
    'P-98',
    'push-without-bell',
    'devices ring at night’s end though nothing came',
    'return bell === (before?.bell ?? 0) ? 0 : ringAll(ctx)',
    'return ringAll(ctx)',
  ),
  rounds(
    'P-98',
    'push-signed-each',
    'each device’s message looks different to its push service',
    "const authorization = words.get(new URL(endpoint).origin) ?? ''",
    'const authorization = signer.authorize({ ...word, audience: new URL(endpoint).origin })',
  ),
  rounds(
    'P-99',
    'push-to-removed',
    'a removed device goes on reading bells',
    'return device !== undefined && !ctx.network.proposals.isHeld(device)',
    'return device !== undefined || id !== ""',
  ),
  added(
    'P-99',
    'push-after-removal',
    'a removed device is still rung',
    'await deleteSubscriptionsOf(tx, gone)',
    'void deleteSubscriptionsOf',
  ),
  service(
    'P-99',
    'push-to-private',
    'whoever enrols a device has the server ask what only the server reaches',
    'else if (found.length === 0 || !found.every(({ address }) => isPublicAddress(address)))',
    'else if (found.length === 0)',
  ),
  address(
    'P-99',
    'push-to-local-name',
    'a printer’s name is taken for a push service',
    'return host !== undefined && host.length <= 253 && !NOT_OF_THE_NET.test(host)',
    'return host !== undefined && host.length <= 253',
  ),
  routes(
    'P-99',
    'push-anywhere',
    'any address is taken for a push service',
    'if (!isPushAddress(endpoint) && !ctx.pushes.places.trusts(endpoint))',
    'if (endpoint === "")',
  ),
  routes(
    'P-99',
    'bells-to-anybody',
    'whoever guesses nothing reads bells',
    "if (!asked || !mayListen(ctx, asked.device)) throw new Problem('not-found')",
    "if (asked && !mayListen(ctx, asked.device)) throw new Problem('not-found')",
  ),
  rebuilt(
    worker(
      'P-98',
      'rings-for-any-bell',
      'a device says that something waits when it waits for somebody else',
      "if (await hearBell(key, row.network, bell)) return 'waits'",
      "if (bell !== '' && key) return 'waits'",
    ),
  ),
  rebuilt(
    device(
      'P-99',
      'off-here-alone',
      'who turned it off is rung all the same',
      "await session.api.tell('POST', 'push/end')",
      'void session',
    ),
  ),
  mail(
    'P-100',
    'mail-in-the-clear',
    'whoever listens on the line to the mail server reads who is told when',
    'requireTLS: true,',
    'requireTLS: false, ignoreTLS: true,',
  ),
  ringer(
    'P-100',
    'rings-for-others',
    'the bell rings where nothing waits for its desks',
    'if (await hearBell(bellPrivate, keys.network, bell)) {',
    'if ((await hearBell(bellPrivate, keys.network, bell)) ?? true) {',
  ),
  witness(
    'P-101',
    'day-of-another-roster',
    'a fork of the roster that is shown to others is signed unseen',
    "if (headAt(roster, head.roster.length) !== head.roster.head) return { ok: false, problem: 'roster-forked' }",
  ),
  witness(
    'P-101',
    'day-of-another-program',
    'a program that nobody signed is witnessed',
    'if (programs && head.program !== null && !programs.includes(head.program))',
    'if (programs && head.program === null)',
  ),
  witness(
    'P-101',
    'day-of-another-past',
    'a day is left out or made anew, and a witness signs what follows',
    "if (!follows) return { ok: false, problem: 'broken-chain' }",
  ),
  witness(
    'P-101',
    'day-by-another-key',
    'whoever answers in the place of the server is believed',
    "if (before && before.key !== key) return { ok: false, problem: 'another-key' }",
  ),
  ringer(
    'P-101',
    'last-entry-unasked',
    'a server that has put another entry in the place of the last is not noticed while nothing is new',
    "if (before && rest[0]?.entry !== entries.at(-1)?.entry) throw forked('forked')",
    "if (before && rest.length > 1_000_000) throw forked('forked')",
  ),
  rosterKeys(
    'P-101',
    'keys-of-a-fork',
    'a desk that is shown another roster runs the program of whoever made it',
    'if (pin && headAt(read.roster, pin.length) !== pin.head)',
    'if (pin && pin.head === null)',
  ),
  rosterKeys(
    'P-101',
    'keys-of-an-older-roster',
    'release keys that the members have taken back still sign',
    'if (pin && length < pin.length)',
    'if (pin && length === 0)',
  ),
  rosterKeys(
    'P-101',
    'keys-of-another-network',
    'a false network brings release keys of its own',
    'if (pin && genesis !== pin.genesis)',
    "if (pin && genesis === '')",
  ),
  rosterKeys(
    'P-101',
    'keys-not-as-trusted',
    'the first roster that a machine is given replaces the keys that it trusted',
    'if (!pin && began && JSON.stringify(began) !== JSON.stringify(keys.data))',
    'if (!pin && began && keys.data.keys.length === 0)',
  ),
]
