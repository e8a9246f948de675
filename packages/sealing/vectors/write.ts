// Writes the deterministic vectors of the protocol: `npm run write`.
import { writeFile } from 'node:fs/promises'
import { canonical } from '@apila/core/canonical.ts'
import { deriveDemoDevice } from '../src/account/device.ts'
import { recipientOf } from '../src/age.ts'
import { digestOf, toBase64url } from '../src/encoding.ts'
import { padTo } from '../src/padding.ts'
import { readTicket, stretchTicket, ticketKeys } from '../src/ticket.ts'

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
  const { locator, withdraw, openIdentity, receiptIdentity } = await ticketKeys(root)
  const [opening, receipt] = [await recipientOf(openIdentity), await recipientOf(receiptIdentity)]
  return {
    digits,
    network,
    root: toBase64url(root),
    locator,
    withdraw,
    openRecipientDigest: await digestOf(opening),
    receiptRecipientDigest: await digestOf(receipt),
  }
}

const VALUES = [{ b: 1, a: [true, null, 'ä"\\\u2028'] }, [], {}, -0, 'x', [{ z: {}, a: { y: 1, x: 2 } }]]
const UNSPELLABLE = ['1.5', '9007199254740992', '1e400']

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
      const { recipient, verifyKey, sign } = await deriveDemoDevice(id)
      return {
        id,
        verifyKey,
        recipientDigest: await digestOf(recipient),
        signatureOfAbc: toBase64url(await sign(new TextEncoder().encode('abc'))),
      }
    }),
  ),
}
await writeFile(new URL('./protocol.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`)
