// What travels when somebody signs in, joins or proposes: a member that is missing, of another kind or out of its range is refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type * as z from 'zod'
import { Proposal } from '../organisation/proposal.ts'
import { STORED_BYTES } from '../sizes.ts'
import { codeText } from './code-text.ts'
import { Join, JoinCode, JoinHeard, JoinMessage, JoinOpened, JoinReturned, JoinRoster, JoinSaid } from './join.ts'
import {
  Assertion,
  Credential,
  Fresh,
  PasskeySignIn,
  PasskeysOf,
  SignedCredential,
  credentialText,
  freshMessage,
} from './passkey.ts'
import { ProposalDropped, ProposalSigned, Proposed, RosterBatch } from './roster-batch.ts'
import { BatchKeys, RecoveryWrap, SeedLink } from './session.ts'

const bytes = (n: number) => 'A'.repeat(Math.ceil((n * 4) / 3))
const digest = bytes(32)
const signature = bytes(64)
const wrapBlob = bytes(STORED_BYTES.wrap)
const credential = { id: 'AAAA', publicKey: 'AAAA', algorithm: -7, origin: 'https://desk.example' }
const assertion = { credential: 'AAAA', authenticatorData: 'AAAA', clientDataJSON: 'AAAA', signature: 'AAAA' }
const signed = { device: 'alder-keeper-1', credential, signature }
const keys = { wraps: [], recovery: [], links: [] }
const proposal = { v: 2, on: '2026-11-30', length: 1, head: digest, contents: [digest] }
const proposed = { proposal: '{}', contents: ['{}'], signatures: [{ device: 'alder-keeper-1', signature }], keys }
const id = bytes(16)

/** Each shape with values that are taken, and with values that are not. */
const SHAPES: readonly [name: string, shape: z.ZodType, taken: readonly object[], refused: readonly object[]][] = [
  [
    'a credential',
    Credential,
    [credential, { ...credential, algorithm: -257 }, { ...credential, algorithm: -8 }],
    [
      { ...credential, algorithm: -37 },
      { ...credential, id: '' },
      { ...credential, more: 1 },
      { ...credential, origin: 'x'.repeat(201) },
    ],
  ],
  [
    'a signed credential',
    SignedCredential,
    [signed],
    [
      { ...signed, signature: digest },
      { ...signed, device: 'A' },
      { device: signed.device, credential },
    ],
  ],
  [
    'an assertion',
    Assertion,
    [assertion],
    [
      { ...assertion, prf: 'AAAA' },
      { ...assertion, signature: undefined },
      { ...assertion, userHandle: 'AAAA' },
    ],
  ],
  [
    'signing in with a passkey',
    PasskeySignIn,
    [{ device: 'alder-keeper-1', challenge: digest, assertion }],
    [
      { device: 'alder-keeper-1', challenge: digest },
      { device: 'alder-keeper-1', challenge: digest, assertion, prf: digest },
    ],
  ],
  [
    'asking for passkeys',
    PasskeysOf,
    [{ device: 'alder-keeper-1', origin: 'https://desk.example' }],
    [{ device: 'alder-keeper-1' }],
  ],
  [
    'a fresh assertion',
    Fresh,
    [
      { act: 'propose', challenge: digest, assertion },
      { act: 'lock-story', challenge: digest, signature },
    ],
    [
      { act: 'read', challenge: digest, assertion },
      { act: 'propose', challenge: digest },
      { act: 'propose', challenge: digest, assertion, signature },
    ],
  ],
  [
    'a joining code',
    JoinCode,
    [{ v: 2, code: id, network: 'net', genesis: digest, host: 'desk.example' }],
    [
      { v: 1, code: id, network: 'net', genesis: digest, host: 'desk.example' },
      { v: 2, code: digest, network: 'net', genesis: digest, host: 'desk.example' },
    ],
  ],
  [
    'opening a code',
    JoinOpened,
    [{ id }, { id, code: codeText(new Uint8Array(16)) }, { id, isReturn: true }],
    [{}, { id: digest }, { id, code: 'q'.repeat(32) }, { id, isReturn: false }],
  ],
  ['joining', Join, [{ id, blob: 'AAAA' }], [{ id }, { id, blob: '' }, { id, blob: bytes(524_289) }]],
  [
    'saying',
    JoinSaid,
    [
      { id, side: 'device', blob: 'AAAA' },
      { id, side: 'keeper', blob: 'AAAA' },
    ],
    [{ id, side: 'server', blob: 'AAAA' }],
  ],
  [
    'hearing',
    JoinHeard,
    [{ said: [] }, { said: [{ side: 'keeper', blob: 'AAAA' }] }],
    [{}, { said: [{ side: 'keeper' }] }],
  ],
  ['reading the roster by a code', JoinRoster, [{ id, from: 0 }], [{ id, from: -1 }, { id }]],
  ['a message', JoinMessage, [{ content: '{}', mac: digest }], [{ content: '{}' }, { content: '{}', mac: id }]],
  [
    'possession',
    JoinReturned,
    [{ v: 2, keeper: 'alder-keeper-1', bytes: digest }],
    [{ v: 2, keeper: 'alder-keeper-1', bytes: id }],
  ],
  [
    'a recovery wrap',
    RecoveryWrap,
    [{ organisation: 'alder', desk: 'referral', epoch: 0, blob: wrapBlob }],
    [
      { organisation: 'alder', desk: 'referral', epoch: -1, blob: wrapBlob },
      { organisation: null, desk: 'referral', epoch: 0, blob: wrapBlob },
      { organisation: 'alder', desk: 'referral', epoch: 0, blob: 'AAAA' },
    ],
  ],
  [
    'a link',
    SeedLink,
    [
      { organisation: null, desk: 'network', epoch: 1, blob: wrapBlob },
      { organisation: 'alder', desk: 'own', epoch: 2, blob: wrapBlob },
    ],
    [{ organisation: null, desk: 'network', epoch: 0, blob: wrapBlob }],
  ],
  ['the keys of a batch', BatchKeys, [keys], [{ wraps: [] }, { ...keys, more: [] }]],
  [
    'a proposal',
    Proposal,
    [proposal],
    [
      { ...proposal, v: 1 },
      { ...proposal, length: 0 },
      { ...proposal, contents: [] },
      { ...proposal, contents: [digest, digest] },
      { ...proposal, n: 1 },
    ],
  ],
  [
    'what is proposed',
    Proposed,
    [proposed, { ...proposed, signatures: [{ recovery: 'alder', signature }] }],
    [
      { ...proposed, signatures: [] },
      { ...proposed, contents: [] },
      { ...proposed, keys: {} },
      { ...proposed, signatures: [{ device: 'alder-keeper-1', recovery: 'alder', signature }] },
    ],
  ],
  [
    'signing a proposal',
    ProposalSigned,
    [{ id: digest, signature: { device: 'alder-keeper-1', signature } }],
    [{ id: digest }, { id: digest, signature }],
  ],
  ['dropping a proposal', ProposalDropped, [{ id: digest }], [{}, { id }]],
  [
    'a batch with all that may go along',
    RosterBatch,
    [
      {
        entries: [{ entry: '{}', signatures: [{ recovery: 'alder', signature }] }],
        proposal: digest,
        keys,
        credentials: [signed],
        code: codeText(new Uint8Array(16)),
      },
    ],
    [
      { entries: [{ entry: '{}', signatures: [{ recovery: 'alder', device: 'alder-keeper-1', signature }] }] },
      { entries: [], keys },
    ],
  ],
]

for (const [name, shape, taken, refused] of SHAPES)
  test(`${name} is taken as it should be, and not otherwise`, () => {
    for (const value of taken) assert.deepEqual(shape.parse(value), value)
    for (const value of refused)
      assert.equal(shape.safeParse(value).success, false, JSON.stringify(value).slice(0, 200))
  })

test('what is signed of a credential and before a named act says for what it is', () => {
  const parsed = Credential.parse(credential)
  const text = credentialText('net', 'alder-keeper-1', parsed)
  assert.deepEqual(JSON.parse(text), { v: 2, network: 'net', device: 'alder-keeper-1', credential })
  assert.notEqual(text, credentialText('other', 'alder-keeper-1', parsed))
  assert.equal(
    freshMessage('https://desk.example', 'net', digest, 'propose'),
    `https://desk.example\0net\0${digest}\0propose`,
  )
})
