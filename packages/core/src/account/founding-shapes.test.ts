// What devices say to each other at a founding and at joining, and what a session answers: a member that is missing, of another kind or out of
// its range is refused. The records are those of the protocol's vectors.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type * as z from 'zod'
import { STORED_BYTES } from '../sizes.ts'
import { bytesOfCode, codeText, groupedCode, readCode } from './code-text.ts'
import { ReturnBatch, ReturnOffer, ReturnRecord, ReturnRefusal, ReturnSigned } from './coming-back.ts'
import { DEMO_SEED, demoLabel } from './demo-keys.ts'
import {
  FOUNDING_BYTES,
  FoundingAsked,
  FoundingBatch,
  FoundingHeard,
  FoundingNetwork,
  FoundingOperator,
  FoundingRecord,
  FoundingSaid,
  FoundingSigned,
  FoundingTopic,
} from './founding.ts'
import { JoinFound, JoinOffer, JoinSealed } from './join.ts'
import { FreshAct, Passkeys } from './passkey.ts'
import { Proposals } from './roster-batch.ts'
import {
  Challenge,
  SessionCounts,
  SessionOf,
  SessionToken,
  SignIn,
  Wrap,
  WrapContent,
  sessionMessage,
} from './session.ts'

const load = async (name: string) =>
  JSON.parse(await readFile(new URL(`../../../sealing/vectors/${name}`, import.meta.url), 'utf8')) as never
type Genesis = { devices: { id: string }[]; organisations: { recovery: { recipient: string; verifyKey: string } }[] }
const { entries, life } = (await load('network.json')) as { entries: { entry: string }[]; life: { entry: string }[] }
const genesis = JSON.parse(entries[0]?.entry ?? '') as Genesis
const epoch = life.map(({ entry }) => JSON.parse(entry) as Record<string, string>).find(({ kind }) => kind === 'epoch')
const { join } = (await load('account.json')) as { join: { request: string } }
const { record, credential } = JSON.parse(join.request) as { record: Record<string, unknown>; credential: unknown }

const bytes = (n: number) => 'A'.repeat(Math.ceil((n * 4) / 3))
const [digest, signature, id] = [bytes(32), bytes(64), bytes(16)]
const code = codeText(new Uint8Array(16))
const names = { fi: 'Yksi', sv: 'Ett', en: 'One' }
const said = { from: id, topic: 'record', text: '{}' }
const heard = { ...said, from: digest }
const network = { v: 2, network: 'net', track: 'ngo-led', purchaser: null }
const purchaser = { names, nonProfitBasis: 'Act on public procurement, section 4' }
const desk = { id: 'referral', names, recipient: epoch?.['recipient'], bell: epoch?.['bell'] }
const organisation = { names, recovery: genesis.organisations[0]?.recovery, desk }
const founder = { v: 2, record, credential, organisation }
const wrap = { device: 'alder-worker-1', desk: 'referral', epoch: 0, blob: bytes(STORED_BYTES.wrap) }
const recovery = { organisation: 'alder', desk: 'referral', epoch: 0, blob: bytes(STORED_BYTES.wrap) }
const signed = {
  v: 2,
  batch: digest,
  device: 'alder-worker-1',
  signatures: [signature],
  wraps: [wrap],
  recovery: [recovery],
}
const { id: own, organisation: member, roles, desks, supervisor, pledge } = record
const pin = { genesis: digest, length: 3, head: digest }
const place = { id: own, organisation: member, roles, desks, supervisor, pledge }
const offer = { v: 2, network: 'net', pin, device: place }
const sealed = { v: 2, keeper: 'alder-keeper-1', sealed: 'AAAA' }
const ofDesk = { v: 2, desk: { organisation: 'alder', desk: 'referral' }, epoch: 0 }
const count = { device: 'alder-keeper-1', sessions: 2, copiedOn: null }
const comingBack = { v: 2, topic: 'return', network: 'net', pin, organisation: 'alder', keeper: 'birch-keeper-1' }
const newKeeper = { v: 2, topic: 'record', record, credential, hasPapers: true }
const keys = { wraps: [], recovery: [], links: [] }
const proposed = { proposal: '{}', contents: ['{}'], signatures: [{ device: 'alder-keeper-1', signature }], keys }
const without = (value: object, member: string) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== member))

/** Each shape with values that are taken, and with values that are not. */
const SHAPES: readonly [name: string, shape: z.ZodType, taken: readonly object[], refused: readonly object[]][] = [
  [
    'what is said at a founding',
    FoundingSaid,
    [
      { code, ...said },
      { code, ...said, text: 'x'.repeat(FOUNDING_BYTES) },
    ],
    [
      said,
      { code, ...said, text: 'x'.repeat(FOUNDING_BYTES + 1) },
      { code, ...said, topic: 'other' },
      { code, ...said, more: 1 },
    ],
  ],
  ['asking what was said', FoundingAsked, [{ code }], [{}, { code: 'q'.repeat(32) }]],
  [
    'hearing what was said',
    FoundingHeard,
    [
      { said: [], hasOperator: false },
      { said: [heard, { ...heard, topic: 'network', text: '' }], hasOperator: true },
    ],
    [
      { said: [] },
      { hasOperator: true },
      { said: [without(heard, 'from')], hasOperator: true },
      { said: [said], hasOperator: true },
    ],
  ],
  [
    'who answers for the server',
    FoundingOperator,
    [{ code, operator: { name: names, contact: 'help@example.org' } }],
    [
      { code },
      { operator: { name: names, contact: 'help@example.org' } },
      { code, operator: { name: names } },
      { code, operator: { name: names, contact: '   ' } },
      { code, operator: { name: names, contact: 'x'.repeat(201) } },
      { code, operator: { name: names, contact: 'x', more: 1 } },
    ],
  ],
  [
    'whom a code for coming back is for',
    ReturnOffer,
    [comingBack],
    [
      ...Object.keys(comingBack).map((missing) => without(comingBack, missing)),
      { ...comingBack, topic: 'record' },
      { ...comingBack, more: 1 },
    ],
  ],
  [
    'a device of those who come back',
    ReturnRecord,
    [newKeeper, { ...newKeeper, hasPapers: false }],
    [...Object.keys(newKeeper).map((missing) => without(newKeeper, missing)), { ...newKeeper, topic: 'return' }],
  ],
  [
    'the batch that brings them back',
    ReturnBatch,
    [{ v: 2, topic: 'batch', proposed }],
    [
      { v: 2, topic: 'batch' },
      { v: 2, topic: '', proposed },
      { topic: 'batch', proposed },
    ],
  ],
  [
    "the other device's signature of it",
    ReturnSigned,
    [{ v: 2, topic: 'signed', batch: digest, device: 'alder-keeper-1', signature }],
    [
      { v: 2, topic: 'signed', batch: digest, device: 'alder-keeper-1' },
      { v: 2, topic: 'batch', batch: digest, device: 'alder-keeper-1', signature },
      { v: 2, topic: 'signed', batch: id, device: 'alder-keeper-1', signature },
    ],
  ],
  [
    'a keeper who does not sign',
    ReturnRefusal,
    [{ v: 2, topic: 'refused' }],
    [{ v: 2 }, { v: 2, topic: 'signed' }, { v: 2, topic: 'refused', why: 'x' }],
  ],
  [
    'the network that is founded',
    FoundingNetwork,
    [network, { ...network, track: 'purchased', purchaser }],
    [
      { ...network, v: 1 },
      { ...network, track: 'other' },
      { ...network, purchaser: {} },
      { ...network, purchaser: { ...purchaser, nonProfitBasis: '' } },
      { ...network, purchaser: { ...purchaser, nonProfitBasis: 'x'.repeat(201) } },
      without(network, 'network'),
    ],
  ],
  [
    'a founding device',
    FoundingRecord,
    [founder, { ...founder, organisation: null }],
    [
      { ...founder, v: 1 },
      { ...founder, record: {} },
      { ...founder, credential: null },
      { ...founder, organisation: {} },
      { ...founder, organisation: without(organisation, 'recovery') },
      { ...founder, organisation: { ...organisation, desk: {} } },
      { ...founder, organisation: { ...organisation, desk: without(desk, 'bell') } },
    ],
  ],
  [
    'the entries as they are going to be signed',
    FoundingBatch,
    [{ v: 2, round: 1, entries: ['{}', '{}'] }],
    [{ v: 2, round: 1, entries: [] }, { v: 2, round: 1, entries: Array<string>(1001).fill('') }, { entries: ['{}'] }],
  ],
  [
    "a device's signatures",
    FoundingSigned,
    [signed, { ...signed, signatures: [signature, signature], wraps: [], recovery: [] }],
    [
      { ...signed, signatures: [] },
      { ...signed, signatures: Array<string>(1001).fill(signature) },
      { ...signed, wraps: Array<object>(21).fill(wrap) },
      { ...signed, recovery: Array<object>(21).fill(recovery) },
      without(signed, 'batch'),
    ],
  ],
  ['whether somebody came', JoinFound, [{ blob: null }, { blob: 'AAAA' }], [{}, { blob: '' }]],
  [
    "a keeper's first word",
    JoinOffer,
    [offer],
    [
      { ...offer, v: 1 },
      { ...offer, pin: {} },
      { ...offer, device: {} },
      ...Object.keys(place).map((missing) => ({ ...offer, device: without(place, missing) })),
      { ...offer, device: { ...place, verifyKey: digest } },
    ],
  ],
  [
    'what is sealed to a device that joins',
    JoinSealed,
    [sealed, { ...sealed, sealed: 'A'.repeat(4000) }],
    [{ ...sealed, sealed: 'A'.repeat(4001) }, without(sealed, 'keeper'), { ...sealed, v: 1 }],
  ],
  ['passkeys to ask for', Passkeys, [{ credentials: [] }, { credentials: ['AAAA'] }], [{}, { credentials: [''] }]],
  ['proposals that wait', Proposals, [{ proposals: [] }], [{}, { proposals: [{}] }]],
  ['a challenge', Challenge, [{ challenge: digest }], [{}, { challenge: id }]],
  [
    'signing in to a demo',
    SignIn,
    [{ device: 'alder-worker-1', challenge: digest, signature }],
    [
      { device: 'alder-worker-1', challenge: digest },
      { device: 'A', challenge: digest, signature },
    ],
  ],
  ['a session', SessionToken, [{ token: digest }], [{}, { token: id }]],
  [
    'sessions by device',
    SessionCounts,
    [{ devices: [] }, { devices: [count, { ...count, copiedOn: '2026-11-30' }] }],
    [{}, { devices: [{}] }, { devices: [{ ...count, sessions: 1.5 }] }],
  ],
  ['whose sessions', SessionOf, [{ device: 'alder-worker-1' }], [{}, { device: 'alder-worker-1', more: 1 }]],
  [
    'a wrap',
    Wrap,
    [wrap, { ...wrap, epoch: 12 }],
    [{ ...wrap, epoch: -1 }, { ...wrap, blob: 'AAAA' }, without(wrap, 'device')],
  ],
  [
    'what is in a wrap',
    WrapContent,
    [
      { ...ofDesk, seed: digest },
      { ...ofDesk, bell: digest },
    ],
    [ofDesk, { ...ofDesk, seed: digest, bell: digest }, { ...ofDesk, bell: id }],
  ],
]

for (const [name, shape, taken, refused] of SHAPES)
  test(`${name} is taken as it should be, and not otherwise`, () => {
    for (const value of taken) assert.deepEqual(shape.parse(value), value)
    for (const value of refused)
      assert.equal(shape.safeParse(value).success, false, JSON.stringify(value).slice(0, 200))
  })

test('the acts that take a fresh touch, and the topics of a founding, are these', () => {
  const acts = ['propose', 'add-to-roster', 'add-wraps', 'read-recovery', 'lock-story', 'close-year', 'add-credential']
  assert.deepEqual(FreshAct.options, acts)
  assert.deepEqual(FoundingTopic.options, ['network', 'record', 'batch', 'signed'])
})

test('what a demo device signs names page, network and challenge; its keys come from its own name', () => {
  assert.equal(sessionMessage('https://desk.example', 'net', digest), `https://desk.example\0net\0${digest}`)
  assert.equal(DEMO_SEED, 'apila demo network: these keys are public')
  assert.equal(demoLabel({ device: 'a-b' as never }, 'sign'), 'device/a-b/sign')
  assert.equal(demoLabel({ papersOf: 'alder' as never }, 'open'), 'papers/alder/open')
})

test('a code in groups, and the slip of a nought for the letter', () => {
  assert.equal(groupedCode(code).replaceAll(' ', ''), code)
  const signs = codeText(new Uint8Array(16).fill(0x7b))
  assert.ok(signs.includes('0'))
  assert.equal(readCode(signs.replaceAll('0', 'O')), signs)
  assert.equal(bytesOfCode(`${signs} `), null)
  assert.throws(() => codeText(new Uint8Array(3)), /16 bytes/)
})
