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
]
