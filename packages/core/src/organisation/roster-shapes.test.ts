// What devices, server and kept copies say of a roster: a member that is missing, of another kind or out of its range is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type * as z from 'zod'
import type { Recipient } from '../bytes.ts'
import { DeviceId, SignedEntry, WhichDesk } from './roster.ts'
import { Pin, Roster, findEpoch, findEverDevice } from './roster-value.ts'
import { RosterBatch } from '../account/roster-batch.ts'
import { Network, RosterFrom, RosterRest } from './wire.ts'

const digest = 'A'.repeat(43)
const signature = { device: 'birch-keeper-1', signature: 'A'.repeat(86) }
const entry = { entry: '{}', signatures: [signature] }

/** Each shape with a value that is taken, and with values that are not. */
const SHAPES: readonly [name: string, shape: z.ZodType, taken: object, refused: readonly object[]][] = [
  [
    'a desk by name',
    WhichDesk,
    { organisation: 'birch', desk: 'tuki' },
    [{}, { organisation: 'birch' }, { desk: 'tuki' }],
  ],
  [
    'a signed entry',
    SignedEntry,
    entry,
    [
      {},
      { entry: '{}' },
      { signatures: [signature] },
      { entry: 1, signatures: [signature] },
      { entry: 'x'.repeat(4_000_001), signatures: [signature] },
      { entry: '{}', signatures: [] },
      { entry: '{}', signatures: Array.from({ length: 1_001 }, () => signature) },
      { entry: '{}', signatures: [{}] },
      { entry: '{}', signatures: [{ device: signature.device }] },
      { entry: '{}', signatures: [{ signature: signature.signature }] },
      { entry: '{}', signatures: [{ ...signature, more: 1 }] },
    ],
  ],
  [
    'many signers',
    SignedEntry,
    { entry: 'x'.repeat(4_000_000), signatures: Array.from({ length: 1_000 }, () => signature) },
    [],
  ],
  [
    'from where to read',
    RosterFrom,
    { from: 7 },
    [{}, { from: -1 }, { from: 0.5 }, { from: '0' }, { from: 0, more: 1 }],
  ],
  ['from the first', RosterFrom, { from: 0 }, []],
  ['the rest', RosterRest, { entries: [] }, [{}, { entries: [{}] }, { entries: entry }]],
  [
    'a batch',
    RosterBatch,
    { entries: Array.from({ length: 1_000 }, () => entry) },
    [{}, { entries: [] }, { entries: Array.from({ length: 1_001 }, () => entry) }, { entries: [entry], more: 1 }],
  ],
  ['a batch of two', RosterBatch, { entries: [entry, entry] }, []],
  [
    'a pin',
    Pin,
    { genesis: digest, length: 1, head: digest },
    [{}, { genesis: digest, length: 0, head: digest }, { genesis: digest, length: 1 }, { length: 1, head: digest }],
  ],
  [
    'what the server says of the network',
    Network,
    {
      v: [2],
      network: null,
      track: null,
      purchaser: null,
      demo: false,
      rosterLength: 0,
      neutral: 'https://neutral.example',
    },
    [
      {},
      { v: [2] },
      {
        v: 2,
        network: null,
        track: null,
        purchaser: null,
        demo: false,
        rosterLength: 0,
        neutral: 'https://neutral.example',
      },
    ],
  ],
]

for (const [name, shape, taken, refused] of SHAPES)
  test(`${name} is taken as it should be, and not otherwise`, () => {
    assert.deepEqual(shape.parse(taken), taken)
    for (const [n, other] of refused.entries())
      assert.equal(shape.safeParse(other).success, false, `refused value ${String(n)}`)
  })

const key = `age1${'q'.repeat(58)}` as Recipient

test('periods of a desk are counted from nought, and a kept roster says each by its number', () => {
  const epochs = Roster.shape.epochs
  const period = { epoch: 0, recipient: key, bell: digest, on: '2026-11-30', since: 1 }
  const read = (epoch: number) => epochs.safeParse(new Map([['birch/tuki', [{ ...period, epoch }]]]))
  const reasons = (epoch: number) => read(epoch).error?.issues.filter(({ path }) => path.at(-1) === 'epoch').length ?? 0
  assert.deepEqual([reasons(0), reasons(1), reasons(7)], [0, 0, 0])
  assert.deepEqual([reasons(-1), reasons(0.5)], [1, 1])
})

test('a device’s last record is found whether it is active or not, and nothing where there was never one', () => {
  const records = ['first', 'second', 'third'].map((label) => ({ device: { label } }))
  const roster = {
    stays: new Map([
      ['birch-worker-1', records],
      ['birch-worker-2', []],
    ]),
    epochs: new Map(),
  } as never
  assert.deepEqual(findEverDevice(roster, DeviceId.parse('birch-worker-1')), { label: 'third' })
  assert.equal(findEverDevice(roster, DeviceId.parse('birch-worker-2')), undefined)
  assert.equal(findEverDevice(roster, DeviceId.parse('birch-worker-3')), undefined)
  assert.equal(findEpoch(roster, WhichDesk.parse({ organisation: 'birch', desk: 'tuki' }), 0), undefined)
})
