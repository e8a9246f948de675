// Reads vectors/: our code, and beside it a second small implementation over node:crypto, written from docs/protocol.md alone.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { argon2Sync, createHash, createPublicKey, hkdfSync, verify } from 'node:crypto'
import { canonical } from '@apila/core/canonical.ts'
import { DeskKey } from '@apila/core/account/session.ts'
import { Day } from '@apila/core/day.ts'
import { SignedEntry } from '@apila/core/organisation/roster.ts'
import { Deposit } from '@apila/core/referral/wire.ts'
import { deriveDemoDevice } from './account/device.ts'
import { BrokenSeal, recipientOf } from './age.ts'
import { digestOf, fromBase64url, toBase64url, utf8 } from './encoding.ts'
import { readRoster } from './organisation/roster.ts'
import { padTo } from './padding.ts'
import { openKnock, openReceipt, openStory } from './referral/open.ts'
import { readTicket, stretchTicket, ticketKeys } from './ticket.ts'

type Protocol = {
  readTicket: Array<{ typed: string; read: unknown }>
  tickets: Array<{
    digits: string
    network: string
    root: string
    locator: string
    withdraw: string
    openRecipientDigest: string
    receiptRecipientDigest: string
  }>
  canonical: Array<{ json: string; canonical: string }>
  notCanonical: string[]
  padding: Array<{ text: string; size: number; padded: string }>
  devices: Array<{ id: string; verifyKey: string; recipientDigest: string; signatureOfAbc: string }>
}
const load = async (name: string) =>
  JSON.parse(await readFile(new URL(`../vectors/${name}`, import.meta.url), 'utf8')) as unknown
const protocol = (await load('protocol.json')) as Protocol

test('tickets: our code gives the vectors', async () => {
  for (const { typed, read } of protocol.readTicket) assert.deepEqual(readTicket(typed), read)
  for (const vector of protocol.tickets) {
    const root = await stretchTicket(vector.digits, vector.network)
    const keys = await ticketKeys(root)
    assert.deepEqual([toBase64url(root), keys.locator, keys.withdraw], [vector.root, vector.locator, vector.withdraw])
    assert.equal(await digestOf(await recipientOf(keys.openIdentity)), vector.openRecipientDigest)
    assert.equal(await digestOf(await recipientOf(keys.receiptIdentity)), vector.receiptRecipientDigest)
  }
})

test('tickets: a second implementation gives the vectors', () => {
  for (const { digits, network, root, locator, withdraw } of protocol.tickets) {
    const nonce = createHash('sha256').update(`apila/ticket/v1\0${network}`).digest().subarray(0, 16)
    const stretched = argon2Sync('argon2id', {
      message: digits,
      nonce,
      parallelism: 1,
      tagLength: 32,
      memory: 65_536,
      passes: 3,
    })
    const part = (label: string, length: number) =>
      Buffer.from(hkdfSync('sha256', stretched, '', `apila/ticket/v1/${label}`, length)).toString('base64url')
    assert.deepEqual(
      [stretched.toString('base64url'), part('locator', 16), part('withdraw', 32)],
      [root, locator, withdraw],
    )
  }
})

test('canonical JSON and padding', () => {
  for (const vector of protocol.canonical) assert.equal(canonical(JSON.parse(vector.json)), vector.canonical)
  for (const json of protocol.notCanonical) assert.throws(() => canonical(JSON.parse(json)), TypeError)
  assert.throws(() => canonical({ a: undefined }), TypeError)
  for (const { text, size, padded } of protocol.padding) assert.equal(toBase64url(padTo(utf8(text), size)), padded)
})

test('demo devices: keys, and a signature that node:crypto verifies', async () => {
  for (const { id, verifyKey, recipientDigest, signatureOfAbc } of protocol.devices) {
    const device = await deriveDemoDevice(id)
    assert.deepEqual([device.verifyKey, await digestOf(device.recipient)], [verifyKey, recipientDigest])
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: verifyKey }, format: 'jwk' })
    assert.ok(verify(null, Buffer.from('abc'), key, Buffer.from(signatureOfAbc, 'base64url')))
  }
})
