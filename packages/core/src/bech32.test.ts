import { test } from 'node:test'
import assert from 'node:assert/strict'
import { decodeBech32, encodeBech32 } from './bech32.ts'

// BIP-173, section "Test vectors", those in lower case whose five-bit groups are whole bytes; and the value that each holds.
const VALID = [
  ['a12uel5l', 'a', ''],
  ['?1ezyfcl', '?', ''],
  [
    'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs',
    'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio',
    '',
  ],
  ['abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw', 'abcdef', '00443214c74254b635cf84653a56d7c675be77df'],
  [
    'split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w',
    'split',
    'c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d',
  ],
] as const
// The same section: signs outside the range, no separator, empty prefix, wrong check, too short; and upper or mixed case, which is valid there.
const INVALID = [
  '\x201nwldj5',
  '\x7f1axkwrx',
  '\x801eym55h',
  'pzry9x0s0muk',
  '1pzry9x0s0muk',
  'x1b4n0q5v',
  'li1dgmt3',
  'de1lg7wt\xff',
  'A1G7SGD8',
  '10a06t8',
  '1qzzfhee',
  'A12UEL5L',
  'a12uel5m',
  'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxq',
  'aBcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
  'abcdeg1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
  '',
  '1',
  'a1',
  'a1lqfn3',
  // Would be rightly checked if a sign outside the alphabet counted as the byte 255.
  'a1bqqqqqqqyr05nh',
]

test('the vectors of BIP-173: what is valid decodes to its bytes', () => {
  for (const [text, prefix, hex] of VALID) {
    const decoded = decodeBech32(text)
    assert.deepEqual([decoded?.prefix, Buffer.from(decoded?.bytes ?? []).toString('hex')], [prefix, hex], text)
  }
})

test('the vectors of BIP-173: what is invalid is refused, and upper case too', () => {
  for (const text of INVALID) assert.equal(decodeBech32(text), null, JSON.stringify(text))
})

test('groups of five bits that are no whole bytes, or end in bits that are not zero, are refused', () => {
  // Each is rightly checked: groups 0; 31; 0 0 0 are a whole group too many; 0 1 and 31 30 leave bits that are not zero.
  for (const text of ['a1q3g6mn3', 'a1lmyple6', 'a1qqqd87cpp', 'a1qpamnt9j', 'a1l7kaf2ff'])
    assert.equal(decodeBech32(text), null, text)
  for (const [text, hex] of [
    ['a1qqqd87cq', '00'],
    ['a1qy089ch6', '01'],
    ['a1lu9cgf6y', 'ff'],
    ['a1pzry9x8gwugfyu', '08864298e8'],
  ] as const)
    assert.equal(Buffer.from(decodeBech32(text)?.bytes ?? []).toString('hex'), hex, text)
})

test('what is written is read, and what the standard writes is written', () => {
  for (const length of [0, 1, 2, 3, 4, 5, 16, 20, 32, 64]) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length) & 255)
    const text = encodeBech32('age', bytes)
    assert.deepEqual(decodeBech32(text), { prefix: 'age', bytes })
  }
  for (const [text, prefix, hex] of VALID)
    assert.equal(encodeBech32(prefix, Uint8Array.from(Buffer.from(hex, 'hex'))), text)
})
