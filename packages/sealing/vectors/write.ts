// Writes the deterministic vectors of the protocol: `npm run write`.
import { writeFile } from 'node:fs/promises'
import { canonical } from '@apila/core/canonical.ts'
import { deriveDemoDevice } from '../src/account/demo-device.ts'
import { deskKeys } from '../src/account/desk-keys.ts'
import { recipientOf } from '../src/age.ts'
import { digestOf, toBase64url } from '../src/encoding.ts'
import { padTo } from '../src/padding.ts'
import { TODAY, foundNetwork, withPapers } from '../src/organisation/test-network.ts'
import { signLabelled } from '../src/labels.ts'
import { markOf, proofOf, readTicket, stretchTicket, ticketKeys } from '../src/ticket.ts'
import { seededBytes } from '../../../tests/machinery/seeded.ts'
import { accountCases } from './account-cases.ts'
import { BELL_SEED, bellCases } from './bell-cases.ts'
import { networkCases, wholeLife } from './network-cases.ts'
import { rosterCases } from './roster-cases.ts'
import { useSeededRandom } from './seeded-random.ts'
import { WRAP_DEVICE, wrapCases } from './wrap-cases.ts'

useSeededRandom(2)

const TICKETS = [
  '000000000000000000000008',
  '123456789012345678901233',
  '999999999999999999999993',
  '300541173428116420311310',
]
const MALFORMED = ['', '12345', '000000000000000000000009', '12345678901234567890123', 'abcdefghijklmnopqrstuvwx']
const NETWORKS = ['apila-demo', 'another-network']

const stretched = async (digits: string, network: string) => {
  const root = await stretchTicket(digits, network)
  const { name, withdraw, renew, openIdentity, receiptIdentity } = await ticketKeys(root)
  const [opening, receipt] = [await recipientOf(openIdentity), await recipientOf(receiptIdentity)]
  return {
    digits,
    network,
    root: toBase64url(root),
    name,
    withdraw,
    renew,
    proof: await proofOf(withdraw),
    mark: await markOf(await proofOf(withdraw)),
    openRecipientDigest: await digestOf(opening),
    receiptRecipientDigest: await digestOf(receipt),
  }
}

const VALUES = [{ b: 1, a: [true, null, 'ä"\\\u2028'] }, [], {}, -0, 'x', [{ z: {}, a: { y: 1, x: 2 } }]]
const UNSPELLABLE = ['1.5', '9007199254740992', '1e400', '"\\t"', '"\\ud800"', '{"\\u0000":1}']

const vectors = {
  about: 'docs/protocol.md; written by npm run write',
  readTicket: [...TICKETS, ...MALFORMED].map((typed) => ({ typed, read: readTicket(typed) })),
  tickets: await Promise.all(TICKETS.flatMap((digits) => NETWORKS.map((network) => stretched(digits, network)))),
  canonical: VALUES.map((value) => ({ json: JSON.stringify(value), canonical: canonical(value) })),
  notCanonical: UNSPELLABLE,
  padding: ['', 'a', 'abc'].map((text) => ({
    text,
    size: 16,
    padded: toBase64url(padTo(new TextEncoder().encode(text), 16)),
  })),
  devices: await Promise.all(
    ['koivu-worker-1', 'kataja-keeper-2'].map(async (id) => {
      const device = await deriveDemoDevice(id)
      const { recipient, verifyKey } = device
      return {
        id,
        verifyKey,
        recipientDigest: await digestOf(recipient),
        signatureOfAbc: await signLabelled(device, 'apila/part/v2', 'abc'),
      }
    }),
  ),
}

const about = vectors.about
const write = (name: string, value: unknown) =>
  writeFile(new URL(`./${name}`, import.meta.url), `${JSON.stringify(value, null, 2)}\n`)

await write('protocol.json', vectors)
const { recipient, list, bellPublic } = await deskKeys(BELL_SEED)
await write('bells.json', {
  about,
  seed: toBase64url(BELL_SEED),
  list,
  bellPublic,
  recipientDigest: await digestOf(recipient),
  bells: await bellCases(seededBytes(1)),
})
const entries = await foundNetwork()
await write('roster.json', { about, today: TODAY, entries, cases: await rosterCases(entries) })
await write('wraps.json', { about, device: WRAP_DEVICE, wraps: await wrapCases() })
const network = await foundNetwork(await withPapers())
await write('network.json', {
  ...{ about, today: TODAY, entries: network, life: await wholeLife(network) },
  cases: await networkCases(network),
})
await write('account.json', { about, ...(await accountCases(network, seededBytes(3))) })
